"""The Timberline page: pick a profile, see what would happen record by record, then do it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QTabWidget, QToolButton, QVBoxLayout, QWidget

from app.model.timberline import Action, ActionResult, Bucket, Status
from ui import words
from ui.desk import Desk
from ui.dialogs.files import open_prompt, save_prompt
from ui.theme.theme import set_kind
from ui.timberline.acting import Acting, can_apply
from ui.timberline.batches import BatchesPanel
from ui.timberline.buckets import meaning
from ui.timberline.head import TimberlineHead
from ui.timberline.plans import columns_of, plan_model, plan_rows
from ui.timberline.printing import print_result
from ui.timberline.profile_deeds import ProfileDeeds
from ui.timberline.shelf import Shelf
from ui.widgets import parts
from ui.widgets.chips import Chip, Chips
from ui.widgets.search import search_box
from ui.widgets.table import RowsView
from ui.words import tr

_STATUS = {
    Status.SUCCESS: ("Everything is in order", "succeeded"),
    Status.NO_ELIGIBLE_RECORDS: ("Nothing to do", "muted"),
    Status.USER_INTERVENTION_REQUIRED: ("Some records need you", "failed"),
    Status.DATABASE_ERROR: ("A database did not answer", "failed"),
    Status.PROFILE_ERROR: ("The profile is not valid", "failed"),
}
_APPLY = {Action.CREATE_INVOICES: "Write the invoice file…", Action.PROCESS_RECEIPTS: "Post the receipts…"}


class TimberlinePage(QWidget):
    """Plan, apply, result and report of one action; batches in a tab of their own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("timberlinePage")
        self._desk = desk
        self.shelf = Shelf(Path(desk.console.home))
        self.head = TimberlineHead(desk, shelf=self.shelf)
        self.acting = Acting(desk, window=self)
        self.profiles = ProfileDeeds(desk, window=self, shelf=self.shelf)
        self.model = plan_model(self)
        self.view = RowsView(self.model, theme=desk.theme, name="resultTable", title=tr("Records of the plan"))
        self.chips = Chips(theme=desk.theme)
        self.batches = BatchesPanel(desk, profile=self.head.profile)
        self._result: ActionResult | None = None
        self._status, self._sums = QLabel(), parts.muted()
        self._messages = parts.muted(wrap=True, role="warning")
        self.apply_button = parts.button(
            tr("Apply"), theme=desk.theme, name="applyButton", kind="primary", act=self._on_apply
        )
        self._export = self._export_button()
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self._clear()

    def read(self) -> None:
        """Look for profiles again."""
        self.head.read_shelf()
        if self.head.profile() is None and self.head.box.count():
            self.head.box.setCurrentIndex(0)
        self.batches.read()

    def show_result(self, result: ActionResult) -> None:
        """Show a plan or an answer."""
        self._result = result
        self.view.show_columns(columns_of(result.action), name=f"timberline-{result.action.value}")
        self.model.accept(None)
        self.model.replace(plan_rows(result))
        self._show_chips(result)
        self._say(result)
        parts.rename(self.apply_button, tr(_APPLY.get(result.action, "Apply")))
        self.apply_button.setVisible(can_apply(result))
        self._export.setVisible(True)
        self._stack.setCurrentIndex(1)
        self.head.show_action(result.action, working=False)
        if not result.dry_run:
            self.batches.read()

    def _lay_out(self) -> None:
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._plan())
        plan = QWidget()
        plan.setLayout(self._stack)
        tabs = QTabWidget()
        tabs.setObjectName("timberlineTabs")
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(tr("Plan or batches"))
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setAccessibleName(tr("Plan or batches"))
        tabs.addTab(plan, tr("Plan and result"))
        tabs.addTab(self.batches, tr("Batches"))
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(24, 16, 24, 8)
        above.addWidget(self.head)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(top)
        inside.addWidget(tabs, 1)

    def _plan(self) -> QWidget:
        page = QWidget()
        search = search_box(page, theme=self._desk.theme, name="resultFilter", hint=tr("Filter records"), width=240)
        search.textChanged.connect(self.model.search)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(24, 12, 24, 16)
        inside.setSpacing(12)
        inside.addLayout(parts.row(self._status, 8, self._sums, None, search, self._export, self.apply_button))
        inside.addWidget(self._messages)
        inside.addWidget(self.chips)
        inside.addWidget(self.view, 1)
        return page

    def _nothing(self) -> QWidget:
        return parts.EmptyState(
            theme=self._desk.theme,
            icon="receipt",
            head=tr("Nothing is changed before you have seen it"),
            text=tr(
                "Pick a profile and an action. Tieline works out what would happen to each record and why; "
                "only then the invoice file is written or the receipts are posted."
            ),
        )

    def _export_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.setObjectName("exportMenu")
        for name, title, ending in (
            ("exportXlsx", tr("Excel…"), ".xlsx"),
            ("exportCsv", tr("CSV…"), ".csv"),
            ("exportPdf", tr("PDF…"), ".pdf"),
        ):
            action = menu.addAction(title)
            action.setObjectName(name)
            action.triggered.connect(partial(self._on_export, ending))
        printed = menu.addAction(tr("Print…"))
        printed.setObjectName("printResult")
        self._desk.theme.dress(printed, "print")
        printed.triggered.connect(lambda _checked=False: self._on_print())
        button = QToolButton()
        button.setObjectName("exportButton")
        button.setText(tr("Export"))
        button.setAccessibleName(tr("Export"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMenu(menu)
        set_kind(button, "kind", value="quiet")
        self._desk.theme.dress(button, "arrow_export")
        return button

    def _connect(self) -> None:
        self.head.asked.connect(self._on_asked)
        self.head.profile_changed.connect(self._clear)
        self.head.open_asked.connect(lambda: self._desk.work.start(self._open(), owner=self))
        self.head.edit_asked.connect(lambda: self._start_editing(self.head.profile()))
        self.head.new_asked.connect(lambda: self._desk.work.start(self.profiles.make(), owner=self))
        self.profiles.done.connect(self._on_profile_done)
        self.acting.shown.connect(self.show_result)
        self.acting.busy.connect(self._on_busy)
        self.batches.shown.connect(self.show_result)
        self.chips.picked.connect(self._on_chip)

    def _show_chips(self, result: ActionResult) -> None:
        population = result.population
        money = result.action is not Action.ANALYSE
        every = words.money(population.amount) if money else ""
        chips = [Chip(key="", title=tr("All"), count=population.count, note=every)]
        for bucket in Bucket:
            total = result.buckets.get(bucket)
            if total:
                sign = meaning(bucket)
                note = words.money(total.amount) if money else ""
                chips.append(
                    Chip(
                        key=bucket.value, title=sign.title, count=total.count, note=note, icon=sign.icon, tone=sign.tone
                    )
                )
        if self.chips.current:
            self.chips.pick("")
        self.chips.show_chips(chips)

    def _say(self, result: ActionResult) -> None:
        text, tone = _STATUS[result.status]
        planned = result.dry_run and result.action in _APPLY
        what = tr("Plan") if planned else tr("Result")
        self._status.setText(f"{what}: {tr(text)}")
        set_kind(self._status, "role", value=tone)
        population = result.population
        count = words.counted(population.count, one="record", many="records")
        self._sums.setText(f"{count}, {tr('all accounted for')}")
        self._messages.setText("\n".join(result.messages))
        self._messages.setVisible(bool(result.messages))

    def _clear(self) -> None:
        self._result = None
        self.apply_button.setVisible(False)
        self._export.setVisible(False)
        self._stack.setCurrentIndex(0)
        self.head.show_action(None, working=False)
        self.batches.read()

    def _on_asked(self, action: Action) -> None:
        profile = self.head.profile()
        if profile:
            self._desk.work.start(self.acting.prepare(action, profile=profile), owner=self)

    def _on_apply(self) -> None:
        profile = self.head.profile()
        if profile and self._result:
            self._desk.work.start(self.acting.apply(self._result, profile=profile), owner=self)

    def _on_busy(self, what: str) -> None:
        self.head.show_action(self._result.action if self._result else None, working=bool(what))
        self.apply_button.setEnabled(not what)
        if what:
            self._sums.setText(what)
        elif self._result:
            self._say(self._result)

    def _on_chip(self, key: str) -> None:
        self.model.accept((lambda one: one.row.bucket.value == key) if key else None)

    def _on_export(self, ending: str, *_checked: bool) -> None:
        if self._result:
            self._desk.work.start(self._write_report(self._result, ending=ending), owner=self)

    async def _write_report(self, result: ActionResult, *, ending: str) -> None:
        name = f"{result.profile}-{result.action.value}-{result.started.astimezone():%Y%m%d-%H%M}{ending}"
        chosen = await save_prompt(
            Path.home() / name.replace("/", "-"),
            title=tr("Export"),
            parent=self.window(),
            work=self._desk.work,
            kinds=f"{ending[1:].upper()} (*{ending})",
            overwrite_asked=True,
        )
        if chosen:
            await self.acting.report(result, to=chosen if chosen.suffix else chosen.with_suffix(ending))

    def _on_print(self) -> None:
        if self._result:
            print_result(self._result, model=self.model, parent=self.window())

    async def _open(self) -> None:
        chosen = await open_prompt(
            Path(self._desk.console.home),
            title=tr("Open a profile"),
            parent=self.window(),
            work=self._desk.work,
            kinds=tr("Profiles (*.toml *.ini)"),
        )
        if chosen and chosen.suffix.casefold() == ".ini":
            await self.profiles.convert(chosen)
        elif chosen:
            self._on_profile_done(chosen)

    def _start_editing(self, profile: Path | None) -> None:
        if profile:
            self._desk.work.start(self.profiles.edit(profile), owner=self)

    def _on_profile_done(self, profile: Path) -> None:
        self.shelf.remember(profile)
        self.head.read_shelf(pick=profile)
