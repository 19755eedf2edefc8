"""What goes wrong: a handful of things at any moment, and with the effect that it should have."""

import numpy as np
import pytest

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.samples import BoolArray, Float64Array, Quality
from connectors.simulated_city.calendars import DAY_US, HOUR_US
from connectors.simulated_city.incidents import Incident, IncidentKind, Schedule
from connectors.simulated_city.world import World

NOW_US = 1_795_600_000_000_000
MINUTE_US = 60_000_000


JUDGED = {RuleKind.STATE, RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO}


def plain_alarms(city: City) -> list[AlarmRule]:
    """Return the alarms that need nothing but the value of their own point."""
    return [
        rule
        for rule in city.rules
        if rule.kind in JUDGED and rule.reference is None and not rule.is_event
    ]


def violated(rule: AlarmRule, values: Float64Array) -> BoolArray:
    if rule.kind is RuleKind.STATE:
        return np.isin(values, list(rule.codes))
    return values > rule.threshold if rule.kind.is_upper else values < rule.threshold


def active_alarms(world: World, days: int) -> Float64Array:
    """Return how many alarms would be active, every ten minutes of some days."""
    times = NOW_US - np.arange(0, days * DAY_US, 10 * MINUTE_US, dtype=np.int64)
    count = np.zeros(len(times))
    for rule in plain_alarms(world.city):
        count += violated(rule, world.value(rule.point, times).value[0])
    return count


@pytest.mark.parametrize("seed", [1, 2])
def test_at_any_moment_a_handful_of_alarms_is_active(hamm: City, seed: int) -> None:
    count = active_alarms(World(hamm, seed), days=3)
    assert 2 <= np.median(count) <= 10
    assert count.max() <= 25
    assert (count == 0).mean() < 0.02


def test_without_incidents_only_batteries_ask_for_attention(calm: World) -> None:
    times = NOW_US - np.arange(0, 3 * DAY_US, HOUR_US, dtype=np.int64)
    for rule in plain_alarms(calm.city):
        if not rule.point.endswith(".battery"):
            assert not violated(rule, calm.value(rule.point, times).value[0]).any(), rule.id


def test_the_schedule_is_the_same_whenever_it_is_asked(hamm: City) -> None:
    at_once = Schedule(hamm, 1).between(NOW_US - DAY_US, NOW_US)
    later = Schedule(hamm, 1)
    assert later.between(NOW_US, NOW_US + DAY_US)
    assert later.between(NOW_US - DAY_US, NOW_US) == at_once
    assert Schedule(hamm, 2).between(NOW_US - DAY_US, NOW_US) != at_once
    assert Schedule(hamm, 1, is_on=False).between(NOW_US - DAY_US, NOW_US) == []


def test_every_kind_of_incident_comes_within_three_days(hamm: City) -> None:
    found = {it.kind for it in Schedule(hamm, 1).between(NOW_US - 3 * DAY_US, NOW_US)}
    assert found == set(IncidentKind)


def triggered(world: World, kind: IncidentKind) -> Incident:
    incident = world.schedule.trigger(kind, NOW_US, 3_600)
    assert incident is not None
    return incident


def test_a_limit_incident_crosses_its_limit_and_returns(hamm: City) -> None:
    world = World(hamm, 1, has_incidents=False)
    incident = triggered(world, IncidentKind.LIMIT)
    times = NOW_US + np.array([-1, 30 * MINUTE_US, 60 * MINUTE_US])
    values = world.value(incident.point, times).value[0]
    rules = [r for r in hamm.rules if r.point == incident.point and r.kind is not RuleKind.STATE]
    crossed = np.array([violated(rule, values) for rule in rules]).any(axis=0)
    assert crossed.tolist() == [False, True, False]


def test_a_silent_device_sends_nothing(hamm: City) -> None:
    world = World(hamm, 1, has_incidents=False)
    incident = triggered(world, IncidentKind.SILENT)
    points = [p for p in hamm.points if p.device == incident.device]
    assert points
    for point in points:
        found = world.value(point.id, NOW_US + np.array([-1, 0, 60 * MINUTE_US]))
        assert found.quality[0].tolist() == [Quality.GOOD, Quality.GAP, Quality.GOOD]
        assert np.isnan(found.value[0]).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        (IncidentKind.CONTROLLER_FAULT, ".fault"),
        (IncidentKind.LIGHT_FAULT, ".fault"),
        (IncidentKind.CHARGER_FAULT, ".status"),
        (IncidentKind.OFFLINE, ".online"),
    ],
)
def test_a_fault_shows_in_the_state_of_its_device(
    hamm: City, kind: IncidentKind, ending: str
) -> None:
    world = World(hamm, 1, has_incidents=False)
    incident = triggered(world, kind)
    point = next(p for p in hamm.points if p.device == incident.device and p.id.endswith(ending))
    codes = world.value(point.id, NOW_US + np.array([-1, 0])).value[0]
    states = [point.state(code) for code in codes]
    assert [state is not None and state.is_abnormal for state in states] == [False, True]


def test_a_controller_in_fault_flashes(hamm: City) -> None:
    world = World(hamm, 1, has_incidents=False)
    device = triggered(world, IncidentKind.CONTROLLER_FAULT).device
    labels = {}
    for point in hamm.points:
        if point.device == device and point.states:
            state = point.state(world.value(point.id, np.array([NOW_US])).value[0, 0])
            labels[point.type.rpartition(".")[2]] = state.label.de if state else ""
    assert labels["fault"] == "Steuerung gestört"
    assert labels["mode"] == "Gelbblinken"
    assert labels["main"] == labels["side"] == "Gelb blinkend"


def test_access_points_fall_with_the_switch_of_their_school(hamm: City) -> None:
    world = World(hamm, 1, has_incidents=False)
    rolled = (
        world.schedule.trigger(IncidentKind.OFFLINE, NOW_US + number, 60) for number in range(300)
    )
    switch = next(it for it in rolled if it is not None and it.device.startswith("switch-"))
    assert len(switch.followers) >= 2
    world.schedule.extra = [switch]
    during = np.array([switch.start_us - 1, switch.start_us])
    for device in (switch.device, *switch.followers):
        point = next(p for p in hamm.points if p.device == device and p.id.endswith(".online"))
        assert world.value(point.id, during).value[0].tolist() == [1.0, 0.0]
