"""Writes things that were placed in the twin, as CSV or GeoJSON."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from app.domain.twins import PlacedAsset
from app.services.maps.crs import to_wgs84
from app.services.spreadsheets import harmless

_COLUMNS = (
    "id",
    "name",
    "kind",
    "east",
    "north",
    "height",
    "panorama",
    "object",
    "note",
    "author",
)


def write_assets(path: Path, assets: Sequence[PlacedAsset]) -> None:
    """Write things into a file; whole or not at all.

    CSV has a semicolon between columns and EPSG:25832 with heights above NHN; GeoJSON has WGS84
    (RFC 7946), and the rest as properties.

    Args:
        path: The file; `.geojson` and `.json` make GeoJSON.
        assets: The things.

    Raises:
        OSError: It cannot be written.
    """
    is_json = path.suffix.lower() in {".geojson", ".json"}
    text = as_geojson(assets) if is_json else as_csv(assets)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(text, "utf-8" if is_json else "utf-8-sig", newline="")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def as_csv(assets: Sequence[PlacedAsset]) -> str:
    """Return things as CSV with a heading."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(_COLUMNS)
    for asset in assets:
        writer.writerow([harmless(cell) for cell in _cells(asset)])
    return lines.getvalue()


def as_geojson(assets: Sequence[PlacedAsset]) -> str:
    """Return things as a collection of points."""
    features = []
    for asset in assets:
        spot = asset.spot
        longitude, latitude = to_wgs84(spot.east, spot.north)
        named = dict(zip(_COLUMNS, _cells(asset), strict=True))
        place = [round(longitude, 8), round(latitude, 8), spot.height]
        features.append(
            {
                "type": "Feature",
                "id": asset.id,
                "geometry": {"type": "Point", "coordinates": place},
                "properties": named,
            }
        )
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1)


def _cells(asset: PlacedAsset) -> tuple[str | float, ...]:
    spot = asset.spot
    return (
        asset.id,
        asset.name,
        asset.kind,
        round(spot.east, 3),
        round(spot.north, 3),
        round(spot.height, 3),
        asset.panorama,
        asset.object_id,
        asset.note,
        asset.author,
    )
