"""What follows a commit: documents in force, journal lines whole, alarms shown without a flood."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pytest
from typing_extensions import override

from app.collector import chronicle
from app.collector.publisher import LINES_AT_ONCE, Publisher
from app.collector.recorder import Recorder
from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    Mirror,
    MirroredCondition,
    OrderKind,
    RuleKind,
    VisibleState,
)
from app.domain.alarms.escalations import NotificationPlan
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.points import PointKey
from app.domain.samples import SampleBatch
from app.domain.series import SeriesFrame, Tier
from app.domain.texts import Text
from app.link import messages as m
from app.services.ports import StorageError
from tests.fakes.adapters import FakeHistorian, FakeJournal
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US, FakeClock

CITY = make_city(40)
RULE = CITY.rules[0]
POINT = next(point for point in CITY.points if point.id == RULE.point)
HIGH = RULE.threshold + 1
LOWER = f"""
[[rule]]
point = "{RULE.point}"
kind = "hi"
threshold = 20.0
priority = "high"
message = "Neuer Grenzwert überschritten"
action = "Nachsehen."
consequence = "moderate"
response = "soon"
"""


P = TypeVar("P")


class SpyPublisher(Publisher):
    """Notes what is pushed."""

    def __init__(self, data: Path) -> None:
        super().__init__(data, lambda _: Future())
        self.pushed: list[m.Push] = []

    @override
    def _push(self, message: m.Push) -> None:
        self.pushed.append(message)

    def of(self, kind: type[P]) -> list[P]:
        """Return the messages of one kind."""
        return [message for message in self.pushed if isinstance(message, kind)]


class FakeMessenger:
    """Notes what it is given."""

    def __init__(self) -> None:
        self.plans: list[NotificationPlan] = []
        self.rules: Mapping[AlarmId, AlarmRule] = {}
        self.events: list[AlarmEvent] = []
        self.shown: list[Mapping[AlarmId, AlarmState]] = []
        self.heeded: list[AlarmEvent] = []

    def heed(self, events: Sequence[AlarmEvent]) -> None:
        self.heeded += events

    def take(
        self,
        city: City,
        rules: Mapping[AlarmId, AlarmRule],
        plan: NotificationPlan,
        events: Sequence[AlarmEvent] = (),
    ) -> None:
        self.plans.append(plan)
        self.rules = rules
        self.events += events

    def show(self, alarms: Mapping[AlarmId, AlarmState]) -> None:
        self.shown.append(alarms)


@dataclass
class Bench:
    """A recorder between fakes."""

    data: Path
    journal: FakeJournal = field(default_factory=FakeJournal)
    historian: FakeHistorian = field(default_factory=FakeHistorian)
    clock: FakeClock = field(default_factory=FakeClock)
    messenger: FakeMessenger = field(default_factory=FakeMessenger)
    city: City = CITY

    def __post_init__(self) -> None:
        self.publisher = SpyPublisher(self.data)
        self.submitted: list[SampleBatch] = []
        self.recorder = Recorder(
            self.city,
            open_journal=lambda: self.journal,
            publisher=self.publisher,
            delivering=lambda: {source.id: True for source in CITY.sources},
            submit=lambda _, batch: self.submitted.append(batch),
            clock=self.clock,
            messenger=self.messenger,
        )

    def open(self) -> Recorder:
        self.recorder.open(self.historian)
        return self.recorder

    def close(self) -> None:
        self.recorder.close()
        self.publisher.stop()

    def sample(self, value: float) -> None:
        now_us = self.clock.now_us()
        batch = SampleBatch.from_columns([POINT.key], [now_us], now_us, [value])
        self.historian.append(batch)
        self.recorder.take([(POINT.source, batch)])

    def kinds(self) -> list[AlarmEventKind]:
        return [event.kind for event, _ in self.journal.lines]

    def notice(self, topic: str) -> str:
        notices = self.publisher.of(m.Notice)
        return next((one.text for one in reversed(notices) if one.topic == topic), "")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.close()


def version(kind: DocumentKind, text: str, number: int = 1) -> DocumentVersion:
    return DocumentVersion(kind, number, START_US, "Anna", "Probe", text)


# --- documents ----------------------------------------------------------------------------------


def test_rules_are_recorded_put_in_force_and_told(bench: Bench) -> None:
    recorder = bench.open()
    bench.sample(30.0)
    assert bench.journal.lines == []
    assert recorder.documents.problems_of(DocumentKind.RULES, LOWER) == []
    recorder.publish(DocumentKind.RULES, LOWER, "Anna", "Beschluss")
    assert bench.journal.documents == [
        DocumentVersion(DocumentKind.RULES, 1, START_US, "Anna", "Beschluss", LOWER)
    ]
    assert bench.publisher.of(m.DocumentChanged) == [m.DocumentChanged(DocumentKind.RULES, 1)]
    event, message = bench.journal.lines[0]
    assert (event.alarm, event.kind) == (RULE.id, AlarmEventKind.RAISED)
    assert message == "Neuer Grenzwert überschritten"
    recorder.publish(DocumentKind.RULES, "", "Anna", "Zurück")
    assert bench.journal.documents[-1].number == 2
    assert bench.kinds() == [AlarmEventKind.RAISED, AlarmEventKind.CLEARED]


def test_the_newest_versions_are_in_force_after_a_start(bench: Bench) -> None:
    bench.journal.documents = [
        version(DocumentKind.RULES, LOWER.replace("20.0", "90.0")),
        version(DocumentKind.RULES, LOWER, 2),
    ]
    bench.open()
    bench.sample(30.0)
    assert bench.kinds() == [AlarmEventKind.RAISED]


@pytest.mark.expects_warnings
def test_what_no_longer_fits_is_left_aside_and_told(bench: Bench) -> None:
    wrong = LOWER.replace(RULE.point, "gibt.es.nicht")
    bench.journal.documents = [version(DocumentKind.RULES, wrong)]
    recorder = bench.open()
    assert "passen nicht mehr zum Stadtprofil" in bench.notice("documents")
    assert "gibt.es.nicht" in bench.notice("documents")
    bench.sample(HIGH)
    assert bench.kinds() == [AlarmEventKind.RAISED]
    recorder.publish(DocumentKind.RULES, LOWER, "Anna", "Berichtigt")
    assert bench.notice("documents") == ""


def test_what_is_wrong_is_said_before_anything_is_recorded(bench: Bench) -> None:
    recorder = bench.open()
    for kind in DocumentKind:
        assert recorder.documents.problems_of(kind, "das ist [ kein TOML")
    assert bench.journal.documents == []


def test_a_journal_that_fails_leaves_the_former_version_in_force(bench: Bench) -> None:
    recorder = bench.open()
    bench.journal.failure = "Die Platte ist voll."
    with pytest.raises(StorageError, match="Platte"):
        recorder.publish(DocumentKind.RULES, LOWER, "Anna", "Beschluss")
    bench.journal.failure = ""
    bench.sample(30.0)
    assert bench.journal.lines == []


def test_a_changed_profile_keeps_its_documents(bench: Bench) -> None:
    bench.journal.documents = [version(DocumentKind.RULES, LOWER)]
    recorder = bench.open()
    recorder.change_city(replace(CITY, points=CITY.points[:-1]))
    bench.sample(30.0)
    assert bench.kinds() == [AlarmEventKind.RAISED]
    assert recorder.documents.city.points == CITY.points[:-1]


def test_a_plan_reaches_the_messenger_and_its_lines_the_journal(bench: Bench) -> None:
    old = AlarmEvent(RULE.id, AlarmEventKind.NOTIFIED, START_US - 1, 1.0)
    bench.journal.lines = [(old, "")]
    recorder = bench.open()
    assert bench.messenger.events == [old]
    bench.sample(HIGH)
    recorder.tick()
    recorder.tick()
    assert [list(alarms) for alarms in bench.messenger.shown] == [[RULE.id]]
    recorder.note([AlarmEvent(RULE.id, AlarmEventKind.NOTIFIED, START_US, 1.0, "Berta")])
    assert bench.journal.lines[-1][0].actor == "Berta"
    recorder.publish(DocumentKind.NOTIFICATIONS, "", "Anna", "Probe")
    assert len(bench.messenger.plans) == 2


def test_alarms_of_servers_are_told_outside_too(bench: Bench) -> None:
    server = CITY.sources[0].id
    sources = tuple(
        replace(one, options={"alarms": "mirror"} if one.id == server else {})
        for one in CITY.sources
    )
    bench.recorder.documents.set_profile(replace(CITY, sources=sources))
    recorder = bench.open()
    name = AlarmId(f"{server}@kessel")
    mirror = Mirror(server, "s=kessel", "00", "Kessel", Text("Kessel zu heiß"), 700, POINT.id)
    said = MirroredCondition(name, mirror, START_US, True, False)
    bench.historian.append(SampleBatch.from_columns([POINT.key], [START_US], START_US, [77.0]))
    recorder.change_city(recorder.documents.profile)
    recorder.take_conditions(server, [said], is_whole=False)
    recorder.tick()
    assert bench.messenger.rules[name].message.de == "Kessel zu heiß"
    assert list(bench.messenger.shown[-1]) == [name]
    event, message = bench.journal.lines[0]
    assert (event.value, message) == (77.0, "Kessel zu heiß")


# --- the journal --------------------------------------------------------------------------------


def test_every_line_says_when_it_was_learned(bench: Bench) -> None:
    bench.open()
    bench.clock.advance(2.0)
    bench.sample(HIGH)
    event = bench.journal.lines[0][0]
    assert (event.time_us, event.recorded_us) == (bench.clock.now_us(), bench.clock.now_us())


def test_a_state_that_must_survive_is_kept_though_nothing_happened(bench: Bench) -> None:
    city = replace(CITY, rules=(replace(RULE, on_delay_s=10.0),))
    bench.recorder.documents.set_profile(city)
    bench.open()
    bench.sample(HIGH)
    assert bench.journal.lines == []
    assert bench.journal.states[RULE.id].due_us == START_US + 10_000_000


def test_a_flood_in_front_of_a_full_disk_loses_no_line(bench: Bench) -> None:
    recorder = bench.open()
    bench.journal.failure = "Die Platte ist voll."
    for number in range(300):
        bench.clock.advance(1.0)
        bench.sample(HIGH if number % 2 == 0 else 0.0)
    assert "Platte" in bench.notice("journal")
    bench.journal.failure = ""
    bench.clock.advance(2.0)
    recorder.tick()
    assert len(bench.journal.lines) == 300
    assert bench.notice("journal") == ""
    times = [event.time_us for event, _ in bench.journal.lines]
    assert times == sorted(times)


def test_when_even_the_memory_is_full_a_person_is_told_how_many_lines_are_lost(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicle, "MAX_UNRECORDED", 10)
    recorder = bench.open()
    bench.journal.failure = "Die Platte ist voll."
    for number in range(14):
        bench.clock.advance(1.0)
        bench.sample(HIGH if number % 2 == 0 else 0.0)
    bench.journal.failure = ""
    bench.clock.advance(2.0)
    recorder.tick()
    assert len(bench.journal.lines) == 10
    assert bench.notice("journal").startswith("4 Zeilen sind verloren")


def test_a_past_is_recorded_but_for_alarms_that_have_one(bench: Bench) -> None:
    recorder = bench.open()
    other = CITY.rules[1].id
    past = [
        AlarmEvent(name, kind, START_US - second * 1_000_000, 1.0)
        for name in (RULE.id, other)
        for kind, second in ((AlarmEventKind.RAISED, 20), (AlarmEventKind.CLEARED, 10))
    ]
    bench.sample(HIGH)
    assert recorder.record_past(past) == 2
    assert [event.alarm for event, _ in bench.journal.lines] == [RULE.id, other, other]
    assert recorder.record_past(past) == 0
    lines = [line for one in bench.publisher.of(m.JournalLines) for line in one.lines]
    assert len(lines) == 1, "a past is no news"


# --- showing ------------------------------------------------------------------------------------


def test_changes_that_come_together_are_shown_together(bench: Bench) -> None:
    recorder = bench.open()
    bench.publisher.pushed.clear()
    for number in range(20):
        bench.clock.advance(0.01)
        bench.sample(HIGH if number % 2 == 0 else 0.0)
    recorder.tick()
    shown = bench.publisher.of(m.AlarmsChanged)
    assert len(shown) <= 4
    assert shown[-1].states[RULE.id].visible is VisibleState.RETURNED


def test_an_order_is_shown_at_once(bench: Bench) -> None:
    recorder = bench.open()
    bench.sample(HIGH)
    bench.publisher.pushed.clear()
    recorder.operate(AlarmOrder(OrderKind.ACKNOWLEDGE, (RULE.id,), "Anna"))
    assert len(bench.publisher.of(m.AlarmsChanged)) == 1


def test_many_lines_are_told_in_pieces(bench: Bench) -> None:
    event = AlarmEvent(RULE.id, AlarmEventKind.RAISED, START_US, 1.0)
    bench.publisher.journal([(event, "")] * (2 * LINES_AT_ONCE + 1))
    sizes = [len(one.lines) for one in bench.publisher.of(m.JournalLines)]
    assert sizes == [LINES_AT_ONCE, LINES_AT_ONCE, 1]


def test_rules_that_look_back_are_given_the_past_at_the_start(bench: Bench) -> None:
    asked: list[PointKey] = []

    class Remembering(FakeHistorian):
        @override
        def query(
            self,
            keys: Sequence[PointKey],
            start_us: int,
            end_us: int,
            max_points: int,
            tier: Tier | None = None,
        ) -> list[SeriesFrame]:
            asked.extend(keys)
            return []

    rate = replace(RULE, kind=RuleKind.RATE, span_s=60.0)
    bench.historian = Remembering()
    bench.recorder.documents.set_profile(replace(CITY, rules=(rate,)))
    bench.open()
    assert asked == [POINT.key]
