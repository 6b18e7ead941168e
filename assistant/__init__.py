"""From a question to a cited answer. Nothing is imported here: import the module that you need."""
