"""The Timberline side of the facade: a profile's file in, an action's answer out.

What does the work is loaded when it is first asked for: most commands never do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.connect.addresses import masked
from app.engine.acting import Acting
from app.model.audit import Deed, Result
from app.model.errors import TielineError
from app.model.profile import Profile, ProfileCheck, ProfileImport
from app.model.role import Role
from app.model.timberline import ActionResult, Batch, IfExists

if TYPE_CHECKING:
    from app.timberline.workplace import Workplace

_log = logging.getLogger(__name__)


class Timberline:
    """The four actions, batches and profiles."""

    def __init__(self, workplace: Workplace | None = None, *, acting: Acting | None = None) -> None:
        self._given, self._acting = workplace, acting

    def analyse(self, profile: Path, *, dry_run: bool = False) -> ActionResult:
        """Look up the codes of every job; changes nothing."""
        from app.timberline import analysis, profiles

        self._look("The Timberline action analyse")
        return analysis.run(profiles.load(profile), workplace=self._workplace, dry_run=dry_run)

    def create_invoices(
        self,
        profile: Path,
        *,
        dry_run: bool = False,
        if_exists: IfExists = IfExists.REFUSE,
        expected: str | None = None,
    ) -> ActionResult:
        """Write the claims that are due to the invoice file and flag them; `expected`: a plan's digest, or nothing."""
        from app.timberline import invoicing, profiles

        self._permit("create-invoices", dry_run=dry_run)
        loaded = profiles.load(profile)
        with self._recorded("create-invoices", loaded, dry_run=dry_run) as end:
            result = invoicing.run(
                loaded, workplace=self._workplace, dry_run=dry_run, if_exists=if_exists, expected=expected
            )
            return end(result)

    def process_receipts(self, profile: Path, *, dry_run: bool = False, expected: str | None = None) -> ActionResult:
        """Carry Timberline's receipts over to Framework; `expected`: a plan's digest, or nothing."""
        from app.timberline import profiles, receipting

        self._permit("process-receipts", dry_run=dry_run)
        loaded = profiles.load(profile)
        with self._recorded("process-receipts", loaded, dry_run=dry_run) as end:
            return end(receipting.run(loaded, workplace=self._workplace, dry_run=dry_run, expected=expected))

    def check_consistency(self, profile: Path, *, dry_run: bool = False) -> ActionResult:
        """Compare both sides invoice by invoice; changes nothing."""
        from app.timberline import checking, profiles

        self._look("The Timberline action check-consistency")
        return checking.run(profiles.load(profile), workplace=self._workplace, dry_run=dry_run)

    def batches(self, profile: Path) -> tuple[Batch, ...]:
        """The exports of the profile's folder, newest first."""
        from app.timberline import durable, profiles
        from app.timberline.batches import Journals

        self._look("Listing the invoice batches")
        folder = profiles.load(profile).invoices.folder
        with durable.told("The batches were not listed"):
            journals = Journals(folder, step=durable.no_step)
            return tuple(journals.batch(journal) for journal in reversed(journals.all()))

    def undo(self, batch: str, *, profile: Path, dry_run: bool = False) -> ActionResult:
        """Take an export back, except for what Timberline already has."""
        from app.timberline import profiles, undoing

        self._permit("undo", dry_run=dry_run)
        loaded = profiles.load(profile)
        with self._recorded("undo", loaded, dry_run=dry_run, note=f"batch {batch}") as end:
            return end(undoing.run(loaded, batch, workplace=self._workplace, dry_run=dry_run))

    def profile(self, file: Path) -> Profile:
        """A profile, read and proven complete."""
        from app.timberline import profiles

        self._look("Reading a Timberline profile")
        return profiles.load(file)

    def import_profile(self, old: Path, *, to: Path) -> ProfileImport:
        """Make a profile of an old `.ini`."""
        from app.timberline import profile_imports

        self._require(Role.IMPLEMENTER, "Importing a Timberline profile")
        return profile_imports.convert(old, to=to)

    def check_profile(self, file: Path) -> tuple[ProfileCheck, ...]:
        """Every point of a profile, and whether its databases and tables are there."""
        from app.timberline import profile_checks

        self._look("Checking a Timberline profile")
        return profile_checks.check(file)

    def report(self, result: ActionResult, *, to: Path) -> None:
        """Write an answer as .xlsx, .csv or .pdf, whichever the name ends with."""
        from app.timberline import reports

        reports.write(result, to=to)

    @cached_property
    def _workplace(self) -> Workplace:
        from app.timberline.workplace import Workplace

        return self._given or Workplace()

    def _look(self, what: str) -> None:
        self._require(Role.VIEWER, what)

    def _permit(self, action: str, *, dry_run: bool) -> None:
        """What only shows what would happen takes no more than looking."""
        self._require(Role.VIEWER if dry_run else Role.OPERATOR, f"The Timberline action {action}")

    def _require(self, role: Role, what: str) -> None:
        if self._acting:
            self._acting.require(role, what)

    @contextmanager
    def _recorded(
        self, action: str, profile: Profile, *, dry_run: bool, note: str = ""
    ) -> Generator[Callable[[ActionResult], ActionResult]]:
        """Record that the action begins and how it ends: it changes other databases, so that takes two rows."""
        if self._acting is None or dry_run:
            yield _same
            return
        ends: list[ActionResult] = []

        def end(result: ActionResult) -> ActionResult:
            ends.append(result)
            return result

        deed = Deed(action=f"timberline.{action}", what=f"profile {profile.name}", note=note, result=Result.BEGUN)
        self._acting.record(deed)
        try:
            yield end
        except TielineError as error:
            self._ended(replace(deed, result=Result.FAILED, note=f"{note} {masked(str(error))}".strip()))
            raise
        self._ended(replace(deed, result=Result.DONE, after=_told(ends[-1])))

    def _ended(self, deed: Deed) -> None:
        """What was done is done, also where its end cannot be recorded."""
        try:
            if self._acting:
                self._acting.record(deed)
        except TielineError:
            _log.warning("The end of %s could not be recorded", deed.action, exc_info=True)


def _same(result: ActionResult) -> ActionResult:
    return result


def _told(result: ActionResult) -> dict[str, object]:
    buckets = {bucket.value: f"{one.count}: {one.amount}" for bucket, one in result.buckets.items()}
    return {"status": result.status.value, **buckets}
