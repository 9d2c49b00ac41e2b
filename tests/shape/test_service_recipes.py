"""The recipes for services: what systemd and the Task Scheduler will do with them, tried as far as can be here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.journeys.conftest import Tieline

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "resources" / "services" / "tieline@.service"
TASK = ROOT / "resources" / "services" / "tieline-task.xml"
NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def setting(name: str) -> str:
    (found,) = re.findall(rf"(?m)^{name}=(.*)$", UNIT.read_text(encoding="utf-8"))
    return found


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd (Debian: systemd)")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    text = UNIT.read_text(encoding="utf-8").replace("/opt/tieline/.venv/bin/python", sys.executable)
    place = tmp_path / UNIT.name
    place.write_text(text.replace("/opt/tieline", str(ROOT)), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", place], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@pytest.mark.slow  # pytest -m slow tests/shape/test_service_recipes.py
@pytest.mark.skipif(sys.platform == "win32", reason="systemd is Linux")
def test_what_the_unit_starts_ends_in_time_and_starts_again_after_a_kill(tmp_path: Path) -> None:
    tieline = Tieline(home=tmp_path / "home")
    tieline.ok("agent", "add", "North")
    words = shlex.split(setting("ExecStart").replace("%i", "North"))
    assert words[:3] == [f"{setting('WorkingDirectory')}/.venv/bin/python", "-m", "app"]
    command = [sys.executable, *(str(tieline.home) if word == "/var/lib/tieline" else word for word in words[1:])]
    # As systemd does: the variables of the file, and next to nothing else.
    env = {"PATH": os.environ["PATH"], "TIELINE_SECRETS": os.environ["TIELINE_SECRETS"], "ERP_PASSWORD": "x"}

    def started() -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(
            lambda: (
                process.pid in {one["pid"] for one in tieline.ok("--json", "agent", "show", "North").json["processes"]}
            )
        )
        return process

    first = started()
    first.kill()
    assert first.wait(timeout=10) == -signal.SIGKILL
    second = started()
    second.send_signal(getattr(signal, setting("KillSignal")))
    assert second.wait(timeout=float(setting("TimeoutStopSec"))) == 0
    assert tieline.ok("--json", "agent", "show", "North").json["processes"] == []


def test_what_starting_again_cannot_put_right_is_not_tried_again_and_again(tmp_path: Path) -> None:
    hopeless = {int(code) for code in setting("RestartPreventExitStatus").split()}
    tieline = Tieline(home=tmp_path / "home")
    assert tieline("agent", "run", "Nowhere").code in hopeless
    broken = Tieline(home=tmp_path / "home")("--store", "oracle://x", "agent", "run", "North")
    assert broken.code in hopeless
    lost = tieline("--store", "postgresql+psycopg://nobody@127.0.0.1:1/x", "agent", "run", "North")
    assert lost.code not in hopeless  # a database that is down comes back


def test_the_task_names_the_program_that_the_installer_brings() -> None:
    task = ET.fromstring(TASK.read_text(encoding="utf-8"))

    def text(path: str) -> str:
        found = task.find("/".join(f"{NAMESPACE}{name}" for name in path.split("/")))
        assert found is not None
        return str(found.text)

    program = text("Actions/Exec/Command").rpartition("\\")[2]
    assert f'"{program.removesuffix(".exe")}"' in (ROOT / "build_installer.spec").read_text(encoding="utf-8")
    assert text("Settings/ExecutionTimeLimit") == "PT0S"  # never ended for running long
    assert text("Settings/MultipleInstancesPolicy") == "IgnoreNew"
    assert text("Settings/RestartOnFailure/Interval") == "PT1M"
    assert text("Principals/Principal/RunLevel") == "LeastPrivilege"
    assert not TASK.read_text(encoding="utf-8").startswith("<?xml")  # neither schtasks nor PowerShell trips over it
