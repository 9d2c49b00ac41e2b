"""The words of the command line: global options, wrong words, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.main import exit_code, main, split
from app.model.errors import ConfigError, DecisionNeeded, Fatal, Transient, Unreachable, UsageError


@pytest.mark.parametrize(
    "words",
    [
        ["--home", "here", "--store", "sqlite:///s.db", "--json", "jobs", "list"],
        ["jobs", "list", "--json", "--home=here", "--store=sqlite:///s.db"],
        ["--json", "jobs", "--home", "here", "list", "--store", "sqlite:///s.db"],
    ],
)
def test_options_of_every_command_are_taken_wherever_they_stand(words: list[str]):
    session, rest = split(words)
    assert rest == ["jobs", "list"]
    assert (session.home, session.store, session.json) == (Path("here").absolute(), "sqlite:///s.db", True)


def test_the_home_comes_from_the_environment_where_no_option_says_otherwise(home: Path):
    assert split(["demo"])[0].home == home


def test_words_after_two_dashes_are_left_alone():
    assert split(["jobs", "--", "--json"])[1] == ["jobs", "--", "--json"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["agnt", "list"], "Did you mean agent?"),
        (["agent", "lst"], "Did you mean list?"),
        (["jobs", "list", "--agnt", "North"], "Did you mean --agent?"),
        (["agent", "add"], "needs NAME"),
        (["runs"], "Say which: list, log, show."),
        (["--json", "jobs"], "tieline jobs needs a command"),
        (["agent", "add", "North", "South"], "no place for the word 'South'"),
        (["jobs", "set", "3", "--interval", "soon"], "soon"),
        (["--home"], "--home needs a value"),
        (["--store", "--json", "demo"], "--store needs a value"),
        (["jobs", "run", "--wait"], "no job is named"),
        (["jobs", "run", "3", "--all"], "jobs are named beside --all"),
        (["jobs", "set", "3"], "no property is named"),
        (["sandbox", "create", "--rows", "0"], "at least one row"),
        (["agent", "set", "North"], "no setting is named"),
        (["agent", "set", "North", "--bil-ports", "nine"], "ports"),
        (["runs", "show", "none"], "none"),
    ],
)
def test_wrong_words_are_told_in_one_sentence_with_exit_2(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), 2),
        (DecisionNeeded("x"), 3),
        (Transient("x"), 4),
        (Unreachable("x"), 4),
        (ConfigError("x"), 5),
        (Fatal("x"), 1),
    ],
)
def test_an_error_has_the_exit_code_of_what_the_caller_should_do(error, code: int):
    assert exit_code(error) == code


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == "0.1.0"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--help"], ("agent", "demo", "--home", "--store", "--json", "Exit codes", "tieline jobs why")),
        (["agent", "--help"], ("add", "list", "show", "pause", "resume", "run", "set")),
        (["agent", "pause", "--help"], ("--note", "Example")),
        (["company", "map", "--help"], ("--agent", "--erp", "--arm", "--kinetic-api", "Example")),
        (["jobs", "--help"], ("list", "show", "why", "run", "stop", "enable", "disable", "retry", "set", "full-sync",
                              "cancel-full-sync", "fetch", "decisions")),
        (["jobs", "run", "--help"], ("--all", "--wait", "--agent", "Examples")),
        (["jobs", "full-sync", "--help"], ("--company", "--yes", "--wait")),
        (["runs", "--help"], ("list", "show", "log")),
        (["runs", "list", "--help"], ("--agent", "--job", "--limit")),
        (["failures", "list", "--help"], ("--job",)),
        (["sandbox", "create", "--help"], ("--rows", "--seed")),
        (["doctor", "--help"], ("--ddl",)),
    ],
)  # fmt: skip
def test_help_names_what_there_is(words: list[str], told: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert [word for word in told if word not in out] == []
    assert err == ""


def test_a_fault_of_ours_is_a_sentence_and_a_file_for_support(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_arguments: object) -> None:
        raise RuntimeError("the parts do not fit")

    monkeypatch.setattr("app.compose.build", fail)
    assert main(["agent", "list"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "Traceback" not in err
    (path,) = (home / "logs").glob("tieline-fault-*.log")
    assert str(path) in err
    assert "RuntimeError: the parts do not fit" in path.read_text(encoding="utf-8")


def test_ctrl_c_is_a_clean_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.compose.build", interrupt)
    assert main(["agent", "list"]) == 130
    assert capsys.readouterr().err.startswith("Interrupted")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
def test_without_a_screen_the_window_says_so_and_what_to_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "tieline demo" in capsys.readouterr().err


def _tieline(*words: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "app", *words], timeout=60, check=False, **more)


def test_help_loads_neither_databases_nor_bulk_libraries():
    code = (
        "import sys\nfrom app.cli.main import main\nmain(['--help'])\n"
        "heavy = {'sqlalchemy', 'pyarrow', 'dbos', 'sqlglot', 'networkx', 'PySide6', 'httpx', 'alembic'}\n"
        "sys.exit(repr(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="counts the processor's time the Unix way")
def test_help_comes_at_once():
    import resource

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    spells = []
    for _ in range(3):  # the best of three, in the processor's own time: the machine may be busy
        before = spent()
        assert _tieline("--help", stdout=subprocess.DEVNULL).returncode == 0
        spells.append(spent() - before)
    assert min(spells) < 0.5


def test_a_reader_that_goes_away_is_no_trouble():
    reading, writing = os.pipe()
    os.close(reading)
    done = _tieline("--help", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams the Unix way")
def test_closed_streams_are_no_trouble():
    command = f"'{sys.executable}' -m app --version >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], timeout=60, check=False).returncode == 0


@pytest.mark.parametrize("number", ["1.5", "1e3", "0x10", "99999999999999999999", "9" * 14])
def test_only_whole_numbers_are_whole_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str):
    for words in (["jobs", "set", "1", "--interval", number], ["runs", "show", number]):
        assert main(["--home", str(tmp_path), *words]) == 2
        assert "not a whole number" in capsys.readouterr().err


def test_a_command_does_not_load_what_it_does_not_need():
    heavy = ("httpx", "tenacity", "pyarrow", "dbos", "networkx", "sqlglot", "keyring", "app.timberline.invoicing")
    told = f"import sys, app.compose; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
