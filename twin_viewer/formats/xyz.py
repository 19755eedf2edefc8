"""Lines of east, north and height become a grid, however they are sorted and separated."""

import gzip
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles

SUFFIXES: Final = (".xyz", ".txt", ".csv", ".asc.txt", ".dat")
"""Endings of files with lines of coordinates."""

BAD_LINES: Final = (
    "Zeilen ohne Koordinaten fehlen (Anzahl: {0}, zuerst Zeile {1}); die übrigen werden gezeigt."
)
OFF_GRID: Final = (
    "Punkte, die nicht im Raster von {1} m oder weit außerhalb liegen, fehlen (Anzahl: {0})."
)
NO_GRID: Final = (
    "In der Datei ist kein regelmäßiges Raster von Höhen zu erkennen. "
    "Prüfen Sie, ob jede Zeile Ostwert, Nordwert und Höhe enthält."
)
TOO_LARGE: Final = (
    "Das Raster hätte {0} Millionen Zellen; so viele lassen sich nicht auf einmal zeigen. "
    "Teilen Sie die Datei in Kacheln."
)
TOO_MUCH: Final = "Entpackt ist die Datei größer als {0} GB; teilen Sie sie in Kacheln."

_MOST_BYTES = 1_000_000_000
"""Bytes of lines that are read at once: reading takes about five times as many of memory."""
_MOST_CELLS = 64_000_000
_FARTHEST = 1e9
"""Metres no coordinate and no height has; what is beyond them is a slip."""
_BLOCK = 4096
_SAMPLE = 50_000
_NAMES: Final = (
    ("x", "e", "east", "easting", "rechtswert", "ostwert", "rw"),
    ("y", "n", "north", "northing", "hochwert", "nordwert", "hw"),
    ("z", "h", "height", "hoehe", "höhe", "hohe", "elevation"),
)
_WORD = re.compile(r"[^\W\d_]+")


class GridError(ValueError):
    """Lines that cannot be shown as a grid; its text is a German sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """What the lines of a file say.

    Attributes:
        points: East, north, height as written, float64 (N, 3).
        bad_count: How many lines are none.
        first_bad: Number of the first of them, counted from 1; 0 when there is none.
    """

    points: Doubles
    bad_count: int = 0
    first_bad: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Points sorted into a grid.

    Attributes:
        heights: float32 (rows, columns), first row southernmost, NaN where nothing is known.
        west: Easting of the first column.
        south: Northing of the first row.
        step: Metres between places.
        lost_count: Points that did not fit.
    """

    heights: NDArray[np.float32]
    west: float
    south: float
    step: float
    lost_count: int


def read_bytes(path: Path) -> bytes:
    """Return the text of a file, unpacked when it is `.gz` or `.zip` (all its texts, joined).

    Raises:
        OSError: The file cannot be read or unpacked.
        GridError: It is too large unpacked; a German sentence.
    """
    too_much = TOO_MUCH.format(_MOST_BYTES // 1_000_000_000)
    if path.suffix.lower() == ".gz":
        with gzip.open(path) as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise GridError(too_much)
        return data
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith(SUFFIXES)]
            if sum(member.file_size for member in members) > _MOST_BYTES:
                raise GridError(too_much)
            return b"\n".join(archive.read(member) for member in members)
    if path.stat().st_size > _MOST_BYTES:
        raise GridError(too_much)
    return path.read_bytes()


def parse(data: bytes) -> Lines:
    """Return the points of lines separated by blanks, tabs, semicolons or commas.

    A heading may name the columns; without one the first three are east, north and height. Decimal
    commas are read where the comma does not separate.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    head = data[:4096].decode("latin-1").split("\n")
    if not any(_numbers(line) for line in head):
        return Lines(np.zeros((0, 3)))
    separator, has_decimal_comma = _layout(head)
    if has_decimal_comma:
        data = data.replace(b",", b".")
        head = [line.replace(",", ".") for line in head]
    skipped, columns = _heading(head, separator)
    try:
        points = _loaded(io.BytesIO(data), separator, columns, skipped)
        bad = np.zeros(0, np.int64)
    except (ValueError, IndexError):
        points, bad = _salvaged(data.decode("latin-1").split("\n"), separator, columns, skipped)
    is_whole = np.isfinite(points).all(axis=1)
    lost = len(points) - int(is_whole.sum())
    points = points if not lost else points[is_whole]
    first = int(bad[0]) + 1 if len(bad) else (int(np.argmin(is_whole)) + skipped + 1 if lost else 0)
    return Lines(points, len(bad) + lost, first)


def gridded(points: Doubles) -> Grid:
    """Sort points into the grid most of them lie in.

    Args:
        points: East, north and height, float64 (N, 3), in any order.

    Raises:
        GridError: There is no grid in them, or it is too large; a German sentence.
    """
    count = len(points)
    points = points[(np.abs(points) < _FARTHEST).all(axis=1)]
    if len(points) < 2:  # noqa: PLR2004 - two points are the least that have a step
        raise GridError(NO_GRID)
    step = _step(points)
    near = _near(points, step)
    kept = points if near is None else points[near]
    places = []
    for axis in (0, 1):
        base = _phase(kept[:, axis], step)
        places.append((kept[:, axis] - base) / step)
    whole = [np.rint(place) for place in places]
    fits = (np.abs(places[0] - whole[0]) < 0.1) & (np.abs(places[1] - whole[1]) < 0.1)  # noqa: PLR2004 - a tenth of a cell is rounding
    if 2 * int(fits.sum()) < len(points):
        raise GridError(NO_GRID)
    columns, rows = (axis[fits].astype(np.int64) for axis in whole)
    left, bottom = int(columns.min()), int(rows.min())
    shape = (int(rows.max()) - bottom + 1, int(columns.max()) - left + 1)
    if shape[0] * shape[1] > _MOST_CELLS:
        raise GridError(TOO_LARGE.format(shape[0] * shape[1] // 1_000_000))
    heights = np.full(shape, np.nan, np.float32)
    heights[rows - bottom, columns - left] = kept[fits, 2]
    west = _phase(kept[:, 0], step) + left * step
    south = _phase(kept[:, 1], step) + bottom * step
    return Grid(heights, west, south, step, count - int(fits.sum()))


def faults_of(file: str, lines: Lines, grid: Grid) -> list[Fault]:
    """Return what a person must know of lines and points that are missing."""
    faults = []
    if lines.bad_count:
        reason = BAD_LINES.format(lines.bad_count, lines.first_bad)
        faults.append(Fault(file, str(lines.first_bad), reason))
    if grid.lost_count:
        reason = OFF_GRID.format(grid.lost_count, f"{grid.step:g}".replace(".", ","))
        faults.append(Fault(file, "", reason))
    return faults


def _layout(head: list[str]) -> tuple[str | None, bool]:
    """Return what separates columns, None for blanks, and whether commas are decimal."""
    lines = [line for line in head[:-1] or head if _numbers(line)][:20]
    for separator in (";", "\t"):
        if any(separator in line for line in lines):
            return separator, any("," in line for line in lines)
    if any("," in line for line in lines):
        return (
            (None, True)
            if any(" " in line.strip() for line in lines)
            and all(", " not in line for line in lines)
            else (",", False)
        )
    return None, False


def _numbers(line: str) -> bool:
    return bool(line.strip()) and not _WORD.search(line)


def _heading(head: list[str], separator: str | None) -> tuple[int, tuple[int, int, int]]:
    """Return how many lines come before the numbers, and which columns are the three."""
    skipped = 0
    columns = [0, 1, 2]
    for line in head:
        if _numbers(line):
            break
        skipped += 1
        words = [word.strip(" \"'").lower() for word in line.strip().lstrip("#").split(separator)]
        found = [next((words.index(a) for a in names if a in words), None) for names in _NAMES]
        if None not in found:
            columns = [place for place in found if place is not None]
    return skipped, (columns[0], columns[1], columns[2])


def _loaded(
    source: io.BytesIO | list[str],
    separator: str | None,
    columns: tuple[int, int, int],
    skipped: int = 0,
) -> Doubles:
    return np.loadtxt(
        source,
        np.float64,
        delimiter=separator,
        usecols=columns,
        skiprows=skipped,
        ndmin=2,
        comments=None,
        encoding="latin-1",
    )


def _salvaged(
    lines: list[str], separator: str | None, columns: tuple[int, int, int], skipped: int
) -> tuple[Doubles, NDArray[np.int64]]:
    """Return the points of the lines that are some, and the rows of those that are none."""
    parts, bad = [np.zeros((0, 3))], []
    for start in range(skipped, len(lines), _BLOCK):
        block = lines[start : start + _BLOCK]
        if not any(line.strip() for line in block):
            continue
        try:
            parts.append(_loaded(block, separator, columns))
        except (ValueError, IndexError):
            for row, line in enumerate(block, start):
                point = _point(line, separator, columns)
                if point is not None:
                    parts.append(np.array([point]))
                elif line.strip():
                    bad.append(row)
    return np.concatenate(parts), np.array(bad, np.int64)


def _point(
    line: str, separator: str | None, columns: tuple[int, int, int]
) -> tuple[float, float, float] | None:
    cells = line.split(separator)
    try:
        return float(cells[columns[0]]), float(cells[columns[1]]), float(cells[columns[2]])
    except (ValueError, IndexError):
        return None


def _step(points: Doubles) -> float:
    """Return the commonest distance between neighbouring columns or rows, m."""
    found = []
    for axis in (0, 1):
        # The head is taken whole, so that neighbours are in it; the rest stands for the extent.
        sample = np.concatenate(
            (points[:_SAMPLE, axis], points[:: len(points) // _SAMPLE + 1, axis])
        )
        gaps = np.diff(np.unique(np.rint(sample * 1000).astype(np.int64)))
        if len(gaps):
            values, counts = np.unique(gaps, return_counts=True)
            found.append((int(counts.max()), int(values[np.argmax(counts)])))
    if not found:
        raise GridError(NO_GRID)
    return max(found)[1] / 1000


def _phase(values: Doubles, step: float) -> float:
    """Return where the grid's lines lie between zero and one step."""
    sample = values[:: len(values) // _SAMPLE + 1]
    remainders = np.rint(np.mod(sample, step) * 1000).astype(np.int64) % round(step * 1000)
    kinds, counts = np.unique(remainders, return_counts=True)
    return float(kinds[np.argmax(counts)]) / 1000


def _near(points: Doubles, step: float) -> NDArray[np.bool_] | None:
    """Return which points lie where nearly all lie; None when that is all of them."""
    sample = points[:: len(points) // _SAMPLE + 1, :2]
    low, high = np.quantile(sample, (0.01, 0.99), axis=0)
    margin = np.maximum(high - low, 10 * step)
    least, most = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    if (least >= low - margin).all() and (most <= high + margin).all():
        return None
    is_near: NDArray[np.bool_] = (
        (points[:, :2] >= low - margin) & (points[:, :2] <= high + margin)
    ).all(axis=1)
    return is_near
