"""A month at a site, through the commands that a person or a scheduler starts."""

import json
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRAMEWORK = """
CREATE TABLE job (l_job_id INTEGER PRIMARY KEY, s_job_num TEXT, s_job_name TEXT, l_wfl_stgMajor_id INT,
    l_job_status_gl_id INT, l_context_id INT, l_team_id INT, l_accounts_e_id INT, s_link_accts TEXT);
CREATE TABLE cst_claim (l_claim_id INTEGER PRIMARY KEY, l_job_id INT, s_claim_name TEXT, d_invoice DATE,
    s_invoice_num TEXT, c_total DECIMAL(19,4), c_paid_amt DECIMAL(19,4), f_link_exported SMALLINT, s_link_accts TEXT);
CREATE TABLE cont (l_cont_id INTEGER PRIMARY KEY, l_job_id INT, c_total DECIMAL(19,4), c_paid_amt DECIMAL(19,4));
CREATE TABLE cont_pay (l_pay_id INTEGER PRIMARY KEY, l_cont_id INT, l_claim_id INT, d_paid DATE,
    c_amount DECIMAL(19,4), s_link_accts TEXT);
INSERT INTO job VALUES (1, '250287195', '12 Beach Road, Lorne', -4, -7, 1, 1, 1, NULL),
    (2, '25-03-00001', 'Lot 7', -3, -10, 1, 1, 1, ''), (3, '25-04-00001', 'Not ours', -4, -7, 1, 1, 1, 'N/A');
INSERT INTO cst_claim VALUES
    (1, 1, 'Deposit', '2026-07-03', 'INV-10', 1000.005, NULL, 0, NULL),
    (2, 1, 'Slab', '2026-07-10', 'inv-10', 500, 0, 0, ''),
    (3, 2, 'Frame', '2026-07-20', 'INV-9', 250.5, 0, 0, NULL), (4, 2, 'Roof', NULL, 'INV-11', 99, 0, 0, NULL),
    (5, 3, 'Slab', '2026-07-20', 'INV-12', 99, 0, 0, NULL), (6, 2, 'Paint', '2026-07-21', '', 10, 0, 0, NULL);
INSERT INTO cont VALUES (1, 1, 90000, 0), (2, 2, 80000, 5);
"""
TIMBERLINE = """
CREATE TABLE Master_Jcm_Record_1_1 (job TEXT, jdesc TEXT, jbMeth TEXT, jcust TEXT);
CREATE TABLE Master_Jcm_Record_3 (pjob TEXT, pextra TEXT, phase TEXT, pdesc TEXT);
CREATE TABLE Active_Cnc_Record_10 (iic TEXT, iici TEXT);
CREATE TABLE Current_Art_Record_1 (tInv TEXT, type TEXT, tdate TEXT, tRun NUMERIC, tSeq NUMERIC, tAmt REAL, tcust TEXT);
INSERT INTO Master_Jcm_Record_1_1 VALUES ('25-02-87195', '', 'Use Quick Bill', 'SMITH '),
    ('25-03-00001', '', 'Contract', 'JONES');
INSERT INTO Master_Jcm_Record_3 VALUES ('25-02-87195', '', '01-100', 'Claim');
INSERT INTO Active_Cnc_Record_10 VALUES ('25-03-00001', 'C-100');
"""
RECEIPTS = """
INSERT INTO Current_Art_Record_1 VALUES
    ('INV-10', 'Issued invoice', '2026-07-12', 1, 1, 1500.01, 'SMITH'),
    ('INV-9', 'Invoice', '2026-07-22', 1, 2, 250.47, 'JONES'),
    ('INV-10', 'Cash receipt', '2026-08-03 00:00:00', 12, 345, 1200.0, 'SMITH'),
    ('INV-9', 'Cash receipt', '2026-08-04', 1234567890, 1, 250.5, 'JONES'),
    ('OTHER', 'Cash receipt', '2026-08-04', 13, 1, 5.0, 'JONES'), ('INV-9', 'Cash receipt', NULL, 13, 2, 7.0, 'JONES');
"""
FILE = (
    b'I,SMITH,INV-10,07/03/2026,"12 Beach Road, Lorne - Deposit",1500.01\r\n'
    b'D,25-02-87195,01-100,,,1000.01,"12 Beach Road, Lorne - Deposit"\r\n'
    b'D,25-02-87195,01-100,,,500.00,"12 Beach Road, Lorne - Slab"\r\n'
    b"I,JONES,INV-9,07/20/2026,Lot 7 - Frame,250.50\r\n"
    b"D,25-03-00001,,25-03-00001,C-100,250.50,Lot 7 - Frame\r\n"
)
PROFILE = """name = "Default"
[databases]
framework  = "sqlite:///framework.db"
timberline = "sqlite:///timberline.db"
[criteria]
method = 4
id     = ""
[analysis]
phase_code        = "01-100"
contract_code     = "C-100"
use_job_format    = false
job_format        = "##-##-#####"
require_codes     = true
[invoices]
folder = "out"
file   = "ARInvImport.txt"
layout = "sage-ar"
[receipts]
start = 2026-07-01
end   = 2026-09-30
sign  = 1
[consistency]
tolerance = "0.05"
"""
INI = """[Settings]
IntegrationType=Timberline Claims
ClaimMethod=1
[Databases]
ODBCDSN_Framework=FworkSQLEcm
odbcdsn_destination=FworkTLGold
ODBCConnect_Destination=uid=reader;pwd=TopSecret1
[Mail]
Mail_Recipient=office@example.com
[CRITERIA]
criteriamethod=3
CriteriaMethodID=7
[Timberline]
useJobFmtForAnalysis=1
DepositRunStartDate=2026-07-01
Peculiar_Key=yes
"""


class Desk:
    """A person's shell in the folder of the site."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "out").mkdir(parents=True)
        self.script("framework.db", FRAMEWORK)
        self.script("timberline.db", TIMBERLINE)
        (folder / "profile.toml").write_text(PROFILE, encoding="utf-8")

    def script(self, name, statements):
        with closing(sqlite3.connect(self.folder / name)) as connection:
            connection.executescript(statements)

    def ask(self, name, statement):
        with closing(sqlite3.connect(self.folder / name)) as connection:
            return connection.execute(statement).fetchall()

    def run(self, *words):
        command = [sys.executable, "-m", "app", "--home", str(self.folder / "home"), "--json", *words]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
        )
        assert "Traceback" not in done.stderr
        return done

    def timberline(self, action, *options, code):
        done = self.run("timberline", action, "--profile", str(self.folder / "profile.toml"), *options)
        assert done.returncode == code, (action, done.returncode, done.stderr, done.stdout)
        return json.loads(done.stdout)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "site")


def counts(document):
    return {name: (told["count"], told["amount"]) for name, told in document["buckets"].items() if told["count"]}


def test_a_month_from_the_analysis_to_the_check(desk):
    analysed = desk.timberline("analyse", code=1)
    assert counts(analysed) == {"ok": (2, "0.00"), "job-not-in-timberline": (1, "0.00")}

    exported = desk.timberline("create-invoices", code=1)
    assert counts(exported) == {"exported": (3, "1750.51"), "no-invoice-number": (1, "10.00")}
    assert (desk.folder / "out" / "ARInvImport.txt").read_bytes() == FILE

    again = desk.timberline("create-invoices", code=1)
    assert counts(again) == {"no-invoice-number": (1, "10.00")}
    desk.script("framework.db", "UPDATE cst_claim SET s_invoice_num = 'INV-13' WHERE l_claim_id = 6")
    assert counts(desk.timberline("create-invoices", code=3)) == {"exported": (1, "10.00")}
    assert counts(desk.timberline("create-invoices", "--if-exists", "archive", code=0)) == {"exported": (1, "10.00")}
    assert [path.read_bytes() for path in (desk.folder / "out" / "archive").iterdir()] == [FILE]

    desk.script("timberline.db", RECEIPTS)
    posted = desk.timberline("process-receipts", code=1)
    assert counts(posted) == {"posted": (2, "1450.50"), "no-matching-claim": (1, "5.00"), "empty-date": (1, "7.00")}
    payments = desk.ask("framework.db", "SELECT l_pay_id, l_cont_id, l_claim_id, c_amount, s_link_accts FROM cont_pay")
    assert [(*ids, float(amount), key) for *ids, amount, key in payments] == [
        (1, 1, 1, 1000.01, "20260803/00000012/00000345"),
        (2, 1, 2, 199.99, "20260803/00000012/00000345"),
        (3, 2, 3, 250.5, "20260804/1234567890/00000001"),
    ]
    assert counts(desk.timberline("process-receipts", code=1))["already-posted"] == (2, "1450.50")

    checked = desk.timberline("check-consistency", code=1)
    results = {row["invoice"].upper(): row for row in checked["rows"]}
    assert (results["INV-10"]["invoice_result"], results["INV-10"]["receipt_result"]) == ("match", "match")
    assert (results["INV-9"]["invoice_result"], results["INV-9"]["receipt_result"]) == (
        "within-variation",
        "not-matching",
    )
    assert results["INV-11"]["bucket"] == results["INV-13"]["bucket"] == "not-in-timberline"


def test_an_old_profile_becomes_a_new_one(desk):
    old, new = desk.folder / "old.ini", desk.folder / "new.toml"
    old.write_text(INI, encoding="utf-8")
    done = desk.run("profile", "import", str(old), "--to", str(new))
    assert new.exists(), (done.returncode, done.stderr)
    written = new.read_text(encoding="utf-8")
    profile = tomllib.loads(written)
    assert "TopSecret1" not in written + done.stdout + done.stderr
    assert profile["criteria"] == {"method": 3, "id": "7"}
    assert profile["analysis"]["use_job_format"] is True
    assert profile["receipts"]["start"].isoformat() == "2026-07-01"
    assert "peculiar_key" in str(profile["legacy"]).lower()
    assert "peculiar_key" in (done.stdout + done.stderr).lower()
    assert "office@example.com" in str(profile["legacy"])


def test_an_import_never_overwrites_a_profile(desk):
    old, new = desk.folder / "old.ini", desk.folder / "profile.toml"
    old.write_text(INI, encoding="utf-8")
    assert desk.run("profile", "import", str(old), "--to", str(new)).returncode != 0
    assert new.read_text(encoding="utf-8") == PROFILE


def test_a_profile_can_be_checked(desk):
    assert desk.run("profile", "check", str(desk.folder / "profile.toml")).returncode == 0
    (desk.folder / "profile.toml").write_text(PROFILE.replace("method = 4", "method = 9"), encoding="utf-8")
    done = desk.run("profile", "check", str(desk.folder / "profile.toml"))
    assert done.returncode == 5
    assert "method" in done.stderr
    assert "profile.toml" in done.stderr


def test_the_profile_is_needed(desk):
    assert desk.run("timberline", "analyse").returncode == 2
