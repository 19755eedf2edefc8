"""Layers: their order, and how they come back as a person had arranged them."""

import json
from dataclasses import replace

import pytest

from app.domain.maps import LayerKind, LayerStyle, MapLayer
from app.domain.maps.layers import MAX_ZOOM, arranged, layer_of, moved, remembered, replaced
from app.domain.texts import Text


def make_layer(id_: str, kind: LayerKind = LayerKind.FILE) -> MapLayer:
    return MapLayer(id_, Text(id_), kind)


A, B, C, D = (make_layer(id_) for id_ in "abcd")
ABC = (A, B, C)


def ids(layers: tuple[MapLayer, ...]) -> str:
    return "".join(layer.id for layer in layers)


@pytest.mark.parametrize(
    ("layer", "place", "order"),
    [("a", 2, "bca"), ("a", 1, "bac"), ("c", 0, "cab"), ("b", 1, "abc"), ("b", 9, "acb")],
)
def test_a_layer_is_moved_to_another_place(layer: str, place: int, order: str) -> None:
    assert ids(moved(ABC, layer, place)) == order


def test_a_layer_there_is_not_cannot_be_moved_or_found() -> None:
    with pytest.raises(KeyError, match="x"):
        moved(ABC, "x", 0)
    with pytest.raises(KeyError, match="x"):
        layer_of(ABC, "x")
    assert layer_of(ABC, "b") is B


def test_a_layer_is_replaced_in_its_place() -> None:
    other = replace(B, opacity=0.5)
    assert replaced(ABC, other) == (A, other, C)
    assert replaced(ABC, D) == ABC, "an unknown one changes nothing"


def test_everything_a_person_arranged_comes_back() -> None:
    style = LayerStyle(colour=3, width=2.5, radius=7.0, fill=0.6, is_dashed=True, label="name")
    changed = replace(B, is_visible=False, opacity=0.25, min_zoom=10.0, max_zoom=15.5, style=style)
    memory = json.loads(json.dumps(remembered((C, changed, A))))
    assert arranged(ABC, memory) == (C, changed, A)


@pytest.mark.parametrize("memory", [None, {}, "a", 3, [], [None, 3, "a", {}, {"id": 3}]])
def test_a_memory_that_makes_no_sense_leaves_the_layers_as_they_are(memory: object) -> None:
    assert arranged(ABC, memory) == ABC


@pytest.mark.parametrize(
    ("remembered_order", "there_are", "order"),
    [
        ("cba", "abcd", "cbad"),
        ("ba", "abc", "bac"),
        ("ca", "abc", "cab"),
        ("cb", "abc", "acb"),
        ("b", "abcd", "abcd"),
        ("xbya", "ab", "ba"),
    ],
)
def test_new_layers_stand_right_above_those_they_belong_above(
    remembered_order: str, there_are: str, order: str
) -> None:
    memory = remembered(make_layer(id_) for id_ in remembered_order)
    assert ids(arranged([make_layer(id_) for id_ in there_are], memory)) == order


def test_values_that_do_not_fit_are_passed_over_or_kept_within_their_limits() -> None:
    row = {
        "id": "a",
        "visible": "ja",
        "opacity": 7,
        "zoom": ["x", -3],
        "style": {
            "colour": True,
            "width": float("nan"),
            "radius": 0,
            "fill": None,
            "dashed": 1,
            "label": 4,
        },
    }
    (layer,) = arranged([A], [row])
    assert layer == replace(A, opacity=1.0, max_zoom=0.0, style=LayerStyle(radius=1.0))


@pytest.mark.parametrize("zoom", [None, 3, [1], [1, 2, 3]])
def test_a_zoom_range_that_is_none_leaves_the_usual_one(zoom: object) -> None:
    (layer,) = arranged([A], [{"id": "a", "zoom": zoom, "style": "bunt"}])
    assert (layer.min_zoom, layer.max_zoom, layer.style) == (0.0, MAX_ZOOM, LayerStyle())


def test_a_zoom_range_never_ends_before_it_begins() -> None:
    (layer,) = arranged([A], [{"id": "a", "zoom": [12, 4]}])
    assert (layer.min_zoom, layer.max_zoom) == (12.0, 12.0)
