"""Runs over time: those that were, solid by outcome, and those to come, hollow; one row a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip
from typing_extensions import override

from app.model.forecast import Planned
from app.model.job import JobNumber
from app.model.run import Run
from ui import words
from ui.theme import fonts
from ui.theme.statuses import sign_of
from ui.theme.theme import Theme
from ui.widgets.time_axis import ticks
from ui.words import tr

_LABELS, _AXIS, _ROW, _BAR = 220, 30, 26, 14  # names wider than that widen the column, up to _WIDEST
_WIDEST = 0.3  # of the view
_NARROWEST = 3.0


@dataclass(frozen=True, kw_only=True)
class Span:
    """The time shown."""

    since: datetime
    now: datetime
    until: datetime

    def place(self, moment: datetime, *, width: float) -> float:
        """Where a moment lies between 0 and the width."""
        return width * ((moment - self.since) / (self.until - self.since))


class Gantt(QAbstractScrollArea):
    """A click on a run that was picks it; Up, Down and Enter walk the jobs."""

    run_picked = Signal(int)
    job_picked = Signal(int)

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("gantt")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._theme = theme
        self._span: Span | None = None
        self._jobs: list[tuple[JobNumber, str]] = []
        self._runs: dict[JobNumber, list[Run]] = {}
        self._planned: dict[JobNumber, list[Planned]] = {}
        self._current = 0
        self._labels = _LABELS
        self.setAccessibleName(tr("Timeline of runs"))
        theme.changed.connect(self.viewport().update)

    def show_time(
        self, span: Span, *, jobs: Mapping[JobNumber, str], runs: Sequence[Run], planned: Sequence[Planned]
    ) -> None:
        """Show these jobs with their runs."""
        self._span, self._jobs = span, list(jobs.items())
        self._runs, self._planned = {}, {}
        for run in runs:
            self._runs.setdefault(run.job, []).append(run)
        for one in planned:
            self._planned.setdefault(one.job, []).append(one)
        told = (
            f"{tr('Timeline of runs')}: {words.counted(len(runs), one='run', many='runs')}, "
            f"{words.counted(len(planned), one='run is to come', many='runs are to come')}"
        )
        self.setAccessibleName(told)
        self._current = min(self._current, max(len(self._jobs) - 1, 0))
        self._fit()
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.text_font())
        if self._span:
            top = _AXIS - self.verticalScrollBar().value()
            for place, (number, name) in enumerate(self._jobs):
                y = top + place * _ROW
                if _AXIS - _ROW <= y <= self.viewport().height():
                    self._row(painter, self._span, y=y, number=number, name=name, current=place == self._current)
            self._axis(painter, self._span)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 12, Qt.Key.Key_PageUp: -12}.get(
            Qt.Key(event.key())
        )
        if step:
            self._current = min(max(self._current + step, 0), max(len(self._jobs) - 1, 0))
            y = self._current * _ROW
            bar = self.verticalScrollBar()
            bar.setValue(min(max(bar.value(), y + _ROW - self._room()), y))
            self.viewport().update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._jobs:
            self.job_picked.emit(self._jobs[self._current][0])
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._row_at(event.position().y())
        if place is None:
            return
        self._current = place
        self.viewport().update()
        found = self._at(place, x=event.position().x())
        if isinstance(found, Run):
            self.run_picked.emit(found.id)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._row_at(event.position().y())
        if place is not None:
            self.job_picked.emit(self._jobs[place][0])

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._row_at(event.pos().y())
            found = self._at(place, x=event.pos().x()) if place is not None else None
            QToolTip.showText(event.globalPos(), _told(found), self.viewport()) if found else QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _fit(self) -> None:
        metrics = QFontMetrics(fonts.text_font())
        wanted = max((metrics.horizontalAdvance(name) for _, name in self._jobs), default=0) + 24
        self._labels = max(_LABELS, min(wanted, int(self.viewport().width() * _WIDEST)))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(len(self._jobs) * _ROW - self._room(), 0))
        bar.setPageStep(self._room())
        bar.setSingleStep(_ROW)

    def _room(self) -> int:
        return self.viewport().height() - _AXIS

    def _width(self) -> float:
        return self.viewport().width() - self._labels - 16.0

    def _row_at(self, y: float) -> int | None:
        place = int((y - _AXIS + self.verticalScrollBar().value()) // _ROW)
        return place if y >= _AXIS and 0 <= place < len(self._jobs) else None

    def _at(self, place: int, *, x: float) -> Run | Planned | None:
        if self._span is None:
            return None
        number = self._jobs[place][0]
        for thing in (*self._runs.get(number, ()), *self._planned.get(number, ())):
            left, width = self._extent(self._span, thing)
            if left - 2 <= x <= left + width + 2:
                return thing
        return None

    def _extent(self, span: Span, thing: Run | Planned) -> tuple[float, float]:
        """Where a run begins and how wide it is."""
        begun = thing.start if isinstance(thing, Planned) else thing.started or thing.queued
        ended = begun + thing.lasts if isinstance(thing, Planned) else thing.ended or span.now
        left = max(span.place(begun, width=self._width()), 0.0)
        right = min(span.place(ended, width=self._width()), self._width())
        return self._labels + left, max(right - left, _NARROWEST)

    def _row(self, painter: QPainter, span: Span, *, y: int, number: JobNumber, name: str, current: bool) -> None:
        tokens = self._theme.tokens
        if current and self.hasFocus():
            painter.fillRect(QRectF(0, y, self.viewport().width(), _ROW), QColor(tokens.selection))
        painter.setPen(QColor(tokens.text))
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self._labels - 16)
        painter.drawText(QRectF(8, y, self._labels - 16, _ROW), Qt.AlignmentFlag.AlignVCenter, text)
        painter.fillRect(QRectF(0, y + _ROW - 1, self.viewport().width(), 1), QColor(tokens.line))
        top = y + (_ROW - _BAR) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for run in self._runs.get(number, ()):
            left, width = self._extent(span, run)
            painter.setBrush(QColor(self._theme.color(sign_of(run.status).tone)))
            painter.drawRoundedRect(QRectF(left, top, width, _BAR), 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.muted), 1.0))
        for one in self._planned.get(number, ()):
            left, width = self._extent(span, one)
            painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, max(width, 4.0) - 1, _BAR - 1), 2, 2)

    def _axis(self, painter: QPainter, span: Span) -> None:
        tokens, height = self._theme.tokens, self.viewport().height()
        painter.fillRect(QRectF(0, 0, self.viewport().width(), _AXIS), QColor(tokens.surface))
        painter.setFont(fonts.text_font(points=fonts.SMALL_POINTS))
        for moment, text in ticks(span.since, span.until, room=self._width()):
            x = self._labels + span.place(moment, width=self._width())
            painter.setPen(QPen(QColor(tokens.line), 1.0))
            painter.drawLine(QPointF(x, _AXIS), QPointF(x, height))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRectF(x - 60, 0, 120, _AXIS), Qt.AlignmentFlag.AlignCenter, text)
        painter.fillRect(QRectF(0, _AXIS - 1, self.viewport().width(), 1), QColor(tokens.border))
        now = self._labels + span.place(span.now, width=self._width())
        painter.setPen(QPen(QColor(tokens.accent), 1.6))
        painter.drawLine(QPointF(now, _AXIS - 6), QPointF(now, height))


def _told(found: Run | Planned) -> str:
    if isinstance(found, Run):
        took = found.ended - found.started if found.started and found.ended else timedelta(0)
        head = f"{tr('Run')} {found.id}: {sign_of(found.status).word}, {found.company}"
        return f"{head}\n{words.exactly(found.started)}, {words.duration(took)}\n{found.message}".strip()
    guess = words.duration(found.lasts) if found.known else tr("it has not run yet")
    return f"{tr('To come')}: {words.exactly(found.start)}\n{tr('Expected to take')} {guess}"
