"""What Tieline stands on may be used by a closed shop: no GPL but the LGPL of PySide."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from tests.shape.source import ROOT

_LGPL = {"pyside6-essentials", "shiboken6", "psycopg", "psycopg-binary"}  # linked against, never changed


def _locked() -> list[str]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE)


def _licence(name: str) -> str:
    about = metadata.metadata(name)
    classifiers = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    if name == "currencyconverter":  # names none in its metadata
        return (metadata.distribution(name).read_text("licenses/LICENSE") or "")[:40]
    return " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:80], *classifiers])


@pytest.mark.parametrize("name", _locked())
def test_a_dependency_is_free_of_the_gpl(name):
    try:
        licence = _licence(name)
    except metadata.PackageNotFoundError:
        pytest.skip("not for this platform")
    assert licence.strip(), "says nothing about its licence"
    strong = re.search(r"(?<!L)(?<!Lesser )\b(A?GPL|GNU (Affero )?General Public)", licence)
    assert name in _LGPL or not strong
