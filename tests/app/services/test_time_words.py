"""Moments in words: what a person means is what is read, and what is none is said in a sentence."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.local_times import at_local, days_on, is_skipped, months_on, to_us
from app.services.time_words import TimeWordsError, read_time

BERLIN = "Europe/Berlin"
ZONE = ZoneInfo(BERLIN)


def us(*parts: int, fold: int = 0, zone: ZoneInfo = ZONE) -> int:
    """Return a moment of the wall clock."""
    return to_us(datetime(*parts, tzinfo=zone, fold=fold))  # type: ignore[arg-type,misc]  # numbers


NOW = us(2026, 11, 25, 15, 0)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # with a time of day
        ("gestern 14:30", us(2026, 11, 24, 14, 30)),
        ("  Gestern   um 14:30 Uhr ", us(2026, 11, 24, 14, 30)),
        ("heute 8 Uhr", us(2026, 11, 25, 8)),
        ("8 Uhr 15 gestern", us(2026, 11, 24, 8, 15)),
        ("8.15 Uhr", us(2026, 11, 25, 8, 15)),
        ("gestern 8 Uhr abends", us(2026, 11, 24, 20)),
        ("gestern mittag", us(2026, 11, 24, 12)),
        ("heute 24 Uhr", us(2026, 11, 26)),
        ("yesterday 2:30 pm", us(2026, 11, 24, 14, 30)),
        ("yesterday at noon", us(2026, 11, 24, 12)),
        ("12:30 am Montag", us(2026, 11, 23, 12, 30)),
        ("12:30 am monday", us(2026, 11, 23, 0, 30)),
        # days that are named begin at midnight, looking back keeps the time of day
        ("heute", us(2026, 11, 25)),
        ("gestern", us(2026, 11, 24, 15)),
        ("vorgestern", us(2026, 11, 23, 15)),
        ("the day before yesterday", us(2026, 11, 23, 15)),
        ("letzte Woche", us(2026, 11, 18, 15)),
        ("letzten Monat 8 Uhr", us(2026, 10, 25, 8)),
        ("letztes Jahr", us(2025, 11, 25, 15)),
        ("last year", us(2025, 11, 25, 15)),
        # back from now
        ("vor 2 Stunden", us(2026, 11, 25, 13)),
        ("vor einer halben Stunde", us(2026, 11, 25, 14, 30)),
        ("vor 2 Stunden und 10 Minuten", us(2026, 11, 25, 12, 50)),
        ("vor 1,5 Tagen", us(2026, 11, 24, 3)),
        ("vor 3 Tagen 8:00", us(2026, 11, 22, 8)),
        ("-15 min", us(2026, 11, 25, 14, 45)),
        ("−1h30m", us(2026, 11, 25, 13, 30)),
        ("2 hours ago", us(2026, 11, 25, 13)),
        ("an hour ago", us(2026, 11, 25, 14)),
        ("letzte Stunde", us(2026, 11, 25, 14)),
        # days of the week
        ("Montag 6", us(2026, 11, 23, 6)),
        ("letzten Montag 6:00", us(2026, 11, 23, 6)),
        ("Mittwoch 14 Uhr", us(2026, 11, 25, 14)),
        ("Mittwoch 16 Uhr", us(2026, 11, 18, 16)),
        ("letzten Mittwoch", us(2026, 11, 18)),
        ("last friday 6 pm", us(2026, 11, 20, 18)),
        # dates
        ("3.11. 14:30", us(2026, 11, 3, 14, 30)),
        ("3.12. 14:30", us(2025, 12, 3, 14, 30)),
        ("03.11.2026 14:30:05", us(2026, 11, 3, 14, 30, 5)),
        ("03.11.26", us(2026, 11, 3)),
        ("Di, 3.11.2026 8:00", us(2026, 11, 3, 8)),
        ("3. November", us(2026, 11, 3)),
        ("Nov 3, 2025 2pm", us(2025, 11, 3, 14)),
        ("3 march 2026", us(2026, 3, 3)),
        ("3/11/2026 14:30", us(2026, 11, 3, 14, 30)),
        ("29.2.", us(2024, 2, 29)),
        ("2026-11-03", us(2026, 11, 3)),
        ("2026-11-03T14:30", us(2026, 11, 3, 14, 30)),
        ("2026-11-03T14:30:00.25", us(2026, 11, 3, 14, 30) + 250_000),
        ("2026-11-03T14:30Z", us(2026, 11, 3, 15, 30)),
        ("2026-11-03 14:30-05:00", us(2026, 11, 3, 20, 30)),
        # the last such time
        ("14:30", us(2026, 11, 25, 14, 30)),
        ("16:30", us(2026, 11, 24, 16, 30)),
        ("um 8", us(2026, 11, 25, 8)),
        ("08:30 UTC", us(2026, 11, 25, 9, 30)),
        ("jetzt", NOW),
        ("now", NOW),
        ("LIVE", NOW),
    ],
)
def test_what_a_person_means_is_read(text: str, expected: int) -> None:
    if expected > NOW:
        with pytest.raises(TimeWordsError, match="liegt in der Zukunft"):
            read_time(text, NOW, BERLIN)
    else:
        assert at_local(read_time(text, NOW, BERLIN), ZONE) == at_local(expected, ZONE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25.10. 2:30", us(2026, 10, 25, 2, 30, fold=0)),
        ("25.10. 2:30 MESZ", us(2026, 10, 25, 2, 30, fold=0)),
        ("25.10. 2:30 CEST", us(2026, 10, 25, 2, 30, fold=0)),
        ("25.10. 2:30 MEZ", us(2026, 10, 25, 2, 30, fold=1)),
        ("25.10.2026 2:30 cet", us(2026, 10, 25, 2, 30, fold=1)),
        ("2026-10-25T02:30+01:00", us(2026, 10, 25, 2, 30, fold=1)),
        ("25.10. 2:30 Winterzeit", us(2026, 10, 25, 2, 30, fold=1)),
        ("29.3. 3:30", us(2026, 3, 29, 3, 30)),
    ],
)
def test_a_time_that_comes_twice_is_its_first_and_can_be_told_apart(
    text: str, expected: int
) -> None:
    assert read_time(text, NOW, BERLIN) == expected


def test_counting_back_hours_goes_by_the_clock_and_days_by_the_calendar() -> None:
    after_change = us(2026, 10, 25, 12, 0)
    assert read_time("vor 24 Stunden", after_change, BERLIN) == us(2026, 10, 24, 13, 0)
    assert read_time("gestern", after_change, BERLIN) == us(2026, 10, 24, 12, 0)
    assert read_time("vor 1 Tag", after_change, BERLIN) == us(2026, 10, 24, 12, 0)
    assert read_time("letztes Jahr", us(2024, 2, 29, 9), BERLIN) == us(2023, 2, 28, 9)


def test_a_time_that_does_not_exist_is_refused_with_the_one_after_it() -> None:
    with pytest.raises(TimeWordsError) as told:
        read_time("29.3. 2:30", NOW, BERLIN)
    assert str(told.value) == (
        "02:30 Uhr gab es am 29.03.2026 nicht: Die Uhren wurden vorgestellt. "
        "Schreiben Sie zum Beispiel: 29.03.2026 03:30."
    )
    assert read_time("29.3. 2:30", NOW, "UTC") == us(2026, 3, 29, 2, 30, zone=ZoneInfo("UTC"))


@pytest.mark.parametrize("text", ["morgen", "heute 16:00", "1.1.2027", "übermorgen 8 Uhr"])
def test_the_future_is_refused(text: str) -> None:
    with pytest.raises(TimeWordsError, match=r"liegt in der Zukunft\. .* zum Beispiel"):
        read_time(text, NOW, BERLIN)


@pytest.mark.parametrize(
    "text",
    ["31.2.", "32.1.2026", "25:00", "12:61", "gestern 25", "1.1.0000", "vor 99999999 Jahren"],
)
def test_what_no_calendar_and_no_clock_holds_is_refused(text: str) -> None:
    with pytest.raises(TimeWordsError, match="gibt es in keinem Kalender"):
        read_time(text, NOW, BERLIN)


@pytest.mark.parametrize(
    "text", ["", "  ", "irgendwann", "6", "-15", "14:30 vor 2 Stunden", "x" * 500, "uhr", "vor"]
)
def test_other_words_are_answered_with_an_example(text: str) -> None:
    with pytest.raises(TimeWordsError, match=r"zum Beispiel: ") as told:
        read_time(text, NOW, BERLIN)
    assert str(told.value).endswith(".")


MOMENTS = st.integers(us(1990, 1, 1), us(2090, 1, 1))
ZONES = st.sampled_from([BERLIN, "UTC", "America/New_York", "Australia/Lord_Howe"])


@given(MOMENTS, ZONES, st.sampled_from(["%d.%m.%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]))
def test_what_is_written_with_its_offset_is_read_again(
    time_us: int, zone: str, pattern: str
) -> None:
    second = time_us // 1_000_000 * 1_000_000
    there = at_local(second, ZoneInfo(zone))
    assert read_time(f"{there:{pattern}%z}"[:25], second, zone) == second
    if not there.fold:
        assert read_time(f"{there:{pattern}}", second, zone) == second


@given(st.text(max_size=60), MOMENTS, ZONES)
def test_any_text_is_a_past_moment_or_a_sentence(text: str, now_us: int, zone: str) -> None:
    _is_past_or_sentence(text, now_us, zone)


@given(
    st.lists(
        st.sampled_from(
            [
                "gestern",
                "heute",
                "montag",
                "letzten",
                "vor",
                "2",
                "stunden",
                "14:30",
                "3.11.",
                "um",
                "8",
                "uhr",
                "mez",
                "am",
                "pm",
                "29.2.",
                "ago",
                "-",
                "woche",
                "2026",
                "24",
                ":",
                "mai",
            ]
        ),
        max_size=6,
    ),
    MOMENTS,
    ZONES,
)
def test_any_order_of_words_is_a_past_moment_or_a_sentence(
    words: list[str], now_us: int, zone: str
) -> None:
    _is_past_or_sentence(" ".join(words), now_us, zone)


def _is_past_or_sentence(text: str, now_us: int, zone: str) -> None:
    try:
        time_us = read_time(text, now_us, zone)
    except TimeWordsError as error:
        assert str(error).endswith(".")  # noqa: PT017 - a sentence or a moment, either is right
    else:
        assert time_us <= now_us


@given(MOMENTS, st.integers(-400, 400), ZONES)
def test_days_are_steps_of_the_calendar(time_us: int, days: int, zone: str) -> None:
    place = ZoneInfo(zone)
    before = at_local(time_us, place)
    wall = before.replace(tzinfo=None) + timedelta(days=days)
    after = at_local(days_on(time_us, days, place), place)
    if is_skipped(wall, place):
        assert after.replace(tzinfo=None) > wall
    else:
        assert after.replace(tzinfo=None, fold=0) == wall.replace(fold=0)


@given(MOMENTS, st.integers(-30, 30))
def test_months_end_where_the_month_ends(time_us: int, months: int) -> None:
    before = at_local(time_us, ZONE)
    after = at_local(months_on(time_us, months, ZONE), ZONE)
    gone = (after.year - before.year) * 12 + after.month - before.month
    assert gone == months
    assert after.day <= before.day


def test_an_hour_comes_twice_in_autumn_and_is_left_out_in_spring() -> None:
    assert is_skipped(datetime(2026, 3, 29, 2, 30, tzinfo=UTC), ZONE)
    assert not is_skipped(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), ZONE)
