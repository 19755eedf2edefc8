"""The card "Warum?": what it says, where it leads, and what it does while it has nothing to say."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.alarms import AlarmEventKind, AlarmId, AlarmState, Condition
from app.domain.annotations import Annotation
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.domain.samples import PointStates
from app.services.columns import city_keys
from app.services.ports import StorageError
from app.services.states import CityState
from tests.fakes.historian import MemoryHistorian
from tests.fakes.why import (
    AP_DOWN,
    DAY,
    HOUR,
    LAW,
    MINUTE,
    NO2,
    NO2_HI,
    NOW,
    OTHER_DOWN,
    SECOND,
    SWITCH_DOWN,
    TTN_LOST,
    Village,
)
from widgets.theme import theme
from widgets.why import WhyCard
from widgets.why.parts import WhyLine


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def village() -> Village:
    """Return a village in which a limit is crossed, for the third time."""
    village = Village()
    village.measure_evenly(NO2, [150.0 + place for place in range(65)])
    for days in (2, 1):
        raised_us = NOW - days * DAY
        village.stand(NO2_HI, raised_us, raised_us + HOUR, 210.0)
        village.happen(
            NO2_HI, AlarmEventKind.ACKNOWLEDGED, raised_us + 4 * MINUTE, actor="A", comment="Stau"
        )
    village.stand(NO2_HI, NOW - 10 * MINUTE, value=212.0)
    return village


@pytest.fixture
def card(qtbot: QtBot, village: Village) -> Iterator[WhyCard]:
    theme().apply("light")
    card = WhyCard()
    qtbot.addWidget(card)
    card.resize(380, 1_200)
    card.set_city(village.city)
    card.set_history(village.history)
    card.set_journal(village.journal)
    card.set_annotations(village.notes)
    card.show()
    qtbot.waitExposed(card)
    yield card
    card.close_feed()


def state_of(village: Village, alarms: dict[AlarmId, AlarmState] | None = None) -> CityState:
    keys = city_keys(village.city)
    states = PointStates.unknown(keys)
    stale = states.quality > 0
    return CityState(NOW, True, states, stale, {}, alarms or {})


def wait(qtbot: QtBot, card: WhyCard) -> str:
    """Wait for the answer; return everything the card says."""
    qtbot.waitUntil(lambda: card.asker.is_idle)
    return card.text()


def explained(qtbot: QtBot, card: WhyCard, subject: str = NO2_HI) -> str:
    card.explain_alarm(subject, NOW)
    return wait(qtbot, card)


def line(card: WhyCard, words: str) -> WhyLine:
    return next(it for box in card.boxes.values() for it in box.lines if words in it.line.text)


def labels(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


# ---- what it says ---------------------------------------------------------------------------


def test_it_begins_with_what_is_wrong_by_how_much_and_since_when(
    qtbot: QtBot, card: WhyCard
) -> None:
    text = explained(qtbot, card)
    assert "12,00\u202fµg/m³ (6\u202f%) über dem Grenzwert von 200,00\u202fµg/m³" in text
    assert "Steht seit 16:50:00, das sind 10 min." in text
    assert "stieg der Wert um" in text
    assert "Zurzeit: 214,00\u202fµg/m³." in text
    assert card.trend.isVisible()


def test_chapters_come_in_the_order_of_their_use(qtbot: QtBot, card: WhyCard) -> None:
    text = explained(qtbot, card)
    titles = [
        "Was los ist",
        "Was zuerst kam",
        "Was zu tun ist",
        "Was sich in der Nähe änderte",
        "Die letzten Fälle",
        "Anleitungen",
        "Woher der Grenzwert kommt",
    ]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_the_last_cases_say_how_long_they_took_and_what_was_said(
    qtbot: QtBot, card: WhyCard
) -> None:
    text = explained(qtbot, card)
    assert "In den letzten 90 Tagen 2-mal, meist etwa 60 min" in labels(card)
    assert "dauerte 60 min · 23.11.2025 17:00" in text
    assert "nach 4 min quittiert von A" in text
    assert "A: „Stau“" in text


def test_what_to_do_names_whom_to_call_and_what_happens_else(qtbot: QtBot, card: WhyCard) -> None:
    text = explained(qtbot, card)
    assert "Verkehr umleiten\n  Umweltamt, 17-1234\n- Sonst: Reizung" in text
    assert "Für diese Bauart\n  Umweltamt rufen" in text


def test_who_set_a_limit_and_why(qtbot: QtBot, village: Village, card: WhyCard) -> None:
    first = LimitChange(
        NO2_HI, PointId(NO2), village.city.rules[0].kind, NOW - 30 * DAY, 250.0, LAW
    )
    village.journal.limits = [first, replace(first, since_us=NOW - 3 * DAY, threshold=200.0)]
    village.journal.documents = [
        DocumentVersion(DocumentKind.RULES, 4, NOW - 3 * DAY, "A. Chefin", "Ratsbeschluss", "")
    ]
    text = explained(qtbot, card)
    assert "200,00\u202fµg/m³ gesetzt, vorher 250,00\u202fµg/m³ · 21.11.2025 17:00" in text
    assert "von A. Chefin, Version 4 der Regeln: „Ratsbeschluss“" in text
    assert "250,00\u202fµg/m³ aus dem Stadtprofil" in text
    assert f"{LAW} · in Kraft seit 06.08.2010" in text


def test_the_first_out_of_the_network_leads_and_what_followed_says_how_much_later(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.stand(SWITCH_DOWN, NOW - 5 * MINUTE)
    village.stand(OTHER_DOWN, NOW - 4 * MINUTE)
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    text = explained(qtbot, card, AP_DOWN)
    chain = text[text.index("Was zuerst kam") : text.index("Was zu tun ist")]
    assert "school_switch-0 getrennt · 16:55:00\n  vorgelagert im Netz" in chain
    assert "access_point-1 getrennt · 1 min später" in chain
    assert "Dieser Alarm: access_point-0 getrennt · 2 min später" in chain
    assert text.count("school_switch-0 getrennt") == 1


def test_a_switch_that_was_found_dead_later_is_still_called_the_cause(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.stand(OTHER_DOWN, NOW - 5 * MINUTE)
    village.stand(SWITCH_DOWN, NOW - 4 * MINUTE)
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    text = explained(qtbot, card, AP_DOWN)
    assert "Vermutlich die Ursache: school_switch-0 getrennt · 16:56:00" in text
    assert "access_point-1 getrennt · 16:55:00" in text


def test_the_one_that_came_first_itself_says_so(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.stand(OTHER_DOWN, NOW - 30 * HOUR)
    village.stand(AP_DOWN, NOW - 5 * MINUTE)
    village.stand(SWITCH_DOWN, NOW - 4 * MINUTE)
    text = explained(qtbot, card, AP_DOWN)
    assert "kam zuerst, die anderen folgten" in text
    assert "stand schon vorher: access_point-1 getrennt" in text


def test_everything_that_can_change_near_by_has_its_words(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    moment = NOW - 8 * MINUTE
    village.happen(TTN_LOST, AlarmEventKind.RAISED, moment)
    village.happen(TTN_LOST, AlarmEventKind.CLEARED, moment + MINUTE)
    other = AlarmId("air_station-1.no2#hi")
    village.stand(other, moment - HOUR, moment, 220.0)
    village.happen(other, AlarmEventKind.SHELVED, moment, actor="B", comment="Messfahrt")
    village.measure_evenly("air_station-0.pm10", [20.0 + p % 2 for p in range(390)] + [90.0] * 12)
    village.measure("air_station-0.pm25", [NOW - HOUR], [9.0])
    key = int(village.point("air_station-0.pm25").key)
    village.history.samples[key][moment] = (float("nan"), 2)
    village.notes.put(Annotation("n", moment, moment, "Baustelle", "C", moment))
    first = LimitChange(NO2_HI, PointId(NO2), village.city.rules[0].kind, NOW - DAY, 250.0, LAW)
    village.journal.limits = [first, replace(first, since_us=moment, threshold=200.0)]
    text = explained(qtbot, card)
    for words in (
        "Verbindung zu „ttn“ unterbrochen",
        "Verbindung zu „ttn“ wieder da",
        "Zurückgekehrt: zu viel Stickstoffdioxid",
        "B hat zurückgestellt: zu viel Stickstoffdioxid",
        "„Messfahrt“",
        "→ 90,00\u202fµg/m³",
        "-mal so viel wie üblich",
        "air_station-0 pm25 liefert nichts Gültiges mehr",
        "Notiz von C: Baustelle",
        "Grenzwert geändert: 250,00\u202fµg/m³ → 200,00\u202fµg/m³",
        "am selben Gerät",
        "dieselbe Quelle",
        "ganze Stadt",
    ):
        assert words in text


def test_what_hangs_on_the_same_switch_says_so(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.stand(OTHER_DOWN, NOW - HOUR, NOW - 4 * MINUTE)
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    text = explained(qtbot, card, AP_DOWN)
    assert "gleicher Anschluss (school_switch-0), 100\u202fm" in text


def test_a_lost_connection_has_no_curve_and_no_trend(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.stand(TTN_LOST, NOW - MINUTE, value=1.0)
    text = explained(qtbot, card, TTN_LOST)
    assert "Die Quelle liefert nichts mehr." in text
    assert not card.trend.isVisible()
    assert not card.head.trend.isEnabled()
    assert card.head.trend.toolTip() == "Eine Verbindung hat keinen Verlauf."
    assert not card.head.map.isEnabled()
    assert card.head.map.toolTip() == "Ohne Datenpunkt ist kein Ort bekannt."
    assert card.head.connection.isEnabled()


OTHER_NO2 = "air_station-1.no2"


@pytest.mark.parametrize(
    ("point", "value", "words"),
    [
        (OTHER_NO2, 120.0, "im erlaubten Bereich; bis HI > 200,00\u202fµg/m³ fehlen"),
        (OTHER_NO2, 230.0, "Der Wert verletzt die Regel HI > 200,00\u202fµg/m³."),
        ("noise-0.laeq", 60.0, "Für diesen Datenpunkt gibt es keine Regel."),
        ("charger-0.status", 5.0, "Der Zustand „gestört“ ist auffällig"),
        ("access_point-0.online", 1.0, "im erlaubten Bereich; kein Alarm steht an"),
    ],
)
def test_a_point_without_an_alarm_gets_an_honest_answer(
    request: pytest.FixtureRequest, card: WhyCard, point: str, value: float, words: str
) -> None:
    request.getfixturevalue("village").measure_evenly(point, [value] * 5)
    card.explain_point(point, NOW)
    assert words in wait(request.getfixturevalue("qtbot"), card)
    assert not card.head.chip.isVisible()
    assert not card.head.comment.isEnabled()


def test_a_point_that_never_delivered_says_so(qtbot: QtBot, card: WhyCard) -> None:
    card.explain_point("soil-0.temp", NOW)
    text = wait(qtbot, card)
    assert "Von diesem Datenpunkt ist nichts bekannt." in text
    assert "Bisher ist kein Wert gekommen." in text


def test_an_alarm_that_is_over_says_when_and_how_long(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.happen(NO2_HI, AlarmEventKind.CLEARED, NOW - 3 * MINUTE)
    text = explained(qtbot, card)
    assert "Gemeldet 16:50:00, vorbei 16:57:00, das waren 7 min." in text


def test_an_alarm_that_never_was_says_so(qtbot: QtBot, card: WhyCard) -> None:
    assert "das Journal kennt keinen Fall davon" in explained(qtbot, card, AP_DOWN)


# ---- where it leads -------------------------------------------------------------------------


def test_a_line_leads_to_its_alarm_by_mouse_and_by_key(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.stand(SWITCH_DOWN, NOW - 5 * MINUTE)
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    explained(qtbot, card, AP_DOWN)
    first = line(card, "school_switch-0 getrennt")
    with qtbot.waitSignal(card.alarm_requested) as asked:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert asked.args == [SWITCH_DOWN]
    with qtbot.waitSignal(card.alarm_requested) as asked:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert asked.args == [SWITCH_DOWN]


def test_its_time_leads_to_that_moment(qtbot: QtBot, village: Village, card: WhyCard) -> None:
    village.stand(SWITCH_DOWN, NOW - 5 * MINUTE)
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    explained(qtbot, card, AP_DOWN)
    time = line(card, "school_switch-0 getrennt").time
    assert time is not None
    with qtbot.waitSignal(card.time_requested) as asked:
        time.click()
    assert asked.args == [NOW - 5 * MINUTE]


def test_a_line_without_an_alarm_selects_its_point(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.measure_evenly("air_station-0.pm10", [20.0 + p % 2 for p in range(390)] + [90.0] * 12)
    explained(qtbot, card)
    with qtbot.waitSignal(card.points_selected) as asked:
        QTest.mouseClick(line(card, "pm10"), Qt.MouseButton.LeftButton)
    assert asked.args == [["air_station-0.pm10"]]


def test_a_line_that_leads_nowhere_takes_no_focus(qtbot: QtBot, card: WhyCard) -> None:
    explained(qtbot, card)
    nowhere = line(card, "Dieser Alarm kam allein")
    assert nowhere.focusPolicy() is Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(card.points_selected), qtbot.assertNotEmitted(card.alarm_requested):
        QTest.mouseClick(nowhere, Qt.MouseButton.LeftButton)
        QTest.keyClick(nowhere, Qt.Key.Key_Return)


def test_the_trend_opens_with_the_window_round_the_moment(qtbot: QtBot, card: WhyCard) -> None:
    explained(qtbot, card)
    ranges: list[tuple[int, int]] = []
    card.range_requested.connect(lambda start, end: ranges.append((start, end)))
    with qtbot.waitSignal(card.trend_requested) as asked:
        card.head.trend.click()
    assert asked.args == [[NO2]]
    QTest.mouseClick(card.trend, Qt.MouseButton.LeftButton)
    QTest.keyClick(card.trend, Qt.Key.Key_Space)
    assert ranges == [(NOW - 70 * MINUTE, NOW + 50 * MINUTE)] * 3


def test_it_leads_to_the_connection_and_to_a_comment(qtbot: QtBot, card: WhyCard) -> None:
    explained(qtbot, card)
    with qtbot.waitSignal(card.connection_requested) as asked:
        card.head.connection.click()
    assert asked.args == ["ttn"]
    with qtbot.waitSignal(card.comment_requested) as asked:
        card.head.comment.click()
    assert asked.args == [NO2_HI]


def test_the_place_is_shown_on_the_map_and_in_the_twin(qtbot: QtBot, card: WhyCard) -> None:
    explained(qtbot, card)
    with qtbot.waitSignal(card.map_requested) as asked:
        card.head.map.click()
    assert asked.args == [[NO2]]
    with qtbot.waitSignal(card.twin_requested) as asked:
        card.head.twin.click()
    assert asked.args == [[NO2]]


def test_everything_can_be_copied_as_text(qtbot: QtBot, card: WhyCard) -> None:
    explained(qtbot, card)
    with qtbot.waitSignal(card.message_requested):
        card.head.copy.click()
    assert QGuiApplication.clipboard().text() == card.text()
    assert card.text().startswith("zu viel Stickstoffdioxid\nair_station-0 no2")


def test_escape_closes_it(qtbot: QtBot, card: WhyCard) -> None:
    explained(qtbot, card)
    card.activateWindow()
    card.head.copy.setFocus()
    qtbot.waitUntil(card.head.copy.hasFocus)
    with qtbot.waitSignal(card.close_requested):
        QTest.keyClick(card.head.copy, Qt.Key.Key_Escape)
    with qtbot.waitSignal(card.close_requested):
        card.head.close_button.click()


# ---- how it stands now ----------------------------------------------------------------------


def test_the_head_follows_how_the_alarm_stands(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    explained(qtbot, card)
    stands = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=NOW - 10 * MINUTE)
    card.show_state(state_of(village, {NO2_HI: stands}))
    assert card.head.state.text() == "aktiv, nicht quittiert · seit 16:50:00"
    card.show_state(state_of(village, {NO2_HI: replace(stands, is_acknowledged=True)}))
    assert card.head.state.text() == "aktiv, quittiert · seit 16:50:00"


def test_without_a_moment_it_explains_the_one_on_screen(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    card.explain_alarm(NO2_HI)
    assert not card.stage.is_content_shown
    card.show_state(state_of(village))
    wait(qtbot, card)
    found = card.found
    assert found is not None
    assert found.at_us == NOW


def test_an_alarm_that_returned_meanwhile_asks_to_be_explained_anew(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    stands = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=NOW - 10 * MINUTE)
    card.show_state(state_of(village, {NO2_HI: stands}))
    card.explain_alarm(NO2_HI)
    wait(qtbot, card)
    assert card.stage.notice.sentence == ""
    card.show_state(state_of(village))
    assert "hat sich der Alarm geändert" in card.stage.notice.sentence
    village.happen(NO2_HI, AlarmEventKind.CLEARED, NOW - SECOND)
    card.stage.action_requested.emit()
    wait(qtbot, card)
    assert card.stage.notice.sentence == ""
    assert card.head.state.text() == "vorbei"


def test_it_asks_again_when_told_to(qtbot: QtBot, village: Village, card: WhyCard) -> None:
    explained(qtbot, card)
    village.happen(NO2_HI, AlarmEventKind.ACKNOWLEDGED, NOW - MINUTE, actor="M", comment="weiß ich")
    card.head.refresh.click()
    assert "Quittiert 16:59:00 von M. „weiß ich“" in wait(qtbot, card)


def test_another_city_is_explained_anew(qtbot: QtBot, village: Village, card: WhyCard) -> None:
    explained(qtbot, card)
    rules = tuple(replace(rule, threshold=100.0) for rule in village.city.rules)
    card.set_city(replace(village.city, rules=rules))
    assert "Grenzwert von 100,00" in wait(qtbot, card)


# ---- nothing to say -------------------------------------------------------------------------


def test_before_the_first_question_it_says_how_to_ask(card: WhyCard) -> None:
    assert "F3" in card.stage.placeholder.sentence


def test_what_the_city_does_not_know_is_said(qtbot: QtBot, card: WhyCard) -> None:
    card.explain_alarm("nirgends#hi", NOW)
    qtbot.waitUntil(lambda: card.asker.is_idle)
    assert "nichts bekannt" in card.stage.placeholder.sentence


def test_what_cannot_be_read_is_said_above_the_rest(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    class Broken(MemoryHistorian):
        @override
        def as_of(self, keys: object, time_us: int) -> PointStates:
            raise StorageError("Die Historie ist beschädigt.")

    card.set_history(Broken())
    text = explained(qtbot, card)
    assert "Steht seit" in text
    assert card.stage.notice.sentence == "Die Historie ist beschädigt."


class Slow(MemoryHistorian):
    """A historian that answers when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may_answer = threading.Event(), threading.Event()

    @override
    def as_of(self, keys: object, time_us: int) -> PointStates:
        self.asked.set()
        self.may_answer.wait()
        raise StorageError("zu spät")


def test_it_can_be_given_up_and_shows_what_it_had(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    explained(qtbot, card)
    slow = Slow()
    card.set_history(slow)
    slow.asked.wait()
    card.cancel()
    slow.may_answer.set()
    assert card.stage.notice.sentence == "Die Erklärung wurde abgebrochen."
    assert card.stage.is_content_shown


def test_while_it_waits_for_another_alarm_the_old_one_is_gone(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    explained(qtbot, card)
    slow = Slow()
    card.set_history(slow)
    slow.asked.wait()
    card.explain_alarm(AP_DOWN, NOW)
    assert not card.stage.is_content_shown
    slow.may_answer.set()
    wait(qtbot, card)
    assert card.found is not None
    assert card.found.subject == AP_DOWN


def test_after_the_end_of_its_feed_it_still_shows_what_it_has(qtbot: QtBot, card: WhyCard) -> None:
    text = explained(qtbot, card)
    card.close_feed()
    card.close_feed()
    assert card.text() == text


# ---- looks ----------------------------------------------------------------------------------


def test_it_draws_in_both_themes_and_both_languages(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.stand(SWITCH_DOWN, NOW - 5 * MINUTE)
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    explained(qtbot, card, AP_DOWN)
    light = card.grab().toImage()
    theme().apply("dark")
    assert card.grab().toImage() != light
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(card, QEvent(QEvent.Type.LanguageChange))
    assert card.accessibleName()
    theme().apply("light")


def test_a_curve_with_gaps_and_states_is_drawn(
    qtbot: QtBot, village: Village, card: WhyCard
) -> None:
    village.measure("access_point-0.online", [NOW - 9 * MINUTE, NOW - 5 * MINUTE], [1.0, 0.0])
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    explained(qtbot, card, AP_DOWN)
    card.trend.setFocus()
    assert card.trend.isVisible()
    assert "offline bis online" in card.trend.toolTip()
    assert not card.trend.grab().toImage().isNull()


def test_a_line_under_the_mouse_is_tinted(qtbot: QtBot, village: Village, card: WhyCard) -> None:
    village.stand(SWITCH_DOWN, NOW - 5 * MINUTE)
    village.stand(AP_DOWN, NOW - 3 * MINUTE)
    explained(qtbot, card, AP_DOWN)
    first = line(card, "school_switch-0 getrennt")
    calm = first.grab().toImage()
    QApplication.sendEvent(first, _enter())
    tinted = first.grab().toImage()
    assert tinted != calm
    QApplication.sendEvent(first, QEvent(QEvent.Type.Leave))
    assert first.grab().toImage() == calm


def _enter() -> QEvent:
    place = QPoint(2, 2).toPointF()
    return QEnterEvent(place, place, place)
