"""How plot, legend and formulas share the height, and what gives way where there is little."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.fakes.trend_views import (
    CITY,
    NO2,
    PM10,
    make_view,
    settle,
    wavy_history,
    with_points,
)
from widgets.theme import theme
from widgets.trends.formulas import FormulaPanel
from widgets.trends.formulas.empty import EmptyFormulas
from widgets.trends.formulas.wrapping import WrappingLine
from widgets.trends.view import TrendsView


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("dark")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[TrendsView]:
    view = make_view(qtbot, wavy_history())
    yield view
    view.close()


def panel_of(view: TrendsView) -> FormulaPanel:
    view.sheet_bar.formulas.setChecked(True)
    panel = view.sheet.widget(2)
    assert isinstance(panel, FormulaPanel)
    return panel


@pytest.mark.parametrize("height", [520, 700, 1000])
def test_with_formulas_open_the_plot_keeps_most_of_the_height(
    qtbot: QtBot, view: TrendsView, height: int
) -> None:
    with_points(qtbot, view, NO2, PM10)
    panel_of(view)
    view.resize(1200, height)
    plot, legend, panel = view.sheet.sizes()
    assert plot >= 0.4 * (plot + legend + panel)
    row = view.legend.verticalHeader().defaultSectionSize()
    head = view.legend.horizontalHeader().height()
    assert legend >= head + 2 * row
    assert panel > 0


def test_closed_formulas_give_their_room_back(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    before = view.sheet.sizes()[0]
    panel = panel_of(view)
    assert panel.isVisible()
    assert view.sheet.sizes()[0] < before
    view.sheet_bar.formulas.setChecked(False)
    assert panel.isHidden()
    assert view.sheet.sizes()[0] == before


def test_more_formulas_make_the_panel_higher_up_to_a_point(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    panel = panel_of(view)
    view.resize(1200, 1400)
    heights = []
    for number in range(8):
        panel.add(f"F{number}", f"[{NO2.id}] * 2")
        settle(qtbot, view)
        heights.append(panel.sizeHint().height())
    assert heights[0] < heights[1] < heights[2]
    assert heights[-1] == heights[-2]


def test_examples_wrap_and_are_never_clipped(qtbot: QtBot) -> None:
    empty = EmptyFormulas()
    qtbot.addWidget(empty)
    empty.set_points(list(CITY.points))
    empty.resize(1600, 200)
    empty.show()
    qtbot.waitExposed(empty)
    wide = empty.wanted_height
    empty.resize(300, 120)
    assert empty.wanted_height > wide
    qtbot.waitUntil(lambda: empty.verticalScrollBar().maximum() > 0)
    for button in empty.buttons:
        assert button.height() >= button.sizeHint().height()
        assert button.geometry().right() <= empty.viewport().width()


def test_a_line_goes_on_below_where_its_width_is_used_up(qtbot: QtBot) -> None:
    line = WrappingLine(4)
    qtbot.addWidget(line)
    line.show_parts([QPushButton(text) for text in ("eins", "zwei", "drei")])
    width = line.sizeHint().width()
    one = line.heightForWidth(width)
    assert line.heightForWidth(width - 1) > one
    assert line.minimumSizeHint().width() < width
    line.show_parts([])
    assert line.heightForWidth(width) == 0
