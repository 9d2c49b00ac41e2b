"""Commands on Tieline's own store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from app.cli.session import Given

app = App(name="store", help="Tieline's own database: move it, back it up, bring a backup back.")


@app.command
def move(*, to: Annotated[str, Parameter(help="Address of an empty database.")], session: Given) -> None:
    """Move the store with everything in it to another database, from the data folder to PostgreSQL, say.

    No process may work in it meanwhile. If it is interrupted, give it again.

    Example: tieline store move --to 'postgresql+psycopg://tieline:${STORE_PASSWORD}@server/tieline'
    """
    from app.connect.addresses import masked

    session.moving = True
    counts = session.console.stores.move(to)
    told = (
        f"Moved: {counts['agent']} agent(s), {counts['run']} run(s), {counts['log_line']} log line(s), "
        f"{counts['decision']} decision(s). From now on: tieline --store '{masked(to)}' …, or set TIELINE_STORE."
    )
    session.answer({"moved_to": masked(to), "rows": dict(counts)}, people=lambda: told)


@app.command
def backup(
    *, to: Annotated[Path, Parameter(help="A file, or a folder for one with the time.")], session: Given
) -> None:
    """Copy the store into one SQLite file while work goes on; passwords are left out.

    Example: tieline store backup --to backups
    """
    file, counts = session.console.stores.backup(to)
    told = f"Backed up to {file}: {sum(counts.values())} row(s). Passwords are not in it."
    session.answer({"file": str(file), "rows": dict(counts)}, people=lambda: told)


@app.command
def restore(file: Annotated[Path, Parameter(help="The file that `backup` made.")], /, *, session: Given) -> None:
    """Bring a backup into a new store: give a --home or --store in which there is none yet.

    Example: tieline --home restored store restore backups/tieline-20261126-080000.sqlite
    """
    counts = session.console.stores.restore(file)
    told = f"Restored: {counts['agent']} agent(s), {counts['run']} run(s). Look at it first: tieline doctor"
    session.answer({"rows": dict(counts)}, people=lambda: told)
