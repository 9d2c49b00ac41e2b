"""Full data syncs: the company is picked, the consequences are counted, and Yes is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.model.consequences import CancelConsequences, Consequences
from app.model.job import JobRow
from ui import messages, words
from ui.desk import Desk
from ui.dialogs.agreement import agreed
from ui.dialogs.asking import accepted
from ui.dialogs.choice import ChoiceDialog
from ui.dialogs.confirm import Question
from ui.words import tr

_NAMED = 3  # waiting jobs that the question names


class FullSyncDeeds(QObject):
    """Request and cancel, for one job in one company."""

    done = Signal()

    def __init__(self, desk: Desk, *, window: QWidget, agent: Callable[[], str]) -> None:
        super().__init__(window)
        self._desk, self._window, self._agent = desk, window, agent

    async def request(self, job: JobRow) -> None:
        """Ask for a full data sync of this job in a company."""
        companies = [
            str(one.code) for one in await self._desk.work.call(self._desk.console.companies.of, self._agent())
        ]
        company = await self._company(companies, job=job, head=tr("Request full data sync in company"))
        if not company:
            return
        sync, call = self._desk.console.full_sync, self._desk.work.call
        found = await call(sync.consequences, job.number, agent=self._agent(), company=company)
        rows = await call(self._desk.console.jobs.rows, self._agent())
        if not await self._agreed(request_question(job, found=found, jobs=rows)):
            return
        report = await call(
            sync.request, job.number, agent=self._agent(), company=company, by=self._desk.user, wait=False
        )
        self.done.emit()
        if report.waiting:
            text = messages.waits(report.waiting[0], name=f"{tr('The full data sync of')} {messages.named(job)}")
            self._desk.notices.tell(text, tone="warning")
            return
        text = f"{tr('Full data sync of')} {messages.named(job)} {tr('in')} {company} {tr('is requested.')}"
        self._desk.notices.tell(text, tone="succeeded", brief=True)

    async def cancel(self, job: JobRow) -> None:
        """Cancel a requested or running full data sync."""
        company = await self._company(list(job.full_sync), job=job, head=tr("Cancel full data sync"))
        if not company:
            return
        sync, call = self._desk.console.full_sync, self._desk.work.call
        found = await call(sync.cancel_consequences, job.number, agent=self._agent(), company=company)
        if not await self._agreed(cancel_question(job, found=found)):
            return
        skipped = await call(sync.cancel, job.number, agent=self._agent(), company=company, by=self._desk.user)
        self.done.emit()
        text = f"{tr('The full data sync of')} {messages.named(job)} {tr('in')} {company} {tr('is cancelled.')}"
        if not skipped:
            self._desk.notices.tell(text, tone="succeeded", brief=True)
            return
        kept = words.counted(skipped, one="change was set aside", many="changes were set aside")
        self._desk.notices.tell(
            f"{text} {kept}.",
            tone="warning",
            action=tr("Fetch them now"),
            act=lambda: self._fetch(job, company=company),
        )

    def _fetch(self, job: JobRow, *, company: str) -> None:
        self._desk.work.start(self._fetch_now(job, company=company), owner=self)

    async def _fetch_now(self, job: JobRow, *, company: str) -> None:
        jobs = self._desk.console.jobs
        await self._desk.work.call(
            jobs.fetch, job.number, agent=self._agent(), company=company, wait=False, by=self._desk.user
        )
        self.done.emit()
        self._desk.notices.tell(f"{messages.named(job)}: {tr('the changes set aside are being fetched.')}", brief=True)

    async def _company(self, options: list[str], *, job: JobRow, head: str) -> str:
        if not options:
            self._desk.notices.tell(self._no_company(head=head), tone="warning")
            return ""
        if len(options) == 1:
            return options[0]
        text = f"{messages.named(job)}: {tr('a full data sync belongs to one company.')}"
        dialog = ChoiceDialog(options, head=head, text=text, theme=self._desk.theme, parent=self._window.window())
        chosen = accepted(dialog, work=self._desk.work)
        return dialog.chosen() if await chosen else ""

    def _no_company(self, *, head: str) -> str:
        if head == tr("Cancel full data sync"):
            return tr("There is nothing to cancel: no full data sync of this job is requested or running.")
        return f"{tr('The agent')} {self._agent()} {tr('serves no company yet. Set one up in the BIL wizard first.')}"

    async def _agreed(self, question: Question) -> bool:
        return await agreed(question, desk=self._desk, parent=self._window.window())


def request_question(job: JobRow, *, found: Consequences, jobs: Sequence[JobRow] = ()) -> Question:
    """The question before a full data sync, with its counted consequences."""
    time = tr("not known yet: this job has not been synced before")
    if found.seconds is not None:
        time = f"{tr('about')} {words.duration(timedelta(seconds=found.seconds))}, {tr('from earlier runs')}"
    return Question(
        title=f"{tr('Request full data sync of')} {messages.named(job)} {tr('in')} {found.company}?",
        text=tr(
            "A full data sync can take long and blocks other integrations of the company until it has ended. "
            "What is in ARM stays usable all the time."
        ),
        facts=(
            (tr("Rows read again"), words.number(found.rows)),
            (tr("Expected time"), time),
            (tr("Jobs that wait meanwhile"), waiting_text(found, jobs=jobs)),
            (tr("Changes not brought yet"), f"{words.number(found.pending)}, {tr('they are brought too')}"),
        ),
    )


def waiting_text(found: Consequences, *, jobs: Sequence[JobRow]) -> str:
    """How many jobs wait, and the first of them by name."""
    waiting = [messages.named(row) for row in jobs if row.number in found.waiting_jobs]
    count = words.number(len(found.waiting_jobs))
    if not waiting:
        return count
    more = len(found.waiting_jobs) - len(waiting[:_NAMED])
    told = [count, *waiting[:_NAMED]]
    return "\n".join([*told, f"{tr('and')} {words.number(more)} {tr('more')}"] if more else told)


def cancel_question(job: JobRow, *, found: CancelConsequences) -> Question:
    """The question before cancelling, with the number of changes that would be skipped."""
    state = tr("running, stops at the next batch") if found.running else tr("requested, has not started")
    return Question(
        title=f"{tr('Cancel full data sync of')} {messages.named(job)} {tr('in')} {found.company}?",
        text=tr(
            "Cancelling also skips the PENDING changes that were still to be brought into ARM. "
            "They are listed and kept, and can be fetched later."
        ),
        facts=(
            (tr("Full data sync"), state),
            (tr("PENDING changes skipped"), words.number(found.pending)),
        ),
    )
