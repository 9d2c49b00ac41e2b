from __future__ import annotations

from ui.single import Single


def test_a_second_start_calls_the_first_one(qtbot, tmp_path):
    first, second = Single(tmp_path), Single(tmp_path)
    assert not first.call_first()
    assert first.listen()
    with qtbot.waitSignal(first.called):
        assert second.call_first()
    first.close()


def test_another_folder_has_a_window_of_its_own(qtbot, tmp_path):
    first, other = Single(tmp_path / "a"), Single(tmp_path / "b")
    assert first.listen()
    assert not other.call_first()
    first.close()
