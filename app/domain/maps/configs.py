"""What a profile says of its map: base map, layers of the city, what may come from outside."""

from dataclasses import dataclass
from typing import Final

from app.domain.texts import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A layer of the city's own, kept in a file.

    Attributes:
        id: Name inside the profile.
        name: Name on screen.
        path: Where the file is (GeoPackage, GeoJSON, PMTiles), absolute.
        crs: Its coordinate reference system, such as `EPSG:25832`; empty takes what the file says.
        attribution: Whose data they are; stands on the map.
        licence: Under which licence they are used.
        is_visible: True when the layer is shown from the start.
        part: Name of the layer inside a file that holds several; empty for the first.
    """

    id: str
    name: Text
    path: str
    crs: str = ""
    attribution: str = ""
    licence: str = ""
    is_visible: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class OnlineMap:
    """A base map that is fetched from outside; only where the profile allows its address.

    Attributes:
        id: Name inside the profile.
        name: Name on screen.
        url: Address of its tiles with `{z}`, `{x}` and `{y}`.
        attribution: Whose map it is; stands on the map.
        tile_size: Side of a tile in px.
        max_zoom: The closest tiles there are.
    """

    id: str
    name: Text
    url: str
    attribution: str
    tile_size: int = 256
    max_zoom: int = 18


@dataclass(frozen=True, slots=True)
class MapConfig:
    """The map of a city.

    Attributes:
        folder: Folder of the base map's files, absolute; empty when the city has none.
        notice: What must be known of the base map, such as `schematisch`; stands on the map.
        attribution: Whose base map it is.
        files: The city's own layers.
        online: Base maps from outside; none is shown unless a person turns it on.
        allowed: Hosts (`https://host`) that the map may fetch from; empty allows none.
    """

    folder: str = ""
    notice: Text = NO_TEXT
    attribution: str = ""
    files: tuple[LayerFile, ...] = ()
    online: tuple[OnlineMap, ...] = ()
    allowed: tuple[str, ...] = ()


NO_MAP: Final = MapConfig()
"""A city without a base map; its points are shown on an empty ground."""
