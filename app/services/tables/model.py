"""What a foreign table is once it was read: raw cells, their places in the file, what was seen."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Cell = str | int | float | bool | dt.date | dt.datetime | None
"""What stands in a cell. Nothing is interpreted that the file does not say itself: the cells of a
CSV file are texts, those of a spreadsheet what it keeps them as. None is an empty cell."""

Row = tuple[Cell, ...]

Progress = Callable[[int, int], bool]
"""Is told how much is done of how much (no unit); returns False to give up."""

_PAUSE_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lies in its file, as recognised or as a person chose it.

    Attributes:
        sheet: Sheet of a workbook, layer of a GeoPackage; "" takes the first one that has rows.
        header_row: Line of the header's last line, 0-based; -1 finds it out. In a CSV file lines
            are counted as an editor counts them.
        header_lines: How many lines the header has: 2 when merged cells stand above it, 0 when
            the table has none. It is found out together with `header_row`.
        encoding: Of a text file, such as `utf-8-sig`, `utf-16` or `cp1252`; "" finds it out.
        separator: Between the cells of a text file; "" finds it out.
        decimal_comma: True when numbers that are texts have a decimal comma; None finds it out.
    """

    sheet: str = ""
    header_row: int = -1
    header_lines: int = 1
    encoding: str = ""
    separator: str = ""
    decimal_comma: bool | None = None


RECOGNISED: Final = Layout()
"""Everything is found out."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands in a file.

    Attributes:
        name: Name of the file.
        kind: `csv`, `xlsx` (all workbooks), `geojson`, `gpkg`, `device_type` or `agent`.
        layout: How it was read, complete: reading again with it gives the same.
        columns: Names of the columns, unique and not empty.
        rows: Rows without blank ones, all as long as `columns`.
        numbers: Where each row stands in the file as a person sees it, from 1.
        sheets: All sheets or layers that could be chosen.
        notes: German sentences that say what was recognised or repaired.
        sha256: Of the file, as hexadecimal digits; of all files of a folder in order.
        crs: `EPSG:25832` when the columns of places are given in it, else "".
    """

    name: str
    kind: str
    layout: Layout
    columns: tuple[str, ...]
    rows: list[Row]
    numbers: list[int]
    sheets: tuple[str, ...]
    notes: tuple[str, ...]
    sha256: str
    crs: str = ""


class TableError(Exception):
    """A table cannot be read; the text is a German sentence with file, place and remedy."""


class CancelledError(Exception):
    """Nobody wants the table any more."""


class Watch:
    """Tells how far a reading is, seldom enough not to slow it, and ends it when it is unwanted.

    Args:
        progress: Is told; None tells nobody.
    """

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._told = 0.0

    def step(self, done: int, total: int) -> None:
        """Say how much is done.

        Raises:
            CancelledError: Nobody wants the table any more.
        """
        if self._progress is None:
            return
        now = time.monotonic()
        if done < total and now - self._told < _PAUSE_S:
            return
        self._told = now
        if not self._progress(done, max(total, 1)):
            raise CancelledError


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, and how.

    Attributes:
        name: Name of the file, for sentences.
        layout: What a person chose.
        watch: Is told how far it is.
        path: The file; None for one inside of an archive.
        most_rows: How many rows at most; None reads all.
    """

    name: str
    layout: Layout
    watch: Watch
    path: Path | None = None
    most_rows: int | None = None


def listed(places: list[int], most: int = 5) -> str:
    """Return numbers of lines for a sentence: `3, 7 und 9`, or `3, 7, 9, 12, 15 und 40 weitere`."""
    shown = [str(place) for place in places[:most]]
    if len(places) > most:
        return f"{', '.join(shown)} und {len(places) - most} weitere"
    return " und ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def in_lines(places: list[int]) -> str:
    """Return `Zeile 3` or `den Zeilen 3 und 7`, to stand behind `in`."""
    return f"Zeile {places[0]}" if len(places) == 1 else f"den Zeilen {listed(places)}"
