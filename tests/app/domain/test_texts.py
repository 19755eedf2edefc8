"""Texts in two languages."""

import pytest

from app.domain.texts import Text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Ampel"),
        ("DE_at", "Ampel"),
        ("en", "Signal"),
        ("en_GB", "Signal"),
        ("fr", "Signal"),
        ("", "Signal"),
    ],
)
def test_german_readers_get_german_and_all_others_english(language: str, expected: str) -> None:
    assert Text("Ampel", "Signal").in_language(language) == expected


def test_a_text_without_english_serves_for_both() -> None:
    assert Text("Hauptbahnhof").in_language("en") == "Hauptbahnhof"
