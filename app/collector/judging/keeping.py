"""The states of all alarms, and what each of them means for the sieve, the clock and the hiding."""

from collections.abc import Collection, Mapping
from typing import Final

from app.collector.judging.inactivity import Inactivity
from app.collector.judging.mirrored import is_led
from app.collector.judging.samples import SampleRules
from app.collector.judging.timers import Timers
from app.collector.judging.verdicts import Verdict, is_same_to_keep
from app.domain.alarms import (
    AlarmId,
    AlarmRule,
    AlarmState,
    AlarmStep,
    Condition,
    mirrored_rule,
)
from app.domain.samples import NO_TIME

REST: Final = AlarmState()
"""The state of an alarm of which nothing is kept."""


class Keeper:
    """Keeps states. One thread.

    Args:
        rules: The rules that are judged here, by alarm.
        states: The states to begin with.
        samples: The sieve; it must see more samples of an alarm that is not normal.
        silence: What watches silence; it must know which of its alarms stand.

    Attributes:
        states: The state of each alarm that is or was not at rest.
        hideable: Alarms that something may suppress; set with `watch`.
        watched: Those of them that are not at rest, and all that are suppressed; as settled.
    """

    def __init__(
        self,
        rules: Mapping[AlarmId, AlarmRule],
        states: Mapping[AlarmId, AlarmState],
        samples: SampleRules,
        silence: Inactivity,
    ) -> None:
        self.states = dict(states)
        self._timers = Timers()
        self.hideable: Collection[AlarmId] = frozenset()
        self.watched: set[AlarmId] = set()
        self._rules = rules
        self._unsettled: set[AlarmId] = set()
        self._samples = samples
        self._silence = silence
        self._silence_of = {rule.id: place for place, rule in enumerate(silence.rules)}

    def watch(self, hideable: Collection[AlarmId]) -> None:
        """Take which alarms something may suppress."""
        self.hideable = hideable
        self._unsettled.update(self.states)
        self.settle()

    def get(self, name: AlarmId) -> AlarmState:
        """Return the state of an alarm."""
        return self.states.get(name, REST)

    def rule(self, name: AlarmId) -> AlarmRule:
        """Return the rule of an alarm, also of one that a server judges.

        Raises:
            KeyError: There is no such alarm.
        """
        rule = self._rules.get(name)
        if rule is not None:
            return rule
        mirror = self.get(name).mirror
        if mirror is None:
            raise KeyError(name)
        return mirrored_rule(name, mirror)

    def take(self, name: AlarmId, done: AlarmStep, verdict: Verdict) -> None:
        """Take what became of an alarm; `settle` says it where it matters to others."""
        before, after = self.states.get(name, REST), done.state
        if after is before and not done.events:
            return
        self.states[name] = after
        self._unsettled.add(name)
        if done.events:
            verdict.events.extend(done.events)
            verdict.states[name] = verdict.shown[name] = after
        elif not is_same_to_keep(before, after):
            verdict.states[name] = verdict.shown[name] = after
        elif before.is_measured != after.is_measured:
            verdict.shown[name] = after

    def take_due(self, now_us: int) -> list[AlarmId]:
        """Return what is due by a moment, first things first; what of it is left is set anew."""
        self.settle()
        due = self._timers.take_due(now_us)
        self._unsettled.update(due)
        return due

    def settle(self) -> None:
        """Say what changed where it matters to others: the sieve, the clock, the hiding.

        Once for all alarms of a batch: in a flood, telling each of them by itself costs as much as
        judging it.
        """
        if not self._unsettled:
            return
        names, self._unsettled = self._unsettled, set()
        self._samples.note((name, self.states[name]) for name in names)
        for name in names:
            self._settle(name, self.states[name])

    def _settle(self, name: AlarmId, state: AlarmState) -> None:
        place = self._silence_of.get(name)
        if place is not None:
            self._silence.is_standing[place] = state.condition is not Condition.NORMAL
        is_mirrored = state.mirror is not None
        self._timers.set(name, NO_TIME if is_mirrored and is_led(state) else state.next_us)
        is_hideable = is_mirrored or name in self.hideable
        if state.suppressed_by or (is_hideable and not state.is_at_rest):
            self.watched.add(name)
        else:
            self.watched.discard(name)
