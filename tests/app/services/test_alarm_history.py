"""Alarms at a moment equal a replay of the whole journal, however old the moment is."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    Mirror,
    OutOfService,
    Priority,
    RuleKind,
    Shelf,
    VisibleState,
)
from app.domain.points import PointId, SourceId
from app.domain.samples import NO_TIME
from app.domain.texts import NO_TEXT, Text
from app.services import alarm_history
from app.services.alarm_history import AlarmHistory, alarms_at
from tests.fakes.adapters import FakeJournal

ALARMS = [AlarmId(f"punkt.{i}#hi") for i in range(4)]
RULE = AlarmRule(ALARMS[0], PointId("punkt.0"), RuleKind.HI, 10.0, Priority.LOW, NO_TEXT, NO_TEXT)

events = st.builds(
    AlarmEvent,
    st.sampled_from(ALARMS),
    st.sampled_from(AlarmEventKind),
    st.integers(-5, 40),
    st.floats(0, 9),
    st.sampled_from(["", "Anna"]),
    st.sampled_from(["", "geprüft"]),
    st.sampled_from([NO_TIME, 50]),
    st.sampled_from(["", "A-17"]),
)
RULES = {
    name: replace(RULE, id=name, latches=latches, is_event=is_event)
    for name, latches, is_event in zip(
        ALARMS, (False, True, False, True), (False, False, True, True), strict=True
    )
}


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every few lines a page, and columns of every few events."""
    monkeypatch.setattr(alarm_history, "_PAGE", 5)
    monkeypatch.setattr(alarm_history, "_NEWER", 3)


@given(st.lists(st.lists(events, max_size=14), min_size=1, max_size=4), st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_moment_is_a_replay_of_the_journal(
    parts: list[list[AlarmEvent]], data: st.DataObject
) -> None:
    """The journal grows while it is read, and clocks stepped back between its lines."""
    journal = FakeJournal()
    rules = data.draw(st.sampled_from([RULES, {}]))
    history = AlarmHistory(journal, rules)
    recorded: list[AlarmEvent] = []
    for part in parts:
        journal.record([(event, "") for event in part], {})
        recorded += part
        for moment in data.draw(st.lists(st.integers(-6, 42), min_size=1, max_size=4)):
            # The text of both, as NaN does not equal itself.
            assert _told(history, moment) == str(sorted(alarms_at(recorded, moment, rules).items()))


def test_another_journal_is_read_anew() -> None:
    """A journal that was set aside is no part of the story any more."""
    journal = FakeJournal()
    journal.record([(_raised(ALARMS[i % 2], i), "") for i in range(9)], {})
    history = AlarmHistory(journal)
    assert set(history.at(20)) == set(ALARMS[:2])
    journal.lines = [(_raised(ALARMS[3], 2), "")]
    assert list(history.at(20)) == [ALARMS[3]]
    journal.lines = []
    assert history.at(20) == {}


def test_without_a_journal_there_never_was_an_alarm() -> None:
    assert AlarmHistory(None).at(5) == {}


def test_hidden_alarms_are_told_with_why_and_until_when() -> None:
    """Whoever looks at a moment of the past sees who had shelved what, and what stood below."""
    told = [
        AlarmEvent(ALARMS[0], AlarmEventKind.RAISED, 1, 9.0),
        AlarmEvent(ALARMS[0], AlarmEventKind.SHELVED, 2, 9.0, "Anna", "Wartung", 90),
        AlarmEvent(ALARMS[1], AlarmEventKind.REMOVED, 3, 1.0, "Ben", "Umbau", work_order="A-17"),
        AlarmEvent(ALARMS[2], AlarmEventKind.SUPPRESSED, 4, 1.0, comment="schedule"),
    ]
    journal = FakeJournal()
    journal.record([(event, "") for event in told], {})
    history = AlarmHistory(journal)
    for _ in range(2):
        found = history.at(10)
        assert found[ALARMS[0]].shelf == Shelf(90, 2, "Anna", "Wartung")
        assert found[ALARMS[0]].inner is VisibleState.UNACKNOWLEDGED
        assert found[ALARMS[1]].out_of_service == OutOfService(3, "Ben", "Umbau", "A-17")
        assert found[ALARMS[2]].suppressed_by == "schedule"
        assert list(history.at(2)) == [ALARMS[0]]
        # Once more with all of it in columns.
        journal.record([(_raised(ALARMS[3], 100 + i), "") for i in range(9)], {})


def test_alarms_of_a_server_carry_what_is_known_of_them() -> None:
    """Their rule is made of it: without it the past would show a name and no severity."""
    name = AlarmId("netz@pumpe")
    mirror = Mirror(SourceId("netz"), "ns=2;s=Pumpe", "0a", "Pumpe", Text("Steht"), 800)
    journal = FakeJournal()
    journal.record([(_raised(name, 1), "")], {name: AlarmState(mirror=mirror)})
    history = AlarmHistory(journal, RULES)
    assert history.at(5)[name].mirror == mirror
    assert history.at(0) == {}


def _raised(alarm: AlarmId, time_us: int) -> AlarmEvent:
    return AlarmEvent(alarm, AlarmEventKind.RAISED, time_us, float("nan"))


def _told(history: AlarmHistory, time_us: int) -> str:
    return str(sorted(history.at(time_us).items()))


def test_while_the_journal_is_unreadable_the_alarms_known_so_far_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal = FakeJournal()
    journal.lines = [(AlarmEvent(ALARMS[0], AlarmEventKind.RAISED, 3, 1.0), "zu viel")]
    history = AlarmHistory(journal)
    assert set(history.at(5)) == {ALARMS[0]}
    lines, journal.lines = journal.lines, []
    journal.trouble = "Die Datei „journal.db“ lässt sich nicht benutzen."
    assert set(history.at(5)) == {ALARMS[0]}
    assert history.trouble == journal.trouble
    journal.trouble = ""
    assert set(history.at(5)) == {ALARMS[0]}
    assert history.trouble, "it is asked again only after a while"
    monkeypatch.setattr(time, "monotonic", lambda: float("inf"))
    journal.lines = [*lines, (AlarmEvent(ALARMS[1], AlarmEventKind.RAISED, 4, 1.0), "zu viel")]
    assert set(history.at(5)) == {ALARMS[0], ALARMS[1]}
    assert not history.trouble
