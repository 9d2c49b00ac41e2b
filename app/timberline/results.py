"""Makes an action's answer from its rows, and holds it to adding up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from app.model.errors import Fatal
from app.model.money import ZERO, plain
from app.model.timberline import (
    Action,
    ActionResult,
    AnalyseRow,
    Batch,
    Bucket,
    CheckRow,
    Row,
    Status,
    Total,
    Uncovered,
    added,
    digest,
)

_FINE: dict[Action, frozenset[Bucket]] = {
    Action.ANALYSE: frozenset({Bucket.OK}),
    Action.CREATE_INVOICES: frozenset({Bucket.EXPORTED}),
    Action.PROCESS_RECEIPTS: frozenset(
        {Bucket.POSTED, Bucket.ALREADY_POSTED, Bucket.NO_CONTRACT, Bucket.NO_MATCHING_CLAIM}
    ),
    Action.CHECK_CONSISTENCY: frozenset({Bucket.MATCH, Bucket.WITHIN_VARIATION, Bucket.UNPROCESSED}),
    Action.UNDO: frozenset({Bucket.UNDONE}),
}
_CHANGED = "The data changed since the plan was made: nothing was written. Look at the new plan, then apply that."
_NOTHING_TO_DO = frozenset({Bucket.ALREADY_POSTED, Bucket.NO_MATCHING_CLAIM})


def money_of(row: Row) -> Decimal:
    """The money of a row that its bucket sums up."""
    match row:
        case AnalyseRow():
            return ZERO
        case CheckRow():
            return row.framework_total
        case _:
            return row.amount


def summed(rows: Iterable[Row]) -> dict[Bucket, Total]:
    """Rows and money by bucket, in the order of the buckets."""
    amounts: dict[int, list[Decimal]] = {}  # by identity: an enum's own hash takes its time
    for row in rows:
        amounts.setdefault(id(row.bucket), []).append(money_of(row))
    return {
        bucket: Total(count=len(amounts[id(bucket)]), amount=sum(amounts[id(bucket)], ZERO))
        for bucket in Bucket
        if id(bucket) in amounts
    }


def require_sum(buckets: dict[Bucket, Total], *, population: Total) -> None:
    """Raise Fatal unless every record of the population is in exactly one bucket; asked before anything is changed."""
    found = added(buckets.values())
    if found != population:
        raise Fatal(
            "The action was not done, and nothing was changed",
            why=f"{population.count} records with {plain(population.amount)} were selected, but {found.count} with "
            f"{plain(found.amount)} were sorted into buckets",
            remedy="Send the profile and this message to support.",
        )


def status_of(action: Action, buckets: dict[Bucket, Total]) -> Status:
    """How the action ended, by what is in its buckets."""
    filled = {bucket for bucket, total in buckets.items() if total.count}
    if filled - _FINE[action]:
        return Status.USER_INTERVENTION_REQUIRED
    if not filled or (action is Action.PROCESS_RECEIPTS and filled <= _NOTHING_TO_DO):
        return Status.NO_ELIGIBLE_RECORDS
    return Status.SUCCESS


def differs(rows: Iterable[Row], *, expected: str | None) -> bool:
    """Whether these decisions are others than those of the plan with this digest; None expects nothing."""
    return expected is not None and digest(rows) != expected


class Draft:
    """An answer in the making: started at one moment, ended when it is finished."""

    def __init__(self, action: Action, *, profile: str, dry_run: bool, clock: Callable[[], datetime]) -> None:
        self.action, self.profile, self.dry_run = action, profile, dry_run
        self._clock = clock
        self.started = clock().astimezone(UTC)
        self.messages: list[str] = []

    def finished(
        self,
        rows: Sequence[Row],
        *,
        buckets: dict[Bucket, Total],
        refused: bool = False,
        changed: bool = False,
        batch: Batch | None = None,
        coverage: Sequence[Uncovered] = (),
    ) -> ActionResult:
        """The answer; `refused` where a person must decide first and nothing was changed, `changed` the same."""
        refused = refused or changed
        if changed:
            self.messages.append(_CHANGED)
        status = Status.USER_INTERVENTION_REQUIRED if refused else status_of(self.action, buckets)
        return ActionResult(
            action=self.action,
            status=status,
            dry_run=self.dry_run,
            profile=self.profile,
            started=self.started,
            ended=self._clock().astimezone(UTC),
            buckets=buckets,
            rows=rows,
            messages=tuple(self.messages),
            refused=refused,
            changed=changed,
            batch=batch,
            coverage=tuple(coverage),
        )
