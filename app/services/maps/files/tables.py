"""GeoPackage, Shapefile and FlatGeobuf: features out of tables, through GDAL.

GDAL hands them over in parts of some thousand rows, so that progress can be told, reading can be
given up, and other threads get their turn.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyogrio
import shapely
from arro3.core import RecordBatchReader
from pyogrio.raw import open_arrow
from shapely.geometry.base import BaseGeometry

from app.services.maps.crs import code_of_definition, is_known
from app.services.maps.files.documents import check_size
from app.services.maps.files.features import MOST_FEATURES, Features
from app.services.maps.files.properties import encoded
from app.services.maps.files.results import (
    Cancelled,
    FaultKind,
    Faults,
    LayerError,
    Watch,
)

MOST_TABLE_BYTES: Final = 2 * 1024 * 1024 * 1024
"""Larger tables are refused."""

_ROWS: Final = 1_000
_FIRST_BYTES: Final = {
    ".gpkg": b"SQLite format 3\0",
    ".shp": b"\0\0\x27\x0a",
    ".fgb": b"fgb\x03",
}
_LAST_PLAIN_TYPE: Final = 7
"""Types of shapes above are curves and surfaces, which shapely does not draw."""
_BROKEN: Final = "Bitte sie noch einmal laden oder mit einem GIS-Programm prüfen."


def layer_names(path: Path) -> tuple[str, ...]:
    """Return the names of the layers of a GeoPackage (or of another table) that have geometries.

    Raises:
        LayerError: It cannot be read.
    """
    check_size(path, MOST_TABLE_BYTES)
    _check_kind(path)
    try:
        found = pyogrio.list_layers(path)
    except Exception as error:  # GDAL tells its troubles by many kinds
        raise _unreadable(path, error) from error
    return tuple(str(name) for name, kind in found if kind is not None)


def read_table(path: Path, layer: str, faults: Faults, watch: Watch) -> Features:
    """Return the features of a layer.

    Raises:
        LayerError: It cannot be read, or there is no such layer.
        Cancelled: Nobody wants it any more.
    """
    names = layer_names(path)
    if not names:
        raise LayerError(
            f"Die Datei {path.name} enthält keine Ebene mit Geometrien. Bitte eine andere wählen."
        )
    if layer and layer not in names:
        shown = ", ".join(f"„{name}“" for name in names[:20])
        raise LayerError(
            f"Die Datei {path.name} enthält keine Ebene „{layer}“. Vorhanden sind: {shown}."
        )
    if not layer and len(names) > 1:
        faults.note_file(
            f"Die Datei enthält {len(names)} Ebenen; gelesen wurde „{names[0]}“.",
            "Die anderen lassen sich einzeln dazunehmen.",
        )
    features = Features(faults, name=layer or names[0])
    try:
        _read(path, features, watch)
    except (LayerError, Cancelled):
        raise
    except Exception as error:  # GDAL and Arrow tell their troubles by many kinds
        raise _unreadable(path, error) from error
    return features


def _check_kind(path: Path) -> None:
    """See that a file is what its name says.

    GDAL looks at the content alone; a text that calls itself a GeoPackage could be one of its own
    formats that name other files, or addresses, to be read.
    """
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            first = file.read(len(_FIRST_BYTES[suffix]))
    except OSError as error:
        raise _unreadable(path, error) from error
    if first != _FIRST_BYTES[suffix]:
        raise LayerError(
            f"Die Datei {path.name} ist beschädigt oder nicht, was ihr Name sagt. {_BROKEN}"
        )
    if suffix == ".shp" and not any(path.with_suffix(other).exists() for other in (".shx", ".SHX")):
        raise LayerError(
            f"Zum Shapefile {path.name} fehlt die Datei .shx. Bitte alle Dateien gleichen Namens "
            "(.shp, .shx, .dbf, .prj) in denselben Ordner legen."
        )


def _unreadable(path: Path, error: Exception) -> LayerError:
    detail = " ".join(str(error).split()).replace(f"{path.parent}{os.sep}", "")
    return LayerError(f"Die Datei {path.name} lässt sich nicht lesen ({detail[:200]}). {_BROKEN}")


def _read(path: Path, features: Features, watch: Watch) -> None:
    information = pyogrio.read_info(path, layer=features.name)
    count = int(information.get("features") or 0)
    if count > MOST_FEATURES:
        raise LayerError(
            f"Die Ebene „{features.name}“ enthält {count} Objekte (höchstens {MOST_FEATURES}). "
            "Bitte auf das Stadtgebiet zuschneiden, oder als PMTiles ausgeben."
        )
    _take_crs(features, information.get("crs"))
    row = 0
    with open_arrow(path, layer=features.name, batch_size=_ROWS, use_pyarrow=False) as (
        meta,
        source,
    ):
        for columns, length in _batches(RecordBatchReader.from_arrow(source)):
            geometries = columns.pop(meta["geometry_name"] or "wkb_geometry")
            _take(geometries, columns, row, features)
            row += length
            watch.step(row / max(count, row))


def _take_crs(features: Features, definition: object) -> None:
    if not isinstance(definition, str) or not definition:
        return
    code = code_of_definition(definition)
    if code and is_known(code):
        features.crs = code
    else:
        features.faults.note_file(
            f"Das Koordinatensystem „{definition[:80]}“ der Datei ist unbekannt und wurde "
            "übergangen.",
            "Bitte das Koordinatensystem beim Einlesen angeben.",
        )


def _batches(reader: RecordBatchReader) -> Iterator[tuple[dict[str, Any], int]]:
    while True:
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            return
        columns: dict[str, Any] = {
            name: batch.column(name).to_pylist() for name in batch.column_names
        }
        yield columns, batch.num_rows


def _take(
    geometries: list[bytes | None], columns: dict[str, list[Any]], first: int, features: Features
) -> None:
    with np.errstate(invalid="ignore"):  # NaN is looked for below
        shapes = shapely.from_wkb(np.array(geometries, dtype=object), on_invalid="ignore")
    heights = shapely.has_z(shapes)
    shapes = shapely.force_2d(shapes)
    is_finite = _finite(shapes)
    for number, (binary, shape) in enumerate(zip(geometries, shapes, strict=True)):
        row = first + number
        properties = features.columns.plain(
            {name: values[number] for name, values in columns.items()}
        )
        name = features.columns.name_of(properties)
        problem = _problem(binary, shape, is_finite=bool(is_finite[number]))
        if problem:
            features.faults.add(row, name, "", *problem, FaultKind.LEFT_OUT)
            continue
        features.heights += bool(heights[number])
        text = encoded(properties)
        for part in _parts(shape):
            features.add(part, row, name, text)
        if shape.geom_type == "GeometryCollection":
            features.faults.add(
                row, name, "", "Die Sammlung wurde in einzelne Objekte zerlegt.",
                "Es ist nichts zu tun; die Eigenschaften stehen an jedem Teil.", FaultKind.MENDED,
            )  # fmt: skip


def _finite(shapes: Any) -> Any:
    """Return which shapes have no NaN and no Infinity."""
    coordinates, owners = shapely.get_coordinates(shapes, return_index=True)
    result = np.ones(len(shapes), bool)
    result[owners[~np.isfinite(coordinates).all(axis=1)]] = False
    return result


def _problem(
    binary: bytes | None, shape: BaseGeometry | None, *, is_finite: bool
) -> tuple[str, str] | None:
    """Return why a shape cannot be drawn, and what to do."""
    if binary is None:
        return (
            "Das Objekt hat keine Geometrie.",
            "Bitte seine Lage ergänzen; es fehlt auf der Karte.",
        )
    if shape is None or shapely.get_type_id(shape) > _LAST_PLAIN_TYPE:
        return (
            "Die Geometrie ist beschädigt oder von einer Art, die sich nicht zeichnen lässt.",
            "Bitte in Punkte, Linien oder Flächen umwandeln; Bögen vorher in Strecken zerlegen.",
        )
    if not is_finite:
        return (
            "Eine Koordinate ist keine endliche Zahl (NaN oder Infinity).",
            "Bitte die Koordinate berichtigen.",
        )
    if shapely.is_empty(shape):
        return ("Die Geometrie ist leer.", "Bitte das Objekt ergänzen oder aus der Datei nehmen.")
    return None


def _parts(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    """Give a shape, or the parts of a collection."""
    if shape.geom_type != "GeometryCollection":
        yield shape
        return
    for part in shapely.get_parts(shape):
        if not shapely.is_empty(part):
            yield from _parts(part)
