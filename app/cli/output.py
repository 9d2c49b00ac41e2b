"""What goes to stdout: a JSON document for programs, tables and sentences for people."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from app.model.errors import Fatal


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A column of a listing; numbers stand to the right and are never broken."""

    title: str
    number: bool = False
    whole: bool = False  # never broken over lines
    least: int = 8  # columns that it gets at least where it may be broken


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A table for people; `empty` says what to do while there are no rows."""

    headings: Sequence[Heading]
    rows: Sequence[Sequence[object]]
    empty: str = "Nothing to show."
    footer: str = ""


def write_json(document: object) -> None:
    """Print one JSON document."""
    _print(json.dumps(document, indent=2, ensure_ascii=False, default=_plain))


def write(answer: object) -> None:
    """Print an answer for people: a listing as a table, anything else as text."""
    if not isinstance(answer, Listing):
        if str(answer):
            _print(str(answer))
        return
    if not answer.rows:
        _print(answer.empty)
        return
    _print(table(answer))


def table(listing: Listing) -> str:
    """The listing as text that fits the terminal, or is wider where numbers would have to be cut."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    # Drawn aside: _print alone writes, and knows what to do where the output is full or its reader gone.
    known, aside = Console(file=sys.stdout), io.StringIO()
    screen = Console(
        file=aside, width=known.width, force_terminal=known.is_terminal, highlight=False, markup=False, emoji=False
    )
    widths = _widths(listing, room=screen.width)
    screen.width = max(screen.width, sum(widths) + 2 * len(widths))
    drawn = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for heading, width in zip(listing.headings, widths, strict=True):
        drawn.add_column(heading.title, justify="right" if heading.number else "left", width=width, overflow="fold")
    for row in listing.rows:
        drawn.add_row(*(shown(value) for value in row))
    screen.print(drawn)
    text = "\n".join(line.rstrip() for line in aside.getvalue().splitlines())
    return f"{text}\n\n{listing.footer}" if listing.footer else text


def shown(value: object) -> str:
    """A value as people read it: times in the machine's zone to the second, nothing as a dash."""
    match value:
        case None | "":
            return "-"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        case Enum():
            return str(value.value)
        case int():
            return f"{value:,}".replace(",", " ")
        case float():
            return f"{value:.1f}"
        case _:
            return str(value)


def silence() -> None:
    """Send what may still come to nowhere: the reader of stdout has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _widths(listing: Listing, *, room: int) -> list[int]:
    """How wide each column is: numbers and times whole, the rest of the room shared by those that may be broken."""
    headings = listing.headings
    widths = [max(len(one.title), *(len(shown(row[at])) for row in listing.rows)) for at, one in enumerate(headings)]
    flowing = [at for at, one in enumerate(headings) if not one.number and not one.whole]
    left = room - 2 * (len(widths) - 1) - sum(width for at, width in enumerate(widths) if at not in flowing)
    left -= sum(headings[at].least for at in flowing)
    for number, at in enumerate(sorted(flowing, key=lambda at: widths[at] - headings[at].least)):
        least = headings[at].least
        share = max(0, left) // (len(flowing) - number)
        widths[at] = min(widths[at], least + share)
        left -= widths[at] - least
    return widths


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        silence()
    except OSError as error:
        why = error.strerror or str(error)
        silence()
        raise Fatal("The answer was not written", why=why, remedy="Make room where the output goes.") from error


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes():
            return value.hex()
        case Mapping():
            return dict(value)
        case tuple() | set() | frozenset():
            return list(value)
        case _:
            return str(value)
