"""Sites with outbound documents, and victims to work on them."""

import pytest

from tests.crash.outbox.victims import Victims
from tests.peers.outbound import pattern, site

__all__ = ["pattern", "site", "victims"]


@pytest.fixture(scope="session")
def victims():
    """Where processes can be forked and killed."""
    made = Victims()
    yield made
    made.end()
