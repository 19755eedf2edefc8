"""City objects by square kilometre: nothing is lost, nothing is torn apart, nothing shown twice."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.cache.blocks import DamagedBlockError
from twin_viewer.cache.tiles import (
    TileGatherer,
    join_tiles,
    read_tile,
    split_model,
    write_tile,
)
from twin_viewer.model.cities import BuildingTile, CityModel, CityObject, TileKey

KEY = TileKey(412, 5725)


def model_of(places: list[tuple[float, float]], prefix: str = "b") -> CityModel:
    """Return a triangle of 10 m at each place, each an object of its own."""
    corners = np.array([(-5.0, -5.0, 60.0), (5.0, -5.0, 60.0), (0.0, 5.0, 70.0)])
    points = np.concatenate([corners + np.array((east, north, 0.0)) for east, north in places])
    count = len(places)
    return CityModel(
        points,
        np.arange(3 * count, dtype=np.int32).reshape(-1, 3),
        np.arange(count, dtype=np.int32),
        np.full(count, 2, np.uint8),
        tuple(
            CityObject(f"{prefix}{row}", "Building", attributes={"roof": row, "straße": "Nordring"})
            for row in range(count)
        ),
    )


def tile_of(places: list[tuple[float, float]], prefix: str = "b") -> BuildingTile:
    gatherer = TileGatherer()
    gatherer.add(model_of(places, prefix))
    (tile,) = gatherer.take()
    return tile


near = st.tuples(st.floats(410_000, 414_999), st.floats(5_720_000, 5_724_999))


@given(st.lists(near, min_size=1, max_size=30))
def test_each_object_lies_in_the_square_of_its_middle(places: list[tuple[float, float]]) -> None:
    model = model_of(places)
    seen = {}
    for key, part in split_model(model):
        assert len(part.owners) == len(part.triangles) == len(part.objects)
        for row, item in enumerate(part.objects):
            corners = part.points[part.triangles[part.owners == row]].reshape(-1, 3)
            middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
            assert key == (middle[0] // 1_000, middle[1] // 1_000)
            seen[item.id] = corners
    for row, item in enumerate(model.objects):
        assert np.array_equal(seen[item.id], model.points[model.triangles[row]])


def test_parts_stay_with_what_they_are_parts_of() -> None:
    model = model_of([(412_990, 5_725_500), (413_020, 5_725_500)])
    whole = CityObject("whole", "Building")
    parts = tuple(
        CityObject(item.id, "BuildingPart", "whole", item.attributes) for item in model.objects
    )
    family = CityModel(
        model.points,
        model.triangles,
        model.owners + np.int32(1),
        model.surfaces,
        (whole, *parts),
    )
    ((key, part),) = split_model(family)
    assert key == TileKey(413, 5725)
    assert [item.id for item in part.objects] == ["whole", "b0", "b1"]


def test_parts_that_name_each_other_in_a_circle_are_no_trouble() -> None:
    model = model_of([(412_100, 5_725_100), (414_100, 5_725_100), (416_100, 5_725_100)])
    circle = tuple(
        CityObject(item.id, "BuildingPart", f"b{(row + 1) % 3}")
        for row, item in enumerate(model.objects)
    )
    ringed = CityModel(model.points, model.triangles, model.owners, model.surfaces, circle)
    assert sum(len(part.objects) for _, part in split_model(ringed)) == 3


def test_what_has_no_place_goes_where_its_file_is() -> None:
    model = model_of([(412_100, 5_725_100)])
    bare = CityObject("group", "CityObjectGroup")
    both = CityModel(
        model.points, model.triangles, model.owners, model.surfaces, (*model.objects, bare)
    )
    ((key, part),) = split_model(both)
    assert (key, len(part.objects)) == (KEY, 2)
    parts = dict(split_model(both, TileKey(400, 5700)))
    assert parts[TileKey(400, 5700)].objects == (bare,)


def test_points_that_are_no_numbers_harm_nobody() -> None:
    model = model_of([(412_100, 5_725_100), (412_200, 5_725_100)])
    points = model.points.copy()
    points[0] = np.nan
    broken = CityModel(points, model.triangles, model.owners, model.surfaces, model.objects)
    parts = dict(split_model(broken))
    assert [item.id for item in parts[KEY].objects] == ["b0", "b1"]


def test_a_tile_comes_back_as_it_was(tmp_path: Path) -> None:
    tile = tile_of([(412_100, 5_725_100), (412_900, 5_725_900)])
    write_tile(tmp_path / "t", tile)
    back = read_tile(tmp_path / "t", "set", with_attributes=True)
    assert (back.key, back.frame, back.objects) == (KEY, tile.frame, tile.objects)
    assert back.dataset == "set"
    for name in ("points", "triangles", "owners", "surfaces"):
        assert np.array_equal(getattr(back, name), getattr(tile, name))
    world = back.frame.to_world(back.points)
    assert np.abs(world[0] - (412_095, 5_725_095, 60)).max() < 1e-3


def test_attributes_are_left_alone_until_they_are_wanted(tmp_path: Path) -> None:
    write_tile(tmp_path / "t", tile_of([(412_100, 5_725_100)]))
    data = bytearray((tmp_path / "t").read_bytes())
    place = data.rindex("straße".encode())
    data[place] ^= 1
    (tmp_path / "t").write_bytes(data)
    assert read_tile(tmp_path / "t").objects[0].attributes == {}
    with pytest.raises(DamagedBlockError):
        read_tile(tmp_path / "t", with_attributes=True)


def test_an_object_delivered_twice_is_taken_from_the_first() -> None:
    newer = tile_of([(412_100, 5_725_100), (412_200, 5_725_100)])
    older = tile_of([(412_100.5, 5_725_100), (412_200.5, 5_725_100), (412_300, 5_725_100)])
    tile, left_out = join_tiles([newer, older])
    assert left_out == (0, 2)
    assert [item.id for item in tile.objects] == ["b0", "b1", "b2"]
    assert len(tile.triangles) == 3
    assert np.array_equal(tile.points[tile.triangles[0]], newer.points[newer.triangles[0]])
    assert np.array_equal(tile.points[tile.triangles[2]], older.points[older.triangles[2]])
    assert tile.owners.tolist() == [0, 1, 2]


def test_parts_of_different_files_are_joined() -> None:
    one, other = tile_of([(412_100, 5_725_100)], "a"), tile_of([(412_500, 5_725_500)], "c")
    tile, left_out = join_tiles([one, other])
    assert left_out == (0, 0)
    assert [item.id for item in tile.objects] == ["a0", "c0"]
    assert np.array_equal(tile.points[tile.triangles[1]], other.points[other.triangles[0]])


def test_what_was_gathered_is_given_once() -> None:
    gatherer = TileGatherer()
    gatherer.add(model_of([(412_100, 5_725_100), (413_100, 5_725_100)]))
    gatherer.add(model_of([(412_200, 5_725_100)], "c"))
    assert gatherer.count == 3
    tiles = {tile.key: len(tile.objects) for tile in gatherer.take()}
    assert tiles == {KEY: 2, TileKey(413, 5725): 1}
    assert not list(gatherer.take())
