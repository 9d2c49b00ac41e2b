"""The agents view: a row an agent, with what it is doing and who paused it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from app.model.agent import AgentRow, AgentState
from ui import words
from ui.models.columns import CellButton, Column, blank
from ui.models.rows import RowsModel
from ui.theme.statuses import sign_of
from ui.words import tr

Clock = Callable[[], datetime]
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def agents_model(*, clock: Clock, parent: QObject) -> RowsModel[AgentRow]:
    """An empty list of agents."""
    return RowsModel(agent_columns(clock), key=lambda row: row.name, tie=lambda row: row.name.casefold(), parent=parent)


def agent_columns(clock: Clock) -> tuple[Column[AgentRow], ...]:
    """Name, state with its reason, companies, and the numbers that need a look."""
    return (*_who(clock), *_numbers(clock))


def _who(clock: Clock) -> tuple[Column[AgentRow], ...]:
    return (
        Column(
            key="menu",
            title="",
            text=blank,
            sort=lambda row: row.name,
            width=44,
            buttons=lambda _row: (CellButton(name="menu", icon="more_vertical", tip=tr("Actions of this agent")),),
            spoken=lambda _row: tr("menu of the actions"),
        ),
        Column(
            key="name",
            title=tr("Agent"),
            text=lambda row: row.name,
            width=200,
            icon="server",
        ),
        Column(
            key="state",
            title=tr("State"),
            text=lambda row: sign_of(row.state).word if row.enabled else tr("Disabled"),
            sort=lambda row: sign_of(row.state).rank,
            width=140,
            icon=lambda row: sign_of(row.state).icon if row.enabled else "subtract_circle",
            tone=lambda row: sign_of(row.state).tone if row.enabled else "disabled",
            tip=lambda row: explained(row, now=clock()),
        ),
        Column(
            key="note",
            title=tr("What it says"),
            text=lambda row: explained(row, now=clock()),
            width=320,
            stretch=True,
            tone="muted",
            tip=lambda row: explained(row, now=clock()),
        ),
        Column(
            key="companies",
            title=tr("Companies"),
            text=lambda row: ", ".join(row.companies) or tr("none yet"),
            width=160,
            tone=lambda row: "text" if row.companies else "faint",
            tip=lambda row: "\n".join(row.companies),
        ),
    )


def _numbers(clock: Clock) -> tuple[Column[AgentRow], ...]:
    return (
        Column(
            key="running",
            title=tr("Running"),
            text=lambda row: words.number(row.running),
            sort=lambda row: row.running,
            width=88,
            right=True,
            tone=lambda row: "running" if row.running else "faint",
        ),
        Column(
            key="failing",
            title=tr("Failing"),
            text=lambda row: words.number(row.failing),
            sort=lambda row: row.failing,
            width=88,
            right=True,
            tone=lambda row: "failed" if row.failing else "faint",
        ),
        Column(
            key="seen",
            title=tr("Last sign of life"),
            text=lambda row: words.ago(row.seen, now=clock()),
            sort=lambda row: row.seen or _EARLIEST,
            width=150,
            tone="muted",
            tip=lambda row: words.exactly(row.seen),
        ),
    )


def explained(row: AgentRow, *, now: datetime) -> str:
    """The state in a sentence: who paused it and why, or what is the matter."""
    if not row.enabled:
        return tr("Switched off: it takes no work.")
    if row.pause:
        told = f"{tr('Paused by')} {row.pause.by}, {words.ago(row.pause.at, now=now)}: {row.pause.note}"
        return f"{tr('Running jobs end first.')} {told}" if row.state is AgentState.DRAINING else told
    if row.state is AgentState.UNREACHABLE:
        return tr("No process works for this agent. Start it, and what is due will run.")
    if not row.companies:
        return tr("Works, and serves no company yet.")
    if row.running:
        return words.counted(row.running, one="job is running.", many="jobs are running.")
    return tr("Works, and waits for the next due job.")
