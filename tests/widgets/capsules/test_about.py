"""What is in a capsule beside what the views show."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QLocale
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.capsules import SHIFT, make_capsule
from widgets.capsules.about import AboutCapsuleDialog


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def make_png() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap = QPixmap(40, 30)
    pixmap.fill()
    pixmap.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_deeds_logbook_and_pictures_are_shown(qtbot: QtBot) -> None:
    content = replace(make_capsule(), pictures={"lage": make_png(), "alarme": b"broken"})
    dialog = AboutCapsuleDialog(content)
    qtbot.addWidget(dialog)
    (deed,) = dialog.actions_table.rows
    assert deed[0] == "24.11.2025 17:04:00"
    assert deed[1] == SHIFT
    assert deed[4] == f"Gesehen, {SHIFT}"
    assert dialog.log_table.rows == [["24.11.2025 17:00:00", SHIFT, "Bauhof gerufen"]]
    titles = [dialog.tabs.tabText(place) for place in range(dialog.tabs.count())]
    assert titles[3:] == ["Bild: lage", "Bild: alarme"]


def test_reservations_and_what_is_coarse_are_told(qtbot: QtBot) -> None:
    content = replace(make_capsule(has_names=False), coarse=7)
    dialog = AboutCapsuleDialog(content, ("Die Datei wurde verändert.",))
    qtbot.addWidget(dialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Die Datei wurde verändert." in shown
    assert any("7 Datenpunkte nur in Minuten" in text for text in shown)
    assert any("Rollen" in text for text in shown)
