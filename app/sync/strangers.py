"""ARM rows that came from another ERP: what this ERP brings takes their keys over without asking whose they are."""

from __future__ import annotations

from app.sync.shapes import COMPANY, ROW_ID
from app.sync.sources import Source
from app.sync.stages import STAGE, Stage


def forget(source: Source, *, stage: Stage) -> int:
    """Take the SysRowID from the company's rows where this ERP does not know it; says from how many.

    The rows stay usable as they are until this ERP's take their place or the sweep marks them deleted.
    """
    stage.empty()
    source.list_keys(stage.feed, into=stage)
    feed, target, language = stage.feed, stage.target, stage.target.language
    for statement in language.index_scratch(STAGE, columns=stage.slot(ROW_ID)):
        stage.run(statement)
    row_id = f"{target.name}.{language.name(ROW_ID)}"
    own = f"{target.name}.{language.name(COMPANY)} = {language.literal(feed.code)} AND " if feed.company else ""
    return stage.run(
        f"UPDATE {target.name} SET {language.name(ROW_ID)} = NULL WHERE {own}{row_id} IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM {stage.name} WHERE {stage.slot(ROW_ID)} = {row_id})"
    )
