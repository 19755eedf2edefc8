"""The map of a capsule: it comes from somewhere else, so only what lies on this computer is shown.

A capsule names the files of the map where it was made. Nothing outside is asked for its sake, no
matter what it says: neither a server of tiles nor a folder in the network.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.cities import City
from app.domain.maps import MapConfig

CITIES: Final = Path(__file__).resolve().parents[2] / "resources" / "cities"
_NETWORK: Final = ("//", "\\\\", "\\/", "/\\")
"""How names of folders in the network begin."""


def with_local_map(city: City, cities: Path = CITIES) -> City:
    """Return a city with the part of its map that can be shown here.

    Args:
        city: The city of a capsule.
        cities: Profiles of the program; one of the same city lends its base map.
    """
    config = city.map
    files = tuple(file for file in config.files if _is_here(file.path))
    folder = config.folder if _is_here(config.folder) else _lent(city, cities)
    return replace(city, map=_offline(replace(config, folder=folder, files=files)))


def _offline(config: MapConfig) -> MapConfig:
    return replace(config, online=(), allowed=())


def _is_here(path: str) -> bool:
    """Tell whether something is on this computer; nothing in the network is asked for."""
    return bool(path) and "\0" not in path and not path.startswith(_NETWORK) and Path(path).exists()


def _lent(city: City, cities: Path) -> str:
    """Return the folder of the base map of the same city in another profile; empty for none."""
    known = {path.parent.name: path for path in cities.glob("*/map") if path.is_dir()}
    found = known.get(str(city.id))
    return "" if found is None else str(found)
