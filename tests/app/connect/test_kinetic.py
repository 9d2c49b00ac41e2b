"""The client of Kinetic's REST API: logins, pages, envelopes, errors and retries."""

import shutil
from dataclasses import replace
from decimal import Decimal

import pytest

from app import sandbox
from app.connect.kinetic import Kinetic
from app.connect.kinetic_address import parse_address
from app.connect.kinetic_errors import Duplicate, Missing, OutcomeUnknown, Refused, read_error
from app.connect.kinetic_json import decode, encode, read_answer
from app.model.errors import ConfigError, Fatal, Unreachable
from app.sandbox.kinetic_access import Keys
from app.sandbox.kinetic_faults import Fault, FaultKind
from tests.peers import kinetic
from tests.peers.kinetic import QUICK

VENDORS = ("Erp.BO.VendorSvc", "Vendors")


@pytest.fixture(scope="module")
def erp(tmp_path_factory):
    folder = tmp_path_factory.mktemp("erp")
    report = sandbox.create(folder, rows=40)
    return report.folder / "erp.sqlite"


@pytest.fixture
def server(erp, tmp_path):
    copy = tmp_path / "erp.sqlite"
    shutil.copy(erp, copy)
    with kinetic.running(copy, keys=Keys(scoped={"vendors-only": ("Erp.BO.VendorSvc",)})) as double:
        yield double


def _client(server, *, auth="basic", **patience):
    return Kinetic(parse_address(server.address(auth=auth)), company="EPIC06", patience=replace(QUICK, **patience))


@pytest.fixture
def client(server):
    with _client(server) as found:
        yield found


def _vendors(client, **options):
    return client.rows(*VENDORS, where="VendorNum gt 0", order="VendorNum", **options)


def test_rows_come_page_by_page_and_all_of_them(client):
    rows = _vendors(client, select="VendorNum,Name")
    assert len(rows) > 100
    assert [row["VendorNum"] for row in rows] == sorted({row["VendorNum"] for row in rows})
    assert set(rows[0]) == {"VendorNum", "Name"}


@pytest.mark.parametrize("auth", ["basic", "bearer"])
def test_both_kinds_of_login_open_the_door(server, auth):
    with _client(server, auth=auth) as client:
        assert _vendors(client)


def test_a_token_that_ended_is_renewed_once(server):
    with _client(server, auth="bearer") as client:
        _vendors(client)
        server.access.forget_tokens()
        assert _vendors(client)


@pytest.mark.parametrize(("old", "new"), [("sandbox@", "wrong@"), ("sandbox-key", "no-such-key")])
def test_a_wrong_login_is_told_and_not_tried_for_ever(server, old, new):
    address = parse_address(server.address().replace(old, new))
    with Kinetic(address, company="EPIC06", patience=QUICK) as client, pytest.raises(Unreachable, match="login"):
        _vendors(client)


def test_a_key_opens_only_the_services_of_its_scope(server):
    address = parse_address(server.address().replace("sandbox-key", "vendors-only"))
    with Kinetic(address, company="EPIC06", patience=QUICK) as client:
        assert _vendors(client)
        with pytest.raises(Fatal, match="access"):
            client.read("Erp.BO.POSvc", "GetByID", poNum=4001)


def test_a_row_that_is_not_there_is_none(client):
    assert client.read("Erp.BO.POSvc", "GetByID", poNum=1) is None


def test_a_service_that_is_not_there_is_missing(client):
    with pytest.raises(Missing):
        client.call("Erp.BO.NoSvc", "GetNewNothing", ds={})


def test_business_rules_refuse_with_their_words(client):
    with pytest.raises(Refused, match="valid Supplier") as refused:
        client.call("Erp.BO.POSvc", "ChangeVendor", VendID="NOBODY", ds={"POHeader": [{"RowMod": "A"}]})
    body = refused.value.body
    assert (body.status, body.kind, body.table, body.field) == (400, "BusinessObjectException", "POHeader", "VendorNum")
    assert body.correlation


def test_a_key_that_exists_is_a_duplicate(client):
    row = client.rows(*VENDORS, where="VendorNum eq 1", order="VendorNum")[0]
    with pytest.raises(Duplicate):
        client.write("Erp.BO.VendorSvc", "Vendors", **row)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_read_is_tried_again_after_a_server_s_error(server, client, status):
    server.faults.add(Fault(kind=FaultKind.STATUS, path="Vendors", status=status, times=2))
    assert _vendors(client)


def test_a_server_that_stays_broken_is_given_up_with_its_correlation_id(server, client):
    server.faults.add(Fault(kind=FaultKind.STATUS, path="Vendors", times=99))
    with pytest.raises(Unreachable, match="correlation id"):
        _vendors(client)


def test_an_ended_session_is_begun_anew(server, client):
    server.faults.add(Fault(kind=FaultKind.STATUS, path="Vendors", status=410))
    assert _vendors(client)


@pytest.mark.parametrize("kind", [FaultKind.CUT_BEFORE, FaultKind.CUT_AFTER])
def test_a_read_that_was_cut_is_tried_again(server, client, kind):
    server.faults.add(Fault(kind=kind, path="Vendors", times=2))
    assert _vendors(client)


_ADJUST = ("Erp.BO.FOBSvc", "FOBs")


@pytest.mark.parametrize(
    ("fault", "done"),
    [
        (Fault(kind=FaultKind.CUT_BEFORE), False),
        (Fault(kind=FaultKind.CUT_AFTER), True),
        (Fault(kind=FaultKind.STATUS, status=500), False),
        (Fault(kind=FaultKind.LATE_STATUS, status=504), True),
        (Fault(kind=FaultKind.LATE_STATUS, status=503), True),  # a gateway's: it does not say that nothing was begun
    ],
)
def test_a_write_without_an_answer_is_unknown_and_sent_once(server, client, fault, done):
    server.faults.add(fault)
    with pytest.raises(OutcomeUnknown) as unknown:
        client.write(*_ADJUST, FOB="TL1", Description="Test")
    assert not unknown.value.late
    assert len(client.rows(*_ADJUST, where="FOB eq 'TL1'", order="FOB")) == int(done)


def test_a_write_that_takes_too_long_is_unknown_and_may_still_come(server):
    server.faults.add(Fault(kind=FaultKind.LATENCY, seconds=0.6))
    with _client(server, timeout=0.2) as client:
        with pytest.raises(OutcomeUnknown) as unknown:
            client.write(*_ADJUST, FOB="TL2", Description="Test")
        assert unknown.value.late


def test_a_write_that_was_not_begun_is_sent_again(server, client):
    server.faults.add(Fault(kind=FaultKind.STATUS, status=503, times=2))
    client.write(*_ADJUST, FOB="TL3", Description="Test")
    assert len(client.rows(*_ADJUST, where="FOB eq 'TL3'", order="FOB")) == 1


def test_a_refusal_inside_a_good_answer_is_a_refusal(client):
    rows = [{"FOB": "TL4", "Description": "One", "RowMod": "A"}, {"FOB": "ORIGIN", "Description": "Two", "RowMod": "A"}]
    with pytest.raises(Refused, match="already exists") as refused:
        client.write("Erp.BO.FOBSvc", "UpdateExt", ds={"FOB": rows}, continueProcessingOnError=True)
    assert refused.value.body.kind == "BOUpdError"
    assert len(client.rows(*_ADJUST, where="FOB eq 'TL4'", order="FOB")) == 1


def test_a_server_that_is_not_there_is_unreachable_and_its_password_is_not_told():
    address = parse_address("http://jane:secret@127.0.0.1:9/kinetic?api-key=hush")
    with Kinetic(address, company="EPIC06", patience=QUICK) as client, pytest.raises(Unreachable) as error:
        _vendors(client)
    assert "secret" not in str(error.value) + repr(address)
    assert "hush" not in str(error.value) + repr(address)


def test_the_address_may_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("TL_PASSWORD", "p@ss")
    address = parse_address("https://jane:${TL_PASSWORD}@erp.example/live?api-key=k&auth=bearer&site=MfgSys")
    assert (address.root, address.user, address.password) == ("https://erp.example/live", "jane", "p@ss")
    assert (address.api_key, address.bearer, address.plant) == ("k", True, "MfgSys")


@pytest.mark.parametrize(
    "text",
    ["erp.example", "ftp://a:b@c/d?api-key=k", "https://erp.example/live?api-key=k", "https://a:b@erp.example/live",
     "https://a:${TL_NOT_SET_ANYWHERE}@erp.example/live?api-key=k"],
)  # fmt: skip
def test_an_address_that_cannot_work_is_a_configuration_error(text):
    with pytest.raises(ConfigError):
        parse_address(text)


def test_decimals_travel_digit_for_digit():
    text = encode({"Cost": Decimal("1234567890.12345"), "Note": "1.50"}).decode()
    assert text == '{"Cost": 1234567890.12345, "Note": "1.50"}'
    assert decode(text)["Cost"] == Decimal("1234567890.12345")


@pytest.mark.parametrize(
    "body",
    [
        {"returnObj": {"PODetail": [{"POLine": 1}]}},
        {"parameters": {"ds": {"PODetail": [{"POLine": 1}]}, "warn": ""}},
        {"ds": {"PODetail": [{"POLine": 1}]}},
        {"PODetail": [{"POLine": 1}]},
    ],
)
def test_every_envelope_is_read(body):
    assert read_answer(body).tables == {"PODetail": [{"POLine": 1}]}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"HttpStatus": 400, "ErrorMessage": "Part is required."}, "Part is required."),
        ({"HttpStatus": 400, "ReasonPhrase": "REST API Exception"}, "REST API Exception"),
        ({"error": {"code": "", "message": "Bad query", "innererror": {}}}, "Bad query"),
        ({"error": {"message": {"lang": "en", "value": "Bad query"}}}, "Bad query"),
        ("<html>Gateway</html>", "<html>Gateway</html>"),
        ("", "Bad Gateway"),
    ],
)
def test_every_shape_of_error_is_read(body, text):
    assert read_error(502, "Bad Gateway", body).text == text


def test_a_proxy_for_the_outside_world_is_not_asked_for_this_machine(server, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with _client(server) as client:
        assert _vendors(client)
