"""The action check-consistency: compares both sides and names what it cannot see; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from app.model.money import ZERO, plain
from app.model.profile import Criteria, Profile
from app.model.timberline import Action, ActionResult, Total, Uncovered
from app.timberline import claims as selection
from app.timberline import consistency, framework, ledger, results, sources
from app.timberline.claims import Claim
from app.timberline.workplace import Workplace

SHOWN = 20


def run(profile: Profile, *, workplace: Workplace, dry_run: bool = False) -> ActionResult:
    """Select, decide, show."""
    draft = results.Draft(Action.CHECK_CONSISTENCY, profile=profile.name, dry_run=dry_run, clock=workplace.clock)
    with sources.framework(profile) as database, database.connect() as connection:
        known = framework.tables(connection)
        found = framework.claims(connection, known, framework.FOR_CHECK, view=framework.CHECK_VIEW, running=True)
        claims = [claim for claim in found if selection.for_check(claim, profile.criteria)]
        every = framework.every_claim(connection, known, framework.FOR_CHECK)
        coverage = uncovered(every, criteria=profile.criteria)
    with sources.timberline(profile) as database, database.connect() as connection:
        other = ledger.sums(connection, profile.tables)
    invoices = consistency.grouped(claims, profile.consistency)
    rows = consistency.decide(invoices, other, tolerance=profile.consistency.tolerance, sign=profile.receipts.sign)
    buckets = results.summed(rows)
    amount = sum((claim.total for claim in claims), ZERO)
    results.require_sum(buckets, population=Total(count=len({claim.number for claim in claims}), amount=amount))
    draft.messages += told(coverage)
    return draft.finished(rows, buckets=buckets, coverage=coverage)


def uncovered(claims: Iterable[Claim], *, criteria: Criteria) -> list[Uncovered]:
    """Exported claims that the check does not see, each with the reason."""
    found = [
        Uncovered(invoice=claim.invoice, amount=claim.total, reason=reason)
        for claim in claims
        if claim.exported and (reason := selection.why_not_checked(claim, criteria)) is not None
    ]
    return sorted(found, key=lambda one: (one.invoice.casefold(), one.reason, one.amount))


def told(coverage: list[Uncovered]) -> list[str]:
    """One sentence a reason."""
    messages: list[str] = []
    for reason in dict.fromkeys(one.reason for one in coverage):
        same = [one for one in coverage if one.reason == reason]
        numbers = list(dict.fromkeys(one.invoice or "(no number)" for one in same))
        more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
        amount = plain(sum((one.amount for one in same), ZERO))
        messages.append(
            f"Not covered by this check, because {reason}: {len(same)} exported claims with {amount} "
            f"({', '.join(numbers[:SHOWN])}{more})."
        )
    return messages
