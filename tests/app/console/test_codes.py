"""Errors are looked up by code, by a whole message, and by words."""

from __future__ import annotations

import pytest

from app.console import codes


@pytest.mark.parametrize(
    ("text", "family", "code"),
    [
        ("08001", "ODBC", "08001"),
        ("[28000] [Microsoft][ODBC Driver 18] Login failed", "ODBC", "28000"),
        ("OSError: [WinError 32] The process cannot access the file", "Windows", "32"),
        ("HTTP 401 from Kinetic", "Kinetic", "401"),
        ("Btrieve status 85", "Sage", "85"),
        ("SQL Server msg 1205, level 13", "SQL Server", "1205"),
        ("exit 4", "Tieline", "exit 4"),
    ],
)
def test_the_code_in_a_message_comes_first(text: str, family: str, code: str) -> None:
    found = codes.find(text)
    assert (found[0].family, found[0].code, found[0].exact) == (family, code, True)


def test_a_bare_number_in_a_message_is_no_code() -> None:
    assert not [one for one in codes.find("32 records were read in 5 seconds") if one.exact]


def test_words_find_what_they_tell_of_in_both_languages() -> None:
    assert any(one.code == "9002" for one in codes.find("transaction log full"))
    assert any(one.code == "1205" for one in codes.find("Verklemmung", language="de"))


def test_every_code_is_told_in_both_languages() -> None:
    english, german = codes.find("", limit=999), codes.find("", language="de", limit=999)
    assert len(english) == len(german) > 60
    assert not [one for one, other in zip(english, german, strict=True) if one.meaning == other.meaning]
    assert all(one.meaning.endswith(".") and one.remedy.endswith(".") for one in (*english, *german))
