"""The inspector: what it says of one point, of several, and of none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId
from app.domain.cities import City, LegalLimit
from app.domain.samples import NO_TIME, PointStates, Quality
from app.domain.texts import Text
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state, make_values
from tests.fakes.clocks import START_US
from widgets.points.inspector import InspectorView
from widgets.points.inspector_facts import reading
from widgets.theme import theme

CITY = make_city(60)
NO2 = str(CITY.points[0].id)
SWITCH = 8
RULE = next(rule for rule in CITY.rules if rule.id.endswith("#hihi"))


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> InspectorView:
    theme().apply("light")
    view = InspectorView()
    qtbot.addWidget(view)
    view.resize(300, 900)
    view.set_city(CITY)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(make_state(CITY))
    view.show_selection([NO2])
    return view


def texts(widget: QWidget) -> str:
    """Return everything a widget says, line by line."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def no2_at(value: float, **state: object) -> CityState:
    values = make_values(CITY)
    values[0] = value
    return make_state(CITY, values=values, **state)  # type: ignore[arg-type]


# --- one point ------------------------------------------------------------------------------


def test_it_says_what_the_point_is(view: InspectorView) -> None:
    said = texts(view.card)
    for part in (
        "NO₂ Bahnhofstraße 1", "Bahnhofstraße · Mitte", NO2, "Dieser Wert ist simuliert.",
        "LoRaWAN-Netz (verbunden)", "air_station-0000", "µg/m³ (Mikrogramm je Kubikmeter)",
    ):  # fmt: skip
        assert part in said


def test_the_value_follows_the_state(view: InspectorView) -> None:
    view.show_state(replace(no2_at(77), changed=np.array([0])))
    assert view.card.value.text().startswith("77<")
    view.show_state(replace(no2_at(78), changed=np.array([1])))
    assert view.card.value.text().startswith("77<"), "another point changed, not this one"


def test_limits_say_what_to_do(view: InspectorView) -> None:
    said = texts(view.card.limits)
    assert "HIHI > 91\u202fµg/m³ · Kritisch" in said
    assert "Umweltamt anrufen" in said
    assert "39. BImSchV" in said


def test_the_law_is_told_for_today_and_for_the_days_to_come(view: InspectorView) -> None:
    view.set_city(_city_with_law())
    view.show_state(make_state(CITY))
    QApplication.processEvents()
    said = texts(view.card.law)
    assert "91\u202fµg/m³, 1-Stunden-Mittel" in said
    assert "ab 01.01.2030: 50\u202fµg/m³, 1-Stunden-Mittel" in said
    assert "Gesetz von gestern" not in said


def _city_with_law() -> City:
    def row(value: float, law: str, start: date, end: date | None) -> LegalLimit:
        return LegalLimit("no2", value, "ug_m3", Text("1-Stunden-Mittel"), law, start, end)

    rule = replace(RULE, threshold=91.0)
    return replace(
        CITY,
        rules=(rule,),
        limits=(
            row(120.0, "Gesetz von gestern", date(2000, 1, 1), date(2009, 12, 31)),
            row(91.0, rule.basis, date(2010, 1, 1), date(2029, 12, 31)),
            row(50.0, "Gesetz von morgen", date(2030, 1, 1), None),
        ),
    )


def test_an_alarm_can_be_acknowledged_here(qtbot: QtBot, view: InspectorView) -> None:
    view.show_state(no2_at(99, alarms={RULE.id: make_alarm()}))
    line = view.card._lines[0]
    with qtbot.waitSignal(view.acknowledge_requested) as told:
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
    assert told.args == [[str(RULE.id)]]
    view.show_state(no2_at(99, alarms={RULE.id: make_alarm(by="M. Beispiel")}))
    assert not view.card._lines[0].button.isVisible()
    view.show_state(no2_at(40))
    assert not view.card.alarms.isVisible()


def test_the_past_cannot_be_acknowledged(view: InspectorView) -> None:
    view.show_state(no2_at(99, alarms={RULE.id: make_alarm()}, is_live=False))
    assert not view.card._lines[0].button.isEnabled()
    assert "vergangenen" in view.card._lines[0].button.toolTip()


def test_alarms_of_other_points_stay_away(view: InspectorView) -> None:
    other = AlarmId(str(CITY.points[3].id) + "#hi")
    view.show_state(no2_at(40, alarms={other: make_alarm()}))
    assert not view.card.alarms.isVisible()


def test_the_hour_says_its_smallest_and_largest_value(view: InspectorView) -> None:
    state = make_state(CITY)
    sparks = np.full((60, 60), np.nan)
    sparks[0, 50:] = np.linspace(20, 60, 10)
    view.show_state(replace(state, sparks=sparks))
    assert view.card.spark.range_texts() == ("20", "60")
    view.show_state(replace(state, sparks=np.full((60, 60), np.nan)))
    assert not view.card.spark.isVisible()


# --- why a value is stale -------------------------------------------------------------------


def _state_of(quality: Quality, time_us: int) -> CityState:
    state = make_state(CITY, silent=[SWITCH])
    states = state.states
    qualities, times = states.quality.copy(), states.time.copy()
    qualities[SWITCH], times[SWITCH] = quality, time_us
    columns = PointStates(states.key, times, states.received, states.value, qualities)
    return replace(state, states=columns)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (make_state(CITY, silent=[SWITCH]), "Seit 60 min kam kein neuer Wert; üblich ist einer"),
        (make_state(CITY, offline={"netz"}), "Die Quelle liefert nicht: unterbrochen"),
        (replace(make_state(CITY, silent=[SWITCH]), sources={}), "Die Datenerfassung antwortet"),
        (_state_of(Quality.GAP, START_US - 60_000_000), "Seit dem letzten Wert fehlen Daten."),
        (_state_of(Quality.BAD, NO_TIME), "Bisher ist kein Wert gekommen."),
    ],
)
def test_a_stale_value_says_why(state: CityState, reason: str) -> None:
    now = reading(CITY, SWITCH, state)
    assert now.is_stale
    assert now.reason.startswith(reason)


def test_a_fresh_value_gives_no_reason(view: InspectorView) -> None:
    assert not view.card.reason.isVisible()
    view.show_selection([str(CITY.points[SWITCH].id)])
    view.show_state(make_state(CITY, offline={"netz"}))
    assert view.card.reason.isVisible()
    assert not view.card.value.isEnabled(), "a stale value is dimmed"
    assert view.card.quality.accessibleName() == "veraltet"


def test_a_bad_value_says_so(view: InspectorView) -> None:
    view.show_state(make_state(CITY, bad=[0]))
    assert view.card.quality.accessibleName() == "schlecht"


# --- several, none --------------------------------------------------------------------------


def test_several_points_are_counted_and_listed(qtbot: QtBot, view: InspectorView) -> None:
    ids = [str(point.id) for point in CITY.points[:12]]
    view.show_selection(ids)
    view.show_state(make_state(CITY, offline={"netz"}, bad=[3]))
    assert view.many.heading.text() == "12 Datenpunkt(e) ausgewählt"
    model = view.many.model
    cells = [model.data(model.index(row, 1)) for row in range(model.rowCount())]
    assert len(cells) == 12
    assert str(cells[3]).endswith("°C · schlecht")
    assert str(cells[8]) == "In Betrieb · veraltet"
    with qtbot.waitSignal(view.trend_requested) as told:
        view.many.ways.trend.click()
    assert told.args == [ids]


def test_nothing_selected_says_what_to_do(view: InspectorView) -> None:
    view.show_selection([])
    assert view.stage.placeholder.sentence.startswith("Wählen Sie einen Datenpunkt aus")
    view.show_selection(["gibt.es.nicht"])
    assert not view.stage.is_content_shown


def test_it_loads_until_the_first_state(view: InspectorView) -> None:
    view.set_city(CITY)
    assert not view.stage.is_content_shown
    view.show_state(make_state(CITY))
    assert view.stage.is_content_shown, "the selection outlives a new profile"


def test_without_the_right_nothing_is_shown(view: InspectorView) -> None:
    view.set_allowed(is_allowed=False)
    assert "Recht" in view.stage.placeholder.sentence


# --- hands ----------------------------------------------------------------------------------


def test_the_buttons_show_curves_and_place_and_copy(qtbot: QtBot, view: InspectorView) -> None:
    with qtbot.waitSignal(view.trend_requested) as told:
        QTest.mouseClick(view.card.ways.trend, Qt.MouseButton.LeftButton)
    assert told.args == [[NO2]]
    with qtbot.waitSignal(view.map_requested) as told:
        QTest.mouseClick(view.card.ways.map, Qt.MouseButton.LeftButton)
    assert told.args == [[NO2]]
    QTest.mouseClick(view.card.ways.copy, Qt.MouseButton.LeftButton)
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[:2] == ["Datenpunkt", "Kennung"]
    assert line.split("\t")[:2] == ["NO₂ Bahnhofstraße 1", NO2]
    QTest.mouseClick(view.card.copy_id, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == NO2


def test_texts_follow_the_language(view: InspectorView) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    QApplication.processEvents()
    assert "µg/m³ (micrograms/m³)" in texts(view.card)


def test_it_can_be_drawn_in_both_themes(view: InspectorView) -> None:
    view.show_state(no2_at(99, alarms={RULE.id: make_alarm()}, bad=[0]))
    pictures = []
    for name in ("light", "dark"):
        theme().apply(name)
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]
