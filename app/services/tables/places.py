"""Tables with places: GeoJSON and GeoPackage, their geometries as columns in EPSG:25832."""

import datetime as dt
import math
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from pyproj.exceptions import ProjError

from app.services.maps.crs import (
    UTM32,
    WGS84,
    code_of,
    code_of_definition,
    is_known,
    name_of,
    transformer,
)
from app.services.maps.files.shapes import UnusableError, shapes_of
from app.services.tables.headers import unique_names
from app.services.tables.model import (
    Cell,
    Job,
    RawTable,
    Row,
    TableError,
    Watch,
    listed,
)

PREFIXED: Final = "EPSG:4647"
EAST: Final = "east"
NORTH: Final = "north"
GEOMETRY: Final = "geometry"

_ZONE_E: Final = 32_000_000.0
_UTM_E: Final = (100_000.0, 1_000_000.0)
_UTM_N: Final = (4_500_000.0, 7_000_000.0)
_DEGREES: Final = 180.0
_SAMPLE: Final = 500
_BATCH: Final = 20_000
_DECIMALS: Final = 3
"""Millimetres: finer than any survey of a city."""
_AGAIN: Final = "Bitte die Datei mit einem GIS-Programm neu ausgeben."
_INT64: Final = 2**63

Array = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]


class _Feature(msgspec.Struct, gc=False):
    properties: dict[str, Any] | None = None
    geometry: dict[str, Any] | None = None
    id: Any = None


class _Collection(msgspec.Struct):
    features: list[_Feature]
    type: str = ""
    name: Any = None
    crs: Any = None


@dataclass(slots=True)
class _Places:
    """Features on their way into a table."""

    names: list[str]
    columns: list[list[Cell]]
    shapes: Shapes
    crs: str
    notes: list[str] = field(default_factory=list)


def read_geojson(data: bytes, job: Job) -> RawTable:
    """Return the features of a GeoJSON text; `sha256` is left to the caller.

    Raises:
        TableError: It is no GeoJSON.
        CancelledError: Nobody wants it any more.
    """
    name, watch = job.name, job.watch
    watch.step(0, 100)
    try:
        root = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Collection)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise TableError(
            f"Die Datei {name} ist kein lesbares GeoJSON ({str(error)[:120]}). {_AGAIN}"
        ) from error
    watch.step(30, 100)
    features = root.features[: job.most_rows]
    if not features:
        raise TableError(f"Die Datei {name} enthält keine Objekte. {_AGAIN}")
    notes: list[str] = []
    names, columns = _properties(features, notes)
    watch.step(45, 100)
    shapes = _shapes(features, notes, watch)
    crs = _told_crs(root.crs, notes)
    watch.step(70, 100)
    places = _Places(names, columns, shapes, crs, notes)
    return _table(places, "geojson", (), replace(job, layout=replace(job.layout, sheet="")))


def read_geopackage(path: Path, job: Job) -> RawTable:
    """Return a layer of a GeoPackage; `sha256` is left to the caller.

    Raises:
        TableError: It cannot be read, or there is no such layer.
        CancelledError: Nobody wants it any more.
    """
    import pyogrio  # noqa: PLC0415 - brings GDAL, which most tables do without

    layout, watch = job.layout, job.watch
    watch.step(0, 100)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what GDAL finds odd is no fault of the program
            names = tuple(str(row[0]) for row in pyogrio.list_layers(path))
            layer = _layer(names, layout.sheet, job.name)
            watch.step(10, 100)
            meta, _, geometries, values = pyogrio.raw.read(
                path, layer=layer, max_features=job.most_rows, force_2d=True
            )
    except TableError:
        raise
    except Exception as error:  # GDAL tells its troubles by many kinds
        detail = " ".join(str(error).split()).replace(f"{path.parent}/", "")
        raise TableError(
            f"Die Datei {job.name} ist kein lesbares GeoPackage ({detail[:160]}). {_AGAIN}"
        ) from error
    watch.step(50, 100)
    notes: list[str] = []
    if len(names) > 1 and not layout.sheet:
        notes.append(f"Das GeoPackage hat {len(names)} Ebenen; gelesen wurde „{layer}“.")
    columns = [_plain_column(column) for column in values]
    length = len(columns[0]) if columns else len(geometries if geometries is not None else ())
    if not length:
        raise TableError(
            f"Die Ebene „{layer}“ der Datei {job.name} enthält keine Objekte. Bitte eine andere "
            "wählen."
        )
    if geometries is None:
        geometries = [None] * length
    shapes = shapely.from_wkb(np.array(geometries, dtype=object), on_invalid="ignore")
    definition = meta.get("crs")
    code = code_of_definition(definition) if isinstance(definition, str) else ""
    if definition and not (code and is_known(code)):
        notes.append("Das Koordinatensystem der Datei ist unbekannt und wurde übergangen.")
        code = ""
    places = _Places([str(name) for name in meta["fields"]], columns, shapes, code, notes)
    return _table(places, "gpkg", names, replace(job, layout=replace(layout, sheet=layer)))


def _layer(names: Sequence[str], wanted: str, name: str) -> str:
    if not names:
        raise TableError(f"Die Datei {name} enthält keine Ebene. Bitte eine andere wählen.")
    if wanted and wanted not in names:
        shown = ", ".join(f"„{layer}“" for layer in names[:20])
        raise TableError(
            f"Die Datei {name} enthält keine Ebene „{wanted}“. Vorhanden sind: {shown}."
        )
    return wanted or names[0]


def _properties(features: list[_Feature], notes: list[str]) -> tuple[list[str], list[list[Cell]]]:
    """Return the names of all properties, as they come, and a column for each."""
    names: dict[str, int] = {}
    columns: list[list[Cell]] = []
    count = len(features)
    if any(feature.id is not None for feature in features):
        names["id"] = 0
        columns.append([_plain(feature.id) for feature in features])
    own = "id" in names and any("id" in (feature.properties or {}) for feature in features)
    if own:  # what the properties say goes first
        names, columns = {}, []
    for row, feature in enumerate(features):
        for key, value in (feature.properties or {}).items():
            index = names.get(key)
            if index is None:
                index = names[key] = len(columns)
                columns.append([None] * count)
            columns[index][row] = value if type(value) is str and value else _plain(value)
    missing = sum(feature.properties is None for feature in features)
    if missing:
        notes.append(f"Ohne Eigenschaften sind {missing} Objekte; ihre Zellen blieben leer.")
    return list(names), columns


def _plain(value: Any) -> Cell:
    """Return a property as a cell; what is nested becomes JSON text."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value if -_INT64 <= value < _INT64 else str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return value if value.strip() else None
    return msgspec.json.encode(value).decode()


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value  # noqa: PLR2004 - exact so far


def _plain_column(values: npt.NDArray[Any]) -> list[Cell]:
    """Return a column of GDAL's as cells."""
    if values.dtype.kind == "M":
        is_day = values.dtype == np.dtype("datetime64[D]")
        moments: list[Any] = values.astype("datetime64[D]" if is_day else "datetime64[us]").tolist()
        return moments
    if values.dtype.kind == "f":
        return [_number(float(value)) for value in values]
    listed: list[Any] = values.tolist()
    return [
        bytes(value).hex() if isinstance(value, bytes | bytearray | memoryview)
        else value if isinstance(value, dt.date)
        else _plain(value)
        for value in listed
    ]  # fmt: skip


def _shapes(features: list[_Feature], notes: list[str], watch: Watch) -> Shapes:
    """Return the geometries of features; None where there is none that can be used."""
    count = len(features)
    shapes = np.full(count, None, dtype=object)
    points = np.full((count, 2), np.nan)
    broken: list[int] = []
    for row, feature in enumerate(features):
        if row % _BATCH == 0:
            watch.step(45 + 25 * row // count, 100)
        geometry = feature.geometry
        if geometry is None:
            continue
        if geometry.get("type") == "Point" and _is_place(geometry.get("coordinates")):
            points[row] = geometry["coordinates"][:2]
            continue
        try:
            made = shapes_of(geometry).shapes
        except UnusableError:
            broken.append(row + 1)
            continue
        shapes[row] = made[0] if len(made) == 1 else shapely.geometrycollections(made)
    plain = np.isfinite(points).all(axis=1)
    shapes[plain] = shapely.points(points[plain])
    if broken:
        notes.append(f"Unbrauchbare Geometrien blieben leer (Objekt {listed(broken)}).")
    return shapes


def _is_place(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) > 1
        and all(type(part) in (float, int) and abs(part) < 1e12 for part in value[:2])  # noqa: PLR2004 - beyond any system
    )


def _told_crs(crs: object, notes: list[str]) -> str:
    """Return the system that the old member `crs` names; "" without one."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        return ""
    code = code_of(name)
    if code and is_known(code):
        return code
    notes.append(
        f"Das Koordinatensystem „{name[:80]}“ der Datei ist unbekannt und wurde übergangen."
    )
    return ""


def _table(places: _Places, kind: str, sheets: tuple[str, ...], job: Job) -> RawTable:
    names, columns = list(places.names), list(places.columns)
    crs = ""
    is_there = ~(shapely.is_missing(places.shapes) | shapely.is_empty(places.shapes))
    if is_there.any():
        crs = UTM32
        shapes = _normalised(places, is_there)
        job.watch.step(85, 100)
        for title, column in _place_columns(shapes, is_there):
            names.append(title)
            columns.append(column)
    elif kind == "geojson":
        places.notes.append("Kein Objekt der Datei hat eine Lage.")
    rows: list[Row] = list(zip(*columns, strict=True))
    used = replace(
        job.layout, header_row=-1, header_lines=0, encoding="", separator="", decimal_comma=False
    )
    filled = [number for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)]
    job.watch.step(100, 100)
    return RawTable(
        job.name,
        kind,
        used,
        unique_names(names),
        [rows[number - 1] for number in filled],
        filled,
        sheets,
        tuple(places.notes),
        "",
        crs,
    )


def _normalised(places: _Places, is_there: npt.NDArray[np.bool_]) -> Shapes:
    """Return the shapes in EPSG:25832, with a note about where they come from."""
    coordinates = shapely.get_coordinates(places.shapes[is_there][:_SAMPLE])
    code = _seen_crs(coordinates, places.crs, places.notes)
    if code == UTM32:
        places.notes.append(f"Die Lage ist in {name_of(UTM32)} ({UTM32}) angegeben.")
        return places.shapes
    places.notes.append(f"Die Lage wurde aus {name_of(code)} ({code}) in {UTM32} umgerechnet.")
    change = transformer(code, UTM32)

    def changed(values: Array) -> Array:
        if code == PREFIXED:
            return np.column_stack((values[:, 0] - _ZONE_E, values[:, 1]))
        east, north = change.transform(values[:, 0], values[:, 1])
        return np.column_stack((east, north))

    try:
        result: Shapes = shapely.transform(places.shapes, changed)
    except (ProjError, shapely.errors.GEOSException) as error:
        raise TableError(
            f"Die Lage der Objekte lässt sich nicht aus {name_of(code)} umrechnen "
            f"({str(error)[:100]}). {_AGAIN}"
        ) from error
    return result


def _seen_crs(coordinates: Array, told: str, notes: list[str]) -> str:
    """Return the system that coordinates are in: what the file says, unless they belie it."""
    east, north = np.median(coordinates, axis=0)
    fits = ""
    if _UTM_N[0] <= north <= _UTM_N[1]:
        if _UTM_E[0] <= east - _ZONE_E <= _UTM_E[1]:
            fits = PREFIXED
        elif _UTM_E[0] <= east <= _UTM_E[1]:
            fits = UTM32
    if not told:
        if not fits and max(abs(east), abs(north)) > _DEGREES:
            raise TableError(
                f"Das Koordinatensystem der Datei ist nicht zu erkennen (erste Lage: {east:.0f}, "
                f"{north:.0f}). {_AGAIN.removesuffix('.')}, in {UTM32} oder {WGS84}."
            )
        if fits:
            notes.append(
                f"Die Datei nennt kein Koordinatensystem; an den Zahlen wurde {fits} erkannt."
            )
        return fits or WGS84
    is_degrees = told in (WGS84, "EPSG:4258")
    if (is_degrees and fits) or (told == UTM32 and fits == PREFIXED):
        notes.append(f"Die Datei nennt {told}; die Zahlen passen aber zu {fits}, das galt.")
        return fits
    if told == PREFIXED and fits == UTM32:
        notes.append("Der Ostwert trägt keine Zone, obwohl die Datei EPSG:4647 nennt.")
        return fits
    return told


def _place_columns(
    shapes: Shapes, is_there: npt.NDArray[np.bool_]
) -> Iterable[tuple[str, list[Cell]]]:
    is_point = is_there & (shapely.get_type_id(shapes) == 0)
    if is_point.any():
        for title, values in ((EAST, shapely.get_x(shapes)), (NORTH, shapely.get_y(shapes))):
            rounded = np.round(values, _DECIMALS)
            is_good = is_point & np.isfinite(rounded)
            yield (
                title,
                [
                    float(value) if good else None
                    for value, good in zip(rounded, is_good, strict=True)
                ],
            )
    others = is_there & ~is_point
    if others.any():
        column: list[Cell] = [None] * len(shapes)
        for index in np.flatnonzero(others):
            shape = shapely.force_2d(shapes[index])
            column[index] = shapely.to_wkt(shape, rounding_precision=_DECIMALS, trim=True)
        yield GEOMETRY, column
