"""The demo: the sandbox company, every job once, the four Timberline actions, one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli import demo_switches, documents, progress, sandbox, timberline_documents
from app.cli.output import Listing
from app.cli.running import outcome
from app.cli.session import Given, Session
from app.model.errors import TielineError
from app.model.timberline import ActionResult, Bucket, IfExists

_WRITTEN = (Bucket.EXPORTED, Bucket.POSTED)
_FINE = (*_WRITTEN, Bucket.OK, Bucket.MATCH, Bucket.WITHIN_VARIATION, Bucket.UNPROCESSED)
_NOT_OURS = (Bucket.ALREADY_POSTED, Bucket.NO_MATCHING_CLAIM)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A Timberline action of the demo and what came of it."""

    name: str
    result: ActionResult | None
    told: str = ""


def demo(*, session: Given) -> int:
    """Make the sandbox company if it is missing, run every job once in order, then the four Timberline actions.

    Some records of the sandbox fail on purpose, so that failed records can be seen: the exit code is then 1.
    """
    agent = sandbox.ensure(session)
    with (
        demo_switches.everything_on(session, agent=agent),
        progress.shown(session, title="Running every job once") as on_event,
    ):
        report = session.console.jobs.run_all(agent=agent, wait=True, by=session.user, on_event=on_event)
    deeds = _timberline(session)
    names = {int(row.number): row.name for row in session.console.jobs.rows(agent)}
    listing = outcome(report, names=names)
    several = any(heading.title == "Company" for heading in listing.headings)
    rows = [*listing.rows, *(_row(deed, several=several) for deed in deeds)]
    document = {
        **documents.report(report),
        "timberline": [timberline_documents.result(deed.result) for deed in deeds if deed.result],
    }
    session.answer(document, people=lambda: Listing(headings=listing.headings, rows=rows))
    codes = [deed.result.exit_code if deed.result else 1 for deed in deeds]
    return max(report.exit_code, 1 if any(codes) else 0)


def _timberline(session: Session) -> Sequence[Deed]:
    profile = Path(session.console.home) / "sandbox" / "timberline.toml"
    facade = session.console.timberline
    actions: dict[str, Callable[[], ActionResult]] = {
        "analyse": lambda: facade.analyse(profile),
        "create-invoices": lambda: facade.create_invoices(profile, if_exists=IfExists.ARCHIVE),
        "process-receipts": lambda: facade.process_receipts(profile),
        "check-consistency": lambda: facade.check_consistency(profile),
    }
    return [_done(name, act=act, session=session) for name, act in actions.items()]


def _done(name: str, *, act: Callable[[], ActionResult], session: Session) -> Deed:
    try:
        result = act()
    except TielineError as error:
        session.tell(str(error))
        return Deed(name=name, result=None, told=str(error))
    session.tell(f"Timberline {name}: {result.status.value}, {len(result.rows)} records")
    return Deed(name=name, result=result)


def _row(deed: Deed, *, several: bool) -> tuple[object, ...]:
    result, title = deed.result, ("-", f"Timberline {deed.name}", *(["-"] if several else []))
    if result is None:
        return (*title, "failed", 0, 0, 0, None)
    buckets = [row.bucket for row in result.rows]
    failed = [one for one in buckets if one not in (*_FINE, *_NOT_OURS)]
    written = [one for one in buckets if one in _WRITTEN]
    spent = (result.ended - result.started).total_seconds()
    status = "warning" if failed else "succeeded"
    return (*title, status, len(buckets), len(written), len(failed), spent)
