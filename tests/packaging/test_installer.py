"""The Windows installer: made by makensis, looked into, and walked through under Wine where that is there.

The walk takes a minute: pytest -m slow tests/packaging
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "resources" / "installer" / "tieline.nsi"
pytestmark = pytest.mark.skipif(not shutil.which("makensis"), reason="needs makensis")
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Tieline"
# A Windows program that lives for some seconds, made by the same tool.
PROGRAM = """
Target amd64-unicode
Unicode true
RequestExecutionLevel user
SilentInstall silent
OutFile "{to}"
Section
  Sleep 20000
SectionEnd
"""


def made(script, *, to, **given):
    """Run makensis; warnings are errors."""
    words = [f"-D{name}={value}" for name, value in given.items()]
    told = subprocess.run(["makensis", "-V2", "-WX", *words, script], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return to


@pytest.fixture
def setup(tmp_path):
    """Makes the installer of a version."""
    program = tmp_path / "program.nsi"
    program.write_text(PROGRAM.format(to=tmp_path / "program.exe"), encoding="ascii")
    made(program, to=None)

    def make(version, **given):
        payload = tmp_path / f"payload-{version}"
        (payload / "_internal").mkdir(parents=True)
        for name in ("Tieline.exe", "tieline-cli.exe"):
            shutil.copy(tmp_path / "program.exe", payload / name)
        (payload / "_internal" / f"only-in-{version}.txt").write_text(version, encoding="ascii")
        to = tmp_path / f"Tieline-{version}-setup.exe"
        return made(SCRIPT, to=to, VERSION=version, PAYLOAD=payload, OUT=tmp_path, QUICK=1, **given)

    return make


def test_the_installer_asks_for_no_administrator_and_tells_its_version(setup):
    content = setup("3.1.4").read_bytes()
    assert b'requestedExecutionLevel level="asInvoker"' in content
    assert content[:2] == b"MZ"
    for text in ("3.1.4", "Tieline Setup", "Tieline-3.1.4-setup.exe", "MIT licence"):
        assert text.encode("utf-16-le") in content
    assert b"\x01\x00\x03\x00\x00\x00\x04\x00" in content  # the version as Windows compares it


def until(found, *, what):
    deadline = time.monotonic() + 60
    while not found():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.2)


@pytest.fixture
def certificate(tmp_path):
    """A certificate nobody trusts, and a command that signs with it."""
    if not all(map(shutil.which, ("osslsigncode", "openssl", "7z"))):
        pytest.skip("needs osslsigncode, openssl and 7z")
    key, paper = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test"]
    subprocess.run([*words, "-keyout", key, "-out", paper], check=True, capture_output=True)
    script = tmp_path / "sign.sh"
    script.write_text(
        f'#!/bin/sh\nosslsigncode sign -certs {paper} -key {key} -h sha256 -n Tieline -in "$1" -out "$1.new"'
        ' && mv "$1.new" "$1"\n',
        encoding="utf-8",
    )
    script.chmod(0o700)
    return paper, f'{script} "%1"'


def test_the_setup_file_and_the_uninstaller_in_it_are_signed(setup, certificate, tmp_path):
    paper, sign = certificate
    made = setup("3.1.4", SIGN=sign)
    subprocess.run(["7z", "x", "-y", f"-o{tmp_path / 'inside'}", made], check=True, capture_output=True)
    for file in (made, tmp_path / "inside" / "Uninstall.exe"):
        words = ["osslsigncode", "verify", "-CAfile", paper, file]
        told = subprocess.run(words, capture_output=True, text=True, check=False)
        assert "Number of verified signatures: 1" in told.stdout
        assert told.returncode == 0


class Wine:
    """A Windows of its own in a folder."""

    def __init__(self, prefix):
        self._environment = {**os.environ, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "WINEARCH": "win64"}
        self._drive = prefix / "drive_c"
        self("wineboot", "-i")

    def __call__(self, *words):
        return subprocess.run(
            ["wine", *map(str, words)], env=self._environment, capture_output=True, text=True, timeout=180, check=False
        )

    def start(self, program):
        return subprocess.Popen(["wine", program], env=self._environment, stdout=subprocess.DEVNULL)

    def close(self):
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)

    @property
    def folder(self):
        return next(self._drive.glob("users/*/AppData/Local/Programs")) / "Tieline"

    @property
    def shortcuts(self):
        return list(self._drive.glob("users/*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Tieline.lnk"))

    def version(self):
        told = self("reg", "query", UNINSTALL, "/v", "DisplayVersion").stdout.split()
        return told[-1] if "DisplayVersion" in told else None

    def inside(self):
        return [path.name for path in (self.folder / "_internal").iterdir()]


@pytest.fixture
def wine(tmp_path):
    if not shutil.which("wine"):
        pytest.skip("needs Wine")
    found = Wine(tmp_path / "wine")
    yield found
    found.close()


@pytest.mark.slow
def test_a_version_is_installed_replaced_kept_and_removed_without_a_word(setup, wine):
    old, new = setup("0.9.0"), setup("0.10.0")
    assert wine(old, "/S").returncode == 0
    assert (wine.version(), wine.inside()) == ("0.9.0", ["only-in-0.9.0.txt"])
    assert len(wine.shortcuts) == 1
    (wine.folder / "mine.txt").write_text("put there by the user", encoding="ascii")

    running = wine.start(wine.folder / "Tieline.exe")
    until(lambda: "Tieline.exe" in Path(f"/proc/{running.pid}/maps").read_text("utf-8"), what="the program")
    assert wine(new, "/S").returncode == 2
    assert (wine.version(), wine.inside()) == ("0.9.0", ["only-in-0.9.0.txt"])
    running.wait()

    assert wine(new, "/S").returncode == 0
    assert (wine.version(), wine.inside()) == ("0.10.0", ["only-in-0.10.0.txt"])
    assert wine(old, "/S").returncode == 2
    assert wine.version() == "0.10.0"
    assert wine(old, "/S", "/DOWNGRADE").returncode == 0
    assert (wine.version(), wine.inside()) == ("0.9.0", ["only-in-0.9.0.txt"])

    assert wine(wine.folder / "Uninstall.exe", "/S").returncode == 0  # goes on in a copy of itself
    until(lambda: not (wine.folder / "Uninstall.exe").exists(), what="the end of the uninstaller")
    assert [path.name for path in wine.folder.iterdir()] == ["mine.txt"]
    assert wine.shortcuts == []
    assert wine.version() is None
