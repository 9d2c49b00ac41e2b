"""The same worlds with both databases on a PostgreSQL server."""

import contextlib
import datetime as dt
import random
import subprocess

import pytest

from tests.peers import postgres

from .comparison import Walk
from .generate import world
from .places import PostgresDatabases
from .site import tidy
from .subject import Commanded, InProcess, ended
from .values import cents, total

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server():
    with postgres.running() as started:
        yield started


@contextlib.contextmanager
def placed(invented, *, folder, server):
    """The databases of a world on the server, for as long as they are needed."""
    with server.database() as framework, server.database() as timberline:
        names = {"framework": framework, "timberline": timberline}
        place = PostgresDatabases(invented, folder=folder, server=server, names=names)
        try:
            yield place
        finally:
            place.close()


def walk(seed, *, folder, server):
    today = dt.datetime.now().astimezone().date()
    invented = world(seed, today=today)
    with placed(invented, folder=folder, server=server) as place:
        Walk(invented, place=place, subject=InProcess(folder / "home"), today=today).everything()


@pytest.mark.parametrize("seed", range(400, 406))
def test_a_world_on_postgres_is_as_the_naive_implementation_says(seed, server, tmp_path):
    walk(seed, folder=tmp_path, server=server)


@pytest.mark.parametrize("action", ["create-invoices", "process-receipts"])
def test_three_processes_at_once_do_everything_exactly_once(action, server, tmp_path):
    with placed(tidy(30), folder=tmp_path, server=server) as place:
        homes = [Commanded(tmp_path / f"home {number}") for number in range(3)]
        answers = [ended(process) for process in [home.start(action, profile=place.profile) for home in homes]]
        assert all(answer.exit_code in (0, 3, 4) for answer in answers), answers
        assert any(answer.exit_code == 0 for answer in answers), answers
        if action == "process-receipts":
            assert homes[0].ask(action, profile=place.profile).exit_code == 0
            everything_is_posted_once(place.rows("framework"))
        else:
            assert all(claim["f_link_exported"] == 1 for claim in place.rows("framework")["cst_claim"])
            assert (tmp_path / "out" / "ARInvImport.txt").read_bytes().count(b"I,") == 30


def test_receipts_killed_at_random_moments_are_posted_once(server, tmp_path):
    with placed(tidy(30), folder=tmp_path, server=server) as place:
        home, source = Commanded(tmp_path / "home"), random.Random(5)
        for _ in range(5):
            process = home.start("process-receipts", profile=place.profile)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.6 + source.random())
            process.kill()
            process.communicate()
        assert home.ask("process-receipts", profile=place.profile).exit_code == 0
        everything_is_posted_once(place.rows("framework"))


def everything_is_posted_once(tables):
    keys = [payment["s_link_accts"].strip() for payment in tables["cont_pay"]]
    assert len(keys) == len(set(keys)) == 60
    sums = [
        total(cents(row[column]) for row in tables[table])
        for table, column in (("cont_pay", "c_amount"), ("cst_claim", "c_paid_amt"), ("cont", "c_paid_amt"))
    ]
    assert len(set(sums)) == 1


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(406, 466))
def test_sixty_worlds_on_postgres_are_as_the_naive_implementation_says(seed, server, tmp_path):
    walk(seed, folder=tmp_path, server=server)
