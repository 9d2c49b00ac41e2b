"""Answers that Kinetic itself never gives, but what stands in front of it does."""

import time
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest

from app.connect.kinetic import Kinetic
from app.connect.kinetic_address import parse_address
from app.connect.kinetic_errors import Missing, OutcomeUnknown
from app.connect.kinetic_json import encode
from app.model.errors import ConfigError, Fatal, Unreachable
from tests.peers import web
from tests.peers.kinetic import QUICK

_ORDER = ("Erp.BO.POSvc", "GetByID")
_WRITE = ("Erp.BO.POSvc", "Update")
_FINE = web.answer(200, b'{"returnObj": {"POHeader": [{"PONum": 1}]}}')


@contextmanager
def _asking(*answers, **patience):
    waits = []
    with web.saying(*answers) as server:
        address = parse_address(f"http://jane:pw@127.0.0.1:{server.port}/live?api-key=k")
        with Kinetic(address, company="EPIC06", patience=replace(QUICK, sleep=waits.append, **patience)) as client:
            yield client, server, waits


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_names_a_time_is_asked_again_after_it(status):
    with _asking(web.answer(status, b"busy", Retry_After="7"), _FINE) as (client, server, waits):
        assert client.read(*_ORDER, poNum=1)
    assert len(server.asked) == 2
    assert waits[0] >= 7


def test_a_date_to_come_back_at_is_understood():
    answer = web.answer(429, b"", Retry_After="Fri, 31 Dec 2100 23:59:59 GMT")
    # Nobody waits for so long: the run ends, and the next one asks again.
    with _asking(answer, _FINE) as (client, server, _), pytest.raises(Unreachable):
        client.read(*_ORDER, poNum=1)
    assert len(server.asked) == 1


def test_a_write_that_was_turned_away_at_the_door_is_sent_again():
    with _asking(web.answer(429, b"slow down"), _FINE) as (client, server, _):
        assert client.write(*_WRITE, ds={}).tables
    assert len(server.asked) == 2


def test_a_write_that_met_a_busy_gateway_is_unknown_for_as_long_as_it_asks():
    answer = web.answer(503, b"busy", Retry_After="9")
    with _asking(answer) as (client, server, _), pytest.raises(OutcomeUnknown) as unknown:
        client.write(*_WRITE, ds={})
    assert unknown.value.wait == 9
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "told",
    [
        web.answer(302, b"", Location="https://login.example/"),
        web.answer(404, b"<html>The page cannot be found</html>"),
        web.answer(200, b"<html>Please log in</html>"),
    ],
)
def test_a_page_of_another_server_is_not_taken_for_a_row_that_is_not_there(told):
    with _asking(told) as (client, _, _), pytest.raises(Fatal):
        client.read(*_ORDER, poNum=1)


def test_a_method_that_is_not_there_says_nothing_about_the_row():
    body = b'{"HttpStatus": 404, "ErrorMessage": "Not found.", "ErrorType": "Ice.Common.ApiException"}'
    with _asking(web.answer(404, body)) as (client, _, _), pytest.raises(Missing):
        client.read(*_ORDER, poNum=1)


@pytest.mark.parametrize(
    "told",
    [
        web.answer(200, b"<html>Something</html>"),
        web.answer(200, b'{"returnObj": {"POHeader": [', Content_Type="application/json"),
        web.answer(200, b"not gzip", Content_Encoding="gzip"),
        _FINE[:-10],
    ],
)
def test_a_write_whose_answer_cannot_be_read_is_unknown(told):
    with _asking(told) as (client, server, _), pytest.raises(OutcomeUnknown):
        client.write(*_WRITE, ds={})
    assert len(server.asked) == 1


def test_a_server_that_takes_the_request_and_never_answers_is_given_up():
    with _asking(web.SILENCE, timeout=0.2, tries=1) as (client, _, _):
        began = time.monotonic()
        with pytest.raises(OutcomeUnknown) as unknown:
            client.write(*_WRITE, ds={})
    assert unknown.value.late
    assert time.monotonic() - began < 3


def test_an_answer_that_trickles_for_ever_is_given_up():
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n"
    with _asking([head, *[b" "] * 900], timeout=0.1, tries=1) as (client, _, _):
        began = time.monotonic()
        with pytest.raises(OutcomeUnknown):
            client.write(*_WRITE, ds={})
    assert time.monotonic() - began < 3


def test_a_host_that_is_none_is_a_configuration_error():
    with pytest.raises(ConfigError):
        parse_address("https://jane:pw@erp.example:70000/live?api-key=k")


def test_text_that_looks_like_a_number_stays_text():
    assert encode({"a": "\x01true", "b": Decimal("1.50")}) == b'{"a": "\\u0001true", "b": 1.50}'
