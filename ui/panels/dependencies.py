"""The picked job among those it depends on and those that need it: a graph of buttons, and text to copy."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.model.job import JobNumber, JobRow
from ui import messages, words
from ui.desk import Desk
from ui.models.neighbours import Neighbours, as_text, neighbours
from ui.panels.subject import Subject
from ui.theme.statuses import sign_of
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.words import tr

_APART = 56


class _Graph(QWidget):
    """Columns of buttons with curves between them."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._nodes: dict[JobNumber, QPushButton] = {}
        self._edges: tuple[tuple[JobNumber, JobNumber], ...] = ()
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(8, 8, 8, 8)
        self._columns.setSpacing(_APART)

    def show_neighbours(self, found: Neighbours | None) -> None:
        """Build the columns anew."""
        while self._columns.count():
            item = self._columns.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        self._nodes, self._edges = {}, found.edges if found else ()
        for level, rows in (found.levels if found else {}).items():
            self._columns.addWidget(self._column(rows, here=level == 0))
        if found:
            self._columns.addStretch(1)
        self.update()

    def _column(self, rows: tuple[JobRow, ...], *, here: bool) -> QWidget:
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addStretch(1)
        for job in rows:
            node = QPushButton(messages.named(job))
            node.setAccessibleName(f"{messages.named(job)}, {sign_of(job.status).word}")
            node.setToolTip(f"{sign_of(job.status).word}\n{job.description}")
            node.setStyleSheet("text-align: left;" + ("font-weight: 600;" if here else ""))
            self._theme.dress(node, sign_of(job.status).icon, tint=sign_of(job.status).tone)
            node.clicked.connect(partial(self._on_clicked, job.number))
            self._nodes[job.number] = node
            inside.addWidget(node)
        inside.addStretch(1)
        return column

    def _on_clicked(self, number: JobNumber, *_checked: bool) -> None:
        self.picked.emit(number)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.border), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for source, target in self._edges:
            if source in self._nodes and target in self._nodes:
                painter.drawPath(self._curve(self._nodes[source], self._nodes[target]))
        painter.end()

    def _curve(self, source: QPushButton, target: QPushButton) -> QPainterPath:
        start = QPointF(source.mapTo(self, source.rect().topRight())) + QPointF(1, source.height() / 2)
        end = QPointF(target.mapTo(self, target.rect().topLeft())) + QPointF(0, target.height() / 2)
        half = (end.x() - start.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(half, 0), end - QPointF(half, 0), end)
        return path


class DependenciesPanel(QWidget):
    """Every node is a button: Tab and Space walk the graph."""

    picked = Signal(int)  # go to this job

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("dependencies")
        self._subject = Subject(agent="")
        self._head = QLabel()
        self._graph = _Graph(desk.theme)
        self._graph.picked.connect(self.picked)
        self._copy = parts.button(tr("Copy as text"), theme=desk.theme, icon="copy", kind="quiet", act=self._copy_text)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._graph)
        area.setAccessibleName(tr("Graph of dependencies"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 8, 24, 8)
        inside.setSpacing(4)
        inside.addLayout(parts.row(self._head, None, self._copy))
        inside.addWidget(area, 1)

    def show_subject(self, subject: Subject) -> None:
        """Show another job's neighbours."""
        before, self._subject = self._subject, subject
        self._copy.setVisible(subject.job is not None)
        if subject.job is None:
            self._head.setText(tr("Pick a job to see what it depends on and what needs it."))
            self._graph.show_neighbours(None)
            return
        if before.number == subject.number and _signs(before) == _signs(subject):
            return
        found = neighbours(subject.job, jobs=subject.jobs)
        self._head.setText(
            f"{tr('Depends on')} {words.counted(found.before, one='job', many='jobs')} · "
            f"{words.counted(found.after, one='job depends', many='jobs depend')} {tr('on it')}"
        )
        self._graph.show_neighbours(found)

    def text(self) -> str:
        """The graph as indented text."""
        return as_text(self._subject.job, jobs=self._subject.jobs) if self._subject.job else ""

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


def _signs(subject: Subject) -> list[str]:
    return [row.status.value for row in subject.jobs.values()]
