"""Searching: what was meant comes first, slips are forgiven, umlauts may be written out."""

import re
from dataclasses import replace
from itertools import count, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.maps import Box
from app.domain.points import Location
from app.domain.texts import Text
from app.services.maps.search_places import PlaceKind, SearchPlace
from app.services.maps.searching import MOST, SearchIndex, slips_between
from widgets.folding import fold

SPOT = Location(7.8, 51.68)


def place(name: str, kind: PlaceKind = PlaceKind.SITE, **more: Any) -> SearchPlace:
    return replace(SearchPlace(name, "", kind, SPOT), **more)


PLACES = (
    place("Hamm-Mitte", PlaceKind.DISTRICT),
    place("Bockum-Hövel", PlaceKind.DISTRICT),
    place("Hauptbahnhof"),
    place("Große Straße"),
    place("Ostenallee"),
    place("Ostenallee / Kurzer Weg"),
    place("Ostring / Ostenallee"),
    place("Kleinostheim"),
    place("Kurpark", PlaceKind.LANDMARK, name_en="Spa gardens"),
    place(
        "Hauptbahnhof · luft-hauptbahnhof",
        PlaceKind.DEVICE,
        device_id="luft-hauptbahnhof",
        detail=Text("Luftmessstation, Hamm-Mitte", "Air station, Hamm-Mitte"),
        keys=("luft-hauptbahnhof", "luft-hauptbahnhof.no2"),
    ),
    place(
        "Ostring · licht-7", PlaceKind.DEVICE, device_id="licht-7", keys=("licht-7", "licht-7.on")
    ),
)
INDEX = SearchIndex(PLACES, fold, "de")


def names(line: str) -> list[str]:
    return [found.name for found in INDEX.find(line)]


def test_the_exact_name_comes_first_then_beginnings_then_words_then_parts() -> None:
    assert names("ostenallee") == ["Ostenallee", "Ostenallee / Kurzer Weg", "Ostring / Ostenallee"]
    assert names("ost")[-2:] == ["Kleinostheim", "Ostring · licht-7"]
    sites = [found.name for found in INDEX.find("ost") if found.kind is PlaceKind.SITE]
    assert sites[-1] == "Kleinostheim", "a part of a word comes after all beginnings"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("grosse strasse", "Große Straße"),
        ("GROẞE STRASSE", "Große Straße"),
        ("strasse grosse", "Große Straße"),
        ("bockum hoevel", "Bockum-Hövel"),
        ("Hövel", "Bockum-Hövel"),
        ("spa gard", "Kurpark"),
        ("luft-hauptbahnhof.no2", "Hauptbahnhof · luft-hauptbahnhof"),
        ("luft bahnhof", "Hauptbahnhof · luft-hauptbahnhof"),
        ("haupbahnhof", "Hauptbahnhof"),
        ("hautpbahnhof", "Hauptbahnhof"),
        ("ostenalle", "Ostenallee"),
        ("ostenalee kurzr", "Ostenallee / Kurzer Weg"),
        ("bokum-hövel", "Bockum-Hövel"),
        ("luftmessstation", "Hauptbahnhof · luft-hauptbahnhof"),
    ],
)
def test_a_place_is_found_however_it_is_written(line: str, name: str) -> None:
    assert names(line)[0] == name


@pytest.mark.parametrize("line", ["", "   ", "·", "xyzxyz", "ostenallee xyz", "uuu"])
def test_what_fits_nothing_finds_nothing(line: str) -> None:
    assert names(line) == []


def test_one_letter_begins_a_word() -> None:
    assert set(names("k")) == {"Kleinostheim", "Kurpark", "Ostenallee / Kurzer Weg"}


def test_results_are_in_groups_and_no_kind_takes_all_the_room() -> None:
    many = [
        place(f"Ostweg {number}", PlaceKind.DEVICE, device_id=f"d{number}") for number in range(40)
    ]
    found = SearchIndex((*PLACES, *many), fold, "de").find("ost")
    assert len(found) == MOST
    kinds = [one.kind for one in found]
    assert len([1 for one, other in pairwise(kinds) if one is not other]) == 1
    assert {PlaceKind.SITE, PlaceKind.DEVICE} == set(kinds)


def test_of_two_districts_of_one_name_the_one_with_its_box_stays() -> None:
    box = Box(7.7, 51.6, 7.8, 51.7)
    twice = [place("Rhynern", PlaceKind.DISTRICT), place("Rhynern", PlaceKind.DISTRICT, box=box)]
    for order in (twice, twice[::-1]):
        found = SearchIndex(order, fold, "de").find("rhynern")
        assert [one.box for one in found] == [box]


def test_a_result_speaks_the_language_of_the_index() -> None:
    found = SearchIndex(PLACES, fold, "en").find("kurpark")[0]
    assert found.name == "Spa gardens"
    device = SearchIndex(PLACES, fold, "en").find("luft")[0]
    assert (device.device_id, device.detail) == ("luft-hauptbahnhof", "Air station, Hamm-Mitte")


def test_an_index_of_nothing_finds_nothing() -> None:
    empty = SearchIndex((), fold, "de")
    assert len(empty) == 0
    assert empty.find("hauptbahnhof") == ()


@pytest.mark.parametrize(
    ("typed", "word", "slips"),
    [
        ("haupt", "hauptbahnhof", 0),
        ("haubt", "hauptbahnhof", 1),
        ("hapt", "hauptbahnhof", 1),
        ("hauppt", "hauptbahnhof", 1),
        ("huapt", "hauptbahnhof", 1),
        ("weg", "", 3),
    ],
)
def test_slips_are_counted_against_the_beginning_of_a_word(
    typed: str, word: str, slips: int
) -> None:
    assert slips_between(typed, word) == slips


WORDS = st.text("abc", min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_slips_are_never_more_than_letters_typed(typed: str, word: str) -> None:
    slips = slips_between(typed, word)
    assert 0 <= slips <= len(typed)
    assert (slips == 0) == word.startswith(typed)


@given(st.lists(st.text(max_size=12), max_size=12), st.text(max_size=30))
def test_no_line_makes_a_search_fail_and_each_place_is_found_by_its_name(
    titles: list[str], line: str
) -> None:
    numbers = count()
    places = [place(title, device_id=str(next(numbers))) for title in titles]
    index = SearchIndex(places, fold, "de")
    assert len(index.find(line)) <= MOST
    for title in titles:
        if re.search("[0-9a-z]", fold(title)):
            assert title in {found.name for found in index.find(title, 100)}


def test_a_district_is_meant_by_the_part_of_its_name_that_tells_it_from_others() -> None:
    sites = [place("Hövel, Markt"), place("Hövel, Bahnhof")]
    districts = [place("Hamm-Hövel", PlaceKind.DISTRICT), place("Hamm-Mitte", PlaceKind.DISTRICT)]
    found = SearchIndex((*sites, *districts), fold, "de").find("höv")
    assert [one.name for one in found] == ["Hamm-Hövel", "Hövel, Markt", "Hövel, Bahnhof"]
