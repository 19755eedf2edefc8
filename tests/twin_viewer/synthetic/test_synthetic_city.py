"""The layout of a made-up city: buildings stand alone, on dry ground, as many as planned."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from tests.twin_viewer.synthetic.conftest import MAP
from twin_viewer.synthetic.base_maps import BaseMap, read_base_map, to_degrees, to_metres
from twin_viewer.synthetic.buildings import ROOFS, WALLS, Kind, Roof
from twin_viewer.synthetic.cities import City, make_city
from twin_viewer.synthetic.plans import Plan
from twin_viewer.synthetic.terrains import Window


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> City:
    """Enough of the city to reach water, rail, forest and several centres."""
    return make_city(Plan(tmp_path_factory.mktemp("town"), MAP, buildings=12_000))


def test_as_many_buildings_as_planned(town: City, city: City) -> None:
    assert town.count == 12_000
    assert city.count == 300


def test_parts_of_a_landmark_count_as_one(town: City) -> None:
    parents = town.buildings.parents
    own = int((parents < 0).sum())
    assert own + len(np.unique(parents[parents >= 0])) == town.count


def test_buildings_do_not_overlap(town: City) -> None:
    areas = town.buildings.footprints()
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    pairs = first < second
    shared = shapely.area(shapely.intersection(areas[first[pairs]], areas[second[pairs]]))
    assert shared.max(initial=0.0) < 0.001


@pytest.mark.parametrize("layer", ["water", "rail", "roads"])
def test_nothing_stands_on_lines_of_the_map(town: City, layer: str) -> None:
    features = getattr(town.base, layer)
    covered = [area for feature in features for area in feature.areas()]
    _, hit = shapely.STRtree(town.buildings.footprints()).query(covered, predicate="intersects")
    assert len(hit) == 0


def test_only_landmarks_stand_in_parks_and_forests(town: City) -> None:
    greens = [green.shape for green in town.base.greens]
    _, hit = shapely.STRtree(town.buildings.footprints()).query(greens, predicate="intersects")
    assert set(town.buildings.kinds[hit].tolist()) <= {Kind.LANDMARK}


def test_nothing_stands_on_streets_of_quarters(town: City) -> None:
    streets = shapely.buffer(town.streets.lines, town.streets.half_widths)
    _, hit = shapely.STRtree(town.buildings.footprints()).query(streets, predicate="intersects")
    assert len(hit) == 0


def test_feet_are_on_the_ground(town: City) -> None:
    corners = town.buildings.corners()[:, :4]
    ground = town.terrain.heights(corners[:, :, 0], corners[:, :, 1])
    assert np.allclose(town.buildings.feet, ground.min(axis=1), atol=0.006)


def test_the_town_is_as_high_as_hamm(town: City) -> None:
    feet = town.buildings.feet
    assert 52.0 < feet.min() < 60.0
    assert feet.max() < 112.0


def test_rows_of_a_tile_lie_in_it_and_the_nearest_comes_first(town: City) -> None:
    east, north = town.centre
    away = [
        np.hypot(key.east_km + 0.5 - east / 1e3, key.north_km + 0.5 - north / 1e3)
        for key in town.tiles
    ]
    assert away == sorted(away)
    end = 0
    for key, (first, last) in town.tiles.items():
        assert first == end
        end = last
        rows = town.buildings.take(slice(first, last))
        own = rows.parents < 0
        assert (rows.easts[own] // 1_000 == key.east_km).all()
        assert (rows.norths[own] // 1_000 == key.north_km).all()
    assert end == len(town.buildings)


def test_every_building_lies_in_a_district(town: City) -> None:
    own = town.buildings.parents < 0
    assert (town.districts[own] >= 0).all()


def test_no_building_stands_on_a_device(plan: Plan, city: City) -> None:
    """Devices are put where houses are; planned with them, the houses are elsewhere."""
    houses = city.buildings.take(city.buildings.kinds != Kind.LANDMARK)
    inside = np.stack((houses.easts[-5:], houses.norths[-5:]), axis=1)
    degrees = to_degrees(inside)
    devices = tuple((float(lon), float(lat)) for lon, lat in degrees)
    other = make_city(replace(plan, devices=devices))
    places = shapely.points(to_metres(np.array(devices)))
    built = other.buildings.take(other.buildings.kinds != Kind.LANDMARK)
    hit = shapely.STRtree(built.footprints()).query(places, predicate="intersects")
    assert hit.size == 0


def test_another_seed_is_another_city(city: City, plan: Plan) -> None:
    other = make_city(replace(plan, seed=2))
    assert len(other.buildings) != len(city.buildings) or not np.allclose(
        other.buildings.easts, city.buildings.easts
    )


@pytest.mark.parametrize("roof", list(Roof))
def test_each_roof_closes_its_building(town: City, roof: Roof) -> None:
    """Each edge of a face is the edge of exactly one other, the other way round."""
    faces = [(0, 3, 2, 1), *WALLS[roof], *ROOFS[roof]]
    edges = [
        (start, end)
        for face in faces
        for start, end in zip(face, (*face[1:], face[0]), strict=True)
    ]
    assert len(set(edges)) == len(edges)
    assert {(end, start) for start, end in edges} == set(edges)
    assert (town.buildings.roofs == roof).any()


def test_roof_heights_agree_with_corners(town: City) -> None:
    rows = np.arange(0, len(town.buildings), 7, dtype=np.int32)
    corners = town.buildings.corners()[rows]
    for corner in range(4, 8):
        x, y = town.buildings.local(rows, corners[:, corner, 0], corners[:, corner, 1])
        heights = town.buildings.feet[rows] + town.buildings.roof_heights(rows, x, y)
        assert np.allclose(heights, corners[:, corner, 2], atol=1e-4)
    sloped = town.buildings.roofs[rows] >= Roof.GABLE
    x, y = town.buildings.local(rows, corners[:, 8, 0], corners[:, 8, 1])
    tops = town.buildings.feet[rows] + town.buildings.roof_heights(rows, x, y)
    assert np.allclose(tops[sloped], corners[sloped, 8, 2], atol=1e-4)


def test_rivers_have_beds(town: City) -> None:
    ground = town.terrain.grid(Window(418_000.5, 5_726_000.5, 500, 2.0))
    dry = town.terrain.heights(
        *np.meshgrid(418_000.5 + np.arange(500) * 2.0, 5_726_000.5 + np.arange(500) * 2.0)
    )
    assert 2.0 < float((dry - ground).max()) < 6.0
    assert float((dry - ground).min()) > -0.01


def test_a_map_without_districts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="districts"):
        read_base_map(tmp_path)


def test_a_map_of_districts_alone_is_enough(tmp_path: Path) -> None:
    for name in ("districts", "places", "roads"):
        (tmp_path / f"{name}.geojson").write_bytes((MAP / f"{name}.geojson").read_bytes())
    base: BaseMap = read_base_map(tmp_path)
    assert base.water == ()
    assert make_city(Plan(tmp_path / "out", tmp_path, buildings=200)).count == 200
