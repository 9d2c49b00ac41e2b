"""Saves a job's properties, and offers to take it back."""

from __future__ import annotations

from collections.abc import Callable

from app.model.job import JobRow
from ui import messages
from ui.desk import Desk
from ui.dialogs.properties import JobProperties
from ui.words import tr


async def save_properties(
    job: JobRow, *, wanted: JobProperties, agent: str, desk: Desk, done: Callable[[], None], undo: bool = True
) -> None:
    """Write only what changed; afterwards a notice offers Undo."""
    before = JobProperties(enabled=job.enabled, interval=job.interval, instance=job.instance)
    await desk.work.call(_write, job, wanted=wanted, before=before, agent=agent, desk=desk)
    done()
    fresh = await desk.work.call(desk.console.jobs.row, job.number, agent=agent)

    def _undo() -> None:
        desk.work.start(
            save_properties(fresh, wanted=before, agent=agent, desk=desk, done=done, undo=False), owner=desk.bridge
        )

    text = f"{messages.named(job)}: {tr('properties saved.') if undo else tr('the change was taken back.')}"
    desk.notices.tell(text, tone="succeeded", action=tr("Undo"), act=_undo if undo else None, brief=True)


def _write(job: JobRow, *, wanted: JobProperties, before: JobProperties, agent: str, desk: Desk) -> None:
    jobs = desk.console.jobs
    if wanted.interval != before.interval or wanted.instance != before.instance:
        jobs.change(
            job.number,
            agent=agent,
            interval=wanted.interval if wanted.interval != before.interval else None,
            instance=wanted.instance if wanted.instance != before.instance else None,
        )
    if wanted.enabled != before.enabled:
        switch = jobs.enable if wanted.enabled else jobs.disable
        switch(job.number, agent=agent)
