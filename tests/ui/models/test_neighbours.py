from __future__ import annotations

from tests.ui import double
from ui.models.neighbours import as_text, neighbours

JOBS = {row.number: row for row in double.job_rows()}


def test_every_job_stands_left_of_what_needs_it():
    for job in JOBS.values():
        found = neighbours(job, jobs=JOBS)
        level = {row.number: place for place, rows in found.levels.items() for row in rows}
        assert level[job.number] == 0
        for source, target in found.edges:
            if level[source] <= 0 and level[target] <= 0:
                assert level[source] < level[target]


def test_the_counts_are_those_of_the_graph():
    assert neighbours(JOBS[1], jobs=JOBS).before == 0
    assert neighbours(JOBS[1], jobs=JOBS).after > 20
    assert neighbours(JOBS[11], jobs=JOBS).after == 0


def test_the_graph_is_told_as_text_too():
    text = as_text(JOBS[11], jobs=JOBS)
    assert text.startswith("11 Alternate UOM: Part-specific\ndepends on:")
    assert "    1 Company" in text
    assert text.endswith("is needed by:\n  none")
