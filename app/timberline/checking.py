"""The action check-consistency: compares both sides and names what it cannot see; changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any  # Arrow tables are untyped

import sqlalchemy as sa

from app.connect.databases import Database
from app.model.money import ZERO, plain
from app.model.profile import Criteria, Profile
from app.model.timberline import Action, ActionResult, Bucket, CheckRow, Total, Uncovered
from app.timberline import claims as selection
from app.timberline import consistency, framework, ledger, results, sources
from app.timberline.claims import Claim
from app.timberline.workplace import Workplace

_log = logging.getLogger(__name__)
SHOWN = 20
LARGE = 20_000  # rows on either side from which columns are quicker than rows


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The comparison, by whichever route it was made."""

    rows: Sequence[CheckRow]
    buckets: dict[Bucket, Total]
    population: Total
    coverage: list[Uncovered]


def run(profile: Profile, *, workplace: Workplace, dry_run: bool = False, large: int = LARGE) -> ActionResult:
    """Select, decide, show."""
    draft = results.Draft(Action.CHECK_CONSISTENCY, profile=profile.name, dry_run=dry_run, clock=workplace.clock)
    with ExitStack() as opened:
        ours = opened.enter_context(sources.framework(profile))
        theirs = opened.enter_context(sources.timberline(profile))
        check = _Check(profile=profile, ours=ours, theirs=theirs)
        checked = (check.by_columns() if check.size() >= large else None) or check.by_rows()
    results.require_sum(checked.buckets, population=checked.population)
    draft.messages += told(checked.coverage)
    return draft.finished(checked.rows, buckets=checked.buckets, coverage=checked.coverage)


@dataclass(frozen=True, kw_only=True)
class _Check:
    profile: Profile
    ours: Database
    theirs: Database

    def size(self) -> int:
        """Rows of the larger side."""
        with self.ours.connect() as connection:
            claims = _count(connection, framework.tables(connection).claim.table())
        with self.theirs.connect() as connection:
            relation = ledger.transaction_table(connection, self.profile.tables)
            return max(claims, _count(connection, relation.table()))

    def by_rows(self) -> Checked:
        """The general route: any database, any kind of value."""
        criteria, window = self.profile.criteria, self.profile.consistency
        with self.ours.connect() as connection:
            known = framework.tables(connection)
            found = framework.claims(connection, known, framework.FOR_CHECK, view=framework.CHECK_VIEW, running=True)
            claims = [claim for claim in found if selection.for_check(claim, criteria)]
            coverage = uncovered(framework.every_claim(connection, known, framework.FOR_CHECK), criteria=criteria)
        with self.theirs.connect() as connection:
            other = ledger.sums(connection, self.profile.tables)
        invoices = consistency.grouped(claims, window)
        rows = consistency.decide(invoices, other, tolerance=window.tolerance, sign=self.profile.receipts.sign)
        amount = sum((claim.total for claim in claims), ZERO)
        whole = Total(count=len({claim.number for claim in claims}), amount=amount)
        return Checked(rows=rows, buckets=results.summed(rows), population=whole, coverage=coverage)

    def by_columns(self) -> Checked | None:
        """The quick route for large tables: both sides read at the same time; None where it cannot be taken."""
        import pyarrow as pa

        try:
            return self._by_columns()
        except pa.ArrowException as error:  # an amount too large for its column type, say
            _log.info("checked row by row, because the quick route answers: %s", error)
            return None

    def _by_columns(self) -> Checked | None:
        from app.timberline import arrow_check

        with ThreadPoolExecutor(max_workers=1) as side:
            transactions = side.submit(self._transactions)
            claims = self._claims()
            theirs = transactions.result()
        if claims is None or theirs is None:
            return None
        profile = self.profile
        read, jobs = claims
        population, taken = arrow_check.population(read, jobs, criteria=profile.criteria)
        answer = arrow_check.answer(population, theirs, window=profile.consistency, sign=profile.receipts.sign)
        coverage = uncovered(arrow_check.exported(read, jobs, taken), criteria=profile.criteria)
        return Checked(rows=answer.rows, buckets=answer.buckets, population=answer.population, coverage=coverage)

    def _claims(self) -> tuple[Any, Any] | None:
        from app.timberline import arrow_reads

        with self.ours.connect() as connection:
            known = framework.tables(connection)
            if framework.CHECK_VIEW in known.views:  # a view may be narrower than the tables behind it
                return None
            statement = framework.every_statement(known, tuple(arrow_reads.CLAIMS))
            claims = arrow_reads.read(connection, statement, kinds=arrow_reads.CLAIMS)
            jobs = arrow_reads.read(connection, framework.jobs_statement(known), kinds=arrow_reads.JOBS)
            return None if claims is None or jobs is None else (claims, jobs)

    def _transactions(self) -> Any:
        from app.timberline import arrow_reads

        with self.theirs.connect() as connection:
            relation = ledger.transaction_table(connection, self.profile.tables)
            statement = ledger.sums_statement(relation)
            return arrow_reads.read(connection, statement, kinds=arrow_reads.TRANSACTIONS)


def _count(connection: sa.Connection, table: sa.TableClause) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)


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
        claims = "1 exported claim" if len(same) == 1 else f"{len(same)} exported claims"
        messages.append(
            f"Not covered by this check, because {reason}: {claims} with {amount} ({', '.join(numbers[:SHOWN])}{more})."
        )
    return messages
