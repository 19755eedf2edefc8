"""Below the twin: place and height of the pointer in words of the twin, at the width of a dock."""

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from twin_viewer.model.frames import HeightReference, SceneFrame
from twin_viewer.tools.readouts import TwinReadout
from widgets.theme import theme

FRAME = SceneFrame(412_000, 5_725_000)
DOCK_PX = 860
"""The middle of a window of 1280 px between its docks."""


@pytest.fixture
def readout(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> TwinReadout:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    readout = TwinReadout()
    qtbot.addWidget(readout, before_close_func=lambda _: QLocale.setDefault(before))
    readout.resize(DOCK_PX, 34)
    readout.show()
    return readout


def test_place_and_height_are_said_with_what_the_height_counts_from(readout: TwinReadout) -> None:
    readout.set_place(np.array((10.0, 20.0, 63.44)), FRAME)
    assert readout.bar.height_note.text() == "63,4 m ü. NHN"
    assert "DHHN2016" in readout.bar.height_note.toolTip()
    readout.set_place(np.array((10.0, 20.0, 109.4)), FRAME, HeightReference.ELLIPSOID)
    assert readout.bar.height_note.text() == "109,4 m ü. Ellipsoid"


def test_the_last_place_stays_with_its_height(readout: TwinReadout) -> None:
    readout.set_place(np.array((10.0, 20.0, 63.44)), FRAME)
    readout.set_place(None, FRAME)
    assert readout.bar.height_note.text() == "63,4 m ü. NHN"
    assert readout.bar.coordinates.text().startswith("51,")


def test_no_text_speaks_of_a_map(readout: TwinReadout) -> None:
    said = [readout.bar.coordinates.accessibleName()]
    for widget in readout.findChildren(QWidget):
        said += [widget.accessibleName(), widget.toolTip(), widget.accessibleDescription()]
    assert not [text for text in said if "Karte" in text]


@pytest.mark.parametrize("reference", list(HeightReference))
def test_in_a_dock_nothing_but_the_sources_is_shortened(
    readout: TwinReadout, reference: HeightReference
) -> None:
    bar = readout.bar
    readout.set_place(np.array((10.0, 20.0, 63.44)), FRAME, reference)
    bar.set_metres(3.2)
    bar.set_attributions(["© Geobasis NRW, dl-de/zero-2-0", "Synthetisches Hamm"])
    bar.set_notice("Stadtmodell simuliert")
    QApplication.processEvents()
    assert bar.height_note.isVisible()
    assert bar.coordinates.isVisible()
    for widget in (bar.height_note, bar.coordinates, bar.notice, bar.time_note, bar.scale):
        if widget.isVisible():
            assert widget.width() >= widget.sizeHint().width()
    assert bar.attribution.isVisible()
    assert bar.attribution.toolTip().endswith("\nSynthetisches Hamm")
