"""What is recorded of limits: each change once, and nothing else."""

from dataclasses import replace
from math import isnan, nan

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.limits import LimitChange, changed_limits
from app.domain.points import PointId
from app.domain.texts import NO_TEXT

POINT = PointId("umwelt.no2")


def rule(kind: RuleKind, threshold: float, basis: str = "") -> AlarmRule:
    name = AlarmId(f"{POINT}#{kind.value}")
    return AlarmRule(name, POINT, kind, threshold, Priority.HIGH, NO_TEXT, NO_TEXT, basis=basis)


HI = rule(RuleKind.HI, 40.0, "39. BImSchV")


def test_a_limit_is_recorded_when_first_seen_and_when_it_changes() -> None:
    """Rules without a threshold are none of it; a changed reason is a change, too."""
    state = rule(RuleKind.STATE, nan)
    first = changed_limits([], [HI, rule(RuleKind.LO, 3.0), state], 10)
    assert [(c.kind, c.threshold, c.since_us, c.basis) for c in first] == [
        (RuleKind.HI, 40.0, 10, "39. BImSchV"), (RuleKind.LO, 3.0, 10, ""),
    ]  # fmt: skip
    assert not changed_limits(first, [HI, rule(RuleKind.LO, 3.0)], 20)
    higher = replace(HI, threshold=50.0)
    assert changed_limits(first, [higher, rule(RuleKind.LO, 3.0)], 20) == [
        LimitChange(HI.id, POINT, RuleKind.HI, 20, 50.0, HI.basis)
    ]
    reasoned = replace(HI, basis="EU 2024/2881")
    assert len(changed_limits(first[:1], [reasoned], 20)) == 1


def test_a_rule_that_vanished_is_recorded_once_and_may_come_back() -> None:
    """The removal has no threshold; the same limit afterwards is a change again."""
    first = changed_limits([], [HI], 10)
    (gone,) = changed_limits(first, [], 20)
    assert gone.is_removal
    assert isnan(gone.threshold)
    assert not first[0].is_removal
    assert not changed_limits([*first, gone], [], 30)
    (back,) = changed_limits([*first, gone], [HI], 40)
    assert (back.threshold, back.since_us) == (40.0, 40)


@given(st.lists(st.dictionaries(st.sampled_from(sorted(RuleKind)), st.sampled_from([1.0, 2.0]))))
def test_what_is_recorded_tells_the_rules_of_every_moment(
    profiles: list[dict[RuleKind, float]],
) -> None:
    """Replaying the changes gives each profile's limits, whatever came and went."""
    recorded: list[LimitChange] = []
    limits = {RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO}
    for now, profile in enumerate(profiles):
        rules = [rule(kind, threshold) for kind, threshold in profile.items()]
        recorded += changed_limits(recorded, rules, now)
        last = {change.kind: change.threshold for change in recorded}
        known = {kind: value for kind, value in last.items() if not isnan(value)}
        assert known == {kind: value for kind, value in profile.items() if kind in limits}


def test_a_limit_that_is_another_point_is_drawn_by_that_point() -> None:
    moving = replace(HI, reference=PointId("umwelt.grenze"))
    assert changed_limits([], [moving], 10) == []
    known = changed_limits([], [HI], 10)
    assert [change.is_removal for change in changed_limits(known, [moving], 20)] == [True]
