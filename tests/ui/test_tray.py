"""The tray tells each cause once."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QObject

from app.model.alert import AlertKind
from ui.models.alerts import line_of
from ui.widgets.tray import Tray


def lines(desk, *kinds):
    alert = desk.console.alerts.all[0]
    made = [dataclasses.replace(alert, kind=kind, jobs=(place + 1,)) for place, kind in enumerate(kinds)]
    return [line_of(one, names={}, quiet_until=None) for one in made]


def test_a_cause_is_told_once_and_again_when_it_comes_back(desk, theme):
    host = QObject()
    tray = Tray(theme=theme, parent=host)
    one = lines(desk, AlertKind.FAILING)
    assert len(tray.tell_alerts(one)) == 1
    assert tray.tell_alerts(one) == []
    tray.tell_alerts([])
    assert len(tray.tell_alerts(one)) == 1
    tray.hide()


def test_many_causes_at_once_are_one_notice(desk, theme):
    host = QObject()
    tray = Tray(theme=theme, parent=host)
    told = tray.tell_alerts(lines(desk, *[AlertKind.FAILING] * 5))
    assert len(told) == 1
    assert told[0].startswith("5 alerts")
    tray.hide()
