"""Layers of the city and of its people: files of strangers, read carefully.

`read_layer` turns GeoJSON, GeoPackage, Shapefile and FlatGeobuf into GeoJSON in WGS 84 that the
page draws, and lists what is wrong with single features, while the rest is shown. `TileArchive`
hands out the tiles of a PMTiles archive. A file that cannot be used at all is a `LayerError` whose
text says what, where and what to do.

No file is trusted: texts stay texts, coordinates are checked, nothing a file names is followed,
every step is bounded in time and memory. Nothing is written. Start reading at `reading`; it is
not named here, because it brings GDAL with it: whoever reads imports it in their thread.
"""

from app.services.maps.files.results import (
    CrsProposal,
    FaultKind,
    FeatureFault,
    LayerData,
    LayerError,
    ShapeKind,
)
from app.services.maps.files.tiles import TILE_SUFFIX, TileArchive, TileArchiveInfo, TileKind

__all__ = [
    "TILE_SUFFIX",
    "CrsProposal",
    "FaultKind",
    "FeatureFault",
    "LayerData",
    "LayerError",
    "ShapeKind",
    "TileArchive",
    "TileArchiveInfo",
    "TileKind",
]
