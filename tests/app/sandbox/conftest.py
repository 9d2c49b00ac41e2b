"""One sandbox company for the tests that only look at it."""

import sqlite3
from contextlib import closing

import pytest

from app import sandbox


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    return sandbox.create(tmp_path_factory.mktemp("sandbox"))


@pytest.fixture
def erp(company):
    with closing(sqlite3.connect(f"file:{company.folder / 'erp.sqlite'}?mode=ro", uri=True)) as connection:
        yield connection
