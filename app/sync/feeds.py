"""Fits the tables of a job to the ERP: what is read, and which rows belong there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.model.errors import Fatal
from app.model.job import AllOf, AnyOf, Condition, Equals, OneOfSetting, Related, Table, While
from app.model.run import RunOrder
from app.sync.conditions import Writer
from app.sync.shapes import Feed, Shape, fit
from app.sync.sources import Source


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """The tables that can be read, and what keeps the others from it."""

    feeds: tuple[Feed, ...]
    troubles: tuple[Fatal, ...]


def fitted(order: RunOrder, *, source: Source) -> Fitted:
    """Every table of the order's job over what the ERP has."""
    shapes = source.shapes(sorted(set(_named(order))))
    feeds: list[Feed] = []
    troubles: list[Fatal] = []
    for table in joined(order.job.tables):
        try:
            feeds.append(_fit(table, order=order, source=source, shapes=shapes))
        except Fatal as trouble:
            troubles.append(trouble)
    return Fitted(feeds=tuple(feeds), troubles=tuple(troubles))


def joined(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables of a job; two that read the same rows into the same ARM table are one with either condition."""
    found: dict[tuple[str, str], Table] = {}
    for table in tables:
        place = (table.source, table.target)
        other = found.get(place)
        if other is None or other.condition is None:
            found.setdefault(place, table)
        elif table.condition is None:
            found[place] = table
        else:
            found[place] = replace(other, condition=AnyOf(parts=(other.condition, table.condition)))
    return tuple(found.values())


def _fit(table: Table, *, order: RunOrder, source: Source, shapes: Mapping[str, Shape]) -> Feed:
    feed = fit(table, shape=shapes.get(table.source.lower()), erp=source.name, code=order.company.code)

    def shape(name: str) -> Shape | None:
        return shapes.get(name.lower())

    writer = Writer(language=source.language, settings=order.settings, shape=shape, erp=source.name)
    conditions = [table.condition, *(peer.condition for peer in _feeding_too(table, order))]
    return replace(
        feed,
        taken=writer.write(table.condition, table=table.source),
        kept=writer.either(conditions, table=table.source),
    )


def _feeding_too(table: Table, order: RunOrder) -> Iterator[Table]:
    """The tables of other jobs that bring rows of the same source into the same ARM table."""
    for job in order.peers:
        for other in job.tables:
            if job.number != order.job.number and (other.source, other.target) == (table.source, table.target):
                yield other


def _named(order: RunOrder) -> Iterator[str]:
    """Every table that the job reads or that a condition on its rows looks at."""
    for table in order.job.tables:
        yield table.source
        for condition in (table.condition, *(peer.condition for peer in _feeding_too(table, order))):
            yield from looked_at(condition)


def looked_at(condition: Condition | None) -> Iterator[str]:
    """The tables that a condition looks at besides its own."""
    match condition:
        case Related():
            yield condition.table
            yield from looked_at(condition.condition)
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from looked_at(part)
        case While():
            yield from looked_at(condition.condition)
        case Equals() | OneOfSetting() | None:
            return
