"""Rules that are judged with each sample: which samples of a batch reach which of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from app.collector.judging.measures import MeasureBook
from app.collector.judging.ruleset import Ruleset
from app.collector.judging.screen import Screen, is_plain
from app.domain.alarms import AlarmId, AlarmRule, AlarmState, Condition, RuleKind, is_violated
from app.domain.points import PointId, point_key
from app.domain.samples import NO_TIME, Int64Array, Quality, SampleBatch
from app.services.columns import RowIndex

_TRACKED = -1
"""Stands for a rule where a sample is one that others are judged by."""


@dataclass(slots=True)
class Fed:
    """What must be judged, in order of time, as plain lists.

    Attributes:
        samples: Place of the sample of each pair, in the columns below.
        rules: Place of its rule in `SampleRules.rules`; negative where others are judged by it.
        rows: Row of the point of each sample.
        times: Source times, µs UTC.
        values: Values.
        qualities: Qualities.
        late: Samples too late to be judged at all that lie beyond a limit: rule, measure, time.
    """

    samples: list[int] = field(default_factory=list)
    rules: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    qualities: list[int] = field(default_factory=list)
    late: list[tuple[AlarmRule, float, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.samples)


class SampleRules:
    """The rules, their points, and the sieve over both.

    Args:
        ruleset: All rules.

    Attributes:
        rules: The rules by place, grouped by point.
        is_simple: Of each whether the value itself is compared with the limit.
        points: The points by row.
        book: What is known of references and of courses.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self.book = MeasureBook({rule.id: rule for rule in ruleset.sampled})
        self._ruleset = ruleset
        self.points = list(dict.fromkeys(rule.point for rule in ruleset.sampled))
        rows = {point: row for row, point in enumerate(self.points)}
        self.rules = sorted(ruleset.sampled, key=lambda rule: rows[rule.point])
        self.is_simple = [is_plain(r) and r.kind is not RuleKind.DEVIATION for r in self.rules]
        self._may_rest = [
            is_simple and not rule.kind.has_codes
            for rule, is_simple in zip(self.rules, self.is_simple, strict=True)
        ]
        self._place_of = {rule.id: place for place, rule in enumerate(self.rules)}
        self._tracked: set[PointId] = set()
        self.track(self.book.points)

    def track(self, points: Iterable[PointId]) -> None:
        """See every sample of some points, for others are judged by them; before any sample."""
        self._tracked |= {point for point in points if point in self._ruleset.points}
        self.points = list(dict.fromkeys([*self.points, *sorted(self._tracked)]))
        rows = {point: row for row, point in enumerate(self.points)}
        self._index = RowIndex(np.array([point_key(point) for point in self.points], np.int64))
        rows_of = np.array([rows[rule.point] for rule in self.rules], np.int64)
        self._screen = Screen(len(self.points), self.rules, rows_of)
        self._is_tracked = np.array([point in self._tracked for point in self.points], np.bool_)
        self._newest = np.full(len(self.points), NO_TIME, np.int64)

    def note(self, changed: Iterable[tuple[AlarmId, AlarmState]]) -> None:
        """Note how alarms are, for which samples of their points matter depends on it."""
        places: list[int] = []
        are_busy: list[bool] = []
        are_standing: list[bool] = []
        for name, state in changed:
            place = self._place_of.get(name)
            if place is not None:
                condition = state.condition
                places.append(place)
                are_busy.append(condition is not Condition.NORMAL)
                are_standing.append(
                    condition is Condition.ACTIVE and state.is_measured and self._may_rest[place]
                )
        if places:
            self._screen.set_busy(places, are_busy, are_standing)

    def recall(self, point: PointId, past: SampleBatch) -> None:
        """Take the past of a point, in order of time; nothing is judged."""
        for time_us, value, quality in zip(
            past.source_time.tolist(), past.value.tolist(), past.quality.tolist(), strict=True
        ):
            self.book.take(point, time_us, value, Quality(min(quality, Quality.GAP)))

    def sift(self, batch: SampleBatch, until_us: int, late_us: int) -> Fed:
        """Return what of a batch must be judged; from then on it counts as seen.

        Args:
            batch: The samples.
            until_us: Later ones come from a wrong clock and are passed over, µs UTC.
            late_us: Earlier ones come too late.
        """
        fed = Fed()
        rows = self._index.rows(batch.key)
        mine = np.flatnonzero((rows >= 0) & (batch.source_time <= until_us))
        if not len(mine):
            return fed
        is_new = batch.source_time[mine] > self._newest[rows[mine]]
        if not is_new.all():
            old = mine[~is_new]
            self._sift_late(batch, rows, old[batch.source_time[old] < late_us], fed)
            mine = mine[is_new]
        its_rows, values = rows[mine], batch.value[mine]
        is_hot = self._screen.hot(its_rows, values) | self._is_tracked[its_rows]
        np.maximum.at(self._newest, its_rows, batch.source_time[mine])
        if not is_hot.any():
            return fed
        # Once a sample changed an alarm, all that follow it in the batch matter too.
        row_is_hot = np.zeros(len(self.points), np.bool_)
        row_is_hot[its_rows[is_hot]] = True
        hot = mine[row_is_hot[its_rows]]
        hot = hot[np.argsort(batch.source_time[hot], kind="stable")]
        self._pair(batch, rows, hot, fed)
        return fed

    def _pair(self, batch: SampleBatch, rows: Int64Array, hot: Int64Array, fed: Fed) -> None:
        is_bad = batch.quality[hot] >= Quality.BAD
        values = np.where(is_bad, np.nan, batch.value[hot])
        samples, places = self._screen.pairs(rows[hot], values)
        tracked = np.flatnonzero(self._is_tracked[rows[hot]])
        if len(tracked):
            samples = np.concatenate([samples, tracked])
            places = np.concatenate([places, np.full(len(tracked), _TRACKED, np.int64)])
            order = np.lexsort((places, samples))  # a sample is taken before it is judged
            samples, places = samples[order], places[order]
        fed.samples, fed.rules = samples.tolist(), places.tolist()
        fed.rows = rows[hot].tolist()
        fed.times = batch.source_time[hot].tolist()
        fed.values = batch.value[hot].tolist()
        fed.qualities = np.minimum(batch.quality[hot], Quality.GAP).tolist()

    def _sift_late(self, batch: SampleBatch, rows: Int64Array, late: Int64Array, fed: Fed) -> None:
        late = late[batch.quality[late] < Quality.BAD]
        late = late[np.argsort(batch.source_time[late], kind="stable")]
        samples, places = self._screen.pairs_beyond(rows[late], batch.value[late])
        for sample, place in zip(late[samples].tolist(), places.tolist(), strict=True):
            rule, value = self.rules[place], float(batch.value[sample])
            if not is_plain(rule):
                continue  # what it would have been compared with then is not known any more
            if rule.kind is RuleKind.DEVIATION:
                value = abs(value - rule.setpoint)
            if is_violated(rule, value):
                fed.late.append((rule, value, int(batch.source_time[sample])))
