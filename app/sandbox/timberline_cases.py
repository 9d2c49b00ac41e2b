"""What goes wrong at a Timberline site, one case of each, so that every bucket of every action has something in it."""

from __future__ import annotations

from datetime import date, timedelta

from app.sandbox.timberline_site import FIRST_DAY, House, Site

DUE = FIRST_DAY + timedelta(days=40)
LAST_DAY = date(2026, 10, 30)  # the profile's window of receipts ends here


def add(site: Site, houses: list[House]) -> None:
    """Every case, on jobs of its own or on sound houses where the job must be sound."""
    _jobs(site)
    _claims(site, houses)
    _receipts(site, houses)
    _differences(site, houses)


def _jobs(site: Site) -> None:
    for number, name, known in (
        ("7", "Short number", None),
        ("269901", "Not set up in Timberline yet", None),
        ("269902", "Billing not chosen", ""),
        ("269903", "Cost code not made", "Use Quick Bill"),
    ):
        job_id = site.job(number, name)
        site.contract(job_id, 300_000_00)
        site.claim(job_id, "Deposit", day=DUE, invoice=f"{number}-1", cents=15_000_00)
        if known is not None:
            site.in_timberline(f"{number[:2]}-{number[2:]}", name, method=known, customer="CUS9900")
    job_id = site.job("269904", "Customer not linked")
    site.in_timberline("26-9904", "Customer not linked", method="Use Contract", customer=" ")
    site.add("Active_Cnc_Record_10", "269904", "C-100")
    site.claim(job_id, "Deposit", day=DUE, invoice="269904-1", cents=12_000_00)


def _claims(site: Site, houses: list[House]) -> None:
    first, second, third = houses[:3]
    site.claim(first.job_id, "Variation 1", day=DUE, invoice=" ", cents=1_850_00)
    site.claim(first.job_id, "Variation 2", day=DUE, invoice="VARIATION-2026-0001", cents=990_00)
    site.claim(first.job_id, "Credit for tiles", day=DUE, invoice="CR-0001", cents=-420_50)
    site.claim(first.job_id, "Variation 3", day=DUE, invoice="V-0003", cents=1_200_00)
    site.claim(second.job_id, "Variation 3", day=DUE, invoice="v-0003 ", cents=800_00)
    site.claim(second.job_id, "Variation 4", day=DUE, invoice="V-0004", cents=2_345_60)
    site.claim(second.job_id, "Variation 4, rest", day=DUE, invoice="V-0004", cents=110_05)
    site.claim(third.job_id, "Kept out", day=DUE, invoice="X-0001", cents=500_00, link="N/A")
    site.claim(third.job_id, "Not invoiced yet", day=None, invoice=None, cents=7_500_00)


def _receipts(site: Site, houses: list[House]) -> None:
    one = houses[3]
    claim_id = site.claim(one.job_id, "Variation 5", day=DUE, invoice="V-0005", cents=3_000_00, exported=True)
    site.transaction("Invoice", "V-0005", DUE, 3_000_00, customer=one.customer)
    day = DUE + timedelta(days=12)
    key = site.transaction("Cash receipt", "V-0005", day, 1_100_00, customer=one.customer)
    site.payment(one.contract_id, claim_id, day, 1_000_00, key)  # corrected in Timberline after it came over
    site.transaction("Cash receipt", "V-0005", None, 250_00, customer=one.customer)
    site.transaction("Cash receipt", "MISC-77", day, 88_00, customer="CUS9999")
    site.transaction("Cash receipt", " ", day, 640_00, customer="CUS9999")
    site.transaction("Cash recpt adjustmnt", "V-0005", day, -100_00, customer=one.customer)
    site.transaction("Cash receipt", "V-0005", LAST_DAY + timedelta(days=3), 75_00, customer=one.customer)
    bare = site.job("269905", "Contract not entered")
    site.claim(bare, "Deposit", day=DUE, invoice="269905-1", cents=9_000_00, exported=True)
    site.transaction("Issued invoice", "269905-1", DUE, 9_000_00)
    site.transaction("Cash receipt", "269905-1", day, 9_000_00)


def _differences(site: Site, houses: list[House]) -> None:
    one = houses[4]
    for number, ours, theirs in (("W-0001", 1_000_00, 1_000_03), ("W-0002", 1_000_00, 1_100_00)):
        site.claim(one.job_id, "Variation", day=DUE, invoice=number, cents=ours, exported=True)
        site.transaction("Issued invoice", number, DUE, theirs, customer=one.customer)
    site.claim(one.job_id, "Variation", day=DUE, invoice="W-0003", cents=700_00, exported=True)
    early = FIRST_DAY - timedelta(days=30)
    site.claim(one.job_id, "Before the range", day=early, invoice="W-0004", cents=450_00, exported=True)
    finished = site.job("259001", "Finished last year", stage=-2)
    site.claim(finished, "Completion", day=DUE, invoice="259001-6", cents=31_000_00, exported=True)
