"""Explanations end to end: what is wrong, who set the limit, what came first, what helps."""

from dataclasses import replace
from math import isnan, nan

import pytest

from app.domain.alarms import AlarmEventKind, AlarmId, Mirror, Priority, RuleKind
from app.domain.annotations import Annotation
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.guidance import GuidanceScope
from app.domain.limits import LimitChange
from app.domain.points import Location, PointId, SourceId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text
from app.services.explanations import (
    ChangeKind,
    Course,
    Explainer,
    Relation,
    Standing,
)
from app.services.ports import StorageError
from app.services.statistics import CancelledError
from tests.fakes.why import (
    AP,
    AP_DOWN,
    DAY,
    HOUR,
    LAW,
    MINUTE,
    NO2,
    NO2_HI,
    NOW,
    OTHER_DOWN,
    SECOND,
    SWITCH,
    SWITCH_DOWN,
    TTN_LOST,
    Village,
)

RAISED, CLEARED = AlarmEventKind.RAISED, AlarmEventKind.CLEARED
ACKNOWLEDGED, COMMENTED = AlarmEventKind.ACKNOWLEDGED, AlarmEventKind.COMMENTED


@pytest.fixture
def village() -> Village:
    return Village()


# ---- what is wrong --------------------------------------------------------------------------


def test_a_standing_alarm_tells_by_how_much_and_since_when(village: Village) -> None:
    village.measure_evenly(NO2, [150.0 + place for place in range(65)])
    village.stand(NO2_HI, NOW - 10 * MINUTE, value=212.0)
    found = village.explain(NO2_HI)
    assert found.finding.standing is Standing.ACTIVE
    assert (found.finding.value, found.finding.excess) == (212.0, 12.0)
    assert (found.finding.raised_us, found.pivot_us) == (NOW - 10 * MINUTE, NOW - 10 * MINUTE)
    assert found.finding.latest == 214.0
    assert found.finding.course is Course.RISING
    assert found.finding.change > 0


def test_the_value_crossed_the_limit_before_the_delay_of_the_rule(village: Village) -> None:
    village.stand(AP_DOWN, NOW - MINUTE)
    assert village.explain(AP_DOWN).finding.crossed_us == NOW - 3 * MINUTE


def test_a_jump_is_told_apart_from_a_rise(village: Village) -> None:
    village.measure_evenly(NO2, [100.0] * 55 + [250.0] * 6)
    village.stand(NO2_HI, NOW - 2 * MINUTE, value=250.0)
    assert village.explain(NO2_HI).finding.course is Course.JUMPED_UP


def test_an_alarm_that_is_over_is_explained_by_its_last_occurrence(village: Village) -> None:
    village.stand(NO2_HI, NOW - 3 * HOUR, NOW - 2 * HOUR, 230.0)
    found = village.explain(NO2_HI)
    assert found.finding.standing is Standing.RETURNED
    assert found.finding.cleared_us == NOW - 2 * HOUR
    assert found.pivot_us == NOW - 3 * HOUR


def test_a_moment_of_the_past_knows_nothing_later(village: Village) -> None:
    village.stand(NO2_HI, NOW - 3 * HOUR, NOW - 2 * HOUR, 230.0)
    village.happen(NO2_HI, ACKNOWLEDGED, NOW - HOUR, actor="M. Beispiel")
    found = village.explain(NO2_HI, NOW - 150 * MINUTE)
    assert found.finding.standing is Standing.ACTIVE
    assert found.finding.acknowledged_by == ""
    assert village.explain(NO2_HI).finding.acknowledged_by == "M. Beispiel"


def test_an_alarm_that_never_was_says_so(village: Village) -> None:
    found = village.explain(NO2_HI)
    assert found.finding.standing is Standing.NEVER
    assert found.group is None
    assert found.limit is not None


def test_a_point_is_explained_by_its_worst_standing_alarm(village: Village) -> None:
    rule = next(rule for rule in village.city.rules if rule.id == NO2_HI)
    worse = replace(rule, id=AlarmId(f"{NO2}#hihi"), kind=RuleKind.HIHI, priority=Priority.CRITICAL)
    village.city = replace(village.city, rules=(*village.city.rules, worse))
    village.stand(NO2_HI, NOW - 10 * MINUTE, value=250.0)
    village.stand(worse.id, NOW - 5 * MINUTE, value=250.0)
    assert village.explain(NO2).rule == worse


def test_a_point_whose_source_is_lost_is_explained_by_the_connection(village: Village) -> None:
    village.stand(TTN_LOST, NOW - MINUTE, value=1.0)
    assert village.explain(NO2).rule is not None
    assert village.explain(NO2).source == SourceId("ttn")
    village.stand(NO2_HI, NOW - HOUR, value=250.0)
    found = village.explain(NO2)
    assert found.rule is not None
    assert found.rule.id == NO2_HI


def test_a_point_within_its_limits_gets_an_honest_answer(village: Village) -> None:
    village.measure_evenly(NO2, [180.0] * 10)
    found = village.explain(NO2)
    assert found.rule is None
    assert found.finding.standing is Standing.WITHIN
    assert found.finding.room == 20.0
    assert found.finding.nearest is not None
    assert found.finding.nearest.id == NO2_HI


def test_a_point_beyond_its_limit_whose_delay_still_runs_is_not_called_fine(
    village: Village,
) -> None:
    village.measure_evenly(NO2, [230.0] * 10)
    found = village.explain(NO2)
    assert found.finding.standing is Standing.PENDING
    assert found.finding.excess == 30.0


def test_a_point_nobody_watches_says_so(village: Village) -> None:
    village.measure_evenly("noise-0.laeq", [60.0] * 10)
    assert village.explain("noise-0.laeq").finding.standing is Standing.UNWATCHED


@pytest.mark.parametrize("quality", [Quality.BAD, Quality.GAP])
def test_a_bad_value_is_abnormal_even_without_an_alarm(village: Village, quality: Quality) -> None:
    village.measure(NO2, [NOW - MINUTE], [nan], quality)
    assert village.explain(NO2).finding.standing is Standing.ABNORMAL


def test_an_abnormal_state_needs_no_rule_to_be_abnormal(village: Village) -> None:
    village.measure("charger-0.status", [NOW - MINUTE], [5.0])
    assert village.explain("charger-0.status").finding.standing is Standing.ABNORMAL


def test_the_curve_spans_an_hour_before_and_after_with_its_limits(village: Village) -> None:
    village.measure_evenly(NO2, [100.0] * 300)
    village.stand(NO2_HI, NOW - 20 * MINUTE, value=250.0)
    curve = village.explain(NO2_HI).curve
    assert curve is not None
    assert (curve.start_us, curve.end_us) == (NOW - 80 * MINUTE, NOW + 40 * MINUTE)
    assert curve.thresholds == (200.0,)
    assert curve.time_us.max() <= NOW


# ---- the limit ------------------------------------------------------------------------------


def test_a_limit_of_the_profile_has_been_for_ever_and_names_its_law(village: Village) -> None:
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    limit = village.explain(NO2_HI).limit
    assert limit is not None
    assert limit.legal is not None
    assert limit.legal.law == LAW
    assert [(s.since_us, s.threshold, s.version) for s in limit.settings] == [(NO_TIME, 200.0, 0)]


def test_who_changed_a_limit_and_why_comes_from_the_version_of_the_rules(village: Village) -> None:
    changed = LimitChange(NO2_HI, PointId(NO2), RuleKind.HI, NOW - DAY, 180.0, "Beschluss")
    first = replace(changed, since_us=NOW - 30 * DAY, threshold=200.0, basis=LAW)
    village.journal.limits = [first, changed]
    village.journal.documents = [
        DocumentVersion(DocumentKind.RULES, 3, NOW - DAY - SECOND, "A. Chefin", "Sommer", "")
    ]
    village.stand(NO2_HI, NOW - MINUTE, value=190.0)
    found = village.explain(NO2_HI)
    assert found.limit is not None
    now, before = found.limit.settings
    assert (now.threshold, now.actor, now.why, now.version) == (180.0, "A. Chefin", "Sommer", 3)
    assert (before.threshold, before.since_us) == (200.0, NO_TIME)
    assert found.limit.legal is None
    assert found.finding.excess == 10.0


def test_a_former_day_is_judged_by_the_limit_of_that_day(village: Village) -> None:
    first = LimitChange(NO2_HI, PointId(NO2), RuleKind.HI, NOW - 30 * DAY, 200.0, LAW)
    village.journal.limits = [first, replace(first, since_us=NOW - DAY, threshold=100.0)]
    village.measure_evenly(NO2, [150.0] * 10, NOW - 2 * DAY)
    assert village.explain(NO2, NOW - 2 * DAY).finding.standing is Standing.WITHIN


def test_a_rule_changed_without_its_limit_names_its_versions(village: Village) -> None:
    said = f'[[rule]]\nid = "{NO2_HI}"\ndeadband = '
    texts = [f"{said}5", f"{said}5\n[[rule]]\nid = 'x'", f"{said}9", "", f"{said}9\nbroken ="]
    village.journal.documents = [
        DocumentVersion(
            DocumentKind.RULES, number, NOW - DAY + number, "A", f"Grund {number}", text
        )
        for number, text in enumerate(texts, 1)
    ]
    limit = village.explain(NO2_HI).limit
    assert limit is not None
    assert [version.number for version in limit.versions] == [4, 3, 1]
    assert limit.versions[0].why == "Grund 4"


# ---- first out ------------------------------------------------------------------------------


def test_the_switch_that_fell_first_leads_the_chain_of_its_network(village: Village) -> None:
    village.stand(SWITCH_DOWN, NOW - 6 * MINUTE)
    village.stand(OTHER_DOWN, NOW - 5 * MINUTE)
    village.stand(AP_DOWN, NOW - 4 * MINUTE)
    group = village.explain(AP_DOWN).group
    assert group is not None
    assert group.group.key == f"network:{SWITCH}"
    assert [(one.rule.id, one.offset_us) for one in group.chain] == [
        (SWITCH_DOWN, 0),
        (OTHER_DOWN, MINUTE),
        (AP_DOWN, 2 * MINUTE),
    ]
    assert [one.is_subject for one in group.chain] == [False, False, True]
    assert group.first is not None
    assert group.first.is_upstream


def test_a_switch_found_dead_after_what_hangs_on_it_is_the_cause_but_not_the_first_out(
    village: Village,
) -> None:
    village.stand(OTHER_DOWN, NOW - 6 * MINUTE)
    village.stand(SWITCH_DOWN, NOW - 5 * MINUTE)
    village.stand(AP_DOWN, NOW - 4 * MINUTE)
    group = village.explain(AP_DOWN).group
    assert group is not None
    assert group.first is not None
    assert group.cause is not None
    assert (group.first.rule.id, group.cause.rule.id) == (OTHER_DOWN, SWITCH_DOWN)


def test_a_switch_that_has_been_away_for_hours_is_still_the_first_out(village: Village) -> None:
    village.stand(SWITCH_DOWN, NOW - 9 * HOUR)
    village.stand(AP_DOWN, NOW - 4 * MINUTE)
    group = village.explain(AP_DOWN).group
    assert group is not None
    assert group.first is not None
    assert group.first.rule.id == SWITCH_DOWN
    assert group.standing == ()


def test_a_neighbour_that_has_stood_for_hours_is_told_but_not_called_the_cause(
    village: Village,
) -> None:
    village.stand(OTHER_DOWN, NOW - 9 * HOUR)
    village.stand(AP_DOWN, NOW - 4 * MINUTE)
    group = village.explain(AP_DOWN).group
    assert group is not None
    assert [one.rule.id for one in group.chain] == [AP_DOWN]
    assert [one.rule.id for one in group.standing] == [OTHER_DOWN]


def test_an_alarm_that_chatters_counts_once_in_the_chain(village: Village) -> None:
    for minutes in (9, 7, 5):
        village.stand(OTHER_DOWN, NOW - minutes * MINUTE, NOW - minutes * MINUTE + SECOND)
    village.stand(AP_DOWN, NOW - 4 * MINUTE)
    group = village.explain(AP_DOWN).group
    assert group is not None
    assert [one.rule.id for one in group.chain] == [OTHER_DOWN, AP_DOWN]


# ---- what changed ---------------------------------------------------------------------------


def test_what_changed_in_the_network_is_told_with_how_near_and_when(village: Village) -> None:
    village.stand(SWITCH_DOWN, NOW - 6 * MINUTE)
    village.stand(AP_DOWN, NOW - 5 * MINUTE)
    change = village.explain(AP_DOWN).changes[0]
    assert change.kind is ChangeKind.RAISED
    assert change.nearness.relation is Relation.UPSTREAM
    assert change.nearness.steps == 1
    assert change.offset_us == -MINUTE


def test_the_connection_of_the_source_is_looked_at_too(village: Village) -> None:
    village.happen(TTN_LOST, RAISED, NOW - 6 * MINUTE)
    village.happen(TTN_LOST, CLEARED, NOW - 4 * MINUTE)
    village.stand(NO2_HI, NOW - 5 * MINUTE, value=250.0)
    kinds = {change.kind: change for change in village.explain(NO2_HI).changes}
    assert kinds[ChangeKind.LOST].source == kinds[ChangeKind.BACK].source == SourceId("ttn")
    assert kinds[ChangeKind.LOST].nearness.relation is Relation.SAME_SOURCE


def test_what_people_did_near_by_is_told_with_their_words(village: Village) -> None:
    village.stand(SWITCH_DOWN, NOW - HOUR)
    village.happen(SWITCH_DOWN, ACKNOWLEDGED, NOW - 6 * MINUTE, actor="A", comment="Neustart")
    village.happen(SWITCH_DOWN, AlarmEventKind.UNSHELVED, NOW - 6 * MINUTE)
    village.stand(AP_DOWN, NOW - 5 * MINUTE)
    acts = [c for c in village.explain(AP_DOWN).changes if c.kind is ChangeKind.ACTION]
    assert [(act.actor, act.text, act.event) for act in acts] == [("A", "Neustart", "acknowledged")]


def test_states_that_switched_and_points_that_fell_silent_are_found(village: Village) -> None:
    times = [NOW - 30 * MINUTE, NOW - 7 * MINUTE]
    village.measure("charger-0.status", times, [2.0, 5.0])
    village.measure("hotspot-0.online", times[:1], [1.0])
    village.measure("hotspot-0.online", times[1:], [nan], Quality.GAP)
    village.measure("charger-1.status", times, [2.0, 2.0])
    charger = village.point("charger-0.status")
    near = tuple(
        replace(point, location=charger.location) if point.device == "hotspot-0" else point
        for point in village.city.points
    )
    village.city = replace(village.city, points=near)
    changes = village.explain("charger-0.power", NOW - 5 * MINUTE).changes
    found = {(change.kind, change.point and change.point.id) for change in changes}
    assert (ChangeKind.SWITCHED, "charger-0.status") in found
    assert (ChangeKind.SILENT, "hotspot-0.online") in found
    assert not any(name == "charger-1.status" for _, name in found)


def test_a_traffic_light_that_goes_on_switching_tells_nothing(village: Village) -> None:
    times = [NOW - place * MINUTE for place in range(20, 0, -1)]
    village.measure("signal_controller-0.main", times, [1.0, 3.0] * 10)
    assert village.explain("signal_controller-0.det1").changes == ()


def test_an_unusual_jump_of_a_neighbour_is_told_and_a_usual_one_is_not(village: Village) -> None:
    calm = [20.0 + place % 2 for place in range(400)]
    village.measure_evenly("air_station-0.pm10", [*calm, 90.0, 91.0, 92.0])
    village.measure_evenly("air_station-0.pm25", [*calm, 20.0, 21.0, 20.0])
    (jump,) = village.explain(NO2, NOW).changes
    assert jump.kind is ChangeKind.JUMPED
    assert jump.point is not None
    assert jump.point.id == "air_station-0.pm10"
    assert jump.before <= 21.0
    assert jump.after >= 90.0
    assert jump.nearness.relation is Relation.SAME_DEVICE


def test_notes_on_the_point_the_place_and_the_city_are_told_and_distant_ones_are_not(
    village: Village,
) -> None:
    here = village.point(NO2).location
    far = Location(7.9, 51.9)
    for name, points, place in (
        ("eigener", (NO2,), None),
        ("daneben", (), here),
        ("Stadt", (), None),
        ("fern", (), far),
        ("anderer", (PointId("soil-1.temp"),), None),
        ("Gerät", (PointId("air_station-0.pm10"),), None),
    ):
        village.notes.put(
            Annotation(name, NOW - MINUTE, NOW - MINUTE, name, "A", NOW - MINUTE, points, place)
        )
    told = {change.text for change in village.explain(NO2).changes}
    assert told == {"eigener", "daneben", "Stadt", "Gerät"}


def test_a_limit_changed_just_before_is_told_as_a_change(village: Village) -> None:
    first = LimitChange(NO2_HI, PointId(NO2), RuleKind.HI, NOW - 30 * DAY, 200.0, LAW)
    village.journal.limits = [first, replace(first, since_us=NOW - MINUTE, threshold=100.0)]
    (change,) = village.explain(NO2).changes
    assert (change.kind, change.before, change.after) == (ChangeKind.LIMIT, 200.0, 100.0)


# ---- former cases ---------------------------------------------------------------------------


def test_former_cases_tell_how_long_they_took_and_what_was_said(village: Village) -> None:
    for days in range(1, 8):
        raised_us = NOW - days * DAY
        village.stand(NO2_HI, raised_us, raised_us + days * MINUTE, 210.0)
        village.happen(NO2_HI, COMMENTED, raised_us + 20, actor="B", comment="Baustelle")
        village.happen(
            NO2_HI, ACKNOWLEDGED, raised_us + 30, actor="A", comment="Verkehr umgeleitet"
        )
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    past = village.explain(NO2_HI).past
    assert [case.lasted_us for case in past.cases] == [days * MINUTE for days in range(1, 6)]
    assert past.cases[0].comments == (("B", "Baustelle"), ("A", "Verkehr umgeleitet"))
    assert past.cases[0].seen_after_us == 30
    assert (past.count, past.median_us) == (7, 4 * MINUTE)


def test_a_new_alarm_learns_from_its_like_at_other_places(village: Village) -> None:
    other = AlarmId("air_station-1.no2#hi")
    village.stand(other, NOW - DAY, NOW - DAY + HOUR, 220.0)
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    (case,) = village.explain(NO2_HI).past.cases
    assert case.is_elsewhere
    assert case.point is not None
    assert case.point.id == "air_station-1.no2"


def test_alarms_of_one_failure_elsewhere_teach_once(village: Village) -> None:
    rules = [rule for rule in village.city.rules if rule.id == OTHER_DOWN]
    third = replace(rules[0], id=AlarmId("third"))
    village.city = replace(village.city, rules=(*village.city.rules, third))
    for name in (OTHER_DOWN, third.id):
        village.stand(name, NOW - DAY, NOW - DAY + HOUR)
    village.stand(AP_DOWN, NOW - MINUTE)
    assert len(village.explain(AP_DOWN).past.cases) == 1


def test_what_still_stands_elsewhere_is_no_case_to_learn_from(village: Village) -> None:
    village.stand(AlarmId("air_station-1.no2#hi"), NOW - DAY, value=220.0)
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    assert village.explain(NO2_HI).past.cases == ()


def test_who_was_only_told_of_an_alarm_said_nothing(village: Village) -> None:
    village.stand(NO2_HI, NOW - DAY, NOW - DAY + HOUR, 220.0)
    village.happen(NO2_HI, AlarmEventKind.NOTIFIED, NOW - DAY + 9, actor="C", comment="E-Mail")
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    (case,) = village.explain(NO2_HI).past.cases
    assert case.comments == ()
    assert case.acknowledged_us == case.seen_after_us == NO_TIME


# ---- advice, connections, mirrors -----------------------------------------------------------


def test_advice_begins_with_the_rule_and_goes_up_the_tree(village: Village) -> None:
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    advice = village.explain(NO2_HI).advice
    assert [one.scope for one in advice] == [
        None,
        GuidanceScope.TYPE,
        GuidanceScope.CITY,
        GuidanceScope.SOURCE,
    ]
    assert advice[0].contact == Text("Umweltamt, 17-1234")


def test_a_lost_connection_is_explained_by_its_own_group_and_guidance(village: Village) -> None:
    village.stand(TTN_LOST, NOW - MINUTE, value=1.0)
    found = village.explain(TTN_LOST)
    assert (found.point, found.source) == (None, SourceId("ttn"))
    assert [one.scope for one in found.advice] == [
        None,
        GuidanceScope.SOURCE,
        GuidanceScope.CITY,
    ]
    assert found.group is not None
    assert found.group.group.key == "source:ttn"
    assert isnan(found.finding.latest)


def test_an_alarm_a_server_judges_itself_is_explained_too(village: Village) -> None:
    name = AlarmId("plant@Kessel")
    village.journal.known_mirrors = {
        name: Mirror(SourceId("plant"), "i=1", "00", "Kessel", Text("zu heiß"), 700)
    }
    village.stand(name, NOW - MINUTE)
    found = village.explain(name)
    assert found.rule is not None
    assert found.rule.kind is RuleKind.MIRRORED
    assert found.finding.standing is Standing.ACTIVE


def test_an_unknown_subject_is_refused(village: Village) -> None:
    with pytest.raises(KeyError):
        village.explain("nirgends")


# ---- trouble --------------------------------------------------------------------------------


class Broken:
    """A historian or a store of notes on a disk that fails."""

    def __getattr__(self, name: str) -> object:
        raise StorageError("Die Platte antwortet nicht.")


def test_what_cannot_be_read_is_said_and_the_rest_is_explained(village: Village) -> None:
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    village.history = Broken()  # type: ignore[assignment]  # only its failing matters
    village.notes = Broken()  # type: ignore[assignment]  # likewise
    found = village.explain(NO2_HI)
    assert found.unread == ("Die Platte antwortet nicht.",)
    assert found.finding.standing is Standing.ACTIVE


def test_a_journal_that_cannot_be_read_leaves_the_value_explained(village: Village) -> None:
    village.measure_evenly(NO2, [230.0] * 10)
    village.journal.trouble = "Das Journal ist gesperrt."
    found = village.explain(NO2)
    assert found.unread == ("Das Journal ist gesperrt.",)
    assert found.finding.standing is Standing.PENDING


def test_without_files_there_is_still_the_profile(village: Village) -> None:
    found = Explainer(village.city, None, None).explain(NO2_HI, NOW)
    assert found.finding.standing is Standing.NEVER
    assert found.limit is not None
    assert found.advice


def test_it_can_be_given_up_at_every_step(village: Village) -> None:
    village.stand(NO2_HI, NOW - MINUTE, value=250.0)
    explainer = Explainer(village.city, village.history, village.journal, village.notes)
    for steps in range(5):
        asked = iter([False] * steps + [True] * 9)
        with pytest.raises(CancelledError):
            explainer.explain(NO2_HI, NOW, lambda asked=asked: next(asked))  # type: ignore[misc]  # bound at once


def test_the_same_device_counts_more_than_the_same_street(village: Village) -> None:
    village.measure("access_point-0.online", [NOW - 30 * MINUTE, NOW - 5 * MINUTE], [1.0, 0.0])
    village.measure("hotspot-0.online", [NOW - 30 * MINUTE, NOW - 5 * MINUTE], [1.0, 0.0])
    changes = village.explain(f"{AP}.clients").changes
    assert changes[0].point is not None
    assert changes[0].point.id == "access_point-0.online"
