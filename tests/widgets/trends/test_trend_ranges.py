"""Ranges by the calendar, and ranges a person writes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from app.domain.local_times import to_us
from widgets.trends.model import Window
from widgets.trends.presets import Preset, preset_window
from widgets.trends.range_dialog import RangeDialog
from widgets.trends.toolbar import preset_text

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3_600_000_000


def us(local: str) -> int:
    return to_us(datetime.fromisoformat(local).replace(tzinfo=BERLIN))


@pytest.mark.parametrize(
    ("preset", "now", "start", "end"),
    [
        (Preset.TODAY, "2026-11-25T13:30", "2026-11-25", "2026-11-26"),
        (Preset.YESTERDAY, "2026-11-25T13:30", "2026-11-24", "2026-11-25"),
        (Preset.THIS_WEEK, "2026-11-25T13:30", "2026-11-23", "2026-11-30"),
        (Preset.LAST_WEEK, "2026-11-25T13:30", "2026-11-16", "2026-11-23"),
        (Preset.THIS_MONTH, "2026-12-31T23:59", "2026-12-01", "2027-01-01"),
        (Preset.LAST_MONTH, "2026-01-01T00:00", "2025-12-01", "2026-01-01"),
        (Preset.THIS_YEAR, "2026-11-25T13:30", "2026-01-01", "2027-01-01"),
        (Preset.TODAY, "2026-03-29T12:00", "2026-03-29", "2026-03-30"),
        (Preset.THIS_WEEK, "2026-10-25T12:00", "2026-10-19", "2026-10-26"),
    ],
)
def test_presets_go_from_local_midnight_to_local_midnight(
    preset: Preset, now: str, start: str, end: str
) -> None:
    assert preset_window(preset, us(now), BERLIN) == Window(us(start), us(end))


def test_the_day_of_a_clock_change_has_its_own_length() -> None:
    spring = preset_window(Preset.TODAY, us("2026-03-29T12:00"), BERLIN)
    autumn = preset_window(Preset.TODAY, us("2026-10-25T12:00"), BERLIN)
    assert (spring.span_us, autumn.span_us) == (23 * HOUR, 25 * HOUR)


def test_every_preset_has_a_name() -> None:
    assert len({preset_text(preset) for preset in Preset}) == len(Preset)


def dialog(qtbot: QtBot, window: Window | None = None) -> RangeDialog:
    made = RangeDialog(window, us("2026-11-25T13:30"), BERLIN)
    qtbot.addWidget(made)
    return made


def is_allowed(made: RangeDialog) -> bool:
    return made.show_button.isEnabled()


def test_the_range_shown_stands_in_the_lines(qtbot: QtBot) -> None:
    window = Window(us("2026-11-24T08:00"), us("2026-11-25T09:15"))
    made = dialog(qtbot, window)
    assert (made.start.text(), made.end.text()) == ("24.11.2026 08:00", "25.11.2026 09:15")
    assert made.window_shown == window


def test_a_range_may_be_said_in_words(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    assert not is_allowed(made)
    made.start.setText("gestern 14:30")
    made.end.setText("jetzt")
    assert made.window_shown == Window(us("2026-11-24T14:30"), us("2026-11-25T13:30"))
    assert is_allowed(made)


@pytest.mark.parametrize(
    ("start", "end"), [("jetzt", "gestern"), ("heute Mitternacht 99", "jetzt"), ("", "jetzt")]
)
def test_a_range_that_is_none_is_not_shown(qtbot: QtBot, start: str, end: str) -> None:
    made = dialog(qtbot)
    made.start.setText(start)
    made.end.setText(end)
    assert made.window_shown is None
    assert not is_allowed(made)
