"""Addresses are shown without their secrets."""

from __future__ import annotations

import dataclasses

from tests.ui import double
from ui.panels.companies import CompaniesPanel

SECRETS = {
    "erp": "mssql+pyodbc://sa:hunter2@sql01/Kinetic",
    "arm": "postgresql+psycopg://arm:hunter2@pg01/arm",
    "kinetic_api": "https://tieline:hunter2@kinetic/api/v2",
}


def test_no_address_shows_its_password(desk, world, qtbot):
    world.companies = [dataclasses.replace(double.company(), **SECRETS)]
    panel = CompaniesPanel(desk)
    qtbot.addWidget(panel)
    panel.show_agent(double.agent_row())
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    for column in panel.model.columns[1:]:
        row = panel.model.row_at(0)
        assert "***" in column.text(row), column.key
        assert "hunter2" not in column.text(row) + (column.tip(row) if column.tip else "")
