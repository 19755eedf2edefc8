"""One real canvas for all tests of this folder that need the engine: it takes a second to start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.fakes.maps import FakeCanvas
from widgets.map.canvas import Condition, MapCanvas

PAGE = Path(__file__).resolve().parents[2] / "fakes" / "map_page"


@pytest.fixture(scope="module")
def running_canvas(qapp: object) -> Iterator[MapCanvas]:
    """A canvas whose engine ends with the module."""
    canvas = MapCanvas(folder=PAGE)
    canvas.resize(480, 320)
    yield canvas
    canvas.close_engine()
    canvas.close()
    canvas.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def engine_canvas(running_canvas: MapCanvas, qtbot: QtBot) -> Iterator[MapCanvas]:
    """A canvas with a real engine, alive and on screen; hidden again after the test."""
    running_canvas.show()
    running_canvas.start()
    qtbot.waitUntil(lambda: running_canvas.condition is Condition.ALIVE, timeout=20_000)
    yield running_canvas
    running_canvas.hide()


@pytest.fixture
def canvas(qtbot: QtBot) -> FakeCanvas:
    """A canvas without an engine."""
    fake = FakeCanvas()
    qtbot.addWidget(fake)
    return fake
