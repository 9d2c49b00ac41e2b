"""The set-up of a fresh machine, on small checkouts of its own."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="plays on signals and paths of Unix"),
    pytest.mark.skipif(importlib.util.find_spec("ensurepip") is None, reason="needs python3-venv for venvs in seconds"),
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that needs no package, and whose program prints the words it is given."""
    return _made(tmp_path / "check out")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, set up once for all tests that only start it."""
    folder = _made(tmp_path_factory.mktemp("ready") / "check öut")
    assert _run(folder, "run", "x").returncode == 2
    return folder


def _made(folder: Path) -> Path:
    (folder / "app").mkdir(parents=True)
    (folder / "bootstrap.py").write_text((ROOT / "bootstrap.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "app" / "__init__.py").touch()
    (folder / "app" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\nsys.exit(len(sys.argv))\n")
    for name in ("requirements.lock", "requirements-test.lock"):
        (folder / name).touch()
    return folder


def _start(checkout: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    screenless = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    # An empty PATH hides apt-get: these tests are not about system packages.
    env = {**screenless, "PATH": str(checkout / "nothing"), **more}
    command = [sys.executable, str(checkout / "bootstrap.py"), *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=env, cwd=checkout.parent, stdout=pipe, stderr=pipe, text=True)


def _run(checkout: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    process = _start(checkout, *words, **more)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def test_the_words_and_the_exit_code_pass_through_and_stdout_is_the_programs_alone(checkout: Path):
    done = _run(checkout, "run", "jobs", "list", "--json")
    assert done.stdout == "['jobs', 'list', '--json']\n"
    assert done.returncode == 4
    assert "Making .venv" in done.stderr


def test_the_second_start_sets_nothing_up_and_is_quick(ready: Path):
    began = time.monotonic()
    again = _run(ready, "run", "x")
    assert time.monotonic() - began < 2
    assert (again.stdout, again.stderr) == ("['x']\n", "")


def test_a_checkout_is_found_whatever_the_locale_can_write(ready: Path):
    assert _run(ready, "run", "x", LC_ALL="C").stdout == "['x']\n"


def test_without_words_and_screen_the_demo_runs(ready: Path):
    assert _run(ready, "run").stdout == "['demo']\n"


def test_without_words_and_with_a_screen_the_sandbox_is_opened(ready: Path):
    assert _run(ready, "run", DISPLAY=":0").stdout == "['sandbox', 'open']\n"


def test_a_changed_lock_makes_the_set_up_run_again(checkout: Path):
    _run(checkout, "run", "x")
    (checkout / "requirements.lock").write_text("# another lock\n")
    assert "Installing" in _run(checkout, "run", "x").stderr


def test_a_checkout_that_moved_is_set_up_again(checkout: Path):
    _run(checkout, "run", "x")
    moved = checkout.rename(checkout.with_name("moved"))
    done = _run(moved, "run", "x")
    assert "Installing" in done.stderr
    assert done.stdout == "['x']\n"


def test_two_set_ups_at_once_make_one_venv(checkout: Path):
    both = [_start(checkout, "run", str(number)) for number in (1, 2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [out for out, _ in told] == ["['1']\n", "['2']\n"]
    assert sum("Making .venv" in err for _, err in told) == 1


def test_a_set_up_that_was_killed_is_not_taken_for_whole(checkout: Path):
    process = _start(checkout, "run", "x")
    while not (checkout / ".venv" / "pyvenv.cfg").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    done = _run(checkout, "run", "x")
    assert "starting from nothing" in done.stderr
    assert done.stdout == "['x']\n"


def test_a_wheel_that_is_not_the_one_locked_is_refused(checkout: Path):
    (checkout / "requirements.lock").write_text(f"humanize==4.17.0 --hash=sha256:{'0' * 64}\n")
    done = _run(checkout, "run", "x", PIP_NO_INDEX="1")
    assert done.returncode == 4
    assert done.stdout == ""
    assert "The set-up was not finished" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_command_is_told_how_it_goes(ready: Path):
    done = _run(ready, "start")
    assert done.returncode == 2
    assert "python bootstrap.py run" in done.stderr


def test_the_test_command_hands_words_to_pytest_and_fails_with_it(ready: Path):
    stub = ready / "pytest.py"
    stub.write_text("import sys\nprint('pytest', sys.argv[1:])\nsys.exit(1)\n")
    done = _run(ready, "test", "-k", "one")
    assert "pytest ['-k', 'one']" in done.stdout
    assert done.returncode == 1
    assert "FAILED  tests" in done.stderr


@pytest.fixture
def bootstrap(checkout: Path):
    """The module itself, working on the small checkout."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", checkout / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_a_package_counts_as_installed_by_a_name_it_provides(bootstrap, monkeypatch: pytest.MonkeyPatch):
    listing = "ii \tlibglib2.0-0t64, libglib2.0-0 (= 2.84)\nii \tlibgl1, \nrc \tlibegl1, \n"
    monkeypatch.setattr(bootstrap, "output", lambda _command: listing)
    assert bootstrap.missing(["libglib2.0-0", "libgl1", "libegl1", "libodbc2"]) == ["libegl1", "libodbc2"]


def test_unpacked_libraries_are_found_by_the_program(bootstrap, monkeypatch: pytest.MonkeyPatch):
    library = bootstrap.SYSTEM / "usr" / "lib" / "x86_64-linux-gnu"
    (library / "odbc").mkdir(parents=True)
    (library / "odbc" / "libsqlite3odbc.so").touch()
    monkeypatch.setenv("LD_LIBRARY_PATH", "/elsewhere")
    monkeypatch.delenv("ODBCSYSINI", raising=False)
    bootstrap.configure()
    env = bootstrap.environment()
    assert env["LD_LIBRARY_PATH"] == f"{library}:/elsewhere"
    assert f"[SQLite3]\nDriver={library}/odbc/libsqlite3odbc.so" in Path(env["ODBCSYSINI"], "odbcinst.ini").read_text()


def test_libraries_that_cannot_be_installed_are_named_with_the_command(
    bootstrap, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def refuse(*_arguments: object, **_more: object) -> None:
        raise subprocess.CalledProcessError(100, ["apt-get"])

    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "missing", lambda wanted: list(wanted)[:2])
    monkeypatch.setattr(bootstrap, "apt_install", refuse)
    monkeypatch.setattr(bootstrap, "unpack", refuse)
    bootstrap.system_packages(bootstrap.RUN)
    assert "apt-get install libgl1 libegl1" in capsys.readouterr().err
