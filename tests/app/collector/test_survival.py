"""The alarms of a collector on disk: what one leaves behind, the next one goes on from."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.collector.publisher import Publisher
from app.collector.recorder import Recorder
from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmState,
    Mirror,
    MirroredCondition,
    OrderKind,
)
from app.domain.documents import DocumentKind
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.domain.texts import Text
from app.storage.journal import SqliteJournal, SqliteJournalReader
from tests.fakes.adapters import FakeHistorian
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US, FakeClock

BASE = make_city(40)
SERVER = BASE.sources[-1].id
CITY = replace(
    BASE,
    sources=tuple(
        replace(one, options={"alarms": "mirror"} if one.id == SERVER else {})
        for one in BASE.sources
    ),
    rules=tuple(
        replace(rule, realarm_s=600.0, latches=True)
        for rule in BASE.rules
        if next(p for p in BASE.points if p.id == rule.point).source != SERVER
    ),
)
SHELVED, REMOVED, SEEN, LATCHED, DELAYED = (
    rule.id for rule in list({rule.point: rule for rule in CITY.rules}.values())[:5]
)
DELAYING = replace(
    CITY,
    rules=tuple(
        replace(rule, on_delay_s=30.0) if rule.id == DELAYED else rule for rule in CITY.rules
    ),
)
KESSEL = AlarmId(f"{SERVER}@kessel")
MIRROR = Mirror(SERVER, "s=kessel", "0a", "Kessel", Text("Kessel zu heiß"), 700)


class Shift:
    """One collector after another over the same files."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._historian = FakeHistorian()
        self.clock = FakeClock()

    def begin(self) -> Recorder:
        self.publisher = Publisher(self._data, lambda _: Future())
        self.recorder = Recorder(
            DELAYING,
            open_journal=lambda: SqliteJournal(self._data / "journal.db"),
            publisher=self.publisher,
            delivering=lambda: {source.id: True for source in CITY.sources},
            submit=lambda *_: None,
            clock=self.clock,
        )
        self.recorder.open(self._historian)
        return self.recorder

    def end(self) -> None:
        self.recorder.close()
        self.publisher.stop()

    def sample(self, alarm: AlarmId, *, is_high: bool) -> None:
        rule = next(rule for rule in DELAYING.rules if rule.id == alarm)
        point = next(point for point in CITY.points if point.id == rule.point)
        high = next(iter(rule.codes), rule.threshold + 1)
        now_us = self.clock.now_us()
        batch = SampleBatch.from_columns([point.key], [now_us], now_us, [high if is_high else 0.0])
        self._historian.append(batch)
        self.recorder.take([(point.source, batch)])

    def order(self, kind: OrderKind, alarm: AlarmId, **others: object) -> None:
        order = AlarmOrder(kind, (alarm,), "Anna", "Probe", **others)  # type: ignore[arg-type] # any attribute
        self.recorder.operate(order)

    def kept(self) -> dict[str, bytes]:
        reader = SqliteJournalReader(self._data / "journal.db")
        states = reader.alarm_states()
        reader.close()
        return {name: msgspec.msgpack.encode(state) for name, state in states.items()}

    def state(self, alarm: AlarmId) -> AlarmState:
        return msgspec.msgpack.decode(self.kept()[alarm], type=AlarmState)


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    shift = Shift(tmp_path)
    shift.begin()
    for alarm in (SHELVED, REMOVED, SEEN, LATCHED, DELAYED):
        shift.sample(alarm, is_high=True)
    shift.order(OrderKind.SHELVE, SHELVED, until_us=START_US + 60_000_000)
    shift.order(OrderKind.REMOVE, REMOVED, work_order="A-17")
    shift.order(OrderKind.ACKNOWLEDGE, SEEN)
    shift.clock.advance(1.0)
    shift.sample(LATCHED, is_high=False)
    said = MirroredCondition(KESSEL, MIRROR, START_US, True, False)
    shift.recorder.take_conditions(SourceId(SERVER), [said], is_whole=True)
    yield shift
    shift.end()


def test_every_part_survives(shift: Shift) -> None:
    before = shift.kept()
    assert set(before) >= {SHELVED, REMOVED, SEEN, LATCHED, DELAYED, KESSEL}
    shift.end()
    shift.begin()
    assert shift.kept() == before
    assert shift.state(SEEN).realarm_us == START_US + 600_000_000
    assert shift.state(DELAYED).due_us == START_US + 30_000_000
    assert shift.state(LATCHED).is_latched
    assert shift.state(KESSEL).mirror == MIRROR


def test_what_was_due_meanwhile_happened_at_its_moment(shift: Shift) -> None:
    shift.end()
    shift.clock.advance(3_600.0)
    shift.begin()
    reader = SqliteJournalReader(shift._data / "journal.db")
    lines = [(event.alarm, event.kind, event.time_us - START_US) for event in _last(reader, 4)]
    reader.close()
    assert sorted(lines) == sorted(
        [
            (SHELVED, AlarmEventKind.UNSHELVED, 60_000_000),
            (DELAYED, AlarmEventKind.RAISED, 30_000_000),
            (SEEN, AlarmEventKind.REALARMED, 600_000_000),
        ]
    )


def _last(reader: SqliteJournalReader, limit: int) -> list[AlarmEvent]:
    since = START_US + 3_000_000_000
    return [line.event for line in reader.entries(limit) if line.event.recorded_us >= since]


def test_documents_survive(shift: Shift) -> None:
    shift.recorder.publish(DocumentKind.RULES, "", "Anna", "Probe")
    shift.end()
    shift.begin()
    assert shift.recorder.documents.next_number(DocumentKind.RULES) == 2
