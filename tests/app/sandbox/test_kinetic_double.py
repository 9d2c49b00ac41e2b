"""The Kinetic double answers like Kinetic, so that what works against it works against the real one."""

import shutil
import subprocess
import sys

import httpx
import pytest

from app import sandbox
from app.connect.kinetic_address import parse_address
from app.sandbox.kinetic_access import Keys
from tests.conftest import ROOT
from tests.peers import kinetic


@pytest.fixture(scope="module")
def erp(tmp_path_factory):
    return sandbox.create(tmp_path_factory.mktemp("erp"), rows=40).folder / "erp.sqlite"


@pytest.fixture
def server(erp, tmp_path):
    copy = tmp_path / "erp.sqlite"
    shutil.copy(erp, copy)
    with kinetic.running(copy) as double:
        yield double


@pytest.fixture
def http(server):
    address = parse_address(server.address())
    headers = {"x-api-key": address.api_key}
    root = f"{address.root}/api/v2/odata/EPIC06/"
    with httpx.Client(base_url=root, auth=(address.user, address.password), headers=headers) as client:
        yield client


def test_a_set_has_a_context_a_limit_of_100_and_a_count_on_request(http):
    body = http.get("Erp.BO.VendorSvc/Vendors", params={"$orderby": "VendorNum", "$count": "true"}).json()
    assert body["@odata.context"]
    assert len(body["value"]) == 100
    assert body["@odata.count"] > 100


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("VendorNum eq 3", [3]),
        ("VendorNum ge 3 and VendorNum lt 5", [3, 4]),
        ("VendorNum eq 3 or VendorNum eq 5", [3, 5]),
        ("(VendorNum le 2 or VendorNum gt 4) and VendorNum lt 6", [1, 2, 5]),
        ("startswith(VendorID,'ZZZ')", []),
        ("VendorNum ne 1 and VendorNum lt 3 and Inactive eq false", [2]),
    ],
)
def test_filters_do_what_odata_says(http, text, numbers):
    body = http.get("Erp.BO.VendorSvc/Vendors", params={"$filter": text, "$orderby": "VendorNum"}).json()
    assert [row["VendorNum"] for row in body["value"]] == numbers


@pytest.mark.parametrize(
    "params", [{"$filter": "vendornum eq 3"}, {"$filter": "VendorNum eq"}, {"$top": "x"}, {"$foo": "1"}]
)
def test_a_query_that_is_wrong_is_an_odata_error(http, params):
    response = http.get("Erp.BO.VendorSvc/Vendors", params=params)
    assert response.status_code == 400
    assert response.json()["ErrorType"] == "Microsoft.OData.ODataException"


def test_a_property_named_like_its_entity_gets_a_one_in_odata_and_none_in_methods(http):
    row = http.get("Erp.BO.FOBSvc/FOBs('EPIC06','ORIGIN')").json()
    assert row["FOB1"] == "ORIGIN"
    answer = http.get("Erp.BO.FOBSvc/GetRows", params={"whereClauseFOB": "FOB = 'ORIGIN'", "pageSize": 0}).json()
    assert answer["returnObj"]["FOB"][0]["FOB"] == "ORIGIN"


def test_rows_are_inserted_changed_and_really_deleted(http):
    assert http.post("Erp.BO.FOBSvc/FOBs", json={"FOB": "DOCK", "Description": "On the dock"}).status_code == 201
    assert http.post("Erp.BO.FOBSvc/FOBs", json={"FOB": "DOCK"}).status_code == 409
    assert http.patch("Erp.BO.FOBSvc/FOBs('EPIC06','DOCK')", json={"Description": "Docks"}).status_code == 200
    assert http.get("Erp.BO.FOBSvc/FOBs('EPIC06','DOCK')").json()["Description"] == "Docks"
    assert http.delete("Erp.BO.FOBSvc/FOBs('EPIC06','DOCK')").status_code == 200
    assert http.get("Erp.BO.FOBSvc/FOBs('EPIC06','DOCK')").status_code == 404


def test_children_are_found_below_their_parent(http):
    rows = http.get("Erp.BO.TransferOrderEntrySvc/TransferOrderEntries('EPIC06','TO0001')/TFOrdDtls").json()["value"]
    assert rows
    assert {row["TFOrdNum"] for row in rows} == {"TO0001"}


def test_method_queries_are_paged_and_say_whether_there_is_more(http):
    params = {"whereClauseVendor": "VendorNum > 0 BY VendorNum", "pageSize": 50, "absolutePage": 2}
    answer = http.get("Erp.BO.VendorSvc/GetRows", params=params).json()
    assert [row["VendorNum"] for row in answer["returnObj"]["Vendor"]][:2] == [51, 52]
    assert answer["parameters"]["morePages"] is True


def test_every_write_counts_one_up_over_the_whole_database(http):
    def revision(entities, key):
        return http.get(f"{entities}({key})").json()["SysRevID"]

    http.patch("Erp.BO.FOBSvc/FOBs('EPIC06','ORIGIN')", json={"Description": "A"})
    first = revision("Erp.BO.FOBSvc/FOBs", "'EPIC06','ORIGIN'")
    http.patch("Erp.BO.ShipViaSvc/ShipVias('EPIC06','AIR')", json={"Description": "B"})
    second = revision("Erp.BO.ShipViaSvc/ShipVias", "'EPIC06','AIR'")
    assert second > first


def test_other_companies_of_the_erp_are_not_shown(http):
    body = http.get("Erp.BO.CompanySvc/Companies").json()
    assert [row["Company1"] for row in body["value"]] == ["EPIC06"]


def test_a_baq_names_its_columns_after_table_and_field(http):
    rows = http.get("BaqSvc/TL-FOB/Data", params={"$top": 1}).json()["value"]
    assert "FOB_Description" in rows[0]


def test_a_function_that_is_not_published_is_not_found(server, http):
    root = str(http.base_url).replace("/odata/", "/efx/")
    assert http.post(f"{root}Library/Function", json={}).status_code == 404


def test_a_wrong_key_answers_what_the_site_s_kinetic_answers(erp, tmp_path):
    copy = tmp_path / "other.sqlite"
    shutil.copy(erp, copy)
    with kinetic.running(copy, keys=Keys(refused_with=403)) as server:
        address = parse_address(server.address())
        response = httpx.get(
            f"{address.root}/api/v2/odata/EPIC06/Erp.BO.FOBSvc/FOBs",
            auth=(address.user, address.password),
            headers={"x-api-key": "wrong"},
        )
    assert response.status_code == 403


def test_faults_can_be_switched_from_outside(server, http):
    address = parse_address(server.address())
    switch = f"{address.root}/double/faults"
    http.post(switch, json={"kind": "status", "status": 503, "path": "FOBs"})
    assert http.get("Erp.BO.FOBSvc/FOBs").status_code == 503
    assert http.get("Erp.BO.FOBSvc/FOBs").status_code == 200


def test_it_runs_as_a_process_of_its_own(erp, tmp_path):
    copy = tmp_path / "process.sqlite"
    shutil.copy(erp, copy)
    command = [sys.executable, "-m", "app.sandbox.kinetic", f"sqlite:///{copy}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        address = parse_address(process.stdout.readline().strip())
        root = f"{address.root}/api/v2/odata/EPIC06/Erp.BO.FOBSvc/FOBs"
        response = httpx.get(root, auth=(address.user, address.password), headers={"x-api-key": address.api_key})
        process.kill()
    assert response.status_code == 200
