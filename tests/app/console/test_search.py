"""The search behind Ctrl+K: exact first, forgiving only when nothing fits."""

from app.console.search import SearchIndex

ENTRIES = [
    ("Straßenbeleuchtung Markt 1", "Mitte light.1"),
    ("Markt Lärm", "Uentrop noise.2"),
    ("NO₂ Bahnhofstraße", "Mitte air.no2"),
    ("Supermarkt Ladepunkt", "Pelkum charger"),
]
INDEX = SearchIndex(ENTRIES)


def titles(line: str, most: int = 10) -> list[str]:
    return [ENTRIES[place][0] for place in INDEX.find(line, most)]


def test_an_empty_line_finds_everything_in_its_own_order() -> None:
    assert titles("") == [title for title, _ in ENTRIES]
    assert len(titles("", 2)) == 2


def test_what_begins_so_stands_before_what_only_contains_it() -> None:
    assert titles("markt") == ["Markt Lärm", "Straßenbeleuchtung Markt 1", "Supermarkt Ladepunkt"]


def test_all_words_must_fit_also_those_beside_the_title() -> None:
    assert titles("mitte markt") == ["Straßenbeleuchtung Markt 1"]
    assert titles("uentrop charger") == []


def test_a_slip_is_forgiven_only_when_nothing_fits_exactly() -> None:
    assert titles("bahnhfstrasse") == ["NO₂ Bahnhofstraße"]
    assert titles("strassenbeluchtung mitte") == ["Straßenbeleuchtung Markt 1"]
    assert titles("charger") == ["Supermarkt Ladepunkt"]


def test_nonsense_finds_nothing() -> None:
    assert titles("xqzv") == []
    assert titles("zz") == []
