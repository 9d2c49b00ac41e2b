"""Versions of settings as rows: when, by whom, and what differs from the version before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from app.model.version import SettingVersion
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """A version, and what it changed."""

    version: SettingVersion
    changes: tuple[str, ...]
    current: bool


def version_rows(versions: Sequence[SettingVersion]) -> list[VersionRow]:
    """The versions, newest first, each compared with the next older one."""
    older = [*versions[1:], None]
    return [
        VersionRow(version=one, changes=differences(one, before), current=place == 0)
        for place, (one, before) in enumerate(zip(versions, older, strict=True))
    ]


def differences(version: SettingVersion, before: SettingVersion | None) -> tuple[str, ...]:
    """What a version set differently; the oldest tells everything it set."""
    old = before.settings if before else {}
    return tuple(
        f"{setting_word(name)}: {_told(name, old[name])} → {_told(name, value)}"
        if name in old
        else f"{setting_word(name)}: {_told(name, value)}"
        for name, value in version.settings.items()
        if old.get(name) != value or name not in old
    )


def setting_word(name: str) -> str:
    """The setting as its form calls it."""
    return {
        "enabled": tr("Enabled"),
        "interval_s": tr("Interval"),
        "instance": tr("Instance #"),
        "bil_host": tr("BIL host"),
        "bil_ports": tr("BIL ports"),
        "po_buyers": tr("PO buyers"),
        "restrict_parts": tr("Only parts of classes flagged for requisitions"),
        "po_numbering": tr("Purchase-order numbers"),
        "intercompany_gl": tr("Intercompany"),
        "invoiced_receipt_sync": tr("Go-live"),
        "environment": tr("Environment"),
        "environment_color": tr("Colour of its band"),
    }.get(name, name)


def _told(name: str, value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if name == "interval_s" and isinstance(value, int):
        return words.interval(timedelta(seconds=value))
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or "–"  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  values from JSON
    return str(value) if value not in (None, "") else "–"


def versions_model(*, clock: Clock, parent: QObject) -> RowsModel[VersionRow]:
    """No version yet."""
    return RowsModel(
        (
            Column(
                key="at", title=tr("When"), width=150, sort=lambda row: row.version.at,
                text=lambda row: words.day_and_time(row.version.at, now=clock()),
                tip=lambda row: words.exactly(row.version.at),
                note=lambda row: tr("now") if row.current else "",
            ),
            Column(key="by", title=tr("Who"), text=lambda row: row.version.by or "–", width=110, tone="muted"),
            Column(
                key="changes", title=tr("What it changed"), text=lambda row: "; ".join(row.changes), width=320,
                stretch=True, tip=lambda row: "\n".join(row.changes),
            ),
        ),
        key=lambda row: row.version.id,
        tie=lambda row: -row.version.id,
        parent=parent,
    )  # fmt: skip
