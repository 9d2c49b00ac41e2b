"""The tree of commands; each branch is imported when it is first walked, so that help is quick."""

from __future__ import annotations

from cyclopts import App

from app.cli.window import window

_HELP = "Keeps an accounting integration running: agents bring the ERP's data into ARM, job by job."
_EPILOGUE = """\
Without a command the window opens. Examples:
  tieline demo                          see everything work on a sandbox company
  tieline jobs list --agent Sandbox     the jobs of an agent, where they stand
  tieline jobs why 10 --agent Sandbox   why a job does not run now
  tieline --json runs list              the same for a program

For every command, before or after it:
  --home DIR    the data folder (default: the user's, or TIELINE_HOME)
  --store URL   Tieline's own database (default: SQLite in the data folder, or TIELINE_STORE)
  --json        one JSON document on stdout, everything else on stderr

Exit codes: 0 done; 1 done, but something failed; 2 wrong usage; 3 a person
must decide; 4 a database or service could not be reached or answered with an
error; 5 the profile or the configuration is not valid."""
_ELSEWHERE = "Options of every command and exit codes: tieline --help"
_BRANCHES = (
    ("agent", "app.cli.agents:app", "Agents: add, list, pause, resume, run."),
    ("company", "app.cli.companies:app", "Companies: which agent serves them, where their databases are."),
    ("jobs", "app.cli.jobs:app", "The jobs of an agent: list, explain, run, stop, retry, full data sync."),
    ("runs", "app.cli.runs:app", "The history of runs and their logs."),
    ("failures", "app.cli.failures:app", "Failed records that are still open."),
    ("documents", "app.cli.lineage:app", "Documents on their way to the ERP: follow one, there and back."),
    ("timberline", "app.cli.timberline:timberline_app", "Timberline AR: analyse, invoices, receipts, consistency."),
    ("profile", "app.cli.timberline:profile_app", "Timberline profiles: import an old one, check one."),
    ("audit", "app.cli.audit:app", "The audit: who did what, from where, when and why; verify it."),
    ("store", "app.cli.store:app", "Tieline's own database: move it, back it up, restore it."),
    ("role", "app.cli.audit:role_app", "Roles: who may do what, with one agent or with all."),
    ("sandbox", "app.cli.sandbox:app", "A company to try everything on."),
)
_LEAVES = (
    ("demo", "app.cli.demo:demo", "Run every job once on the sandbox company and show the outcome."),
    ("doctor", "app.cli.doctor:doctor", "Check this installation and every connection; say what to do."),
    ("explain", "app.cli.codes:explain", "Tell what an error code means and what to do."),
)
BRANCHES = frozenset(name for name, _, _ in _BRANCHES)


def build(*, top: bool = True) -> App:
    """The whole command line; `top`: whether help would be about all of it rather than one command."""
    app = App(
        name="tieline",
        help=_HELP,
        help_format="plaintext",
        help_epilogue=_EPILOGUE if top else _ELSEWHERE,
        version=version,
        result_action="return_value",
        suppress_keyboard_interrupt=False,
    )
    for name, place, told in (*_BRANCHES, *_LEAVES):
        app.command(place, name=name, help=told)
    app.default(window)
    return app


def version() -> str:
    """The version of Tieline, from the checkout's own word where it is not installed."""
    from importlib import metadata

    from app import __version__

    try:
        return metadata.version("tieline")
    except metadata.PackageNotFoundError:
        return __version__
