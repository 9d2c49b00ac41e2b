"""Alerts as rows: what is the matter, since when, what to do, and until when it is quiet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from app.model.alert import Alert, AlertKind
from app.model.job import JobNumber
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
Names = Mapping[JobNumber, str]
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_SIGNS = {
    AlertKind.NO_PROCESS: ("plug_disconnected", "failed", 0),
    AlertKind.NO_ANSWER: ("plug_disconnected", "failed", 1),
    AlertKind.FAILING: ("dismiss_circle_filled", "failed", 2),
    AlertKind.LATE: ("clock", "warning", 3),
    AlertKind.QUIET: ("hourglass", "warning", 4),
    AlertKind.PAUSED: ("pause_circle", "warning", 5),
    AlertKind.GO_LIVE: ("warning_filled", "warning", 6),
    AlertKind.RECORDS: ("document_error", "warning", 7),
}


@dataclass(frozen=True, kw_only=True)
class AlertLine:
    """An alert with its words and its snoozing."""

    alert: Alert
    what: str
    remedy: str
    quiet_until: datetime | None = None


def line_of(alert: Alert, *, names: Names, quiet_until: datetime | None) -> AlertLine:
    """The alert in words."""
    return AlertLine(alert=alert, what=what(alert, names=names), remedy=remedy(alert), quiet_until=quiet_until)


def what(alert: Alert, *, names: Names) -> str:
    """What is the matter, in a sentence."""
    job = " ".join((str(alert.jobs[0]), names.get(alert.jobs[0], ""))).strip() if alert.jobs else ""
    match alert.kind:
        case AlertKind.NO_PROCESS:
            return words.phrase("No process works for the agent {agent}.", agent=alert.agent)
        case AlertKind.NO_ANSWER:
            fails = words.counted(alert.count, one="job fails", many="jobs fail")
            told = words.phrase("No answer for the company {company}: {jobs}.", company=alert.company, jobs=fails)
            return f"{told} {alert.detail}".strip()
        case AlertKind.FAILING:
            times = words.counted(alert.count, one="run failed", many="runs failed")
            return f"{job} ({alert.company}): {times}. {alert.detail}"
        case AlertKind.LATE:
            return words.phrase("{job} is late: it should have run by now.", job=job)
        case AlertKind.QUIET:
            return words.phrase(
                "{job}: the last {count} runs brought no change, although earlier ones did.", job=job, count=alert.count
            )
        case AlertKind.PAUSED:
            told = words.phrase("The agent {agent} has been paused for more than a day.", agent=alert.agent)
            return f"{told} {alert.detail}".strip()
        case AlertKind.GO_LIVE:
            return words.phrase("{job} is meant for go-live only and has been left on.", job=job)
        case AlertKind.RECORDS:
            records = words.counted(alert.count, one="failed record is open", many="failed records are open")
            return f"{job}: {records}."


def remedy(alert: Alert) -> str:
    """What to do about it."""
    return {
        AlertKind.NO_PROCESS: tr("Start it on the Agents page; what is due then runs once."),
        AlertKind.NO_ANSWER: tr("Check the network and the addresses on the Checks page."),
        AlertKind.FAILING: tr("Read the log of the last run."),
        AlertKind.LATE: tr("Look under Why? what holds it back."),
        AlertKind.QUIET: tr("Check in the ERP that there is nothing new, or request a full data sync."),
        AlertKind.PAUSED: tr("Resume it if the reason is gone."),
        AlertKind.GO_LIVE: tr("Switch the setting off in the properties of the agent."),
        AlertKind.RECORDS: (
            tr("Correct it in the ERP, then retry it.")
            if alert.count == 1
            else tr("Correct them in the ERP, then retry them.")
        ),
    }[alert.kind]


def alerts_model(*, clock: Clock, parent: QObject) -> RowsModel[AlertLine]:
    """No alert yet."""
    return RowsModel(
        (
            Column(
                key="what", title=tr("What is the matter"), text=lambda one: one.what, width=420, stretch=True,
                icon=lambda one: _SIGNS[one.alert.kind][0], sort=lambda one: _SIGNS[one.alert.kind][2],
                tone=lambda one: "disabled" if one.quiet_until else _SIGNS[one.alert.kind][1],
                tip=lambda one: one.what,
            ),
            Column(
                key="remedy", title=tr("What to do"), text=lambda one: one.remedy, width=330, stretch=True,
                tone="muted", tip=lambda one: one.remedy,
            ),
            Column(key="agent", title=tr("Agent"), text=lambda one: one.alert.agent, width=110),
            Column(
                key="since", title=tr("Since"), width=120, sort=lambda one: one.alert.since or _EARLIEST,
                text=lambda one: words.ago(one.alert.since, now=clock()) if one.alert.since else "–",
                tip=lambda one: words.exactly(one.alert.since) if one.alert.since else "",
            ),
            Column(
                key="quiet", title=tr("Quiet until"), width=130, sort=lambda one: one.quiet_until or _EARLIEST,
                text=lambda one: words.day_and_time(one.quiet_until, now=clock()) if one.quiet_until else "–",
                tone="muted",
            ),
        ),
        key=lambda one: one.alert.key,
        tie=lambda one: (one.quiet_until is not None, _SIGNS[one.alert.kind][2], one.alert.agent, one.alert.jobs),
        parent=parent,
    )  # fmt: skip
