"""How panel and scene share the room is kept, also while the panel is hidden."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from widgets.scenes.splits import PANEL_PX, PanelSplit


def made(qtbot: QtBot) -> tuple[QWidget, PanelSplit]:
    """Return an open panel and its splitter, on the screen."""
    panel = QWidget()
    split = PanelSplit(panel, QWidget())
    qtbot.addWidget(split)
    split.resize(1000, 300)
    split.show()
    return panel, split


def test_the_panel_comes_narrow_and_more_room_goes_to_the_rest(qtbot: QtBot) -> None:
    panel, split = made(qtbot)
    assert not panel.isVisible()
    panel.show()
    QApplication.processEvents()
    assert split.sizes()[0] == pytest.approx(PANEL_PX, abs=2)
    split.resize(1400, 300)
    assert split.sizes()[0] == pytest.approx(PANEL_PX, abs=2)


def test_what_was_shared_otherwise_comes_back(qtbot: QtBot) -> None:
    panel, split = made(qtbot)
    panel.show()
    QApplication.processEvents()
    split.setSizes([400, 600])
    wanted = split.sizes()
    panel.hide()
    other_panel, other = made(qtbot)
    assert other.take_saved(split.saved())
    other_panel.show()
    QApplication.processEvents()
    assert other.sizes() == wanted


@pytest.mark.parametrize("saved", [None, "", "nichts", 3, ["AAAA"]])
def test_what_cannot_be_read_changes_nothing(qtbot: QtBot, saved: object) -> None:
    panel, split = made(qtbot)
    panel.show()
    before = split.sizes()
    assert not split.take_saved(saved)
    assert split.sizes() == before
