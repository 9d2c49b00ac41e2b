"""What is said of a company's Kinetic."""

from __future__ import annotations

import pytest

from app.console import kinetic
from app.model.check import CheckState
from tests.peers import web

ROWS = web.answer(200, b'{"value": []}', Content_Type="application/json")


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy stands between."""
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.parametrize(
    ("host", "state", "told"),
    [("127.0.0.1", CheckState.OK, "on this machine"), ("127.1", CheckState.NOTE, "not encrypted")],
)
def test_only_a_link_that_leaves_this_machine_has_to_be_encrypted(host: str, state: CheckState, told: str) -> None:
    with web.saying(ROWS) as server:
        check = kinetic.answers(f"http://ann:secret@{host}:{server.port}/live?api-key=key", company="E1")
    assert check.state is state
    assert told in check.found
    assert "secret" not in check.found


def test_a_scheme_from_the_environment_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with web.saying(ROWS) as server:
        monkeypatch.setenv("KINETIC", f"http://ann:secret@127.1:{server.port}/live")
        check = kinetic.answers("${KINETIC}?api-key=key", company="E1")
    assert check.state is CheckState.NOTE


def test_an_address_without_a_key_is_a_problem_and_a_server_that_is_gone_is_not_reachable() -> None:
    with web.saying(ROWS) as server:
        address = f"http://ann:secret@127.0.0.1:{server.port}/live"
    assert kinetic.answers(address, company="E1").state is CheckState.PROBLEM
    assert kinetic.answers(f"{address}?api-key=key", company="E1").state is CheckState.UNREACHABLE
