"""Writes an answer to a file that people open: the same rows and numbers as on the screen."""

from __future__ import annotations

from pathlib import Path

from app.model.errors import Fatal, UsageError
from app.model.timberline import ActionResult
from app.timberline import durable
from app.timberline.report import report

ENDINGS = (".xlsx", ".csv", ".pdf")
NOT_WRITTEN = "The report was not written"


def write(result: ActionResult, *, to: Path) -> None:
    """Write the answer as the file's ending says; an existing file is replaced in one move."""
    from app.timberline import reports_csv, reports_pdf, reports_xlsx

    writers = {".xlsx": reports_xlsx.content, ".csv": reports_csv.content, ".pdf": reports_pdf.content}
    writer = writers.get(to.suffix.lower())
    if writer is None:
        why = f"{to.name} ends in none of {', '.join(ENDINGS)}"
        raise UsageError(NOT_WRITTEN, why=why, remedy="Name the file so.")
    data = writer(report(result))
    try:
        durable.replace(to, data, step=durable.no_step, name="the report")
    except OSError as error:
        why = f"{to}: {error.strerror or error}"
        remedy = "Close it in other programs, or choose another folder; the action itself was done."
        raise Fatal(NOT_WRITTEN, why=why, remedy=remedy) from error
