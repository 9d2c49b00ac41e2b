"""The audit: who did what, from which machine, when, why, and what it was before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum


class Result(Enum):
    """What became of an action."""

    BEGUN = "begun"  # it changes another database; a second row says how it ended
    DONE = "done"
    FAILED = "failed"
    DENIED = "denied"  # the user may not do this


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, and from where."""

    user: str
    host: str
    account: str  # the user's name as the operating system knows it; another than `user` where one acts for another

    @property
    def shown(self) -> str:
        """The name for the record."""
        return self.user if self.user == self.account else f"{self.user} (by {self.account})"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An action to be recorded; `before` and `after` hold plain values, never a secret."""

    action: str  # words joined by dots: job.run, agent.pause
    what: str  # what it was done to, as people name it
    agent: str = ""
    note: str = ""
    before: Mapping[str, object] = field(default_factory=dict[str, object])
    after: Mapping[str, object] = field(default_factory=dict[str, object])
    result: Result = Result.DONE


@dataclass(frozen=True, kw_only=True)
class AuditRow:
    """A recorded action; `at` is the database's time."""

    id: int
    at: datetime
    who: str
    host: str
    agent: str
    action: str
    what: str
    note: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    result: Result
    hash: str


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The last row of a day: whoever keeps it elsewhere can prove that no row up to it was changed or taken out."""

    day: date  # in UTC
    rows: int
    head: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether the chain holds: `head` stands for every row up to the last one."""

    rows: int
    head: str
    broken: int | None = None  # the first row that is not as it was written
    why: str = ""
