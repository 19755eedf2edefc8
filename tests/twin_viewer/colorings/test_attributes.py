"""Objects are sorted by an attribute: numbers along one hue, words in muted colours."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin_viewer.rendering.scenery import make_tile
from twin_viewer.colorings import Coloring, Scheme, attributes_of, classes_of, color_by
from twin_viewer.model.cities import BuildingTile, CityObject, TileKey, Value
from widgets.theme import DARK, LIGHT

TILE = ("stadt", TileKey(412, 5725))


def tile_of(*values: Value | None) -> BuildingTile:
    objects = tuple(
        CityObject(f"H{row}", "Building", attributes={} if value is None else {"a": value})
        for row, value in enumerate(values)
    )
    return replace(make_tile(1), objects=objects)


def colored(*values: Value | None, scheme: Scheme = Scheme.QUANTILES, count: int = 5) -> Coloring:
    return color_by([tile_of(*values)], "a", LIGHT, scheme=scheme, count=count)


def test_quantiles_have_as_many_objects_each() -> None:
    found = colored(*range(100))
    assert found.is_numeric
    assert found.classes[TILE].tolist() == sorted(found.classes[TILE].tolist())
    assert [entry.count for entry in found.legend] == [20] * 5
    assert found.colors[-1] == LIGHT.map.ramp[-1]
    assert len(set(found.colors)) == 5
    assert set(found.colors) <= set(LIGHT.map.ramp)


def test_equal_steps_span_as_much_each() -> None:
    found = colored(0.0, 1.0, 2.0, 9.9, 100.0, scheme=Scheme.EQUAL_STEPS, count=4)
    assert found.breaks == pytest.approx((0, 25, 50, 75, 100))
    assert found.classes[TILE].tolist() == [1, 1, 1, 1, 4]
    assert [entry.words for entry in found.legend] == [
        "0 bis unter 25",
        "25 bis unter 50",
        "50 bis unter 75",
        "75 bis 100",
    ]


def test_numbers_written_as_text_count_and_german_commas_too() -> None:
    found = colored("1,5", "2.5", " 3,25 ", 4, "10,0", count=2)
    assert found.is_numeric
    assert [entry.words for entry in found.legend] == ["1,5 bis unter 3,2", "3,2 bis 10,0"]


def test_one_value_is_one_class() -> None:
    found = colored(7, 7, 7)
    assert found.classes[TILE].tolist() == [1, 1, 1]
    assert [entry.words for entry in found.legend] == ["7"]


def test_missing_values_stay_neutral_and_are_named() -> None:
    found = colored(1, None, 3, None, float("nan"))
    assert found.classes[TILE].tolist() == [1, 0, 5, 0, 0]
    last = found.legend[-1]
    assert last.is_missing
    assert (last.words, last.color, last.count) == ("keine Angabe", LIGHT.map.hatch, 3)


def test_words_take_muted_colours_frequent_ones_first() -> None:
    found = colored("Holz", "Stein", "Stein", "Beton", "Stein", "Holz", None)
    assert not found.is_numeric
    assert found.words == ("Stein", "Holz", "Beton")
    assert found.colors == LIGHT.curves[:3]
    assert [(entry.words, entry.count) for entry in found.legend] == [
        ("Stein", 3),
        ("Holz", 2),
        ("Beton", 1),
        ("keine Angabe", 1),
    ]


def test_rare_words_are_the_others() -> None:
    found = colored(*[f"Art {number % 20:02d}" for number in range(50)])
    assert len(found.words) == len(LIGHT.curves) - 1
    assert found.legend[-1].words == "andere"
    assert found.colors[-1] == LIGHT.map.hatch
    assert sum(entry.count for entry in found.legend) == 50


def test_keys_of_numbers_are_words() -> None:
    assert not colored("01001", "01002", "09871").is_numeric
    assert not colored("05915000", "05915001", "05915000").is_numeric
    assert not colored("1000", "2000", "1000", "3000").is_numeric
    assert colored(1000, 2000, 1000, 3000).is_numeric


def test_yes_and_no_are_words() -> None:
    found = colored(True, False, True)
    assert found.words == ("ja", "nein")


def test_a_part_has_the_value_of_its_building() -> None:
    objects = (
        CityObject("Schule", "Building", attributes={"a": 12.0}),
        CityObject("Halle", "BuildingPart", "Schule"),
        CityObject("Turm", "BuildingPart", "Schule", {"a": 40.0}),
        CityObject("Waise", "BuildingPart", "fehlt"),
    )
    found = color_by(
        [replace(make_tile(1), objects=objects)], "a", LIGHT, scheme=Scheme.EQUAL_STEPS, count=2
    )
    assert found.classes[TILE].tolist() == [1, 1, 2, 0]


def test_an_attribute_nobody_has_makes_no_class() -> None:
    found = color_by([make_tile(2)], "gibt es nicht", LIGHT)
    assert found.colors == ()
    assert not found.classes[TILE].any()
    assert [entry.is_missing for entry in found.legend] == [True]
    assert color_by([], "a", LIGHT).legend == ()


def test_attributes_are_counted() -> None:
    tiles = [tile_of(1, 2, None), make_tile(3)]
    assert attributes_of(tiles) == {"hoehe": 9, "a": 2}


@given(
    st.lists(
        st.one_of(st.none(), st.integers(-50, 50), st.floats(-1e6, 1e6), st.sampled_from("ABC")),
        max_size=60,
    ),
    st.sampled_from(Scheme),
    st.integers(1, 9),
)
def test_every_object_has_a_class_of_the_legend(
    values: list[Value | None], scheme: Scheme, count: int
) -> None:
    tile = tile_of(*values)
    found = color_by([tile], "a", DARK, scheme=scheme, count=count)
    classes = found.classes[TILE]
    assert len(classes) == len(values)
    assert classes.max(initial=0) <= len(found.colors)
    assert sum(entry.count for entry in found.legend) == len(values)
    assert (classes_of(tile.objects, found) == classes).all()
    has_none = np.array([value is None for value in values], bool)
    assert not classes[has_none].any()


def test_a_tile_that_comes_later_is_sorted_alike() -> None:
    found = colored(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
    later = tile_of(-5, 5, 55, 999, None, "kaputt")
    assert classes_of(later.objects, found).tolist() == [1, 1, 3, 5, 0, 0]
    words = colored("Holz", "Stein", "Stein")
    assert classes_of(tile_of("Stein", "Lehm", None).objects, words).tolist() == [1, 0, 0]
