"""The judge of alarms: finds in each batch the few samples that matter and steps their alarms.

Almost all samples are far from every limit. They are sorted out for a whole batch at once; only
what crosses a limit, or whose alarm is not normal, goes through `app.domain.alarms`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import nan
from typing import Final
from zoneinfo import ZoneInfo

from app.collector.judging.formulas import FormulaWatch
from app.collector.judging.hiding import Hiding
from app.collector.judging.inactivity import Inactivity
from app.collector.judging.keeping import REST, Keeper
from app.collector.judging.late import LateBook
from app.collector.judging.measures import Measure
from app.collector.judging.mirrored import carry_over, is_ours, mirrors_in
from app.collector.judging.ruleset import Ruleset, farewell
from app.collector.judging.samples import SampleRules
from app.collector.judging.verdicts import Verdict
from app.domain.alarms import (
    AlarmEvent,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    AlarmStep,
    Condition,
    MaintenanceWindow,
    Mirror,
    MirroredCondition,
    OrderRefusedError,
    carry_out,
    is_violated,
    step,
    suppress,
    tick,
)
from app.domain.alarms.mirrors import SERVER
from app.domain.cities import City
from app.domain.points import PointId, SourceId
from app.domain.samples import NO_TIME, PointStates, Quality, SampleBatch
from app.services.lost_sources import LOST_VALUE

LATE_US: Final = 300_000_000
"""Older data tell of the past: they never raise an alarm now."""

AHEAD_US: Final = 300_000_000
"""Times further ahead come from a wrong clock; such samples are not judged."""

_QUALITIES: Final = tuple(Quality)


class AlarmJudge:
    """Holds the state of every alarm. One thread.

    Args:
        city: The profile with its rules.
        states: States to go on from, as the journal keeps them; see `dismiss` for those of
            alarms that are unknown now.
    """

    def __init__(self, city: City, states: Mapping[AlarmId, AlarmState]) -> None:
        self._set = Ruleset.of(city)
        self.rules = self._set.rules
        """The rules that are judged here, by alarm."""
        known = {name: s for name, s in states.items() if self._set.is_known(name, s)}
        self._unknown = {name: s for name, s in states.items() if name not in known}
        self._samples = SampleRules(self._set)
        self._silence = Inactivity(self._set.silent, self._set.points)
        zone = ZoneInfo(city.time_zone)
        self._formulas = FormulaWatch(self._set.formulas, self._set.points, zone)
        self._samples.track(self._formulas.points)
        self._hiding = Hiding(city, self.rules, self._set.explained)
        self._late = LateBook()
        self._away: set[SourceId] = set()
        self._kept = Keeper(self.rules, known, self._samples, self._silence)
        self._kept.watch(self._hiding.names)

    # --- what is known --------------------------------------------------------------------

    @property
    def states(self) -> dict[AlarmId, AlarmState]:
        """Alarms that are not at rest."""
        return {name: state for name, state in self._kept.states.items() if not state.is_at_rest}

    @property
    def all_rules(self) -> dict[AlarmId, AlarmRule]:
        """The rules, and what stands for those of servers whose alarms are not at rest."""
        return self.rules | {n: self._kept.rule(n) for n, s in self.states.items() if s.mirror}

    @property
    def faults(self) -> list[str]:
        """What is wrong with rules, so that they are not judged; whole sentences."""
        return sorted(self._formulas.faults.values())

    def message(self, event: AlarmEvent) -> str:
        """Return the journal's message of an event, in German; the screen has the rule's own."""
        try:
            return self._kept.rule(event.alarm).message.de
        except KeyError:
            return ""

    @property
    def looks_back(self) -> dict[PointId, int]:
        """How much of the past of which points the rules look back on, µs."""
        return self._samples.book.looks_back | self._formulas.looks_back

    # --- beginnings -----------------------------------------------------------------------

    def recall(self, point: PointId, past: SampleBatch) -> None:
        """Take the past of one point that `looks_back` names, in order of time; judges nothing."""
        self._samples.recall(point, past)
        self._formulas.recall(point, past)

    def wake(self, now_us: int) -> Verdict:
        """Carry out what was due while nobody judged, in the order of its due times.

        Whether sources delivered meanwhile nobody knows; the last value known counts as lasting.
        Only a connection that was just lost is given its time anew: our own end cut it, too.
        """
        verdict = Verdict()
        for rule in self._set.lost:
            state = self._kept.get(rule.id)
            if state.condition is Condition.PENDING_ON:
                anew = replace(state, condition=Condition.NORMAL, due_us=NO_TIME)
                self._kept.take(rule.id, AlarmStep(anew), verdict)
        self._hiding.look(now_us)
        self._hide(now_us, verdict)
        self._end_due(now_us, None, verdict)
        return verdict

    def resume(self, known: PointStates, now_us: int) -> Verdict:
        """Take up the newest samples known, as after a start or a change of the rules.

        What they say of alarms counts; but nothing of it is told as late, it was judged before.
        """
        rows = known.time != NO_TIME
        columns = (known.key, known.time, known.received, known.value, known.quality)
        batch = SampleBatch(*(column[rows] for column in columns))
        return self._judge(batch, now_us, tells_late=False)

    def succeed(self, former: "AlarmJudge") -> None:
        """Take over from the judge before what the rules look back on."""
        self._samples.book.succeed(former._samples.book)  # noqa: SLF001 - of its own kind
        self._formulas.succeed(former._formulas)  # noqa: SLF001 - likewise
        self._silence.succeed(former._silence)  # noqa: SLF001 - likewise
        self._away = former._away  # noqa: SLF001 - likewise
        self._late = former._late  # noqa: SLF001 - likewise

    def dismiss(self, now_us: int) -> Verdict:
        """Say farewell to alarms whose rules are gone."""
        gone, self._unknown = self._unknown, {}
        rest = dict.fromkeys(gone, REST)
        return Verdict(farewell(gone, now_us), rest, dict(rest))

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Take the maintenance windows that were announced; they count from the next tick on."""
        self._hiding.set_windows(windows)
        self._kept.watch(self._hiding.names)

    # --- samples and time -----------------------------------------------------------------

    def judge(self, batch: SampleBatch, now_us: int) -> Verdict:
        """Feed samples in order of time; those older than their point's newest are passed over."""
        return self._judge(batch, now_us, tells_late=True)

    def _judge(self, batch: SampleBatch, now_us: int, *, tells_late: bool) -> Verdict:
        verdict = Verdict()
        self._lapse(now_us, verdict)
        self._kept.settle()
        self._silence.take(batch)
        fed = self._samples.sift(batch, now_us + AHEAD_US, now_us - LATE_US)
        for rule, value, time_us in fed.late if tells_late else ():
            self._tell_late(rule, value, time_us, now_us, verdict)
        if not len(fed):
            return verdict
        self._hiding.look(now_us)
        rules = self._samples.rules
        for place, sample in zip(fed.rules, fed.samples, strict=True):
            time_us, value = fed.times[sample], fed.values[sample]
            quality = _QUALITIES[fed.qualities[sample]]
            if place < 0:
                self._track(fed.rows[sample], time_us, value, quality, now_us, verdict)
                continue
            rule = rules[place]
            if not self._samples.is_simple[place]:
                measure = self._samples.book.measure(rule, time_us, value, quality)
                value, quality = measure.value, measure.quality
            if time_us < now_us - LATE_US and not self._kept.get(rule.id).is_active:
                if tells_late and quality < Quality.BAD and is_violated(rule, value):
                    self._tell_late(rule, value, time_us, now_us, verdict)
                continue
            self._feed(rule, value, quality, time_us, verdict)
        return verdict

    def tick(self, now_us: int, delivering: Mapping[SourceId, bool]) -> Verdict:
        """Let time pass: end what is due, watch connections, silence, formulas, and the clock.

        Args:
            now_us: The present, µs UTC.
            delivering: Which sources deliver; the delays of others stand still.
        """
        verdict = Verdict()
        self._hiding.look(now_us)
        self._hide(now_us, verdict)  # before what is due now can call
        self._end_due(now_us, delivering, verdict)
        self._freeze(delivering, verdict)
        for rule in self._set.lost:
            is_lost = not delivering.get(SourceId(rule.point), False)
            value = LOST_VALUE if is_lost else 0.0
            self._feed(rule, value, Quality.GOOD, now_us, verdict)
        self._kept.settle()
        for place, seconds, moment in self._silence.find(now_us, delivering):
            rule = self._silence.rules[place]
            raised_us = self._kept.get(rule.id).raised_us
            self._feed(rule, seconds, Quality.GOOD, max(moment, raised_us), verdict)
        for rule, measure, moment in self._formulas.find(now_us, delivering):
            self._feed(rule, measure.value, measure.quality, moment, verdict)
        self._hide(now_us, verdict)
        return verdict

    def _track(  # noqa: PLR0917 - a sample in parts, and where its outcome goes
        self,
        row: int,
        time_us: int,
        value: float,
        quality: Quality,
        now_us: int,
        verdict: Verdict,
    ) -> None:
        """Take a sample that others are judged by, and judge those."""
        point = self._samples.points[row]
        book = self._samples.book
        book.take(point, time_us, value, quality)
        self._formulas.take(point, time_us, value, quality)
        for rule in book.referring.get(point, ()):
            moment = max(time_us, book.time_of(rule.point))
            if book.time_of(rule.point) == NO_TIME or moment < now_us - LATE_US:
                continue
            measure = book.measure_now(rule)
            if self._matters(rule, measure):
                self._feed(rule, measure.value, measure.quality, moment, verdict)

    def _matters(self, rule: AlarmRule, measure: Measure) -> bool:
        """Tell whether a measure may change an alarm: most are far from it, and all is normal."""
        state = self._kept.get(rule.id)
        return state.condition is not Condition.NORMAL or is_violated(rule, measure.value)

    def _feed(
        self, rule: AlarmRule, value: float, quality: Quality, time_us: int, verdict: Verdict
    ) -> None:
        name = rule.id
        state = self._kept.get(name)
        if name in self._kept.hideable:
            state = self._hide_before(rule, state, value, quality, time_us, verdict)
        self._kept.take(name, step(rule, state, value, quality, time_us), verdict)

    def _tell_late(
        self, rule: AlarmRule, value: float, time_us: int, now_us: int, verdict: Verdict
    ) -> None:
        event = self._late.note(rule.id, value, time_us, now_us, self._kept.states)
        if event is not None:
            verdict.events.append(event)

    # --- what is due ----------------------------------------------------------------------

    def _lapse(self, now_us: int, verdict: Verdict) -> None:
        """End shelves that are over before samples are judged; delays wait for the tick."""
        for name in self._kept.take_due(now_us):
            state = self._kept.states[name]
            rule = self._kept.rule(name)
            self._kept.take(name, tick(rule, state, now_us, is_frozen=True), verdict)

    def _end_due(
        self, now_us: int, delivering: Mapping[SourceId, bool] | None, verdict: Verdict
    ) -> None:
        """Carry out what is due; without word of the sources none of them counts as away."""
        for name in self._kept.take_due(now_us):
            state = self._kept.states[name]
            source = self._set.source_of.get(name)
            is_frozen = (
                delivering is not None and source is not None and not delivering.get(source, False)
            )
            done = tick(self._kept.rule(name), state, now_us, is_frozen=is_frozen)
            self._kept.take(name, done, verdict)

    def _freeze(self, delivering: Mapping[SourceId, bool], verdict: Verdict) -> None:
        """Mark alarms whose source went away as not measured, until a good value comes."""
        away = {source for source in self._set.sources if not delivering.get(source, False)}
        gone, self._away = away - self._away, away
        if not gone:
            return
        for name, state in list(self._kept.states.items()):
            source = self._set.source_of.get(name)
            if source in gone and state.is_measured and state.condition is not Condition.NORMAL:
                frozen = replace(state, is_measured=False)
                self._kept.take(name, AlarmStep(frozen), verdict)

    # --- suppressed by design -------------------------------------------------------------

    def _hide_before(  # noqa: PLR0917 - a measure in parts, and where its outcome goes
        self,
        rule: AlarmRule,
        state: AlarmState,
        value: float,
        quality: Quality,
        time_us: int,
        verdict: Verdict,
    ) -> AlarmState:
        """Suppress an alarm that is about to be raised and must not call."""
        is_raising = quality < Quality.BAD and not state.is_active and is_violated(rule, value)
        by = self._hiding.cause(rule.id, self._kept.states) if is_raising else ""
        if by:
            self._kept.take(rule.id, suppress(rule, state, by, time_us), verdict)
        return self._kept.states.get(rule.id, state)

    def _hide(self, now_us: int, verdict: Verdict) -> None:
        """Suppress what is to be suppressed now, and let go what no longer is."""
        self._kept.settle()
        for name in sorted(self._kept.watched):
            state = self._kept.states[name]
            if state.mirror is not None:
                by = self._hiding.cause_mirrored(state.mirror)
            else:
                by = self._hiding.cause(name, self._kept.states)
            if state.suppressed_by not in {by, SERVER}:
                rule = self._kept.rule(name)
                self._kept.take(name, suppress(rule, state, by, now_us), verdict)

    # --- people and servers ---------------------------------------------------------------

    def operate(self, order: AlarmOrder, now_us: int) -> Verdict:
        """Carry out an order on alarms that are judged here; others are passed over.

        Raises:
            OrderRefusedError: It is refused for one of them; nothing was done for any.
        """
        verdict = Verdict()
        for name, done in self._carried_out(order, now_us):
            self._kept.take(name, done, verdict)
        return verdict

    def mirrors_of(self, order: AlarmOrder, now_us: int) -> dict[SourceId, dict[AlarmId, Mirror]]:
        """Return which of an order's alarms servers judge themselves, by source.

        Raises:
            OrderRefusedError: It is refused for one that is judged here.
        """
        self._carried_out(order, now_us)
        return mirrors_in(order, self._kept.states)

    def take_conditions(
        self,
        source: SourceId,
        conditions: Sequence[MirroredCondition],
        now_us: int,
        *,
        is_whole: bool,
        value_of: Callable[[PointId], float] = lambda _: nan,
    ) -> Verdict:
        """Take over what a server says of its alarms; see `SampleSink.submit_conditions`.

        Args:
            source: Whose server it is; nothing is taken of one that is not mirrored.
            conditions: What it says.
            now_us: The present, µs UTC.
            is_whole: True when conditions it does not name are over.
            value_of: Returns the last value of a point, which a condition itself does not tell.
        """
        verdict = Verdict()
        if source not in self._set.mirrored:
            return verdict
        said = carry_over(
            source, conditions, self._kept.states, now_us, value_of, is_whole=is_whole
        )
        for name, done in said:
            self._kept.take(name, done, verdict)
        self._hiding.look(now_us)
        self._hide(now_us, verdict)
        return verdict

    def _carried_out(self, order: AlarmOrder, now_us: int) -> list[tuple[AlarmId, AlarmStep]]:
        known = [
            self._kept.rule(name)
            for name in dict.fromkeys(order.alarms)
            if name in self.rules or is_ours(order, self._kept.get(name))
        ]
        done = []
        for rule in known:
            try:
                step_ = carry_out(rule, self._kept.get(rule.id), order, now_us)
            except OrderRefusedError as error:
                if len(order.alarms) == 1:
                    raise
                raise OrderRefusedError(f"„{rule.message.de}“: {error}") from error
            done.append((rule.id, step_))
        return done
