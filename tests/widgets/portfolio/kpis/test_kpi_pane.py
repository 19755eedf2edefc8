"""Key figures: list by field of action, course with breaks, values, effects, acts."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.services.portfolio.states import PortfolioState
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.joining import acts_of, shown
from widgets.inventory.panes import Acts
from widgets.portfolio.kpis import KpiPane
from widgets.portfolio.kpis.columns import Column, EffectColumn, KpiRow

ROUND = (("2024-02-01", 12), ("2024-05-01", 17))
LATER = (
    ("2024-11-01", 30), ("2025-02-01", 34), ("2025-05-01", 39), ("2025-08-01", 47),
    ("2025-10-20", 55),
)  # fmt: skip


def programme() -> Programme:
    """Return the small programme with a key figure whose method changed, and one without values."""
    made = small_programme()
    made.change("punkte", field_of_action="feld")
    made.kpi("Versorgte Plätze", uid="plaetze", project="ampel", unit="%", start_value=10,
             start_on="2024-01-01", target=60, target_on="2025-12-31")  # fmt: skip
    for at, (day, value) in enumerate(ROUND + LATER):
        broken = day == LATER[0][0]
        more = {"is_break": 1, "break_note": "Zählt auch private Plätze"} if broken else {}
        status = "estimated" if at < len(ROUND) else "measured"
        made.value("plaetze", day, value, uid=f"p{at}", low=value - 2, high=value + 4,
                   status=status, source="Zählung", **more)  # fmt: skip
    made.kpi("Ohne alles", uid="leer", direction="down")
    return made


def state(at_us: int | None = None) -> PortfolioState:
    found = EvidenceResult(Verdict.OPEN, value=28.0, unit="Stück", is_drifting=True)
    return programme().state(evidence={Key("kpi", "punkte"): found}, at_us=at_us)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[KpiPane]:
    made = shown(qtbot, KpiPane())
    made.show_portfolio(state())
    yield made
    made.close_feed()


def row_of(pane: KpiPane, uid: str) -> KpiRow:
    return next(row for row in pane.rows if row.evaluation.uid == uid)


def cell(pane: KpiPane, uid: str, column: Column) -> str:
    return pane.table.listed.text(row_of(pane, uid), column)


def test_key_figures_stand_below_their_field_of_action(pane: KpiPane) -> None:
    model = pane.table.listed
    bands = [band.title for at in range(model.rowCount()) if (band := model.band(at))]
    assert bands == ["Digitale Infrastruktur", "Ohne Handlungsfeld"]
    assert cell(pane, "punkte", Column.VALUE) == "31 Stück"
    assert cell(pane, "punkte", Column.TARGET) == "60 Stück · 27.02.2026"
    assert cell(pane, "punkte", Column.PROGRESS) == "42\u202f%"
    assert cell(pane, "punkte", Column.TREND) == "↑ besser"
    assert cell(pane, "punkte", Column.AGE) == "vor 23 Tagen"
    assert cell(pane, "punkte", Column.KIND) == "gemessen"
    assert cell(pane, "punkte", Column.DRIFT) == "weicht ab"
    assert cell(pane, "leer", Column.AGE) == "ohne Wert"


def test_drift_and_age_have_signs_beside_their_words(pane: KpiPane) -> None:
    model = pane.table.listed
    assert model.sign(row_of(pane, "punkte"), Column.DRIFT) is not None
    assert "Gemeldet 31 Stück, jetzt gemessen 28 Stück" in model.tip(
        row_of(pane, "punkte"), Column.DRIFT
    )
    pane.show_portfolio(programme().state(date(2026, 2, 1)))
    assert cell(pane, "punkte", Column.AGE) == "veraltet, vor 92 Tagen"
    assert pane.table.listed.sign(row_of(pane, "punkte"), Column.AGE) is not None
    assert cell(pane, "punkte", Column.DRIFT) == ""


def test_progress_over_a_change_of_method_is_not_told(pane: KpiPane) -> None:
    assert cell(pane, "plaetze", Column.PROGRESS) == ""
    tip = pane.table.listed.tip(row_of(pane, "plaetze"), Column.PROGRESS)
    assert "hat sich die Methode geändert" in tip


def test_a_target_that_is_met_says_so(pane: KpiPane) -> None:
    made = programme()
    made.value("punkte", "2025-11-20", 61, uid="w9")
    pane.show_portfolio(made.state())
    assert cell(pane, "punkte", Column.PROGRESS) == "✓ erreicht"


def test_the_selected_figure_is_drawn_and_listed(pane: KpiPane) -> None:
    said = heard(pane.keys_selected)
    pane.show_keys([Key("kpi", "plaetze")])
    assert pane.title.text() == "Versorgte Plätze"
    course = pane.chart.course
    assert course is not None
    assert [len(segment) for segment in course.kpi.segments] == [2, 5]
    listed = pane.values.listed.shown
    assert [row.point.uid for row in listed] == [f"p{at}" for at in range(6, -1, -1)]
    assert listed[0].source == "Zählung"
    assert pane.values.listed.text(listed[4], 5) == "Zählt auch private Plätze"
    assert "Ziel 60\u202f% · 31.12.2025" in pane.chart.accessibleName()
    assert not said


def test_a_value_that_is_selected_elsewhere_shows_its_figure(pane: KpiPane) -> None:
    pane.show_keys([Key("kpi_value", "p1")])
    assert pane.title.text() == "Versorgte Plätze"


def test_a_forecast_is_told_or_refused_with_its_reason(pane: KpiPane) -> None:
    pane.show_keys([Key("kpi", "punkte")])
    assert "braucht es 5 Werte" in pane.sentence.text()
    pane.show_keys([Key("kpi", "plaetze")])
    assert "Geht es so weiter" in pane.sentence.text()
    assert "Das Ziel wird so erst um den 24.01.2026 erreicht." in pane.sentence.text()
    made = programme()
    made.change("plaetze", target=57)
    pane.show_portfolio(made.state())
    assert "Das Ziel wird so um den" in pane.sentence.text()
    made.change("plaetze", target=99)
    pane.show_portfolio(made.state())
    assert "Das Ziel wird so nicht erreicht." in pane.sentence.text()
    made.change("plaetze", target=57, target_on="2025-01-01")
    pane.show_portfolio(made.state())
    assert pane.sentence.text().startswith("Im Jahr ändert sich der Wert um +25,9\u202f%.")
    made.change("plaetze", target=99, target_on="2030-12-31")
    pane.show_portfolio(made.state())
    assert "Bis zum Tag des Ziels reicht die Prognose nicht." in pane.sentence.text()


def test_all_days_and_values_lie_in_the_field(pane: KpiPane) -> None:
    for uid in ("plaetze", "punkte"):
        pane.show_keys([Key("kpi", uid)])
        course, field = pane.chart.course, pane.chart.field(pane.chart.room)
        assert course is not None
        assert field is not None
        area = field.area.adjusted(-0.5, -0.5, 0.5, 0.5)
        for point in course.points:
            for value in (point.value, point.low, point.high):
                assert value is None or area.contains(field.at(point.day, value))
        assert course.kpi.target is not None
        assert course.kpi.target_on is not None
        assert area.contains(field.at(course.kpi.target_on, course.kpi.target))
        assert len(list(field.ticks(60.0))) >= 2


def test_mouse_and_keys_tell_values_and_open_them(pane: KpiPane) -> None:
    pane.show_keys([Key("kpi", "plaetze")])
    opened = heard(pane.open_requested)
    chart = pane.chart
    field, course = chart.field(chart.room), chart.course
    assert field is not None
    assert course is not None
    point = course.points[2]
    place = field.at(point.day, point.value)
    words = chart.point_at(place, chart.room)
    assert words.startswith("01.11.2024: 30\u202f%")
    assert "Grenzen: 28\u202f% bis 34\u202f%" in words
    assert "Methode geändert: Zählt auch private Plätze" in words
    chart.leave()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "20.10.2025" in chart.hint
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "01.08.2025" in chart.hint
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [Key("kpi_value", "p5")]


def test_what_is_measured_now_is_told_at_its_mark(pane: KpiPane) -> None:
    pane.show_keys([Key("kpi", "punkte")])
    chart = pane.chart
    field, course = chart.field(chart.room), chart.course
    assert field is not None
    assert course is not None
    words = chart.point_at(field.at(course.today, 28.0), chart.room)
    assert words == "Jetzt gemessen: 28 Stück"


def test_a_figure_without_values_is_drawn_without_them(pane: KpiPane) -> None:
    pane.show_keys([Key("kpi", "leer")])
    assert pane.chart.field(pane.chart.room) is None
    assert not pane.chart.grab().isNull()
    assert not pane.values.listed.shown


def test_effects_tell_difference_and_share(pane: KpiPane) -> None:
    made = programme()
    made.effect("wlan", "Wartezeit", uid="zeit", unit="min", before=20, before_on="2025-01-01",
                after=15, after_on="2025-10-01", source="Umfrage")  # fmt: skip
    made.effect("ampel", "Plätze", uid="gebrochen", kpi="plaetze", before=17,
                before_on="2024-05-01", after=30, after_on="2024-11-01")  # fmt: skip
    pane.show_portfolio(made.state())
    listed = pane.effects.listed
    rows = {row.evaluation.uid: row for row in listed.shown}
    difference = EffectColumn.DIFFERENCE
    assert listed.text(rows["zeit"], difference) == "\u22125 min (\u221225\u202f%)"
    assert listed.text(rows["zeit"], EffectColumn.SOURCE) == "Umfrage"
    assert listed.text(rows["wirkung"], difference) == "+450 Personen"
    assert listed.text(rows["gebrochen"], difference) == "nicht vergleichbar"
    assert "nicht vergleichbar" in listed.tip(rows["gebrochen"], difference)
    assert listed.sign(rows["gebrochen"], difference) is not None


def test_acts_name_the_figure(pane: KpiPane) -> None:
    acts = acts_of(pane)
    pane.show_keys([Key("kpi", "plaetze")])
    pane.new_value.click()
    pane.evidence.click()
    pane.edit.click()
    pane.new_button.click()
    assert acts == [
        (Acts.NEW, [Key("kpi_value", ""), Key("kpi", "plaetze")]),
        ("evidence", [Key("kpi", "plaetze")]),
        (Acts.EDIT, [Key("kpi", "plaetze")]),
        (Acts.NEW, [Key("kpi", ""), Key("project", "ampel")]),
    ]


def test_in_the_past_nothing_is_asked_for(pane: KpiPane) -> None:
    acts = acts_of(pane)
    pane.show_portfolio(state(at_us=START_US))
    pane.ask_value()
    pane.ask_evidence()
    assert not acts
    assert not pane.new_value.isEnabled()
    assert "vergangenen Stand" in pane.stage.notice.sentence


def test_only_figures_of_selected_projects(pane: KpiPane) -> None:
    pane.show_keys([Key("project", "ampel")])
    pane.scope.click()
    assert [row.evaluation.uid for row in pane.rows] == ["plaetze"]
    assert pane.title.text() == "Versorgte Plätze"
    assert "keine Wirkung" in pane.effects_stage.placeholder.sentence


def test_without_figures_one_sentence_and_a_way_out(pane: KpiPane) -> None:
    pane.show_portfolio(Programme().state())
    assert "Woran messen Sie den Erfolg?" in pane.stage.placeholder.sentence
    acts = acts_of(pane)
    pane.stage.action_requested.emit()
    assert acts == [(Acts.NEW, [Key("kpi", "")])]


def test_tables_are_copied_and_exported(pane: KpiPane) -> None:
    acts = acts_of(pane)
    pane.show_keys([Key("kpi", "punkte")])
    QTest.keyClick(pane.values, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1].split("\t")[:2] == ["01.11.2025", "31 Stück"]
    pane.export(pane.values)
    assert acts == [(Acts.EXPORT, [Key("kpi_value", uid) for uid in ("w3", "w2", "w1")])]


def test_tables_tab_and_sizes_come_back(qtbot: QtBot, pane: KpiPane) -> None:
    pane.tabs.setCurrentIndex(1)
    pane.values.setColumnHidden(3, True)
    other = shown(qtbot, KpiPane())
    other.restore_state(pane.save_state())
    assert other.tabs.currentIndex() == 1
    assert other.values.isColumnHidden(3)
    other.restore_state({"tab": "x", "split": [1]})
    other.close_feed()
