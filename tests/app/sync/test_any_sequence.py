"""Whatever happens to the ERP and to the runs, in the end ARM is the ERP but for the open failed records."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.errors import Stopped
from app.model.run import RunMode
from app.sync.failed import open_failures
from app.sync.sessions import Routes
from tests.app.sync.site import Site

KEYS = st.sampled_from(["A", "B", "C", "D", "E", None])
ROWS = st.integers(0, 7)
ACTS = st.one_of(
    st.tuples(st.just("insert"), KEYS, st.booleans()),
    st.tuples(st.just("insert"), KEYS, st.booleans()),
    st.tuples(st.just("spoil"), ROWS),
    st.tuples(st.just("change"), ROWS),
    st.tuples(st.just("rekey"), ROWS, KEYS),
    st.tuples(st.just("toggle"), ROWS),
    st.tuples(st.just("delete"), ROWS),
    st.tuples(st.just("run"), st.integers(0, 4)),
    st.tuples(st.just("run"), st.just(99)),
    st.tuples(st.just("full"), st.integers(0, 5)),
    st.tuples(st.just("retry"), st.just(99)),
)
MODES = {"run": RunMode.INCREMENTAL, "full": RunMode.FULL, "retry": RunMode.RETRY}


def act(site: Site, ids: list[str], what: str, *words: Any) -> None:
    if what == "insert":
        ids.append(site.add(words[0], Description="x" * 31 if words[1] else "fine"))
    elif what in MODES:
        interrupted(site, MODES[what], after=words[0])
    elif ids:
        row = ids[words[0] % len(ids)]
        match what:
            case "spoil":
                site.change(row, Price="a lot")
            case "change":
                site.change(row, Description="better", Price="1.50")
            case "rekey":
                site.change(row, PartNum=words[1])
            case "toggle":
                site.sql('UPDATE "Part" SET "InActive" = 1 - "InActive" WHERE "SysRowID" = :id', id=row)
                site.change(row)
            case _:
                site.remove(row)
                ids.remove(row)


def interrupted(site: Site, mode: RunMode, *, after: int) -> None:
    left = [after]

    def border() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stopped("stop")

    with suppress(Stopped):
        site.run(mode, on_check=border)


def assert_equal(site: Site) -> None:
    with site.erp_database.connect() as connection:
        mine = f'SELECT * FROM "Part" WHERE "Company" = \'{site.company}\''
        erp = [dict(row) for row in connection.exec_driver_sql(mine).mappings()]
    taken = [row for row in erp if not row["InActive"]]
    sound = [row for row in taken if row["PartNum"] and row["Price"] != "a lot" and len(row["Description"]) <= 30]
    failed = Counter(key for key, _, _ in site.failures())
    arm = {row["PartNum"]: row for row in site.rows() if row["Deleted"] == 0 and row["Company"] == site.company}
    for key in {row["PartNum"] for row in sound}:
        rivals = [row for row in sound if row["PartNum"] == key]
        unsound = [row for row in taken if row["PartNum"] == key and row not in sound]
        shown = {name: arm.get(key, {}).get(name) for name in ("SysRowID", "Description", "Price", "SysRevID")}
        assert key in arm or (unsound and failed[key] == len(rivals) + len(unsound)), (key, rivals, unsound)
        if key in arm and shown["SysRowID"] in {row["SysRowID"] for row in rivals}:
            assert shown in [{name: row[name] for name in shown} for row in rivals]
    assert sum(failed.values()) == len(taken) - sum(
        1 for row in sound if arm.get(row["PartNum"], {}).get("SysRowID") == row["SysRowID"]
    )
    there = {row["PartNum"] for row in taken}
    open_rows = {item.row.get("SysRowID") for item in open_failures(site.order().company)}  # their old rows stay
    for key, row in arm.items():
        assert key in there or row["SysRowID"] in open_rows, row


@pytest.mark.parametrize("routes", [Routes(batch=2), Routes(attach=False, bulk_from=None, batch=2)])
@settings(max_examples=20, deadline=None)
@given(acts=st.lists(ACTS, max_size=25))
def test_arm_ends_as_the_erp_is(routes: Routes, acts: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = Site(erp=f"sqlite:///{folder}/erp.db", arm=f"sqlite:///{folder}/arm.db", routes=routes)
        site.make()
        ids: list[str] = []
        for what, *words in acts:
            act(site, ids, what, *words)
        site.full()
        site.run(RunMode.RETRY)
        assert_equal(site)
        assert site.run().read == 0
        site.close()
