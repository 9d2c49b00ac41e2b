"""Framework's tables: what is read of them, in one set-based read each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any  # rows hold whatever the driver gives

import sqlalchemy as sa

from app.model.profile import Criteria, CriteriaMethod
from app.timberline import relations, values
from app.timberline.claims import OPEN_STATES, RUNNING_STAGES, Claim
from app.timberline.relations import Relation
from app.timberline.sources import FRAMEWORK

_Read = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class _Field:
    """Where a field of Claim comes from, and how its value is made."""

    table: str
    column: str
    read: _Read
    in_view: str = ""

    @property
    def view_column(self) -> str:
        return self.in_view or self.column


def _money(column: str) -> _Read:
    return partial(values.amount, column=column)


_FIELDS: Mapping[str, _Field] = {
    "claim_id": _Field(table="cst_claim", column="l_claim_id", read=values.whole),
    "job_id": _Field(table="cst_claim", column="l_job_id", read=values.whole),
    "job": _Field(table="job", column="s_job_num", read=values.text),
    "job_name": _Field(table="job", column="s_job_name", read=values.text),
    "stage": _Field(table="job", column="l_wfl_stgMajor_id", read=values.whole),
    "status": _Field(table="job", column="l_job_status_gl_id", read=values.whole),
    "region": _Field(table="job", column="l_context_id", read=values.whole),
    "team": _Field(table="job", column="l_team_id", read=values.whole),
    "entity": _Field(table="job", column="l_accounts_e_id", read=values.whole),
    "job_linked": _Field(table="job", column="s_link_accts", read=values.linked, in_view="job_s_link_accts"),
    "name": _Field(table="cst_claim", column="s_claim_name", read=values.text),
    "invoiced": _Field(table="cst_claim", column="d_invoice", read=partial(values.day, column="cst_claim.d_invoice")),
    "invoice": _Field(table="cst_claim", column="s_invoice_num", read=values.text),
    "total": _Field(table="cst_claim", column="c_total", read=_money("cst_claim.c_total")),
    "paid": _Field(table="cst_claim", column="c_paid_amt", read=_money("cst_claim.c_paid_amt")),
    "exported": _Field(table="cst_claim", column="f_link_exported", read=values.flag),
    "linked": _Field(table="cst_claim", column="s_link_accts", read=values.linked, in_view="claim_s_link_accts"),
}
_ALWAYS = ("status", "job_id", "claim_id")
_PICKING = ("job", "region", "team", "entity")
FOR_ANALYSIS = (*_ALWAYS, *_PICKING, "stage")
FOR_INVOICES = (*_ALWAYS, "job", "job_name", "job_linked", "name", "invoiced", "invoice", "total", "exported", "linked")
FOR_RECEIPTS = (*_ALWAYS, "job_linked", "invoiced", "invoice", "total", "paid")
FOR_CHECK = (*_ALWAYS, *_PICKING, "stage", "invoiced", "invoice", "total", "paid", "linked", "exported")
_PICKED_BY = {
    CriteriaMethod.REGION: "region",
    CriteriaMethod.SINGLE_JOB: "job",
    CriteriaMethod.TEAM: "team",
    CriteriaMethod.ACCOUNTS_ENTITY: "entity",
}
CLAIMS_VIEW, CHECK_VIEW = "v_sched_tlClaims", "v_sched_tlCstClaim"


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Framework's tables as this database spells them."""

    job: Relation
    claim: Relation
    contract: Relation
    payment: Relation
    views: Mapping[str, Relation]


def tables(connection: sa.Connection) -> Tables:
    """Find Framework's tables, and its views where they exist; raises Unreachable for a missing one."""
    found = {
        name: relations.find(connection, [name], of=FRAMEWORK) for name in ("job", "cst_claim", "cont", "cont_pay")
    }
    views = {name: relations.find_or_none(connection, [name]) for name in (CLAIMS_VIEW, CHECK_VIEW)}
    for name in ("job", "cst_claim"):
        columns = [field.column for field in _FIELDS.values() if field.table == name]
        relations.require(found[name], columns, of=FRAMEWORK)
    relations.require(found["cont"], ["l_cont_id", "l_job_id", "c_paid_amt"], of=FRAMEWORK)
    payment = ["l_pay_id", "l_cont_id", "l_claim_id", "d_paid", "c_amount", "s_link_accts"]
    relations.require(found["cont_pay"], payment, of=FRAMEWORK)
    complete = {field.view_column for field in _FIELDS.values()}
    return Tables(
        job=found["job"],
        claim=found["cst_claim"],
        contract=found["cont"],
        payment=found["cont_pay"],
        views={name: view for name, view in views.items() if view is not None and view.has(complete)},
    )


def needed(fields: Sequence[str], criteria: Criteria) -> tuple[str, ...]:
    """These fields, and the one by which the profile picks its jobs."""
    picked = _PICKED_BY.get(criteria.method)
    return tuple(fields) if picked is None or picked in fields else (*fields, picked)


def statement(known: Tables, fields: Sequence[str], *, view: str, running: bool = False) -> sa.Select[Any]:
    """The SELECT of claims with open jobs: of the view where it exists, else of the join."""
    columns, source = _sources(known, fields, view=view)
    chosen = sa.select(*(columns[name].label(name) for name in fields)).select_from(source)
    chosen = chosen.where(columns["status"].in_(OPEN_STATES))
    return chosen.where(columns["stage"].in_(RUNNING_STAGES)) if running else chosen


def claims(
    connection: sa.Connection, known: Tables, fields: Sequence[str], *, view: str = CLAIMS_VIEW, running: bool = False
) -> Iterator[Claim]:
    """Claims with open jobs, with the given fields filled."""
    return _made(connection, statement(known, fields, view=view, running=running), fields)


def every_statement(known: Tables, fields: Sequence[str]) -> sa.Select[Any]:
    """The SELECT of every row of cst_claim, with its job where there is one."""
    job, claim = known.job.table(), known.claim.table()
    both = {"job": (known.job, job), "cst_claim": (known.claim, claim)}
    columns = [_column(both, name).label(name) for name in fields]
    on = known.job.column("l_job_id", of=job) == known.claim.column("l_job_id", of=claim)
    joined = claim.outerjoin(job, on) if any(_FIELDS[name].table == "job" for name in fields) else claim
    return sa.select(*columns).select_from(joined)


def jobs_statement(known: Tables) -> sa.Select[Any]:
    """The SELECT of every job, as far as actions pick jobs by it."""
    job = known.job.table()
    names = ("job", "stage", "status", "region", "team", "entity")
    columns = [known.job.column(_FIELDS[name].column, of=job).label(name) for name in names]
    return sa.select(known.job.column("l_job_id", of=job).label("job_id"), *columns).select_from(job)


def every_claim(connection: sa.Connection, known: Tables, fields: Sequence[str]) -> Iterator[Claim]:
    """Every row of cst_claim, with its job where there is one, whatever the job's state."""
    return _made(connection, every_statement(known, fields), fields)


def _made(connection: sa.Connection, chosen: sa.Select[Any], fields: Sequence[str]) -> Iterator[Claim]:
    """Claims, a chunk at a time and column by column: what is the same for all rows is looked up once."""
    missing = {name: repeat(default) for name, default in Claim._field_defaults.items() if name not in fields}
    for chunk in relations.chunks(connection, chosen):
        columns = dict(zip(fields, zip(*chunk, strict=True), strict=True))
        found = (map(_FIELDS[name].read, columns[name]) if name in columns else missing[name] for name in Claim._fields)
        yield from map(Claim, *found)


def _sources(
    known: Tables, fields: Sequence[str], *, view: str
) -> tuple[dict[str, sa.ColumnElement[Any]], sa.FromClause]:
    needed = {*fields, "status", "stage"}
    if relation := known.views.get(view):
        source = relation.table()
        return {name: relation.column(_FIELDS[name].view_column, of=source) for name in needed}, source
    job, claim = known.job.table(), known.claim.table()
    both = {"job": (known.job, job), "cst_claim": (known.claim, claim)}
    on = known.job.column("l_job_id", of=job) == known.claim.column("l_job_id", of=claim)
    return {name: _column(both, name) for name in needed}, job.join(claim, on)


def _column(both: Mapping[str, tuple[Relation, sa.TableClause]], name: str) -> sa.ColumnElement[Any]:
    relation, table = both[_FIELDS[name].table]
    return relation.column(_FIELDS[name].column, of=table)
