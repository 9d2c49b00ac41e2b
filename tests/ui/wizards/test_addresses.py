from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from ui.wizards.addresses import Kind, Parts, address, missing


@pytest.mark.parametrize("secret", ["simple", "p@ss:w/rd?#[]%", "ümläut", " blank "])
@pytest.mark.parametrize("kind", [Kind.POSTGRESQL, Kind.SQL_SERVER])
def test_what_was_entered_comes_out_of_the_address_again(kind, secret):
    parts = Parts(kind=kind, host="db.example", port="5433", database="arm", user="ada", password=secret)
    url = make_url(address(parts))
    assert (url.host, url.port, url.database, url.username, url.password) == ("db.example", 5433, "arm", "ada", secret)


def test_a_password_from_the_environment_stays_a_name():
    parts = Parts(kind=Kind.POSTGRESQL, host="db", database="arm", user="ada", password="${ARM_PASSWORD}")
    assert address(parts) == "postgresql+psycopg://ada:${ARM_PASSWORD}@db/arm"


def test_what_is_lacking_is_named():
    assert missing(Parts(kind=Kind.POSTGRESQL, database="arm")) == "host"
    assert missing(Parts(kind=Kind.SQLITE)) == "database"
    assert missing(Parts(kind=Kind.SQLITE, database="a.db")) == ""
