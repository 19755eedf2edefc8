"""Occurrences as the journal tells them, also of alarms raised before the window."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId
from app.services.alarm_spans import (
    AlarmOccurrence,
    alarm_spans,
    read_alarm_spans,
    rules_of_points,
    rules_of_sources,
)
from app.storage.journal import SqliteJournal
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city

A, B = AlarmId("a#hi"), AlarmId("b#lo")
RAISED, CLEARED, SEEN = (
    AlarmEventKind.RAISED, AlarmEventKind.CLEARED, AlarmEventKind.ACKNOWLEDGED,
)  # fmt: skip


def event(time: int, kind: AlarmEventKind, alarm: AlarmId = A) -> AlarmEvent:
    actor = "Anna" if kind is SEEN else ""
    return AlarmEvent(alarm, kind, time, 7.0, actor, "gesehen" if actor else "")


def times(spans: list[AlarmOccurrence]) -> list[tuple[int, int | None, int | None]]:
    return [(span.start_us, span.end_us, span.acknowledged_us) for span in spans]


def test_an_occurrence_is_told_from_its_raise_to_its_return() -> None:
    """Acknowledged before or after the return, by whom and with which words."""
    events = [
        event(1, RAISED), event(2, SEEN), event(3, CLEARED),
        event(5, RAISED), event(6, CLEARED), event(7, RAISED, B), event(8, SEEN), event(9, RAISED),
    ]  # fmt: skip
    spans = alarm_spans(events, 0, 20)
    assert times(spans) == [(1, 3, 2), (5, 6, 8), (7, None, None), (9, None, None)]
    assert (spans[0].acknowledged_by, spans[0].comment, spans[0].value) == ("Anna", "gesehen", 7.0)
    assert [span.alarm for span in spans] == [A, A, B, A]


def test_one_acknowledgement_counts_for_all_that_wait() -> None:
    """Returned and raised again without a glance: one look covers both."""
    events = [event(1, RAISED), event(2, CLEARED), event(3, RAISED), event(4, SEEN)]
    assert times(alarm_spans(events, 0, 20)) == [(1, 2, 4), (3, None, 4)]


def test_only_what_touches_the_window_is_given() -> None:
    """What ended before it or begins after it is left out."""
    events = [event(time, (CLEARED, RAISED)[time % 2]) for time in range(1, 13)]
    assert times(alarm_spans(events, 4, 9)) == [(3, 4, None), (5, 6, None), (7, 8, None)]


def test_odd_journals_still_make_sense() -> None:
    """A return without a raise is passed over; a second raise ends the first."""
    events = [event(1, CLEARED), event(2, SEEN), event(3, RAISED), event(5, RAISED)]
    assert times(alarm_spans(events, 0, 20)) == [(3, 5, None), (5, None, None)]


def test_other_events_break_no_occurrence() -> None:
    """It calls again, is shelved, commented on: it is still the same occurrence."""
    kinds = AlarmEventKind
    events = [
        event(1, RAISED), event(2, SEEN), event(3, kinds.REALARMED), event(4, SEEN),
        replace(event(5, kinds.SHELVED), actor="Ben", comment="Wartung", until_us=90),
        event(6, kinds.UNSHELVED), event(7, kinds.REALARMED), event(8, kinds.LATE),
        event(9, CLEARED), replace(event(10, kinds.COMMENTED), actor="Ben", comment="Ventil"),
    ]  # fmt: skip
    (span,) = alarm_spans(events, 0, 20)
    assert times([span]) == [(1, 9, 2)]
    assert span.realarmed_us == (3, 7)
    assert [(remark.time_us, remark.actor, remark.text) for remark in span.remarks] == [
        (2, "Anna", "gesehen"),
        (4, "Anna", "gesehen"),
        (5, "Ben", "Wartung"),
        (10, "Ben", "Ventil"),
    ]


def test_an_acknowledgement_taken_back_is_waited_for_again() -> None:
    events = [event(1, RAISED), event(2, SEEN), event(3, AlarmEventKind.UNACKNOWLEDGED)]
    assert times(alarm_spans(events, 0, 20)) == [(1, None, None)]
    assert times(alarm_spans([*events, event(5, SEEN)], 0, 20)) == [(1, None, 5)]


def test_rules_are_found_by_point_and_by_source() -> None:
    """A point's own rules, and those of the connection that delivers it."""
    city = make_city(60)
    point = city.points[0]
    own = rules_of_points(city, [point.id])
    assert {rule.point for rule in own.values()} == {point.id}
    assert len(own) == 2
    assert list(rules_of_sources(city, [point.id])) == [f"{point.source}#lost"]
    assert rules_of_sources(city, []) == rules_of_points(city, []) == {}


def test_no_alarms_are_not_asked_for() -> None:
    """No alarm named is not the same as all alarms."""
    journal = FakeJournal()
    journal.lines = [(event(1, RAISED), "")]
    assert read_alarm_spans(journal, [], 0, 9) == []
    assert times(read_alarm_spans(journal, [A], 0, 9)) == [(1, None, None)]


KINDS = st.sampled_from([RAISED, CLEARED, SEEN]) | st.sampled_from(AlarmEventKind)
STEPS = st.lists(st.tuples(st.sampled_from([A, B]), KINDS), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=6), st.integers(0, 31), st.integers(0, 31))
def test_the_journal_gives_what_a_window_needs(
    histories: list[list[tuple[AlarmId, AlarmEventKind]]], one: int, other: int
) -> None:
    """Asking for a window gives the same occurrences as reading the whole journal."""
    start, end = sorted((one, other))
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr("app.storage.journal._PRAGMAS", "PRAGMA synchronous=OFF")
        journal = SqliteJournal(Path(folder) / "j.db")
        for number, steps in enumerate(histories):
            names = {alarm: AlarmId(f"{number}-{alarm}") for alarm in (A, B)}
            events = [event(t, kind, names[alarm]) for t, (alarm, kind) in enumerate(steps)]
            journal.record([(each, "") for each in events], {})
            expected = alarm_spans(events, start, end)
            found = journal.events_between(start, end, list(names.values()))
            assert alarm_spans(found, start, end) == expected
        everything = journal.events_between(start, end)
        assert len(alarm_spans(everything, start, end)) == sum(
            len(alarm_spans([event(t, k, a) for t, (a, k) in enumerate(steps)], start, end))
            for steps in histories
        )
        journal.close()
