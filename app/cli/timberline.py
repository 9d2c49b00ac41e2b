"""Commands of Timberline AR and its profiles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from app.cli import timberline_documents as documents
from app.cli.session import Given
from app.model.errors import ConfigError, TielineError, Transient
from app.model.timberline import Action, ActionResult, IfExists, Status

if TYPE_CHECKING:
    from app.console.timberline import Timberline

timberline_app = App(name="timberline", help="Timberline AR: analyse, create invoices, process receipts, check.")
profile_app = App(name="profile", help="Timberline profiles: import an old one, check one.")

_WRITING = {Action.CREATE_INVOICES, Action.PROCESS_RECEIPTS, Action.UNDO}
ProfileOption = Annotated[Path, Parameter(name="--profile", help="The profile, a .toml file.")]
DryRun = Annotated[bool, Parameter(name="--dry-run", negative="", help="Show what would happen; change nothing.")]
Out = Annotated[Path | None, Parameter(name="--out", help="Also write the answer to this .xlsx, .csv or .pdf.")]


@timberline_app.command
def analyse(*, profile: ProfileOption, dry_run: DryRun = False, out: Out = None, session: Given) -> int:
    """Look up every job's codes in Timberline; changes nothing.

    Example: tieline timberline analyse --profile site.toml
    """
    return _act(
        Action.ANALYSE, lambda of: of.analyse(profile, dry_run=dry_run), profile=profile, out=out, dry_run=dry_run,
        session=session,
    )  # fmt: skip


@timberline_app.command
def create_invoices(
    *,
    profile: ProfileOption,
    dry_run: DryRun = False,
    if_exists: Annotated[IfExists, Parameter(help="What to do with an invoice file that is there.")] = IfExists.REFUSE,
    out: Out = None,
    session: Given,
) -> int:
    """Write the claims that are due to the invoice file and flag them.

    Example: tieline timberline create-invoices --profile site.toml --if-exists archive
    """
    return _act(
        Action.CREATE_INVOICES,
        lambda of: of.create_invoices(profile, dry_run=dry_run, if_exists=if_exists),
        profile=profile,
        out=out,
        dry_run=dry_run,
        session=session,
    )


@timberline_app.command
def process_receipts(*, profile: ProfileOption, dry_run: DryRun = False, out: Out = None, session: Given) -> int:
    """Carry Timberline's receipts over to Framework, each exactly once.

    Example: tieline timberline process-receipts --profile site.toml --dry-run
    """
    return _act(
        Action.PROCESS_RECEIPTS, lambda of: of.process_receipts(profile, dry_run=dry_run), profile=profile, out=out,
        dry_run=dry_run, session=session,
    )  # fmt: skip


@timberline_app.command
def check_consistency(*, profile: ProfileOption, dry_run: DryRun = False, out: Out = None, session: Given) -> int:
    """Compare the invoices of both sides; changes nothing.

    Example: tieline timberline check-consistency --profile site.toml --out check.xlsx
    """
    return _act(
        Action.CHECK_CONSISTENCY, lambda of: of.check_consistency(profile, dry_run=dry_run), profile=profile, out=out,
        dry_run=dry_run, session=session,
    )  # fmt: skip


@timberline_app.command
def batches(*, profile: ProfileOption, session: Given) -> None:
    """List the invoice batches of a profile's folder, newest first."""
    found = _facade(session).batches(profile)
    session.answer([documents.batch(one) for one in found], people=lambda: documents.batches(found))


@timberline_app.command
def undo(
    batch: Annotated[str, Parameter(help="The batch, as `batches` lists it.")],
    *,
    profile: ProfileOption,
    dry_run: DryRun = False,
    out: Out = None,
    session: Given,
) -> int:
    """Take an export back, except for the invoices that Timberline already has."""
    return _act(
        Action.UNDO, lambda of: of.undo(batch, profile=profile, dry_run=dry_run), profile=profile, out=out,
        dry_run=dry_run, session=session,
    )  # fmt: skip


@profile_app.command(name="import")
def import_(
    file: Annotated[Path, Parameter(help="The old .ini file; it stays as it is.")],
    *,
    to: Annotated[Path, Parameter(name="--to", help="The new profile, a .toml file.")],
    session: Given,
) -> None:
    """Make a profile of an old .ini; passwords go to the system's credential store."""
    made = _facade(session).import_profile(file, to=to)
    session.answer(documents.imported(made), people=lambda: documents.imported_text(made))


@profile_app.command
def check(file: Annotated[Path, Parameter(help="The profile, a .toml file.")], *, session: Given) -> int:
    """Look at every point of a profile, its databases and its tables; say what to do."""
    found = _facade(session).check_profile(file)
    session.answer([documents.checked(one) for one in found], people=lambda: documents.checks(found))
    for one in found:
        if not one.ok:
            session.tell(f"The profile is not ready: {one.point}: {one.text}. {one.remedy}")
    return max((one.exit_code for one in found), default=0)


def _recording(session: Given, profile: Path) -> Timberline:
    """What changes something is recorded in the store; a profile that is not valid is told before any is opened."""
    _facade(session).profile(profile)
    return session.console.timberline


def _facade(session: Given) -> Timberline:
    """To look needs no store; where there is one it is asked whether the user may, where there is none none is made."""
    if session.has_store():
        return session.console.timberline
    from app.console.timberline import Timberline

    return Timberline()


def _act(
    action: Action,
    act: Callable[[Timberline], ActionResult],
    *,
    profile: Path,
    out: Path | None,
    dry_run: bool,
    session: Given,
) -> int:
    started = datetime.now(UTC)
    try:
        if out is not None:
            documents.require_ending(out)
        writes = action in _WRITING and not dry_run
        facade = _recording(session, profile) if writes else _facade(session)
        result = act(facade)
        if out is not None:
            facade.report(result, to=out)
    except TielineError as error:
        if session.json:
            session.answer(
                documents.failed(
                    action, status=_status(error), profile=profile, started=started, dry_run=dry_run, told=str(error)
                ),
                people=str,
            )
        raise
    session.answer(documents.result(result), people=lambda: documents.listing(result))
    if result.refused:
        session.tell("Nothing was changed: " + " ".join(result.messages[-1:]) + " " + documents.remedy(action))
    return result.exit_code


def _status(error: TielineError) -> Status:
    if isinstance(error, ConfigError):
        return Status.PROFILE_ERROR
    return Status.DATABASE_ERROR if isinstance(error, Transient) else Status.USER_INTERVENTION_REQUIRED
