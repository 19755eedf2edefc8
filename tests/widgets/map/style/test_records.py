"""Records are grey, broken where they are planned, and marked where they are selected."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.maps import LayerKind, MapLayer
from app.services.inventory.map_layers import map_layers
from app.services.maps.sources import EMPTY_COLLECTION, MapSource
from widgets.map.style import Scene, make_style
from widgets.map.style.composition import source_of
from widgets.theme import DARK, LIGHT
from widgets.theme.tokens import ALARM_LOOKS, Tokens

LAYERS = tuple(replace(one, is_visible=True) for one in map_layers())


def style(tokens: Tokens = LIGHT, layers: tuple[MapLayer, ...] = LAYERS) -> dict[str, Any]:
    sources = {source_of(one): MapSource(source_of(one), 1, EMPTY_COLLECTION) for one in LAYERS}
    sources["records-addresses"] = replace(sources["records-addresses"], cluster_radius=48)
    return make_style(Scene(layers=layers, tokens=tokens, sources=sources))


def parts(layer: str, tokens: Tokens = LIGHT) -> dict[str, dict[str, Any]]:
    found = [one for one in style(tokens)["layers"] if one["id"].startswith(f"{layer}/")]
    return {one["id"].partition("/")[2]: one for one in found}


def test_every_layer_of_the_inventory_is_drawn_from_its_own_source() -> None:
    made = style()
    assert {one.kind for one in LAYERS} == {LayerKind.RECORDS}
    assert set(made["sources"]) >= {source_of(one) for one in LAYERS}
    assert made["sources"]["records-addresses"]["cluster"] is True
    assert "cluster" not in made["sources"]["records-sites"]


def test_a_hidden_layer_is_not_drawn() -> None:
    hidden = tuple(replace(one, is_visible=False) for one in LAYERS)
    assert not [one for one in style(layers=hidden)["layers"] if one["id"].startswith("records:")]


def test_planned_lines_are_broken_and_others_solid() -> None:
    routes = parts("records:routes")
    assert "line-dasharray" in routes["planned"]["paint"]
    assert "line-dasharray" not in routes["built"]["paint"]
    assert routes["planned"]["metadata"] == routes["built"]["metadata"] == {"pick": True}


def test_sites_have_signs_addresses_only_dots() -> None:
    assert "sign" in parts("records:sites")
    assert "sign" not in parts("records:addresses")


def test_what_marks_points_lies_on_top_lines_below_and_is_not_picked() -> None:
    ids = [one["id"] for one in style()["layers"] if one["id"].startswith("records:")]
    assert (ids[0], ids[-1]) == ("records:chosen-below/edge", "records:chosen/ring")
    for name in ("records:chosen", "records:chosen-below"):
        assert not [one for one in parts(name).values() if "metadata" in one]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_no_record_has_the_colour_of_an_alarm(tokens: Tokens) -> None:
    text = str([parts(one.id, tokens) for one in LAYERS])
    assert not [look for look in ALARM_LOOKS.values() if look.fill in text]
