"""The style: every kind of layer is drawn, in its order, and nothing that is not asked for."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.maps import Box, LayerKind, LayerStyle, MapLayer, OnlineMap
from app.domain.texts import NO_TEXT
from app.services.maps.sources import ImageSource, MapSource
from tests.fakes.map_scenes import GROUND, ground_layers, ground_sources, layer, source
from widgets.map.style import Scene, TileSource, make_style
from widgets.map.style.composition import data_path, source_of
from widgets.theme import DARK, LIGHT
from widgets.theme.tokens import ALARM_LOOKS, LOST_LOOK, Tokens

SURFACE = ImageSource("surface", 4, b"png", ((7, 52), (8, 52), (8, 51), (7, 51)))
ONLINE = OnlineMap("topplus", NO_TEXT, "https://maps.example/{z}/{x}/{y}.png", "© Amt")
TILES = TileSource("luft", is_vector=True, layers=("wege", "häuser"), box=Box(7, 51, 8, 52))
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
ALL = [
    layer("online:topplus"),
    *ground_layers(),
    layer("tiles:luft"),
    layer("file:wege", style=LayerStyle(label="name", is_dashed=True, colour=11)),
    *(layer(name) for name in ("surface", "heat", "connections", "works", "assets")),
    layer("records:sites"),
    layer("points:a"),
    layer("points:b"),
    layer("values"),
    layer("alarms"),
]
LIVE = ("points", "alarms", "connections", "works", "assets", "values", "heat")
FEATURES = (*LIVE, "file-wege", "records-sites")


def sources() -> dict[str, MapSource | ImageSource]:
    found: list[MapSource | ImageSource] = [*ground_sources(), SURFACE]
    for name in FEATURES:
        radius = {"points": 40, "alarms": 18}.get(name, 0)
        found.append(source(name, version=3, cluster_radius=radius, cluster_max_zoom=13))
    return {one.id: one for one in found}


def style_of(layers: list[MapLayer], tokens: Tokens = LIGHT, **more: Any) -> dict[str, Any]:
    return make_style(
        Scene(layers, tokens, sources(), tiles=[TILES], online=[ONLINE], sprite="light-1", **more)
    )


def ids(style: dict[str, Any]) -> list[str]:
    return [part["id"] for part in style["layers"]]


def colours(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("#"):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from colours(one)
    elif isinstance(value, list):
        for one in value:
            yield from colours(one)


@THEMES
def test_every_kind_of_layer_is_drawn(tokens: Tokens) -> None:
    style = style_of(ALL, tokens)
    drawn = {part.split("/")[0] for part in ids(style)}
    expected = {one.id for one in ALL if one.kind is not LayerKind.POINTS} | {"points"}
    assert expected <= drawn
    assert {one.kind for one in ALL} == set(LayerKind)


@THEMES
def test_parts_have_ids_of_their_own_and_their_sources_are_there(tokens: Tokens) -> None:
    style = style_of(ALL, tokens)
    assert len(set(ids(style))) == len(style["layers"])
    for part in style["layers"]:
        assert part["type"] == "background" or part["source"] in style["sources"]
    json.dumps(style, allow_nan=False)


def test_equal_scenes_give_equal_styles() -> None:
    assert json.dumps(style_of(ALL)) == json.dumps(style_of(ALL))


def test_layers_are_drawn_in_their_order() -> None:
    drawn = [part.split("/")[0] for part in ids(style_of(ALL))]
    order = [name for name in dict.fromkeys(drawn) if name not in {"ground", "sketch", "mark"}]
    assert order == [
        *[one.id for one in ALL if one.kind is not LayerKind.POINTS][:-2],
        "points",
        "values",
        "alarms",
    ]
    turned = [part.split("/")[0] for part in ids(style_of([layer("alarms"), layer("values")]))]
    assert turned.index("alarms") < turned.index("values")


def test_what_is_hidden_is_neither_drawn_nor_fetched() -> None:
    style = style_of([layer("values"), layer("heat", is_visible=False)])
    assert not [part for part in ids(style) if part.startswith("heat")]
    assert set(style["sources"]) == {"values", "sketch", "mark"}


def test_a_layer_without_its_source_is_left_out() -> None:
    scene = Scene([*ALL], LIGHT)
    drawn = {part["id"].split("/")[0] for part in make_style(scene)["layers"]}
    assert drawn == {"ground", "sketch", "mark"}


def test_opacity_and_zoom_range_reach_every_part() -> None:
    style = style_of([layer("works", opacity=0.5, min_zoom=11.0, max_zoom=15.0)])
    parts = [part for part in style["layers"] if part["id"].startswith("works/")]
    assert len(parts) == 3
    for part in parts:
        assert (part["minzoom"], part["maxzoom"]) == (11.0, 15.0)
        assert [value for key, value in part["paint"].items() if "opacity" in key]
        assert all(
            value <= 0.5
            for key, value in part["paint"].items()
            if "opacity" in key and isinstance(value, float)
        )


def test_fields_that_look_alike_are_drawn_as_one_and_others_on_their_own() -> None:
    alike = ids(style_of([layer("points:a"), layer("points:b")]))
    assert [part for part in alike if "dot" in part] == ["points/dot"]
    apart = ids(style_of([layer("points:a"), layer("points:b", opacity=0.4)]))
    assert [part for part in apart if "dot" in part] == ["points/dot", "points/dot-1"]
    assert apart.count("points/cluster") == 1
    assert apart.index("points/dot-1") < apart.index("points/cluster")


def test_only_the_visible_fields_are_drawn() -> None:
    style = style_of([layer("points:a"), layer("points:b", is_visible=False)])
    dot = next(part for part in style["layers"] if part["id"] == "points/dot")
    assert ["in", ["get", "f"], ["literal", ["a"]]] in dot["filter"]


def test_data_have_the_address_of_their_version() -> None:
    style = style_of(ALL)
    assert style["sources"]["points"]["data"] == "leitstand://app/data/points/3.json"
    assert style["sources"]["surface"]["url"] == "leitstand://app/data/surface/4.png"
    assert style["sprite"] == "leitstand://app/sprites/light-1"
    assert style["glyphs"] == "leitstand://app/glyphs/{fontstack}/{range}.pbf"
    assert data_path(SURFACE) == "data/surface/4.png"


def test_clusters_are_made_where_the_source_says_so_and_alarms_know_their_worst() -> None:
    style = style_of(ALL)
    points, alarms = style["sources"]["points"], style["sources"]["alarms"]
    assert (points["cluster"], points["clusterRadius"], points["clusterMaxZoom"]) == (True, 40, 13)
    assert points["maxzoom"] > points["clusterMaxZoom"]
    assert set(alarms["clusterProperties"]) == {"worst", "count"}
    assert "cluster" not in style["sources"]["values"]


def test_nothing_of_the_own_map_comes_from_outside() -> None:
    style = style_of([one for one in ALL if one.kind is not LayerKind.ONLINE])
    assert "http" not in json.dumps(style)
    assert "https://maps.example" in json.dumps(style_of(ALL)["sources"]["online-topplus"])


@THEMES
def test_alarm_hues_are_for_alarms_only(tokens: Tokens) -> None:
    hues = {look.fill for look in (*ALARM_LOOKS.values(), LOST_LOOK)}
    for part in style_of(ALL, tokens)["layers"]:
        if part["id"].split("/")[0] not in {"points", "alarms", "connections"}:
            assert not hues & set(colours(part.get("paint", {}))), part["id"]


@THEMES
def test_every_colour_is_a_token(tokens: Tokens) -> None:
    ours = set(vars_of(tokens.map)) | set(tokens.curves) | {tokens.text}
    ours |= {look.fill for look in (*ALARM_LOOKS.values(), LOST_LOOK)}
    assert set(colours(style_of(ALL, tokens)["layers"])) <= ours


def vars_of(colours_of_map: object) -> Iterator[str]:
    for name in colours_of_map.__slots__:  # type: ignore[attr-defined]  # a dataclass with slots
        value = getattr(colours_of_map, name)
        yield from value if isinstance(value, tuple) else (value,)


def test_names_come_in_the_language_with_the_german_one_in_its_place() -> None:
    style = style_of(ALL, language="en")
    sign = next(part for part in style["layers"] if part["id"] == "base:landmarks/sign")
    assert sign["layout"]["text-field"] == [
        "coalesce",
        ["get", "name_en"],
        ["get", "name"],
        "",
    ]


def test_a_label_of_a_file_is_text_whatever_the_property_holds() -> None:
    style = style_of([layer("file:wege", style=LayerStyle(label="<b>"))])
    names = [part for part in style["layers"] if "/name" in part["id"]]
    assert len(names) == 3
    assert all(part["layout"]["text-field"] == ["to-string", ["get", "<b>"]] for part in names)


def test_pictures_of_tiles_are_laid_as_they_are() -> None:
    tiles = TileSource("bild", is_vector=False, min_zoom=3, max_zoom=17, tile_size=512)
    scene = Scene([layer("tiles:bild", opacity=0.4)], DARK, tiles=[tiles])
    style = make_style(scene)
    found = style["sources"]["tiles-bild"]
    assert found["type"] == "raster"
    assert (found["minzoom"], found["maxzoom"], found["tileSize"]) == (3, 17, 512)
    part = next(part for part in style["layers"] if part["id"] == "tiles:bild/picture")
    assert part["paint"]["raster-opacity"] == 0.4


def test_vector_tiles_are_drawn_layer_by_layer() -> None:
    style = style_of([layer("tiles:luft")])
    assert {part["source-layer"] for part in style["layers"] if "source-layer" in part} == {
        "wege",
        "häuser",
    }
    assert style["sources"]["tiles-luft"]["bounds"] == [7, 51, 8, 52]


def test_the_source_of_a_layer_is_found_by_its_id() -> None:
    assert source_of(layer("base:borders")) == "base-districts"
    assert source_of(layer("points:a")) == "points"
    assert source_of(layer("file:wege:alt")) == "file-wege:alt"
    assert source_of(layer("base:unknown")) == ""
    assert {source_of(layer(f"base:{name}")) for name in GROUND}


def test_the_map_is_kept_near_the_city() -> None:
    assert style_of([], bounds=Box(7, 51, 8, 52))["metadata"]["bounds"] == [7, 51, 8, 52]
    assert style_of([])["metadata"]["bounds"] is None
