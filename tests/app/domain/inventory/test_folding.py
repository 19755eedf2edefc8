"""Folded texts find each other, and sort as Germans expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.folding import fold, natural_key, order_key, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Übergabe", "uebergabe"),
        ("U\u0308bergabe", "uebergabe"),
        ("Bockum-Hövel", "bockum-hoevel"),
        ("Café Åre", "cafe are"),
        ("NO₂", "no2"),
        ("", ""),
    ],
)
def test_spellings_are_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_umlauts_sort_beside_their_letters_and_numbers_by_value() -> None:
    assert sorted(["Ofen", "Öl", "Otto", "Ahorn", "Ähre"], key=order_key) == [
        "Ahorn",
        "Ähre",
        "Ofen",
        "Öl",
        "Otto",
    ]
    assert sorted(["R 10", "r 9", "R 100"], key=natural_key) == ["r 9", "R 10", "R 100"]


def test_words_of_a_search() -> None:
    assert words_of("  Große  STRASSE ") == ["grosse", "strasse"]
