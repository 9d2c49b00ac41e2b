"""What each bucket means in plain words, and how a record gets out of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.timberline import Bucket
from ui.words import tr


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """A bucket for people: its name, how it looks, why a record is in it, and what to do."""

    title: str
    icon: str
    tone: str
    reason: str
    remedy: str


_GOOD = ("checkmark_circle_filled", "succeeded")
_BAD = ("dismiss_circle_filled", "failed")
_LOOK = ("warning_filled", "warning")
_IDLE = ("subtract_circle", "disabled")
_WORDS: dict[Bucket, tuple[tuple[str, str], str, str, str]] = {
    Bucket.OK: (_GOOD, "In order", "The job and its code are in Timberline.", ""),
    Bucket.EXPORTED: (_GOOD, "Goes into the file", "Nothing speaks against this claim.", ""),
    Bucket.POSTED: (_GOOD, "Is posted", "The receipt is new and its invoice is known.", ""),
    Bucket.NO_INVOICE_NUMBER: (
        _BAD,
        "No invoice number",
        "The claim has no invoice number.",
        "Give it a number in Framework.",
    ),
    Bucket.INVOICE_NUMBER_TOO_LONG: (
        _BAD,
        "Number too long",
        "The invoice number has more than 15 characters; Timberline would cut it and never match it again.",
        "Shorten the number in Framework.",
    ),
    Bucket.JOB_FORMAT_ERROR: (
        _BAD,
        "Job number does not fit",
        "The job number cannot be cut into the sections of the job format.",
        "Correct the job number in Framework, or job_format in the profile.",
    ),
    Bucket.JOB_NOT_IN_TIMBERLINE: (
        _BAD,
        "Job not in Timberline",
        "No Timberline job has this number.",
        "Create the job in Timberline, or correct the number in Framework.",
    ),
    Bucket.BILLING_METHOD_UNKNOWN: (
        _BAD,
        "Billing method unknown",
        "The job's billing method says neither quick nor contract, or both.",
        "Set the billing method of the job in Timberline.",
    ),
    Bucket.CODE_MISSING: (
        _BAD,
        "Code missing",
        "The phase or contract code of the profile is not set up for this job.",
        "Set the code up in Timberline, or correct it in the profile.",
    ),
    Bucket.NO_CUSTOMER: (
        _BAD,
        "No customer",
        "The Timberline job has no AR customer.",
        "Enter the customer at the job in Timberline.",
    ),
    Bucket.AMOUNT_NOT_POSITIVE: (
        _BAD,
        "Amount not above zero",
        "The claims of this invoice do not add up to more than zero.",
        "Check the amounts in Framework; credits are entered in Timberline.",
    ),
    Bucket.INVOICE_NUMBER_CONFLICT: (
        _BAD,
        "Number taken",
        "The invoice number stands on two jobs, or on a claim that was exported before.",
        "Give one of them another number in Framework.",
    ),
    Bucket.EMPTY_DATE: (
        _LOOK,
        "No date",
        "The receipt has no date, so it cannot be told apart from others.",
        "Enter the date in Timberline.",
    ),
    Bucket.ALREADY_POSTED: (_IDLE, "Posted before", "This receipt is in Framework already.", ""),
    Bucket.CHANGED_AFTER_POSTING: (
        _BAD,
        "Changed after posting",
        "The receipt was posted before, with another amount or on another invoice.",
        "Compare both and correct the payment in Framework by hand.",
    ),
    Bucket.NO_CONTRACT: (
        _BAD,
        "No contract",
        "The job of a matched claim has no contract row, so the payment cannot be booked.",
        "Add the contract in Framework.",
    ),
    Bucket.NO_MATCHING_CLAIM: (
        _IDLE,
        "No claim",
        "No claim of this profile has the receipt's invoice number.",
        "Nothing to do if the invoice is not from Framework.",
    ),
    Bucket.MATCH: (_GOOD, "Match", "Both sides have the same sums.", ""),
    Bucket.WITHIN_VARIATION: (_GOOD, "Within variation", "The sums differ by no more than the tolerance.", ""),
    Bucket.NOT_MATCHING: (
        _BAD,
        "Not matching",
        "The sums of the two sides differ by more than the tolerance.",
        "Look at the invoice and its receipts on both sides.",
    ),
    Bucket.NOT_IN_TIMBERLINE: (
        _BAD,
        "Not in Timberline",
        "Timberline has no such invoice.",
        "Import and post the invoice file, or look for the invoice in the archive.",
    ),
    Bucket.UNPROCESSED: (
        _IDLE,
        "Outside the dates",
        "A claim of this invoice lies outside the date range of the check.",
        "Widen the range in the profile to include it.",
    ),
    Bucket.UNDONE: (_GOOD, "Taken back", "The claims are free for the next export.", ""),
    Bucket.IN_TIMBERLINE: (
        _LOOK,
        "In Timberline already",
        "Timberline has this invoice, so it stays exported.",
        "Reverse it in Timberline if it must go.",
    ),
    Bucket.NOT_EXPORTED: (_IDLE, "Not exported", "The claims were not flagged as exported any more.", ""),
}


def meaning(bucket: Bucket) -> Meaning:
    """What a bucket means."""
    (icon, tone), title, reason, remedy = _WORDS[bucket]
    return Meaning(title=tr(title), icon=icon, tone=tone, reason=tr(reason), remedy=tr(remedy))
