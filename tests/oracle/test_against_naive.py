"""Tieline's Timberline actions against the naive implementation, world by world.

The quick part walks through sixty worlds in this process and a few through processes of their own. A thousand worlds:
`python -m pytest -m slow tests/oracle/test_against_naive.py`; from another seed on: `TIELINE_ORACLE_SEED=5000`.
"""

import datetime as dt
import os

import pytest

from .comparison import Walk, rewrite
from .generate import world
from .places import SqliteFiles
from .subject import Commanded, InProcess

FIRST = int(os.environ.get("TIELINE_ORACLE_SEED", "1000"))
HUNDREDS = range(FIRST, FIRST + 1000, 100)


@pytest.fixture(scope="module")
def in_process(tmp_path_factory):
    return InProcess(tmp_path_factory.mktemp("home"))


def walk(seed, *, folder, subject):
    today = dt.datetime.now().astimezone().date()
    invented = world(seed, today=today)
    Walk(invented, place=SqliteFiles(invented, folder=folder), subject=subject, today=today).everything()


@pytest.mark.parametrize("seed", range(60))
def test_every_row_sum_byte_and_table_is_as_the_naive_implementation_says(seed, in_process, tmp_path):
    walk(seed, folder=tmp_path, subject=in_process)


@pytest.mark.parametrize("seed", [200, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (201, 202))])
def test_the_commands_answer_as_the_naive_implementation_does(seed, tmp_path):
    walk(seed, folder=tmp_path / "world", subject=Commanded(tmp_path / "home"))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", HUNDREDS)
def test_a_thousand_worlds(first, in_process, tmp_path):
    for seed in range(first, first + 100):
        walk(seed, folder=tmp_path / "world", subject=in_process)
        rewrite(tmp_path / "world")


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(300, 324))
def test_two_dozen_worlds_through_the_commands(seed, tmp_path):
    walk(seed, folder=tmp_path / "world", subject=Commanded(tmp_path / "home"))
