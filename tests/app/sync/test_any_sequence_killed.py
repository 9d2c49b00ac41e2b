"""Two companies of one ERP in one ARM, and runs that are killed in the middle of a statement: all ends well.

Many more sequences: pytest -m slow tests/app/sync/test_any_sequence_killed.py
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from app.model.run import RunMode
from app.sync.sessions import Routes
from tests.app.sync.site import Site
from tests.app.sync.test_any_sequence import assert_equal
from tests.app.sync.victims import Order, Runs

COMPANIES = st.sampled_from(["C1", "C2"])
KEYS = st.sampled_from(["A", "B", "C", "D", "E", None])
PLACES = st.integers(0, 20)
MODES = st.sampled_from([RunMode.INCREMENTAL, RunMode.INCREMENTAL, RunMode.FULL, RunMode.FULL, RunMode.RETRY])
MOMENTS = st.one_of(st.integers(1, 80), st.integers(1, 350))


class Machine(RuleBasedStateMachine):
    """The ERP changes, runs begin, end, fail records and are killed, in any order."""

    runs: ClassVar[Runs]
    deaths: ClassVar[int] = 0

    @initialize(rows=st.integers(0, 12))
    def begin(self, rows: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        place = Path(self.folder.name)
        self.sites = {
            company: Site(
                erp=f"sqlite:///{place}/erp.db",
                arm=f"sqlite:///{place}/arm.db",
                routes=Routes(batch=3),
                company=company,
            )
            for company in ("C1", "C2")
        }
        self.erp = self.sites["C1"]
        self.sites["C2"].revisions, self.sites["C2"].fences = self.erp.revisions, self.erp.fences
        self.erp.make()
        self.ids = [self.erp.add(f"P{number}", company=f"C{1 + number % 2}") for number in range(rows)]

    @rule(company=COMPANIES, key=KEYS, sound=st.booleans())
    def insert(self, company: str, key: str | None, sound: bool) -> None:
        self.ids.append(self.erp.add(key, company=company, Description="fine" if sound else "x" * 31))

    def _row(self, place: int) -> str:
        return self.ids[place % len(self.ids)]

    @precondition(lambda self: self.ids)
    @rule(place=PLACES, price=st.sampled_from(["1.50", "a lot", None]))
    def change(self, place: int, price: str | None) -> None:
        self.erp.change(self._row(place), Price=price)

    @precondition(lambda self: self.ids)
    @rule(place=PLACES, text=st.sampled_from(["better", "x" * 31]))
    def rewrite(self, place: int, text: str) -> None:
        self.erp.change(self._row(place), Description=text)

    @precondition(lambda self: self.ids)
    @rule(place=PLACES, key=KEYS)
    def rekey(self, place: int, key: str | None) -> None:
        self.erp.change(self._row(place), PartNum=key)

    @precondition(lambda self: self.ids)
    @rule(place=PLACES, inactive=st.booleans())
    def toggle(self, place: int, inactive: bool) -> None:
        self.erp.change(self._row(place), InActive=int(inactive))

    @precondition(lambda self: self.ids)
    @rule(place=PLACES)
    def delete(self, place: int) -> None:
        self.erp.remove(self.ids.pop(place % len(self.ids)))

    @rule(company=COMPANIES, mode=MODES)
    def run(self, company: str, mode: RunMode) -> None:
        assert self._do(company, mode)

    @rule(company=COMPANIES, mode=MODES, after=MOMENTS)
    def kill(self, company: str, mode: RunMode, after: int) -> None:
        type(self).deaths += not self._do(company, mode, dies_after=after)

    @rule(company=COMPANIES, part=st.integers(0, 4), after=MOMENTS)
    def change_much_and_kill(self, company: str, part: int, after: int) -> None:
        for place, row in enumerate(self.ids):
            if place % 5 != part:
                self.erp.change(row, Note=f"at {after}")
        type(self).deaths += not self._do(company, RunMode.INCREMENTAL, dies_after=after)

    @rule(company=COMPANIES, after=MOMENTS)
    def kill_a_full_sync(self, company: str, after: int) -> None:
        type(self).deaths += not self._do(company, RunMode.FULL, dies_after=after)

    @rule()
    def restart(self) -> None:
        type(self).runs.close()
        type(self).runs = Runs()

    def _do(self, company: str, mode: RunMode, dies_after: int | None = None) -> bool:
        site = self.sites[company]
        fence = next(site.fences)
        order = Order(erp=site.erp, arm=site.arm, company=company, mode=mode.value, fence=fence, dies_after=dies_after)
        return self.runs.do(order)

    def teardown(self) -> None:
        if not hasattr(self, "sites"):
            return
        for company, site in self.sites.items():
            self._do(company, RunMode.INCREMENTAL)
            self._do(company, RunMode.RETRY)
            assert_arrived(site)  # before a full sync could make up for what was passed over
            self._do(company, RunMode.FULL)
            self._do(company, RunMode.RETRY)
            assert_equal(site)
            assert site.run().read == 0
        for site in self.sites.values():
            site.close()
        self.folder.cleanup()


def assert_arrived(site: Site) -> None:
    """Each sound record whose key is its own stands in ARM as the ERP has it."""
    with site.erp_database.connect() as connection:
        mine = f'SELECT * FROM "Part" WHERE "Company" = \'{site.company}\' AND "InActive" = 0'
        taken = [dict(row) for row in connection.exec_driver_sql(mine).mappings()]
    arm = {row["PartNum"]: row for row in site.rows() if row["Deleted"] == 0 and row["Company"] == site.company}
    keys = Counter(row["PartNum"] for row in taken)
    for row in taken:
        sound = row["PartNum"] and row["Price"] != "a lot" and len(row["Description"]) <= 30
        if sound and keys[row["PartNum"]] == 1:
            names = ("SysRowID", "SysRevID", "Description", "Price")
            assert [arm.get(row["PartNum"], {}).get(name) for name in names] == [row[name] for name in names], row


def go_through(*, sequences: int, steps: int, always_the_same: bool = False) -> int:
    """Try sequences; says how many runs were killed."""
    Machine.deaths, Machine.runs = 0, Runs()
    try:
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=sequences,
                stateful_step_count=steps,
                deadline=None,
                derandomize=always_the_same,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        Machine.runs.close()
    return Machine.deaths


def test_killed_runs_lose_and_double_nothing() -> None:
    assert go_through(sequences=2, steps=12, always_the_same=True) >= 1


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_killed_runs_lose_and_double_nothing_in_many_sequences() -> None:
    killed = go_through(sequences=150, steps=40)
    print(f"{killed} runs were killed")
    assert killed > 100
