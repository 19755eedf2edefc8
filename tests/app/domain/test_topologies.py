"""What hangs on what: uplinks, groups of alarms, and the first one out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.cities import City
from app.domain.points import DeviceId, PointId
from app.domain.texts import Text
from app.domain.topologies import AlarmGroup, Topology
from app.services.lost_sources import lost_rule
from tests.fakes.hamlet import hamlet

SWITCH = DeviceId("school_switch-0")
NEAR, FAR = DeviceId("access_point-0"), DeviceId("access_point-1")
HOTSPOT = DeviceId("hotspot-0")


def networked() -> City:
    """Return a hamlet whose second access point hangs on the first, and that on the switch."""
    return replace(hamlet(), uplinks={FAR: NEAR, NEAR: SWITCH, HOTSPOT: DeviceId("router")})


def rule(point: str, kind: RuleKind = RuleKind.STATE, group: str = "") -> AlarmRule:
    name = AlarmId(f"{point}#{kind}")
    text = Text("kaputt")
    return AlarmRule(name, PointId(point), kind, 0.0, Priority.LOW, text, text, group=group)


def test_upstream_begins_with_the_nearest_device() -> None:
    topology = Topology.of(networked())
    assert topology.upstream(FAR) == (NEAR, SWITCH)
    assert topology.upstream(NEAR) == (SWITCH,)
    assert topology.upstream(SWITCH) == ()
    assert topology.upstream(DeviceId("noise-0")) == ()


def test_downstream_is_everything_behind_a_device_the_nearest_first() -> None:
    topology = Topology.of(networked())
    assert topology.downstream(SWITCH) == (NEAR, FAR)
    assert topology.downstream(NEAR) == (FAR,)
    assert topology.downstream(FAR) == ()


def test_two_devices_are_joined_by_the_nearest_common_one() -> None:
    topology = Topology.of(replace(networked(), uplinks={FAR: SWITCH, NEAR: SWITCH}))
    assert topology.joint(FAR, NEAR) == (SWITCH, 2)
    assert topology.joint(FAR, SWITCH) == topology.joint(SWITCH, FAR) == (SWITCH, 1)
    assert topology.joint(FAR, FAR) == (FAR, 0)
    assert topology.joint(FAR, HOTSPOT) is None


def test_a_ring_of_uplinks_is_cut_open_instead_of_followed_for_ever() -> None:
    ring = {FAR: NEAR, NEAR: SWITCH, SWITCH: FAR}
    topology = Topology.of(replace(networked(), uplinks=ring))
    assert topology.upstream(FAR) == (NEAR, SWITCH, FAR)
    assert FAR not in topology.downstream(FAR)


def test_the_groups_name_of_the_rule_itself_comes_first() -> None:
    found = Topology.of(networked()).group_of(rule(f"{NEAR}.online", group="Schulnetz"))
    assert found == AlarmGroup("group:Schulnetz", Text("Schulnetz"))


def test_all_behind_a_switch_and_the_switch_itself_are_one_group() -> None:
    topology = Topology.of(networked())
    keys = {topology.group(rule(f"{device}.online")) for device in (FAR, NEAR, SWITCH)}
    assert keys == {f"network:{SWITCH}"}
    assert topology.group_of(rule(f"{FAR}.online")).name == Text(f"{SWITCH} · {SWITCH}")


def test_the_place_of_a_root_is_named_in_both_languages() -> None:
    city = networked()
    english = tuple(
        replace(point, site=Text("Schule", "School")) if point.device == SWITCH else point
        for point in city.points
    )
    found = Topology.of(replace(city, points=english)).group_of(rule(f"{FAR}.online"))
    assert found.name == Text(f"{SWITCH} · Schule", f"{SWITCH} · School")


def test_a_root_nobody_measures_is_called_by_its_id() -> None:
    found = Topology.of(networked()).group_of(rule(f"{HOTSPOT}.online"))
    assert found == AlarmGroup("network:router", Text("router"))


def test_a_value_beyond_its_limit_belongs_to_its_place() -> None:
    found = Topology.of(networked()).group_of(rule("air_station-0.no2", RuleKind.HI))
    assert found == AlarmGroup("place:mitte/air_station-0", Text("air_station-0"))


def test_a_silent_device_belongs_to_its_source_with_the_connection_itself() -> None:
    city = networked()
    topology = Topology.of(city)
    lost = lost_rule(next(source for source in city.sources if source.id == "ttn"))
    silent = rule("air_station-0.no2", RuleKind.INACTIVE)
    assert topology.group(silent) == topology.group(lost) == "source:ttn"
    assert topology.group_of(lost).name == Text("ttn")


def test_what_has_no_place_belongs_to_its_source() -> None:
    city = networked()
    nowhere = tuple(replace(point, site=Text("")) for point in city.points)
    topology = Topology.of(replace(city, points=nowhere, sources=()))
    found = topology.group_of(rule("air_station-0.no2", RuleKind.HI))
    assert found == AlarmGroup("source:ttn", Text("ttn"))


def test_an_unknown_point_is_a_group_of_its_own() -> None:
    assert Topology.of(networked()).group(rule("nowhere", RuleKind.HI)) == "source:nowhere"


def test_a_changed_rule_of_the_same_name_is_looked_at_anew() -> None:
    topology = Topology.of(networked())
    before = rule(f"{NEAR}.online")
    assert topology.group(before) == topology.group(before) == f"network:{SWITCH}"
    assert topology.group(replace(before, group="anders")) == "group:anders"


def test_first_out_is_the_earliest() -> None:
    topology = Topology.of(networked())
    late, early = AlarmId("a"), AlarmId("b")
    assert topology.first_out([(late, 2), (early, 1)]) == early
    assert topology.first_out([]) is None


def test_of_two_at_once_the_one_nearer_to_the_root_is_first() -> None:
    city = networked()
    rules = tuple(rule(f"{device}.online") for device in (FAR, NEAR, SWITCH))
    topology = Topology.of(replace(city, rules=rules))
    raised = [(one.id, 7) for one in rules]
    assert topology.first_out(raised) == f"{SWITCH}.online#state"
    assert [name for name, _ in topology.in_order(raised)] == [one.id for one in rules[::-1]]


def test_rules_of_unknown_points_have_their_place_in_the_order_too() -> None:
    topology = Topology.of(replace(networked(), rules=(rule("nowhere"),)))
    assert topology.first_out([(AlarmId("nowhere#state"), 1)]) == "nowhere#state"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5)), max_size=8))
def test_first_out_leads_the_order_whatever_came(raised: list[tuple[str, int]]) -> None:
    topology = Topology.of(networked())
    entries = [(AlarmId(name), time_us) for name, time_us in raised]
    order = topology.in_order(entries)
    assert topology.first_out(entries) == (order[0][0] if order else None)
