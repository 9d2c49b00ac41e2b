"""The checkout is anybody's: no machine's paths, no host names of package sources, no secrets."""

from __future__ import annotations

import re

import pytest

from tests.shape.source import ROOT, tracked

_TEXT = {".py", ".md", ".toml", ".lock", ".txt", ".yml", ".yaml", ".cfg", ".sh", ".qss", ".spec", ".nsi", ".ini", ""}
# Spelt so that this file does not contain what it looks for.
_PATHS = re.compile(r"(?<![\w.])/(work|root)[/]\w|[A-Z]:\\Users[\\]")
_HOSTS = re.compile(r"pypi[.]org|pythonhosted[.]org|deb[.]debian[.]org|registry[.]npmjs[.]org")


def _texts():
    for path in tracked():
        if path.suffix in _TEXT:
            yield path, path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("pattern", [_PATHS, _HOSTS], ids=["paths of a machine", "hosts of package sources"])
def test_no_tracked_file_names(pattern):
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in _texts()
        for match in [pattern.search(text)]
        if match
    ]
    assert found == []


def test_the_locks_hold_hashes_and_nothing_of_the_machine_that_made_them():
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index-url" not in text
        entries = re.split(r"\n(?=\S)", text.strip())
        assert all("--hash=sha256:" in entry for entry in entries)


def test_the_test_lock_has_everything_the_other_has():
    wanted, offered = (set(_pins(name)) for name in ("requirements.lock", "requirements-test.lock"))
    assert wanted <= offered


def test_every_dependency_is_locked():
    import tomllib

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = dict(pin.split("==") for pin in _pins("requirements-test.lock"))
    for text in (*project["project"]["dependencies"], *project["dependency-groups"]["test"]):
        requirement = Requirement(text)
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), text


def test_everything_that_is_no_code_is_installed_with_the_program():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    data = [path for path in tracked() if path.relative_to(ROOT).parts[0] in {"app", "ui", "resources"}]
    left_out = [path.name for path in data if path.suffix != ".py" and not any(path.match(one) for one in patterns)]
    assert left_out == []


def _pins(name: str) -> list[str]:
    return re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
