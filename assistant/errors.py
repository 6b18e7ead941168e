"""The errors that Bearing raises on purpose.

    BearingError                  exit  what happened
    ├── UsageError                2     wrong use or settings
    ├── LockedError               3     another run holds the lock
    ├── IndexUnusableError        4     missing, damaged or built by something else
    ├── PublishRefusedError       5     a check failed; the old generation stays live
    ├── ModelError                -     a language model gave no usable answer; the reader gets quotes and this line
    └── DocumentError             -     one document cannot be read; recorded, never ends a run

Every message is one line that says what is wrong and what to do about it.
"""

from __future__ import annotations


class BearingError(Exception):
    """Base of every expected failure; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(BearingError):
    """The command or the settings are wrong."""

    exit_code = 2


class LockedError(BearingError):
    """Another run is writing to this index."""

    exit_code = 3


class IndexUnusableError(BearingError):
    """There is no usable index; the message names the command that mends it."""

    exit_code = 4


class PublishRefusedError(BearingError):
    """The new generation failed its checks and was not published."""

    exit_code = 5


class ModelError(BearingError):
    """A language model gave no usable answer; the message is what the reader is told."""


class DocumentError(BearingError):
    """One document cannot be read; the message is the reason that a person sees."""
