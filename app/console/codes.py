"""Looks errors up without a network: codes of ODBC, databases, Windows, Kinetic, Sage and Tieline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from app.model.code import Code

_EXACT = 10  # a score from which the code itself was found
_TOKEN = re.compile(r"[A-Za-z]*\d[A-Za-z0-9]*|\w+")
_SPOKEN = {  # a number alone says little: the words that make a family likely
    "Windows": ("winerror", "windows", "errno", "oserror", "system error"),
    "Kinetic": ("http", "kinetic", "epicor", "status code"),
    "Sage": ("btrieve", "pervasive", "actian", "sage", "timberline"),
    "SQL Server": ("sql server", "sqlserver", "mssql", "msg ", "sqlexecdirect", "sqldriverconnect"),
    "Tieline": ("exit", "tieline"),
}


def find(text: str, *, language: str = "en", limit: int = 50) -> tuple[Code, ...]:
    """What a code, a whole message or some words may mean: codes that stand in the text first."""
    wanted = text.strip().casefold()
    if not wanted:
        return tuple(_known(language))[:limit]
    scored = [(_score(one, wanted), place, one) for place, one in enumerate(_known(language))]
    hits = sorted((-score, place, one) for score, place, one in scored if score)
    exact = [replace(one, exact=True) for score, _, one in hits if -score >= _EXACT]
    return (*exact, *(one for score, _, one in hits if -score < _EXACT))[:limit]


def _score(one: Code, wanted: str) -> int:
    tokens = set(_TOKEN.findall(wanted))
    code = one.code.casefold()
    if code == wanted:
        return 40
    if (code in tokens or (" " in code and code in wanted)) and _likely(one, wanted):
        return 20
    words = [token for token in tokens if len(token) > 2]
    told = f"{one.family} {one.meaning} {one.remedy}".casefold()
    return len(words) if words and all(word in told for word in words) else 0


def _likely(one: Code, wanted: str) -> bool:
    """A code with letters is sure; a bare number belongs to a family that the text speaks of."""
    if not one.code.isdecimal() or one.family in {"ODBC", "PostgreSQL"}:
        return True
    return any(word in wanted for word in _SPOKEN[one.family])


@cache
def _known(language: str) -> Sequence[Code]:
    text = resources.files("resources").joinpath("codes", "errors.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["code"]
    return [
        Code(family=row["family"], code=row["code"], meaning=told[0], remedy=told[1])
        for row in rows
        for told in [row.get(language) or row["en"]]
    ]
