"""Humane words for times, intervals and counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def tr(text: str, *, n: int = -1) -> str:
    """The text in the user's language; `%n` is replaced by `n`."""
    return QCoreApplication.translate("Tieline", text, None, n)


def phrase(text: str, **values: object) -> str:
    """A sentence with places like `{count}`, whose order each language chooses."""
    return tr(text).format(**values)


def number(value: int) -> str:
    """A count with the user's thousands separators."""
    return QLocale().toString(value)


def counted(value: int, *, one: str, many: str) -> str:
    """`1 record`, `2 records`, `1,204 records`."""
    return f"{number(value)} {tr(one if value == 1 else many)}"


def money(value: Decimal) -> str:
    """An exact amount with two places and the user's separators."""
    whole, _, cents = f"{abs(value):.2f}".partition(".")
    locale = QLocale()
    sign = locale.negativeSign() if value < 0 else ""
    return f"{sign}{locale.toString(int(whole))}{locale.decimalPoint()}{cents}"


def day(value: date | None) -> str:
    """A date the way the user writes it; nothing for none."""
    if value is None:
        return ""
    return QLocale().toString(QDate(value.year, value.month, value.day), QLocale.FormatType.ShortFormat)


def interval(value: timedelta) -> str:
    """`30 s`, `5 min`, `2 h 30 min`, `1 day`: what the Interval column says."""
    left = int(value.total_seconds())
    parts: list[str] = []
    for size, unit in ((_DAY, tr("d")), (_HOUR, tr("h")), (_MINUTE, tr("min")), (1, tr("s"))):
        whole, left = divmod(left, size)
        if whole:
            parts.append(f"{whole} {unit}")
    return " ".join(parts[:2]) or f"0 {tr('s')}"


def every(value: timedelta) -> str:
    """The interval as a sentence's end: `every 5 minutes`."""
    left = int(value.total_seconds())
    names = (
        (_DAY, tr("day"), tr("days")),
        (_HOUR, tr("hour"), tr("hours")),
        (_MINUTE, tr("minute"), tr("minutes")),
        (1, tr("second"), tr("seconds")),
    )
    parts: list[str] = []
    for size, one, many in names:
        whole, left = divmod(left, size)
        if whole:
            parts.append(one if whole == 1 and not parts and not left else f"{whole} {one if whole == 1 else many}")
    return f"{tr('every')} " + " ".join(parts)


def ago(moment: datetime | None, *, now: datetime) -> str:
    """`just now`, `3 min ago`, `today 09:14`, `yesterday 17:02`, or the date."""
    if moment is None:
        return tr("never")
    seconds = (now - moment).total_seconds()
    if 0 <= seconds < 10:
        return tr("just now")
    if 0 <= seconds < _MINUTE:
        return phrase("{count} s ago", count=int(seconds))
    if 0 <= seconds < _HOUR:
        return phrase("{count} min ago", count=int(seconds // _MINUTE))
    return day_and_time(moment, now=now)


def until(moment: datetime | None, *, now: datetime) -> str:
    """`now`, `in 40 s`, `in 12 min`, `today 17:00`, `tomorrow 06:00`, or the date."""
    if moment is None:
        return tr("not planned")
    seconds = (moment - now).total_seconds()
    if seconds <= 0:
        return tr("now")
    if seconds < _MINUTE:
        return f"{tr('in')} {int(seconds) + 1} {tr('s')}"
    if seconds < _HOUR:
        return f"{tr('in')} {int(seconds // _MINUTE)} {tr('min')}"
    return day_and_time(moment, now=now)


def day_and_time(moment: datetime, *, now: datetime) -> str:
    """The local date in words where it is near, with the time to the minute."""
    local = moment.astimezone()
    days = (local.date() - now.astimezone().date()).days
    clock = QLocale().toString(_qt(local).time(), QLocale.FormatType.ShortFormat)
    match days:
        case 0:
            return f"{tr('today')} {clock}"
        case -1:
            return f"{tr('yesterday')} {clock}"
        case 1:
            return f"{tr('tomorrow')} {clock}"
        case _:
            return f"{QLocale().toString(_qt(local).date(), QLocale.FormatType.ShortFormat)} {clock}"


def _qt(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))


def exactly(moment: datetime | None) -> str:
    """The full local time for tooltips, with its offset from UTC."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S %z") if moment else tr("never")


def duration(value: timedelta | None) -> str:
    """`0.4 s`, `12 s`, `3 min 5 s`."""
    if value is None:
        return ""
    seconds = value.total_seconds()
    return f"{seconds:.1f} {tr('s')}" if seconds < 10 else interval(timedelta(seconds=round(seconds)))


def size(value: int) -> str:
    """`812 KB`, `1.4 GB`: bytes in the unit that fits."""
    left = float(value)
    for unit in ("B", "KB", "MB"):
        if left < 1000:
            return f"{QLocale().toString(left, 'f', 0 if left >= 10 or unit == 'B' else 1)} {unit}"
        left /= 1000
    return f"{QLocale().toString(left, 'f', 1)} GB"
