"""Wrong words, answered with the nearest right ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.model.errors import UsageError

if TYPE_CHECKING:
    from cyclopts import App, CycloptsError, UnknownCommandError, UnusedCliTokensError


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the given one, if any is near enough."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)), None)


def explain(error: CycloptsError) -> UsageError:
    """One sentence about words that do not fit, in place of the parser's own."""
    from cyclopts import MissingArgumentError, UnknownCommandError, UnknownOptionError, UnusedCliTokensError

    command = " ".join(["tieline", *(error.command_chain or ())])
    remedy = f"See: {command} --help."
    if isinstance(error, UnknownCommandError | UnusedCliTokensError):
        return _unknown_command(error, command=command)
    if isinstance(error, UnknownOptionError):
        word = (error.token.keyword or error.token.value).split("=")[0]
        near = nearest(word, (name for argument in error.argument_collection for name in argument.names))
        hint = f"Did you mean {near}? {remedy}" if near else remedy
        return UsageError("Nothing was done", why=f"{command} has no option {word}", remedy=hint)
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        return UsageError("Nothing was done", why=f"{command} needs {error.argument.name}", remedy=remedy)
    error.verbose = False
    told = str(error).strip().rstrip(".")
    return UsageError("Nothing was done", why=told[:1].lower() + told[1:], remedy=remedy)


def incomplete(app: App, *, branch: str) -> UsageError:
    """A branch of the tree that is named without a command of its own."""
    known = ", ".join(sorted(_commands(app)))
    remedy = f"Say which: {known}. See: tieline {branch} --help."
    return UsageError("Nothing was done", why=f"tieline {branch} needs a command", remedy=remedy)


def _unknown_command(error: UnknownCommandError | UnusedCliTokensError, *, command: str) -> UsageError:
    word = (error.unused_tokens or ["?"])[0]
    known = _commands(error.app) if error.app else []
    near = nearest(word, known)
    hint = f"Did you mean {near}? " if near else ""
    kind = "command" if known else "place for the word"
    why = f"{command} has no {kind} {word!r}"
    return UsageError("Nothing was done", why=why, remedy=f"{hint}See: {command} --help.")


def _commands(app: App) -> list[str]:
    return [name for name in app if not name.startswith("-")]
