"""What goes to stdout: a JSON document for programs, tables and sentences for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from app.model.errors import Fatal

if TYPE_CHECKING:
    from rich.console import Console


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
    """The listing as text, coloured only on a terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    drawn = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for heading in listing.headings:
        drawn.add_column(
            heading.title,
            justify="right" if heading.number else "left",
            no_wrap=heading.number or heading.whole,
            overflow="fold",
            min_width=None if heading.number or heading.whole else heading.least,
        )
    for row in listing.rows:
        drawn.add_row(*(shown(value) for value in row))
    screen = _screen(listing)
    with screen.capture() as captured:
        screen.print(drawn)
    text = "\n".join(line.rstrip() for line in captured.get().splitlines())
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


def _screen(listing: Listing) -> Console:
    from rich.console import Console

    screen = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    # Numbers and times are never cut: where the terminal is too narrow for them the table is wider than it.
    fixed = [
        max(len(heading.title), *(len(shown(row[index])) for row in listing.rows))
        for index, heading in enumerate(listing.headings)
        if heading.number or heading.whole
    ]
    flowing = sum(heading.least for heading in listing.headings if not heading.number and not heading.whole)
    least = sum(fixed) + flowing + 2 * len(listing.headings)
    screen.width = max(screen.width, least)
    return screen


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
