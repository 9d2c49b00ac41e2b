"""Processing receipts, naively: one receipt after the other into copies of the tables."""

import copy
import datetime as dt
from decimal import Decimal

from . import values
from .records import eligible, linked, outcome
from .values import cents, day, folded, same, shown, text, total


def process_receipts(world, *, dry_run=False, today=None):
    profile = world.profile["receipts"]
    sign = Decimal(profile["sign"])
    end = profile.get("end") or today or dt.date.today()  # noqa: DTZ011 - the window ends today at this desk
    population = [
        row
        for row in world.transactions("Cash Receipt")
        if text(row["tinv"]) and (day(row["tdate"]) is None or profile["start"] <= day(row["tdate"]) <= end)
    ]
    population.sort(key=lambda row: receipt_order(row, sign))
    after = copy.deepcopy(world.framework)
    rows, amounts = [], []
    for receipt in population:
        amount = sign * cents(receipt["tamt"]) + values.ZERO
        bucket = post(receipt, amount, after=after, profile=world.profile)
        dated = day(receipt["tdate"])
        rows.append(
            {
                "key": values.receipt_key(receipt) if dated else None,
                "invoice": text(receipt["tinv"]),
                "date": dated.isoformat() if dated else None,
                "amount": shown(amount),
                "bucket": bucket,
            }
        )
        amounts.append(amount)
    return outcome("process-receipts", rows, amounts, world.framework if dry_run else after)


def receipt_order(row, sign):
    key = values.receipt_key(row) if day(row["tdate"]) else ""
    return key, folded(row["tinv"]), sign * cents(row["tamt"])


def post(receipt, amount, *, after, profile):
    """Post one receipt into the tables, or say why not."""
    if day(receipt["tdate"]) is None:
        return "empty-date"
    key = values.receipt_key(receipt)
    known = [payment for payment in after["cont_pay"] if text(payment["s_link_accts"]) == key]
    if known:
        claims = {claim["l_claim_id"]: claim for claim in after["cst_claim"]}
        sums = total(cents(payment["c_amount"]) for payment in known) == amount
        paid = [claims.get(payment["l_claim_id"], {}).get("s_invoice_num") for payment in known]
        return "already-posted" if sums and all(same(one, receipt["tinv"]) for one in paid) else "changed-after-posting"
    jobs = {job["l_job_id"]: job for job in after["job"] if linked(job) and eligible(job, profile)}
    matched = [
        claim
        for claim in after["cst_claim"]
        if claim["l_job_id"] in jobs and same(claim["s_invoice_num"], receipt["tinv"])
    ]
    if not matched:
        return "no-matching-claim"
    contracts = {contract["l_job_id"]: contract for contract in after["cont"]}
    if any(claim["l_job_id"] not in contracts for claim in matched):
        return "no-contract"
    matched.sort(key=lambda claim: (day(claim["d_invoice"]) or dt.date.max, claim["l_claim_id"]))
    for claim, part in spread(amount, matched):
        contract = contracts[claim["l_job_id"]]
        payment = {
            "l_pay_id": max((row["l_pay_id"] for row in after["cont_pay"]), default=0) + 1,
            "l_cont_id": contract["l_cont_id"],
            "l_claim_id": claim["l_claim_id"],
            "d_paid": day(receipt["tdate"]).isoformat(),
            "c_amount": part,
            "s_link_accts": key,
        }
        after["cont_pay"].append(payment)
        claim["c_paid_amt"] = cents(claim["c_paid_amt"]) + part
        contract["c_paid_amt"] = cents(contract["c_paid_amt"]) + part
    return "posted"


def spread(amount, claims):
    """The parts of a receipt, claim by claim; claims come oldest first."""
    if amount == 0:
        return [(claims[0], values.ZERO)]
    forward = amount > 0
    ordered = claims if forward else list(reversed(claims))
    parts, rest = [], abs(amount)
    for claim in ordered:
        paid = cents(claim["c_paid_amt"])
        room = cents(claim["c_total"]) - paid if forward else paid
        part = rest if claim is ordered[-1] else min(rest, max(room, values.ZERO))
        rest -= part
        if part:
            parts.append((claim, part if forward else -part))
    return parts
