"""Where the header of a table stands, and what its columns are called."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.services.tables.model import Cell, Layout, Row, TableError, listed

_LOOKED_AT: Final = 200
"""Rows by which the width of a table is judged."""
_DEEPEST: Final = 30
"""Rows among which the header is looked for."""
_WIDE: Final = 0.6
"""Share of the usual width from which on a row may be the header; titles above are narrower."""
_TEXTUAL: Final = 0.5
_TRIED: Final = 3
"""Wide rows from the top that may be the header; below them stands data."""
_YEARS: Final = range(1900, 2101)
_LETTERS: Final = 26
_VALUE: Final = re.compile(
    r"[+-]?[\d.,\s]*\d\s*(?:%|€|EUR|E[+-]?\d+)?|\d{4}-\d\d-\d\d.*|\d{1,2}\.\d{1,2}\.\d{2,4}.*",
    re.IGNORECASE,
)
"""Texts that are numbers or dates, as no header is."""

_LONGEST: Final = 40
"""Signs of a text that may be a number or a date."""
_MOST_CELLS: Final = 60_000_000

Merged = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of merged ones, each row and column, 0-based."""


@dataclass(slots=True)
class Grid:
    """All that a sheet or a text file holds, blank rows left out.

    Attributes:
        rows: Cells; rows may differ in length.
        numbers: Where each row stands in the file, from 1.
        merged: Merged cells, by number of row in the file less one.
        notes: What was seen so far.
    """

    rows: list[Row]
    numbers: list[int]
    merged: list[Merged] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found.

    Attributes:
        index: Index of its last row in the grid; -1 without one.
        lines: How many rows it has.
        columns: Names.
    """

    index: int
    lines: int
    columns: tuple[str, ...]


def header_of(grid: Grid, layout: Layout, name: str) -> Header:
    """Return the header of a grid; what is remarkable is added to its notes.

    Args:
        grid: The table.
        layout: What a person chose.
        name: Of the file, for sentences.

    Raises:
        TableError: There is nothing, or the chosen row is blank.
    """
    if not grid.rows:
        raise TableError(
            f"Die Datei {name} enthält keine Zeilen. Bitte eine Tabelle mit Kopfzeile wählen."
        )
    index, lines = _chosen(grid, layout, name) if layout.header_row >= 0 else _found(grid, layout)
    width = _width(grid, max(index - lines + 1, 0), name)
    if not lines:
        grid.notes.append(
            "Es wurde keine Kopfzeile erkannt; die Spalten heißen nach ihrer Stelle."
            if layout.header_lines
            else "Die Tabelle wird ohne Kopfzeile gelesen; die Spalten heißen nach ihrer Stelle."
        )
        return Header(-1, 0, _unique([""] * width, grid.notes, is_headless=True))
    if index - lines + 1 > 0 or grid.numbers[index] > lines:
        grid.notes.append(f"Die Kopfzeile steht in Zeile {grid.numbers[index]}.")
    names = [written(cell) for cell in _padded(grid.rows[index], width)]
    for upper in reversed(range(index - lines + 1, index)):
        above = _spread(grid, upper, width)
        names = [
            " / ".join(part for part in pair if part) for pair in zip(above, names, strict=True)
        ]
    if lines > 1:
        grid.notes.append(
            f"Der Kopf hat {lines} Zeilen; die Namen der Spalten sind daraus zusammengesetzt."
        )
    filled = _last_filled(names, grid.rows[index + 1 :])
    return Header(index, lines, _unique(names[:filled], grid.notes))


def letters(index: int) -> str:
    """Return what a spreadsheet calls a column: A, B, …, Z, AA; `index` from 0."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def written(cell: Cell) -> str:
    """Return a cell of a header as one line of text."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.strftime("%d.%m.%Y")
    return " ".join(str(cell).split())


def is_value(cell: Cell) -> bool:
    """Tell whether a cell is a number or a date, by its kind or by how it is written."""
    if isinstance(cell, str):
        return len(cell) <= _LONGEST and _VALUE.fullmatch(cell.strip()) is not None
    return cell is not None


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that differ, without notes about it."""
    return _unique(names, [])


def _width(grid: Grid, first: int, name: str) -> int:
    """Return how many cells the longest row from the header on has."""
    width, index = max((len(row), -at) for at, row in enumerate(grid.rows[first:], first))
    if width * len(grid.rows) > _MOST_CELLS:
        raise TableError(
            f"In der Datei {name} hat Zeile {grid.numbers[-index]} {width} Zellen; das ist für "
            "alle Zeilen zu viel. Bitte diese Zeile und das Trennzeichen prüfen."
        )
    return width


def _chosen(grid: Grid, layout: Layout, name: str) -> tuple[int, int]:
    if not layout.header_lines:
        return -1, 0
    try:
        index = grid.numbers.index(layout.header_row + 1)
    except ValueError:
        raise TableError(
            f"In der Datei {name} ist Zeile {layout.header_row + 1}, die als Kopfzeile gewählt "
            "wurde, leer oder nicht vorhanden. Bitte eine andere Zeile wählen."
        ) from None
    return index, min(layout.header_lines, index + 1)


def _found(grid: Grid, layout: Layout) -> tuple[int, int]:
    if not layout.header_lines:
        return -1, 0
    counts = sorted(_count(row) for row in grid.rows[:_LOOKED_AT])
    usual = counts[len(counts) * 3 // 4]
    enough = max(_WIDE * usual, 1)
    top = range(min(_DEEPEST, len(grid.rows)))
    tried = 0
    for index in top:
        following = index + 1
        if following < len(grid.rows) and _is_stacked(
            grid.rows[index], grid.rows[following], enough
        ):
            return following, 2
        if _count(grid.rows[index]) >= enough and tried < _TRIED:
            if _is_header(grid.rows[index]):
                return _with_upper(grid, index, layout)
            tried += 1
    return -1, 0


def _with_upper(grid: Grid, index: int, layout: Layout) -> tuple[int, int]:
    """Return the header at a row, with the row that groups it, which stands above or is itself."""
    following = index + 1
    if (
        _merges(grid, index)
        and following < len(grid.rows)
        and _is_header(grid.rows[following])
        and _is_next(grid, index)
    ):
        return following, 2
    if index and _is_next(grid, index - 1) and _groups(grid, index - 1, index):
        return index, 2
    return index, min(layout.header_lines, index + 1)


def _is_next(grid: Grid, index: int) -> bool:
    return grid.numbers[index] + 1 == grid.numbers[index + 1]


def _groups(grid: Grid, upper: int, lower: int) -> bool:
    """Tell whether a row names groups of the columns in the row below it."""
    above = grid.rows[upper]
    filled = [index for index, cell in enumerate(above) if cell is not None]
    if len(filled) < 2 or any(is_value(above[index]) for index in filled):  # noqa: PLR2004 - one is a title
        return False
    return len(filled) < _count(grid.rows[lower]) or bool(_merges(grid, upper))


def _is_stacked(upper: Row, lower: Row, enough: float) -> bool:
    """Tell whether two rows are one header: names over both, and groups over parts.

    Where the upper row has a name and a gap behind it, the lower one names the parts; where the
    upper one stands alone, the lower one is blank, as merged cells are.
    """
    width = max(len(upper), len(lower))
    if max(_count(upper), _count(lower)) < 2 or not _is_header(upper) or not _is_header(lower):  # noqa: PLR2004 - groups need two
        return False
    above, below = _padded(upper, width), _padded(lower, width)
    while width and above[width - 1] is None and below[width - 1] is None:
        width -= 1
    groups = alone = 0
    for index in range(width):
        has_gap = index + 1 < width and above[index + 1] is None
        is_part = above[index] is None or has_gap
        if is_part != (below[index] is not None):
            return False
        groups += above[index] is not None and has_gap
        alone += not is_part
    return above[0] is not None and bool(groups and alone) and width >= enough


def _is_header(row: Row) -> bool:
    cells = [cell for cell in row if cell is not None]
    texts = sum(not is_value(cell) for cell in cells)
    if texts >= _TEXTUAL * len(cells) and texts:
        return True
    years = sum(written(cell).isdecimal() and int(written(cell)) in _YEARS for cell in cells)
    return bool(texts) and not is_value(cells[0]) and texts + years == len(cells)


def _merges(grid: Grid, index: int) -> list[Merged]:
    """Return the cells of a row that are merged to the side."""
    place = grid.numbers[index] - 1
    return [
        merged
        for merged in grid.merged
        if merged[0][0] <= place <= merged[1][0] and merged[0][1] < merged[1][1]
    ]


def _spread(grid: Grid, index: int, width: int) -> list[str]:
    """Return an upper row of a header, each name over all the columns it stands for."""
    names = [written(cell) for cell in _padded(grid.rows[index], width)]
    merges = _merges(grid, index)
    for (_, first), (_, last) in merges:
        for column in range(first + 1, min(last + 1, width)):
            names[column] = names[column] or names[first]
    if merges:
        return names
    for column in range(1, width):
        is_part = index + 1 < len(grid.rows) and column < len(grid.rows[index + 1])
        if not names[column] and is_part and grid.rows[index + 1][column] is not None:
            names[column] = names[column - 1]
    return names


def _count(row: Row) -> int:
    return sum(cell is not None for cell in row)


def _padded(row: Row, width: int) -> Row:
    return row[:width] + (None,) * (width - len(row))


def _last_filled(names: list[str], rows: list[Row]) -> int:
    """Return how many columns there are: those without name and content at the end do not count."""
    width = len(names)
    while width > 1 and not names[width - 1]:
        if any(len(row) >= width and row[width - 1] is not None for row in rows):
            break
        width -= 1
    return width


def _unique(
    names: Sequence[str], notes: list[str], *, is_headless: bool = False
) -> tuple[str, ...]:
    taken: set[str] = set()
    given = {name for name in names if name}
    result: list[str] = []
    empty: list[int] = []
    repeated: list[str] = []
    for index, name in enumerate(names):
        own = name or f"Spalte {letters(index)}"
        if not name:
            empty.append(index)
        elif own in taken and name not in repeated:
            repeated.append(name)
        unique, count = own, 1
        while unique in taken or (unique != name and unique in given):
            count += 1
            unique = f"{own} ({count})"
        taken.add(unique)
        result.append(unique)
    if empty and not is_headless:
        shown = listed_letters(empty)
        notes.append(
            f"Die Spalte {shown} hat keinen Namen und heißt nach ihrer Stelle."
            if len(empty) == 1
            else f"Die Spalten {shown} haben keinen Namen und heißen nach ihrer Stelle."
        )
    if repeated:
        shown = ", ".join(f"„{name}“" for name in repeated[:5])
        notes.append(
            f"Mehrmals vorkommende Namen von Spalten wurden durch eine Zahl unterschieden: {shown}."
        )
    return tuple(result)


def listed_letters(columns: list[int]) -> str:
    """Return columns for a sentence, such as `C, D und F`."""
    text = listed(columns)
    return re.sub(r"\d+(?! weitere)", lambda found: letters(int(found[0])), text)
