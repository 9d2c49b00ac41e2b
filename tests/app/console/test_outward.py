"""The doctor asks the services that a company's settings name."""

import pytest

from app.console import outward
from app.model.check import CheckState
from tests.app.services.conftest import edi, ocr, pattern, site
from tests.peers import mail

__all__ = ["edi", "ocr", "pattern", "site"]


def _checks(site):
    company = site.order(13).company
    return {check.name.partition(" of ")[0]: check for check in outward.checks(company)}


def test_services_that_let_us_in_are_fine(site, ocr):
    with mail.running() as (_, port):
        site.set("SmtpPort", port)
        found = _checks(site)
    assert {name: check.state for name, check in found.items()} == {
        "Mail": CheckState.OK, "Invoice capture": CheckState.OK, "Worklist": CheckState.OK
    }  # fmt: skip


def test_each_trouble_is_told_plainly(site, ocr):
    site.set("SmtpPort", 9)
    site.set("OcrPassword", "wrong")
    site.set("WorklistBasePath", site.folder / "nowhere")
    found = _checks(site)
    assert found["Mail"].state is CheckState.UNREACHABLE
    assert "Connection refused" in found["Mail"].found
    assert (found["Invoice capture"].state, found["Invoice capture"].remedy) == (
        CheckState.PROBLEM, "Check OcrTenant, OcrUser and OcrPassword in the company's settings."
    )  # fmt: skip
    assert "there is no folder" in found["Worklist"].found


def test_what_is_not_set_is_not_asked(site):
    for name in ("SmtpHost", "OcrServiceUrl", "WorklistBasePath"):
        site.set(name, "")
    assert _checks(site) == {}


@pytest.mark.parametrize("kind", ["CREATE TABLE", "CREATE INDEX"])
def test_the_document_tables_can_be_approved_first(site, kind):
    assert kind in outward.ddl(site.order(13).company)
