"""A map view that only takes files, and all around it, for tests of what happens to them."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.console.map_files import MapFiles
from app.console.map_reading import OWN_LAYERS, Content
from app.domain.maps import LayerFile
from app.services.maps.files import LayerData, reading
from app.services.maps.files.reading import read_layer
from tests.fakes.map_files import HAMM
from tests.fakes.settings import FakeSettings
from widgets.map.panels.files import FileProgress


class FilePanel:
    """Takes the place of the panel of layers.

    Attributes:
        readings: What was shown of files being read, oldest first.
        chosen: Ids of layers that were chosen.
    """

    def __init__(self, place: QVBoxLayout) -> None:
        self._place = place
        self.readings: list[FileProgress] = []
        self.chosen: list[str] = []

    def show_reading(self, progress: FileProgress) -> None:
        """Show how far a file is."""
        self._place.addWidget(progress)
        progress.show()
        self.readings.append(progress)

    def choose(self, layer_id: str) -> None:
        """Choose a layer."""
        self.chosen.append(layer_id)


class FileView(QWidget):
    """Takes the place of `MapView` where files are added."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: Any = FilePanel(QVBoxLayout(self))
        self.are_layers_open = False

    def open_layers(self) -> None:
        """Show the panel of the layers."""
        self.are_layers_open = True


class ShownFiles:
    """Takes what was read."""

    def __init__(self) -> None:
        self.contents: dict[str, tuple[LayerFile, Content]] = {}
        self.troubles: dict[str, str] = {}
        self.own: set[str] = set()
        self.said: list[str] = []

    def show_content(self, file: LayerFile, content: Content, *, is_own: bool) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.contents[file.id] = file, content
        self.troubles.pop(file.id, None)
        self._note(file, is_own=is_own)

    def show_trouble(self, file: LayerFile, trouble: str, *, is_own: bool) -> None:
        self.troubles[file.id] = trouble
        self._note(file, is_own=is_own)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def _note(self, file: LayerFile, *, is_own: bool) -> None:
        if is_own:
            self.own.add(file.id)

    @property
    def names(self) -> list[str]:
        """Names of the layers that are shown."""
        return [file.name.de for file, _ in self.contents.values()]


class FileDesk:
    """Files, the map where they are chosen, and what came of them."""

    def __init__(self, qtbot: QtBot, settings: FakeSettings) -> None:
        self._qtbot = qtbot
        self._owner = QObject()
        self.settings = settings
        self.shown = ShownFiles()
        self.view = FileView()
        self.view.show()
        self.files = MapFiles(settings, self.shown, self._owner)
        self.files.set_box(HAMM)

    def add(self, *paths: Path) -> None:
        self.files.add(paths, cast(Any, self.view))

    def until(self, is_so: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(is_so()), timeout=10_000)

    def dialog(self) -> Any:
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        return QApplication.activeModalWidget()

    @property
    def readings(self) -> list[Any]:
        return cast("list[Any]", self.view.layers.readings)

    @property
    def kept(self) -> list[dict[str, str]]:
        return cast("list[dict[str, str]]", self.settings.get(OWN_LAYERS, []))

    def is_seen(self, number: int) -> bool:
        """Tell whether anything of the reading of a file is on screen."""
        return isValid(self.readings[number]) and self.readings[number].isVisible()

    def failure(self, number: int = 0) -> str:
        """Wait for what went wrong with a file, and return it."""
        self.until(self.readings[number].sentence.text)
        return str(self.readings[number].sentence.text())

    def lose_view(self) -> None:
        """Let the page be built anew."""
        self.view.close()
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def close(self) -> None:
        self.files.close()
        self._owner.deleteLater()


def hold_reading(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Hold the reading of files until the event is set."""
    event = threading.Event()

    def slow(*arguments: Any, **options: Any) -> LayerData:
        assert threading.current_thread() is not threading.main_thread()
        event.wait(10)
        return read_layer(*arguments, **options)

    monkeypatch.setattr(reading, "read_layer", slow)
    return event
