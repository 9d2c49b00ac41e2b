"""The audit as rows: who did what, to what, from where, and what it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from app.model.audit import AuditRow, Result
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
_RESULTS = {
    Result.BEGUN: ("hourglass", "scheduled"),
    Result.DONE: ("checkmark_circle_filled", "succeeded"),
    Result.FAILED: ("dismiss_circle_filled", "failed"),
    Result.DENIED: ("prohibited", "warning"),
}
_WORDS = {
    "agent.add": "Agent added",
    "agent.change": "Agent settings changed",
    "agent.pause": "Agent paused",
    "agent.resume": "Agent resumed",
    "agent.stop-process": "Processes of the agent ended",
    "company.map": "Company set up",
    "denied": "Denied",
    "job.run": "Job run",
    "job.retry": "Failed records retried",
    "job.fetch": "Skipped changes fetched",
    "job.stop": "Job stopped",
    "job.change": "Job properties changed",
    "job.full-sync": "Full data sync requested",
    "job.cancel-full-sync": "Full data sync cancelled",
    "role.grant": "Role given",
    "role.revoke": "Role taken back",
    "store.backup": "Store backed up",
    "store.move": "Store moved",
    "store.restore": "Store restored",
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value of a recorded action, as it was and as it became."""

    place: int
    name: str
    before: str
    after: str


def action_word(action: str) -> str:
    """The action in words; one that has none is told as it is recorded."""
    word = _WORDS.get(action)
    if word:
        return tr(word)
    group, _, rest = action.partition(".")
    return f"{group.capitalize()}: {rest.replace('-', ' ')}" if rest else action


def groups() -> dict[str, str]:
    """Groups of actions to choose from, and what their names begin with."""
    return {
        tr("Every action"): "",
        tr("Agents"): "agent.",
        tr("Companies"): "company.",
        tr("Jobs"): "job.",
        tr("Timberline"): "timberline.",
        tr("Roles"): "role.",
        tr("Store"): "store.",
        tr("Denied"): "denied",
    }


def result_word(result: Result) -> str:
    """What became of the action."""
    return {
        Result.BEGUN: tr("Begun"),
        Result.DONE: tr("Done"),
        Result.FAILED: tr("Failed"),
        Result.DENIED: tr("Denied"),
    }[result]


def changes_of(row: AuditRow) -> list[Change]:
    """Every value the action tells, in the order recorded."""
    names = dict.fromkeys([*row.before, *row.after])
    return [
        Change(place=place, name=name, before=_told(row.before.get(name)), after=_told(row.after.get(name)))
        for place, name in enumerate(names)
    ]


def _told(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or "–"  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  values from JSON
    return str(value) or "–"


def audit_model(*, clock: Clock, parent: QObject) -> RowsModel[AuditRow]:
    """An empty audit, newest first."""
    return RowsModel(_columns(clock), key=lambda row: row.id, tie=lambda row: -row.id, parent=parent)


def denials_model(*, clock: Clock, parent: QObject) -> RowsModel[AuditRow]:
    """An empty list of what was denied: who wanted what, and why it was not done."""
    return RowsModel(
        (
            Column(
                key="at", title=tr("When"), text=lambda row: words.ago(row.at, now=clock()), sort=lambda row: row.at,
                width=110, tip=lambda row: words.exactly(row.at), tone="muted",
            ),
            Column(key="who", title=tr("Who"), text=lambda row: row.who, width=80),
            Column(
                key="what", title=tr("What was denied"), text=lambda row: row.what, width=130, stretch=True,
                icon="prohibited", tone="warning", tip=lambda row: f"{row.what}\n{row.note}",
            ),
        ),
        key=lambda row: row.id,
        tie=lambda row: -row.id,
        parent=parent,
    )  # fmt: skip


def changes_model(parent: QObject) -> RowsModel[Change]:
    """An empty list of what an action changed."""
    return RowsModel(
        (
            Column(key="name", title=tr("Field"), text=lambda one: one.name, width=96, tone="muted"),
            Column(
                key="before", title=tr("Before"), text=lambda one: one.before, width=130, stretch=True,
                tip=lambda one: one.before,
            ),
            Column(
                key="after", title=tr("After"), text=lambda one: one.after, width=130, stretch=True,
                tip=lambda one: one.after,
            ),
        ),
        key=lambda one: one.name,
        tie=lambda one: one.place,
        parent=parent,
    )  # fmt: skip


def _columns(clock: Clock) -> tuple[Column[AuditRow], ...]:
    return (
        Column(
            key="id", title=tr("No."), text=lambda row: words.number(row.id), sort=lambda row: row.id, width=56,
            right=True, tone="muted",
        ),
        Column(
            key="at", title=tr("When"), text=lambda row: words.day_and_time(row.at, now=clock()),
            sort=lambda row: row.at, width=124, tip=lambda row: words.exactly(row.at),
        ),
        Column(key="who", title=tr("Who"), text=lambda row: row.who, width=90),
        Column(
            key="action", title=tr("Action"), text=lambda row: action_word(row.action), width=176,
            icon=lambda row: _RESULTS[row.result][0], tone=lambda row: _RESULTS[row.result][1],
            tip=lambda row: f"{row.action}: {result_word(row.result)}",
            spoken=lambda row: f"{action_word(row.action)}, {result_word(row.result)}",
        ),
        Column(
            key="what", title=tr("To what"), text=lambda row: row.what, width=200, stretch=True,
            tip=lambda row: row.what,
        ),
        Column(
            key="note", title=tr("Note"), text=lambda row: row.note or "–", width=100, tone="muted",
            tip=lambda row: row.note,
        ),
    )  # fmt: skip
