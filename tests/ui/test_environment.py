from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.model.agent import AgentName, AgentSettings, Company, CompanyCode
from tests.ui import double
from ui.environment import Environment, environment_of


def company(erp, agent="Main"):
    return Company(code=CompanyCode("E"), agent=AgentName(agent), erp=erp, arm="sqlite:////arm.db")


@pytest.mark.parametrize(
    ("erp", "agent", "expected"),
    [
        ("sqlite:////data/home/sandbox/erp.sqlite", "Sandbox", Environment.SANDBOX),
        ("postgresql+psycopg://u@erp-test.example/kinetic", "Main", Environment.TEST),
        ("mssql+pyodbc://u@sql01/KineticPilot_UAT?driver=x", "Main", Environment.TEST),
        ("mssql+pyodbc://u@sql01/Kinetic?driver=x", "Training", Environment.TEST),
        ("mssql+pyodbc://u@sql01/Kinetic?driver=x", "Main", Environment.PRODUCTION),
        ("postgresql+psycopg://u@latest.example/contest", "Main", Environment.PRODUCTION),
    ],
)
def test_the_environment_is_read_from_names_and_addresses(erp, agent, expected):
    assert environment_of([company(erp, agent)], home="/data/home").environment is expected


def test_one_production_company_makes_it_production():
    companies = [company("sqlite:////data/home/sandbox/erp.sqlite"), company("postgresql+psycopg://u@erp/kinetic")]
    assert environment_of(companies, home="/data/home").environment is Environment.PRODUCTION


def test_without_a_company_there_is_nothing_to_warn_about():
    assert environment_of([], home="/data/home").environment is Environment.NONE


def test_what_an_admin_has_set_counts():
    settings = AgentSettings(environment="YEAR END", environment_color="test")
    named = double.agent_row(name=AgentName("Main"), settings=settings)
    band = environment_of([company("postgresql+psycopg://u@erp/kinetic")], agents=[named], home="/data/home")
    assert (band.environment, band.name) == (Environment.TEST, "YEAR END")


def test_a_risky_question_names_production(front, qtbot):
    front.open_jobs(double.agent_row())
    front.jobs_page.pick(26)
    front.jobs_page.act("requestFullSync")

    def asked():
        return [
            one for one in QApplication.topLevelWidgets() if one.objectName() == "confirmDialog" and one.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(asked()))
    texts = [label.text() for label in asked()[0].findChildren(QLabel)]
    asked()[0].reject()
    assert "PRODUCTION: this touches real companies." in texts
