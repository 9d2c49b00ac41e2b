"""Makes the same two databases and the same profile of a seed every time, with every oddity the contracts name."""

import datetime as dt
import random
from dataclasses import dataclass, field

from .shapes import Shape, invent_shape
from .spelling import Spelling

STATUS = (-7, -7, -7, -7, -10, -946, -1, -8, 7, None)
STAGES = (-4, -4, -4, -3, -3, -5, 4, None)
LINKS = (None, "", "ACC-1", "N/A", "  N/A ", "N/A x", "NA", "N/A/N/A")
FORMATS = ("", "", "##-####", "##-####", "##-##-####", "#-###-##", "####", "##.###/##", "## ####", "##--##")
METHODS = ("Use Quick Bill", "quick", "QUICK BILL  ", "Use contract", "CONTRACT ITEMS", "Contract", "quick bill")
ODD_METHODS = (None, "", "  ", "1", "Quick contract", "Time and material", "Quik")
CUSTOMERS = ("CUST01", "cust2", "  SMITH  ", "O'Brien, Pat", 'The "A" Co', "Øre & Søn", "Łódź", "B-7")
NAMES = (
    "12 Beach Road",
    "Lot 7, Stage 2",
    'The "Big" House',
    "A\nB",
    "Long\r\nstreet name that goes on",
    "Łukasz and 山田",
    "Café – 5 €",
    "   Padded   ",
    "A house whose name is longer than thirty characters",
    "",
    None,
    "Twenty-nine characters long..",
)
CLAIM_NAMES = (
    "Deposit",
    "Slab",
    "Frame, roof",
    'Fix"out',
    "Lock-up\r",
    "Practical completion of all works",
    "",
    None,
    "Ω",
)
SUMS = ("1000.00", "2500.5", "100.005", "2.675", "1.005", "0.125", "99.995", "12345.67", "250", "0.01", "3333.33")
RUNS = (1, 7, 12, 345, 99999999, 100000000, 1234567890)


@dataclass(frozen=True, kw_only=True)
class Invented:
    """A world before it is written: rows by table, the profile, and how the tables are shaped."""

    seed: int
    shape: Shape
    profile: dict
    framework: dict
    timberline: dict
    later_claims: list
    existing_file: bytes | None
    receipts_first: bool


def world(seed, *, today):
    return Inventor(random.Random(seed), seed=seed, today=today).world()


@dataclass
class Inventor:
    """Fills the tables row by row; `odd` is how often something unusual happens in this world."""

    random: random.Random
    seed: int
    today: dt.date
    framework: dict = field(default_factory=lambda: {"job": [], "cst_claim": [], "cont": [], "cont_pay": []})
    timberline: dict = field(default_factory=lambda: {"job": [], "phase": [], "contract_item": [], "transaction": []})

    def __post_init__(self):
        self.odd = self.random.choice((0.0, 0.04, 0.04, 0.12, 0.3))
        self.shape = invent_shape(self.random)
        self.spell = Spelling(self.random, odd=self.odd, shape=self.shape)
        self.invoices = []
        self.next_claim = self.random.choice((1, 500))
        self.next_invoice = self.random.choice((1, 990, 100000))
        self.profile = self.invent_profile()

    def rarely(self, often=1.0):
        return self.random.random() < self.odd * often

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *values):
        return self.random.choice(values)

    def world(self):
        for number in range(1, self.random.choice((0, 1, 2, 4, 8, 12, 18)) + 1):
            self.add_job(number)
        self.add_orphans()
        self.add_receipts()
        self.add_noise()
        self.random.shuffle(self.framework["cst_claim"])
        self.random.shuffle(self.timberline["transaction"])
        later = self.later_claims()
        return Invented(
            seed=self.seed,
            shape=self.shape,
            profile=self.profile,
            framework=self.framework,
            timberline=self.timberline,
            later_claims=later,
            existing_file=self.pick(None, None, None, b"I,old file of somebody\r\n"),
            receipts_first=self.chance(0.3),
        )

    # -- profile --------------------------------------------------------------------------------------------------

    def invent_profile(self):
        method = self.pick(4, 4, 4, 4, 4, 1, 2, 3, 5)
        code_needed = self.chance(0.7)
        start = self.pick(dt.date(2026, 7, 1), dt.date(2026, 1, 1), dt.date(2025, 1, 1))
        receipts = {"start": start, "sign": self.pick(1, 1, -1)}
        if self.chance(0.6):
            receipts["end"] = self.pick(dt.date(2026, 9, 30), dt.date(2026, 12, 31), max(start, dt.date(2026, 7, 15)))
        consistency = {"tolerance": self.pick("0.05", "0", "1.00", "0.01", "100")}
        if self.chance(0.35):
            consistency["from"] = self.pick(dt.date(2026, 7, 1), dt.date(2026, 8, 1))
        if self.chance(0.35):
            consistency["to"] = self.pick(dt.date(2026, 9, 30), dt.date(2026, 8, 31))
        return {
            "name": self.pick("Default", "Site 1"),
            "databases": {},
            "criteria": {"method": method, "id": self.criteria_id(method)},
            "analysis": {
                "phase_code": self.pick("01-100", "1-1") if code_needed or self.chance(0.8) else "",
                "contract_code": self.pick("C-100", "c100") if code_needed or self.chance(0.8) else "",
                "use_job_format": self.chance(0.4),
                "job_format": self.random.choice(FORMATS),
                "require_codes": code_needed,
            },
            "invoices": {
                "folder": self.pick("out", "out", "out/deep down", "."),
                "file": self.pick("ARInvImport.txt", "AR import 1.csv"),
                "layout": "sage-ar",
            },
            "receipts": receipts,
            "consistency": consistency,
        }

    def criteria_id(self, method):
        if method == 4:
            return self.pick("", "5", "whatever")
        return "A-1" if method == 2 else self.pick("5", "7")

    # -- jobs and their claims ------------------------------------------------------------------------------------

    def add_job(self, number):
        canonical, written = self.spell.job_number(number, job_format=self.profile["analysis"]["job_format"])
        method = self.profile["criteria"]["method"]
        if method == 2 and self.chance(0.6):
            self.profile["criteria"]["id"] = self.spell.variant((written or "").strip() or "A-1")
        wanted = int(self.profile["criteria"]["id"]) if method in (1, 3, 5) else 5
        job = {
            "l_job_id": number * 10,
            "s_job_num": written,
            "s_job_name": self.random.choice(NAMES) if self.chance(0.5) else f"House {number}",
            "l_wfl_stgMajor_id": self.random.choice(STAGES) if self.rarely(3) else self.pick(-4, -3),
            "l_job_status_gl_id": self.random.choice(STATUS) if self.rarely(3) else self.pick(-7, -10, -946),
            **{column: self.pick(wanted, wanted, wanted, 6, 55, None) for column in self.criteria_columns()},
            "s_link_accts": self.random.choice(LINKS) if self.rarely(3) else self.pick(None, "", "X"),
        }
        self.framework["job"].append(job)
        if not self.rarely():
            paid = self.spell.money(self.pick("0", "100.00", None))
            total = self.spell.money("50000.00")
            self.framework["cont"].append(
                {"l_cont_id": 7000 + number, "l_job_id": job["l_job_id"], "c_total": total, "c_paid_amt": paid}
            )
        self.add_timberline_job(canonical, written=written)
        for _ in range(self.pick(0, 1, 1, 2, 3, 4)):
            self.framework["cst_claim"].append(self.claim(job))

    def criteria_columns(self):
        return ("l_context_id", "l_team_id", "l_accounts_e_id")

    def add_timberline_job(self, canonical, *, written):
        if canonical is None or self.rarely():
            return
        spelled = self.spell.variant(canonical)
        row = {
            "job": spelled,
            "jdesc": "House",
            "jbMeth": self.random.choice(ODD_METHODS) if self.rarely() else self.random.choice(METHODS),
            "jcust": self.pick(None, "", "   ") if self.rarely() else self.random.choice(CUSTOMERS),
        }
        self.timberline["job"].append(row)
        other = spelled.strip().swapcase()
        if self.rarely(0.5) and other != spelled.strip():
            self.timberline["job"].append(row | {"job": other})
        self.add_codes(canonical, written=written)

    def add_codes(self, canonical, *, written):
        analysis = self.profile["analysis"]
        if not self.rarely() and analysis["phase_code"]:
            self.timberline["phase"].append(self.phase(canonical, analysis["phase_code"]))
        if self.chance(0.3):
            self.timberline["phase"].append(self.phase(canonical, "99-999"))
        contract = canonical if analysis["use_job_format"] else written
        if self.rarely():
            contract = self.pick(canonical, written, "NONE")
        if contract and contract.strip() and not self.rarely() and analysis["contract_code"]:
            item = {"iic": self.spell.variant(contract), "iici": self.spell.variant(analysis["contract_code"])}
            self.timberline["contract_item"].append(item)
        if self.chance(0.3):
            self.timberline["contract_item"].append({"iic": canonical, "iici": "Z-9"})

    def phase(self, job, code):
        extra = self.pick(None, "", "  ", "E1", "E2")
        return {
            "pjob": self.spell.variant(job),
            "pextra": extra,
            "phase": self.spell.variant(code),
            "pdesc": self.pick("Progress claim", None),
        }

    def claim(self, job):
        number = self.next_claim
        self.next_claim += self.pick(1, 1, 1, 7)
        total, paid = self.sums()
        invoice = self.invoice(job)
        return {
            "l_claim_id": number,
            "l_job_id": job["l_job_id"],
            "s_claim_name": self.random.choice(CLAIM_NAMES) if self.chance(0.5) else f"Claim {number}",
            "d_invoice": self.spell.day(self.a_day()) if not self.rarely(2) else self.spell.empty_day(),
            "s_invoice_num": invoice,
            "c_total": self.spell.money(total),
            "c_paid_amt": self.spell.money(paid),
            "f_link_exported": 1 if self.chance(0.15) else 0,
            "s_link_accts": self.random.choice(LINKS) if self.rarely(3) else self.pick(None, "", "Y"),
        }

    def sums(self):
        total = self.random.choice(SUMS)
        if self.rarely(2):
            total = self.pick("-50.00", "0", None, "-0.004", "0.004", "-1000.00")
        paid = self.pick("0", "0", "0", None, total, "10.00", "1.005")
        if self.rarely():
            paid = self.pick("99999.99", "-20.00")
        return total, paid

    def invoice(self, job):
        """A new number mostly; sometimes one that stands already, on this job or another, or an odd one."""
        mine = [number for number, owner in self.invoices if owner == job["l_job_id"]]
        if mine and self.chance(0.3):
            return self.spell.variant(self.random.choice(mine))
        if self.invoices and self.rarely():
            return self.spell.variant(self.random.choice(self.invoices)[0])
        if self.rarely(2):
            return self.spell.odd_invoice(self.next_invoice)
        self.next_invoice += 1
        number = self.spell.invoice(self.next_invoice)
        self.invoices.append((number, job["l_job_id"]))
        return self.spell.variant(number)

    def a_day(self):
        return dt.date(2026, 6, 1) + dt.timedelta(days=self.random.randrange(0, 140))

    def add_orphans(self):
        if self.rarely(3):
            for lost in (99999, None):
                self.framework["cst_claim"].append(self.claim({"l_job_id": lost}))

    def later_claims(self):
        """Claims raised after the first export, on jobs that are there."""
        if not self.framework["job"]:
            return []
        jobs = [self.random.choice(self.framework["job"]) for _ in range(6)]
        return [[self.claim(job) | {"f_link_exported": 0} for job in half] for half in (jobs[:3], jobs[3:])]

    # -- Timberline's transactions --------------------------------------------------------------------------------

    def add_receipts(self):
        for claim in list(self.framework["cst_claim"]):
            for _ in range(self.pick(0, 1, 1, 2)):
                self.add_receipt(claim)
            if not self.rarely(2):
                self.add_invoice(claim)

    def add_invoice(self, claim):
        amount = claim["c_total"]
        if self.chance(0.3):
            amount = self.spell.money(self.pick("0.03", "1000.03", "100.05", "2500.45", "-0.04"))
        kind = self.pick("Issued invoice", "Invoice", "INVOICE ", "Invoice adjustment", "issued Invoice")
        self.timberline["transaction"].append(self.transaction(kind, claim["s_invoice_num"], amount=amount))
        if self.chance(0.15):
            more = self.spell.money(self.pick("0.01", "-0.05", "0.004", "10"))
            row = self.transaction("Invoice adjustment", claim["s_invoice_num"], amount=more)
            self.timberline["transaction"].append(row)

    def add_receipt(self, claim):
        kind = self.pick("Cash Receipt", "Cash receipt", "CASH RECEIPT  ", " cash receipt")
        amount = self.receipt_amount(claim)
        row = self.transaction(kind, claim["s_invoice_num"], amount=amount)
        self.timberline["transaction"].append(row)
        if self.rarely(1.5):
            self.add_twin(row)
        if self.chance(0.2):
            self.add_payment(row, claim=claim)

    def receipt_amount(self, claim):
        choices = [claim["c_total"], *map(self.spell.money, ("10.00", "500", "0.01", "100.005", "99999.99"))]
        if self.rarely(4):
            choices = list(map(self.spell.money, ("-10.00", "0", None, "-99999.00", "-0.004", "-500.005")))
        amount = self.random.choice(choices)
        return self.spell.negated(amount) if self.profile["receipts"]["sign"] == -1 and self.chance(0.9) else amount

    def add_twin(self, row):
        """A second row with the same key: the same sum or another, the same invoice or another."""
        twin = row | {"tAmt": self.pick(row["tAmt"], self.spell.money("77.70"))}
        if self.chance(0.4) and self.invoices:
            twin["tInv"] = self.spell.variant(self.random.choice(self.invoices)[0])
        elif self.chance(0.5):
            twin["tInv"] = self.spell.variant(text_or_blank(row["tInv"]))
        self.timberline["transaction"].append(twin)

    def add_payment(self, row, *, claim):
        """A payment that a former run posted for this receipt, perhaps changed since."""
        key = self.spell.key(row)
        cont = next((one for one in self.framework["cont"] if one["l_job_id"] == claim["l_job_id"]), None)
        if key is None or cont is None:
            return
        sign = self.profile["receipts"]["sign"]
        amount = self.spell.money("1.11") if self.rarely(3) else self.spell.signed(row["tAmt"], sign)
        other = self.random.choice(self.framework["cst_claim"])["l_claim_id"]
        self.payment(cont, claim=other if self.rarely(2) else claim["l_claim_id"], amount=amount, key=key)
        if self.rarely(2):
            self.payment(cont, claim=claim["l_claim_id"], amount=self.spell.money(self.pick("0", "5.00")), key=key)

    def payment(self, cont, *, claim, amount, key):
        payments = self.framework["cont_pay"]
        last = payments[-1]["l_pay_id"] if payments else self.shape.first_payment
        payments.append(
            {
                "l_pay_id": last + self.pick(1, 1, 5),
                "l_cont_id": cont["l_cont_id"],
                "l_claim_id": claim,
                "d_paid": self.spell.day(self.a_day()),
                "c_amount": amount,
                "s_link_accts": key,
            }
        )

    def transaction(self, kind, invoice, *, amount):
        dated = self.a_day() if self.chance(0.7) else self.today + dt.timedelta(days=self.pick(-1, 0, 1))
        return {
            "tInv": self.spell.variant(text_or_blank(invoice)) if invoice else invoice,
            "type": kind,
            "tdate": self.spell.empty_day() if self.rarely(2) else self.spell.day(dated),
            "tRun": self.spell.number(self.random.choice(RUNS) if self.chance(0.3) else self.random.randrange(1, 40)),
            "tSeq": self.spell.number(self.random.choice(RUNS) if self.chance(0.2) else self.random.randrange(1, 400)),
            "tAmt": amount,
            "tcust": self.random.choice(CUSTOMERS),
        }

    def add_noise(self):
        rows = self.timberline["transaction"]
        for invoice in (None, "", "   ", "NOBODY-1"):
            if self.chance(0.5):
                rows.append(self.transaction("Cash Receipt", invoice, amount=self.spell.money("12.00")))
        for kind in ("Cash recpt adjustmnt", "Finance charge", None, "", "Invoices"):
            if self.chance(0.4) and self.invoices:
                number = self.random.choice(self.invoices)[0]
                rows.append(self.transaction(kind, number, amount=self.spell.money("9.99")))
        for cont in self.framework["cont"]:
            if self.chance(0.2):
                claims = self.framework["cst_claim"]
                claim = self.random.choice(claims)["l_claim_id"] if claims and self.chance(0.7) else None
                key = self.pick(None, "", "N/A", "manual")
                self.payment(cont, claim=claim, amount=self.spell.money("20.00"), key=key)


def text_or_blank(value):
    return "" if value is None else str(value)
