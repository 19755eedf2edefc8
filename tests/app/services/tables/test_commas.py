"""Text tables: encodings, separators, headers and faults as they stand in real files."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.tables import Layout, RawTable, TableError
from app.services.tables.reading import read_table


def read(folder: Path, content: bytes | str, layout: Layout | None = None) -> RawTable:
    path = folder / "liste.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, layout or Layout())


def told(table: RawTable, part: str) -> str:
    found = [note for note in table.notes if part in note]
    assert found, table.notes
    return found[0]


def test_plain_table_gives_texts_with_line_numbers_and_no_notes(tmp_path: Path) -> None:
    table = read(tmp_path, "Nummer;Ort\n1;Hamm\n\n;\n2;Heessen\n")
    assert (table.kind, table.name) == ("csv", "liste.csv")
    assert table.columns == ("Nummer", "Ort")
    assert table.rows == [("1", "Hamm"), ("2", "Heessen")]
    assert table.numbers == [2, 5]
    assert table.notes == ()
    assert table.layout == Layout("", 0, 1, "utf-8-sig", ";", decimal_comma=False)
    assert len(table.sha256) == 64


def test_leading_zeros_stay(tmp_path: Path) -> None:
    assert read(tmp_path, "PLZ,Ort\n01067,Dresden\n").rows == [("01067", "Dresden")]


def test_bom_is_told_and_not_part_of_the_first_name(tmp_path: Path) -> None:
    table = read(tmp_path, b"\xef\xbb\xbfName;Ort\na;b\n")
    assert table.columns == ("Name", "Ort")
    told(table, "BOM")


def test_cp1252_is_recognised_though_it_looks_like_cp1250(tmp_path: Path) -> None:
    table = read(tmp_path, "Straße;Größe\nÖstliche Straße – „Süd“;5 €\n".encode("cp1252"))
    assert table.rows == [("Östliche Straße – „Süd“", "5 €")]
    assert table.layout.encoding == "cp1252"
    told(table, "Windows-1252")


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised_and_told(tmp_path: Path, order: str) -> None:
    table = read(tmp_path, "Name\tPreis\nStraße\t5 €\nGröße – „M“\t1\n".encode(order))
    assert table.rows == [("Straße", "5 €"), ("Größe – „M“", "1")]
    assert table.layout.encoding == order
    told(table, "UTF-16")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="keinen lesbaren Text"):
        read(tmp_path, bytes(range(256)) * 40)


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_by_its_mark(tmp_path: Path, order: str) -> None:
    table = read(tmp_path, ("\ufeffName\tStraße\nA\tÖstring\n").encode(order))
    assert table.columns == ("Name", "Straße")
    assert table.rows == [("A", "Östring")]
    assert table.layout.encoding == "utf-16"
    assert table.layout.separator == "\t"


def test_wrong_chosen_encoding_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"liste\.csv.*Zeile 2"):
        read(tmp_path, "a;b\nß;1\n".encode("cp1252"), Layout(encoding="utf-8"))
    with pytest.raises(TableError, match="unbekannt"):
        read(tmp_path, "a;b\n", Layout(encoding="klingonisch"))


def test_sep_line_is_honoured_and_counted(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\nSchulnummer;EPSG\n100001;null\n")
    assert table.columns == ("Schulnummer", "EPSG")
    assert table.rows == [("100001", "null")]
    assert table.numbers == [3]
    assert table.layout.header_row == 1
    told(table, "sep=")


def test_cr_only_line_ends(tmp_path: Path) -> None:
    table = read(tmp_path, "Company,Category,Company,Category\rA,B,C,D\rE,F,G,H\r")
    assert table.columns == ("Company", "Category", "Company (2)", "Category (2)")
    assert table.rows == [("A", "B", "C", "D"), ("E", "F", "G", "H")]
    assert table.numbers == [2, 3]
    told(table, "Wagenrücklauf")
    told(table, "„Company“, „Category“")


def test_empty_names_are_called_by_their_place(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,,Ort,Tel,,\na,b,c,d,,f\n")
    assert table.columns == ("Name", "Spalte B", "Ort", "Tel", "Spalte E", "Spalte F")
    told(table, "B, E und F")


def test_unnamed_empty_columns_at_the_end_are_dropped(tmp_path: Path) -> None:
    table = read(tmp_path, "Name;Ort;;\na;b;;\n")
    assert table.columns == ("Name", "Ort")
    assert table.notes == ()


def test_names_made_unique_meet_no_others(tmp_path: Path) -> None:
    table = read(tmp_path, "A;A;A (2);\n1;2;3;4\n")
    assert len(set(table.columns)) == 4
    assert table.columns[0] == "A"
    assert table.columns[2] == "A (2)"


@pytest.mark.parametrize("titles", [4, 5])
def test_header_below_title_lines(tmp_path: Path, titles: int) -> None:
    lines = ["Ladesäulenregister;;;", ";;;", "Stand: 19.07.2019;;;", ";;;", "Hinweis;;;"][:titles]
    table = read(tmp_path, "\n".join([*lines, "Betreiber;Ort;PLZ;Leistung", "A;Hamm;59065;22,0"]))
    assert table.columns == ("Betreiber", "Ort", "PLZ", "Leistung")
    assert table.layout.header_row == titles
    assert table.numbers == [titles + 2]
    told(table, f"Zeile {titles + 1}.")


def test_chosen_header_wins(tmp_path: Path) -> None:
    text = "Alt;Name\nNeu;Titel\n1;2\n"
    table = read(tmp_path, text, Layout(header_row=1))
    assert table.columns == ("Neu", "Titel")
    assert table.rows == [("1", "2")]
    with pytest.raises(TableError, match="Zeile 9"):
        read(tmp_path, text, Layout(header_row=8))


def test_table_without_header(tmp_path: Path) -> None:
    table = read(tmp_path, "1;2,5;3\n4;5,5;6\n")
    assert table.columns == ("Spalte A", "Spalte B", "Spalte C")
    assert len(table.rows) == 2
    assert table.layout.header_lines == 0
    assert read(tmp_path, "1;2,5;3\n4;5,5;6\n", table.layout).columns == table.columns
    named = read(tmp_path, "a;b\nc;d\n", Layout(header_lines=0))
    assert named.rows == [("a", "b"), ("c", "d")]


def test_years_may_be_names_of_columns(tmp_path: Path) -> None:
    assert read(tmp_path, "Bezirk;2019;2020;2021\nMitte;1;2;3\n").columns[1] == "2019"


def test_groups_above_the_header_are_joined(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Breitband\n\nGebiet;;Privat;;Gewerbe;\nAGS;Name;50;100;50;100\n05915;Hamm;98,4;96,1;1;2\n",
        Layout(header_row=3, header_lines=2),
    )
    assert table.columns == (
        "Gebiet / AGS", "Gebiet / Name", "Privat / 50", "Privat / 100", "Gewerbe / 50",
        "Gewerbe / 100",
    )  # fmt: skip


def test_two_lines_of_header_are_recognised(tmp_path: Path) -> None:
    table = read(tmp_path, "Gebiet;;Privat;;\nAGS;Name;DSL;Kabel;Glas\n05915;Hamm;98,4;96,1;8,9\n")
    assert table.layout.header_lines == 2
    assert table.columns[1:3] == ("Gebiet / Name", "Privat / DSL")
    stacked = read(tmp_path, "Name;Anschrift;;Tel\n;Straße;Ort;\nA;Weg 1;Hamm;0238\n")
    assert stacked.columns == ("Name", "Anschrift / Straße", "Anschrift / Ort", "Tel")
    assert stacked.rows == [("A", "Weg 1", "Hamm", "0238")]


def test_gaps_in_a_single_header_are_no_second_line(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,,Ort\nA,B,C\nD,E,F\n")
    assert table.layout.header_lines == 1
    assert len(table.rows) == 2


def test_quotes_separators_and_line_breaks_within_cells(tmp_path: Path) -> None:
    table = read(tmp_path, 'Name;Notiz\n"A;B";"sagt ""ja"""\n"C";"eins\nzwei"\nD;E\n')
    assert table.rows == [("A;B", 'sagt "ja"'), ("C", "eins\nzwei"), ("D", "E")]
    assert table.numbers == [2, 3, 5]


def test_open_quote_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"Zeile 3.*Anführungszeichen"):
        read(tmp_path, 'Name;Ort\na;b\nc;"d\ne;f\ng;h\n')
    with pytest.raises(TableError, match="Zeile 2"):
        read(tmp_path, 'Name;Ort\na;"b\n' + "c;d\n" * 50_000)


def test_inches_are_no_quotes(tmp_path: Path) -> None:
    assert read(tmp_path, 'Name;Zoll\nA;27" breit\n').rows == [("A", '27" breit')]


def test_ragged_rows_are_kept_and_told(tmp_path: Path) -> None:
    table = read(tmp_path, "a;b;c\n1;2;3\n4;5\n6;7;8;9\n1;2;3;\n")
    assert table.columns == ("a", "b", "c", "Spalte D")
    assert table.rows[1] == ("4", "5", None, None)
    assert table.rows[2] == ("6", "7", "8", "9")
    assert told(table, "weniger Zellen").startswith("In Zeile 3 ")
    assert told(table, "mehr Zellen").startswith("In Zeile 4 ")


def test_one_row_that_is_far_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="hat Zeile 3 70001 Zellen"):
        read(tmp_path, "a;b\n1;2\n" + "1;" * 70_000 + "2\n" + "1;2\n" * 1_000)


def test_nul_bytes_are_removed(tmp_path: Path) -> None:
    table = read(tmp_path, b"Name;Ort\nA\x00;B\x00\x00\n")
    assert table.rows == [("A", "B")]
    told(table, "(3)")


def test_decimal_commas_stay_texts_and_are_recognised(tmp_path: Path) -> None:
    table = read(tmp_path, "lat;lng;Datum\n50,937417;6,95;01.02.19\n51,5;7,1;02.02.19\n")
    assert table.rows[0] == ("50,937417", "6,95", "01.02.19")
    assert table.layout.decimal_comma is True
    assert read(tmp_path, "a,b\n52.53684,1.5\n").layout.decimal_comma is False
    assert read(tmp_path, "a;b\n1.234,5;1.234\n").layout.decimal_comma is True
    chosen = read(tmp_path, "a;b\n1,5;2\n", Layout(decimal_comma=False))
    assert chosen.layout.decimal_comma is False


def test_shortened_numbers_are_named_by_row(tmp_path: Path) -> None:
    table = read(tmp_path, "Asset Tag,Name\n6.37702E+15,A\n17,B\n")
    assert table.rows[0] == ("6.37702E+15", "A")
    assert told(table, "verkürzt").startswith("In Zeile 2 ")
    many = read(tmp_path, "Asset Tag;Name\n" + "6,37702E+15;A\n" * 200)
    assert "und 195 weitere" in told(many, "verkürzt")


def test_single_column_and_single_row(tmp_path: Path) -> None:
    assert read(tmp_path, "Seriennummer\nA1\nA2\n").rows == [("A1",), ("A2",)]
    only = read(tmp_path, "a;b\n")
    assert (only.columns, only.rows) == (("a", "b"), [])


def test_commas_in_texts_do_not_beat_semicolons(tmp_path: Path) -> None:
    table = read(tmp_path, "Name;Lage\nA;51,5\nB;52,5\nC, D;53,5\n")
    assert table.layout.separator == ";"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b";;\n;;\n"])
def test_nothing_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TableError, match=r"liste\.csv"):
        read(tmp_path, content)


def test_glance_finds_the_same_layout(tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    path.write_text("Titel\n\nName;Wert\n" + "".join(f"n{i};{i},5\n" for i in range(900)))
    whole, glance = read_table(path), read_table(path, most_rows=7)
    assert glance.rows == whole.rows[:7]
    assert glance.numbers == whole.numbers[:7]
    assert (glance.layout, glance.columns) == (whole.layout, whole.columns)


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufeff"),
    min_size=1, max_size=8,
)  # fmt: skip
_WORD = st.from_regex(r"[A-Za-zÄÖÜäöüß][A-Za-zÄÖÜäöüß _]{0,8}[a-z]", fullmatch=True)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.data(),
    separator=st.sampled_from(";,\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    width=st.integers(2, 6),
)
def test_what_a_writer_writes_is_read_back(
    tmp_path: Path, *, data: st.DataObject, separator: str, end: str, encoding: str, width: int
) -> None:
    names = data.draw(
        st.lists(
            _WORD, min_size=width, max_size=width, unique_by=lambda name: " ".join(name.split())
        )
    )
    cells = st.one_of(_TEXT, st.integers().map(str), st.just("a\nb"), st.just('x "y"; z, t|u'))
    rows = data.draw(
        st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8)
    )
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator=end).writerows(
        [names, *rows]
    )
    table = read(tmp_path, out.getvalue().encode(encoding))
    assert table.layout.separator == separator
    assert table.rows == [tuple(row) for row in rows]
    again = read(tmp_path, out.getvalue().encode(encoding), table.layout)
    assert replace(again, notes=()) == replace(table, notes=())


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(tmp_path: Path, content: bytes) -> None:
    try:
        table = read(tmp_path, content)
    except TableError as error:
        assert "liste.csv" in str(error)  # noqa: PT017 - either outcome is right
        return
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(table.numbers) == len(table.rows)
    assert len(set(table.columns)) == len(table.columns)
    assert all(table.columns)
