"""A house builder's books, made up: jobs with claims and payments in Framework, invoices and receipts in Timberline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from app.sandbox.names import LAST

PHASE, ITEM = "01-100", "C-100"
STAGES = ("Deposit", "Slab", "Frame", "Lock-up", "Fixing", "Completion")
SHARES = (5, 15, 20, 25, 25, 10)  # per cent of the price, a stage each
FIRST_DAY = date(2026, 7, 1)
_STREETS = ("Acacia", "Banksia", "Cedar", "Driftwood", "Elm", "Fern", "Grevillea", "Harbour", "Ironbark", "Jacaranda")
Values = tuple[object, ...]


@dataclass(kw_only=True)
class Site:
    """Rows by table, on their way into the two databases."""

    tables: dict[str, list[Values]] = field(default_factory=dict)
    run: int = 400

    def add(self, table: str, *values: object) -> None:
        """Put a row into a table."""
        self.tables.setdefault(table, []).append(values)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.tables.get(table, ()))

    def job(self, number: str, name: str, *, stage: int = -4, status: int = -7, link: str | None = None) -> int:
        """A job of Framework; returns its id."""
        job_id = 1000 + self.count("job")
        place = self.count("job")
        self.add("job", job_id, number, name, stage, status, 1 + place % 3, 10 + place % 4, 1 + place % 2, link)
        return job_id

    def contract(self, job_id: int, cents: int) -> int:
        """The contract of a job; returns its id."""
        contract_id = 5000 + self.count("cont")
        self.add("cont", contract_id, job_id, money(cents), "0.00")
        return contract_id

    def claim(
        self, job_id: int, name: str, *, day: date | None, invoice: str | None, cents: int, exported: bool = False,
        link: str | None = None,
    ) -> int:  # fmt: skip
        """A claim of a job; returns its id."""
        claim_id = 20000 + self.count("cst_claim")
        shown = day.isoformat() if day else None
        self.add("cst_claim", claim_id, job_id, name, shown, invoice, money(cents), "0.00", int(exported), link)
        return claim_id

    def in_timberline(self, number: str, name: str, *, method: str, customer: str | None) -> None:
        """A job of Timberline."""
        self.add("Master_Jcm_Record_1_1", number, name[:30], method, customer)

    def transaction(self, kind: str, invoice: str | None, day: date | None, cents: int, *, customer: str = "") -> str:
        """An AR transaction; returns the key it would have as a receipt."""
        sequence = self.count("Current_Art_Record_1") + 1
        self.run += sequence % 7 == 0
        shown = day.isoformat() if day else None
        self.add("Current_Art_Record_1", invoice, kind, shown, self.run, sequence, cents / 100, customer)
        return f"{day:%Y%m%d}/{self.run:08d}/{sequence:08d}" if day else ""

    def payment(self, contract_id: int, claim_id: int, day: date, cents: int, key: str) -> None:
        """A payment that came over earlier, with the totals it raised."""
        number = 90000 + self.count("cont_pay")
        self.add("cont_pay", number, contract_id, claim_id, day.isoformat(), money(cents), key)
        self._raise("cst_claim", claim_id, column=6, cents=cents)
        self._raise("cont", contract_id, column=3, cents=cents)

    def _raise(self, table: str, key: int, *, column: int, cents: int) -> None:
        rows = self.tables[table]
        index = next(place for place, row in enumerate(rows) if row[0] == key)
        row = rows[index]
        before = round(float(str(row[column])) * 100)
        rows[index] = (*row[:column], money(before + cents), *row[column + 1 :])


@dataclass(frozen=True, kw_only=True)
class House:
    """A sound job: in both systems, with its contract."""

    job_id: int
    contract_id: int
    number: str
    customer: str
    price: int
    contract_based: bool


def money(cents: int) -> str:
    """Cents as an exact decimal text."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def house(site: Site, dice: Random) -> House:
    """A house under construction, known to Timberline by its formatted number."""
    serial = site.count("job") + 1
    number = f"26{serial:04d}"
    name = f"{dice.choice(LAST)}, {dice.randint(1, 180)} {dice.choice(_STREETS)} St"
    contract_based = dice.random() < 0.3
    customer = f"CUS{serial:04d}"
    shown = f"{number[:2]}-{number[2:]}"
    site.in_timberline(shown, name, method="Use Contract" if contract_based else "Use Quick Bill", customer=customer)
    site.add("Active_Cnc_Record_10", number, ITEM) if contract_based else site.add(
        "Master_Jcm_Record_3", shown, "", PHASE, "Progress claim"
    )
    price = dice.randrange(280_000_00, 720_000_00, 50_00)
    job_id = site.job(number, name, stage=-4 if dice.random() < 0.8 else -3)
    return House(
        job_id=job_id,
        contract_id=site.contract(job_id, price),
        number=number,
        customer=customer,
        price=price,
        contract_based=contract_based,
    )


def history(site: Site, one: House, dice: Random) -> None:
    """Claims of past stages: exported, posted in Timberline, mostly paid; the newest waits to be exported."""
    stages = dice.randint(1, len(STAGES))
    day = FIRST_DAY + timedelta(days=dice.randint(0, 20))
    for stage, name in enumerate(STAGES[:stages]):
        cents = one.price * SHARES[stage] // 100
        invoice = f"{one.number}-{stage + 1}"
        due = stage == stages - 1
        claim_id = site.claim(one.job_id, name, day=day, invoice=invoice, cents=cents, exported=not due)
        if not due:
            site.transaction("Issued invoice", invoice, day, cents, customer=one.customer)
            _receipt(site, one, dice, claim_id=claim_id, invoice=invoice, day=day + timedelta(days=9), cents=cents)
        day += timedelta(days=dice.randint(14, 24))


def _receipt(site: Site, one: House, dice: Random, *, claim_id: int, invoice: str, day: date, cents: int) -> None:
    """Paid: carried over already, waiting to be, or not paid yet."""
    fate = dice.random()
    if fate < 0.15:
        return
    key = site.transaction("Cash receipt", invoice, day, cents, customer=one.customer)
    if fate < 0.6:
        site.payment(one.contract_id, claim_id, day, cents, key)
