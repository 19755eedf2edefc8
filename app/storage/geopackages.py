"""Writes GeoPackage 1.3 (OGC 12-128r18): a SQLite file with a layer that every GIS opens."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from struct import Struct
from typing import Any, Final

import numpy as np
import shapely

from app.services.inventory.exports.layers import Feature, GeoLayer, LayerType

_APPLICATION: Final = 0x47504B47
"""`GPKG`, the application id of the format."""
_VERSION: Final = 10_300
_NO_TYPE: Final = "GEOMETRY"
_PLAIN: Final = Struct("<2sBBi")
"""Magic, version, flags, number of the system (section 2.1.3 of the standard)."""
_BOXED: Final = Struct("<2sBBi4d")
"""The same with the envelope: least and greatest easting, least and greatest northing."""
_LITTLE_ENDIAN: Final = 0b0000_0001
_WITH_BOX: Final = 0b0000_0011

_SCHEMA: Final = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE,
  max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT, PRIMARY KEY (table_name, column_name));
"""

_WGS84: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS: Final = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, None),
)
"""Rows the standard demands (section 1.1.2.1.2)."""


def write_geopackage(
    path: Path,
    layer: GeoLayer,
    features: Iterable[Sequence[Feature]],
    description: Callable[[], str],
    changed_us: int,
) -> int:
    """Write features into a new file; see `GeoPackageWriter`.

    Whoever calls this gives it the path of a draft: until it returns the file is not whole, and it
    is written without a journal.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id={_APPLICATION}")
            connection.execute(f"PRAGMA user_version={_VERSION}")
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            return _Layer(connection, layer).write(features, description, changed_us)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


class _Layer:
    """The one layer of a new file."""

    def __init__(self, connection: sqlite3.Connection, layer: GeoLayer) -> None:
        self._connection = connection
        self._layer = layer
        self._box = np.array([np.inf, np.inf, -np.inf, -np.inf])
        self._types: set[int] = set()

    def write(
        self,
        features: Iterable[Sequence[Feature]],
        description: Callable[[], str],
        changed_us: int,
    ) -> int:
        """Write all there is and return how many features they were."""
        connection, layer = self._connection, self._layer
        connection.executescript(_SCHEMA)
        columns = ", ".join(f"{_quoted(name)} {_type(kind)}" for name, _, kind in layer.columns)
        table = _quoted(layer.name)
        connection.execute("BEGIN")
        connection.execute(
            f"CREATE TABLE {table} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
            f"geom {_NO_TYPE}{', ' if columns else ''}{columns})"
        )
        marks = ", ".join("?" * (len(layer.columns) + 1))
        names = "".join(f", {_quoted(name)}" for name, _, _ in layer.columns)
        count = 0
        for part in features:
            blobs = self._blobs([shape for shape, _ in part])
            connection.executemany(
                f"INSERT INTO {table} (geom{names}) VALUES ({marks})",  # noqa: S608 - quoted
                ((blob, *values) for blob, (_, values) in zip(blobs, part, strict=True)),
            )
            count += len(part)
        self._describe(description(), changed_us)
        connection.execute("COMMIT")
        return count

    def _describe(self, description: str, changed_us: int) -> None:
        connection, layer = self._connection, self._layer
        own = (layer.title, layer.epsg, "EPSG", layer.epsg, layer.definition, None)
        systems = {row[1]: row for row in (*_SYSTEMS, own)}
        connection.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", list(systems.values())
        )
        moment = datetime.fromtimestamp(changed_us / 1e6, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        box = [None] * 4 if np.isinf(self._box).any() else self._box.tolist()
        connection.execute(
            "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)",
            (layer.name, layer.title, description, moment, *box, layer.epsg),
        )
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
            (layer.name, self._type_name(), layer.epsg),
        )
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
            "'http://www.geopackage.org/spec130/#extension_schema', 'read-write')"
        )
        # A title stands once a layer at most; SQLite takes NULL as often as it comes.
        connection.executemany(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, ?, NULL, NULL, NULL)",
            [(layer.name, name, title) for name, title, _ in layer.columns],
        )

    def _type_name(self) -> str:
        """Return the type of all geometries, GEOMETRY where they differ."""
        if len(self._types) != 1:
            return _NO_TYPE
        return shapely.GeometryType(next(iter(self._types))).name

    def _blobs(self, shapes: Sequence[Any]) -> list[bytes | None]:
        """Return geometries as the format has them: a head, then WKB."""
        all_shapes = np.array(shapes, dtype=object)
        there = ~(shapely.is_missing(all_shapes) | shapely.is_empty(all_shapes))
        found: list[bytes | None] = [None] * len(shapes)
        if not there.any():
            return found
        chosen = all_shapes[there]
        boxes = shapely.bounds(chosen)
        self._box[:2] = np.minimum(self._box[:2], boxes[:, :2].min(axis=0))
        self._box[2:] = np.maximum(self._box[2:], boxes[:, 2:].max(axis=0))
        types = shapely.get_type_id(chosen)
        self._types.update(np.unique(types).tolist())
        bodies = shapely.to_wkb(chosen, byte_order=1, output_dimension=2, flavor="iso")
        epsg = self._layer.epsg
        plain = _PLAIN.pack(b"GP", 0, _LITTLE_ENDIAN, epsg)
        for number, body, kind, (west, south, east, north) in zip(
            np.flatnonzero(there).tolist(), bodies, types.tolist(), boxes.tolist(), strict=True
        ):
            head = plain  # a point is its own box
            if kind != shapely.GeometryType.POINT:
                head = _BOXED.pack(b"GP", 0, _WITH_BOX, epsg, west, east, south, north)
            found[number] = head + body
        return found


def _type(kind: LayerType) -> str:
    return kind.value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
