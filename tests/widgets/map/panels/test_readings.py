"""However many files fail at once, each reason can be read."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.maps import MapLayer
from widgets.map.panels.files import FileProgress
from widgets.map.panels.layers import LayersPanel
from widgets.map.panels.readings import Readings

SENTENCE = "Die Datei bricht in Zeile 1, Spalte 5845 ab. Bitte sie noch einmal laden."


@pytest.fixture
def panel(qtbot: QtBot, layers: tuple[MapLayer, ...]) -> LayersPanel:
    """A panel as high as in the overview on a small screen."""
    panel = LayersPanel()
    qtbot.addWidget(panel)
    panel.set_layers(layers)
    panel.resize(260, 530)
    panel.show()
    return panel


def _fail(panel: LayersPanel, count: int) -> list[FileProgress]:
    failed = []
    for number in range(count):
        progress = FileProgress(f"{number}.geojson")
        panel.show_reading(progress)
        progress.show_failure(SENTENCE)
        failed.append(progress)
    return failed


def test_one_file_is_seen_whole(panel: LayersPanel, qtbot: QtBot) -> None:
    (progress,) = _fail(panel, 1)
    readings = panel.findChild(Readings)
    assert readings is not None
    qtbot.waitUntil(lambda: progress.sentence.height() >= 2 * progress.fontMetrics().height())
    qtbot.waitUntil(lambda: readings.height() >= progress.height())


def test_many_files_keep_their_height_and_leave_room_for_the_layers(
    panel: LayersPanel, qtbot: QtBot
) -> None:
    failed = _fail(panel, 12)
    readings = panel.findChild(Readings)
    assert readings is not None
    enough = 2 * failed[0].fontMetrics().height()
    qtbot.waitUntil(lambda: all(one.sentence.height() >= enough for one in failed))
    assert 0 < readings.height() <= panel.height() / 3
    assert readings.verticalScrollBar().maximum() > 0


def test_no_room_is_taken_once_all_are_closed(panel: LayersPanel, qtbot: QtBot) -> None:
    failed = _fail(panel, 3)
    readings = panel.findChild(Readings)
    assert readings is not None
    qtbot.waitUntil(lambda: readings.height() > 0)
    for one in failed:
        one.hide()
        one.deleteLater()
    qtbot.waitUntil(lambda: readings.height() == 0)
