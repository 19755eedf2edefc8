"""Models of the ground open however they are written; what is broken is counted, not silent."""

import gzip
import zipfile
from pathlib import Path
from random import Random

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from rasterio.transform import Affine

from twin_viewer.formats import dgm, rasters, xyz
from twin_viewer.formats.dgm import coarsened, read_grid
from twin_viewer.formats.rasters import NO_AREA
from twin_viewer.model import HeightGrid, HeightReference

SAMPLE = Path(__file__).resolve().parents[3].parent / "shared/samples/raster/autzen-height.tif"
NAME = "dgm1_32_412_5725_1_nw"
WEST, SOUTH = 412_000.0, 5_725_000.0


def slope(rows: int = 40, columns: int = 50) -> np.ndarray:
    """Return heights that differ at every place, first row southernmost."""
    north, east = np.mgrid[:rows, :columns]
    return np.asarray(60 + east * 0.1 + north * 0.01, np.float32)


def lines(heights: np.ndarray, form: str = "{:.2f} {:.2f} {:.2f}") -> list[str]:
    """Return heights as a survey writes them."""
    return [
        form.format(WEST + column, SOUTH + row, heights[row, column])
        for row in range(heights.shape[0])
        for column in range(heights.shape[1])
    ]


def write_tif(path: Path, heights: np.ndarray, **options: object) -> Path:
    """Write heights as a GeoTIFF, north up."""
    whole: dict[str, object] = {
        "crs": "EPSG:25832",
        "transform": Affine(1, 0, WEST - 0.5, 0, -1, SOUTH + heights.shape[0] - 0.5),
    }
    whole |= options
    values = {name: value for name, value in whole.items() if value is not None}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=heights.shape[0],
        width=heights.shape[1],
        count=1,
        dtype=heights.dtype,
        **values,
    ) as file:
        file.write(heights[::-1], 1)
    return path


def is_placed(grid: HeightGrid) -> bool:
    return (grid.west, grid.south, grid.step) == (WEST, SOUTH, 1.0)


@pytest.mark.parametrize(
    ("form", "heading", "end"),
    [
        ("{:.2f} {:.2f} {:.2f}", "", "\n"),
        ("{:.2f}\t{:.2f}\t{:.2f}", "", "\r\n"),
        ("{:.2f};{:.2f};{:.2f}", "x;y;z", "\n"),
        ("{:.2f},{:.2f},{:.2f}", "Rechtswert,Hochwert,Hoehe", "\r\n"),
        ("  {:.3f}   {:.3f}  {:.3f}", "", "\n"),
        ("7 {:.0f} {:.0f} {:.2f}", "Nr E N H", "\n"),
    ],
)
def test_lines_come_separated_in_any_way(tmp_path: Path, form: str, heading: str, end: str) -> None:
    heights = slope()
    path = tmp_path / f"{NAME}.xyz"
    rows = [*([heading] if heading else []), *lines(heights, form)]
    path.write_bytes(end.join(rows).encode())
    grid = read_grid(path)
    np.testing.assert_allclose(grid.heights, heights, atol=0.006)
    assert is_placed(grid)
    assert (grid.faults, grid.reference.heights) == ((), HeightReference.UNKNOWN)


def test_decimal_commas(tmp_path: Path) -> None:
    for separator in (";", "\t", " "):
        text = "\n".join(lines(slope(), separator.join(("{:.2f}",) * 3))).replace(".", ",")
        path = tmp_path / "komma.txt"
        path.write_text(text)
        grid = read_grid(path)
        np.testing.assert_allclose(grid.heights, slope(), atol=0.006)
        assert grid.faults == ()


def test_lines_come_in_any_order_with_holes(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    heights = slope()
    text = np.array(lines(heights))[rng.permutation(heights.size)][:-300]
    path = tmp_path / f"{NAME}.xyz"
    path.write_text("\n".join(text))
    grid = read_grid(path)
    assert grid.heights.shape == heights.shape
    assert int(np.isnan(grid.heights).sum()) == 300
    known = np.isfinite(grid.heights)
    np.testing.assert_allclose(grid.heights[known], heights[known], atol=0.006)


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_packed_lines(tmp_path: Path, kind: str) -> None:
    data = "\n".join(lines(slope())).encode()
    path = tmp_path / f"{NAME}.xyz.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(data))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("liesmich.pdf", b"%PDF")
            archive.writestr(f"{NAME}.xyz", data)
    grid = read_grid(path)
    assert is_placed(grid)
    assert grid.heights.shape == (40, 50)


def test_odd_and_cut_lines_are_counted(tmp_path: Path) -> None:
    text = lines(slope())
    text[17] = "412017.00 5725000.00"
    text[100] = "Fehler im Gerät"
    text[101] = "412001.00 5725002.00 nan"
    text[-1] = text[-1][:14]
    path = tmp_path / f"{NAME}.xyz"
    path.write_text("\n".join(text))
    grid = read_grid(path)
    assert grid.heights.shape == (40, 50)
    assert int(np.isnan(grid.heights).sum()) == 4
    assert [(fault.item, fault.reason) for fault in grid.faults] == [
        ("18", xyz.BAD_LINES.format(4, 18))
    ]


def test_points_far_off_or_beside_the_grid_are_left_out(tmp_path: Path) -> None:
    text = [*lines(slope()), "41.00 5725000.00 60", "412010.40 5725010.40 60", "1e30 1 2"]
    path = tmp_path / "gelaende.xyz"
    path.write_text("\n".join(text))
    grid = read_grid(path)
    assert grid.heights.shape == (40, 50)
    assert [fault.reason for fault in grid.faults] == [xyz.OFF_GRID.format(3, "1")]


def test_zone_and_swapped_axes_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "gelaende.xyz"
    path.write_text("\n".join(f"32{line}" for line in lines(slope())))
    assert is_placed(read_grid(path))
    path.write_text(
        "\n".join(f"{y} {x} {z}" for x, y, z in (line.split() for line in lines(slope())))
    )
    grid = read_grid(path)
    assert is_placed(grid)
    assert "vertauscht" in grid.reference.note


def test_coarser_lines_are_means_of_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.xyz"
    path.write_text("\n".join(lines(slope())[:-1]))
    grid = read_grid(path, step=4)
    assert (grid.heights.shape, grid.step) == ((10, 13), 4.0)
    assert (grid.west, grid.south) == (WEST + 1.5, SOUTH + 1.5)
    assert grid.heights[0, 0] == pytest.approx(slope()[:4, :4].mean(), abs=0.006)
    assert np.isfinite(grid.heights).all()


@pytest.mark.parametrize(
    "text",
    ["", "keine Zahlen\nnur Worte", "1 2 3", "1 2 3\n1 2 4", "412000 5725000 1\n" * 3],
)
def test_what_is_no_grid_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xyz"
    path.write_text(text)
    grid = read_grid(path)
    assert grid.heights.size == 0
    assert [fault.is_fatal for fault in grid.faults] == [True]


def test_lines_of_another_zone_are_refused_kindly(tmp_path: Path) -> None:
    path = tmp_path / "dgm1_33_412_5725_1_be.xyz"
    path.write_text("\n".join(lines(slope())))
    assert [fault.reason for fault in read_grid(path).faults] == [dgm.OTHER_ZONE.format(33)]


def test_a_broken_packet_says_so(tmp_path: Path) -> None:
    for name in ("a.xyz.gz", "a.zip", "a.tif"):
        path = tmp_path / name
        path.write_bytes(b"PK\x03\x04 kaputt")
        assert [fault.is_fatal for fault in read_grid(path).faults] == [True]
    assert read_grid(tmp_path / "fehlt.xyz").faults[0].is_fatal


def test_geotiff_with_unknown_cells(tmp_path: Path) -> None:
    heights = slope()
    heights[3, 4] = -9999
    grid = read_grid(write_tif(tmp_path / "a.tif", heights, nodata=-9999))
    assert is_placed(grid)
    assert np.isnan(grid.heights[3, 4])
    heights[3, 4] = np.nan
    np.testing.assert_allclose(grid.heights, heights)
    assert grid.faults == ()


def test_impossible_heights_are_left_out_and_counted(tmp_path: Path) -> None:
    heights = slope()
    heights[3, 4] = -9999
    heights[5, 6] = 3e38
    grid = read_grid(write_tif(tmp_path / "a.tif", heights))
    assert int(np.isnan(grid.heights).sum()) == 2
    assert [fault.reason for fault in grid.faults] == [dgm.UNLIKELY.format(2)]


def test_geotiff_of_whole_numbers_with_scale(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", np.rint(slope() * 100).astype(np.int16))
    with rasterio.open(path, "r+") as file:
        file.scales = (0.01,)
        file.offsets = (10.0,)
    np.testing.assert_allclose(read_grid(path).heights, slope() + 10, atol=0.006)


def test_geotiff_in_feet(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", slope())
    with rasterio.open(path, "r+") as file:
        file.units = ("ft",)
    np.testing.assert_allclose(read_grid(path).heights, slope() * 0.3048, rtol=1e-6)


def test_overviews_serve_coarser_steps(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", slope(200, 200), tiled=True, blockxsize=64, blockysize=64)
    with rasterio.open(path, "r+") as file:
        file.build_overviews([2, 4], rasterio.enums.Resampling.average)
    grid = read_grid(path, step=4)
    assert (grid.heights.shape, grid.step) == ((50, 50), 4.0)
    assert (grid.west, grid.south) == (WEST + 1.5, SOUTH + 1.5)
    np.testing.assert_allclose(grid.heights, coarsened(slope(200, 200), 4), atol=0.01)
    assert read_grid(path, step=7).step == pytest.approx(200 / 29)


def test_points_and_areas_differ_by_half_a_cell(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", slope())
    with rasterio.open(path, "r+") as file:
        file.update_tags(AREA_OR_POINT="Point")
    assert is_placed(read_grid(path))


def test_a_grid_of_another_zone_is_brought_here(tmp_path: Path) -> None:
    path = write_tif(
        tmp_path / "a.tif",
        np.full((60, 60), 63.5, np.float32),
        crs="EPSG:25833",
        transform=Affine(1, 0, -2_000, 0, -1, 5_740_000),
    )
    grid = read_grid(path)
    assert grid.west == pytest.approx(413_381, abs=30)
    assert grid.step == pytest.approx(1.0, abs=0.01)
    middle = grid.heights[grid.heights.shape[0] // 2, grid.heights.shape[1] // 2]
    assert middle == pytest.approx(63.5)
    # Turned against the grid of UTM 32, it leaves corners free.
    assert np.isnan(grid.heights[0, 0])


@pytest.mark.parametrize(
    "transform",
    [
        Affine(1, 0, WEST - 0.5, 0, 1, SOUTH - 0.5),
        Affine(2, 0, WEST - 1, 0, -1, SOUTH + 39.5),
        Affine(0.96, 0.28, WEST, 0.28, -0.96, SOUTH),
    ],
)
def test_grids_that_are_upside_down_oblong_or_turned_stand_right(
    tmp_path: Path, transform: Affine
) -> None:
    path = write_tif(tmp_path / "a.tif", slope(), transform=transform)
    grid = read_grid(path)
    # The place of a cell's middle, first row of the file northernmost as it was written.
    east, north = transform @ (20.5, 9.5)
    column, row = round((east - grid.west) / grid.step), round((north - grid.south) / grid.step)
    assert grid.heights[row, column] == pytest.approx(slope()[30, 20], abs=0.3)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_without_place_the_name_of_the_tile_tells(tmp_path: Path) -> None:
    path = write_tif(tmp_path / f"{NAME}.tif", slope(100, 100), crs=None, transform=None)
    grid = read_grid(path)
    assert (grid.west, grid.south, grid.step) == (WEST + 5, SOUTH + 5, 10.0)
    assert [fault.reason for fault in grid.faults] == [rasters.PLACED_BY_NAME]
    other = read_grid(write_tif(tmp_path / "x.tif", slope(), crs=None, transform=None))
    assert [fault.reason for fault in other.faults] == [rasters.NO_PLACE.format("x.tfw")]


def test_ellipsoidal_heights_are_marked(tmp_path: Path) -> None:
    path = write_tif(
        tmp_path / "a.tif",
        slope(),
        crs="EPSG:4979",
        transform=Affine(1e-5, 0, 7.8, 0, -1e-5, 51.67),
    )
    grid = read_grid(path)
    assert grid.reference.heights is HeightReference.ELLIPSOID
    assert "de_bkg_gcg2016.tif" in grid.reference.note


def test_a_cut_file_shows_what_is_whole(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", slope(400, 400), tiled=True, blockxsize=64, blockysize=64)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])
    grid = read_grid(path)
    if grid.heights.size:
        assert np.isfinite(grid.heights).any()
        assert rasters.PARTLY in [fault.reason for fault in grid.faults]
    else:
        assert grid.faults[0].is_fatal


def test_a_grid_in_a_packet(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(write_tif(tmp_path / "a.tif", slope()), "daten/a.tif")
    assert is_placed(read_grid(path))


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample of a raster is not there")
def test_a_picture_is_no_ground() -> None:
    grid = read_grid(SAMPLE)
    assert [(fault.reason, fault.is_fatal) for fault in grid.faults] == [
        (rasters.NOT_HEIGHTS.format(3), True)
    ]


@settings(max_examples=30)
@given(
    arrays.arrays(
        np.float32,
        arrays.array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=12),
        elements=st.floats(0, 200, width=32),
    ),
    st.integers(1, 5),
)
def test_means_stay_between_the_extremes(heights: np.ndarray, count: int) -> None:
    coarse = coarsened(heights, count)
    assert coarse.shape == tuple(-(-size // count) for size in heights.shape)
    assert coarse.min() >= heights.min() - 1e-3
    assert coarse.max() <= heights.max() + 1e-3


@given(st.text(st.sampled_from("0123456789.,;- \t\n\re+nxyzhinf#\x00ä"), max_size=80))
def test_any_lines_are_points_or_counted(text: str) -> None:
    found = xyz.parse(text.encode())
    assert np.isfinite(found.points).all()
    assert found.points.shape[1] == 3
    assert (found.bad_count > 0) == (found.first_bad > 0)


@settings(max_examples=30)
@given(
    st.integers(2, 20),
    st.integers(2, 20),
    st.sampled_from([0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0]),
    st.randoms(use_true_random=False),
)
def test_any_order_gives_the_same_grid(
    rows: int, columns: int, step: float, random: Random
) -> None:
    north, east = np.mgrid[:rows, :columns]
    points = np.column_stack(
        (WEST + east.ravel() * step, SOUTH + north.ravel() * step, np.arange(rows * columns))
    )
    order = list(range(len(points)))
    random.shuffle(order)
    grid = xyz.gridded(points[order])
    assert grid.step == pytest.approx(step)
    assert grid.heights.ravel().tolist() == list(range(rows * columns))
    assert (grid.west, grid.south) == pytest.approx((WEST, SOUTH))


def test_cells_without_an_area_are_told(tmp_path: Path) -> None:
    path = tmp_path / "flat.asc"
    path.write_text(
        "ncols 2\nnrows 2\nxllcorner 412000\nyllcorner 5725000\ncellsize 0\n60 60\n60 60\n",
        "utf-8",
    )
    grid = read_grid(path)
    assert grid.heights.size == 0
    assert [fault.reason for fault in grid.faults] == [NO_AREA]
