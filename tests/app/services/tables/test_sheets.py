"""Workbooks: what spreadsheets do to tables, in files the tests write themselves."""

import datetime as dt
import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from app.services.tables import CancelledError, Layout, TableError
from app.services.tables.reading import read_table

DAY = dt.datetime(2019, 7, 19)  # noqa: DTZ001 - spreadsheets know no time zones
Write = Callable[[Any, Any], None]


def workbook(folder: Path, write: Write, name: str = "liste.xlsx") -> Path:
    """Write a workbook with a first sheet "Liste"; `write` gets book and sheet."""
    path = folder / name
    book = xlsxwriter.Workbook(path)
    write(book, book.add_worksheet("Liste"))
    book.close()
    return path


def test_whole_numbers_dates_and_flags_keep_their_kinds(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        span = book.add_format({"num_format": "[h]:mm"})
        names = ["PLZ", "Anzahl", "kW", "Tag", "Zeitpunkt", "Uhr", "Dauer", "Aktiv", "Nummer"]
        sheet.write_row(0, 0, names)
        sheet.write_row(1, 0, ["01067", 2.0, 22.5])
        sheet.write_datetime(1, 3, DAY, day)
        sheet.write_datetime(1, 4, DAY.replace(hour=13, minute=30), moment)
        sheet.write_number(1, 5, 0.5, clock)
        sheet.write_number(1, 6, 1.5, span)
        sheet.write_boolean(1, 7, boolean=True)
        sheet.write_number(1, 8, 6.37702e15)

    table = read_table(workbook(tmp_path, write))
    (row,) = table.rows
    assert row[:3] == ("01067", 2, 22.5)
    assert type(row[1]) is int
    assert row[3] == dt.date(2019, 7, 19)
    assert type(row[3]) is dt.date
    assert row[4] == dt.datetime(2019, 7, 19, 13, 30)  # noqa: DTZ001 - none in the file
    assert row[5:8] == ("12:00", "36:00", True)
    assert row[8] == 6.37702e15
    assert type(row[8]) is float
    assert table.kind == "xlsx"
    assert table.layout == Layout("Liste", 0, 1, "", "", decimal_comma=False)
    assert any("verkürzt" in note and "Zeile 2 " in note for note in table.notes)


def test_one_moment_among_days_stays_one(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_row(0, 0, ["Betreiber", "Inbetriebnahmedatum"])
        for row in range(1, 6):
            sheet.write(row, 0, f"B{row}")
            sheet.write_datetime(row, 1, DAY.replace(hour=8 if row == 3 else 0), day)
        sheet.write_datetime(3, 1, DAY.replace(hour=8), moment)

    kinds = [type(row[1]) for row in read_table(workbook(tmp_path, write)).rows]
    assert kinds.count(dt.date) == 4
    assert kinds.count(dt.datetime) == 1


def test_error_cells_become_texts_with_a_note(tmp_path: Path) -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Name", "Quote", "Wert"])
        sheet.write(1, 0, "A")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
        sheet.write_row(2, 0, ["B", 1, 2])

    table = read_table(workbook(tmp_path, write))
    assert table.rows == [("A", "#DIV/0!", "#N/A"), ("B", 1, 2)]
    assert any("Zeile 2 " in note and "Fehlerwerte" in note for note in table.notes)


def test_header_below_titles_with_groups_merged_above(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        middle = book.add_format({"align": "center"})
        sheet.merge_range(0, 0, 0, 3, "Ladesäulenregister", middle)
        sheet.write(2, 0, "Stand: 19.07.2019")
        sheet.merge_range(4, 0, 4, 2, "Allgemeine Informationen", middle)
        sheet.merge_range(4, 3, 4, 4, "1. Ladepunkt", middle)
        sheet.merge_range(4, 5, 4, 6, "2. Ladepunkt", middle)
        sheet.write_row(5, 0, ["Betreiber", "Bundesland", "Ort", *["Stecker", "P [kW]"] * 2])
        sheet.write_row(6, 0, ["A", "NRW", "Hamm", "Typ 2", 22, "Typ 2", 11])

    table = read_table(workbook(tmp_path, write))
    assert table.columns == (
        "Allgemeine Informationen / Betreiber", "Allgemeine Informationen / Bundesland",
        "Allgemeine Informationen / Ort", "1. Ladepunkt / Stecker", "1. Ladepunkt / P [kW]",
        "2. Ladepunkt / Stecker", "2. Ladepunkt / P [kW]",
    )  # fmt: skip
    assert (table.layout.header_row, table.layout.header_lines) == (5, 2)
    assert table.numbers == [7]
    single = read_table(workbook(tmp_path, write), Layout(header_row=5, header_lines=1))
    assert single.columns[3:] == ("Stecker", "P [kW]", "Stecker (2)", "P [kW] (2)")


def test_names_merged_over_both_lines_of_the_header(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        middle = book.add_format()
        sheet.merge_range(0, 0, 1, 0, "Name", middle)
        sheet.merge_range(0, 1, 0, 2, "Anschrift", middle)
        sheet.merge_range(0, 3, 1, 3, "Telefon", middle)
        sheet.write_row(1, 1, ["Straße", "Ort"])
        sheet.write_row(2, 0, ["A", "Weg 1", "Hamm", "02381"])

    table = read_table(workbook(tmp_path, write))
    assert table.columns == ("Name", "Anschrift / Straße", "Anschrift / Ort", "Telefon")
    assert len(table.rows) == 1


def test_cells_merged_downwards_stand_in_each_row(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Standort", "Gerät"])
        sheet.merge_range(1, 0, 3, 0, "Rathaus", book.add_format())
        sheet.write_column(1, 1, ["AP 1", "AP 2", "AP 3"])

    table = read_table(workbook(tmp_path, write))
    assert [row[0] for row in table.rows] == ["Rathaus"] * 3
    assert any("Verbundene Zellen (Spalte A)" in note for note in table.notes)


def test_table_that_begins_away_from_the_corner(tmp_path: Path) -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(3, 2, ["Name", "Ort"])
        sheet.write_row(5, 2, ["A", "Hamm"])

    table = read_table(workbook(tmp_path, write))
    assert table.numbers == [6]
    assert table.columns == ("Spalte A", "Spalte B", "Name", "Ort")
    assert table.rows == [(None, None, "A", "Hamm")]


def test_first_visible_sheet_with_rows_is_taken_and_hidden_ones_named(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        hidden = book.add_worksheet("Codes")
        hidden.write_row(0, 0, ["Code", "Wort"])
        hidden.write_row(1, 0, ["x", "y"])
        hidden.hide()
        full = book.add_worksheet("Geräte")
        full.write_row(0, 0, ["Name", "Ort"])
        full.write_row(1, 0, ["A", "Hamm"])
        del sheet

    path = workbook(tmp_path, write)
    table = read_table(path)
    assert table.layout.sheet == "Geräte"
    assert table.sheets == ("Liste", "Codes", "Geräte")
    assert any("ausgeblendet: „Codes“" in note for note in table.notes)
    assert read_table(path, Layout(sheet="Codes")).rows == [("x", "y")]
    with pytest.raises(TableError, match=r"liste\.xlsx.*„Fehlt“.*„Geräte“"):
        read_table(path, Layout(sheet="Fehlt"))


def test_empty_and_broken_workbooks_are_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="kein Blatt mit Zeilen"):
        read_table(workbook(tmp_path, lambda _book, _sheet: None))
    whole = workbook(tmp_path, lambda _book, sheet: sheet.write(0, 0, "A")).read_bytes()
    cut = tmp_path / "kaputt.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TableError, match=r"kaputt\.xlsx"):
        read_table(cut)
    old = tmp_path / "alt.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(TableError, match=r"alt\.xls"):
        read_table(old)


def test_web_page_that_calls_itself_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text("<html><table><tr><td>1</td></tr></table></html>")
    with pytest.raises(TableError, match="Webseite"):
        read_table(path)


def old_workbook(cells: list[list[str | float]]) -> bytes:
    """Return an XLS file (BIFF8 in a compound file) with one sheet, as small as may be."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def text(value: str) -> bytes:
        return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")

    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            sheet += (
                record(0x0204, place + text(value))
                if isinstance(value, str)
                else record(0x0203, place + struct.pack("<d", value))
            )
    sheet += record(0x000A, b"")
    name = "Blatt"
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    bound = struct.pack("<BB", len(name), 0) + name.encode()
    start = len(head) + 4 + 6 + len(bound) + 4
    stream = head + record(0x0085, struct.pack("<IH", start, 0) + bound) + record(0x000A, b"")
    stream = (stream + sheet).ljust(4096, b"\0")  # below that, streams lie elsewhere
    sectors = len(stream) // 512
    free, last, own = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [own, last, *range(3, sectors + 2), last]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        written = (title + "\0").encode("utf-16-le") if title else b""
        return (
            written.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(written), kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<IQ", first, size)
        )

    directory = entry("Root Entry", 5, 1, last, 0) + entry("Workbook", 2, free, 2, len(stream))
    directory += entry("", 0, free, 0, 0) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, last, 0, last, 0
    )
    header += struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + fat + directory + stream


def test_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "alt.xls"
    path.write_bytes(old_workbook([["Name", "Anzahl"], ["Östraße", 2.0], ["B", 2.5]]))
    table = read_table(path)
    assert table.layout.sheet == "Blatt"
    assert table.rows == [("Östraße", 2), ("B", 2.5)]


def test_workbook_at_which_the_parser_panics_is_told(tmp_path: Path) -> None:
    whole = old_workbook([["Name", "Anzahl"], ["A", 2.0]])
    bound = whole.index(struct.pack("<HH", 0x0085, 6 + 2 + 5)) + 4
    path = tmp_path / "kaputt.xls"
    path.write_bytes(whole[:bound] + struct.pack("<I", 1 << 30) + whole[bound + 4 :])
    with pytest.raises(TableError, match=r"kaputt\.xls ist keine lesbare Arbeitsmappe"):
        read_table(path)


def test_open_document_spreadsheet(tmp_path: Path) -> None:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    cells = [
        ['string"><text:p>Name</text:p>', 'string"><text:p>Anzahl</text:p>',
         'string"><text:p>Tag</text:p>'],
        ['string"><text:p>Ä</text:p>', 'float" office:value="2"><text:p>2</text:p>',
         'date" office:date-value="2020-01-02"><text:p>x</text:p>'],
    ]  # fmt: skip
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="{cell}</table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in cells
    )
    path = tmp_path / "liste.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", f'<m:manifest xmlns:m="{spaces}:manifest:1.0"></m:manifest>'
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{spaces}:office:1.0" '
            f'xmlns:table="{spaces}:table:1.0" xmlns:text="{spaces}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="Blatt">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    table = read_table(path)
    assert table.layout.sheet == "Blatt"
    assert table.rows == [("Ä", 2, dt.date(2020, 1, 2))]


def test_glance_and_progress_and_cancel(tmp_path: Path) -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Name", "Wert"])
        for row in range(1, 1_000):
            sheet.write_row(row, 0, [f"n{row}", row])

    path = workbook(tmp_path, write)
    steps: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        steps.append((done, total))
        return True

    whole, glance = read_table(path, progress=tell), read_table(path, most_rows=3)
    assert len(whole.rows) == 999
    assert glance.rows == whole.rows[:3]
    assert glance.layout == whole.layout
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    with pytest.raises(CancelledError):
        read_table(path, progress=lambda _done, _total: False)


def test_archive_with_one_table_and_a_note_opens(tmp_path: Path) -> None:
    path = tmp_path / "daten.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ordner/liste.csv", "a;b\n1;2\n")
        archive.writestr("hinweis.txt", "Quelle: …")
    table = read_table(path)
    assert (table.name, table.kind, table.rows) == ("daten.zip", "csv", [("1", "2")])
    assert any("liste.csv" in note for note in table.notes)


def test_archives_without_or_with_several_tables_are_told(tmp_path: Path) -> None:
    def packed(names: dict[str, bytes]) -> Path:
        path = tmp_path / "daten.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in names.items():
                archive.writestr(name, content)
        return path

    with pytest.raises(TableError, match="keine Tabelle"):
        read_table(packed({"bild.png": b"x"}))
    with pytest.raises(TableError, match=r"2 Tabellen \(a\.csv, b\.csv\)"):
        read_table(packed({"a.csv": b"x;y", "b.csv": b"x;y"}))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", "x;y\n1;2\n")
    with pytest.raises(TableError, match="Archiv in einem Archiv"):
        read_table(packed({"innen.zip": inner.getvalue()}))


def test_foreign_and_missing_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(TableError, match=r"plan\.pdf ist ein PDF"):
        read_table(tmp_path / "plan.pdf")
    with pytest.raises(TableError, match=r"fehlt\.csv lässt sich nicht öffnen"):
        read_table(tmp_path / "fehlt.csv")
    with pytest.raises(TableError, match="keine YAML"):
        read_table(tmp_path)


def test_archive_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bombe.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        archive.open("liste.csv", "w") as part,
    ):
        for _ in range(210):
            part.write(b"0" * 1_000_000)
    with pytest.raises(TableError, match="mal so groß"):
        read_table(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_pipe_is_no_file_to_read(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    os.mkfifo(path)
    with pytest.raises(TableError, match="keine gewöhnliche Datei"):
        read_table(path)


def test_a_long_sheet_keeps_each_cell_at_its_place(tmp_path: Path) -> None:
    """Rows are read in pieces, column by column: kinds that change on the way are kept apart."""
    blank, faulty = 2_500, 4_100

    def write(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["Text", "Zahl", "Tag"])
        for row in range(1, 5_000):
            if row != blank:
                sheet.write(row, 0, f"t{row}" if row % 7 else "  ")
                sheet.write(row, 1, row / 2 if row < 3_000 else f"z{row}")
                sheet.write_datetime(row, 2, DAY + dt.timedelta(days=row), day)
        sheet.write_formula(faulty, 1, "=1/0", None, "#DIV/0!")

    table = read_table(workbook(tmp_path, write))
    assert len(table.rows) == 4_998
    for number, row in zip(table.numbers, table.rows, strict=True):
        line = number - 1
        number_cell = "#DIV/0!" if line == faulty else line / 2 if line < 3_000 else f"z{line}"
        assert row == (
            f"t{line}" if line % 7 else None,
            number_cell,
            (DAY + dt.timedelta(days=line)).date(),
        )
        assert type(row[1]) is (
            float if line < 3_000 and line % 2 else int if line < 3_000 else str
        )
    assert any(f"Zeile {faulty + 1} " in note and "Fehlerwerte" in note for note in table.notes)


def test_a_shortened_number_far_down_is_noticed(tmp_path: Path) -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Nummer", "Menge"])
        for row in range(1, 4_500):
            sheet.write_row(row, 0, [f"n{row}", row + 0.5])
        sheet.write(4_321, 0, "6,37702e+15")
        sheet.write(4_400, 1, -6.37702e15)

    notes = read_table(workbook(tmp_path, write)).notes
    assert any("Zeilen 4322 und 4401 " in note and "verkürzt" in note for note in notes)
