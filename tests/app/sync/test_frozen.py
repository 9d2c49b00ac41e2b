"""A run that froze inside a transaction in ARM: its successor goes on at once, and it can commit nothing any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.model.errors import TielineError
from app.sync import sessions
from tests.app.sync.conftest import _site
from tests.app.sync.site import Site

pytestmark = pytest.mark.postgres


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """ARM on PostgreSQL."""
    yield from _site("sqlite-postgresql-plain", request, tmp_path)


def test_the_successor_does_not_wait_for_a_frozen_transaction(site: Site) -> None:
    site.make()
    site.add("A")
    old, new = site.order(), site.order()
    frozen, wake, ended = threading.Event(), threading.Event(), []

    def freeze() -> None:
        try:
            with sessions.opened(old, now=lambda: datetime.now(UTC)) as session, session.batch():
                frozen.set()
                wake.wait(60)
        except TielineError as error:
            ended.append(error)

    thread = threading.Thread(target=freeze)
    thread.start()
    assert frozen.wait(30)
    over = threading.Timer(30, wake.set)  # so that a failure ends, too
    over.start()
    with sessions.opened(new, now=lambda: datetime.now(UTC)) as session, session.batch():
        assert not wake.is_set()
    wake.set()
    over.cancel()
    over.join()
    thread.join()
    assert len(ended) == 1
    assert site.run().inserted == 1  # what the frozen one had in its hands is not lost
