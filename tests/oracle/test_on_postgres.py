"""The same worlds with both databases on a PostgreSQL server."""

import datetime as dt

import pytest

from tests.peers import postgres

from .comparison import Walk
from .generate import world
from .places import PostgresDatabases
from .subject import InProcess

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server():
    with postgres.running() as started:
        yield started


def walk(seed, *, folder, server):
    today = dt.datetime.now().astimezone().date()
    invented = world(seed, today=today)
    with server.database() as framework, server.database() as timberline:
        names = {"framework": framework, "timberline": timberline}
        place = PostgresDatabases(invented, folder=folder, server=server, names=names)
        try:
            Walk(invented, place=place, subject=InProcess(folder / "home"), today=today).everything()
        finally:
            place.close()


@pytest.mark.parametrize("seed", range(400, 406))
def test_a_world_on_postgres_is_as_the_naive_implementation_says(seed, server, tmp_path):
    walk(seed, folder=tmp_path, server=server)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(406, 466))
def test_sixty_worlds_on_postgres_are_as_the_naive_implementation_says(seed, server, tmp_path):
    walk(seed, folder=tmp_path, server=server)
