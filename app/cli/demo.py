"""The demo: the sandbox company, every job once, the four Timberline actions, one table."""

from __future__ import annotations

from app.cli import documents, progress, sandbox
from app.cli.output import Listing
from app.cli.running import outcome
from app.cli.session import Given


def demo(*, session: Given) -> int:
    """Make the sandbox company if it is missing, run every job once in order, then the four Timberline actions."""
    agent = sandbox.ensure(session)
    with progress.shown(session, title="Running every job once") as on_event:
        report = session.console.jobs.run_all(agent=agent, wait=True, by=session.user, on_event=on_event)
    names = {int(row.number): row.name for row in session.console.jobs.rows(agent)}
    listing = outcome(report, names=names)
    session.answer(documents.report(report), people=lambda: Listing(headings=listing.headings, rows=listing.rows))
    return report.exit_code
