"""What each reason says to an accountant, and who or what clears it."""

from __future__ import annotations

from datetime import datetime

from app.model.agent import CompanyCode
from app.model.reason import Reason
from app.model.reason import ReasonCode as Code

_WORDS: dict[Code, tuple[str, str]] = {
    Code.AGENT_DISABLED: ("The agent {agent} is switched off.", "Switch the agent on."),
    Code.AGENT_PAUSED: (
        "The agent {agent} was paused by {by}: {note}",
        "Resume the agent: `tieline agent resume {agent}`.",
    ),
    Code.AGENT_DRAINING: (
        "The agent {agent} was paused by {by} and finishes what is running ({busy}): {note}",
        "Resume the agent: `tieline agent resume {agent}`.",
    ),
    Code.NO_COMPANY: (
        "The agent {agent} serves no company yet.",
        "Map a company to it: `tieline company map CODE --agent {agent} --erp URL --arm URL`.",
    ),
    Code.NO_PROCESS: (
        "No process works for the agent {agent}, so nothing starts by itself.",
        "Start one: `tieline agent run {agent}`, or run the job with --wait.",
    ),
    Code.JOB_DISABLED: ("The job is not part of integration processing: it is disabled.", "Enable the job."),
    Code.INTERCOMPANY_GL_ACTIVE: (
        "The setting Intercompany GL is active, and buyers must not be brought meanwhile.",
        "Switch Intercompany GL off in the settings of the agent {agent}, or leave this job alone.",
    ),
    Code.INVOICED_RECEIPT_SYNC_OFF: (
        "The setting for invoiced receipts is off; this job is meant for go-live only.",
        "Switch the setting on for the agent {agent} during go-live, and off again afterwards.",
    ),
    Code.NOT_DUE: ("The next run is due at {due}.", "Wait for that time, or use Run Now."),
    Code.DEPENDENCY_NEVER_SUCCEEDED: (
        "It depends on {job}, which has not succeeded for {company} yet.",
        "Run {job} first; this job follows by itself.",
    ),
    Code.DEPENDENCY_FAILED: (
        "It depends on {job}, whose last run for {company} failed.",
        "See why {job} failed, put that right and run it again.",
    ),
    Code.DEPENDENCY_RUNNING: (
        "It depends on {job}, which is running for {company}.",
        "Wait until {job} has ended; this job follows by itself.",
    ),
    Code.DEPENDENCY_QUEUED: (
        "It depends on {job}, which is about to run for {company}.",
        "Wait until {job} has run; this job follows by itself.",
    ),
    Code.DEPENDENCY_DISABLED: (
        "It depends on {job}, which is disabled and has never succeeded for {company}.",
        "Enable {job} and run it once.",
    ),
    Code.ALREADY_RUNNING: ("It is running for {company} (run {run}).", "Wait until the run has ended, or stop it."),
    Code.ALREADY_QUEUED: ("A run for {company} is queued already (run {run}).", "Wait until that run has ended."),
    Code.STOPPING: ("Its run {run} for {company} is stopping.", "Wait for the end of the batch it is in."),
    Code.FULL_SYNC_REQUESTED: (
        "A full data sync of {job} is requested for {company} (by {by}); the other jobs wait for it.",
        "Wait until the full sync has ended, or cancel it.",
    ),
    Code.FULL_SYNC_RUNNING: (
        "A full data sync of {job} is running for {company}; the other jobs wait for it.",
        "Wait until the full sync has ended, or cancel it.",
    ),
    Code.OTHER_JOBS_RUNNING: (
        "The full sync starts when the jobs running for {company} have ended: {jobs}.",
        "Wait until they have ended, or stop them.",
    ),
    Code.FULL_SYNC_TURN: (
        "Another full data sync comes first for {company}: {job} (by {by}).",
        "Wait until it has ended, or cancel it.",
    ),
    Code.INSTANCE_NOT_RUNNING: (
        "The job belongs to instance {instance} of the agent {agent}, and no process of that instance works.",
        "Start it: `tieline agent run {agent} --instance {instance}`; or pause the agent and set another instance.",
    ),
    Code.BACKING_OFF: (
        "The databases of {company} could not be reached ({times} times in a row); the next try is at {until}.",
        "See that the databases are reachable, or use Run Now to try at once.",
    ),
    Code.STORE_NEWER: (
        "A newer Tieline has taken over this store, and this program must not work in it.",
        "Restart Tieline with the newer version.",
    ),
}


def reason(code: Code, *, since: datetime | None = None, company: CompanyCode | None = None, **facts: object) -> Reason:
    """A reason in words."""
    told = {name: _shown(value) for name, value in facts.items()}
    text, clears = (words.format(company=company, **told) for words in _WORDS[code])
    return Reason(code=code, text=_ended(text), clears=clears, since=since, company=company)


def _shown(value: object) -> object:
    return value.astimezone().strftime("%Y-%m-%d %H:%M:%S") if isinstance(value, datetime) else value


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."
