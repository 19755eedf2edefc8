"""The base map: the GeoJSON files in the folder `map` of a profile, read once."""

from collections.abc import Iterator
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any, Final

import msgspec

from app.domain.maps import MapConfig
from app.services.maps.sources import MapSource

GROUND_PREFIX: Final = "base-"
"""Before the name of a file in the id of its source."""
_LARGEST: Final = 32_000_000
_DEPTHS: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How deep the positions of each kind of geometry lie."""
_POSITION: Final = 2
_VERSION_BYTES: Final = 6
"""Of the hash; a number of that size is exact in every program that reads JSON."""


class _UnusableFileError(ValueError):
    """A file as a whole cannot be shown; the text is a whole sentence."""


def read_ground(config: MapConfig) -> tuple[tuple[MapSource, ...], tuple[str, ...]]:
    """Read the files of the base map.

    Args:
        config: What the profile says of its map.

    Returns:
        A source for each file that can be shown, `base-` and the file's name, by name; and whole
        sentences on what cannot be shown. Equal files have equal versions.
    """
    if not config.folder:
        return (), ()
    try:
        paths = sorted(Path(config.folder).glob("*.geojson"))
    except OSError:
        paths = []
    if not paths:
        return (), (f"Im Ordner {config.folder} liegt keine Datei der Grundkarte.",)
    sources, problems = [], []
    for path in paths:
        try:
            source, dropped = _read(path)
        except _UnusableFileError as error:
            problems.append(str(error))
            continue
        sources.append(source)
        if dropped:
            problems.append(
                f"Auf der Karte fehlt, was in der Datei {path.name} der Grundkarte nicht brauchbar "
                f"ist. Zahl der Objekte: {dropped}."
            )
    return tuple(sources), tuple(problems)


def _read(path: Path) -> tuple[MapSource, int]:
    """Return the source of a file, and how many of its features are left out."""
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        message = f"Die Datei {path.name} der Grundkarte lässt sich nicht lesen: {why}."
        raise _UnusableFileError(message) from error
    if len(data) > _LARGEST:
        message = (
            f"Die Datei {path.name} ist mit {len(data) // 1_000_000} MB zu groß für die "
            "Grundkarte. Vereinfachen Sie sie, oder zeigen Sie sie als eigene Ebene."
        )
        raise _UnusableFileError(message)
    found = _features(data)
    if found is None:
        message = (
            f"Die Datei {path.name} der Grundkarte ist kein GeoJSON mit einer FeatureCollection "
            "und wird nicht gezeigt."
        )
        raise _UnusableFileError(message)
    kept = list(_usable(found))
    made = msgspec.json.encode({"type": "FeatureCollection", "features": kept})
    version = int.from_bytes(sha256(made).digest()[:_VERSION_BYTES], "big")
    return MapSource(GROUND_PREFIX + path.stem, version, made), len(found) - len(kept)


def _features(data: bytes) -> list[Any] | None:
    try:
        content = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):  # msgspec's own errors, and bytes that are no UTF-8
        return None
    features = content.get("features") if isinstance(content, dict) else None
    return features if isinstance(features, list) else None


def _usable(features: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the features that a renderer can draw, numbered by their row."""
    for row, feature in enumerate(features):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict):
            continue
        kind, coordinates = geometry.get("type"), geometry.get("coordinates")
        depth = _DEPTHS.get(kind) if isinstance(kind, str) else None
        if depth is None or not _is_sound(coordinates, depth):
            continue
        properties = feature.get("properties")
        yield {
            "type": "Feature",
            "id": row,
            "properties": properties if isinstance(properties, dict) else {},
            "geometry": {"type": kind, "coordinates": coordinates},
        }


def _is_sound(value: object, depth: int) -> bool:
    """Tell whether coordinates are positions in WGS 84, so many lists deep."""
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_is_sound(one, depth - 1) for one in value)
    return len(value) >= _POSITION and _is_degree(value[0], 180.0) and _is_degree(value[1], 90.0)


def _is_degree(value: object, limit: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isfinite(value) and abs(value) <= limit
