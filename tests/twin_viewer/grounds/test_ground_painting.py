"""Squares of the base map have the map's colours, and lines that are seen from afar."""

import numpy as np
import pytest

from tests.twin_viewer.grounds.test_ground_features import KEY, area, line, source
from twin_viewer.grounds.features import GroundMap, ground_map
from twin_viewer.grounds.painting import STROKES, paint
from twin_viewer.model.cities import TileKey
from twin_viewer.rendering.colors import share_of
from widgets.theme.tokens import DARK, LIGHT, Tokens

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in share_of(colour))


def city() -> GroundMap:
    """Return a city in the western half of the square; a canal goes from west to east."""
    return ground_map(
        [
            source("districts", (area(0, 0, 500, 1_000), "")),
            source("green", (area(100, 600, 400, 900), "park")),
            source("water", (line((0, 300), (1_000, 300)), "canal")),
        ]
    )


@THEMES
def test_areas_lie_where_they_belong_in_the_colours_of_the_theme(tokens: Tokens) -> None:
    image = paint(city(), KEY, tokens.map, 256)
    assert (image.west, image.south, image.east, image.north) == (
        412_000,
        5_725_000,
        413_000,
        5_726_000,
    )
    assert image.pixels.shape == (256, 256, 3)
    for (east, north), colour in {
        (50, 950): tokens.map.land,
        (250, 750): tokens.map.green,
        (250, 300): tokens.map.water,
        (800, 300): tokens.map.outside,
        (800, 750): tokens.map.outside,
    }.items():
        row, column = round((1_000 - north) * 0.256), round(east * 0.256)
        assert tuple(image.pixels[row, column]) == rgb(colour)


@pytest.mark.parametrize("pixels", [128, 256, 512, 1_024])
@pytest.mark.parametrize("word", ["secondary", "main", "motorway"])
def test_roads_are_seen_however_coarse_the_picture_is(pixels: int, word: str) -> None:
    ground = ground_map(
        [
            source("districts", (area(-200, -200, 1_200, 1_200), "")),
            source("roads", (line((0, 500), (1_000, 480)), word)),
        ]
    )
    image = paint(ground, KEY, LIGHT.map, pixels).pixels.astype(int)
    darkest = image[:, pixels // 4, :].sum(axis=1).min()
    assert darkest < sum(rgb(LIGHT.map.land)) - 24


def test_neighbours_meet_without_a_gap() -> None:
    ground = ground_map(
        [
            source("districts", (area(-200, -200, 2_200, 1_200), "")),
            source("water", (line((100, 300), (1_900, 700)), "river")),
        ]
    )
    west = paint(ground, KEY, LIGHT.map, 256).pixels[:, -1].astype(int)
    east = paint(ground, TileKey(413, 5725), LIGHT.map, 256).pixels[:, 0].astype(int)
    wet = rgb(LIGHT.map.water)
    counts = [int((np.abs(column - wet).max(axis=1) < 3).sum()) for column in (west, east)]
    assert counts[0] == pytest.approx(32 * 0.256, abs=3)
    assert counts[0] == pytest.approx(counts[1], abs=1)


def test_a_hole_in_an_area_stays_free() -> None:
    lake = area(200, 200, 800, 800)
    lake["coordinates"] += area(400, 400, 600, 600)["coordinates"]
    ground = ground_map([source("water", (lake, "lake"))])
    pixels = paint(ground, KEY, LIGHT.map, 128).pixels
    assert tuple(pixels[64, 64]) == rgb(LIGHT.map.land)
    assert tuple(pixels[64, 40]) == rgb(LIGHT.map.water)


@THEMES
def test_the_map_is_neutral(tokens: Tokens) -> None:
    colours = {"land", "outside", "green", "casing", "tie"} | {
        one.colour for one in STROKES.values()
    }
    for name in colours:
        parts = rgb(getattr(tokens.map, name))
        assert max(parts) - min(parts) < 32
