"""The Timberline side of the facade: a profile's file in, an action's answer out."""

from __future__ import annotations

from pathlib import Path

from app.model.profile import Profile, ProfileCheck, ProfileImport
from app.model.timberline import ActionResult, Batch, IfExists
from app.timberline import (
    analysis,
    checking,
    durable,
    invoicing,
    profile_checks,
    profile_imports,
    profiles,
    receipting,
    undoing,
)
from app.timberline.batches import Journals
from app.timberline.workplace import Workplace


class Timberline:
    """The four actions, batches and profiles."""

    def __init__(self, workplace: Workplace | None = None) -> None:
        self._workplace = workplace or Workplace()

    def analyse(self, profile: Path, *, dry_run: bool = False) -> ActionResult:
        """Look up the codes of every job; changes nothing."""
        return analysis.run(profiles.load(profile), workplace=self._workplace, dry_run=dry_run)

    def create_invoices(
        self, profile: Path, *, dry_run: bool = False, if_exists: IfExists = IfExists.REFUSE
    ) -> ActionResult:
        """Write the claims that are due to the invoice file and flag them."""
        loaded = profiles.load(profile)
        return invoicing.run(loaded, workplace=self._workplace, dry_run=dry_run, if_exists=if_exists)

    def process_receipts(self, profile: Path, *, dry_run: bool = False) -> ActionResult:
        """Carry Timberline's receipts over to Framework."""
        return receipting.run(profiles.load(profile), workplace=self._workplace, dry_run=dry_run)

    def check_consistency(self, profile: Path, *, dry_run: bool = False) -> ActionResult:
        """Compare both sides invoice by invoice; changes nothing."""
        return checking.run(profiles.load(profile), workplace=self._workplace, dry_run=dry_run)

    def batches(self, profile: Path) -> tuple[Batch, ...]:
        """The exports of the profile's folder, newest first."""
        folder = profiles.load(profile).invoices.folder
        with durable.told("The batches were not listed"):
            journals = Journals(folder, step=durable.no_step)
            return tuple(journals.batch(journal) for journal in reversed(journals.all()))

    def undo(self, batch: str, *, profile: Path, dry_run: bool = False) -> ActionResult:
        """Take an export back, except for what Timberline already has."""
        return undoing.run(profiles.load(profile), batch, workplace=self._workplace, dry_run=dry_run)

    def profile(self, file: Path) -> Profile:
        """A profile, read and proven complete."""
        return profiles.load(file)

    def import_profile(self, old: Path, *, to: Path) -> ProfileImport:
        """Make a profile of an old `.ini`."""
        return profile_imports.convert(old, to=to)

    def check_profile(self, file: Path) -> tuple[ProfileCheck, ...]:
        """Every point of a profile, and whether its databases and tables are there."""
        return profile_checks.check(file)

    def report(self, result: ActionResult, *, to: Path) -> None:
        """Write an answer as .xlsx, .csv or .pdf, whichever the name ends with."""
        from app.timberline import reports

        reports.write(result, to=to)
