"""A small tidy site for tests of single sentences: every claim can be exported, every receipt posted."""

import datetime as dt
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from .generate import Invented
from .records import database
from .shapes import invent_shape
from .values import cents, text
from .writing import profile_of, toml, write

PLAIN = replace(
    invent_shape(random.Random(0)),
    money_style="text",
    date_style="iso",
    number_style="int",
    padded=False,
    money_type="DECIMAL(19,4)",
    date_type="DATE",
    text_type="TEXT",
    key_type="INT PRIMARY KEY",
    views=(),
    extra_columns=False,
    upper_columns=False,
    lower_tables=False,
    renamed=(),
    first_payment=0,
    absolute=False,
)


def profile():
    return {
        "name": "Default",
        "databases": {},
        "criteria": {"method": 4, "id": ""},
        "analysis": {
            "phase_code": "01-100",
            "contract_code": "C-100",
            "use_job_format": False,
            "job_format": "##-####",
            "require_codes": True,
        },
        "invoices": {"folder": "out", "file": "ARInvImport.txt", "layout": "sage-ar"},
        "receipts": {"start": dt.date(2026, 7, 1), "end": dt.date(2026, 9, 30), "sign": 1},
        "consistency": {"tolerance": "0.05"},
    }


def number(job):
    return f"10-{job:04}"


def claim(job, *, name=None):
    """Claim `job` of job `job`: one invoice of 100.00 and its number."""
    return {
        "l_claim_id": job,
        "l_job_id": job,
        "s_claim_name": name or "Slab",
        "d_invoice": "2026-07-15",
        "s_invoice_num": f"INV-{job}",
        "c_total": "100.00",
        "c_paid_amt": "0",
        "f_link_exported": 0,
        "s_link_accts": None,
    }


def job(job_id):
    return {
        "l_job_id": job_id,
        "s_job_num": number(job_id),
        "s_job_name": f"House {job_id}",
        "l_wfl_stgMajor_id": -4,
        "l_job_status_gl_id": -7,
        "l_context_id": 1,
        "l_team_id": 1,
        "l_accounts_e_id": 1,
        "s_link_accts": None,
    }


def receipt(job_id, *, sequence=1, amount="60.00"):
    return {
        "tInv": f"INV-{job_id}",
        "type": "Cash receipt",
        "tdate": "2026-08-01",
        "tRun": job_id,
        "tSeq": sequence,
        "tAmt": amount,
        "tcust": "C1",
    }


def tidy(jobs, *, receipts=2):
    """A world of jobs with one claim and some receipts each."""
    numbers = range(1, jobs + 1)
    cont = [{"l_cont_id": n, "l_job_id": n, "c_total": "1000.00", "c_paid_amt": "0"} for n in numbers]
    timberline = {
        "job": [{"job": number(n), "jdesc": "", "jbMeth": "Use Quick Bill", "jcust": f"C{n}"} for n in numbers],
        "phase": [{"pjob": number(n), "pextra": "", "phase": "01-100", "pdesc": "Claim"} for n in numbers],
        "contract_item": [],
        "transaction": [receipt(n, sequence=s) for n in numbers for s in range(1, receipts + 1)],
    }
    framework = {"job": list(map(job, numbers)), "cst_claim": list(map(claim, numbers)), "cont": cont, "cont_pay": []}
    return Invented(
        seed=0,
        shape=PLAIN,
        profile=profile(),
        framework=framework,
        timberline=timberline,
        later_claims=[],
        existing_file=None,
        receipts_first=False,
    )


@dataclass(frozen=True, kw_only=True)
class Site:
    """The files of a world, and questions about them."""

    folder: Path
    profile: Path
    output: Path
    file: Path

    @property
    def archive(self):
        return self.output / "archive"

    def framework(self, statement="", *parameters):
        """Change Framework as its own users do."""
        with closing(sqlite3.connect(self.folder / "framework.db")) as connection, connection:
            return connection.execute(statement, parameters).fetchall()

    def timberline(self, statement, *parameters):
        with closing(sqlite3.connect(self.folder / "timberline.db")) as connection, connection:
            return connection.execute(statement, parameters).fetchall()

    def databases(self):
        return [(self.folder / name).read_bytes() for name in ("framework.db", "timberline.db")]

    def everything(self):
        """Every file of the site with its bytes."""
        return {path.relative_to(self.folder): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def flagged(self):
        return {
            invoice for (invoice,) in self.framework("SELECT s_invoice_num FROM cst_claim WHERE f_link_exported = 1")
        }

    def filed(self):
        """Invoice numbers in the import file and in everything archived."""
        files = [self.file, *(self.archive.iterdir() if self.archive.exists() else ())]
        lines = [line for path in files if path.is_file() for line in path.read_text(encoding="cp1252").splitlines()]
        return [line.split(",")[2] for line in lines if line.startswith("I,")]

    def paid(self):
        """The sums of payments, of the claims' and of the contracts' totals."""
        tables = database(self.folder / "framework.db")
        columns = {"cont_pay": "c_amount", "cst_claim": "c_paid_amt", "cont": "c_paid_amt"}
        return [sum((cents(row[name]) for row in tables[table]), Decimal(0)) for table, name in columns.items()]

    def keys(self):
        return [text(row["s_link_accts"]) for row in database(self.folder / "framework.db")["cont_pay"]]

    def settle(self, **sections):
        """Write the profile again with some keys changed; a key set to None is left out."""
        addresses = {name: f"sqlite:///{name}.db" for name in ("framework", "timberline")}
        settings = profile_of(tidy(0), addresses=addresses)
        for section, keys in sections.items():
            changed = {**settings.get(section, {}), **keys}
            settings[section] = {key: value for key, value in changed.items() if value is not None}
        self.profile.write_text(toml(settings), encoding="utf-8")


def build(folder, *, jobs=3, receipts=2, world=None):
    profile_path = write(world or tidy(jobs, receipts=receipts), folder)
    output = folder / "out"
    return Site(folder=folder, profile=profile_path, output=output, file=output / "ARInvImport.txt")
