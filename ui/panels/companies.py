"""The companies of an agent, with the addresses of their databases; passwords are never shown."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.console.companies import shown
from app.model.agent import AgentRow, Company
from ui.desk import Desk
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr


class CompaniesPanel(QWidget):
    """A small table under the agents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._agent = ""
        self._known: tuple[str, ...] = ()
        self.model = _model(self)
        self.view = RowsView(self.model, theme=desk.theme, name="companiesTable", title=tr("Companies"))
        self.view.setMinimumHeight(140)
        self.view.setMaximumHeight(220)
        self._head = parts.heading(tr("Companies"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self._head)
        inside.addWidget(self.view)

    def show_agent(self, agent: AgentRow | None) -> None:
        """Show another agent's companies."""
        self._agent = str(agent.name) if agent else ""
        self._head.setText(f"{tr('Companies of')} {self._agent}" if agent else tr("Companies"))
        if agent:
            self._desk.work.start(self._load(self._agent), owner=self)
        else:
            self.model.replace(())

    async def _load(self, agent: str) -> None:
        found = await self._desk.work.call(self._desk.console.companies.of, agent)
        if agent == self._agent:
            self.model.replace(found)


def _model(parent: QObject) -> RowsModel[Company]:
    return RowsModel(
        (
            Column(key="code", title=tr("Company"), text=lambda one: one.code, width=100, icon="building"),
            Column(
                key="erp",
                title=tr("ERP"),
                text=lambda one: shown(one.erp),
                width=200,
                stretch=True,
                tip=lambda one: shown(one.erp),
                tone="muted",
            ),
            Column(
                key="arm",
                title=tr("ARM"),
                text=lambda one: shown(one.arm),
                width=200,
                stretch=True,
                tip=lambda one: shown(one.arm),
                tone="muted",
            ),
            Column(
                key="kinetic",
                title=tr("Kinetic REST"),
                text=lambda one: shown(one.kinetic_api) if one.kinetic_api else tr("not set"),
                width=130,
                tip=lambda one: shown(one.kinetic_api or ""),
                tone=lambda one: "muted" if one.kinetic_api else "faint",
            ),
        ),
        key=lambda one: one.code,
        tie=lambda one: one.code,
        parent=parent,
    )
