"""A table about buildings is joined by ids, however it is written; what does not fit is told."""

from pathlib import Path

import pytest

from app.services.building_facts import FactsError, FactsRead, read_facts

KNOWN = ("DENW_1", "DENW_2", "DENW_3")


def read(tmp_path: Path, raw: bytes) -> FactsRead:
    path = tmp_path / "energie.csv"
    path.write_bytes(raw)
    return read_facts(path, KNOWN, author="Anna", created_us=7)


def test_a_table_is_joined_by_the_column_that_names_buildings(tmp_path: Path) -> None:
    found = read(tmp_path, "Straße;Gebäude;kWh\nMarkt 1;DENW_1;1.234,5\nMarkt 2;DENW_2;\n".encode())
    assert found.key == "Gebäude"
    assert found.table.columns == ("Straße", "kWh")
    assert found.table.facts_of("DENW_1") == {"Straße": "Markt 1", "kWh": 1234.5}
    assert found.table.facts_of("DENW_2") == {"Straße": "Markt 2"}
    assert (found.known, found.problems) == (2, ())


@pytest.mark.parametrize(
    "raw",
    [
        "gml_id,Klasse\r\nDENW_3,ß\r\n".encode("cp1252"),
        "\ufeffgml_id\tKlasse\nDENW_3\tß\n".encode(),
        "sep=;\ngml_id;Klasse\nDENW_3;ß\n".encode(),
    ],
)
def test_encodings_and_separators_are_recognised(tmp_path: Path, raw: bytes) -> None:
    assert read(tmp_path, raw).table.facts_of("DENW_3") == {"Klasse": "ß"}


def test_codes_with_leading_zeros_stay_text_and_empty_cells_say_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, b"id;key;n\nDENW_1;05915;0,5\n")
    assert found.table.facts_of("DENW_1") == {"key": "05915", "n": 0.5}


def test_rows_that_do_not_fit_are_told_with_their_line(tmp_path: Path) -> None:
    found = read(tmp_path, b"id;n\nDENW_1;1\nDENW_1;2\n;3\nDENW_2;4;5\n\nDENW_3;6\n")
    assert [line for line, _ in found.problems] == [3, 4, 5]
    assert found.table.facts_of("DENW_1") == {"n": 1.0}
    assert found.known == 2


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"nur ein Wort\n", "keine Tabelle"),
        (b"id;n;n\nDENW_1;1;2\n", "mehrere Spalten"),
        (b"id;n\nX_1;1\n", "Keine Kennung"),
    ],
)
def test_a_file_that_cannot_be_joined_says_why(tmp_path: Path, raw: bytes, said: str) -> None:
    with pytest.raises(FactsError, match=said):
        read(tmp_path, raw)


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.building_facts.MOST_BYTES", 3)
    with pytest.raises(FactsError, match="zu groß"):
        read(tmp_path, b"id;n\nDENW_1;1\n")
