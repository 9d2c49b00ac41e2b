"""Deletions: ARM rows whose key the ERP does not have any more are marked, never removed."""

from __future__ import annotations

import sqlalchemy as sa

from app.model.run import RunOrder
from app.sync import failed
from app.sync.books import FAILURE
from app.sync.shapes import DELETED, ROW_ID
from app.sync.sources import Source
from app.sync.stages import Stage


def sweep(connection: sa.Connection, source: Source, *, stage: Stage, order: RunOrder) -> int:
    """Close the failed records that are gone from the ERP, mark the rows that are gone, and say how many those were."""
    stage.empty()
    source.list_keys(stage.feed, into=stage)
    feed, target, language = stage.feed, stage.target, stage.target.language
    stage.index_keys()
    whose = (
        f"company = {language.literal(order.company.code)} AND job = {int(order.job.number)}"
        f" AND source = {language.literal(feed.table.source)}"
    )
    failures, row_id = language.table(FAILURE.name), stage.slot(ROW_ID)
    stage.run(
        f"DELETE FROM {failures} WHERE {whose} AND row_id IS NOT NULL"
        f" AND row_id NOT IN (SELECT {row_id} FROM {stage.name} WHERE {row_id} IS NOT NULL)"
    )
    failed.close_absent(connection, order, source=feed.table.source, stage=stage)
    own = f"{target.name}.{language.name('Company')} = {language.literal(feed.code)} AND " if feed.company else ""
    return stage.run(
        f"UPDATE {target.name} SET {language.name(DELETED)} = 1 WHERE {own}{language.name(DELETED)} = 0"
        f" AND NOT EXISTS (SELECT 1 FROM {stage.name} WHERE tl_kept = 1 AND {stage.same_key})"
        f" AND NOT EXISTS (SELECT 1 FROM {failures} WHERE {whose}"
        f" AND row_id = {target.name}.{language.name(ROW_ID)})"
    )
