"""Moments on the command line: what a person writes is what is meant."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.verbs.moments import read_moment, write_moment

BERLIN = "Europe/Berlin"


def us(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp()) * 1_000_000  # type: ignore[arg-type,misc]  # numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", 42),
        (" NOW ", 42),
        ("2026-11-23T14:30", us(2026, 11, 23, 13, 30)),
        ("2026-07-23 14:30", us(2026, 7, 23, 12, 30)),
        ("2026-11-23T14:30Z", us(2026, 11, 23, 14, 30)),
        ("2026-11-23T14:30:00-05:00", us(2026, 11, 23, 19, 30)),
        ("2026-11-23", us(2026, 11, 22, 23, 0)),
        ("1970-01-01T00:00:00.000001Z", 1),
    ],
)
def test_a_moment_is_read_in_the_citys_time_unless_it_names_an_offset(
    text: str, expected: int
) -> None:
    assert read_moment(text, BERLIN, 42) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gestern 14:30", us(2026, 11, 24, 13, 30)),
        ("2 hours ago", us(2026, 11, 25, 10)),
        ("14:30", us(2026, 11, 24, 13, 30)),
    ],
)
def test_words_are_read_too(text: str, expected: int) -> None:
    assert read_moment(text, BERLIN, us(2026, 11, 25, 12)) == expected


@pytest.mark.parametrize("text", ["", "irgendwann", "2026-13-01", "tomorrow 14:30"])
def test_what_is_no_moment_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="is not a moment"):
        read_moment(text, BERLIN, 0)


@given(st.integers(0, us(2200, 1, 1)), st.sampled_from([BERLIN, "UTC", "America/New_York"]))
def test_what_is_written_is_read_again(time_us: int, zone: str) -> None:
    written = write_moment(time_us, zone)
    assert read_moment(written, "Asia/Tokyo", 0) == time_us
    assert (
        datetime.fromisoformat(written).utcoffset()
        == datetime.fromtimestamp(time_us // 1_000_000, ZoneInfo(zone)).utcoffset()
    )
