"""The link and the clock of a drill: an incident played as if live, the outputs closed in code.

The link is not connected to anything: there is no collector, no connector and no device behind it.
It plays the samples of a capsule by the drill's clock and lets the real engine judge them, so that
acknowledging, shelving and all the rest do what they do on duty. What the real shift did then is
not played; it is kept for the comparison at the end.
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from app.console.capsules_replay import QuietLink
from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    OrderRefusedError,
)
from app.domain.capsules import CapsuleContent, CapsuleHeader, CapsuleLine
from app.domain.drills import DrillAlarm
from app.domain.points import SourceId
from app.domain.samples import PointStates, SampleBatch
from app.domain.sources import SourceHealth, SourceState
from app.link.messages import AlarmsChanged, Health, JournalLine, JournalLines, Layout
from app.services.capsules import CapsuleHistory, CapsuleJournal
from app.services.columns import city_keys
from app.services.lost_sources import LOST_AFTER_S, lost_alarm_id
from app.services.ports import Clock

LEAD_US: Final = 5 * 60_000_000
"""As long before the incident a drill begins: who watches must not know the moment."""

SPEEDS: Final = (1, 2, 5, 10)
"""How many times faster than life a drill may run."""

_HEALTH_EVERY_US: Final = 1_000_000
_STEP_US: Final = 5_000_000


class Verdict(Protocol):
    """What the engine says after a step."""

    events: list[AlarmEvent]
    shown: dict[AlarmId, AlarmState]


class Judge(Protocol):
    """The engine that judges alarms in the collector; the composition brings it."""

    @property
    def states(self) -> dict[AlarmId, AlarmState]:
        """Alarms that are not at rest."""
        ...

    @property
    def rules(self) -> Mapping[AlarmId, AlarmRule]:
        """The rules that are judged."""
        ...

    def message(self, event: AlarmEvent) -> str:
        """Return the journal's message of an event."""
        ...

    def judge(self, batch: SampleBatch, now_us: int) -> Verdict:
        """Feed samples in order of time."""
        ...

    def tick(self, now_us: int, delivering: Mapping[SourceId, bool]) -> Verdict:
        """Let time pass."""
        ...

    def operate(self, order: AlarmOrder, now_us: int) -> Verdict:
        """Carry out an order; raises `OrderRefusedError`."""
        ...


class DrillClock:
    """Fulfils `ports.Clock`: begins before the incident and runs as fast as somebody chose.

    Args:
        begin_us: Where it begins, µs UTC.
        end_us: Where it stops.
        monotonic: Seconds of a clock that never jumps.
    """

    def __init__(
        self, begin_us: int, end_us: int, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._monotonic = monotonic
        self._from_us = begin_us
        self._from_s = monotonic()
        self._end_us = end_us
        self._speed = SPEEDS[0]

    @classmethod
    def before(cls, header: CapsuleHeader) -> "DrillClock":
        """Return the clock of a drill on a capsule."""
        return cls(max(header.start_us - LEAD_US, header.from_us), header.until_us)

    @property
    def speed(self) -> int:
        """How many times faster than life it runs; 0 while it stands."""
        return self._speed

    @property
    def is_over(self) -> bool:
        """True when the capsule is at its end."""
        return self.now_us() >= self._end_us

    def now_us(self) -> int:
        """Return the drill's moment, µs UTC."""
        passed_s = self._monotonic() - self._from_s
        return min(self._from_us + round(passed_s * self._speed * 1e6), self._end_us)

    def monotonic(self) -> float:
        """Return seconds of a clock that never jumps."""
        return self._monotonic()

    def run(self, speed: int) -> None:
        """Run so many times faster than life from now on; 0 stops."""
        self._from_us, self._from_s = self.now_us(), self._monotonic()
        self._speed = speed


class DrillLink(QuietLink):
    """Plays a capsule as if a collector did; nothing else is behind it.

    Args:
        content: The capsule.
        clock: The drill's clock.
        judge: The engine, at the state of the drill's begin.
        journal: The journal of the drill; what happens is added to it.
    """

    def __init__(
        self, content: CapsuleContent, clock: Clock, judge: Judge, journal: CapsuleJournal
    ) -> None:
        super().__init__(closed_text())
        self._content = content
        self._clock = clock
        self._judge = judge
        self._journal = journal
        self._now_us = clock.now_us()
        order = np.argsort(content.samples.source_time, kind="stable")
        self._samples = content.samples.select(order)
        self._outages = outages(content)
        self._health_us = 0
        self._history = CapsuleHistory(
            content.samples, content.header.from_us, content.header.time_zone
        )
        self._keys = city_keys(content.city)
        self.raised: dict[AlarmId, DrillAlarm] = {}
        self.told: Callable[[AlarmOrder, str], None] = lambda _order, _reason: None
        """Told of each order, and why it was refused; an empty reason where it was not."""
        self.appear(content.city)
        self.say(Layout("drill", "", 0, "", 0, [point.id for point in content.city.points]))
        self.say(AlarmsChanged(judge.states, is_whole=True))

    @override
    def table(self) -> PointStates | None:
        return self._history.as_of(self._keys, self._now_us)

    @override
    def drain(self) -> SampleBatch | None:
        """Return what came since the last call, judged."""
        begin_us, end_us = self._now_us, self._clock.now_us()
        # In small steps, however long the window was busy: late data would raise no alarm.
        while self._now_us < end_us:
            before_us, self._now_us = self._now_us, min(self._now_us + _STEP_US, end_us)
            batch = self._between(before_us, self._now_us)
            if len(batch):
                self._take(self._judge.judge(batch, self._now_us))
            self._take(self._judge.tick(self._now_us, self._delivering()))
        self._tell_health()
        came = self._between(begin_us, end_us)
        return came if len(came) else None

    def _between(self, after_us: int, until_us: int) -> SampleBatch:
        """Return the samples after one moment up to another, in order of time."""
        times = self._samples.source_time
        begin, end = np.searchsorted(times, [after_us, until_us], "right").tolist()
        return self._samples.select(np.arange(begin, end))

    @override
    def operate(self, order: AlarmOrder) -> "Future[None]":
        try:
            verdict = self._judge.operate(order, self._clock.now_us())
        except OrderRefusedError as error:
            self.told(order, str(error))
            return self.refused(str(error))
        self.told(order, "")
        self._take(verdict)
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def _take(self, verdict: Verdict) -> None:
        if not (verdict.events or verdict.shown):
            return
        lines = [CapsuleLine(event, self._judge.message(event)) for event in verdict.events]
        self._journal.append(lines)
        for event in verdict.events:
            if event.kind is AlarmEventKind.RAISED:
                self._note_raise(event)
        self.say(AlarmsChanged(dict(verdict.shown)))
        if lines:
            self.say(JournalLines([JournalLine(line.event, line.message) for line in lines]))

    def _note_raise(self, event: AlarmEvent) -> None:
        rule = self._judge.rules.get(event.alarm)
        if rule is not None and not rule.is_event:
            alarm = DrillAlarm(event.alarm, rule.point, rule.priority, event.time_us)
            self.raised.setdefault(event.alarm, alarm)

    def _delivering(self) -> dict[SourceId, bool]:
        """Return which sources delivered then, as the journal tells."""
        return {
            source.id: not any(
                begin <= self._now_us < end for begin, end in self._outages.get(source.id, ())
            )
            for source in self._content.city.sources
        }

    def _tell_health(self) -> None:
        if self._now_us - self._health_us < _HEALTH_EVERY_US:
            return
        self._health_us = self._now_us
        states = {True: SourceState.ONLINE, False: SourceState.BACKING_OFF}
        self.say(
            Health(
                [
                    SourceHealth(source, states[is_there], since_us=self._content.header.from_us)
                    for source, is_there in self._delivering().items()
                ]
            )
        )


def outages(content: CapsuleContent) -> dict[SourceId, list[tuple[int, int]]]:
    """Return from when to when each source was lost, as the journal of a capsule tells."""
    found: dict[SourceId, list[tuple[int, int]]] = {}
    for source in content.city.sources:
        alarm = lost_alarm_id(source.id)
        begun: int | None = None
        for line in content.lines:
            if line.event.alarm != alarm:
                continue
            if line.event.kind is AlarmEventKind.RAISED and begun is None:
                begun = line.event.time_us - round(LOST_AFTER_S * 1e6)
            elif line.event.kind is AlarmEventKind.CLEARED and begun is not None:
                found.setdefault(source.id, []).append((begun, line.event.time_us))
                begun = None
        if begun is not None:
            found.setdefault(source.id, []).append((begun, 1 << 62))
    return found


def closed_text() -> str:
    """Say why nothing leaves a drill."""
    return QCoreApplication.translate(
        "drills",
        "In der Übung geht nichts nach außen: Weder Geräte noch Regeln noch Quellen lassen sich "
        "ändern. Alarme können Sie bearbeiten wie sonst.",
    )
