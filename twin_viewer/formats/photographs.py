"""Panoramas as pixels: decoded near the size wanted, and blurred where their mask says so."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, UnidentifiedImageError

from twin_viewer.model.panoramas import PanoramaPose

MAX_PIXELS: Final = 300_000_000
"""Pixels of the largest panorama decoded, 24,000 x 12,000: 0.9 GB of memory. More is refused."""

MAX_WIDTH: Final = 16_384
"""Columns of the largest picture returned, which is what graphics cards take as a texture."""

TOO_LARGE: Final = (
    "Das Bild „{0}“ hat {1} Millionen Bildpunkte; gezeigt werden höchstens {2} Millionen. "
    "Verkleinern Sie es."
)
NOT_AROUND: Final = (
    "Das Bild „{0}“ ist {1} × {2} Bildpunkte groß. Ein Straßenfoto muss genau doppelt so "
    "breit wie hoch sein."
)
UNREADABLE: Final = (
    "Das Bild „{0}“ fehlt, ist beschädigt oder kein Bild und lässt sich nicht öffnen. Bitte legen "
    "Sie es noch einmal ab."
)
BAD_MASK: Final = (
    "Die Maske „{0}“ lässt sich nicht lesen; ohne sie wird das Bild zum Schutz von Personen nicht "
    "gezeigt."
)

_PROPORTION = 0.01
_BLUR_COLUMNS = 128
"""Blocks across a whole turn in which masked parts are shown: 2.8 degrees each, no face has two."""
_WHITE = 32
"""Light from which a mask hides; JPEG leaves a little beside its edges."""
_lock = threading.Lock()

# Pillow's own limit would warn of every panorama of a good camera.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def read_photograph(
    picture: PanoramaPose | Path, width: int | None = None, mask: Path | None = None
) -> NDArray[np.uint8]:
    """Return a panorama as pixels.

    A JPEG is decoded at a half, a quarter or an eighth where that is enough, which is much faster.
    What is there of a truncated file is shown, the rest stays grey. Turning by EXIF is ignored: a
    panorama's pose says how it was held.

    Args:
        picture: A pose with its photograph and mask, or a file.
        width: Columns wanted; None for the file's own, at most `MAX_WIDTH`. It is never enlarged.
        mask: A picture, white where faces and plates are blurred; the pose's own when None.

    Returns:
        Red, green, blue, uint8 (rows, columns, 3), first row the zenith.

    Raises:
        ValueError: It is no panorama, too large or unreadable; a German sentence.
    """
    path = picture if isinstance(picture, Path) else picture.file
    if mask is None and isinstance(picture, PanoramaPose):
        mask = picture.mask
    with _opened(path, UNREADABLE) as image:
        _check(path, image)
        pixels = _decoded(path, image, width)
    return pixels if mask is None else _blurred(pixels, mask)


def size_of(path: Path) -> tuple[int, int]:
    """Return columns and rows of a panorama without decoding it.

    Raises:
        ValueError: It is no panorama, too large or unreadable; a German sentence.
    """
    with _opened(path, UNREADABLE) as image:
        _check(path, image)
        return image.size


@contextmanager
def _opened(path: Path, sentence: str) -> Iterator[Image.Image]:
    """Open a picture of any size; its size is checked afterwards with words of ours."""
    try:
        with _lock, warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(path)
    except (OSError, UnidentifiedImageError, SyntaxError) as error:
        raise ValueError(sentence.format(path.name)) from error
    except Image.DecompressionBombError as error:
        limit = MAX_PIXELS // 1_000_000
        raise ValueError(TOO_LARGE.format(path.name, f"über {limit}", limit)) from error
    with image:
        yield image


def _check(path: Path, image: Image.Image) -> None:
    columns, rows = image.size
    if columns * rows > MAX_PIXELS:
        count = round(columns * rows / 1e6)
        raise ValueError(TOO_LARGE.format(path.name, count, MAX_PIXELS // 1_000_000))
    if abs(columns - 2 * rows) > _PROPORTION * columns:
        raise ValueError(NOT_AROUND.format(path.name, columns, rows))


def _decoded(path: Path, image: Image.Image, width: int | None) -> NDArray[np.uint8]:
    wanted = min(width or MAX_WIDTH, MAX_WIDTH)
    size = image.size if wanted >= image.size[0] else (wanted, max(1, wanted // 2))
    image.draft("RGB", size)
    try:
        image.load()
    except (OSError, SyntaxError, ValueError):
        image = _salvaged(path, size)
    colored = image if image.mode == "RGB" else image.convert("RGB")
    if colored.size != size:
        colored = colored.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    return np.asarray(colored)


def _salvaged(path: Path, size: tuple[int, int]) -> Image.Image:
    """Return what is there of a truncated picture."""
    with _opened(path, UNREADABLE) as image:
        image.draft("RGB", size)
        with _lock:
            # The switch is global in Pillow: on for as short as can be.
            ImageFile.LOAD_TRUNCATED_IMAGES = True
            try:
                image.load()
            except (OSError, SyntaxError, ValueError) as error:
                raise ValueError(UNREADABLE.format(path.name)) from error
            finally:
                ImageFile.LOAD_TRUNCATED_IMAGES = False
        return image.copy()


def _blurred(pixels: NDArray[np.uint8], mask: Path) -> NDArray[np.uint8]:
    rows, columns = pixels.shape[:2]
    with _opened(mask, BAD_MASK) as image:
        try:
            light = image.convert("L")
        except (OSError, SyntaxError, ValueError) as error:
            raise ValueError(BAD_MASK.format(mask.name)) from error
    hidden = Image.fromarray(np.where(np.asarray(light) >= _WHITE, np.uint8(255), np.uint8(0)))
    # Where a part of a pixel is to be hidden, all of it is.
    veil = np.asarray(hidden.resize((columns, rows), Image.Resampling.BOX)) > 0
    blocks = Image.fromarray(pixels).resize(
        (min(columns, _BLUR_COLUMNS), min(rows, _BLUR_COLUMNS // 2)), Image.Resampling.BOX
    )
    coarse = np.asarray(blocks.resize((columns, rows), Image.Resampling.NEAREST))
    return np.where(veil[:, :, None], coarse, pixels)
