"""Lists of photographs as text become rows with known columns, whoever wrote them."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path
from typing import Any, Final

import msgspec

NO_COLUMNS: Final = (
    "In der Datei sind keine Spalten für Ost- und Nordwert (oder Länge und Breite) zu erkennen. "
    "Schreiben Sie „bild;rechtswert;hochwert;hoehe;heading;pitch;roll“ in die erste Zeile."
)
NOT_JSON: Final = "Die Datei ist kein lesbares GeoJSON mit Punkten."

_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("id", "nr", "nummer", "key", "panoid", "panoramaid", "bildid", "imageid", "fid"),
    "file": (
        *("file", "filename", "bild", "bildname", "bilddatei", "datei", "dateiname", "image"),
        *("imagename", "imagefile", "foto", "photo", "panorama", "pano", "pfad", "path", "img"),
    ),
    "east": (
        *("x", "e", "east", "easting", "rechtswert", "ostwert", "ost", "rw", "utme", "utmx"),
        *("xutm", "coordx", "posx", "projectedx", "rechts"),
    ),
    "north": (
        *("y", "n", "north", "northing", "hochwert", "nordwert", "nord", "hw", "utmn", "utmy"),
        *("yutm", "coordy", "posy", "projectedy", "hoch"),
    ),
    "lon": ("lon", "lng", "long", "longitude", "laenge", "laengengrad", "gpslon", "gpslongitude"),
    "lat": ("lat", "latitude", "breite", "breitengrad", "gpslat", "gpslatitude"),
    "height": (
        *("z", "h", "height", "hoehe", "alt", "altitude", "elevation", "zutm", "coordz", "posz"),
        *("projectedz", "hoehenhn", "hoeheellipsoid", "ellipsoidhoehe", "hell", "kamerahoehe"),
    ),
    "heading": (
        *("heading", "yaw", "azimut", "azimuth", "kappa", "richtung", "blickrichtung", "hdg"),
        *("kurs", "course", "gier", "gierwinkel"),
    ),
    "pitch": ("pitch", "phi", "nick", "nicken", "nickwinkel", "neigung", "tilt", "laengsneigung"),
    "roll": ("roll", "omega", "rollen", "rollwinkel", "querneigung", "wank", "wankwinkel"),
    "time": (
        *("time", "timestamp", "zeit", "zeitstempel", "datetime", "aufnahmezeit", "utc", "datum"),
        *("date", "zeitpunkt", "aufnahmezeitpunkt", "utctime", "timeutc"),
    ),
    "mask": ("mask", "maske", "maskfile", "maskendatei"),
}
"""Columns by the names surveys give them, without units, lines and accents."""

_UNITS = re.compile(r"[\[(].*?[\])]|_?(deg|grad|gon|rad|m|meter|utc)$")
_ACCENTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
_SEPARATORS: Final = (";", "\t", "|")
_LEAST = 3
"""Columns a list has at least: a name and two coordinates."""
_GERMANY_EAST = ((2e5, 1e6), (32.2e6, 33e6))
_GERMANY_NORTH = (5.2e6, 6.2e6)


@dataclass(frozen=True, slots=True)
class Row:
    """A photograph as its list describes it.

    Attributes:
        item: Where in the file, such as the number of the line.
        cells: Text by the name of the column: `id`, `file`, `east` …
    """

    item: str
    cells: dict[str, str]

    def text(self, name: str) -> str:
        """Return a cell's text; empty where there is none."""
        return self.cells.get(name, "").strip()

    def number(self, name: str) -> float:
        """Return a cell's number, with decimal point or comma; NaN where it is none."""
        text = self.text(name).rstrip("°").strip()
        try:
            value = float(text if "." in text else text.replace(",", ".", 1))
        except ValueError:
            return nan
        return value if isfinite(value) else nan


@dataclass(frozen=True, slots=True)
class Table:
    """A list of photographs.

    Attributes:
        rows: Its rows, in the file's order.
        words: The names of its columns as written, which may say units.
        columns: The columns that were recognised.
        crs: Reference system of its coordinates; empty where it does not say.
    """

    rows: tuple[Row, ...]
    words: str
    columns: frozenset[str]
    crs: str = ""


def read_table(path: Path) -> Table:
    """Read a list of photographs: CSV, text or GeoJSON.

    Raises:
        OSError: It cannot be read.
        ValueError: No coordinates are recognised in it; a German sentence.
    """
    data = path.read_bytes()
    if path.suffix.lower() in {".geojson", ".json"}:
        return _features(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return _table(text)


def _table(text: str) -> Table:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise ValueError(NO_COLUMNS)
    separator = _separator([line for _, line in lines[:20]])
    cells = [(number, _split(line, separator)) for number, line in lines]
    names = _named(cells[0][1])
    words = ""
    if {"east", "north"} <= set(names) or {"lon", "lat"} <= set(names):
        words = " ".join(cells[0][1])
        cells = cells[1:]
    else:
        names = _seen([row for _, row in cells if not row[0].startswith("#")][:50])
    rows = tuple(
        Row(
            str(number),
            {name: row[place] for place, name in enumerate(names) if name and place < len(row)},
        )
        for number, row in cells
        if not row[0].startswith("#")
    )
    return Table(rows, words, frozenset(name for name in names if name))


def _separator(lines: list[str]) -> str | None:
    """Return what separates columns; None for blanks."""
    for separator in _SEPARATORS:
        if sum(line.count(separator) >= _LEAST - 1 for line in lines) > len(lines) / 2:
            return separator
    # In `412000,50 5725000,25 63,1` the commas are decimal, in `a, 412000.5, 5725000.2` they part.
    cells = [line.split() for line in lines]
    widths = {len(row) for row in cells}
    is_parted = any(cell.endswith(",") for row in cells for cell in row)
    return None if len(widths) == 1 and widths.pop() >= _LEAST and not is_parted else ","


def _split(line: str, separator: str | None) -> list[str]:
    if separator is None:
        return line.split()
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    except csv.Error:
        return [cell.strip() for cell in line.split(separator)]


def _named(cells: list[str]) -> list[str]:
    """Return what each column of a heading is; empty where it is nothing of ours."""
    names: list[str] = []
    for cell in cells:
        word = _plain(cell)
        name = next((name for name, words in _ALIASES.items() if word in words), "")
        names.append(name if name not in names else "")
    return names


def _plain(cell: str) -> str:
    word = cell.strip().strip("\"'#").strip().lower().translate(_ACCENTS)
    if not any(word in words for words in _ALIASES.values()):
        word = _UNITS.sub("", word.replace(" ", "_").rstrip("_"))
    return re.sub(r"[^a-z0-9]", "", word)


def _seen(rows: list[list[str]]) -> list[str]:
    """Return what each column is, seen from its contents: for lists without heading."""
    width = max(len(row) for row in rows)
    names = [""] * width
    numbers = [Row("", {str(place): cell for place, cell in enumerate(row)}) for row in rows]
    for place in range(width):
        texts = [row[place].lower() for row in rows if place < len(row)]
        if any(text.endswith(_PICTURES) for text in texts) and "file" not in names:
            names[place] = "file"
    for place in range(width - 1):
        first = [row.number(str(place)) for row in numbers]
        second = [row.number(str(place + 1)) for row in numbers]
        pair = _pair(first, second)
        if pair is None or names[place] or names[place + 1]:
            continue
        names[place], names[place + 1] = pair
        for offset, name in enumerate(("height", "heading", "pitch", "roll"), place + 2):
            if offset < width and not names[offset]:
                names[offset] = name
        if not names[0]:
            names[0] = "id"
        return names
    raise ValueError(NO_COLUMNS)


def _pair(first: list[float], second: list[float]) -> tuple[str, str] | None:
    if _most(first, *_GERMANY_EAST) and _most(second, _GERMANY_NORTH):
        return "east", "north"
    if _most(second, *_GERMANY_EAST) and _most(first, _GERMANY_NORTH):
        return "north", "east"
    if _most(first, (5, 16)) and _most(second, (46, 56)):
        return "lon", "lat"
    if _most(second, (5, 16)) and _most(first, (46, 56)):
        return "lat", "lon"
    return None


def _most(values: list[float], *ranges: tuple[float, float]) -> bool:
    inside = sum(any(low <= value <= high for low, high in ranges) for value in values)
    return inside > len(values) / 2


def _features(data: bytes) -> Table:
    try:
        document: Any = msgspec.json.decode(data)
        features = document["features"] if document["type"] == "FeatureCollection" else [document]
        crs = _crs_of(document)
        rows = tuple(_feature_rows(features, is_degree=not crs))
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(NOT_JSON) from error
    columns = frozenset(name for row in rows for name in row.cells)
    if not columns & {"east", "lon"}:
        raise ValueError(NOT_JSON)
    words = " ".join({name for one in features for name in (one.get("properties") or {})})
    return Table(rows, words, columns, crs)


def _crs_of(document: dict[str, Any]) -> str:
    """Return the reference system of the `crs` member GeoJSON had until 2016, except CRS84."""
    name = str(((document.get("crs") or {}).get("properties") or {}).get("name", ""))
    return "" if "CRS84" in name or "4326" in name else name


def _feature_rows(features: Iterable[dict[str, Any]], *, is_degree: bool) -> Iterable[Row]:
    for number, feature in enumerate(features, 1):
        geometry = feature.get("geometry") or {}
        places = geometry.get("coordinates") or []
        properties = feature.get("properties") or {}
        texts = {
            str(name): "" if value is None else str(value) for name, value in properties.items()
        }
        named = zip(_named(list(texts)), texts.values(), strict=True)
        cells = {name: value for name, value in named if name}
        if geometry.get("type") == "Point":
            axes = ("lon", "lat", "height") if is_degree else ("east", "north", "height")
            for axis in ("lon", "lat", "east", "north"):
                cells.pop(axis, None)
            cells.update(zip(axes, map(str, places), strict=False))
        if "id" in feature and "id" not in cells:
            cells["id"] = str(feature["id"])
        yield Row(str(number), cells)
