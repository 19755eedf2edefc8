"""Photographs from above as tiles: GeoTIFF with smaller pictures of itself, and JPEG 2000."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import rasterio
from rasterio import Affine
from rasterio.enums import Resampling

from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import CRS
from twin_viewer.synthetic.aerial import paint
from twin_viewer.synthetic.plans import MARK
from twin_viewer.synthetic.scenes import Scene

_SIZE: Final = 2_000
PIXEL: Final = 0.5
"""Metres a pixel."""


def write_photograph(scene: Scene, key: TileKey, file: Path) -> None:
    """Write a square kilometre from above; as JPEG 2000 where the file is named `.jp2`."""
    west, north = key.east_km * 1_000.0, key.north_km * 1_000.0 + 1_000.0
    fine = paint(scene, west, north, _SIZE * 2, PIXEL / 2.0, has_roofs=True)
    pixels = np.asarray(fine.reduce(2)).transpose(2, 0, 1)
    how: dict[str, Any] = {
        "width": _SIZE,
        "height": _SIZE,
        "count": 3,
        "dtype": "uint8",
        "crs": CRS,
        "transform": Affine(PIXEL, 0.0, west, 0.0, -PIXEL, north),
    }
    if file.suffix == ".jp2":
        how |= {"driver": "JP2OpenJPEG", "QUALITY": "12", "REVERSIBLE": "NO"}
    else:
        how |= {"driver": "GTiff", "tiled": True, "blockxsize": 512, "blockysize": 512}
        how |= {"compress": "jpeg", "photometric": "ycbcr", "jpeg_quality": 85}
    with rasterio.open(file, "w", **how) as out:
        out.write(pixels)
        if file.suffix != ".jp2":
            out.update_tags(HINWEIS=MARK)
    if file.suffix != ".jp2":
        with rasterio.open(file, "r+") as out:
            out.build_overviews([2, 4, 8], Resampling.average)
