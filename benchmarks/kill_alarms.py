"""Alarms after 20 x kill -9 of the collector in a flood: timers, acknowledgements, shelves, exact.

Meanwhile a person orders all sorts of things. After each kill the journal is read as it lies
there, then the collector starts again, without load, and what it makes of the alarms is compared:

- what was ordered and answered stands in the journal;
- whoever replays the journal sees the states that were kept beside it;
- delays, shelves and times to call again end at exactly the moment that was kept, also when that
  passed while nobody was there; what was not yet due goes on unchanged;
- nothing else changed, the hash chain is whole.
"""

import random
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmState,
    Condition,
    OrderKind,
    VisibleState,
)
from app.domain.alarms.replays import after
from app.domain.samples import NO_TIME
from app.link.client import LinkClient
from app.services.columns import RowIndex, city_keys
from app.services.processes import ChildProcess
from app.storage.historian import SqliteHistorianReader
from app.storage.journal import SqliteJournalReader
from benchmarks._collector import SOURCE
from benchmarks._console import wait_for
from benchmarks._flood import HI, HIHI, flood_city
from benchmarks.result import Result

ROUNDS = 20
RATE = 1_000
ORDERS_A_STEP = 4
STEP_S = 0.05
SHELF_S = (1.0, 2.0, 600.0)
AFTER_S = 2.5
"""So long a collector without load is watched: all short timers end meanwhile."""

SLACK_US = 500_000
"""What is due so shortly before the end may not have been carried out any more."""

K = AlarmEventKind
_Told = set[tuple[AlarmEventKind, int]]


@dataclass
class _Tally:
    """What was compared, and what was wrong."""

    orders: int = 0
    timers: int = 0
    shelves: int = 0
    seen: int = 0
    faults: list[str] = field(default_factory=list)


def run() -> Result:
    """Kill, compare, and tell."""
    tally = _Tally()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        city = _Alarms(data, tally)
        for number in range(ROUNDS):
            city.kill_once(number)
        lines = city.verify()
    for fault in tally.faults[:10]:
        print(f"wrong: {fault}")
    print(
        f"{lines:,} lines in the journal; compared {tally.orders:,} orders, {tally.timers:,} "
        f"timers, {tally.shelves:,} shelves, {tally.seen:,} acknowledgements"
    )
    return Result(
        "kill_alarms",
        len(tally.faults),
        "wrong timers, acknowledgements, shelves or lines",
        f"{tally.orders:,} orders, {tally.timers:,} timers and {tally.shelves:,} shelves in "
        f"{ROUNDS} kills",
        None,
        "0",
        not tally.faults and min(tally.orders, tally.timers, tally.shelves, tally.seen) > 0,
    )


class _Alarms:
    """One data folder, killed again and again."""

    def __init__(self, data: Path, tally: _Tally) -> None:
        self._data = data
        self._tally = tally
        self._city = flood_city()
        self._rules = {rule.id: rule for rule in self._city.rules}
        self._rows = RowIndex(city_keys(self._city))
        self._chance = random.Random(1)  # noqa: S311 - a benchmark must repeat itself
        self._client = LinkClient(data)
        self._journal = SqliteJournalReader(data / "journal.db")
        self._states: dict[AlarmId, AlarmState] = {}
        self._read = 0
        self._answered: list[tuple[AlarmOrder, Future[None]]] = []

    def kill_once(self, number: int) -> None:
        """Flood, order, kill; then start again and compare."""
        child = self._start()
        self._client.browse(SOURCE, f"mix {RATE}").result(10)
        end = time.monotonic() + self._chance.uniform(0.5, 2.5)
        while time.monotonic() < end:
            self._client.poll()
            self._order()
            time.sleep(STEP_S)
        child.kill()
        child.wait()
        wait_for(lambda: not self._client.is_connected)
        killed = self._look_at_the_dead(number)
        values = self._last_values(sorted(killed))
        child = self._start()
        time.sleep(AFTER_S)
        now_us = time.time_ns() // 1_000
        self._client.poll()
        child.close_input()
        child.wait()
        wait_for(lambda: not self._client.is_connected)
        self._compare(number, killed, values, now_us)

    def verify(self) -> int:
        """Look at the hash chain; return how many lines there are."""
        wrong = self._journal.verify()
        if wrong is not None:
            self._tally.faults.append(f"line {wrong} breaks the hash chain")
        self._client.close()
        self._journal.close()
        return self._read

    def _start(self) -> ChildProcess:
        command = [sys.executable, "-m", "benchmarks._flood", str(self._data)]
        child = ChildProcess(command, lambda _: None, self._data / "stderr.log", {})
        if not self._read:
            self._client.start()
        wait_for(lambda: self._client.is_connected)
        return child

    # --- a person -------------------------------------------------------------------------

    def _order(self) -> None:
        """Order something for some alarms that stand, each with a mark of its own."""
        standing = [name for name, state in self._journal.alarm_states().items() if state.is_active]
        for alarm in self._chance.sample(standing, min(ORDERS_A_STEP, len(standing))):
            kind = self._chance.choice(
                (OrderKind.ACKNOWLEDGE, OrderKind.ACKNOWLEDGE, OrderKind.SHELVE, OrderKind.REMOVE)
            )
            shelf_us = round(self._chance.choice(SHELF_S) * 1e6)
            order = AlarmOrder(
                kind,
                (alarm,),
                f"Anna {len(self._answered)}",
                "Probe",
                time.time_ns() // 1_000 + shelf_us,
                self._chance.random() < 0.3,
                "A-17",
            )
            self._answered.append((order, self._client.operate(order)))

    # --- comparing ------------------------------------------------------------------------

    def _look_at_the_dead(self, number: int) -> dict[AlarmId, AlarmState]:
        """Compare the journal with what was answered and with the states beside it."""
        events = self._new_events()
        told = {(event.actor, event.alarm) for event in events}
        for order, answer in self._answered:
            if not answer.done() or answer.cancelled() or answer.exception() is not None:
                continue
            self._tally.orders += 1
            is_needless = order.kind is OrderKind.ACKNOWLEDGE  # it may have been seen already
            if not is_needless and (order.actor, order.alarms[0]) not in told:
                self._wrong(number, f"{order} was answered and is not in the journal")
        self._answered = []
        kept = self._journal.alarm_states()
        self._compare_replay(number, kept)
        return kept

    def _compare_replay(self, number: int, kept: dict[AlarmId, AlarmState]) -> None:
        for alarm in self._states.keys() | kept.keys():
            replayed = self._states.get(alarm, AlarmState())
            if _told(replayed) != _told(kept.get(alarm, AlarmState())):
                self._wrong(number, f"{alarm}: replayed {replayed}, kept {kept.get(alarm)}")

    def _compare(
        self,
        number: int,
        killed: dict[AlarmId, AlarmState],
        values: dict[AlarmId, float],
        now_us: int,
    ) -> None:
        """Compare what the next collector made of the alarms with what they must be."""
        events: dict[AlarmId, list[AlarmEvent]] = defaultdict(list)
        for event in self._new_events():
            events[event.alarm].append(event)
        kept = self._journal.alarm_states()
        self._compare_replay(number, kept)
        for alarm, before in killed.items():
            after_us = kept.get(alarm, AlarmState())
            if self._is_newer(alarm, before, values[alarm]):
                continue  # a sample was stored and not judged before the end: it counts, rightly
            fault = self._fault(before, after_us, events[alarm], now_us)
            if fault:
                self._wrong(number, f"{alarm}: {fault}: {before} -> {after_us}, {events[alarm]}")

    def _is_newer(self, alarm: AlarmId, state: AlarmState, value: float) -> bool:
        limit = HIHI if alarm.endswith("hihi") else HI
        is_beyond = state.condition in {Condition.ACTIVE, Condition.PENDING_ON}
        return is_beyond != (value > limit)

    def _fault(
        self, before: AlarmState, now: AlarmState, events: list[AlarmEvent], now_us: int
    ) -> str:
        """Return what is wrong with an alarm after the restart, empty for nothing."""
        told = {(event.kind, event.time_us) for event in events}
        if before.due_us != NO_TIME:
            self._tally.timers += 1
            kind = K.RAISED if before.condition is Condition.PENDING_ON else K.CLEARED
            if (kind, before.due_us) not in told:
                return "a delay did not end when it was due"
        elif {event.kind for event in events} & {K.RAISED, K.CLEARED}:
            return "raised or cleared without cause"
        return (
            self._shelf_fault(before, now, told, now_us)
            or self._seen_fault(before, now, told)
            or self._calling_fault(before, now, told, now_us)
        )

    def _shelf_fault(self, before: AlarmState, now: AlarmState, told: _Told, now_us: int) -> str:
        if now.out_of_service != before.out_of_service:
            return "out of service changed"
        shelf = before.shelf
        if shelf is None:
            return ""
        self._tally.shelves += 1
        ends_us = shelf.until_us
        if shelf.is_one_shot and before.condition is Condition.PENDING_OFF:
            ends_us = min(ends_us, before.due_us)
        if ends_us <= now_us - SLACK_US and (K.UNSHELVED, ends_us) not in told:
            return "a shelf did not end when it was due"
        return "a shelf changed" if ends_us > now_us and now.shelf != shelf else ""

    def _seen_fault(self, before: AlarmState, now: AlarmState, told: _Told) -> str:
        if not before.is_acknowledged:
            return "acknowledged by nobody" if now.is_acknowledged else ""
        self._tally.seen += not before.is_at_rest
        called = {kind for kind, _ in told} & {K.REALARMED, K.RAISED}
        return "" if now.is_acknowledged or called else "an acknowledgement is gone"

    def _calling_fault(self, before: AlarmState, now: AlarmState, told: _Told, now_us: int) -> str:
        is_seen = before.visible is VisibleState.ACKNOWLEDGED
        if before.realarm_us == NO_TIME or not is_seen or before.condition is not Condition.ACTIVE:
            return ""
        self._tally.timers += 1
        due_us = before.realarm_us
        if due_us <= now_us - SLACK_US and (K.REALARMED, due_us) not in told:
            return "it did not call again when it was due"
        is_changed = due_us > now_us and now.realarm_us != due_us
        return "the time to call again changed" if is_changed else ""

    # --- reading --------------------------------------------------------------------------

    def _new_events(self) -> list[AlarmEvent]:
        """Return the lines that are new, and go on replaying them."""
        found = []
        while page := self._journal.events_after(self._read, 5_000):
            self._read = page[-1][0]
            found += [event for _, event in page]
        for event in found:
            before = self._states.get(event.alarm, AlarmState())
            self._states[event.alarm] = after(before, event, self._rules.get(event.alarm))
        return found

    def _last_values(self, alarms: list[AlarmId]) -> dict[AlarmId, float]:
        reader = SqliteHistorianReader(self._data / "hist", self._city.time_zone)
        keys = city_keys(self._city)
        values = reader.latest(keys).value
        reader.close()
        places = {point.id: place for place, point in enumerate(self._city.points)}
        return {
            name: float(values[places[self._rules[name].point]]) if name in self._rules else np.nan
            for name in alarms
        }

    def _wrong(self, number: int, what: str) -> None:
        self._tally.faults.append(f"round {number}: {what}")


def _told(state: AlarmState) -> tuple[object, ...]:
    """Return the parts of a state that the journal's lines tell."""
    shelf, removal = state.shelf, state.out_of_service
    return (
        state.is_active,
        state.is_acknowledged,
        state.is_latched and not state.is_active,
        None if shelf is None else (shelf.until_us, shelf.actor),
        None if removal is None else (removal.since_us, removal.work_order),
        state.suppressed_by,
    )
