"""The invented worlds reach every bucket, every status and every refusal, the same ones each time."""

import collections
import datetime as dt

import pytest

from . import naive
from .generate import world
from .writing import write

TODAY = dt.date(2026, 11, 26)
BUCKETS = {
    "analyse": {"ok", "job-format-error", "job-not-in-timberline", "billing-method-unknown", "code-missing"},
    "create-invoices": {*naive.ORDER, "exported"},
    "process-receipts": {
        *("posted", "empty-date", "already-posted", "changed-after-posting", "no-contract", "no-matching-claim"),
    },
    "check-consistency": set(naive.WORSE),
}
STATUSES = {"success", "no-eligible-records", "user-intervention-required"}


def test_a_seed_always_makes_the_same_world():
    assert world(7, today=TODAY) == world(7, today=TODAY)


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What the naive implementation says about the first worlds, by action."""
    folder = tmp_path_factory.mktemp("worlds")
    found = collections.defaultdict(list)
    for seed in range(120):
        read = naive.read(write(world(seed, today=TODAY), folder / str(seed)))
        found["analyse"].append(naive.analyse(read))
        found["create-invoices"].append(naive.create_invoices(read))
        found["process-receipts"].append(naive.process_receipts(read, today=TODAY))
        found["check-consistency"].append(naive.check_consistency(read))
    return found


@pytest.mark.parametrize("action", BUCKETS)
def test_the_worlds_reach_every_bucket_and_status(answers, action):
    seen = collections.Counter(name for outcome in answers[action] for name in outcome.buckets)
    assert set(seen) == BUCKETS[action]
    assert min(seen.values()) >= 3, seen
    assert {outcome.status for outcome in answers[action]} == STATUSES


def test_the_worlds_reach_files_with_quotes_credits_and_unmapped_characters(answers):
    files = [outcome.file or b"" for outcome in answers["create-invoices"]]
    assert any(b'""' in content for content in files)
    assert any(b",-" in content for content in files)
    assert sum(content.count(b"\r\nD") > content.count(b"\r\nI") + 1 for content in files) > 5
    assert any(outcome.unmapped for outcome in answers["create-invoices"])


def test_receipts_are_spread_over_claims_and_taken_back(answers):
    spread = collections.Counter()
    for outcome in answers["process-receipts"]:
        for key, parts in parts_by_key(outcome).items():
            spread["several"] += len(parts) > 1
            spread["back"] += any(part < 0 for part in parts)
            spread["nothing"] += parts == [0]
            spread[key] += 1
    assert min(spread["several"], spread["back"], spread["nothing"]) >= 5, spread


def parts_by_key(outcome):
    posted = {row["key"] for row in outcome.rows if row["bucket"] == "posted"}
    parts = collections.defaultdict(list)
    for payment in outcome.framework["cont_pay"]:
        if payment["s_link_accts"] in posted:
            parts[payment["s_link_accts"]].append(payment["c_amount"])
    return parts
