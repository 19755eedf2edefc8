"""The legend: the signs of the map with their words, in any width and on any device."""

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter, QPicture
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.texts import Text
from app.services.maps.legends import LegendEntry, Sign
from app.services.maps.sources import Rank
from widgets.map.panels.legend import LegendPanel
from widgets.map.panels.legend_drawings import legend_height, legend_lines, paint_legend
from widgets.map.style.scenes import LOOKS
from widgets.theme import theme
from widgets.theme.current import body_font

LONG = Text("Zu weit von jeder Messstelle: hier stützt kein Wert die Fläche", "Too far away")
ENTRIES = (
    *(LegendEntry("alarms", Sign.GLYPH, Text(rank.name), rank=rank) for rank in LOOKS),
    LegendEntry("alarms", Sign.GLYPH_OUTLINE, Text("Quittiert", "Acknowledged"), rank=Rank.HIGH),
    *(LegendEntry("points:a", Sign.DOT, Text(rank.name), rank=rank) for rank in Rank),
    LegendEntry("points:a", Sign.CLUSTER, Text("Mehrere"), rank=Rank.NORMAL),
    LegendEntry("points:a", Sign.CLUSTER, Text("Mehrere mit Alarm"), rank=Rank.HIGH),
    LegendEntry("works", Sign.SYMBOL, Text("Wartung läuft"), icon="mdi6.wrench"),
    LegendEntry("assets", Sign.SYMBOL, Text("Umwelt"), icon="mdi6.leaf"),
    LegendEntry("assets", Sign.SYMBOL, Text("Ohne Bild")),
    LegendEntry("connections", Sign.LINE, Text("Verbindung"), rank=Rank.NORMAL),
    LegendEntry("connections", Sign.DASHED, Text("Gestört"), rank=Rank.BAD),
    LegendEntry("surface", Sign.RAMP, Text("Lärm", "Noise"), low="10", high="60 dB"),
    LegendEntry("surface", Sign.HATCH, LONG),
    LegendEntry("file:a", Sign.AREA, Text("Grenze"), colour=1),
    LegendEntry("file:b", Sign.DASHED, Text("Radwege"), colour=9),
    LegendEntry("file:c", Sign.LINE, Text("Leitungen"), colour=3),
)


def drawn(*entries: LegendEntry, width: int = 240, language: str = "de") -> tuple[QImage, float]:
    image = QImage(width, 900, QImage.Format.Format_RGB32)
    image.fill(QColor(theme().tokens.surface))
    painter = QPainter(image)
    area = QRectF(0, 0, width, 900)
    height = paint_legend(painter, area, entries, language=language, font=body_font())
    painter.end()
    return image, height


def colours(image: QImage) -> set[str]:
    """Return the colours of the sign at the left of the first line."""
    pixels = np.frombuffer(image.copy(0, 0, 40, 40).constBits(), np.uint32)
    return {QColor.fromRgb(int(one)).name() for one in np.unique(pixels)}


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("rank", LOOKS)
def test_alarms_have_the_colour_of_their_priority(qtbot: QtBot, name: str, rank: Rank) -> None:
    theme().apply(name)
    outline = () if rank is Rank.BAD else (Sign.GLYPH_OUTLINE,)  # a cross has no inside
    for sign in (Sign.GLYPH, Sign.DOT, Sign.CLUSTER, *outline):
        image, _ = drawn(LegendEntry("alarms", sign, Text("x"), rank=rank))
        assert LOOKS[rank].fill in colours(image)


def test_what_is_normal_has_no_colour_of_an_alarm(qtbot: QtBot) -> None:
    theme().apply("light")
    loud = {look.fill for look in LOOKS.values()}
    for rank in (Rank.NORMAL, Rank.STALE):
        for sign in (Sign.DOT, Sign.CLUSTER, Sign.LINE):
            image, _ = drawn(LegendEntry("points:a", sign, Text("x"), rank=rank))
            assert not colours(image) & loud


def test_a_ramp_goes_from_its_lowest_to_its_highest_colour(qtbot: QtBot) -> None:
    theme().apply("dark")
    image, height = drawn(LegendEntry("heat", Sign.RAMP, Text("Lärm"), low="1", high="9"))
    ramp = theme().tokens.map.ramp
    row = round(height) - 22
    left, right = image.pixelColor(4, row), image.pixelColor(235, row)
    for found, wanted in ((left, QColor(ramp[0])), (right, QColor(ramp[-1]))):
        assert abs(found.red() - wanted.red()) < 12
        assert abs(found.green() - wanted.green()) < 12


@pytest.mark.parametrize("width", [160, 240, 480])
def test_the_height_is_known_beforehand(qtbot: QtBot, width: int) -> None:
    _, height = drawn(*ENTRIES, width=width)
    metrics = QFontMetricsF(body_font())
    assert height == pytest.approx(legend_height(metrics, width, ENTRIES, language="de"), abs=2)


def test_long_words_take_more_lines_and_no_more_width(qtbot: QtBot) -> None:
    entry = LegendEntry("surface", Sign.HATCH, LONG)
    _, narrow = drawn(entry, width=160)
    _, wide = drawn(entry, width=600)
    assert narrow > 2 * wide
    _, english = drawn(entry, width=160, language="en")
    assert english < narrow


def test_it_can_be_recorded_for_a_file(qtbot: QtBot) -> None:
    """Nothing in it needs the screen's thread when the record is painted."""
    picture = QPicture()
    painter = QPainter(picture)
    height = paint_legend(painter, QRectF(0, 0, 240, 900), ENTRIES, language="en")
    assert paint_legend(painter, QRectF(0, 0, 240, 900), (), language="de") == 0
    painter.end()
    assert height > 200
    assert picture.size() > 0


def test_words_for_those_who_do_not_see_it(qtbot: QtBot) -> None:
    lines = legend_lines(ENTRIES[-7:-4], language="en")
    assert lines == ["Verbindung", "Gestört", "Noise: 10 – 60 dB"]


def test_the_panel_folds_and_remembers(qtbot: QtBot) -> None:
    panel = LegendPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 400)
    panel.set_entries(ENTRIES)
    panel.show()
    qtbot.waitExposed(panel)
    assert panel.scroller.isVisible()
    assert panel.heading.accessibleName() == "Legende zuklappen"
    QTest.mouseClick(panel.heading, Qt.MouseButton.LeftButton)
    assert panel.is_folded
    assert not panel.scroller.isVisible()
    saved = panel.save_state()
    panel.restore_state({})
    assert panel.scroller.isVisible()
    panel.restore_state(saved)
    assert panel.is_folded


def test_no_entries_are_said(qtbot: QtBot) -> None:
    panel = LegendPanel()
    qtbot.addWidget(panel)
    panel.set_entries(())
    panel.show()
    qtbot.waitExposed(panel)
    assert panel._empty.isVisible()
    panel.set_entries(ENTRIES)
    assert not panel._empty.isVisible()
    assert panel.entries == ENTRIES


def test_ctrl_c_copies_the_words_in_the_language_of_the_screen(qtbot: QtBot) -> None:
    panel = LegendPanel()
    qtbot.addWidget(panel)
    panel.set_entries(ENTRIES)
    QLocale.setDefault(QLocale("en_GB"))
    panel.retranslate()
    QTest.keyClick(panel.scroller, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Noise: 10 – 60 dB" in QGuiApplication.clipboard().text()


def test_it_needs_no_scroll_bar_where_there_is_room(qtbot: QtBot) -> None:
    panel = LegendPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 1200)
    panel.set_entries(ENTRIES)
    panel.show()
    qtbot.waitExposed(panel)
    assert not panel.scroller.verticalScrollBar().isVisible()
    panel.resize(240, 200)
    qtbot.waitUntil(lambda: panel.scroller.verticalScrollBar().isVisible())
    assert panel.drawing.width() == panel.scroller.viewport().width()
