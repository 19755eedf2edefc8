"""Pictures of numbered colours as PNG."""

import struct
import zlib

import numpy as np
import pytest

from app.services.maps.images import palette_png


def chunks(data: bytes) -> dict[bytes, bytes]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(name + body)
        found[name] = body
        at += 12 + length
    return found


def test_a_picture_holds_size_colours_opacity_and_lines() -> None:
    pixels = np.array([[0, 1, 1], [1, 0, 0]], np.uint8)
    found = chunks(palette_png(pixels, [(1, 2, 3, 255), (4, 5, 6, 128)]))
    assert list(found) == [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]
    assert struct.unpack(">II", found[b"IHDR"][:8]) == (3, 2)
    assert found[b"PLTE"] == bytes([1, 2, 3, 4, 5, 6])
    assert found[b"tRNS"] == bytes([255, 128])
    assert zlib.decompress(found[b"IDAT"]) == bytes([0, 0, 1, 1, 0, 1, 0, 0])


@pytest.mark.parametrize("count", [0, 257])
def test_a_palette_has_one_to_256_colours(count: int) -> None:
    with pytest.raises(ValueError, match="palette"):
        palette_png(np.zeros((1, 1), np.uint8), [(0, 0, 0, 0)] * count)
