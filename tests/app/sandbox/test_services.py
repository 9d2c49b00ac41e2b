"""The sandbox's services: in the process that works, on free ports, with one memory for all of them."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from app import outbox, sandbox, services
from app.connect.kinetic import Kinetic
from app.connect.kinetic_address import parse_address
from app.model.job import JobNumber
from app.sandbox import documents
from app.sandbox.services import SandboxServices, Served, kinetic_api
from tests.peers.kinetic import QUICK, Context, Site, now


@pytest.fixture
def place(tmp_path, monkeypatch):
    for name in ("KINETIC", "OCR", "EDI", "SMTP"):
        monkeypatch.setenv(f"TIELINE_SANDBOX_{name}_PORT", "9")
    report = sandbox.create(tmp_path, rows=40)
    # A sandbox that brings its documents with it needs no second helping.
    with closing(sqlite3.connect(report.folder / "arm.sqlite")) as arm:
        there = arm.execute("SELECT 1 FROM sqlite_master WHERE name = 'PurchaseOrder'").fetchone()
    if not there:
        documents.fill(erp=report.erp, arm=report.arm, folder=report.folder, company=str(report.company))
    return report


@pytest.fixture
def box(place):
    found = SandboxServices(place.folder)
    yield found
    found.stop()


def _order(place, job):
    site = Site(erp=place.folder / "erp.sqlite", arm=place.folder / "arm.sqlite", kinetic=None, api=kinetic_api())
    return site.order(job)


def test_every_outbound_and_service_job_has_work_and_none_fails(place, box):
    works = {**outbox.kinds(now=now, patience=QUICK), **services.kinds(now=now)}
    for position, job in enumerate((46, 6, 53, 54, 59, 60, 12, 13, 14, 16, 17, 23, 25), start=1):
        context = Context(order=replace(_order(place, job), fence=position))
        counted = Served(works[JobNumber(job)], services=box).run(context)
        assert counted.changed > 0, job
        assert counted.failed == 0, context.text
    assert len(list((place.folder / "services" / "mail").glob("*.eml"))) == 2
    assert len(list((place.folder / "services" / "edi").glob("*.xml"))) == 1


def test_services_are_not_started_for_other_companies(place, box):
    class Work:
        def run(self, context):
            return threading.active_count()

    before = threading.active_count()
    order = _order(place, 59)
    stranger = replace(order, company=replace(order.company, arm="sqlite:////elsewhere/arm.sqlite"))
    assert Served(Work(), services=box).run(Context(order=stranger)) == before
    assert Served(Work(), services=box).run(Context(order=order)) > before


def test_two_processes_serve_the_same_kinetic(place, box):
    """Numbers and row versions go on, whichever of two doubles over one ERP makes them."""
    other = SandboxServices(place.folder)
    try:
        for number, each in enumerate((box, other, box, other), start=1):
            each.stop()
            each.start()
            with Kinetic(parse_address(kinetic_api()), company="EPIC06", patience=QUICK) as client:
                client.write("Erp.BO.FOBSvc", "FOBs", FOB=f"X{number}", Description="Test")
                rows = client.rows("Erp.BO.FOBSvc", "FOBs", where="startswith(FOB,'X')", order="SysRevID")
        assert [row["FOB1"] for row in rows] == ["X1", "X2", "X3", "X4"]
    finally:
        other.stop()


def test_the_same_erp_gives_the_same_documents(place, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        documents.fill(
            erp=place.erp, arm=f"sqlite:///{tmp_path / name}.sqlite", folder=tmp_path / "files", company="EPIC06"
        )
    dumps = []
    for name in ("one", "two"):
        with closing(sqlite3.connect(tmp_path / f"{name}.sqlite")) as connection:
            dumps.append(list(connection.iterdump()))
    assert dumps[0] == dumps[1]
