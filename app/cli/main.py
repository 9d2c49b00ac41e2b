"""The entry of the command line: options, command, exit code."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread

from app.cli import output
from app.cli.opened import Session
from app.model.errors import ConfigError, DecisionNeeded, NotAllowed, TielineError, Transient, UsageError

_log = logging.getLogger(__name__)
_EXIT_CODES: tuple[tuple[type[TielineError], int], ...] = (
    (UsageError, 2),
    (NotAllowed, 2),
    (DecisionNeeded, 3),
    (Transient, 4),
    (ConfigError, 5),
)
_SIGNALLED = 128  # and the number of the signal, as shells count


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; 0 done, 1 something failed, 2 wrong words, 3 a person decides, 4 unreachable, 5 config."""
    _open_streams()
    words = sys.argv[1:] if arguments is None else list(arguments)
    session: Session | None = None
    try:
        with _ended_softly():
            session, rest = split(words)
            return _dispatch(rest, session=session)
    except TielineError as error:
        print(_one_line(error), file=sys.stderr)
        return exit_code(error)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # the help's way of saying that its reader has gone
            return 0
        raise
    except KeyboardInterrupt as end:
        print("Interrupted: nothing new was started; what was done so far is kept.", file=sys.stderr)
        return _SIGNALLED + (end.args[0] if end.args else signal.SIGINT)
    except Exception as error:  # noqa: BLE001 (the last hook before a person would see a traceback)
        return _bug(error, session=session)
    finally:
        _finish(session)


def exit_code(error: TielineError) -> int:
    """The exit code that belongs to an error."""
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), 1)


def split(words: Sequence[str]) -> tuple[Session, list[str]]:
    """Take the options that belong to every command out of the words, wherever they stand."""
    rest: list[str] = []
    values: dict[str, str] = {}
    as_json = False
    stream = iter(words)
    for word in stream:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *stream]
        elif word == "--json":
            as_json = True
        elif name in {"--home", "--store"}:
            values[name] = value if equals else next(stream, "")
            if not values[name] or (not equals and values[name].startswith("--")):
                raise UsageError("Nothing was done", why=f"{name} needs a value", remedy="See: tieline --help.")
        else:
            rest.append(word)
    home = values.get("--home") or os.environ.get("TIELINE_HOME")
    folder = Path(home).expanduser().absolute() if home else None
    store = values.get("--store") or os.environ.get("TIELINE_STORE") or None
    return Session(home=folder, store=store, json=as_json), rest


@contextmanager
def _ended_softly() -> Generator[None]:
    """Let SIGTERM end a command as Ctrl+C does; a command that stays, like an agent's process, sets its own way."""
    if current_thread() is not main_thread():
        yield
        return

    def end(number: int, _frame: object) -> None:
        raise KeyboardInterrupt(number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _dispatch(arguments: list[str], *, session: Session) -> int:
    if not arguments:  # the window opens sooner where nothing that reads commands is loaded
        from app.cli.screen import open_window

        return open_window(session)
    from cyclopts import CycloptsError

    from app.cli import tree, words

    app = tree.build(top=all(word.startswith("-") for word in arguments))
    if len(arguments) == 1 and arguments[0] in tree.BRANCHES:
        raise words.incomplete(app[arguments[0]], branch=arguments[0])
    try:
        command, bound, handed_in = app.parse_args(arguments, print_error=False, exit_on_error=False)
    except CycloptsError as error:
        raise words.explain(error) from None
    result = command(*bound.args, **bound.kwargs, **dict.fromkeys(handed_in, session))
    return result if isinstance(result, int) else 0


def _open_streams() -> None:
    """Make stdout and stderr writable whatever we were started with, in UTF-8 where a pipe leaves us the choice."""
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _one_line(error: TielineError) -> str:
    return " ".join(str(error).split())


def _bug(error: Exception, *, session: Session | None) -> int:
    """Keep the traceback in a file and say where it is."""
    from app.cli import crash
    from app.store import home

    place = crash.keep(error, home=home.find(session.home if session else None).folder)
    print(f"The command was not finished: Tieline has a fault. Send this file to support: {place}", file=sys.stderr)
    return 1


def _finish(session: Session | None) -> None:
    if session is not None:
        session.close()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        output.silence()
