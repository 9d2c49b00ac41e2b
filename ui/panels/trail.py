"""Where a document stands: the steps of its way from ARM through its transactions to Kinetic, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.model.failure import FailedRecord
from app.model.lineage import Trail
from ui.desk import Desk
from ui.models.trail import Stop, number_of, stops, stops_model, summary
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import phrase, tr


class TrailPanel(QWidget):
    """One or several ways; the latest question wins, whatever order the answers come in."""

    followed = Signal(object)  # a Stop: Enter or double click on it

    def __init__(self, desk: Desk, *, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self.model = stops_model(self, clock=desk.clock)
        self.view = RowsView(self.model, theme=desk.theme, name=name, title=tr("Where it stands"))
        self.view.opened.connect(self.followed)
        self.told = parts.muted(wrap=True)
        self.nothing = parts.EmptyState(theme=desk.theme, icon="document_search", head="", text="")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.told)
        inside.addWidget(self._stack, 1)
        self.forget()

    def forget(self) -> None:
        """Nothing is asked for."""
        self._asked += 1
        self._say(
            tr("No document asked for"),
            tr("Type the number of a document in ARM, its number in Kinetic, a pack slip, an invoice, or #12."),
        )

    def show_failure(self, failure: FailedRecord) -> None:
        """Show the way of the document that failed."""
        self.trace(number_of(failure), agent=failure.agent, failure=failure)

    def trace(self, word: str, *, agent: str, failure: FailedRecord | None = None) -> None:
        """Show the ways of every document that this number may mean."""
        self._asked += 1
        self._desk.work.start(self._trace(self._asked, word, agent=agent, failure=failure), owner=self)

    async def _trace(self, asked: int, word: str, *, agent: str, failure: FailedRecord | None) -> None:
        found = await self._desk.work.call(self._desk.console.documents.trace, word, agent=agent)
        if asked != self._asked:
            return
        if failure:
            found = tuple(one for one in found if (one.company, one.kind.value) == (failure.company, failure.table))
        self._show(found, word)

    def _show(self, found: tuple[Trail, ...], word: str) -> None:
        if not found:
            self._say(
                phrase("No document is known by {number}", number=word),
                tr(
                    "Neither ARM nor a transaction of this agent's companies has it. Look for another of its numbers; "
                    "a document that was never approved has none in Kinetic."
                ),
            )
            return
        self.model.replace(stops(found))
        self.told.setText("\n".join(summary(trail) for trail in found[:3]))
        self.told.setVisible(True)
        self._stack.setCurrentIndex(0)
        self.view.select(0)

    def _say(self, head: str, text: str) -> None:
        self.model.replace(())
        self.told.setVisible(False)
        self.nothing.say(head=head, text=text)
        self._stack.setCurrentIndex(1)

    def current(self) -> Stop | None:
        """The step the keyboard is on."""
        return self.view.current()
