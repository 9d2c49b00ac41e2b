"""What a person can do with jobs: each deed asks where it must, calls the core, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.model.errors import TielineError
from app.model.failure import FailureId
from app.model.job import JobRow
from ui import messages, words
from ui.desk import Desk
from ui.dialogs.agreement import agreed
from ui.dialogs.asking import accepted
from ui.dialogs.confirm import Question
from ui.dialogs.results import ResultsDialog
from ui.words import tr


class JobDeeds(QObject):
    """Deeds on the jobs of one agent; `done` says that the grid should be read again."""

    done = Signal()

    def __init__(self, desk: Desk, *, window: QWidget, agent: Callable[[], str]) -> None:
        super().__init__(window)
        self._desk, self._window, self._agent = desk, window, agent

    async def run_now(self, jobs: Sequence[JobRow]) -> None:
        """Run these jobs in every company of the agent; several are asked about first."""
        if not await self._agreed(jobs, title=tr("Run these jobs now?")):
            return
        report = await self._desk.work.call(
            self._desk.console.jobs.run,
            [job.number for job in jobs],
            agent=self._agent(),
            wait=False,
            by=self._desk.user,
        )
        self.done.emit()
        if len(jobs) > 1:
            await self._show(messages.report_lines(jobs, report=report), head=tr("Run Now"))
            return
        text, tone = messages.asked_to_run(jobs, report=report)
        self._desk.notices.tell(text, tone=tone, brief=tone == "succeeded")

    async def retry(self, jobs: Sequence[JobRow], *, records: Sequence[FailureId] | None = None) -> None:
        """Try the failed records of these jobs again, and only those; `records` picks some of them."""
        if not await self._agreed(jobs, title=tr("Retry the failed records of these jobs?")):
            return

        def _one(job: JobRow) -> str:
            return self._retry_one(job, records=records)

        await self._each(jobs, deed=_one, head=tr("Retry failed records"))

    async def stop(self, jobs: Sequence[JobRow]) -> None:
        """Ask the running runs to stop at the next batch."""
        if not await self._agreed(jobs, title=tr("Stop these jobs?")):
            return
        await self._each(jobs, deed=self._stop_one, head=tr("Stop"))

    async def switch(self, jobs: Sequence[JobRow], *, on: bool) -> None:
        """Enable or disable; one job is done at once and can be undone."""
        title = tr("Enable these jobs?") if on else tr("Disable these jobs?")
        if not await self._agreed(jobs, title=title):
            return
        jobs_of = self._desk.console.jobs
        call = jobs_of.enable if on else jobs_of.disable

        def _one(job: JobRow) -> str:
            call(job.number, agent=self._agent())
            return tr("enabled") if on else tr("disabled: not part of integration processing")

        undo = (lambda: self._undo_switch(jobs, on=not on)) if len(jobs) == 1 else None
        await self._each(jobs, deed=_one, head=tr("Enable") if on else tr("Disable"), undo=undo)

    def _undo_switch(self, jobs: Sequence[JobRow], *, on: bool) -> None:
        self._desk.work.start(self.switch(jobs, on=on), owner=self)

    def _retry_one(self, job: JobRow, *, records: Sequence[FailureId] | None) -> str:
        report = self._desk.console.jobs.retry(
            job.number, agent=self._agent(), wait=False, by=self._desk.user, records=records
        )
        if report.waiting:
            return messages.waits(report.waiting[0], name=messages.named(job))
        if not report.runs:
            return tr("no failed records are open")
        if records is not None:
            count = words.counted(len(records), one="failed record", many="failed records")
            return f"{count} {tr('being tried again')}"
        return tr("its failed records are being tried again")

    def _stop_one(self, job: JobRow) -> str:
        count = self._desk.console.jobs.stop(job.number, agent=self._agent())
        if not count:
            return tr("nothing was running")
        return f"{words.counted(count, one='run stops', many='runs stop')} {tr('at the next batch')}"

    async def _each(
        self,
        jobs: Sequence[JobRow],
        *,
        deed: Callable[[JobRow], str],
        head: str,
        undo: Callable[[], None] | None = None,
    ) -> None:
        """Do it to each job; a refusal of one does not keep the others from it."""
        lines: list[str] = []
        refused = False
        for job in jobs:
            try:
                told = await self._desk.work.call(deed, job)
            except TielineError as error:
                told, refused = messages.refusal(error), True
            lines.append(f"{messages.named(job)}: {told}")
        self.done.emit()
        if len(lines) > 1:
            await self._show(lines, head=head)
            return
        tone = "failed" if refused else "succeeded"
        act = None if refused else undo
        self._desk.notices.tell(lines[0], tone=tone, action=tr("Undo"), act=act, brief=not refused)

    async def _agreed(self, jobs: Sequence[JobRow], *, title: str) -> bool:
        if len(jobs) < 2:
            return bool(jobs)
        question = Question(
            title=title,
            text=f"{tr('Agent')} {self._agent()}: {words.counted(len(jobs), one='job', many='jobs')}.",
            items=[messages.named(job) for job in jobs],
        )
        return await self.ask(question)

    async def ask(self, question: Question) -> bool:
        """Ask and await the answer."""
        return await agreed(question, desk=self._desk, parent=self._window.window())

    async def _show(self, lines: Sequence[str], *, head: str) -> None:
        dialog = ResultsDialog(lines, head=head, theme=self._desk.theme, parent=self._window.window())
        await accepted(dialog, work=self._desk.work)
