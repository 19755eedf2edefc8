"""The sums of a budget never make the page of a project wider than its dock."""

from pytestqt.qtbot import QtBot

from app.domain.portfolio.budgets import Amounts
from widgets.portfolio.project.sums import SumTable

YEARS = (
    (2025, Amounts(2_100_000.0, 1_900_000.0, 400_000.0, 1_993_100.0)),
    (2026, Amounts(1.0, 2.0, 3.0, 4.0)),
)


def test_a_narrow_page_moves_the_sums_sideways_and_shows_all_lines(qtbot: QtBot) -> None:
    table = SumTable(YEARS)
    qtbot.addWidget(table)
    table.resize(120, table.height())
    table.show()
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    inside = table.widget()
    assert inside is not None
    assert table.minimumSizeHint().width() < inside.sizeHint().width()
    assert table.viewport().height() >= inside.sizeHint().height()


def test_a_wide_page_needs_no_bar(qtbot: QtBot) -> None:
    table = SumTable(YEARS)
    qtbot.addWidget(table)
    table.resize(900, table.height())
    table.show()
    assert table.horizontalScrollBar().maximum() == 0
    assert table.height() == table.sizeHint().height()
