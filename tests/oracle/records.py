"""What stands in the two databases, who is in a population, and what an action answers."""

import sqlite3
import tomllib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from . import values
from .values import same, shown, text

OPEN = (-7, -10, -946)
BUILDING = (-4, -3)
CRITERIA = {1: "l_context_id", 2: "s_job_num", 3: "l_team_id", 5: "l_accounts_e_id"}
NO_PERSON = {
    "analyse": {"ok"},
    "create-invoices": {"exported"},
    "process-receipts": {"posted", "already-posted", "no-contract", "no-matching-claim"},
    "check-consistency": {"match", "within-variation", "unprocessed"},
}
NO_WORK = {"process-receipts": {"already-posted", "no-matching-claim"}}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an action must answer and leave behind."""

    status: str
    exit_code: int
    rows: list
    buckets: dict
    framework: dict
    file: bytes | None = None
    unmapped: bool = False


@dataclass(frozen=True, kw_only=True)
class World:
    """Both databases as lists of dicts with lower-case names, and the profile as it stands in the file."""

    framework: dict
    timberline: dict
    profile: dict

    def table(self, name, usual):
        return self.timberline[self.profile.get("tables", {}).get(name, usual).lower()]

    def jobs(self):
        return self.table("job", "Master_Jcm_Record_1_1")

    def phases(self):
        return self.table("phase", "Master_Jcm_Record_3")

    def contract_items(self):
        return self.table("contract_item", "Active_Cnc_Record_10")

    def transactions(self, *types):
        rows = self.table("transaction", "Current_Art_Record_1")
        return [row for row in rows if any(same(row["type"], kind) for kind in types)]


def database(path):
    """Every table of an SQLite file as it is stored."""
    with closing(sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name.lower(): [
                {column.lower(): row[column] for column in row.keys()}  # noqa: SIM118 - a Row yields its values
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
            ]
            for name in names
        }


def read(profile_path):
    profile = tomllib.loads(profile_path.read_text(encoding="utf-8"))

    def rows(key):
        return database(profile_path.parent / profile["databases"][key].removeprefix("sqlite:///"))

    return World(framework=rows("framework"), timberline=rows("timberline"), profile=profile)


def in_criteria(job, profile):
    method = profile["criteria"]["method"]
    return method == 4 or same(job[CRITERIA[method]], profile["criteria"]["id"])


def eligible(job, profile):
    return job["l_job_status_gl_id"] in OPEN and in_criteria(job, profile)


def linked(row):
    return text(row["s_link_accts"]) != "N/A"


def claims_with_jobs(world):
    jobs = {job["l_job_id"]: job for job in world.framework["job"]}
    return [
        (claim, jobs[claim["l_job_id"]]) for claim in world.framework["cst_claim"] if claim["l_job_id"] in jobs
    ]  # fmt: skip


def outcome(action, rows, amounts, framework, **more):
    """Count and sum the buckets; the status follows from them."""
    buckets = {}
    for row, amount in zip(rows, amounts, strict=True):
        count, money = buckets.get(row["bucket"], (0, values.ZERO))
        buckets[row["bucket"]] = (count + 1, money + amount)
    if set(buckets) <= NO_WORK.get(action, set()):
        status = "no-eligible-records"
    elif set(buckets) <= NO_PERSON[action]:
        status = "success"
    else:
        status = "user-intervention-required"
    code = 1 if status == "user-intervention-required" else 0
    told = {name: {"count": count, "amount": shown(money)} for name, (count, money) in buckets.items()}
    return Outcome(status=status, exit_code=code, rows=rows, buckets=told, framework=framework, **more)
