"""Files of heights: GeoTIFF of one metre in the middle, ten metres elsewhere, one of text."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import rasterio
from rasterio import Affine
from rasterio.enums import Resampling

from twin_viewer.model.cities import TileKey
from twin_viewer.synthetic.plans import MARK
from twin_viewer.synthetic.terrains import Terrain, Window

HEIGHT_CRS: Final = "EPSG:25832+7837"
"""ETRS89 / UTM zone 32N with heights above NHN (DHHN2016)."""


_OVERVIEWS_FROM: Final = 1_000
"""Pixels a side from which smaller pictures are worth their place."""


def write_heights(terrain: Terrain, key: TileKey, file: Path, *, size_km: int, step: int) -> None:
    """Write the ground of a tile as GeoTIFF; large ones with smaller pictures of themselves."""
    west, south = key.east_km * 1_000.0, key.north_km * 1_000.0
    size = size_km * 1_000 // step
    heights = terrain.grid(Window(west + step / 2.0, south + step / 2.0, size, float(step)))
    how: dict[str, Any] = {
        "driver": "GTiff",
        "width": size,
        "height": size,
        "count": 1,
        "dtype": "float32",
        "crs": HEIGHT_CRS,
        "transform": Affine(step, 0.0, west, 0.0, -step, south + size * step),
        "nodata": -9999.0,
        "compress": "deflate",
        "predictor": 3,
        "zlevel": 6,
        "tiled": True,
        "blockxsize": 256,
        "blockysize": 256,
    }
    with rasterio.open(file, "w", **how) as out:
        out.write(heights[::-1].astype(np.float32), 1)
        out.update_tags(HINWEIS=MARK)
    if size < _OVERVIEWS_FROM:
        return
    with rasterio.open(file, "r+") as out:
        out.build_overviews([2, 4, 8], Resampling.average)


def write_height_text(terrain: Terrain, key: TileKey, file: Path) -> None:
    """Write the ground of a tile as lines of east, north and height, a metre apart."""
    west, south = key.east_km * 1_000, key.north_km * 1_000
    heights = terrain.grid(Window(west + 0.5, south + 0.5, 1_000, 1.0))
    easts = [f"{west + column}.50 " for column in range(1_000)]
    with file.open("w", encoding="ascii", newline="\n") as out:
        for row, line in enumerate(heights.tolist()):
            north = f"{south + row}.50 "
            out.write(
                "".join(
                    f"{east}{north}{height:.2f}\n" for east, height in zip(easts, line, strict=True)
                )
            )
