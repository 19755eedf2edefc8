"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, read by calamine."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.services.tables.cutting import cut, has_decimal_comma
from app.services.tables.headers import Grid, header_of, letters
from app.services.tables.model import (
    Cell,
    Job,
    RawTable,
    TableError,
    Watch,
    in_lines,
)

_EXACT: Final = 1e15
_MORE: Final = 250
_OFTEN: Final = 2_000
_MOST_CELLS: Final = 60_000_000
_FAULT: Final = re.compile(
    rb'<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,40})</v>"
)
"""A cell of an XLSX sheet that holds an error (ECMA-376 part 1, 18.3.1.4, type `e`)."""
_FAULTY: Final = b't="e"'
_PIECE: Final = 1 << 20
_PANIC: Final = "PanicException"
_BASE: Final = ord("A") - 1
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Faults = dict[tuple[int, int], str]
"""Errors such as `#DIV/0!` by row and column, from 0."""


def read_sheet(data: bytes, job: Job) -> RawTable:
    """Return a sheet of a workbook; `sha256` is left to the caller.

    Raises:
        TableError: It is no workbook, is protected, or has no such sheet.
        CancelledError: Nobody wants it any more.
    """
    name = job.name
    job.watch.step(0, 100)
    try:
        return _read(data, job)
    except PasswordError:
        raise TableError(
            f"Die Datei {name} ist mit einem Kennwort geschützt. Bitte sie ohne Kennwort speichern."
        ) from None
    except CalamineError as error:
        raise _unreadable(name, str(error)) from error
    except BaseException as error:
        # A file that is broken in an unforeseen way makes calamine panic, which is no `Exception`.
        if type(error).__name__ != _PANIC:
            raise
        raise _unreadable(name, "unerwarteter Aufbau") from error


def _unreadable(name: str, detail: str) -> TableError:
    return TableError(
        f"Die Datei {name} ist keine lesbare Arbeitsmappe ({detail[:120]}). Bitte sie in einem "
        "Tabellenprogramm öffnen und neu speichern."
    )


def _read(data: bytes, job: Job) -> RawTable:
    name, layout, most_rows, watch = job.name, job.layout, job.most_rows, job.watch
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = {
        sheet.name: sheet.visible is not SheetVisibleEnum.Visible
        for sheet in book.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet
    }
    notes: list[str] = []
    sheet, faults = _chosen(book, sheets, data, job)
    _note_sheets(sheets, sheet.name, layout.sheet, notes)
    watch.step(40, 100)
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise TableError(
            f"Das Blatt „{sheet.name}“ der Datei {name} reicht bis Zeile {sheet.total_height} und "
            f"Spalte {letters(sheet.total_width - 1)}. Bitte leere Zeilen und Spalten löschen."
        )
    grid = Grid([], [], list(sheet.merged_cell_ranges or ()), notes)
    _fill(grid, sheet, faults, most_rows, watch)
    header = header_of(grid, layout, f"{name} (Blatt „{sheet.name}“)")
    _fill_merged(grid, header.index)
    rows, numbers = cut(grid, header)
    if most_rows is not None:
        rows, numbers = rows[:most_rows], numbers[:most_rows]
    comma = layout.decimal_comma
    used = replace(
        layout,
        sheet=sheet.name,
        header_row=grid.numbers[header.index] - 1 if header.lines else -1,
        header_lines=header.lines,
        encoding="",
        separator="",
        decimal_comma=has_decimal_comma(rows) if comma is None else comma,
    )
    watch.step(100, 100)
    return RawTable(
        name, "xlsx", used, header.columns, rows, numbers, tuple(sheets), tuple(notes), ""
    )


def _chosen(
    book: CalamineWorkbook, sheets: dict[str, bool], data: bytes, job: Job
) -> tuple[CalamineSheet, Faults]:
    name, wanted = job.name, job.layout.sheet
    if wanted and wanted not in sheets:
        shown = ", ".join(f"„{sheet}“" for sheet in list(sheets)[:20])
        raise TableError(
            f"Die Datei {name} enthält kein Blatt „{wanted}“. Vorhanden sind: {shown}."
        )
    # calamine does not hold the interpreter while it reads a sheet: errors are looked for beside.
    with ThreadPoolExecutor(1) as beside:
        for sheet in (wanted,) if wanted else sorted(sheets, key=sheets.__getitem__):
            faults = beside.submit(_faults, data, sheet)
            found = book.get_sheet_by_name(sheet)
            if wanted or (found.total_height and found.total_width):
                return found, faults.result()
    raise TableError(f"Die Datei {name} enthält kein Blatt mit Zeilen. Bitte eine andere wählen.")


def _note_sheets(sheets: dict[str, bool], used: str, wanted: str, notes: list[str]) -> None:
    if len(sheets) > 1 and not wanted:
        notes.append(f"Die Arbeitsmappe hat {len(sheets)} Blätter; gelesen wurde „{used}“.")
    hidden = [f"„{sheet}“" for sheet, is_hidden in sheets.items() if is_hidden]
    if hidden:
        verb = "Das Blatt ist" if len(hidden) == 1 else "Diese Blätter sind"
        notes.append(f"{verb} in der Arbeitsmappe ausgeblendet: {', '.join(hidden[:10])}.")


def _fill(
    grid: Grid, sheet: CalamineSheet, faults: Faults, most_rows: int | None, watch: Watch
) -> None:
    limit = None if most_rows is None else most_rows + _MORE
    raw: list[list[Any]] = sheet.to_python(skip_empty_area=False, nrows=limit)
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in faults.items():
        if row < len(raw) and column < len(raw[row]):
            by_row.setdefault(row, {})[column] = text
            raw[row][column] = text
    for start in range(0, len(raw), _OFTEN):
        watch.step(60 + 39 * start // len(raw), 100)
        part = raw[start : start + _OFTEN]
        raw[start : start + _OFTEN] = [[]] * len(part)
        rows = zip(*map(_cells, zip(*part, strict=True)), strict=True)
        for number, filled in enumerate(rows, start + 1):
            if filled.count(None) < len(filled):
                grid.rows.append(filled)
                grid.numbers.append(number)
    if by_row:
        grid.notes.append(
            f"In {in_lines([row + 1 for row in sorted(by_row)])} stehen Fehlerwerte (wie "
            f"{next(iter(faults.values()))}); sie wurden als Text übernommen."
        )


def _cells(values: Sequence[Any]) -> Sequence[Cell]:
    """Return cells of a column; most columns hold one sort of things, which are quickly seen."""
    kinds = set(map(type, values))
    if kinds <= {dt.date, dt.datetime} or (kinds == {str} and all(map(str.strip, values))):
        return values
    if kinds == {float}:
        return [_number(value) for value in values]
    return [
        _cell(value) if type(value) is not str else ((value.strip() and value) or None)
        for value in values
    ]


def _number(value: float) -> int | float:
    """Spreadsheets know no whole numbers: return what is one as one, as far as it is exact."""
    return int(value) if value.is_integer() and -_EXACT < value < _EXACT else value


def _cell(value: Any) -> Cell:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.time):
        return value.isoformat("auto" if value.second else "minutes")
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return value if isinstance(value, bool | int | dt.date) else str(value)


def _fill_merged(grid: Grid, header: int) -> None:
    """Give cells of the body that are merged downwards their value in each row."""
    places = {number - 1: index for index, number in enumerate(grid.numbers)}
    filled: set[int] = set()
    for (top, column), (bottom, _) in grid.merged:
        first = places.get(top)
        if first is None or first <= header or bottom == top:
            continue
        value = grid.rows[first][column] if column < len(grid.rows[first]) else None
        for place in range(top + 1, min(bottom + 1, grid.numbers[-1])):
            index = places.get(place)
            if index is None or value is None or grid.rows[index][column] is not None:
                continue
            row = grid.rows[index]
            grid.rows[index] = (*row[:column], value, *row[column + 1 :])
            filled.add(column)
    if filled:
        names = ", ".join(letters(column) for column in sorted(filled)[:10])
        grid.notes.append(
            f"Verbundene Zellen (Spalte {names}) wurden aufgelöst; ihr Wert steht in jeder Zeile."
        )


def _faults(data: bytes, sheet: str) -> Faults:
    """Return the cells of an XLSX sheet that hold errors; calamine gives them as empty.

    Nothing is found in other workbooks, nor where the file is laid out otherwise.
    """
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = _part_of(archive, sheet)
            if not part or archive.getinfo(part).file_size > _MOST_CELLS * 20:
                return {}
            text = archive.read(part) if _is_in(archive, part, _FAULTY) else b""
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError, NotImplementedError):
        return {}
    return {
        (int(row) - 1, _column(name)): fault.decode("ascii", "replace")
        for name, row, fault in _FAULT.findall(text)
    }


def _is_in(archive: zipfile.ZipFile, part: str, wanted: bytes) -> bool:
    """Tell whether bytes occur in a part; only a piece of it is in memory at a time."""
    with archive.open(part) as source:
        end = b""
        while piece := source.read(_PIECE):
            if wanted in end + piece[: len(wanted)] or wanted in piece:
                return True
            end = piece[-len(wanted) :]
    return False


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of the part of an XLSX file in which a sheet lies."""
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {element.get("Id"): element.get("Target") or "" for element in relations}
    for element in book.iterfind(".//{*}sheet"):
        if element.get("name") == sheet:
            target = targets.get(element.get(_RELATION), "")
            return target[1:] if target.startswith("/") else f"xl/{target}"
    return ""


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - _BASE
    return number - 1
