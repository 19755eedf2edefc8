"""What becomes of one alarm over its episodes: raised, seen, shelved, explained away, returned.

Everything goes through the domain's transitions, as a queue of what happens to the alarm and what
the operators do; so the events are those the collector would have written.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import count
from typing import Final

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    AlarmStep,
    OrderKind,
    carry_out,
    step,
    suppress,
    tick,
)
from app.domain.alarms.episodes import Episodes
from app.domain.samples import Quality
from connectors.simulated_city.operators import SIMULATED, Operators

_CALLS: Final = frozenset({AlarmEventKind.RAISED, AlarmEventKind.REALARMED})
_OWN_WORDS: Final = frozenset({AlarmEventKind.SUPPRESSED, AlarmEventKind.UNSUPPRESSED})
"""Their comment names what suppresses the alarm."""


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to an alarm by itself.

    Attributes:
        rule: Its rule.
        episodes: When it stood; all of them are over.
        above: Alarms that explain it, and when they stood.
        end_us: Before this everything is over, µs UTC.
    """

    rule: AlarmRule
    episodes: Episodes
    above: Sequence[tuple[AlarmId, Episodes]]
    end_us: int


class _Act(IntEnum):
    """What happens, in the order in which it happens at one moment."""

    SUPPRESS = 0
    RAISE = 1
    CLEAR = 2
    RELEASE = 3
    ACKNOWLEDGE = 4
    SHELVE = 5
    RESET = 6


def course_of(course: Course, operators: Operators) -> list[AlarmEvent]:
    """Return what the journal says of an alarm, in order of time; none of one that came to no rest.

    Episodes outside the rule's schedule are left out: the alarm was suppressed by design.
    """
    return _Play(course, operators).events()


@dataclass
class _Play:
    course: Course
    operators: Operators
    state: AlarmState = field(default_factory=AlarmState)
    told: list[AlarmEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        rule = self.course.rule
        # The delays have passed already, and a measure is either beyond the limit or back.
        self.plain = replace(rule, on_delay_s=0.0, off_delay_s=0.0, deadband=0.0)
        self.calm = -1.0 if rule.kind.has_codes else self._beside(rule)
        self._number = count()
        self._queue: list[tuple[int, int, int, float, str]] = []
        self._is_answer_due = False

    @staticmethod
    def _beside(rule: AlarmRule) -> float:
        """Return a measure on the good side of the limit."""
        return rule.threshold - 1.0 if rule.kind.is_upper else rule.threshold + 1.0

    def events(self) -> list[AlarmEvent]:
        self._plan()
        while self._queue:
            time_us, act, _, value, word = heapq.heappop(self._queue)
            self._take(tick(self.plain, self.state, time_us))
            self._do(_Act(act), time_us, value, word)
        last_us = self.course.end_us - 1
        self._take(tick(self.plain, self.state, last_us))
        if not self.state.is_acknowledged:
            self._do(_Act.ACKNOWLEDGE, last_us, 0.0, "")
        if not self.state.is_at_rest:
            return []
        return [_marked(event) for event in self.told]

    # ---- what happens by itself ----------------------------------------------------------------
    def _plan(self) -> None:
        episodes, rule = self.course.episodes, self.course.rule
        columns = (episodes.start_us, episodes.end_us, episodes.value)
        for start, end, value in zip(*(column.tolist() for column in columns), strict=True):
            if not self.operators.is_in_force(rule, start):
                continue
            self._queue_up(start, _Act.RAISE, value)
            self._queue_up(end, _Act.CLEAR, self.calm)
            self._explain_away(start, end)

    def _explain_away(self, start: int, end: int) -> None:
        """Suppress an episode while an alarm that explains it stands."""
        for name, above in self.course.above:
            overlaps = (above.start_us < end) & (above.end_us > start)
            for since, until in zip(
                above.start_us[overlaps].tolist(), above.end_us[overlaps].tolist(), strict=True
            ):
                self._queue_up(since, _Act.SUPPRESS, 0.0, name)
                self._queue_up(until, _Act.RELEASE, 0.0, name)

    def _queue_up(self, time_us: int, act: _Act, value: float = 0.0, word: str = "") -> None:
        heapq.heappush(self._queue, (time_us, int(act), next(self._number), value, word))

    def _do(self, act: _Act, time_us: int, value: float, word: str) -> None:
        rule, state = self.plain, self.state
        if act in {_Act.RAISE, _Act.CLEAR}:
            self._take(step(rule, state, value, Quality.GOOD, time_us))
        elif act is _Act.SUPPRESS:
            self._take(suppress(rule, state, state.suppressed_by or word, time_us))
        elif act is _Act.RELEASE:
            by = "" if state.suppressed_by == word else state.suppressed_by
            self._take(suppress(rule, state, by, time_us))
        elif act is _Act.ACKNOWLEDGE:
            self._is_answer_due = False
            self._order(OrderKind.ACKNOWLEDGE, time_us)
            self._shelve_perhaps(time_us)
        elif act is _Act.SHELVE and self.state.is_active and not self.state.is_hidden:
            self._order(OrderKind.SHELVE, time_us, until_us=int(value))
        elif act is _Act.RESET and self.state.is_latched and not self.state.is_active:
            self._order(OrderKind.RESET, time_us)

    # ---- what people do ------------------------------------------------------------------------
    def _order(self, kind: OrderKind, time_us: int, until_us: int = 0) -> None:
        said = self.operators.words(self.course.rule, kind, time_us)
        order = AlarmOrder(kind, (self.plain.id,), self.operators.who(time_us), said)
        if until_us:
            order = replace(order, until_us=until_us)
        self._take(carry_out(self.plain, self.state, order, time_us))

    def _shelve_perhaps(self, time_us: int) -> None:
        shelf = self.operators.shelf(self.course.rule, time_us)
        if shelf is not None and self.state.is_active and shelf[1] < self._last_us():
            self._queue_up(shelf[0], _Act.SHELVE, float(shelf[1]))

    def _take(self, done: AlarmStep) -> None:
        self.state = done.state
        self.told += done.events
        for event in done.events:
            if event.kind in _CALLS and not self.state.is_acknowledged and not self._is_answer_due:
                self._is_answer_due = True
                answered = self.operators.answer(self.course.rule, event.time_us)
                self._queue_up(min(answered, self._last_us()), _Act.ACKNOWLEDGE)
            if event.kind is AlarmEventKind.CLEARED and self.state.is_latched:
                reset = self.operators.answer(self.course.rule, event.time_us) + 60_000_000
                self._queue_up(min(reset, self._last_us() + 1), _Act.RESET)

    def _last_us(self) -> int:
        """Return by when people have done everything."""
        return self.course.end_us - 60_000_000


def _marked(event: AlarmEvent) -> AlarmEvent:
    """Return an event that says that it was simulated; it was learned of when it happened."""
    marked = replace(event, recorded_us=event.time_us)
    if event.actor or event.comment or event.kind in _OWN_WORDS:
        return marked
    return replace(marked, comment=SIMULATED)
