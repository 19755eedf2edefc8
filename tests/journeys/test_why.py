"""„Warum?“ of an alarm: what is known of it, also while nobody collects."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmEventKind as Kind
from tests.journeys.station import LEVEL, PUMP, Station, at_work

pytestmark = pytest.mark.journey

COMMENT = "Der Rechen war zu"


def live_through_an_earlier_case(station: Station) -> None:
    """Let the alarm come, be acknowledged with a comment, and go."""
    station.raise_level(130.0)
    station.choose()
    station.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    dialog = station.dialog()
    station.write(dialog.box, COMMENT)
    station.click(dialog.button)
    station.until(lambda: station.alarm().is_acknowledged)
    station.measure("pegel", 60.0)
    station.until(lambda: station.alarm().is_at_rest)


def ask_why(station: Station) -> Any:
    """Press F3 on the alarm; return the card once it has its answer."""
    station.choose()
    card = station.page.why
    before = card.found
    station.press(Qt.Key.Key_F3)
    station.until(lambda: card.found is not None and card.found is not before)
    return card


def test_f3_tells_limit_first_out_and_earlier_cases_also_offline(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with at_work(tmp_path, qtbot) as station:
        live_through_an_earlier_case(station)
        station.measure("pumpe", 12.0)
        station.until(lambda: station.alarm(PUMP).is_active)
        station.raise_level()
        station.until(lambda: station.kinds()[-1] is Kind.RAISED)

        card = ask_why(station)
        assert card.isVisible()
        text = card.text()
        assert "100" in text
        assert "Absprache mit dem Bauhof" in text
        assert "Die Pumpe zieht zu viel Strom" in text
        assert COMMENT in text
        assert "Rechen ansehen" in text
        assert card.found.unread == ()

        # Nobody collects any more: what is on disk explains it as well.
        station.place.crew.stop()
        station.until(lambda: not station.console.feed.is_connected)
        offline = ask_why(station)
        assert offline.found.rule.id == LEVEL
        for words in ("Absprache mit dem Bauhof", "Die Pumpe zieht zu viel Strom", COMMENT):
            assert words in offline.text()
