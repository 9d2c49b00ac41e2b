from __future__ import annotations

import dataclasses

from app.model.failure import FailureId
from tests.ui import double
from ui.models.causes import causes, causes_model


def test_records_that_fail_alike_are_one_cause_whatever_their_values():
    first = double.failures()[0]
    others = [
        dataclasses.replace(
            first,
            id=FailureId(f"x-{number}"),
            reason=f"CountryNum is {number}, which Country does not have",
        )
        for number in (1, 22, 333)
    ]
    found = causes([first, *others, double.failures()[1]])
    assert [len(cause.failures) for cause in found] == [4, 1]


def test_the_model_keeps_the_rules_of_qt(qapp, qtmodeltester):
    model = causes_model(clock=lambda: double.NOW, names=dict, parent=qapp)
    model.replace(causes(double.failures()))
    qtmodeltester.check(model)
