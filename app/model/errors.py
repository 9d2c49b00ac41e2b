"""Errors, named by what the caller should do about them.

TielineError
├── Transient         try again later: a lock, a lost link
│   └── Unreachable   a database or service did not answer, or answered with an error (exit 4)
├── Fatal             stop this run: it cannot succeed as things stand
├── RecordError       set this one record aside and go on
├── ConfigError       an operator can put it right: profile, settings, addresses (exit 5)
├── UsageError        a wrong name or wrong words were given (exit 2)
├── NotAllowed        the user's role does not allow it; nothing was changed (exit 2)
├── DecisionNeeded    a person must decide; nothing was changed (exit 3)
└── Stopped           the run was asked to stop, or another process owns it now

Anything else that is raised is a bug of ours.
"""

from __future__ import annotations


class TielineError(Exception):
    """What did not happen, why, and what to do: the three parts of every message to a person."""

    def __init__(self, what: str, *, why: str = "", remedy: str = "") -> None:
        self.what, self.why, self.remedy = what, why, remedy
        super().__init__(what, why, remedy)

    def __str__(self) -> str:
        told = f"{self.what}: {self.why}" if self.why else self.what
        told = told.rstrip(".") + "."
        return f"{told} {self.remedy}" if self.remedy else told


class Transient(TielineError):
    """It may work when tried again."""


class Unreachable(Transient):
    """A database or a service could not be reached, or answered with an error."""


class Fatal(TielineError):
    """This run cannot go on: a table or a key column is missing, the data contradict themselves."""


class RecordError(TielineError):
    """One record cannot be brought over; `field` names the column at fault, or None for the whole row."""

    def __init__(self, what: str, *, field: str | None = None, why: str = "", remedy: str = "") -> None:
        super().__init__(what, why=why, remedy=remedy)
        self.field = field


class ConfigError(TielineError):
    """A profile, a setting or an address is not valid."""


class UsageError(TielineError):
    """A name is unknown or the words do not fit together."""


class NotAllowed(TielineError):
    """The user's role does not allow the action; says who may do it. Nothing was changed."""


class DecisionNeeded(TielineError):
    """Going on has consequences that a person must accept first; nothing was changed."""


class Stopped(TielineError):
    """Control flow of a run: stop at this batch border."""
