"""Photographs from above come as the part and the size asked for, and say where they lie."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.enums import ColorInterp
from rasterio.transform import Affine

from twin_viewer.formats import ortho, rasters
from twin_viewer.formats.ortho import read_ortho
from twin_viewer.model.frames import HeightReference, Reference

SAMPLE = Path(__file__).resolve().parents[3].parent / "shared/samples/raster/autzen-height.tif"
WEST, NORTH = 412_000.0, 5_726_000.0


def picture(rows: int = 200, columns: int = 300) -> np.ndarray:
    """Return red growing eastwards, green southwards, and blue 30."""
    south, east = np.mgrid[:rows, :columns]
    red = (east * 255 / columns).astype(np.uint8)
    return np.stack((red, (south * 255 / rows).astype(np.uint8), np.full_like(red, 30)))


def write(path: Path, bands: np.ndarray, **options: object) -> Path:
    whole: dict[str, object] = {
        "driver": "GTiff",
        "crs": "EPSG:25832",
        "transform": Affine(2, 0, WEST, 0, -2, NORTH),
    }
    whole |= options
    with rasterio.open(
        path,
        "w",
        count=len(bands),
        height=bands.shape[1],
        width=bands.shape[2],
        dtype=bands.dtype,
        **whole,
    ) as file:
        file.write(bands)
    return path


@pytest.mark.parametrize(
    ("name", "options"),
    [("a.tif", {}), ("a.jp2", {"driver": "JP2OpenJPEG", "quality": 100, "reversible": True})],
)
def test_the_whole_picture_with_its_edges(
    tmp_path: Path, name: str, options: dict[str, object]
) -> None:
    image = read_ortho(write(tmp_path / name, picture(), **options))
    assert image.pixels.shape == (200, 300, 3)
    np.testing.assert_array_equal(image.pixels, np.moveaxis(picture(), 0, 2))
    assert (image.west, image.south, image.east, image.north) == (
        WEST,
        NORTH - 400,
        WEST + 600,
        NORTH,
    )
    assert (image.reference.crs, image.reference.note, image.faults) == ("EPSG:25832", "", ())


def test_a_part_is_cut_at_pixels(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", picture())
    image = read_ortho(path, box=(WEST + 101, NORTH - 60, WEST + 200, NORTH - 40))
    assert (image.west, image.south, image.east, image.north) == (
        WEST + 100,
        NORTH - 60,
        WEST + 200,
        NORTH - 40,
    )
    np.testing.assert_array_equal(image.pixels, np.moveaxis(picture()[:, 20:30, 50:100], 0, 2))


def test_no_more_pixels_than_asked_for(tmp_path: Path) -> None:
    image = read_ortho(write(tmp_path / "a.tif", picture()), max_pixels=1_500)
    assert image.pixels.shape == (31, 47, 3)
    assert (image.west, image.east) == (WEST, WEST + 600)
    middle = image.pixels[15, 23].tolist()
    assert middle == pytest.approx((126, 126, 30), abs=6)


def test_a_part_beside_the_picture_is_empty(tmp_path: Path) -> None:
    image = read_ortho(write(tmp_path / "a.tif", picture()), box=(0, 0, 100, 100))
    assert image.pixels.size == 0
    assert [(fault.reason, fault.is_fatal) for fault in image.faults] == [(ortho.OUTSIDE, False)]


def test_grey_infrared_and_deep_pictures_become_colours(tmp_path: Path) -> None:
    grey = read_ortho(write(tmp_path / "grau.tif", picture()[:1]))
    assert (grey.pixels[..., 0] == grey.pixels[..., 2]).all()
    four = np.concatenate((picture(), np.full((1, 200, 300), 200, np.uint8)))
    path = write(tmp_path / "cir.tif", four)
    with rasterio.open(path, "r+") as file:
        file.colorinterp = (
            ColorInterp.blue,
            ColorInterp.green,
            ColorInterp.red,
            ColorInterp.undefined,
        )
    assert read_ortho(path).pixels[0, 0].tolist() == [30, 0, 0]
    deep = read_ortho(write(tmp_path / "tief.tif", picture().astype(np.uint16) * 257))
    np.testing.assert_allclose(deep.pixels, np.moveaxis(picture(), 0, 2), atol=1)


def test_a_palette_is_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "palette.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=1,
        width=2,
        height=1,
        dtype="uint8",
        photometric="palette",
        crs="EPSG:25832",
        transform=Affine(1, 0, WEST, 0, -1, NORTH),
    ) as file:
        file.write(np.array([[[0, 1]]], np.uint8))
        file.write_colormap(1, {0: (10, 20, 30, 255), 1: (40, 50, 60, 255)})
    assert read_ortho(path).pixels.tolist() == [[[10, 20, 30], [40, 50, 60]]]


def test_a_world_file_places_a_picture(tmp_path: Path) -> None:
    pixels = np.moveaxis(picture(), 0, 2)
    for suffix, world in ((".png", ".pgw"), (".jpg", ".jgw")):
        path = tmp_path / f"luftbild{suffix}"
        Image.fromarray(pixels).save(path)
        assert read_ortho(path).faults[0].reason == rasters.NO_PLACE.format(f"luftbild{world}")
        path.with_suffix(world).write_text("2\n0\n0\n-2\n412001\n5725999\n")
        image = read_ortho(path)
        assert (image.west, image.north, image.east) == (WEST, NORTH, WEST + 600)
        assert rasters.NO_PLACE not in [fault.reason for fault in image.faults]


def test_another_zone_is_brought_here_and_the_rest_refused(tmp_path: Path) -> None:
    place = Affine(2, 0, -2_000, 0, -2, 5_740_000)
    here = read_ortho(write(tmp_path / "a.tif", picture(), crs="EPSG:25833", transform=place))
    assert here.west == pytest.approx(413_400, abs=100)
    assert here.reference.crs == "EPSG:25833"
    far = write(tmp_path / "b.tif", picture(), crs="EPSG:2994", transform=place)
    assert [(fault.reason, fault.is_fatal) for fault in read_ortho(far).faults] == [
        (ortho.ELSEWHERE, True)
    ]


def test_a_part_of_a_picture_that_lies_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    Image.fromarray(np.moveaxis(picture(), 0, 2)).save(path)
    part = read_ortho(path, box=(10, 20, 30, 50))
    assert (part.west, part.south, part.east, part.north) == (10, 20, 30, 50)
    assert (part.pixels == np.moveaxis(picture(), 0, 2)[150:180, 10:30]).all()


def test_a_broken_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jp2"
    path.write_bytes(b"kein Bild")
    image = read_ortho(path)
    assert (image.pixels.shape, image.faults[0].is_fatal) == ((0, 0, 3), True)
    assert read_ortho(tmp_path / "fehlt.tif").faults[0].is_fatal


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample of a raster is not there")
def test_the_sample_lies_nowhere_until_it_has_a_place(tmp_path: Path) -> None:
    image = read_ortho(SAMPLE)
    reason = rasters.NO_PLACE.format("autzen-height.tfw")
    assert [(fault.reason, fault.is_fatal) for fault in image.faults] == [(reason, False)]
    assert image.reference == Reference("", HeightReference.UNKNOWN, reason, is_foreign=True)
    with Image.open(SAMPLE) as file:
        assert (image.west, image.south) == (0, 0)
        assert [image.east, image.north] == list(map(float, file.size))
        assert bool(np.array_equal(image.pixels, np.asarray(file)))
    path = tmp_path / SAMPLE.name
    path.write_bytes(SAMPLE.read_bytes())
    path.with_suffix(".tfw").write_text("1\n0\n0\n-1\n412000.5\n5725999.5\n")
    image = read_ortho(path)
    assert image.pixels.any()
    assert (image.west, image.north) == (WEST, NORTH)


def test_a_coarse_look_at_a_cut_jpeg_2000_says_so_too(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(1, 255, (3, 300, 300), np.uint8)
    whole = tmp_path / "whole.jp2"
    place = rasterio.Affine(1, 0, 412_000, 0, -1, 5_726_000)
    with rasterio.open(
        whole,
        "w",
        "JP2OpenJPEG",
        300,
        300,
        3,
        "EPSG:25832",
        place,
        "uint8",
        blockxsize=128,
        blockysize=128,
    ) as raster:
        raster.write(pixels)
    assert not read_ortho(whole, max_pixels=900).faults
    cut = tmp_path / "cut.jp2"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    image = read_ortho(cut, max_pixels=900)
    assert [fault.reason for fault in image.faults] == [rasters.PARTLY]
