"""One call of the command line: where it works, how it answers, and the console they lead to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import output
from app.model.errors import UsageError

if TYPE_CHECKING:
    from app.console import Console


class Session:
    """What every command is handed: where to work, how to answer."""

    def __init__(self, *, home: Path | None = None, store: str | None = None, json: bool = False) -> None:
        self.home, self.store, self.json = home, store, json
        self.moving = False  # the store may be one that was moved

    @cached_property
    def console(self) -> Console:
        """The facade, built when a command first needs it, so that help costs nothing."""
        from app import compose

        if self.moving:
            return compose.build(self.home, self.store, moving=True)
        return compose.build(self.home, self.store)

    def has_store(self) -> bool:
        """Whether there is a store already, in which roles may be given."""
        from app.store import home

        return self.store is not None or home.find(self.home).store.exists()

    @property
    def user(self) -> str:
        """Who is at the keyboard, for the record: the same as in the audit, not what USER or LOGNAME say."""
        return self.console.roles.actor.shown

    def answer(self, document: object, *, people: Callable[[], object]) -> None:
        """Print the answer on stdout: as one JSON document, or as `people` renders it."""
        output.write_json(document) if self.json else output.write(people())

    def tell(self, text: str) -> None:
        """Say something that is not the answer; it goes to stderr."""
        print(text, file=sys.stderr, flush=True)

    def agent(self, name: str | None) -> str:
        """The agent meant: the one named, or the only one there is."""
        if name is not None:
            return name
        names = [row.name for row in self.console.agents.rows()]
        if len(names) == 1:
            return names[0]
        if not names:
            raise UsageError("Nothing was done", why="there is no agent yet", remedy="Add one: tieline agent add NAME.")
        raise UsageError("Nothing was done", why="several agents exist", remedy=f"Say --agent {' or '.join(names)}.")

    def job(self, word: str, *, agent: str) -> int:
        """The number of the job meant by a number or a name, however it is spelt."""
        if word.isdecimal():
            return int(word)
        from app.cli.words import nearest

        known = {row.name.casefold(): row for row in self.console.jobs.rows(agent)}
        if found := known.get(word.strip().casefold()):
            return found.number
        near = nearest(word.casefold(), known)
        hint = f"Did you mean {known[near].number} {known[near].name}?" if near else "See: tieline jobs list."
        raise UsageError("Nothing was done", why=f"there is no job {word!r}", remedy=hint)

    def close(self) -> None:
        """Give back what the console holds, if one was built."""
        if "console" in self.__dict__:
            self.console.close()
