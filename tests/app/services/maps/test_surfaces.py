"""Surfaces: what lies between sensors, what nothing supports, and a picture that lies right."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from math import asinh, degrees, radians, sinh, tan
from typing import Any

import numpy as np
import pytest
import shapely

from app.domain.maps import Box
from app.domain.samples import Float64Array
from app.services.maps.surfaces import (
    SurfaceGrid,
    SurfaceInputs,
    enough_places,
    interpolate,
    surface_image,
)

BOX = Box(7.70, 51.60, 7.95, 51.76)
PLACES = [(7.75, 51.65), (7.80, 51.70), (7.85, 51.66), (7.90, 51.70), (7.82, 51.68)]
VALUES = [10.0, 20.0, 30.0, 40.0, 25.0]


def inputs(
    values: Sequence[float] | Float64Array | None = None,
    places: Sequence[tuple[float, float]] | None = None,
    **others: Any,
) -> SurfaceInputs:
    longitudes, latitudes = np.array(places or PLACES, np.float64).T
    made = SurfaceInputs(
        type="air_station.no2",
        at_us=1,
        longitudes=longitudes,
        latitudes=latitudes,
        values=np.array(VALUES if values is None else values, np.float64),
        box=BOX,
        clip=None,
        low=0.0,
        high=50.0,
    )
    return replace(made, **others)


def cell(grid: SurfaceGrid, longitude: float, latitude: float) -> tuple[int, int]:
    """Return row and column of a place, as a Mercator map lays the picture over the earth."""

    def y(lat: float) -> float:
        return asinh(tan(radians(lat)))

    height, width = grid.values.shape
    down = (y(BOX.north) - y(latitude)) / (y(BOX.north) - y(BOX.south))
    across = (longitude - BOX.west) / (BOX.east - BOX.west)
    return int(down * height), int(across * width)


def test_at_each_sensor_stands_its_value() -> None:
    grid = interpolate(inputs(), side=600)
    for place, value in zip(PLACES, VALUES, strict=True):
        assert grid.values[cell(grid, *place)] == pytest.approx(value, abs=0.6)


def test_values_stay_within_what_was_measured_and_nothing_is_missing() -> None:
    grid = interpolate(inputs(), side=80)
    assert np.isfinite(grid.values).all()
    assert grid.values.min() >= min(VALUES)
    assert grid.values.max() <= max(VALUES)


def test_far_from_all_sensors_nothing_supports_the_surface() -> None:
    grid = interpolate(inputs(), side=80)
    assert grid.supported[cell(grid, 7.82, 51.68)]
    assert not grid.supported[cell(grid, 7.72, 51.75)]
    assert 0.1 < grid.supported.mean() < 0.9


def test_a_surface_is_cut_out_of_an_area() -> None:
    clip = shapely.box(7.78, 51.64, 7.88, 51.72)
    grid = interpolate(inputs(clip=clip), side=80)
    assert np.isnan(grid.values[cell(grid, 7.72, 51.75)])
    assert np.isfinite(grid.values[cell(grid, 7.82, 51.68)])
    assert not grid.supported[cell(grid, 7.72, 51.75)]


def test_values_that_are_no_numbers_do_not_count() -> None:
    with pytest.raises(ValueError, match="4 places"):
        interpolate(inputs([10.0, np.nan, 30.0, 40.0, np.inf]), side=20)
    assert interpolate(inputs([10.0, np.nan, 30.0, 40.0, 25.0]), side=20).count == 4


def test_sensors_of_one_place_count_as_one_with_their_mean() -> None:
    places = [*PLACES, PLACES[0]]
    grid = interpolate(inputs([*VALUES, 14.0], places), side=600)
    assert grid.count == 5
    assert grid.values[cell(grid, *PLACES[0])] == pytest.approx(12.0, abs=0.6)
    longitudes, latitudes = np.array(places).T
    assert enough_places(longitudes, latitudes) == 5


def test_very_many_sensors_are_taken_together() -> None:
    rng = np.random.default_rng(2)
    longitudes, latitudes = rng.uniform(7.7, 7.95, 2_000), rng.uniform(51.6, 51.76, 2_000)
    many = inputs(rng.normal(20, 1, 2_000), list(zip(longitudes, latitudes, strict=True)))
    assert interpolate(many, side=20).count <= 400


def test_equal_inputs_make_the_same_surface_and_are_known_as_such() -> None:
    one, other = inputs(), inputs()
    assert one.is_like(other)
    assert not one.is_like(None)
    assert not one.is_like(inputs(high=60.0))
    assert not one.is_like(inputs([11.0, *VALUES[1:]]))
    assert not one.is_like(inputs(clip=shapely.box(7.7, 51.6, 7.8, 51.7)))
    first, second = interpolate(one, side=40), interpolate(other, side=40)
    assert np.array_equal(first.values, second.values)
    assert first.error == second.error


def test_rows_are_even_in_mercator_so_that_the_picture_lies_right() -> None:
    north_south = [(7.82, 51.60 + 0.16 * i / 8) for i in range(9)]
    tall = inputs([float(i) for i in range(9)], north_south, low=0.0, high=8.0)
    grid = interpolate(tall, side=400)
    middle = grid.values.shape[0] // 2
    y = [asinh(tan(radians(lat))) for lat in (BOX.south, BOX.north)]
    latitude = degrees(np.arctan(sinh(sum(y) / 2)))
    expected = (latitude - 51.60) / 0.16 * 8
    column = cell(grid, 7.82, 51.68)[1]
    assert grid.values[middle, column] == pytest.approx(expected, abs=0.05)


def test_the_picture_carries_values_hatching_and_nothing() -> None:
    grid = interpolate(inputs(clip=shapely.box(7.70, 51.60, 7.90, 51.76)), side=40)
    ramp = [(0, 0, 255), (255, 0, 0)]
    picture = surface_image(grid, ramp, (9, 9, 9, 200), version=7)
    assert (picture.id, picture.version) == ("surface", 7)
    assert picture.corners[0] == (BOX.west, BOX.north)
    assert picture.corners[2] == (BOX.east, BOX.south)
    width, height = struct.unpack(">II", picture.png[16:24])
    start = picture.png.index(b"IDAT") + 4
    size = struct.unpack(">I", picture.png[start - 8 : start - 4])[0]
    lines = zlib.decompress(picture.png[start : start + size])
    pixels = np.frombuffer(lines, np.uint8).reshape(height, width + 1)[:, 1:]
    assert (pixels == 254).any()
    assert (pixels == 255).any()
    is_drawn = np.repeat(np.repeat(grid.supported, 3, axis=0), 3, axis=1)
    assert (pixels[is_drawn] < 254).all()
    assert (pixels[~is_drawn] >= 254).all()
