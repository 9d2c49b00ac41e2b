from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from app.model.errors import UsageError


def test_a_call_runs_in_another_thread_and_its_answer_comes_back(qtbot, work):
    answers = []

    async def _ask():
        answers.append(await work.call(threading.current_thread))

    work.start(_ask())
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert answers[0] is not threading.current_thread()


def test_a_refusal_takes_the_one_path(qtbot, work):
    def _refuse():
        raise UsageError("The agent was not found", why="no agent is called X")

    async def _ask():
        await work.call(_refuse)

    with qtbot.waitSignal(work.refused) as refused:
        work.start(_ask())
    assert "no agent is called X" in str(refused.args[0])


@pytest.mark.logs_warnings
def test_a_bug_takes_the_path_of_bugs(qtbot, loop):
    from ui.work import Work

    work = Work(loop=loop)

    async def _fail():
        await work.call(lambda: 1 / 0)

    with qtbot.waitSignal(work.broken) as broken:
        work.start(_fail())
    assert isinstance(broken.args[0], ZeroDivisionError)
    loop.run_until_complete(work.close())


def test_the_answer_for_a_closed_page_is_dropped(qtbot, work):
    page, release, answers = QObject(), threading.Event(), []

    async def _ask():
        answers.append(await work.call(release.wait))

    work.start(_ask(), owner=page)
    qtbot.wait(10)
    page.deleteLater()
    qtbot.waitUntil(lambda: not work.busy)
    release.set()
    qtbot.wait(20)
    assert answers == []
