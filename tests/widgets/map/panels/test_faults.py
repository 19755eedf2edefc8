"""What is wrong in a file, as a table: whole, sortable, to be copied, saved and looked up."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.points import Location
from app.services.maps.crs import coordinate_texts
from app.services.maps.files.results import FaultKind, FeatureFault
from widgets.map.panels.faults import FaultColumn, FaultsDialog, location_of

PLACE = Location(7.81, 51.67)
FAULTS = (
    FeatureFault(-1, "", "", "Die Datei nennt kein System.", "", FaultKind.NOTE),
    FeatureFault(16, "Weg 10", "", "Keine Geometrie.", "Ergänzen.", FaultKind.LEFT_OUT),
    FeatureFault(
        2, "Weg 9", coordinate_texts(PLACE)[0], "Schneidet sich.", "Prüfen.", FaultKind.MENDED
    ),
    FeatureFault(1203, "=cmd()", "Teil 2", "<b>NaN</b>", "Neu\tzeichnen.", FaultKind.LEFT_OUT),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> FaultsDialog:
    made = FaultsDialog("Radwege", FAULTS)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def column(dialog: FaultsDialog, which: FaultColumn) -> list[str]:
    model = dialog.table.model()
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


def test_features_are_counted_from_one_and_the_file_stands_first(dialog: FaultsDialog) -> None:
    assert column(dialog, FaultColumn.NUMBER) == ["Datei", "3", "17", "1.204"]
    words = "Fehlt auf der Karte: 2 · berichtigt: 1 · gezeigt, aber bitte prüfen: 1"
    assert dialog.sentence.text() == words
    assert column(dialog, FaultColumn.OUTCOME) == ["gezeigt", "berichtigt", "fehlt", "fehlt"]


def test_numbers_in_names_are_sorted_as_numbers(dialog: FaultsDialog) -> None:
    dialog.table.sortByColumn(FaultColumn.NAME, Qt.SortOrder.AscendingOrder)
    assert column(dialog, FaultColumn.NAME) == ["", "=cmd()", "Weg 9", "Weg 10"]
    dialog.table.sortByColumn(FaultColumn.NUMBER, Qt.SortOrder.DescendingOrder)
    assert column(dialog, FaultColumn.NUMBER)[0] == "1.204"


def test_the_selected_rows_are_copied_as_on_screen(dialog: FaultsDialog) -> None:
    dialog.table.selectRow(1)
    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, line, end = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:3] == ["Objekt", "Name", "Auf der Karte"]
    assert line.split("\t")[:4] == ["3", "Weg 9", "berichtigt", "Schneidet sich."]
    assert end == ""
    assert dialog.result_line.text() == "Kopiert."


def test_without_a_selection_all_rows_are_copied(dialog: FaultsDialog) -> None:
    dialog.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 5
    assert all(line.count("\t") == 5 for line in lines)


def test_all_rows_are_saved_in_the_order_on_screen(dialog: FaultsDialog, tmp_path: Path) -> None:
    """What a spreadsheet would take for a formula is no formula any more."""
    dialog.table.sortByColumn(FaultColumn.NUMBER, Qt.SortOrder.DescendingOrder)
    path = tmp_path / "hinweise.csv"
    dialog.save_csv(path)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Objekt;Name;")
    assert lines[1].startswith("1.204;'=cmd();fehlt;<b>NaN</b>")
    assert str(path) in dialog.result_line.text()


def test_a_failure_to_save_is_said(dialog: FaultsDialog, tmp_path: Path) -> None:
    dialog.save_csv(tmp_path / "nirgends" / "hinweise.csv")
    assert "konnte nicht geschrieben werden" in dialog.result_line.text()


def test_a_place_is_shown_where_the_fault_names_one(dialog: FaultsDialog, qtbot: QtBot) -> None:
    dialog.table.selectRow(2)
    assert not dialog.place_button.isEnabled()
    dialog.table.selectRow(1)
    assert dialog.place_button.isEnabled()
    with qtbot.waitSignal(dialog.place_requested) as told:
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert told.args == [PLACE]


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("bei 51,67000° N 7,81000° O", PLACE),
        ("51.67000° N 7.81000° E", PLACE),
        ("Teil 2, Punkt 14", None),
        ("91,5° N 7,81000° O", None),
        ("", None),
    ],
)
def test_places_are_read_as_they_are_written(place: str, found: Location | None) -> None:
    fault = FeatureFault(0, "", place, "", "", FaultKind.NOTE)
    assert location_of(fault) == found


def test_places_are_written_in_the_language_of_the_screen(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    try:
        dialog = FaultsDialog("Radwege", FAULTS)
        qtbot.addWidget(dialog)
        places = column(dialog, FaultColumn.PLACE)
    finally:
        QLocale.setDefault(before)
    assert "51.67000° N 7.81000° E" in places


def test_long_texts_wrap_and_keep_their_height_when_rows_are_sorted(qtbot: QtBot) -> None:
    long = FeatureFault(7, "Weg 7", "", "Sie ist falsch. " * 5, "", FaultKind.NOTE)
    endless = FeatureFault(8, "A" * 300, "", "Sie ist falsch. " * 500, "", FaultKind.NOTE)
    dialog = FaultsDialog("Radwege", (*FAULTS, long, endless))
    qtbot.addWidget(dialog)
    table = dialog.table
    dialog.table.sortByColumn(FaultColumn.NUMBER, Qt.SortOrder.AscendingOrder)
    rows = column(dialog, FaultColumn.NAME)
    low, high = table.rowHeight(rows.index("Weg 10")), table.rowHeight(rows.index("Weg 7"))
    assert high > low
    assert table.rowHeight(rows.index("A" * 300)) < 5 * low
    dialog.table.sortByColumn(FaultColumn.NUMBER, Qt.SortOrder.DescendingOrder)
    rows = column(dialog, FaultColumn.NAME)
    assert table.rowHeight(rows.index("Weg 7")) == high
    assert table.rowHeight(rows.index("Weg 10")) == low
    table.setColumnWidth(FaultColumn.REASON, 2000)
    assert table.rowHeight(rows.index("Weg 7")) == low


def test_at_first_all_columns_are_in_sight(dialog: FaultsDialog) -> None:
    assert dialog.table.horizontalScrollBar().maximum() == 0


def test_a_file_without_faults_is_praised(qtbot: QtBot) -> None:
    dialog = FaultsDialog("Radwege", ())
    qtbot.addWidget(dialog)
    assert dialog.sentence.text() == "An dieser Datei ist nichts auszusetzen."
    assert dialog.chosen is None
    assert not dialog.place_button.isEnabled()


def test_columns_and_size_are_remembered(dialog: FaultsDialog, qtbot: QtBot) -> None:
    dialog.table.horizontalHeader().resizeSection(FaultColumn.NAME, 333)
    dialog.resize(900, 444)
    other = FaultsDialog("Andere", FAULTS)
    qtbot.addWidget(other)
    other.restore_state(dialog.save_state())
    assert abs(other.table.columnWidth(FaultColumn.NAME) - 333) < 10
    assert other.height() == 444
    other.restore_state({"columns": 3, "size": ["x", None]})
    assert other.height() == 444
