"""Pictures as PNG files, written by hand: few colours, no library."""

import struct
import zlib
from collections.abc import Sequence
from typing import Final

from app.domain.samples import UInt8Array

Rgba = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_MOST_COLOURS: Final = 256
_LEVEL: Final = 2
"""Of compression: the picture never leaves the machine, so time counts more than bytes."""


def palette_png(pixels: UInt8Array, colours: Sequence[Rgba]) -> bytes:
    """Return a picture of numbered colours as PNG (ISO/IEC 15948).

    Args:
        pixels: Number of the colour of each pixel, uint8[height, width], north up.
        colours: The colours, at most 256.

    Raises:
        ValueError: Too many colours, or none.
    """
    if not 0 < len(colours) <= _MOST_COLOURS:
        raise ValueError(f"a palette has 1 to {_MOST_COLOURS} colours, not {len(colours)}")
    height, width = pixels.shape
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)  # 0: each line as it is
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for colour in colours for part in colour[:3])),
            _chunk(b"tRNS", bytes(colour[3] for colour in colours)),
            _chunk(b"IDAT", zlib.compress(lines, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
