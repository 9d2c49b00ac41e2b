"""ARM on SQL Server: every statement of services and upkeep is good T-SQL."""

from app.model.run import RunMode
from tests.peers import mail, tsql


def test_services_and_upkeep(site, edi, ocr):
    edi.faults.append(406)
    ocr.faults.append(422)
    with mail.running() as (post, port), tsql.overheard() as said:
        site.set("SmtpPort", port)
        post.refuse[site.rows("SELECT Recipient FROM PurchaseOrderEmail")[0]["Recipient"]] = "550 no"
        for job in (12, 13, 14, 14, 16, 17, 23, 25):
            for mode in (RunMode.INCREMENTAL, RunMode.RETRY):
                site.run(job, mode=mode)
    assert len(said) > 50
    tsql.check(said)
