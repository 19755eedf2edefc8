"""The link of a drill: the same alarms at every pace, by the real engine; nothing goes out."""

from collections.abc import Callable

import pytest

from app.console.drills_link import DrillClock, DrillLink
from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmOrder,
    OrderKind,
)
from app.domain.capsules import CapsuleContent
from app.link.client import Connected
from app.link.messages import AlarmsChanged, Health, JournalLines
from app.services.capsules import CapsuleHistory, CapsuleJournal
from app.verbs.replay import make_judge
from tests.fakes.capsules import END, MINUTE, UNTIL, make_capsule, the_rule
from tests.fakes.clocks import START_US, FakeClock

CONTENT = make_capsule()
RULE = the_rule(CONTENT.city)
BEGIN = START_US - 5 * MINUTE


class Stage:
    """A drill whose clock a test moves."""

    def __init__(self, content: CapsuleContent = CONTENT) -> None:
        header = content.header
        self.clock = FakeClock(BEGIN)
        self.journal = CapsuleJournal([])
        history = CapsuleHistory(
            content.samples, header.from_us, header.time_zone, self.clock.now_us
        )
        judge = make_judge(content, history, {}, BEGIN)
        self.link = DrillLink(content, self.clock, judge, self.journal)
        self.said: list[object] = []
        self.samples = 0

    def run(self, minutes: float, tick_s: float) -> None:
        """Let time pass in ticks of the console."""
        for _ in range(round(minutes * 60 / tick_s)):
            self.clock.advance(tick_s)
            batch = self.link.drain()
            self.samples += 0 if batch is None else len(batch)
            self.said += self.link.poll()

    def events(self) -> list[AlarmEvent]:
        return [event for _, event in self.journal.events_after(0, 999)]


@pytest.mark.parametrize("tick_s", [1.0, 30.0, 900.0])
def test_however_busy_the_window_is_the_same_happens(tick_s: float) -> None:
    stage = Stage()
    stage.run(45, tick_s)
    assert [(event.kind, event.time_us) for event in stage.events()] == [
        (AlarmEventKind.RAISED, START_US),
        (AlarmEventKind.CLEARED, END),
    ]
    assert stage.samples == 45 * len(CONTENT.city.points)
    assert list(stage.link.raised) == [RULE.id]
    assert stage.link.raised[RULE.id].raised_us == START_US


def test_what_happens_is_told_like_a_collector_tells_it() -> None:
    stage = Stage()
    stage.run(6, 10)
    kinds = {type(event) for event in stage.said}
    assert {Connected, AlarmsChanged, Health, JournalLines} <= kinds
    health = next(event for event in stage.said if isinstance(event, Health))
    assert all(source.state.is_delivering for source in health.sources)
    table = stage.link.table()
    assert table is not None
    assert table.time.max() <= stage.clock.now_us()
    assert stage.link.is_connected


def test_orders_do_what_they_do_on_duty() -> None:
    stage = Stage()
    stage.run(6, 10)
    told: list[str] = []
    stage.link.told = lambda _order, reason: told.append(reason)
    done = stage.link.operate(AlarmOrder(OrderKind.ACKNOWLEDGE, (RULE.id,), "A", "gesehen"))
    assert done.exception() is None
    late = stage.clock.now_us() + 25 * 60 * MINUTE
    refused = stage.link.operate(AlarmOrder(OrderKind.SHELVE, (RULE.id,), "A", "Umbau", late))
    assert "höchstens" in str(refused.exception())
    assert told[0] == ""
    assert "höchstens" in told[1]
    stage.run(10, 10)
    assert [event.kind for event in stage.events()] == [
        AlarmEventKind.RAISED,
        AlarmEventKind.ACKNOWLEDGED,
        AlarmEventKind.CLEARED,
    ]


def test_what_the_real_shift_did_is_not_played() -> None:
    stage = Stage()
    stage.run(75, 60)
    assert AlarmEventKind.ACKNOWLEDGED not in {event.kind for event in stage.events()}
    assert any(line.event.kind is AlarmEventKind.ACKNOWLEDGED for line in CONTENT.lines)


def make_clock() -> tuple[DrillClock, Callable[[float], None]]:
    ticks = [0.0]

    def advance(seconds: float) -> None:
        ticks[0] += seconds

    return DrillClock(BEGIN, UNTIL, lambda: ticks[0]), advance


def test_the_clock_runs_as_fast_as_somebody_chose_and_never_jumps() -> None:
    clock, advance = make_clock()
    advance(10)
    assert clock.now_us() == BEGIN + 10_000_000
    clock.run(10)
    assert clock.now_us() == BEGIN + 10_000_000
    advance(2)
    assert clock.now_us() == BEGIN + 30_000_000
    clock.run(0)
    advance(99)
    assert clock.now_us() == BEGIN + 30_000_000
    assert not clock.is_over


def test_the_clock_stops_at_the_end_of_the_capsule() -> None:
    clock, advance = make_clock()
    advance(10_000_000)
    assert clock.now_us() == UNTIL
    assert clock.is_over


def test_a_drill_begins_before_the_incident_but_not_before_the_data() -> None:
    assert DrillClock.before(CONTENT.header).now_us() >= BEGIN
    short = make_capsule(from_us=START_US - MINUTE).header
    assert DrillClock.before(short).now_us() >= START_US - MINUTE
