"""A grid of heights as the BKG gives it out, of one undulation everywhere."""

from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import Affine


def write_geoid(path: Path, undulation: float) -> Path:
    """Write a grid over Germany that says how far the geoid lies above the ellipsoid, m."""
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=14,
        height=12,
        count=1,
        dtype="float32",
        crs="EPSG:4258",
        transform=Affine(1, 0, 4, 0, -1, 57),
    ) as grid:
        grid.write(np.full((1, 12, 14), undulation, np.float32))
        grid.update_tags(TYPE="VERTICAL_OFFSET_GEOGRAPHIC_TO_VERTICAL")
        grid.set_band_description(1, "geoid_undulation")
    return path
