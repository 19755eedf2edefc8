"""A change of language reaches every tool, while results and places stay."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.points import Location
from tests.fakes.city import make_city
from widgets.map.tools.bars import MapTools
from widgets.map.tools.commands import Command
from widgets.map.tools.wording import readout_words
from widgets.scenes.readouts import ReadoutBar
from widgets.scenes.selections import SelectionStrip


class Shouting(QTranslator):
    """Makes any text of the tools another one."""

    @override
    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return text.upper() if context == "map_tools" else ""

    @override
    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def speak_otherwise(qtbot: QtBot) -> Callable[[QWidget], None]:
    def speak(widget: QWidget) -> None:
        shouting = Shouting(widget)
        QCoreApplication.installTranslator(shouting)
        QLocale.setDefault(QLocale("en_GB"))
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
        QCoreApplication.removeTranslator(shouting)

    return speak


def test_the_tool_bar(qtbot: QtBot, speak_otherwise: Callable[[QWidget], None]) -> None:
    tools = MapTools()
    qtbot.addWidget(tools)
    speak_otherwise(tools)
    assert tools.buttons[Command.FIT].accessibleName() == "GANZE STADT ZEIGEN"
    assert tools.more.toolTip() == "WEITERE WERKZEUGE"


def test_the_read_outs_keep_what_they_show(
    qtbot: QtBot, speak_otherwise: Callable[[QWidget], None]
) -> None:
    bar = ReadoutBar(readout_words)
    qtbot.addWidget(bar)
    bar.set_place(Location(7.8, 51.6))
    bar.set_metres(6.6)
    speak_otherwise(bar)
    assert bar.coordinates.text().startswith("51.6")
    assert bar.clear_measure.toolTip() == "MESSUNG LÖSCHEN (ESC)"
    assert bar.scale.scale is not None


def test_the_strip_of_a_selection(qtbot: QtBot, speak_otherwise: Callable[[QWidget], None]) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    strip = SelectionStrip(view)
    strip.show_choice(12, make_city(60).points)
    strip.types.setCurrentIndex(2)
    chosen = strip.types.currentData()
    speak_otherwise(strip)
    assert strip.summary.text() == "12 GERÄTE, 60 DATENPUNKTE"
    assert strip.types.currentData() == chosen
