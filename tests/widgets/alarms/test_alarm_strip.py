"""The alarm strip: counts, the newest alarm in words, acknowledge, blink, room."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.alarms import AlarmId, AlarmState, Shelf
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.alarms.strip import AlarmStrip
from widgets.theme import theme

CITY = make_city(120)
MINUTE = 60_000_000
CRITICAL, HIGH, HIGH_SEEN, MEDIUM = (
    AlarmId(str(CITY.points[row].id) + kind)
    for row, kind in ((0, "#hihi"), (3, "#hi"), (6, "#hi"), (5, "#state"))
)
LOST = AlarmId("netz#lost")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def strip(qtbot: QtBot) -> AlarmStrip:
    theme().apply("light")
    strip = AlarmStrip()
    qtbot.addWidget(strip)
    strip.resize(1200, 36)
    strip.set_city(CITY)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def with_alarms(alarms: dict[AlarmId, AlarmState], *, is_live: bool = True) -> CityState:
    return make_state(CITY, alarms=alarms, changed=(), is_live=is_live)


def some_alarms() -> dict[AlarmId, AlarmState]:
    return {
        CRITICAL: make_alarm(raised_us=START_US - 9 * MINUTE, value=98.4),
        HIGH: make_alarm(raised_us=START_US - 5 * MINUTE, value=64.0),
        HIGH_SEEN: make_alarm(raised_us=START_US - MINUTE, by="M. Beispiel"),
        LOST: make_alarm(raised_us=START_US - 7 * MINUTE),
    }


def test_the_chips_count_per_priority_and_lost_sources(strip: AlarmStrip) -> None:
    strip.show_state(with_alarms(some_alarms()))
    assert [(c.tally.total, c.tally.waiting) for c in strip.chips] == [
        (1, 1), (2, 1), (0, 0), (0, 0), (1, 1),
    ]  # fmt: skip
    assert strip.chips[1].accessibleName() == "Hoch: 2, 1 nicht quittiert"


def test_the_newest_alarm_that_waits_is_said_with_value_limit_and_time(strip: AlarmStrip) -> None:
    strip.show_state(with_alarms(some_alarms()))
    point = CITY.points[3]
    assert strip.sentence.words == (
        f"{point.name.de} über dem Grenzwert · 64,0\u202f°C · HI > 22,9\u202f°C · 16:55:00"
    )


def test_the_button_acknowledges_that_alarm_and_only_that(qtbot: QtBot, strip: AlarmStrip) -> None:
    strip.show_state(with_alarms(some_alarms()))
    with qtbot.waitSignal(strip.acknowledge_requested) as told:
        QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert told.args == [[HIGH]]


def test_sentence_and_chips_lead_to_the_list(qtbot: QtBot, strip: AlarmStrip) -> None:
    strip.show_state(with_alarms(some_alarms()))
    with qtbot.waitSignal(strip.alarm_requested) as told:
        QTest.keyClick(strip.sentence, Qt.Key.Key_Space)
    assert told.args == [HIGH]
    with qtbot.waitSignal(strip.alarm_requested) as told:
        QTest.mouseClick(strip.chips[4], Qt.MouseButton.LeftButton)
    assert told.args == [LOST]
    with qtbot.assertNotEmitted(strip.alarm_requested):
        QTest.mouseClick(strip.chips[2], Qt.MouseButton.LeftButton)


def test_calm_is_said_in_words_and_without_a_button(strip: AlarmStrip) -> None:
    strip.show_state(with_alarms({}))
    assert strip.sentence.words == "Kein Alarm steht an."
    assert not strip.button.isVisible()
    strip.show_state(with_alarms({HIGH_SEEN: make_alarm(by="M. Beispiel")}))
    assert strip.sentence.words == "Alle Alarme sind quittiert."


def test_calm_is_not_claimed_while_nobody_watches(strip: AlarmStrip) -> None:
    strip.show_state(replace(with_alarms({}), sources={}))
    assert strip.sentence.words == "", "the collector may be about to start"
    later = make_state(CITY, at_us=START_US + 11_000_000, alarms={}, changed=())
    strip.show_state(replace(later, sources={}))
    assert strip.sentence.words.startswith("Alarmlage unbekannt")


def test_the_past_is_shown_but_not_acknowledged(strip: AlarmStrip) -> None:
    strip.show_state(with_alarms(some_alarms(), is_live=False))
    assert strip.button.isVisible()
    assert not strip.button.isEnabled()
    assert "vergangenen Stand" in strip.button.toolTip()


def test_only_a_new_critical_blinks_and_never_faster_than_once_a_second(
    strip: AlarmStrip,
) -> None:
    strip.show_state(with_alarms(some_alarms()))
    assert not strip._timer.isActive(), "it has been there for minutes"
    fresh = {CRITICAL: make_alarm(raised_us=START_US - 2_000_000)}
    strip.show_state(with_alarms(fresh))
    assert strip._timer.isActive()
    assert 2 * strip._timer.interval() >= 1_000
    strip.show_state(with_alarms(fresh, is_live=False))
    assert not strip._timer.isActive(), "the past does not blink"
    strip.show_state(with_alarms(fresh))
    strip.show_state(with_alarms({CRITICAL: make_alarm(raised_us=START_US, by="M. Beispiel")}))
    assert not strip._timer.isActive()
    assert not strip.chips[0].is_lit


def test_a_hidden_strip_does_not_blink(strip: AlarmStrip) -> None:
    strip.show_state(with_alarms({CRITICAL: make_alarm(raised_us=START_US)}))
    strip.hide()
    assert not strip._timer.isActive()


@pytest.mark.parametrize("width", [300, 360, 480, 700, 900, 1200])
def test_it_gives_way_and_still_names_the_point(strip: AlarmStrip, width: int) -> None:
    strip.show_state(with_alarms(some_alarms()))
    strip.resize(width, 36)
    QApplication.processEvents()
    assert strip.width() == width, "nothing pushes it wider"
    assert strip.button.geometry().right() <= width
    start = CITY.points[3].name.de.split()[0]
    assert strip.sentence.words_on_screen.startswith(start[:3])


def test_everything_is_reached_with_the_tab_key(strip: AlarmStrip) -> None:
    strip.show_state(with_alarms(some_alarms()))
    policies = [w.focusPolicy() for w in (*strip.chips, strip.sentence, strip.button)]
    assert all(policy & Qt.FocusPolicy.TabFocus for policy in policies)


def test_the_same_state_draws_nothing_again(strip: AlarmStrip) -> None:
    alarms = some_alarms()
    strip.show_state(with_alarms(alarms))
    QApplication.processEvents()
    painted = _PaintCounter(strip.sentence)
    for _ in range(3):
        strip.show_state(with_alarms(alarms))
        QApplication.processEvents()
    assert painted.count == 0


def test_texts_follow_the_language(strip: AlarmStrip) -> None:
    strip.show_state(with_alarms({LOST: make_alarm(raised_us=START_US)}))
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(strip, QEvent(QEvent.Type.LanguageChange))
    assert strip.sentence.words.startswith("The connection to “Netzmanagement” is lost.")


class _PaintCounter(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_hidden_alarms_call_nobody(strip: AlarmStrip) -> None:
    shelf = Shelf(START_US + MINUTE, START_US, "Kim", "Baustelle")
    strip.show_state(
        with_alarms(
            {
                CRITICAL: replace(make_alarm(), shelf=shelf),
                HIGH: replace(make_alarm(), suppressed_by="schedule"),
                MEDIUM: make_alarm(raised_us=START_US - MINUTE, value=2.0),
            }
        )
    )
    assert [chip.tally.total for chip in strip.chips] == [0, 0, 1, 0, 0]
    assert strip._newest is not None
    assert strip._newest.id == MEDIUM


def test_the_sound_is_silenced_here_and_its_trouble_said(qtbot: QtBot, strip: AlarmStrip) -> None:
    with qtbot.waitSignal(strip.sound_settings_requested):
        strip.sound.click()
    strip.show_sound(is_ringing=True, is_silenced=False)
    assert strip.sound.text() == "Ton aus"
    with qtbot.waitSignal(strip.silence_requested):
        strip.sound.click()
    strip.show_sound(is_ringing=False, is_silenced=True)
    assert strip.sound.text() == ""
    assert "klingt nichts" in strip.sound.toolTip()
    strip.show_sound(is_ringing=False, is_silenced=False, trouble="Kein Ton: Kein Lautsprecher.")
    assert strip.sound.text() == "kein Ton"
    assert "Kein Lautsprecher" in strip.sound.toolTip()
