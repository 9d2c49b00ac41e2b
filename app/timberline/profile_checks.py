"""Looks at every point of a profile, and at what it leads to, without changing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.model.errors import ConfigError, TielineError
from app.model.profile import Profile, ProfileCheck
from app.timberline import framework, ledger, profiles, sources


def check(file: Path) -> tuple[ProfileCheck, ...]:
    """The profile itself, its folder, both databases and all tables; raises ConfigError for an invalid profile."""
    profile = profiles.load(file)
    return (
        ProfileCheck(point="profile", ok=True, text=f"{profile.source} is complete"),
        _folder(profile),
        *_framework(profile),
        *_timberline(profile),
    )


def _folder(profile: Profile) -> ProfileCheck:
    try:
        profiles.require_folder(profile)
    except ConfigError as error:
        return _failed("invoice folder", error, code=5)
    return ProfileCheck(point="invoice folder", ok=True, text=str(profile.invoices.folder))


def _framework(profile: Profile) -> Iterator[ProfileCheck]:
    def look() -> str:
        with sources.framework(profile) as database, database.connect() as connection:
            known = framework.tables(connection)
        views = ", ".join(sorted(known.views)) or "no views; the join is used"
        return f"all tables are there ({views})"

    yield _tried("Framework database", look)


def _timberline(profile: Profile) -> Iterator[ProfileCheck]:
    names = profile.tables
    wanted = (
        ("job", names.job, ("job", "jbMeth", "jcust")),
        ("phase", names.phase, ("pjob", "phase")),
        ("contract_item", names.contract_item, ("iic", "iici")),
        ("transaction", names.transaction, ("tInv", "type", "tdate", "tRun", "tSeq", "tAmt")),
    )

    def look(name: str, columns: tuple[str, ...]) -> Callable[[], str]:
        def tried() -> str:
            with sources.timberline(profile) as database, database.connect() as connection:
                return f"is called {ledger.table(connection, name, columns).name}"

        return tried

    for key, name, columns in wanted:
        yield _tried(f"Timberline table {key}", look(name, columns))


def _tried(point: str, look: Callable[[], str]) -> ProfileCheck:
    try:
        return ProfileCheck(point=point, ok=True, text=look())
    except ConfigError as error:
        return _failed(point, error, code=5)
    except TielineError as error:
        return _failed(point, error, code=4)


def _failed(point: str, error: TielineError, *, code: int) -> ProfileCheck:
    return ProfileCheck(point=point, ok=False, text=error.why or error.what, remedy=error.remedy, exit_code=code)
