"""Photographs from above (DOP) as GeoTIFF, JPEG 2000, PNG or JPEG: a part, as coarse as asked."""

import zipfile
from pathlib import Path
from typing import Final

import numpy as np

from twin_viewer.formats.rasters import PARTLY, Box, RasterError, opened
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Reference
from twin_viewer.model.grids import OrthoImage

ELSEWHERE: Final = (
    "Das Luftbild liegt nicht in EPSG:25832 und lässt sich nicht dorthin bringen. "
    "Bringen Sie es vorher in ETRS89 / UTM 32N."
)
OUTSIDE: Final = "Der gewünschte Ausschnitt liegt außerhalb des Luftbilds."
UNREADABLE: Final = (
    "Das Luftbild ist beschädigt und lässt sich nicht öffnen. Bitte laden Sie es noch einmal "
    "herunter."
)

MAX_PIXELS: Final = 4_000_000
"""How many pixels are decoded at most when nothing else is asked for: 2000 x 2000."""

_SUFFIXES = (".tif", ".tiff", ".jp2", ".png", ".jpg", ".jpeg")


def read_ortho(path: Path, *, box: Box | None = None, max_pixels: int = MAX_PIXELS) -> OrthoImage:
    """Read a photograph from above, or a part of it, from the overview that suits.

    Args:
        path: GeoTIFF, JPEG 2000, or PNG and JPEG with a world file; also within a `.zip`.
        box: West, south, east, north of the part, m in EPSG:25832; None for all.
        max_pixels: How many pixels it has at most; a larger part comes coarser.

    Returns:
        The image with the edges of its pixels; one that does not say where it lies has a metre a
        pixel, its south-west corner at 0, 0, and `reference.is_foreign`. What cannot be read comes
        without pixels and with a fatal fault.
    """
    try:
        with opened(path, _SUFFIXES) as raster:
            if raster.reference.is_foreign and not raster.is_unplaced:
                return _nothing(path, ELSEWHERE, raster.reference)
            pixels, edges, is_whole = raster.image(box, max(1, max_pixels))
            faults = list(raster.faults)
            if not pixels.size:
                faults.append(Fault(path.name, "", OUTSIDE))
            if not is_whole:
                faults.append(Fault(path.name, "", PARTLY))
            return OrthoImage(pixels, *edges, raster.reference, tuple(faults))
    except RasterError as error:
        return _nothing(path, str(error))
    except (OSError, RuntimeError, ValueError, zipfile.BadZipFile):
        return _nothing(path, UNREADABLE)


def _nothing(path: Path, reason: str, reference: Reference | None = None) -> OrthoImage:
    fault = Fault(path.name, "", reason, is_fatal=True)
    empty = np.zeros((0, 0, 3), np.uint8)
    return OrthoImage(empty, 0.0, 0.0, 0.0, 0.0, reference or Reference(""), (fault,))
