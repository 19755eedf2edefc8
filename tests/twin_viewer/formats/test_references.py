"""Coordinates of any system come to EPSG:25832, and heights are never silently wrong."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import datadir

from tests.fakes.height_grids import write_geoid
from twin_viewer.formats import heights, references
from twin_viewer.formats.references import brought
from twin_viewer.model import HeightReference, Reference

HAMM = np.array([[412_000.0, 5_725_000.0, 63.0], [413_000.0, 5_725_500.0, 64.5]])
UNDULATION = 46.25


def elsewhere(crs: str, points: np.ndarray = HAMM) -> np.ndarray:
    """Return points of Hamm in another system, order east, north."""
    way = pyproj.Transformer.from_crs("EPSG:25832", crs, always_xy=True)
    return np.column_stack((*way.transform(points[:, 0], points[:, 1]), points[:, 2]))


@pytest.mark.parametrize(
    ("crs", "code", "kind"),
    [
        ("EPSG:25832", "EPSG:25832", HeightReference.UNKNOWN),
        ("25832", "EPSG:25832", HeightReference.UNKNOWN),
        ("urn:ogc:def:crs:EPSG::25832", "EPSG:25832", HeightReference.UNKNOWN),
        ("http://www.opengis.net/def/crs/EPSG/0/25832", "EPSG:25832", HeightReference.UNKNOWN),
        ("ETRS89 / UTM zone 32N", "EPSG:25832", HeightReference.UNKNOWN),
        ("EPSG:25832+7837", "EPSG:25832+7837", HeightReference.DHHN2016),
        (
            "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH",
            "EPSG:25832+7837",
            HeightReference.DHHN2016,
        ),
        ("urn:adv:crs:ETRS89_UTM32*DE_DHHN92_NH", "EPSG:5555", HeightReference.OTHER),
        (
            "urn:ogc:def:crs,crs:EPSG:6.12:25832,crs:EPSG:6.12:5783",
            "EPSG:5555",
            HeightReference.OTHER,
        ),
    ],
)
def test_the_citys_own_system_costs_nothing(crs: str, code: str, kind: HeightReference) -> None:
    points, reference = brought(HAMM, crs)
    assert points is HAMM
    assert (reference.crs, reference.heights, reference.is_foreign) == (code, kind, False)
    assert bool(reference.note) == (kind is not HeightReference.DHHN2016)


@pytest.mark.parametrize(
    ("crs", "tolerance"),
    [
        ("EPSG:25833", 1e-6),
        ("EPSG:25831", 1e-6),
        ("EPSG:4647", 1e-6),
        ("EPSG:4326", 1e-6),
        ("EPSG:4258", 1e-6),
        ("EPSG:3857", 1e-6),
        ("EPSG:31466", 0.01),
        ("EPSG:31467", 0.01),
    ],
)
def test_other_systems_are_converted(crs: str, tolerance: float) -> None:
    points, reference = brought(elsewhere(crs), crs)
    np.testing.assert_allclose(points, HAMM, rtol=0, atol=tolerance)
    assert (reference.crs, reference.is_foreign) == (crs, False)


def test_compound_systems_say_their_heights() -> None:
    points, reference = brought(elsewhere("EPSG:25833"), "EPSG:25833+7837")
    np.testing.assert_allclose(points, HAMM, rtol=0, atol=1e-6)
    assert reference == Reference("EPSG:25833+7837")
    _, reference = brought(elsewhere("EPSG:28992"), "EPSG:7415")
    assert reference.heights is HeightReference.OTHER
    assert "NAP" in reference.note


def test_gauss_krueger_without_its_grid_says_how_far_it_may_be_off() -> None:
    _, reference = brought(elsewhere("EPSG:31467"), "EPSG:31467+5783")
    assert "Ohne das amtliche Gitter" in reference.note
    assert "DHHN92" in reference.note


@pytest.mark.parametrize("crs", ["EPSG:25832", "EPSG:4326", "EPSG:31467", ""])
def test_swapped_axes_are_mended_and_noted(crs: str) -> None:
    here = elsewhere(crs) if crs else HAMM
    points, reference = brought(here[:, [1, 0, 2]], crs)
    np.testing.assert_allclose(points, HAMM, rtol=0, atol=0.01)
    assert references.SWAPPED in reference.note
    assert not reference.is_foreign


@pytest.mark.parametrize(
    ("crs", "shift", "note"),
    [
        ("EPSG:25832", 32e6, references.PREFIX),
        ("", 32e6, references.PREFIX),
        ("EPSG:4647", 0.0, references.NO_PREFIX),
    ],
)
def test_the_number_of_the_zone_is_mended(crs: str, shift: float, note: str) -> None:
    points, reference = brought(HAMM + np.array((shift, 0, 0)), crs)
    np.testing.assert_allclose(points, HAMM, rtol=0, atol=1e-6)
    assert note in reference.note


def test_without_a_system_the_numbers_decide() -> None:
    points, reference = brought(HAMM, "")
    assert points is HAMM
    assert (reference.crs, reference.heights) == ("", HeightReference.UNKNOWN)
    assert references.NO_CRS in reference.note
    points, reference = brought(np.array([[10.0, 20.0, 3.0]]), " ")
    assert points.tolist() == [[10.0, 20.0, 3.0]]
    assert reference.is_foreign


NO_WAY = (
    'PROJCS["x",GEOGCS["y",DATUM["z",SPHEROID["GRS_1980",6378137,298.257222101]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["No_Such_Projection"],'
    'PARAMETER["false_easting",0],UNIT["metre",1]]'
)


@pytest.mark.parametrize(
    "crs", ["EPSG:99999", "Blaue Karte", "urn:adv:crs:MARS*X", "PROJCS[brok", NO_WAY]
)
def test_broken_systems_keep_the_numbers_as_foreign(crs: str) -> None:
    points, reference = brought(HAMM, crs)
    assert points is HAMM
    assert reference.is_foreign
    assert "unbekannt oder beschädigt" in reference.note
    assert references.reference_of(crs) is None
    assert not references.is_utm32(crs)


def test_feet_elsewhere_become_metres() -> None:
    oregon = np.array([[637_177.98, 849_393.95, 411.19], [636_500.0, 849_000.0, 420.0]])
    points, reference = brought(oregon, "EPSG:2994")
    np.testing.assert_allclose(points, oregon * 0.3048)
    assert reference.is_foreign
    assert references.IN_METRES.format("foot") in reference.note


def test_numbers_that_cannot_be_their_system_are_foreign() -> None:
    # As the sample lone-star.copc.laz has them: geocentric by name, not by its numbers.
    texas = np.array([[515_378.7, 4_918_365.0, 2_324.3]])
    points, reference = brought(texas, "EPSG:4978")
    assert points is texas
    assert reference.is_foreign


def test_geocentric_coordinates_come_down_to_the_plane() -> None:
    way = pyproj.Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    earth = np.column_stack(way.transform([7.8], [51.67], [110.0]))
    points, reference = brought(earth, "EPSG:4978")
    assert points[0] == pytest.approx((417_020, 5_725_100, 110.0), abs=300)
    assert points[0, 2] == pytest.approx(110.0, abs=1e-3)
    assert reference.heights is HeightReference.ELLIPSOID


def test_a_single_outlier_decides_nothing() -> None:
    many = np.repeat(HAMM, 20, axis=0)
    many[7] = (0.0, 0.0, 1e30)
    points, reference = brought(many, "EPSG:25832+7837")
    assert points is many
    assert reference == Reference("EPSG:25832+7837")
    far = np.vstack((np.repeat(elsewhere("EPSG:4326"), 5, axis=0), [[np.inf, 95.0, 1.0]]))
    points, reference = brought(far, "EPSG:4326")
    assert np.isnan(points[-1, 0])
    assert references.LOST_POINTS.format(1) in reference.note


def test_no_points_are_no_trouble() -> None:
    points, reference = brought(np.zeros((0, 3)), "EPSG:25833+7837")
    assert points.shape == (0, 3)
    assert not reference.is_foreign


def test_ellipsoidal_heights_without_the_grid_are_marked() -> None:
    assert not heights.has_grid()
    points, reference = brought(elsewhere("EPSG:4979"), "EPSG:4979")
    assert reference.heights is HeightReference.ELLIPSOID
    assert heights.GRID in reference.note
    np.testing.assert_allclose(points[:, 2], HAMM[:, 2])
    points, reference = brought(HAMM, "EPSG:25832", HeightReference.ELLIPSOID)
    assert (points is HAMM, reference.heights) == (True, HeightReference.ELLIPSOID)


def test_what_a_person_says_of_heights_goes_before_the_file() -> None:
    _, reference = brought(HAMM, "EPSG:25832", HeightReference.DHHN2016)
    assert reference == Reference("EPSG:25832")
    _, reference = brought(elsewhere("EPSG:4979"), "EPSG:4979", HeightReference.DHHN2016)
    assert (reference.heights, reference.note) == (HeightReference.DHHN2016, "")


@pytest.fixture
def grid_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder with a grid as the BKG's, of one undulation everywhere."""
    write_geoid(tmp_path / heights.GRID, UNDULATION)
    before = datadir.get_data_dir()
    monkeypatch.setattr(heights, "_folders", [])
    yield tmp_path
    datadir.set_data_dir(before)
    heights._has_grid.cache_clear()


def test_with_the_grid_heights_become_dhhn2016(grid_folder: Path) -> None:
    assert heights.use_grids(grid_folder)
    points, reference = brought(elsewhere("EPSG:4979"), "EPSG:4979")
    np.testing.assert_allclose(points, HAMM - (0, 0, UNDULATION), rtol=0, atol=1e-3)
    assert reference.heights is HeightReference.DHHN2016
    assert reference.note == heights.CONVERTED
    unknown = HAMM.copy()
    unknown[0, 2] = np.nan
    points, _ = brought(unknown, "EPSG:25832", HeightReference.ELLIPSOID)
    assert np.isnan(points[0, 2])
    assert points[1, 2] == pytest.approx(HAMM[1, 2] - UNDULATION, abs=1e-3)
    # Beyond the grid nothing is converted, and it is said.
    north = np.array([[500_000.0, 7_500_000.0, 63.0]])
    points, reference = brought(north, "EPSG:25832", HeightReference.ELLIPSOID)
    assert (points is north, reference.heights) == (True, HeightReference.ELLIPSOID)


def test_a_folder_without_the_grid_changes_nothing(tmp_path: Path) -> None:
    assert not heights.use_grids(tmp_path / "fehlt")


def test_threads_each_bring_points() -> None:
    results: list[float] = []

    def work() -> None:
        points, _ = brought(elsewhere("EPSG:25833"), "EPSG:25833")
        results.append(float(np.abs(points - HAMM).max()))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(results) < 1e-6
    assert len(results) == 4


@given(
    st.floats(285_000, 900_000),
    st.floats(5_250_000, 6_100_000),
    st.floats(-50, 3_000),
    st.sampled_from(["EPSG:25833", "EPSG:4258", "EPSG:4647", "EPSG:25831"]),
)
def test_there_and_back_is_the_same(east: float, north: float, height: float, crs: str) -> None:
    here = np.array([[east, north, height]])
    points, _ = brought(elsewhere(crs, here), crs)
    np.testing.assert_allclose(points, here, rtol=0, atol=1e-5)
