"""Gathering: what belongs to an incident, and nothing that does not."""

from dataclasses import replace

import numpy as np
import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmState, OutOfService
from app.domain.annotations import Annotation
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.points import point_key
from app.domain.samples import SampleBatch
from app.domain.shifts import LogEntry
from app.services.capsules import (
    CapsuleCancelledError,
    CapsuleError,
    CapsuleHistory,
    CapsuleJournal,
    CapsuleOrder,
    CapsuleSources,
    gather,
)
from app.services.columns import city_keys
from app.services.states import HistorianStateProvider
from tests.fakes.adapters import FakeJournal
from tests.fakes.capsules import END, FROM, MINUTE, UNTIL, make_samples, the_rule
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from tests.fakes.historian import MemoryHistorian
from tests.fakes.notes import FakeAnnotations

HOUR = 60 * MINUTE
ORDER = CapsuleOrder("Vorfall", "Bericht", "M. Beispiel", START_US, END, FROM, UNTIL)


class Logbook:
    """A logbook of two lines."""

    def entries(self, start_us: int, end_us: int) -> list[LogEntry]:
        lines = [LogEntry(f"l{n}", START_US + n * HOUR, "x", "A", START_US) for n in (0, 5)]
        return [line for line in lines if start_us <= line.time_us < end_us]


def make_sources() -> CapsuleSources:
    city = make_city(20)
    history = MemoryHistorian()
    history.append(make_samples(city, from_us=FROM - 2 * HOUR, until_us=UNTIL + 2 * HOUR))
    rule = the_rule(city)
    journal = FakeJournal()
    journal.lines = [
        (AlarmEvent(rule.id, AlarmEventKind.RAISED, START_US, 99.0), ""),
        (AlarmEvent(rule.id, AlarmEventKind.CLEARED, END, 99.0), ""),
    ]
    notes = FakeAnnotations(
        Annotation("in", START_US, START_US, "hier", "A", START_US),
        Annotation("out", START_US - 9 * HOUR, START_US - 9 * HOUR, "dort", "A", START_US),
    )
    return CapsuleSources(city, history, journal, notes, Logbook())


def test_the_capsule_shows_the_same_city_at_every_moment() -> None:
    sources = make_sources()
    content = gather(sources, ORDER, UNTIL + MINUTE, "1.0")
    zone = sources.city.time_zone
    history = CapsuleHistory(content.samples, content.header.from_us, zone)
    journal = CapsuleJournal(content.lines, content.limits, content.versions)
    there = HistorianStateProvider(content.city, history, journal)
    here = HistorianStateProvider(sources.city, sources.history, sources.journal)
    for time_us in (FROM, START_US - 1, START_US, START_US + 90_000_000, END, UNTIL):
        mine, theirs = there.at(time_us), here.at(time_us)
        np.testing.assert_array_equal(mine.states.value, theirs.states.value)
        np.testing.assert_array_equal(mine.states.time, theirs.states.time)
        np.testing.assert_array_equal(mine.stale, theirs.stale)
        assert repr(mine.alarms) == repr(theirs.alarms)


def test_only_what_belongs_to_the_span_is_taken() -> None:
    content = gather(make_sources(), ORDER, UNTIL, "1.0")
    assert [note.id for note in content.notes] == ["in"]
    assert [line.id for line in content.log] == ["l0"]
    inside = content.samples.source_time[content.samples.source_time >= FROM]
    assert inside.max() == UNTIL
    earlier = content.samples.select(content.samples.source_time < FROM)
    assert len(earlier) == len(content.city.points)  # of each point the last one before
    assert content.header.program == "1.0"
    assert content.lines[0].message == the_rule(content.city).message.de


def test_a_value_from_before_a_long_silence_comes_along() -> None:
    sources = make_sources()
    history = MemoryHistorian()
    key = int(city_keys(sources.city)[0])
    history.append(SampleBatch.from_columns([key], [FROM - 99 * HOUR], FROM, [3.0]))
    content = gather(replace(sources, history=history), ORDER, UNTIL, "")
    assert content.samples.value.tolist() == [3.0]


def test_how_the_sources_are_reached_stays_at_home() -> None:
    content = gather(make_sources(), ORDER, UNTIL, "1.0")
    assert {source.url for source in content.city.sources} == {""}
    assert all(source.options == {} for source in content.city.sources)


def test_what_hid_an_alarm_before_the_span_comes_along() -> None:
    sources = make_sources()
    journal = sources.journal
    assert isinstance(journal, FakeJournal)
    shelved, over, removed = [rule.id for rule in sources.city.rules[1:4]]
    journal.lines = [
        (AlarmEvent(over, AlarmEventKind.SHELVED, FROM - 3 * HOUR, 0.0), ""),
        (AlarmEvent(shelved, AlarmEventKind.SHELVED, FROM - 2 * HOUR, 0.0), ""),
        (AlarmEvent(over, AlarmEventKind.UNSHELVED, FROM - HOUR, 0.0), ""),
    ]
    service = OutOfService(FROM - 500 * HOUR, "A. Schulte", "Umbau", "A-1")
    journal.states = {removed: AlarmState(out_of_service=service)}
    content = gather(sources, ORDER, UNTIL, "")
    found = {(line.event.alarm, line.event.kind) for line in content.lines}
    assert found == {(shelved, AlarmEventKind.SHELVED), (removed, AlarmEventKind.REMOVED)}


def test_the_rules_in_force_and_those_that_came_are_kept() -> None:
    sources = make_sources()
    journal = sources.journal
    assert isinstance(journal, FakeJournal)
    journal.documents = [
        DocumentVersion(DocumentKind.RULES, n, at_us, "A", "", "")
        for n, at_us in enumerate((FROM - 2 * HOUR, FROM - HOUR, START_US, UNTIL + HOUR), 1)
    ]
    content = gather(sources, ORDER, UNTIL, "")
    assert [version.number for version in content.versions] == [2, 3]


def test_a_journal_that_cannot_be_read_makes_no_capsule() -> None:
    sources = make_sources()
    assert isinstance(sources.journal, FakeJournal)
    sources.journal.trouble = "Das Journal ist beschädigt."
    with pytest.raises(CapsuleError, match="Das Journal ist beschädigt"):
        gather(sources, ORDER, UNTIL, "")


def test_gathering_tells_its_progress_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise CapsuleCancelledError

    with pytest.raises(CapsuleCancelledError):
        gather(make_sources(), ORDER, UNTIL, "", stop)
    assert told == [(0, 20)]


def test_names_are_replaced_where_that_is_wanted() -> None:
    order = replace(ORDER, keeps_names=False, title="Vorfall bei M. Beispiel")
    content = gather(make_sources(), order, UNTIL, "")
    assert content.header.actor == "Bedienung 1"
    assert content.header.title == "Vorfall bei Bedienung 1"
    assert not content.header.has_names


def test_the_point_of_the_incident_is_among_the_samples() -> None:
    content = gather(make_sources(), ORDER, UNTIL, "")
    rule = the_rule(content.city)
    mine = content.samples.select(content.samples.key == point_key(rule.point))
    assert mine.value.max() > rule.threshold
