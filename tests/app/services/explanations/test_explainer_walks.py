"""Whatever stands in a journal: it is explained, in order, and nothing of the future is told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import AlarmEventKind
from app.domain.samples import NO_TIME
from app.services.explanations import Explanation
from tests.fakes.why import (
    AP_DOWN,
    MINUTE,
    NO2,
    NO2_HI,
    NOW,
    OTHER_DOWN,
    SWITCH_DOWN,
    TTN_LOST,
    Village,
)

ALARMS = (NO2_HI, AP_DOWN, OTHER_DOWN, SWITCH_DOWN, TTN_LOST)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(ALARMS),
        st.sampled_from(AlarmEventKind),
        st.integers(-300, 60),
        st.sampled_from(["", "A"]),
        st.sampled_from(["", "Text", "{braces}"]),
    ),
    max_size=40,
)


def times_of(found: Explanation) -> list[int]:
    """Return every moment an explanation tells of."""
    finding = found.finding
    times = [
        found.pivot_us,
        finding.value_us,
        finding.raised_us,
        finding.cleared_us,
        finding.crossed_us,
        finding.acknowledged_us,
        *(change.time_us for change in found.changes),
    ]
    for case in found.past.cases:
        times += [case.raised_us, case.cleared_us, case.acknowledged_us]
    if found.group is not None:
        for alarm in (*found.group.chain, *found.group.standing):
            times += [alarm.raised_us, alarm.cleared_us]
    return [time_us for time_us in times if time_us != NO_TIME]


@settings(max_examples=150)
@given(EVENTS, st.sampled_from([*ALARMS, NO2]), st.integers(-200, 30))
def test_any_journal_is_explained_as_it_was_known(
    events: list[tuple[str, AlarmEventKind, int, str, str]], subject: str, at_min: int
) -> None:
    village = Village()
    village.measure_evenly(NO2, [100.0 + place for place in range(200)])
    for alarm, kind, minute, actor, comment in sorted(events, key=lambda event: event[2]):
        moment = NOW + minute * MINUTE
        village.happen(alarm, kind, moment, 1.0, actor=actor, comment=comment)  # type: ignore[arg-type]  # a name
    at_us = NOW + at_min * MINUTE
    found = village.explain(subject, at_us)
    assert max(times_of(found)) <= at_us
    scores = [change.score for change in found.changes]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1.0 for score in scores)
    if found.group is not None:
        offsets = [alarm.offset_us for alarm in found.group.chain]
        assert offsets == sorted(offsets)
        assert offsets[0] == 0
        assert any(alarm.is_subject for alarm in found.group.chain)
    raised = [case.raised_us for case in found.past.cases]
    assert len(raised) <= 5
    assert all(time_us < found.pivot_us for time_us in raised)
