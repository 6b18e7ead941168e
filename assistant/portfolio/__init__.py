"""Every initiative against every outcome: who serves what, what nobody serves, and where strategy and work disagree."""
