"""Pictures of the twin speak of the twin, and have no scale: it is seen at a slant."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from twin_viewer.views.pictures import picture_words
from widgets.map.tools.picture_exports import PictureExport
from widgets.map.tools.pictures import MapPicture


def make_picture() -> MapPicture:
    """Return a picture of a twin, as its view makes them."""
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0)
    return MapPicture(image, "Hamm", is_plan=False)


def test_nothing_said_of_them_speaks_of_a_map(qapp: object) -> None:
    words = picture_words()
    said = (words.dialog, words.save, words.stem, words.sharp, words.copied)
    assert all(said)
    assert not [text for text in said if "karte" in text.lower()]


def test_the_windows_and_the_file_are_called_after_the_twin(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def ask(_parent: QWidget, title: str, path: str, _kinds: str) -> tuple[str, str]:
        asked.append((title, Path(path).name))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window = QWidget()
    qtbot.addWidget(window)
    export = PictureExport(window, picture_words)
    export.offer(make_picture())
    assert export.dialog is not None
    assert export.dialog.windowTitle() == "Zwilling als Bild"
    assert export.dialog.scale.isHidden()
    export.dialog.save.click()
    (title, name), *_ = asked
    assert title == "Zwilling als Bild speichern"
    assert name.startswith("zwilling-")
    with qtbot.waitSignal(export.finished) as told:
        export.copy(make_picture())
    assert told.args == ["Das Bild des Zwillings ist kopiert."]
    export.close()
