"""Files on their way to the map: filters, progress, failures, and the choice among layers."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.map.panels.files import ENDINGS, FileProgress, LayerChoiceDialog, file_filters

LAYERS = (("strom", "Linien, 1.204 Objekte"), ("gas", ""), ("schächte", "Punkte, 88 Objekte"))


def test_every_kind_of_file_is_offered_first_all_together(qtbot: QtBot) -> None:
    first, *others = file_filters()
    assert first.startswith("Alle Kartendateien (*.geojson")
    assert all(f"*.{ending}" in first for ending in ENDINGS)
    assert all(any(f"*.{ending}" in one for one in others) for ending in ENDINGS)


def test_progress_is_shown_within_its_limits(qtbot: QtBot) -> None:
    progress = FileProgress("radwege.geojson")
    qtbot.addWidget(progress)
    assert (progress.bar.minimum(), progress.bar.maximum()) == (0, 0)
    for share, value in ((0.4, 40), (1.7, 100), (-1.0, 0)):
        progress.show_progress(share)
        assert progress.bar.value() == value
    progress.show_progress(None)
    assert progress.bar.maximum() == 0


def test_reading_is_cancelled_by_the_button_and_by_escape(qtbot: QtBot) -> None:
    progress = FileProgress("radwege.geojson")
    qtbot.addWidget(progress)
    with qtbot.waitSignal(progress.cancel_requested):
        progress.button.click()
    with qtbot.waitSignal(progress.cancel_requested):
        QTest.keyClick(progress.button, Qt.Key.Key_Escape)
    assert progress.button.accessibleName() == "Einlesen abbrechen: radwege.geojson"


def test_what_went_wrong_stays_until_it_is_closed(qtbot: QtBot) -> None:
    """It is text, whatever the name of the file holds."""
    progress = FileProgress("<b>radwege</b>.geojson")
    qtbot.addWidget(progress)
    progress.show()
    progress.show_failure("Die Datei ist <i>kein</i> GeoJSON.")
    assert progress.sentence.text() == "Die Datei ist <i>kein</i> GeoJSON."
    assert progress.sentence.textFormat() is Qt.TextFormat.PlainText
    assert progress.name.textFormat() is Qt.TextFormat.PlainText
    assert not progress.bar.isVisible()
    with qtbot.waitSignal(progress.closed), qtbot.assertNotEmitted(progress.cancel_requested):
        progress.button.click()


def test_one_or_more_layers_of_a_file_are_chosen(qtbot: QtBot) -> None:
    dialog = LayerChoiceDialog("netze.gpkg", LAYERS)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.chosen == ["strom"]
    assert dialog.list.item(0).text() == "strom – Linien, 1.204 Objekte"
    QTest.keyClick(dialog.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dialog.chosen == ["strom", "gas", "schächte"]
    dialog.list.clearSelection()
    assert not dialog.add_button.isEnabled()
    dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(dialog.accepted):
        dialog.add_button.click()
    assert dialog.chosen == ["gas"]
