"""Surveys of streets: lists of panoramas with place and angles become poses; the rest is listed."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.pose_conventions import Convention, guessed
from twin_viewer.formats.pose_tables import Row, Table, read_table
from twin_viewer.formats.references import SWAPPED, brought
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles, HeightReference, Reference
from twin_viewer.model.panoramas import PanoramaPose, Survey

NO_COORDINATES: Final = "In Zeile {0} fehlt der Ort oder ist keine Zahl; die Aufnahme bleibt weg."
NO_PICTURE: Final = "Das Bild „{0}“ liegt nicht im Ordner der Liste; die Aufnahme bleibt weg."
NO_PICTURES: Final = (
    "Von den Bildern der Liste (Anzahl: {0}) liegt keines in ihrem Ordner. Legen Sie die Bilder "
    "neben die Liste oder in einen Unterordner."
)
MORE_PICTURES: Final = "Weitere Bilder fehlen: {0}."
SAME_ID: Final = "Die Kennung „{0}“ kommt mehrfach vor; diese Aufnahme heißt nun „{1}“."
NO_HEADING: Final = (
    "Die Blickrichtung fehlt oder ist keine Zahl; stattdessen gilt die Fahrtrichtung."
)
WIDE_HEADING: Final = "Die Blickrichtung {0} ist mehr als ein voller Kreis und wurde zurückgedreht."
NO_HEIGHT: Final = "Die Höhe der Kamera fehlt oder ist keine Zahl."
FAR_OFF: Final = "Der Ort liegt weit außerhalb der übrigen Aufnahmen; die Aufnahme bleibt weg."
EMPTY: Final = (
    "In der Liste steht keine Aufnahme, die gezeigt werden kann. Bitte prüfen Sie ihre Spalten für "
    "Bild, Ost- und Nordwert."
)
UNREADABLE: Final = (
    "Die Liste lässt sich nicht lesen. Bitte prüfen Sie, ob sie noch da ist, und speichern Sie sie "
    "als CSV oder GeoJSON."
)
GIVEN: Final = "Vorgegeben: {0}"
CONFIRMED: Final = "Aus der Fahrtrichtung erkannt: {0}"
ASSUMED: Final = "Angenommen, bitte prüfen: {0}"
FROM_WAY: Final = "Die Liste nennt keine Blickrichtung; stattdessen gilt die Fahrtrichtung."

_PICTURES: Final = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
_MASKS: Final = ("_mask", "_maske", "-mask", ".mask")
_MOST_FAULTS = 50
_FAR_M = 100_000.0
_NEAR_M = 0.3
"""Metres between photographs from which their direction is one, and not the noise of the place."""
_DEGREE_LIMITS = (180.0, 90.0)


def read_survey(path: Path, convention: Convention | None = None) -> Survey:
    """Read a list of panoramas.

    Args:
        path: CSV or text (any usual separator, decimal comma, with or without heading) or GeoJSON;
            the pictures lie in its folder or below.
        convention: How its angles and heights are meant; None to guess it.

    Returns:
        The survey. A pose without a picture or a place is left out and listed. A height that is
        missing is NaN. A time without zone counts as UTC.
    """
    try:
        table = read_table(path)
    except ValueError as error:
        return _nothing(path, str(error))
    except OSError:
        return _nothing(path, UNREADABLE)
    faults: list[Fault] = []
    rows = [row for row in table.rows if _has_place(path.name, row, faults)]
    if not rows:
        return _nothing(path, EMPTY, faults)
    known = convention or Convention()
    crs = known.crs or _crs(table, rows)
    points, reference = brought(_points(rows), crs, _heights(table, known))
    if SWAPPED in reference.note:
        faults.append(Fault(path.name, "", SWAPPED))
    near = _near(points)
    faults += [Fault(path.name, rows[number].item, FAR_OFF) for number in np.flatnonzero(~near)]
    rows, points = [rows[number] for number in np.flatnonzero(near)], points[near]
    ways = _ways(points)
    used, sentence = _convention(table, rows, ways, convention)
    drive = _Drive(path.name, rows, points, ways, _Pictures(path.parent), faults)
    poses = drive.poses(used)
    if not poses:
        return _nothing(path, NO_PICTURES.format(len(rows)), faults)
    return Survey(poses, reference, tuple(faults), sentence)


def _nothing(path: Path, reason: str, faults: Sequence[Fault] = ()) -> Survey:
    return Survey((), Reference(""), (*faults, Fault(path.name, "", reason, is_fatal=True)))


def _has_place(file: str, row: Row, faults: list[Fault]) -> bool:
    east, north = _place(row)
    if isnan(east) or isnan(north):
        faults.append(Fault(file, row.item, NO_COORDINATES.format(row.item)))
        return False
    return True


def _place(row: Row) -> tuple[float, float]:
    if "east" in row.cells and "north" in row.cells:
        return row.number("east"), row.number("north")
    return row.number("lon"), row.number("lat")


def _points(rows: list[Row]) -> Doubles:
    return np.array([(*_place(row), row.number("height")) for row in rows])


def _crs(table: Table, rows: list[Row]) -> str:
    if table.crs:
        return table.crs
    places = np.abs([_place(row) for row in rows])
    is_degree = np.median(places, axis=0) <= _DEGREE_LIMITS
    return "EPSG:4326" if is_degree.all() or "east" not in table.columns else ""


def _heights(table: Table, convention: Convention) -> HeightReference | None:
    if convention.heights is not None:
        return convention.heights
    words = table.words.lower()
    if "ellips" in words or "hell" in words.split():
        return HeightReference.ELLIPSOID
    return HeightReference.DHHN2016 if "nhn" in words or "dhhn2016" in words else None


def _near(points: Doubles) -> NDArray[np.bool_]:
    """Return which photographs lie where most of them lie."""
    offsets = np.abs(points[:, :2] - np.nanmedian(points[:, :2], axis=0))
    is_near = np.asarray(offsets.max(axis=1) < _FAR_M)
    # Where no place is the middle of most, all of them count.
    return is_near if 2 * is_near.sum() >= len(points) else np.ones(len(points), np.bool_)


def _ways(points: Doubles) -> Doubles:
    """Return where the drive goes at each photograph, degrees clockwise from north, or NaN."""
    count = len(points)
    ways = np.full(count, np.nan)
    before, after = np.maximum(np.arange(count) - 1, 0), np.minimum(np.arange(count) + 1, count - 1)
    step = points[after, :2] - points[before, :2]
    moves = np.hypot(step[:, 0], step[:, 1]) > _NEAR_M
    ways[moves] = np.degrees(np.arctan2(step[moves, 0], step[moves, 1])) % 360
    return ways


def _convention(
    table: Table, rows: list[Row], ways: Doubles, given: Convention | None
) -> tuple[Convention, str]:
    if given is not None:
        return given, GIVEN.format(given.description())
    if "heading" not in table.columns:
        return Convention(), FROM_WAY
    headings = np.array([row.number("heading") for row in rows])
    found, is_confirmed = guessed(headings, ways, table.words)
    return found, (CONFIRMED if is_confirmed else ASSUMED).format(found.description())


class _Pictures:
    """The pictures in a folder and below, by their names in small letters.

    Drives side by side number their pictures alike: then the folders a list names decide, else the
    way to go from the list.
    """

    def __init__(self, folder: Path) -> None:
        self._known: dict[str, list[Path]] = {}
        self._folder = folder
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _PICTURES:
                for name in {path.name.lower(), path.stem.lower()}:
                    self._known.setdefault(name, []).append(path)

    def of(self, name: str) -> Path | None:
        """Return the picture a list calls so, whatever folder it says; None when it is missing."""
        *folders, base = re.split(r"[\\/]", name.lower())
        found = self._known.get(base, []) if base else []
        if len(found) > 1:
            named = [path for path in found if _lies_in(path, folders)]
            found = sorted(named or found, key=lambda path: _steps(self._folder, path.parent))
        return found[0] if found else None

    def mask_of(self, picture: Path, name: str) -> Path | None:
        """Return the mask of a picture: the one named, or the nearest named after the picture."""
        if name:
            return self.of(name)
        for ending in _MASKS:
            found = self._known.get(f"{picture.stem.lower()}{ending}")
            if found:
                return min(found, key=lambda path: _steps(picture.parent, path.parent))
        return None


def _lies_in(path: Path, folders: list[str]) -> bool:
    """Tell whether the last folders of a path are called so, as far as they are named."""
    named = [folder for folder in folders if folder not in {"", ".", ".."}]
    there = [folder.lower() for folder in path.parent.parts]
    return bool(named) and there[-len(named) :] == named


def _steps(start: Path, end: Path) -> int:
    """Return over how many folders one goes from one to the other."""
    common = len(Path(os.path.commonpath((start, end))).parts)
    return len(start.parts) + len(end.parts) - 2 * common


@dataclass(frozen=True, slots=True, eq=False)
class _Drive:
    """The rows of a list with their places, on the way to poses; it collects what is missing."""

    file: str
    rows: list[Row]
    points: Doubles
    ways: Doubles
    pictures: _Pictures
    faults: list[Fault]

    def poses(self, convention: Convention) -> tuple[PanoramaPose, ...]:
        """Return the poses that can be shown."""
        names = ("heading", "pitch", "roll")
        raw = np.array([[row.number(name) for name in names] for row in self.rows])
        headings = convention.headings(raw[:, 0])
        ways = np.nan_to_num(self.ways)
        headings = np.where(np.isnan(headings), ways, headings)
        pitches = convention.pitches(np.nan_to_num(raw[:, 1]))
        rolls = convention.rolls(np.nan_to_num(raw[:, 2]))
        ids: set[str] = set()
        poses = []
        for number, picture in self._kept():
            row, (east, north, height) = self.rows[number], map(float, self.points[number])
            self._note_angles(row, float(raw[number, 0]), height, convention)
            poses.append(
                PanoramaPose(
                    self._own_id(row, picture, ids),
                    picture,
                    east,
                    north,
                    height,
                    float(headings[number]),
                    float(pitches[number]),
                    float(rolls[number]),
                    _time_us(row.text("time")),
                    self.pictures.mask_of(picture, row.text("mask")),
                )
            )
        return tuple(poses)

    def _kept(self) -> list[tuple[int, Path]]:
        """Return which rows can be shown with which picture; the others are listed."""
        kept, missing = [], 0
        for number, row in enumerate(self.rows):
            name = row.text("file") or row.text("id")
            picture = self.pictures.of(name)
            if picture is not None:
                kept.append((number, picture))
            else:
                missing += 1
                if missing <= _MOST_FAULTS:
                    self._note(row, NO_PICTURE.format(name))
        if missing > _MOST_FAULTS:
            reason = MORE_PICTURES.format(missing - _MOST_FAULTS)
            self.faults.append(Fault(self.file, "", reason))
        return kept

    def _note_angles(self, row: Row, heading: float, height: float, convention: Convention) -> None:
        if "heading" in row.cells and isnan(heading):
            self._note(row, NO_HEADING)
        elif abs(heading) > convention.full_turn() * 1.0001:
            self._note(row, WIDE_HEADING.format(row.text("heading")))
        if isnan(height):
            self._note(row, NO_HEIGHT)

    def _own_id(self, row: Row, picture: Path, ids: set[str]) -> str:
        wished = row.text("id") or picture.stem
        own, number = wished, 2
        while own in ids:
            own, number = f"{wished}-{number}", number + 1
        if own != wished:
            self._note(row, SAME_ID.format(wished, own))
        ids.add(own)
        return own

    def _note(self, row: Row, reason: str) -> None:
        self.faults.append(Fault(self.file, row.item, reason))


_FORMATS: Final = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S.%f", "%d.%m.%Y %H:%M", "%d.%m.%Y")
_EPOCHS: Final = ((1e8, 1e10, 1_000_000), (1e11, 1e13, 1_000), (1e14, 1e16, 1))
"""Seconds, milliseconds and microseconds since 1970, told apart by their size."""


def _time_us(text: str) -> int | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return _written_us(text)
    return next((round(value * scale) for low, high, scale in _EPOCHS if low < value < high), None)


def _written_us(text: str) -> int | None:
    moment = None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        for form in _FORMATS:
            try:
                moment = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is set below
                break
            except ValueError:
                continue
    if moment is None:
        return None
    whole = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(whole.timestamp() * 1e6)
