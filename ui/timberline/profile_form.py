"""The form of a profile, built from its declared keys; trouble is told at the field it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.timberline.profile_fields import METHODS, Field, Kind, fields, sections
from ui.widgets import parts
from ui.widgets.choice_box import ChoiceBox
from ui.words import tr

Input = QLineEdit | QCheckBox | QComboBox


class ProfileForm(QWidget):
    """`values` gives what the fields say; keys left empty are missing from it."""

    def __init__(self) -> None:
        super().__init__()
        self.inputs: dict[str, Input] = {}
        self._troubles: dict[str, QLabel] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 14, 12, 0)
        inside.setSpacing(8)
        for section, title in sections().items():
            inside.addSpacing(8 if section else 0)
            inside.addWidget(parts.heading(title))
            inside.addLayout(self._section([field for field in fields() if field.section == section]))
        inside.addStretch(1)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fill the fields; a key the values lack keeps what a new profile starts with, or stays empty."""
        for field in fields():
            value = values.get(field.key, None if values and field.optional else field.start)
            _show(self.inputs[field.key], value)

    def values(self) -> dict[str, object]:
        """What the fields say, with the types the file wants."""
        found = {field.key: _read(self.inputs[field.key], field=field) for field in fields()}
        return {key: value for key, value in found.items() if value is not None}

    def tell(self, why: str) -> bool:
        """Show the trouble at the field whose key it names; False if it names none."""
        for label in self._troubles.values():
            label.setVisible(False)
        named = next((field for field in fields() if re.search(rf"\b{re.escape(field.key)}\b", why)), None)
        if named is None:
            return False
        label = self._troubles[named.key]
        label.setText(why)
        label.setVisible(True)
        self.inputs[named.key].setFocus()
        return True

    def _section(self, found: list[Field]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(found):
            made = _input(field)
            self.inputs[field.key] = made
            trouble = self._troubles[field.key] = parts.muted(wrap=True, role="failed")
            trouble.setVisible(False)
            grid.addWidget(QLabel(field.title), place * 3, 0)
            grid.addWidget(made, place * 3, 1)
            grid.addWidget(parts.muted(field.meaning, role="faint", wrap=True), place * 3 + 1, 1)
            grid.addWidget(trouble, place * 3 + 2, 1)
        return grid


def _input(field: Field) -> Input:
    made: Input
    match field.kind:
        case Kind.SWITCH:
            made = QCheckBox(tr("Yes"))
        case Kind.METHOD:
            made = ChoiceBox()
            for number, title in METHODS.items():
                made.addItem(tr(title), number)
        case Kind.SIGN:
            made = ChoiceBox()
            made.addItem(tr("1: as they are"), 1)
            made.addItem(tr("-1: turned round"), -1)
        case _:
            made = QLineEdit()
            if field.kind is Kind.DAY:
                made.setPlaceholderText("YYYY-MM-DD")
    made.setObjectName(f"field-{field.key}")
    made.setAccessibleName(f"{sections()[field.section]}: {field.title}")
    made.setAccessibleDescription(field.meaning)
    return made


def _show(target: Input, value: object) -> None:
    if isinstance(target, QCheckBox):
        target.setChecked(bool(value))
    elif isinstance(target, QComboBox):
        target.setCurrentIndex(max(target.findData(value), 0))
    else:
        target.setText("" if value is None else str(value))


def _read(source: Input, *, field: Field) -> object:
    if isinstance(source, QCheckBox):
        return source.isChecked()
    if isinstance(source, QComboBox):
        return source.currentData()
    text = source.text().strip()
    if field.kind is Kind.DAY:
        return _day(text)
    return None if field.optional and not text else text


def _day(text: str) -> date | str | None:
    """The day, nothing for an empty field, or the text itself, which the check then refuses with its reason."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
