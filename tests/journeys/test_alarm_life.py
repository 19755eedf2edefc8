"""An alarm from its first call to its rest, through the hands of a person and a crash."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmEventKind as Kind
from tests.journeys.station import LEVEL, Station, at_work
from widgets.alarms.tabs import AlarmTab

pytestmark = [pytest.mark.journey, pytest.mark.expects_warnings]


MESSAGE = "Wasserstand über 100"
COMMENT = "Bauhof ist unterwegs"
REASON = "Rechen wird geputzt"

LIFE = [
    Kind.RAISED,
    Kind.ACKNOWLEDGED,
    Kind.SHELVED,
    Kind.UNSHELVED,
    Kind.REALARMED,
    Kind.CLEARED,
    Kind.ACKNOWLEDGED,
]


def acknowledge_with(station: Station, comment: str) -> None:
    """Acknowledge the selected alarm and write why, with the keyboard alone."""
    station.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    station.write(station.dialog().box, comment, is_sent=True)


def shelve_because(station: Station, reason: str) -> None:
    """Shelve the selected alarm for an hour, with the keyboard alone."""
    station.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    line = station.dialog().reason.lineEdit()
    station.write(line, reason)
    QTest.keyClick(line, Qt.Key.Key_Return)


def kill_collector(station: Station) -> None:
    """Kill the collector as a crash would, and go on once the next one collects."""
    killed = station.collector()
    os.kill(killed, signal.SIGKILL)
    station.until(lambda: station.collector() not in {0, killed})
    station.until(lambda: not station.is_live())
    station.measure("pegel", 121.0)
    station.measure("pumpe", 3.0)
    station.until(lambda: station.is_live() and station.alarm().is_measured)


def calls_everywhere(station: Station) -> None:
    """List, strip and journal tell of the alarm, and wait for somebody."""
    station.until(lambda: not station.alarm().is_acknowledged)
    station.until(lambda: MESSAGE in station.strip.sentence.words)
    station.until(lambda: any(MESSAGE in row for row in station.rows()))
    station.until(lambda: any(MESSAGE in row for row in station.journal_rows()))


def is_shown_shelved(station: Station) -> None:
    """Its tab counts down and tells why."""
    station.press(Qt.Key.Key_2)
    assert station.page.alarms.model.tab is AlarmTab.SHELVED
    (row,) = station.rows()
    assert "noch" in row
    assert REASON in row


def test_an_alarm_lives_through_shelf_and_crash_until_it_rests(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with at_work(tmp_path, qtbot) as station:
        station.raise_level()
        calls_everywhere(station)

        station.choose()
        acknowledge_with(station, COMMENT)
        station.until(lambda: station.alarm().is_acknowledged)
        assert station.alarm().comment == COMMENT

        station.choose()
        shelve_because(station, REASON)
        station.until(lambda: station.alarm().shelf is not None)
        is_shown_shelved(station)

        # The next collector knows what was hidden, and until when.
        shelf = station.alarm().shelf
        kill_collector(station)
        assert station.alarm().is_active
        assert station.alarm().shelf == shelf

        # Unshelved and still active, it calls again.
        station.choose()
        station.press(Qt.Key.Key_U)
        station.until(lambda: station.alarm().shelf is None)
        station.press(Qt.Key.Key_1)
        calls_everywhere(station)

        # The water falls; that alone acknowledges nothing. Somebody sees it, and it rests.
        station.measure("pegel", 60.0)
        station.until(lambda: not station.alarm().is_active)
        assert not station.alarm().is_acknowledged
        station.choose()
        station.press(Qt.Key.Key_Space)
        station.until(lambda: station.alarm().is_at_rest)
        station.until(lambda: station.rows() == [])
        assert station.kinds() == LIFE
        was_seen_in_the_past(station)


def was_seen_in_the_past(station: Station) -> None:
    """Go back to the moment in which it was shelved: the list shows it so."""
    lines = {line.event.kind: line.event for line in station.journal() if line.event.alarm == LEVEL}
    moment_us = lines[Kind.SHELVED].time_us + 1_000
    station.console.time_bus.pin(moment_us)
    station.until(lambda: station.moment_us() == moment_us)
    assert station.alarm().shelf is not None
    station.press(Qt.Key.Key_2)
    (row,) = station.rows()
    assert REASON in row
    station.console.time_bus.go_live()
    station.until(lambda: station.alarm().is_at_rest)
    station.until(lambda: station.rows() == [])
