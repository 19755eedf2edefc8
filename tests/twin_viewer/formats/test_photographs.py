"""Panoramas are decoded near the size wanted, and faces stay hidden where a mask says so."""

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFile

from twin_viewer.formats import photographs
from twin_viewer.formats.photographs import read_photograph, size_of
from twin_viewer.model import PanoramaPose


def panorama(path: Path, width: int = 512, **options: Any) -> Path:
    """Write a picture that is red in the west, green in the east, and blue at the nadir."""
    rows, columns = np.mgrid[: width // 2, :width]
    red = 255 - columns * 255 // width
    pixels = np.stack((red, 255 - red, rows * 255 // (width // 2)), axis=2).astype(np.uint8)
    Image.fromarray(pixels).save(path, **options)
    return path


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
@pytest.mark.parametrize(("width", "expected"), [(None, 512), (256, 256), (100, 100), (9_000, 512)])
def test_the_width_wanted_but_never_enlarged(
    tmp_path: Path, suffix: str, width: int | None, expected: int
) -> None:
    path = panorama(tmp_path / f"p{suffix}")
    pixels = read_photograph(path, width)
    assert pixels.shape == (expected // 2, expected, 3)
    assert pixels.dtype == np.uint8
    left, right = pixels[expected // 4, expected // 8], pixels[expected // 4, expected * 7 // 8]
    assert int(left[0]) - int(left[1]) > 140
    assert int(right[1]) - int(right[0]) > 140
    assert size_of(path) == (512, 256)


def test_exif_does_not_turn_a_panorama(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    pixels = read_photograph(panorama(tmp_path / "p.jpg", exif=exif), None)
    assert pixels.shape == (256, 512, 3)


def test_grey_and_transparent_pictures_become_colours(tmp_path: Path) -> None:
    for mode in ("L", "RGBA", "P"):
        path = tmp_path / f"{mode}.png"
        Image.open(panorama(tmp_path / "p.png")).convert(mode).save(path)
        assert read_photograph(path).shape == (256, 512, 3)


def test_a_cut_picture_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    path = panorama(tmp_path / "p.jpg", 1_024, quality=95)
    whole = read_photograph(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    pixels = read_photograph(path)
    np.testing.assert_array_equal(pixels[:150], whole[:150])
    assert not (pixels[-1] == whole[-1]).all()
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("size", [(400, 300), (256, 512), (512, 230)])
def test_other_proportions_are_no_panorama(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size).save(tmp_path / "p.png")
    with pytest.raises(ValueError, match=f"{size[0]} × {size[1]}"):
        read_photograph(tmp_path / "p.png")


def png_of(width: int, height: int) -> bytes:
    """Return the head of a picture of any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + kind + data
        chunks += struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("width", [26_000, 60_000])
def test_bombs_are_refused_before_they_are_decoded(tmp_path: Path, width: int) -> None:
    path = tmp_path / "bombe.png"
    path.write_bytes(png_of(width, width // 2))
    with pytest.raises(ValueError, match="höchstens 300 Millionen"):
        read_photograph(path, 2_048)


def test_fifty_megapixels_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "gross.jpg"
    Image.new("RGB", (10_000, 5_000), (9, 9, 9)).save(path)
    assert read_photograph(path, 2_048).shape == (1_024, 2_048, 3)


def test_what_is_no_picture_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.jpg"
    path.write_bytes(b"kein Bild")
    with pytest.raises(ValueError, match="beschädigt"):
        read_photograph(path)
    with pytest.raises(ValueError, match="beschädigt"):
        read_photograph(tmp_path / "fehlt.jpg")


def test_masked_parts_are_blurred_beyond_recognition(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    pixels = rng.integers(0, 255, (512, 1_024, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "p.png")
    mask = Image.new("L", (512, 256))
    mask.paste(255, (100, 60, 160, 120))
    mask.save(tmp_path / "m.png")
    pose = PanoramaPose("a", tmp_path / "p.png", 0, 0, 0, 0, mask=tmp_path / "m.png")
    blurred = read_photograph(pose)
    hidden = blurred[120:240, 200:320]
    # Noise is grey in blocks of eight pixels; one colour in each.
    assert hidden.std() < 15
    assert (hidden[:8, :8] == hidden[0, 0]).all()
    np.testing.assert_array_equal(blurred[:110], pixels[:110])
    np.testing.assert_array_equal(blurred[260:], pixels[260:])
    smaller = read_photograph(pose, 256)
    assert smaller.shape == (128, 256, 3)
    assert (smaller[30:60, 50:80].std(axis=(0, 1)) < 15).all()


def test_without_a_readable_mask_nothing_is_shown(tmp_path: Path) -> None:
    path = panorama(tmp_path / "p.jpg")
    (tmp_path / "m.png").write_bytes(b"kein Bild")
    with pytest.raises(ValueError, match="Maske"):
        read_photograph(path, mask=tmp_path / "m.png")
    pose = PanoramaPose("a", path, 0, 0, 0, 0, mask=tmp_path / "fehlt.png")
    with pytest.raises(ValueError, match=photographs.BAD_MASK.format("fehlt.png")[:20]):
        read_photograph(pose, 128)
