"""Prepares a plan, applies exactly it or tells what changed meanwhile, and writes reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.console.timberline import Timberline
from app.model.errors import ConfigError
from app.model.profile import Profile
from app.model.timberline import Action, ActionResult, IfExists
from ui import words
from ui.desk import Desk
from ui.dialogs.agreement import agreed
from ui.dialogs.asking import accepted
from ui.dialogs.confirm import Question
from ui.dialogs.files import save_prompt
from ui.dialogs.results import ResultsDialog
from ui.timberline.buckets import meaning
from ui.timberline.plans import differences
from ui.words import tr

_GOES_ON = {Action.CREATE_INVOICES: "exported", Action.PROCESS_RECEIPTS: "posted"}


class Acting(QObject):
    """The actions of one profile; `shown` carries a plan or an answer to the page."""

    shown = Signal(object)  # ActionResult
    busy = Signal(str)  # what is going on; empty when it has ended

    def __init__(self, desk: Desk, *, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    @property
    def _timberline(self) -> Timberline:
        return self._desk.console.timberline

    async def prepare(self, action: Action, *, profile: Path) -> None:
        """Work out what would happen to each record, changing nothing."""
        plan = await self._told(tr("Working out what would happen…"), self._planned, action, profile=profile)
        self.shown.emit(plan)

    async def apply(self, plan: ActionResult, *, profile: Path) -> None:
        """Do exactly what the plan says; if anything changed since, tell it and show the new plan instead."""
        if plan.action is Action.CREATE_INVOICES:
            if not await self._place(profile):
                return
        elif not await self._agreed(_question(plan)):
            return
        result = await self._applied(plan, profile=profile)
        if result.refused and not result.changed and await self._agreed(_overwrite_question(result)):
            result = await self._told(
                tr("Writing the invoice file…"),
                self._timberline.create_invoices,
                profile,
                if_exists=IfExists.REPLACE,
                expected=plan.digest,
            )
        if result.changed:
            await self._drifted(plan, fresh=result)
            return
        if result.refused:
            self._desk.notices.tell(tr("Nothing was written: the existing file stays as it is."), tone="warning")
            return
        self.shown.emit(result)
        self._tell(result)

    async def report(self, result: ActionResult, *, to: Path) -> None:
        """Write the answer as a file."""
        await self._desk.work.call(self._timberline.report, result, to=to)
        self._desk.notices.tell(f"{tr('The report is in')} {to}.", tone="succeeded", brief=True)

    async def _applied(self, plan: ActionResult, *, profile: Path) -> ActionResult:
        mark = plan.digest
        if plan.action is Action.CREATE_INVOICES:
            return await self._told(
                tr("Writing the invoice file…"), self._timberline.create_invoices, profile, expected=mark
            )
        return await self._told(tr("Posting the receipts…"), self._timberline.process_receipts, profile, expected=mark)

    async def _drifted(self, plan: ActionResult, *, fresh: ActionResult) -> None:
        """Show the plan as it is now, and tell each record that makes the difference."""
        self.shown.emit(replace(fresh, dry_run=True, refused=False, changed=False))
        lines = differences(plan.rows, fresh.rows)
        head = tr("The data changed since you looked. Nothing was done; the new plan is shown.")
        dialog = ResultsDialog(lines, head=head, theme=self._desk.theme, parent=self._window.window())
        await accepted(dialog, work=self._desk.work)

    async def _place(self, profile: Path) -> bool:
        """Ask where the file goes, with the profile's place as the proposal; another place is kept in the profile."""
        known = await self._desk.work.call(self._timberline.profile, profile)
        chosen = await save_prompt(
            known.invoices.path, title=tr("Write the invoice file"), parent=self._window.window(), work=self._desk.work
        )
        if chosen is None:
            return False
        if chosen != known.invoices.path:
            await self._desk.work.call(_move, known, to=chosen)
            self._desk.notices.tell(f"{tr('The profile now writes to')} {chosen}.", brief=True)
        return True

    def _planned(self, action: Action, *, profile: Path) -> ActionResult:
        do: dict[Action, Callable[..., ActionResult]] = {
            Action.ANALYSE: self._timberline.analyse,
            Action.CREATE_INVOICES: self._timberline.create_invoices,
            Action.PROCESS_RECEIPTS: self._timberline.process_receipts,
            Action.CHECK_CONSISTENCY: self._timberline.check_consistency,
        }
        return do[action](profile, dry_run=True)

    async def _told(self, what: str, call: Callable[..., ActionResult], *args: object, **named: object) -> ActionResult:
        self.busy.emit(what)
        try:
            return await self._desk.work.call(call, *args, **named)
        finally:
            self.busy.emit("")

    async def _agreed(self, question: Question) -> bool:
        return await agreed(question, desk=self._desk, parent=self._window.window())

    def _tell(self, result: ActionResult) -> None:
        mark = _GOES_ON.get(result.action, "")
        done = next((total for bucket, total in result.buckets.items() if bucket.value == mark), None)
        if done is None:
            self._desk.notices.tell(tr("Nothing was due."), tone="warning", brief=True)
            return
        what = tr("claims are in the invoice file") if mark == "exported" else tr("receipts are posted")
        text = f"{words.number(done.count)} {what}, {words.money(done.amount)}."
        self._desk.notices.tell(text, tone="succeeded")


def can_apply(plan: ActionResult) -> bool:
    """Whether the plan has anything to do."""
    mark = _GOES_ON.get(plan.action, "")
    return plan.dry_run and any(bucket.value == mark and total.count for bucket, total in plan.buckets.items())


def _question(plan: ActionResult) -> Question:
    facts = [
        (meaning(bucket).title, f"{words.number(total.count)}, {words.money(total.amount)}")
        for bucket, total in plan.buckets.items()
        if total.count
    ]
    return Question(
        title=f"{tr('Post the receipts of')} {plan.profile}?",
        text=tr("Payments are written to Framework, each receipt exactly once. Posting cannot be undone here."),
        facts=tuple(facts),
    )


def _overwrite_question(result: ActionResult) -> Question:
    return Question(
        title=tr("The invoice file exists already. Write a new one?"),
        text=tr("The existing file moves to the folder archive beside it and is never lost."),
        items=result.messages,
    )


def _move(profile: Profile, *, to: Path) -> None:
    """Write another folder and file name into the profile; everything else in it stays as it is written."""
    import tomlkit  # slow to load, and seldom needed

    try:
        document = tomlkit.parse(profile.source.read_text(encoding="utf-8-sig"))
        invoices = document["invoices"]
        invoices["folder"] = str(to.parent)  # pyright: ignore[reportIndexIssue]  tomlkit's items are untyped
        invoices["file"] = to.name  # pyright: ignore[reportIndexIssue]
        profile.source.write_text(tomlkit.dumps(document), encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            "The invoice file was not written",
            why=f"the profile {profile.source} cannot take the new place: {error.strerror or error}",
            remedy="Choose the place the profile names, or make the profile writable.",
        ) from error
