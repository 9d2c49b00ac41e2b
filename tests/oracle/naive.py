"""The Timberline actions, slow and plain, written from contracts.md sections 3 and 4 alone."""

import copy
from dataclasses import dataclass
from decimal import Decimal

from . import values
from .receipts import process_receipts
from .records import BUILDING, Outcome, claims_with_jobs, eligible, linked, outcome, read
from .values import cents, day, folded, same, shown, text, total

__all__ = ["Outcome", "analyse", "check_consistency", "create_invoices", "process_receipts", "read"]

INVOICE_TYPES = ("Issued invoice", "Invoice", "Invoice adjustment")
ORDER = (
    "no-invoice-number",
    "invoice-number-too-long",
    "job-format-error",
    "job-not-in-timberline",
    "billing-method-unknown",
    "code-missing",
    "no-customer",
    "amount-not-positive",
    "invoice-number-conflict",
)
WORSE = ("match", "within-variation", "not-matching", "not-in-timberline", "unprocessed")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What Timberline says about a job."""

    bucket: str
    number: str | None = None
    timberline_job: str | None = None
    method: str | None = None
    code: str | None = None
    customer: str = ""


def analysed(job, world):
    analysis = world.profile["analysis"]
    number = values.formatted(job["s_job_num"], analysis["job_format"])
    if number is None:
        return Finding(bucket="job-format-error")
    found = [row for row in world.jobs() if same(row["job"], number)]
    if not found:
        return Finding(bucket="job-not-in-timberline", number=number)
    known = {"number": number, "timberline_job": text(found[0]["job"]), "customer": text(found[0]["jcust"])}
    words = [word for word in ("quick", "contract") if word in folded(found[0]["jbmeth"])]
    if len(found) > 1 or len(words) != 1:
        return Finding(bucket="billing-method-unknown", **known)
    if words == ["quick"]:
        method, code, there = "phase", analysis["phase_code"], phase_there(number, world)
    else:
        method, code, there = "contract", analysis["contract_code"], contract_there(job, number, world)
    return Finding(bucket="ok" if there else "code-missing", method=method, code=text(code), **known)


def phase_there(number, world):
    code = world.profile["analysis"]["phase_code"]
    return any(same(row["pjob"], number) and same(row["phase"], code) for row in world.phases())


def contract_there(job, number, world):
    analysis = world.profile["analysis"]
    contract = number if analysis["use_job_format"] else job["s_job_num"]
    items = world.contract_items()
    return any(same(row["iic"], contract) and same(row["iici"], analysis["contract_code"]) for row in items)


def analyse(world):
    with_claim = {claim["l_job_id"] for claim in world.framework["cst_claim"]}
    population = [
        job
        for job in world.framework["job"]
        if job["l_job_id"] in with_claim
        and job["l_wfl_stgmajor_id"] in BUILDING
        and eligible(job, world.profile)
    ]  # fmt: skip
    rows = []
    for job in population:
        finding = analysed(job, world)
        rows.append(
            {
                "job": text(job["s_job_num"]),
                "timberline_job": finding.timberline_job,
                "method": finding.method,
                "code": finding.code if finding.bucket == "ok" else None,
                "bucket": finding.bucket,
            }
        )
    return outcome("analyse", rows, [values.ZERO] * len(rows), world.framework)


def create_invoices(world, *, file_exists=False, if_exists="refuse", dry_run=False):
    profile = world.profile
    population = [
        (claim, job)
        for claim, job in claims_with_jobs(world)
        if day(claim["d_invoice"])
        and linked(claim)
        and claim["f_link_exported"] == 0
        and linked(job)
        and eligible(job, profile)
    ]
    findings = {job["l_job_id"]: analysed(job, world) for _, job in population}
    rows, exported = [], []
    for claim, job in population:
        bucket = claim_bucket(claim, findings[job["l_job_id"]], population=population, world=world)
        rows.append(
            {
                "claim_id": claim["l_claim_id"],
                "job": text(job["s_job_num"]),
                "invoice": text(claim["s_invoice_num"]),
                "amount": shown(cents(claim["c_total"])),
                "bucket": bucket,
            }
        )
        if bucket == "exported":
            exported.append((claim, job))
    amounts = [cents(claim["c_total"]) for claim, _ in population]
    content, unmapped = invoice_file(exported, findings=findings, world=world)
    plain = outcome("create-invoices", rows, amounts, world.framework, unmapped=unmapped)
    if dry_run or not exported:
        return plain
    if file_exists and if_exists == "refuse":
        return Outcome(
            status="user-intervention-required",
            exit_code=3,
            rows=rows,
            buckets=plain.buckets,
            framework=world.framework,
            unmapped=unmapped,
        )
    after = copy.deepcopy(world.framework)
    ids = {claim["l_claim_id"] for claim, _ in exported}
    for claim in after["cst_claim"]:
        if claim["l_claim_id"] in ids:
            claim["f_link_exported"] = 1
    return outcome("create-invoices", rows, amounts, after, file=content, unmapped=unmapped)


def claim_bucket(claim, finding, *, population, world):
    """The first reason, in the order of the table, that keeps the claim out of the file."""
    number = claim["s_invoice_num"]
    group = [(other, job) for other, job in population if same(other["s_invoice_num"], number)]
    exported = [other["s_invoice_num"] for other in world.framework["cst_claim"] if other["f_link_exported"] == 1]
    missing = finding.bucket == "code-missing"
    reasons = {
        "no-invoice-number": not text(number),
        "invoice-number-too-long": len(text(number)) > 15,
        finding.bucket: finding.bucket != "ok" and not missing,
        "code-missing": missing and world.profile["analysis"]["require_codes"],
        "no-customer": not finding.customer,
        "amount-not-positive": total(cents(other["c_total"]) for other, _ in group) <= 0,
        "invoice-number-conflict": len({job["l_job_id"] for _, job in group}) > 1
        or any(same(other, number) for other in exported),
    }
    return next((reason for reason in ORDER if reasons.get(reason)), "exported")


def invoice_file(exported, *, findings, world):
    """The bytes of the import file, and whether a character had to become a question mark."""
    analysis = world.profile["analysis"]
    lines = []
    for number in sorted({folded(claim["s_invoice_num"]) for claim, _ in exported}):
        group = sorted(
            ((claim, job) for claim, job in exported if folded(claim["s_invoice_num"]) == number),
            key=lambda pair: pair[0]["l_claim_id"],
        )
        claim, job = group[0]
        finding = findings[job["l_job_id"]]
        amount = total(cents(other["c_total"]) for other, _ in group)
        dated = f"{day(claim['d_invoice']):%m/%d/%Y}"
        head = ["I", finding.customer, text(claim["s_invoice_num"]), dated, description(claim, job), shown(amount)]
        lines.append(head)
        for other, its_job in group:
            amount, told = shown(cents(other["c_total"])), description(other, its_job)
            if finding.method == "phase":
                lines.append(["D", finding.number, text(analysis["phase_code"]), "", "", amount, told])
            else:
                codes = ["", finding.number, text(analysis["contract_code"])]
                lines.append(["D", finding.number, *codes, amount, told])
    whole = "".join(",".join(quoted(value) for value in line) + "\r\n" for line in lines)
    content = whole.encode("cp1252", errors="replace")
    return content, content.decode("cp1252") != whole


def description(claim, job):
    whole = f"{text(job['s_job_name'])} - {text(claim['s_claim_name'])}"
    for removed in '"\r\n':
        whole = whole.replace(removed, "")
    return whole.strip()[:30].strip()


def quoted(value):
    return '"' + value.replace('"', '""') + '"' if "," in value or '"' in value else value


def check_consistency(world):
    population = [
        claim
        for claim, job in claims_with_jobs(world)
        if job["l_wfl_stgmajor_id"] in BUILDING
        and eligible(job, world.profile)
        and text(claim["s_invoice_num"])
        and linked(claim)
    ]
    groups = {}
    for claim in sorted(population, key=lambda claim: claim["l_claim_id"]):
        groups.setdefault(folded(claim["s_invoice_num"]), []).append(claim)
    rows = [consistency(claims, world) for claims in groups.values()]
    amounts = [Decimal(row["framework_total"]) for row in rows]
    return outcome("check-consistency", rows, amounts, world.framework)


def consistency(claims, world):
    number, profile = claims[0]["s_invoice_num"], world.profile["consistency"]
    billed, paid = (total(cents(claim[column]) for claim in claims) for column in ("c_total", "c_paid_amt"))
    row = {
        "invoice": text(number),
        "framework_total": shown(billed),
        "framework_paid": shown(paid),
        **dict.fromkeys(("timberline_total", "invoice_result", "timberline_paid", "receipt_result")),
    }
    if not all(in_range(claim, profile) for claim in claims):
        return row | {"bucket": "unprocessed"}
    tolerance, sign = Decimal(profile["tolerance"]), Decimal(world.profile["receipts"]["sign"])
    invoiced = [cents(one["tamt"]) for one in world.transactions(*INVOICE_TYPES) if same(one["tinv"], number)]
    received = [cents(one["tamt"]) * sign for one in world.transactions("Cash Receipt") if same(one["tinv"], number)]
    first = compared(billed, total(invoiced), tolerance) if invoiced else "not-in-timberline"
    unpaid = "match" if paid == 0 else "not-matching"
    second = compared(paid, total(received), tolerance) if received else unpaid
    return row | {
        "timberline_total": shown(total(invoiced)) if invoiced else None,
        "invoice_result": first,
        "timberline_paid": shown(total(received)) if received else None,
        "receipt_result": second,
        "bucket": max(first, second, key=WORSE.index),
    }


def in_range(claim, profile):
    start, end = profile.get("from"), profile.get("to")
    if start is None and end is None:
        return True
    dated = day(claim["d_invoice"])
    return dated is not None and (start is None or dated >= start) and (end is None or dated <= end)


def compared(one, other, tolerance):
    if one == other:
        return "match"
    return "within-variation" if abs(one - other) <= tolerance else "not-matching"
