"""Job 12: punch-out orders go to their supplier's address as cXML, each once."""

import xml.etree.ElementTree as ET

from app.model.run import RunMode


def _order(site, number=60003):
    return site.rows("SELECT * FROM PurchaseOrder WHERE Number = ?", number)[0]


def test_an_order_arrives_as_an_order_message(site, edi):
    counted, _ = site.run(12)
    assert counted.inserted == 1
    [text] = edi.messages()
    message = ET.fromstring(text)
    header = message.find("Request/OrderRequest/OrderRequestHeader")
    assert header.get("orderID") == "60003"
    assert message.get("payloadID") == "EPIC06.60003.1@tieline"
    item = message.find("Request/OrderRequest/ItemOut")
    assert (item.get("quantity"), item.find("ItemID/SupplierPartAuxiliaryID").text) == ("6", "basket-60003-1")
    assert message.find("Header/Sender/Credential/SharedSecret").text == "open-sesame"
    assert _order(site)["EdiStatus"] == "Sent"
    assert "open-sesame" not in _order(site)["EdiMessage"]


def test_nothing_is_sent_without_an_address_now_or_later(site, edi):
    counted, context = site.run(12)
    assert counted.skipped == 1
    assert "test mode" in context.text
    assert _order(site, 60004)["EdiStatus"] == "Test"
    assert 'orderID="60004"' in _order(site, 60004)["EdiMessage"]
    site.execute("UPDATE PunchoutSupplier SET EdiUrl = ?", edi.url)
    assert site.run(12)[0].read == 0
    assert len(edi.messages()) == 1


def test_a_sent_order_is_not_sent_again(site, edi):
    site.run(12)
    counted, _ = site.run(12)
    assert counted.read == 0
    assert len(edi.received) == 1


def test_an_answer_that_got_lost_is_asked_for_under_the_same_id(site, edi):
    edi.faults.append("cut-after")
    counted, _ = site.run(12)
    assert counted.failed == 1
    assert _order(site)["EdiStatus"] == "Queued"
    counted, _ = site.run(12)
    assert counted.inserted == 1
    assert edi.received == ["EPIC06.60003.1@tieline"] * 2  # the supplier knows it for the same
    assert len(edi.messages()) == 1
    assert site.failures() == []


def test_a_refused_order_is_a_failed_record_until_it_is_retried(site, edi):
    edi.faults.append(406)
    counted, _ = site.run(12)
    [failure] = site.failures()
    assert counted.failed == 1
    assert (failure["source"], failure["row_id"], failure["job"]) == ("PurchaseOrder", "60003", 12)
    assert "406 Refused by the supplier" in failure["reason"]
    assert site.run(12)[0].read == 0
    counted, _ = site.run(12, mode=RunMode.RETRY)
    assert counted.inserted == 1
    assert site.failures() == []


def test_one_supplier_out_of_reach_does_not_hold_up_another(site, edi):
    site.execute("UPDATE PunchoutSupplier SET EdiUrl = 'http://127.0.0.1:9/cxml' WHERE EdiUrl = ''")
    counted, _ = site.run(12)
    assert (counted.inserted, counted.failed) == (1, 1)
    assert site.failures()[0]["row_id"] == "60004"


def test_an_order_without_approval_is_not_sent(site, edi):
    site.execute("UPDATE PurchaseOrder SET Approved = 0")
    assert site.run(12)[0].read == 0


def test_a_retry_sends_again_what_was_out_of_reach_and_nothing_else(site, edi):
    edi.faults.append("cut")
    site.run(12)
    site.execute("UPDATE PurchaseOrder SET EdiStatus = '' WHERE Number = 60004")
    counted, _ = site.run(12, mode=RunMode.RETRY)
    assert (counted.read, counted.inserted) == (1, 1)


def test_the_shared_secret_is_in_no_failed_record(site, edi):
    edi.faults.append(406)
    site.run(12)
    assert "open-sesame" not in str(site.failures())
