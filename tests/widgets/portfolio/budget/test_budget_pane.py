"""Money: sums by year both ways round, deviations, lines behind a cell, funds, alarms, acts."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from app.domain.portfolio.budgets import Amounts
from app.domain.portfolio.judgements import Light
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.joining import acts_of, shown
from widgets.inventory.panes import Acts
from widgets.portfolio.budget import BudgetPane
from widgets.portfolio.budget.lists import FundColumn
from widgets.portfolio.budget.sheet import Measure, Spot, light_of
from widgets.portfolio.budget.wording import deviation_text


def programme() -> Programme:
    """Return the small programme with a second fund, and lines of both projects."""
    made = small_programme()
    made.fund("Eigene Mittel", uid="eigen")
    made.line("ampel", "eigen", 2026, uid="geld3", purpose="building", plan=100_000)
    made.line("ampel", "topf", 2026, uid="geld4", plan=10_000, forecast=4_000)
    return made


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[BudgetPane]:
    made = shown(qtbot, BudgetPane())
    made.show_portfolio(programme().state())
    yield made
    made.close_feed()


def heads(pane: BudgetPane, orientation: Qt.Orientation) -> list[str]:
    sums = pane.table.sums
    is_down = orientation is Qt.Orientation.Vertical
    number = sums.rowCount() if is_down else sums.columnCount()
    return [str(sums.headerData(at, orientation)) for at in range(number)]


def row(pane: BudgetPane, at: int) -> list[str]:
    sums = pane.table.sums
    return [str(sums.index(at, column).data()) for column in range(sums.columnCount())]


def test_projects_stand_down_and_years_across_with_sums(pane: BudgetPane) -> None:
    assert heads(pane, Qt.Orientation.Vertical) == [
        "1.1 WLAN in der Innenstadt", "1.2 Adaptive Ampeln", "Summe",
    ]  # fmt: skip
    assert heads(pane, Qt.Orientation.Horizontal)[:5] == [
        "2025\nAnsatz €", "2025\nGebunden €", "2025\nAusgegeben €", "2025\nErwartet €",
        "2025\nAbweichung €",
    ]  # fmt: skip
    assert row(pane, 0) == [
        "50.000", "45.000", "20.000", "50.000", "",
        "30.000", "", "", "40.000", "+10.000 weit darüber",
        "80.000", "45.000", "20.000", "90.000", "+10.000 darüber",
    ]  # fmt: skip
    assert row(pane, 2)[10:] == ["190.000", "45.000", "20.000", "194.000", "+4.000"]


def test_funds_down_and_the_other_way_round(pane: BudgetPane) -> None:
    pane.bar.kinds.setCurrentIndex(pane.bar.kinds.findData("fund"))
    assert heads(pane, Qt.Orientation.Vertical) == ["Smart Cities", "Eigene Mittel", "Summe"]
    pane.bar.turn.click()
    assert heads(pane, Qt.Orientation.Vertical) == ["2025", "2026", "Summe"]
    assert heads(pane, Qt.Orientation.Horizontal)[5] == "Eigene Mittel\nAnsatz €"
    assert row(pane, 1)[5:] == [
        "100.000", "", "", "100.000", "", "140.000", "", "", "144.000", "+4.000",
    ]  # fmt: skip


def test_long_names_above_columns_are_cut_but_copied_whole(pane: BudgetPane) -> None:
    pane.bar.turn.click()
    assert heads(pane, Qt.Orientation.Horizontal)[0] == "1.1 WLAN in der Innen…\nAnsatz €"
    pane.table.copy()
    line = QGuiApplication.clipboard().text().splitlines()[0]
    assert line.split("\t")[1] == "1.1 WLAN in der Innenstadt Ansatz €"


def test_sums_can_be_left_out_but_not_all(pane: BudgetPane) -> None:
    for measure in (Measure.COMMITTED, Measure.ACTUAL, Measure.FORECAST, Measure.DEVIATION):
        pane.bar.actions_of[measure].setChecked(False)
    assert row(pane, 0) == ["50.000", "30.000", "80.000"]
    pane.bar.actions_of[Measure.PLAN].setChecked(False)
    assert row(pane, 0) == ["50.000", "30.000", "80.000"]


@pytest.mark.parametrize(
    ("plan", "forecast", "light", "text"),
    [
        (100.0, 100.0, Light.GREEN, ""),
        (100.0, 104.0, Light.GREEN, "+4"),
        (100.0, 110.0, Light.YELLOW, "+10 darüber"),
        (100.0, 130.0, Light.RED, "+30 weit darüber"),
        (100.0, 50.0, Light.GREEN, "\u221250 darunter"),
        (100.0, 98.0, Light.GREEN, "\u22122"),
        (0.0, 50.0, Light.YELLOW, "+50 ohne Ansatz"),
    ],
)
def test_deviations_have_a_light_and_a_word(
    plan: float, forecast: float, light: Light, text: str
) -> None:
    amounts = Amounts(plan=plan, forecast=forecast)
    assert light_of(amounts) is light
    assert deviation_text(amounts) == text


def test_signs_stand_where_more_than_planned_is_expected(pane: BudgetPane) -> None:
    sums = pane.table.sums
    signs = [sums.index(0, column).data(Qt.ItemDataRole.DecorationRole) for column in range(15)]
    assert [column for column, sign in enumerate(signs) if sign is not None] == [9, 14]


def test_a_cell_shows_its_lines_and_a_double_click_leads_there(pane: BudgetPane) -> None:
    said = heard(pane.keys_selected)
    pane.table.setCurrentIndex(pane.table.sums.index(1, 7))
    assert [one.record.uid for one in pane.lines.listed.shown] == ["geld3", "geld4"]
    assert pane.lines_head.text() == "Ansätze: 1.2 Adaptive Ampeln · 2026"
    assert said == [[Key("project", "ampel")]]
    pane.table.doubleClicked.emit(pane.table.currentIndex())
    assert pane.lines.hasFocus()
    assert pane.lines.current() is not None
    assert said[-1] == [Key("budget_line", "geld3")]


def test_a_cell_without_lines_offers_a_new_one_with_its_project(pane: BudgetPane) -> None:
    acts = acts_of(pane)
    pane.table.setCurrentIndex(pane.table.sums.index(1, 0))
    assert "keinen Haushaltsansatz" in pane.lines_stage.placeholder.sentence
    pane.lines_stage.action_requested.emit()
    assert acts == [(Acts.NEW, [Key("budget_line", ""), Key("project", "ampel")])]


def test_a_new_line_knows_project_and_fund(pane: BudgetPane) -> None:
    acts = acts_of(pane)
    pane.table.focus_spot(Spot("wlan", 2025))
    pane.bar.new.click()
    pane.bar.kinds.setCurrentIndex(pane.bar.kinds.findData("fund"))
    pane.table.focus_spot(Spot("topf", 2026))
    pane.show_keys([Key("project", "ampel")])
    pane.bar.new.click()
    assert acts == [
        (Acts.NEW, [Key("budget_line", ""), Key("project", "wlan"), Key("fund", "topf")]),
        (Acts.NEW, [Key("budget_line", ""), Key("project", "ampel"), Key("fund", "topf")]),
    ]


def test_lines_are_edited_now_and_only_opened_in_the_past(pane: BudgetPane) -> None:
    acts, opened = acts_of(pane), heard(pane.open_requested)
    pane.lines.setCurrentIndex(pane.lines.listed.index(0, 0))
    pane.edit_line()
    assert acts == [(Acts.EDIT, [Key("budget_line", "geld1")])]
    pane.show_portfolio(programme().state(at_us=START_US))
    pane.edit_line()
    pane.new()
    pane.remove_lines()
    assert opened == [Key("budget_line", "geld1")]
    assert len(acts) == 1
    assert not pane.bar.new.isEnabled()
    assert "vergangenen Stand" in pane.stage.notice.sentence


def test_only_money_of_selected_projects(pane: BudgetPane) -> None:
    pane.show_keys([Key("project", "wlan")])
    pane.scope.click()
    assert heads(pane, Qt.Orientation.Vertical) == ["1.1 WLAN in der Innenstadt", "Summe"]
    assert [one.record.uid for one in pane.funds.listed.shown] == ["topf"]
    made = programme()
    made.project("Ohne Geld", uid="arm")
    pane.show_portfolio(made.state())
    pane.show_keys([Key("project", "arm")])
    assert "noch keinen Haushaltsansatz" in pane.table_stage.placeholder.sentence
    pane.table_stage.action_requested.emit()
    assert len(heads(pane, Qt.Orientation.Vertical)) == 3


def test_a_project_that_is_selected_elsewhere_gets_the_focus(pane: BudgetPane) -> None:
    said = heard(pane.keys_selected)
    pane.show_keys([Key("project", "ampel")])
    assert pane.spot() == Spot("ampel", None)
    assert pane.chart.title == "1.2 Adaptive Ampeln"
    pane.show_keys([Key("project", "wlan")])
    assert pane.spot() == Spot("wlan", 2025)
    assert not said


def test_funds_tell_what_is_left_of_money_and_time(pane: BudgetPane) -> None:
    listed = pane.funds.listed
    fund = next(one for one in listed.shown if one.record.uid == "topf")
    cells = {column.name: listed.text(fund, column) for column in FundColumn}
    assert cells == {
        "NAME": "Smart Cities", "GRANT": "90.000\u202f€", "OWN": "10.000\u202f€",
        "SPENT": "20.000\u202f€", "LEFT": "80.000\u202f€", "TIME": "noch 127 Tage",
        "UNTIL": "31.03.2026", "PROGRAMME": "",
    }  # fmt: skip
    assert fund.share is not None
    assert 0.27 < fund.share < 0.29
    assert listed.sign(fund, FundColumn.NAME) is not None
    assert "endet in 127 Tagen" in listed.tip(fund, FundColumn.NAME)
    made = programme()
    made.change("topf", spend_until="2025-11-23")
    pane.show_portfolio(made.state())
    fund = next(one for one in listed.shown if one.record.uid == "topf")
    assert listed.text(fund, FundColumn.TIME) == "seit 1 Tag vorbei"
    assert fund.share == 0.0


def test_alarms_stand_above_as_sentences_and_lead_to_their_fund(pane: BudgetPane) -> None:
    said, opened = heard(pane.keys_selected), heard(pane.open_requested)
    texts = [pane.alarms.item(at).text() for at in range(pane.alarms.count())]
    assert len(texts) == 1
    assert texts[0].startswith("Der Mittelabruf von „Smart Cities“ endet in 127 Tagen")
    assert not pane.alarms.item(0).icon().isNull()
    pane.alarms.setCurrentRow(0)
    assert said == [[Key("fund", "topf")]]
    assert [one.record.uid for one in pane.funds.selected()] == ["topf"]
    QTest.keyClick(pane.alarms, Qt.Key.Key_Return)
    assert opened == [Key("fund", "topf")]


def test_without_alarms_their_list_is_hidden(pane: BudgetPane) -> None:
    assert pane.alarms.isVisible()
    made = small_programme()
    made.change("topf", spend_until="2029-12-31", grant=None, own_share=None)
    pane.show_portfolio(made.state())
    assert not pane.alarms.isVisible()


def test_bars_tell_their_year_and_lead_to_its_lines(pane: BudgetPane) -> None:
    chart = pane.chart
    assert [year for year, _ in chart.years] == [2025, 2026]
    middle = QPointF(chart.room.left() + chart.room.width() * 0.9, chart.room.center().y())
    words = chart.point_at(middle, chart.room)
    assert words.splitlines() == [
        "Alle gezeigten Projekte · 2026", "Ansatz: 140.000\u202f€", "Gebunden: 0\u202f€",
        "Ausgegeben: 0\u202f€", "Erwartet: 144.000\u202f€", "Abweichung: +4.000",
    ]  # fmt: skip
    chart.leave()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "2025" in chart.hint
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert pane.spot() == Spot(None, 2025)
    assert [one.record.uid for one in pane.lines.listed.shown] == ["geld1"]


def test_the_table_is_copied_whole_or_as_selected(pane: BudgetPane) -> None:
    pane.table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["", "2025 Ansatz €"]
    assert lines[1].split("\t")[:3] == ["1.1 WLAN in der Innenstadt", "50.000", "45.000"]
    assert len(lines) == 4
    pane.table.selectColumn(0)
    pane.table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1] == (
        "1.1 WLAN in der Innenstadt\t50.000"
    )


def test_lines_behind_a_cell_or_all_are_exported(pane: BudgetPane) -> None:
    acts = acts_of(pane)
    pane.table.focus_spot(Spot("wlan", None))
    pane.export()
    pane.export_all()
    assert [(act, [key.uid for key in keys]) for act, keys in acts] == [
        (Acts.EXPORT, ["geld1", "geld2"]),
        (Acts.EXPORT, ["geld3", "geld4", "geld1", "geld2"]),
    ]


def test_the_focus_stays_with_another_state(pane: BudgetPane) -> None:
    pane.table.focus_spot(Spot("ampel", 2026), Measure.FORECAST)
    made = programme()
    made.project("Voran", uid="voran", number="0.1")
    made.line("voran", "eigen", 2024, plan=5)
    pane.show_portfolio(made.state())
    assert pane.spot() == Spot("ampel", 2026)
    column = pane.table.currentIndex().column()
    assert pane.table.sums.measure(column) is Measure.FORECAST


def test_without_money_one_sentence_and_a_way_out(pane: BudgetPane) -> None:
    acts = acts_of(pane)
    pane.show_portfolio(Programme().state())
    assert "Noch ist kein Geld verplant" in pane.stage.placeholder.sentence
    pane.stage.action_requested.emit()
    assert acts == [(Acts.NEW, [Key("budget_line", "")])]


def test_how_it_is_shown_comes_back(qtbot: QtBot, pane: BudgetPane) -> None:
    pane.bar.kinds.setCurrentIndex(1)
    pane.bar.turn.click()
    pane.bar.actions_of[Measure.ACTUAL].setChecked(False)
    pane.lines.setColumnHidden(3, True)
    other = shown(qtbot, BudgetPane())
    other.restore_state(pane.save_state())
    other.show_portfolio(programme().state())
    assert other.bar.kind == "fund"
    assert other.bar.is_turned
    assert Measure.ACTUAL not in other.bar.measures
    assert other.lines.isColumnHidden(3)
    other.restore_state({"kind": "x", "turned": 1, "measures": ["nix"], "left": "?"})
    assert other.bar.kind == "project"
    other.close_feed()
