"""The profile that is shipped: sound today and in years to come, rich, and inside the city."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.domain.alarms import RuleKind, matrix_priority
from app.domain.cities import City
from app.domain.guidance import GuidanceScope, inherited
from app.domain.points import DeviceId, PointKind
from app.services.profiles import find_city, load_city
from app.services.rulesets import checks_of

BOUNDARY = (
    Path(__file__).resolve().parents[4].parent / "shared/samples/geo/hamm_boundary_osm.geojson"
)


DAY = date(2026, 11, 24)


@cache
def hamm() -> City:
    return load_city(find_city("hamm"), day=DAY)


def test_it_is_rich_enough() -> None:
    city = hamm()
    assert len(city.points) >= 1_600
    assert len({point.device for point in city.points}) >= 350
    assert len(city.districts) == 7
    per_district = Counter(point.district for point in city.points)
    assert all(per_district[district.id] >= 50 for district in city.districts)
    assert len(city.fields) == 8
    assert {tile.field for tile in city.tiles} >= {"umwelt", "mobilitaet", "bildung"}


def test_points_have_addresses_and_numbers_of_their_own() -> None:
    points = hamm().points
    assert len({(point.source, point.address) for point in points}) == len(points)
    assert len({point.key for point in points}) == len(points)
    assert all(point.is_simulated for point in points)
    assert all(point.name.en and point.site.de and point.location for point in points)


def test_every_kind_of_device_and_source_is_there() -> None:
    city = hamm()
    assert {point.type.split(".")[0] for point in city.points} >= {
        *("air_station", "noise", "weather_station", "water_temp", "soil", "signal_controller"),
        *("charger", "street_light", "access_point", "school_switch", "hotspot", "cell_5g"),
    }
    for source in city.sources:
        assert city.points_of(source.id)


def test_every_alarm_says_why_it_is_there_and_what_to_do() -> None:
    city = hamm()
    assert len(city.rules) > 500
    for rule in city.rules:
        assert rule.message.en
        assert rule.rationale.en
        assert rule.basis or rule.id.endswith("#lost")
        if not rule.is_event:
            assert rule.action.en
            assert rule.effect.en
            assert "Beispielkontakt" in rule.contact.de
    assert len({rule.id for rule in city.rules}) == len(city.rules)


def test_priorities_follow_from_consequence_and_time_to_respond() -> None:
    for rule in hamm().rules:
        if not rule.is_event:
            assert rule.consequence is not None
            assert rule.response is not None
            assert rule.priority is matrix_priority(rule.consequence, rule.response)


def test_every_kind_of_rule_occurs() -> None:
    rules = hamm().rules
    assert {rule.kind for rule in rules} >= set(RuleKind) - {RuleKind.MIRRORED, RuleKind.LOLO}
    assert any(rule.is_event for rule in rules)
    assert any(rule.latches for rule in rules)
    assert any(rule.realarm_s for rule in rules)
    assert any(rule.schedule for rule in rules)
    assert any(rule.limit for rule in rules)
    assert any(rule.kind is RuleKind.HI and rule.reference for rule in rules)


def test_no_rule_has_a_fault_when_it_is_opened_in_the_editor() -> None:
    """The editor checks the units of formulas, too."""
    city = hamm()
    checks = checks_of(city, DAY)
    assert {rule.id: faults for rule in city.rules if (faults := list(checks.found(rule)))} == {}


def test_an_access_point_is_explained_by_the_switch_of_its_school() -> None:
    city = hamm()
    kinds = ("access_point.", "hall_ap.")
    devices = {point.device for point in city.points if point.type.startswith(kinds)}
    assert devices == city.uplinks.keys()
    for rule in city.rules:
        if rule.point.startswith(("ap-", "halle-")):
            switch = city.uplinks[DeviceId(rule.point.partition(".")[0])]
            assert rule.suppressed_by == (f"{switch}.online#state",)


def test_somebody_can_be_called_everywhere() -> None:
    city = hamm()
    for point in city.points:
        found = inherited(city.guidance, point)
        assert {guidance.scope for guidance in found} >= {
            *(GuidanceScope.CITY, GuidanceScope.FIELD, GuidanceScope.TYPE, GuidanceScope.SOURCE),
        }
        assert found[0].contact.de.startswith("Beispielkontakt")
        assert all(3 <= len(guidance.text.de.split("\n")) <= 6 for guidance in found)
        for guidance in found:
            assert guidance.text.en.count("\n") == guidance.text.de.count("\n")


def test_the_control_room_is_manned_by_day() -> None:
    shifts = hamm().shifts
    assert [(shift.start_minute, shift.end_minute, shift.is_manned) for shift in shifts] == [
        (6 * 60, 14 * 60, True),
        (14 * 60, 22 * 60, True),
        (22 * 60, 6 * 60, False),
    ]


def test_writable_points_are_those_an_operator_may_set() -> None:
    writable = {point.type for point in hamm().points if point.is_writable}
    assert writable == {"signal_controller.mode", "charger.limit", "street_light.level"}


def test_words_of_the_charging_protocol_are_known() -> None:
    status = next(point for point in hamm().points if point.type == "charger.status")
    assert status.kind is PointKind.STATE
    assert {state.text for state in status.states} >= {"Available", "Charging", "Faulted"}


@pytest.mark.parametrize("year", range(2025, 2041, 3))
def test_rows_of_the_law_that_come_into_force_later_do_not_break_it(year: int) -> None:
    assert load_city(find_city("hamm"), day=date(year, 1, 1)).rules


def test_everything_stands_inside_the_city() -> None:
    """Even-odd rule against the boundary of OpenStreetMap."""
    if not BOUNDARY.exists():
        pytest.skip("the sample with the boundary is not here")
    ring = json.loads(BOUNDARY.read_text(encoding="utf-8"))["features"][0]["geometry"][
        "coordinates"
    ][0][0]
    edges = list(zip(ring, ring[1:] + ring[:1], strict=True))

    def is_inside(x: float, y: float) -> bool:
        crossings = sum(
            (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
            for (x1, y1), (x2, y2) in edges
        )
        return bool(crossings % 2)

    places = {
        (point.location.longitude, point.location.latitude): point.device
        for point in hamm().points
        if point.location
    }
    assert [device for place, device in places.items() if not is_inside(*place)] == []


def test_reading_imports_nothing_heavy() -> None:
    """The profile is read before the first window is painted."""
    code = (
        "import sys, app.services.profiles; "
        "print([m for m in ('PySide6', 'asyncua', 'difflib', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
