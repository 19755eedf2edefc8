"""The style of a file's layer: the map follows at once, Cancel brings the old one back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.maps import LayerKind, LayerStyle, MapLayer
from app.domain.texts import Text
from widgets.map.panels.style_dialog import StyleDialog
from widgets.map.panels.style_preview import KINDS
from widgets.map.panels.swatches import colour_name
from widgets.theme import theme

STYLE = LayerStyle(colour=2, width=2.5, radius=5.0, fill=0.35, is_dashed=True, label="name")
LAYER = MapLayer("file:radwege", Text("Radwege"), LayerKind.FILE, opacity=0.8, style=STYLE)


class Desk:
    """A dialog, and what it told."""

    def __init__(self, qtbot: QtBot, *kinds: str, layer: MapLayer = LAYER) -> None:
        self.dialog = StyleDialog(layer, ["name", "belag"], kinds or KINDS)
        qtbot.addWidget(self.dialog)
        self.told: list[MapLayer] = []
        self.dialog.style_changed.connect(self.told.append)
        self.dialog.show()
        qtbot.waitExposed(self.dialog)


def test_it_opens_with_the_style_that_is_in_force(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert desk.dialog.layer == LAYER
    assert desk.dialog.colour.colour == 2
    assert desk.dialog.label.currentText() == "name"
    assert not desk.told


def test_every_control_changes_the_map_at_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    dialog = desk.dialog
    dialog.colour.buttons[4].click()
    dialog.width_box.setValue(4.0)
    dialog.radius_box.setValue(9.0)
    dialog.fill_slider.setValue(60)
    dialog.dashed.setChecked(False)
    dialog.label.setCurrentIndex(0)
    style = LayerStyle(colour=4, width=4.0, radius=9.0, fill=0.6)
    assert len(desk.told) == 6
    assert desk.told[-1] == replace(LAYER, style=style)
    dialog.accept()
    assert desk.told[-1] == dialog.layer


def test_cancel_brings_the_old_style_back(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.dialog.colour.buttons[0].click()
    QTest.keyClick(desk.dialog, Qt.Key.Key_Escape)
    assert desk.told[-1] == LAYER
    assert not desk.dialog.isVisible()


def test_cancel_without_a_change_tells_nothing(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.dialog.cancel_button.click()
    assert not desk.told


def test_reset_is_told_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.dialog.reset_button.click()
    assert [layer.style for layer in desk.told] == [LayerStyle()]


def test_only_what_the_file_has_can_be_set(qtbot: QtBot) -> None:
    points = Desk(qtbot, "point").dialog
    assert points.radius_box.isVisible()
    assert not points.width_box.isVisible()
    assert not points.fill_box.isVisible()
    lines = Desk(qtbot, "line").dialog
    assert lines.dashed.isVisible()
    assert not lines.radius_box.isVisible()
    areas = Desk(qtbot, "area").dialog
    assert areas.width_box.isVisible()
    assert areas.fill_box.isVisible()


def test_a_column_the_file_does_not_have_any_more_is_none(qtbot: QtBot) -> None:
    old = replace(LAYER, style=replace(STYLE, label="verschwunden"))
    desk = Desk(qtbot, layer=old)
    assert desk.dialog.label.currentText() == "keine"
    assert desk.dialog.layer.style.label == ""


def test_colours_are_told_apart_by_number_name_and_mark(qtbot: QtBot) -> None:
    buttons = Desk(qtbot).dialog.colour.buttons
    assert [one.accessibleName() for one in buttons[:3]] == ["1 Blau", "2 Grün", "3 Violett"]
    assert colour_name(12) == "13"
    images = [one.grab().toImage() for one in (buttons[2], buttons[3])]
    buttons[3].setChecked(True)
    assert not buttons[2].isChecked()
    assert buttons[2].grab().toImage() != images[0]
    assert buttons[3].grab().toImage() != images[1]


def test_the_chosen_colour_has_the_focus_and_arrows_go_on(qtbot: QtBot) -> None:
    dialog = Desk(qtbot).dialog
    dialog.activateWindow()
    qtbot.waitUntil(dialog.colour.buttons[2].hasFocus)
    QTest.keyClick(dialog.colour.buttons[2], Qt.Key.Key_Right)
    assert dialog.layer.style.colour == 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_preview_shows_the_colour_of_the_theme(qtbot: QtBot, name: str) -> None:
    theme().apply(name)
    dialog = Desk(qtbot, "area", layer=replace(LAYER, opacity=1.0)).dialog
    dialog.fill_box.setValue(100)
    image = dialog.preview.grab().toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 3)
    assert middle.name() == theme().tokens.curves[2]
