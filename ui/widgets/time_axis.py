"""Round moments for an axis of time."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

_STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080))
_APART = 84.0  # pixels between two marks


def ticks(since: datetime, until: datetime, *, room: float) -> list[tuple[datetime, str]]:
    """Moments with their texts, as many as fit: the time, or the date where a day begins."""
    fitting = max(room / _APART, 1.0)
    step = next((one for one in _STEPS if (until - since) / one <= fitting), _STEPS[-1])
    local = since.astimezone()
    moment = local.replace(hour=0, minute=0, second=0, microsecond=0)
    moment += step * -((moment - local) // step)
    found: list[tuple[datetime, str]] = []
    while moment <= until:
        found.append((moment, _text(moment)))
        moment += step
    return found


def _text(moment: datetime) -> str:
    locale = QLocale()
    if moment.hour == moment.minute == 0:
        return locale.toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.ShortFormat)
    return locale.toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
