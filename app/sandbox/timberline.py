"""Makes the sandbox's Framework and Timberline databases and a profile over them; the same seed, the same files."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from app.sandbox import timberline_cases
from app.sandbox.timberline_site import ITEM, PHASE, Site, Values, history, house

FOLDER, PROFILE = "timberline", "timberline.toml"
HOUSES = 120
_FRAMEWORK = {
    "job": "l_job_id INTEGER PRIMARY KEY, s_job_num TEXT, s_job_name TEXT, l_wfl_stgMajor_id INTEGER, "
    "l_job_status_gl_id INTEGER, l_context_id INTEGER, l_team_id INTEGER, l_accounts_e_id INTEGER, s_link_accts TEXT",
    "cst_claim": "l_claim_id INTEGER PRIMARY KEY, l_job_id INTEGER, s_claim_name TEXT, d_invoice DATE, "
    "s_invoice_num TEXT, c_total NUMERIC, c_paid_amt NUMERIC, f_link_exported INTEGER, s_link_accts TEXT",
    "cont": "l_cont_id INTEGER PRIMARY KEY, l_job_id INTEGER, c_total NUMERIC, c_paid_amt NUMERIC",
    "cont_pay": "l_pay_id INTEGER PRIMARY KEY, l_cont_id INTEGER, l_claim_id INTEGER, d_paid DATE, c_amount NUMERIC, "
    "s_link_accts TEXT",
}
_TIMBERLINE = {
    "Master_Jcm_Record_1_1": "job CHAR(10), jdesc CHAR(30), jbMeth CHAR(20), jcust CHAR(10)",
    "Master_Jcm_Record_3": "pjob CHAR(10), pextra CHAR(10), phase CHAR(12), pdesc CHAR(30)",
    "Active_Cnc_Record_10": "iic CHAR(10), iici CHAR(10)",
    "Current_Art_Record_1": "tInv CHAR(15), type CHAR(20), tdate DATE, tRun NUMERIC, tSeq NUMERIC, tAmt FLOAT, "
    "tcust CHAR(10)",
}
_VIEW = """CREATE VIEW {name} AS SELECT job.l_job_id, s_job_num, s_job_name, l_wfl_stgMajor_id, l_job_status_gl_id,
    l_context_id, l_team_id, l_accounts_e_id, job.s_link_accts AS job_s_link_accts, l_claim_id, s_claim_name, d_invoice,
    s_invoice_num, c_total, c_paid_amt, f_link_exported, cst_claim.s_link_accts AS claim_s_link_accts
    FROM job JOIN cst_claim ON job.l_job_id = cst_claim.l_job_id"""
_TEXT = f"""\
# The sandbox's Timberline profile; docs/profile.md explains every key.
name = "Sandbox"

[databases]
framework  = "sqlite:///{FOLDER}/framework.db"
timberline = "sqlite:///{FOLDER}/timberline.db"

[criteria]
method = 4
id     = ""

[analysis]
phase_code     = "{PHASE}"
contract_code  = "{ITEM}"
use_job_format = false
job_format     = "##-####"
require_codes  = true

[invoices]
folder = "{FOLDER}/out"
file   = "ARInvImport.txt"
layout = "sage-ar"

[receipts]
start = 2026-07-01
end   = {timberline_cases.LAST_DAY}
sign  = 1

[consistency]
from = 2026-07-01
tolerance = "0.05"
"""


def make(folder: Path, *, seed: int) -> Path:
    """Make the databases, the folder of the invoice file and the profile anew; returns the profile."""
    place = folder / FOLDER
    shutil.rmtree(place, ignore_errors=True)
    (place / "out").mkdir(parents=True)
    site = _site(seed)
    _write(place / "framework.db", _FRAMEWORK, site, views=("v_sched_tlClaims", "v_sched_tlCstClaim"))
    _write(place / "timberline.db", _TIMBERLINE, site)
    profile = folder / PROFILE
    profile.write_text(_TEXT, encoding="utf-8", newline="\n")
    return profile


def _site(seed: int) -> Site:
    dice = Random(f"{seed}/timberline")  # noqa: S311 - make-believe, not secrets
    site = Site()
    houses = [house(site, dice) for _ in range(HOUSES)]
    for one in houses:
        history(site, one, dice)
    timberline_cases.add(site, houses)
    return site


def _write(path: Path, tables: dict[str, str], site: Site, *, views: tuple[str, ...] = ()) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for name, columns in tables.items():
            connection.execute(f"CREATE TABLE {name} ({columns})")
            rows: list[Values] = site.tables.get(name, [])
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        for name in views:
            connection.execute(_VIEW.format(name=name))
        connection.execute("COMMIT")
