"""Moments, speeds and steps as words: in both languages, and right at the change of the clocks."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from app.console.moments import (
    Shown,
    moment_text,
    not_live_texts,
    rate_text,
    short_moment_text,
    speed_text,
    step_text,
)
from app.console.time_bus import STEPS
from app.domain.local_times import to_us

BERLIN = "Europe/Berlin"


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(before)


def us(*parts: int, fold: int = 0) -> int:
    return to_us(datetime(*parts, tzinfo=ZoneInfo(BERLIN), fold=fold))  # type: ignore[arg-type,misc]  # numbers


def test_an_hour_that_comes_twice_names_its_zone() -> None:
    assert moment_text(us(2025, 10, 26, 2, 30), BERLIN) == "26.10.2025 02:30:00 MESZ"
    assert moment_text(us(2025, 10, 26, 2, 30, fold=1), BERLIN) == "26.10.2025 02:30:00 MEZ"
    assert moment_text(us(2025, 10, 26, 3, 30), BERLIN) == "26.10.2025 03:30:00"
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    assert moment_text(us(2025, 10, 26, 2, 30), BERLIN) == "26/10/2025 02:30:00 CEST"


def test_a_short_moment_says_only_what_now_does_not() -> None:
    now = us(2025, 11, 24, 17)
    texts = [
        short_moment_text(time_us, BERLIN, now)
        for time_us in (
            us(2025, 11, 24, 14, 30),
            us(2025, 11, 24, 14, 30, 5),
            us(2025, 11, 3, 14, 30),
            us(2024, 11, 3, 14, 30),
        )
    ]
    assert texts == ["14:30", "14:30:05", "03.11. 14:30", "03.11.2024 14:30"]


def test_speeds_and_steps_are_words() -> None:
    assert speed_text(3_600) == "3.600×"
    assert (rate_text(60), rate_text(-60)) == ("spielt vorwärts, 60×", "spielt rückwärts, 60×")
    assert rate_text(0) == ""
    texts = [step_text(step_us) for step_us in STEPS]
    assert texts == ["1 s", "10 s", "1 min", "15 min", "1 Stunde", "1 Tag"]


def test_a_window_says_less_where_there_is_less_room_but_always_the_time() -> None:
    shown = Shown(us(2025, 11, 24, 16), -60, BERLIN)
    texts = not_live_texts(shown)
    assert texts == (
        (
            "NICHT LIVE · Montag, 24.11.2025 16:00:00 · spielt rückwärts, 60× · "
            "Strg+L führt zur Gegenwart"
        ),
        "NICHT LIVE · 24.11.2025 16:00:00 · spielt rückwärts, 60×",
        "NICHT LIVE · 24.11.2025 16:00:00 · -60×",
        "NICHT LIVE · 24.11.2025 16:00:00",
    )
    late = not_live_texts(Shown(us(2025, 11, 24, 16), 0, BERLIN, is_late=True))
    assert all("wird gelesen …" in text for text in late[:3])
    assert not_live_texts(Shown(None)) == ("",)
