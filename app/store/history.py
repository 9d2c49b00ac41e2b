"""Conditions on the history of runs and their logs."""

from __future__ import annotations

import sqlalchemy as sa

from app.model.history import LineFilter, RunFilter
from app.store import tables

_runs, _lines = tables.runs, tables.log_lines
LEVELS = ("info", "warning", "error")


def passing(wanted: RunFilter | None) -> list[sa.ColumnElement[bool]]:
    """The conditions of a filter on runs."""
    if wanted is None:
        return []
    begun = sa.func.coalesce(_runs.c.started, _runs.c.queued, type_=_runs.c.queued.type)
    found: list[sa.ColumnElement[bool]] = []
    if wanted.statuses:
        found.append(_runs.c.status.in_([status.value for status in wanted.statuses]))
    if wanted.trigger is not None:
        found.append(_runs.c.trigger == wanted.trigger.value)
    if wanted.since is not None:
        found.append(begun >= wanted.since)
    if wanted.until is not None:
        found.append(begun < wanted.until)
    if wanted.text.strip():
        fields = (_runs.c.message, _runs.c.company, _runs.c.by)
        said = [field.icontains(wanted.text.strip(), autoescape=True) for field in fields]
        found.append(sa.or_(_runs.c.job.in_(wanted.jobs), *said))
    return found


def logged(wanted: LineFilter) -> list[sa.ColumnElement[bool]]:
    """The conditions of a filter on log lines."""
    found: list[sa.ColumnElement[bool]] = []
    if wanted.level in LEVELS[1:]:
        found.append(_lines.c.level.in_(LEVELS[LEVELS.index(wanted.level) :]))
    if wanted.text:
        found.append(_lines.c.text.icontains(wanted.text, autoescape=True))
    return found
