"""The small words of the card: spans, offsets, moments, distances."""

from collections.abc import Iterator
from dataclasses import replace
from math import nan

import pytest
from PySide6.QtCore import QLocale

from app.domain.points import DeviceId, SourceId
from app.domain.samples import NO_TIME
from app.services.explanations import Nearness, Relation
from tests.fakes.clocks import START_US
from tests.fakes.hamlet import hamlet
from widgets.why.lines import Chapter, Line, plain_text
from widgets.why.wording import (
    amount_text,
    day_text,
    moment_text,
    nearness_text,
    offset_text,
    place_text,
    point_text,
    share_text,
    source_text,
    span_text,
)

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
CITY = hamlet()


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("span_us", "text"),
    [
        (0, "0 s"),
        (-5 * SECOND, "0 s"),
        (40 * SECOND, "40 s"),
        (60 * SECOND, "1 min"),
        (90 * SECOND, "90 s"),
        (119_600_000, "2 min"),
        (90 * MINUTE, "90 min"),
        (2 * HOUR, "2 h"),
        (3 * HOUR + 10 * MINUTE, "3 h 10 min"),
        (2 * DAY, "2 d"),
        (2 * DAY + 4 * HOUR, "2 d 4 h"),
        (NO_TIME, "–"),
    ],
)
def test_spans_are_told_in_the_largest_sensible_units(span_us: int, text: str) -> None:
    assert span_text(span_us) == text


def test_offsets_say_before_after_or_at_once() -> None:
    assert offset_text(-40 * SECOND) == "40 s vorher"
    assert offset_text(3 * MINUTE) == "3 min danach"
    assert offset_text(SECOND // 2) == "gleichzeitig"


def test_a_moment_of_another_day_has_its_date() -> None:
    zone = CITY.time_zone
    assert moment_text(START_US, START_US, zone) == "17:00:00"
    assert moment_text(START_US - DAY, START_US, zone) == "23.11.2025 17:00:00"
    assert day_text(START_US, zone) == "24.11.2025 17:00"
    assert moment_text(NO_TIME, START_US, zone) == day_text(NO_TIME, zone) == "–"


@pytest.mark.parametrize(
    ("nearness", "text"),
    [
        (Nearness(Relation.NEAR, 124.0), "120\u202fm"),
        (Nearness(Relation.NEAR, 7.4), "7\u202fm"),
        (Nearness(Relation.NEAR, 1_230.0), "1,2\u202fkm"),
        (Nearness(Relation.SAME_SITE, 3.0), "am selben Ort"),
        (Nearness(Relation.DOWNSTREAM, nan, 1), "dahinter im Netz"),
        (
            Nearness(Relation.SAME_UPLINK, 40.0, 2, DeviceId("switch-1")),
            "gleicher Anschluss (switch-1), 40\u202fm",
        ),
        (Nearness(Relation.CITY), "ganze Stadt"),
    ],
)
def test_nearness_is_told_in_network_and_space(nearness: Nearness, text: str) -> None:
    assert nearness_text(nearness) == text


def test_shares_say_nothing_where_there_is_no_whole() -> None:
    assert share_text(12.0, 200.0) == "6\u202f%"
    assert share_text(12.0, 0.0) == share_text(nan, 1.0) == ""


def test_amounts_have_a_unit_and_unknown_ones_a_dash() -> None:
    assert amount_text(CITY.points[0], 12.0) == "12,00\u202fµg/m³"
    assert amount_text(CITY.points[0], nan) == "–"


def test_names_tell_the_device_once() -> None:
    point = CITY.points[0]
    assert point_text(point) == "air_station-0 no2"
    named = replace(point, name=replace(point.name, de="Stickstoffdioxid"))
    assert point_text(named) == "Stickstoffdioxid · air_station-0"
    assert place_text(point) == "air_station-0"
    assert place_text(None) == ""


def test_a_source_nobody_knows_is_called_by_its_id() -> None:
    assert source_text(CITY, SourceId("ttn")) == "ttn"
    assert source_text(CITY, SourceId("x")) == "x"
    assert source_text(CITY, None) == ""


def test_chapters_without_lines_are_left_out_of_the_text() -> None:
    chapters = [
        Chapter("a", "Leer"),
        Chapter("b", "Voll", (Line("eins", "zwei\ndrei", time="vier"),)),
    ]
    assert plain_text("Kopf", chapters) == "Kopf\n\nVoll\n- eins · vier\n  zwei\n  drei\n"
