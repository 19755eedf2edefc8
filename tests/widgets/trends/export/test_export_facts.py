"""What an export says of itself: times that cannot be taken for others."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from widgets.trends.export.facts import moment_words, range_words
from widgets.trends.model import Window

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))


def us(hour: int, minute: int) -> int:
    """Return a time of the night on which the clocks go back, in UTC."""
    return int(datetime(2026, 10, 25, hour, minute, tzinfo=UTC).timestamp()) * 1_000_000


def test_in_the_hour_that_comes_twice_both_ends_name_their_zone() -> None:
    words = range_words(Window(us(0, 10), us(1, 50)), BERLIN)
    assert words == "25.10.2026 02:10:00 MESZ – 02:50:00 MEZ"


def test_the_zone_is_named_where_it_is_needed_only() -> None:
    assert range_words(Window(us(0, 10), us(3, 0)), BERLIN).endswith("02:10:00 MESZ – 04:00:00")
    assert moment_words(us(12, 0), BERLIN) == "25.10.2026 13:00:00"
