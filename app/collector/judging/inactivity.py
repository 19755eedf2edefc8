"""The silence of points: judged by time, all at once, while their source delivers."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule
from app.domain.points import Point, PointId, SourceId, point_key
from app.domain.samples import NO_TIME, STALE_FACTOR, BoolArray, Quality, SampleBatch
from app.services.columns import RowIndex

_S: Final = 1_000_000
_BEFORE_ALL: Final = -(2**62)


class Inactivity:
    """When points were heard of last.

    A source that comes back gives its points the whole time anew before their silence counts; an
    alarm that stands ends with a value only.

    Args:
        rules: The INACTIVE rules; threshold 0 means three expected intervals.
        points: The points by id.
    """

    def __init__(self, rules: Sequence[AlarmRule], points: Mapping[PointId, Point]) -> None:
        self.rules = [rule for rule in rules if rule.point in points]
        watched = list(dict.fromkeys(rule.point for rule in self.rules))
        rows = {point: row for row, point in enumerate(watched)}
        self._index = RowIndex(np.array([point_key(point) for point in watched], np.int64))
        self._row_of = np.array([rows[rule.point] for rule in self.rules], np.int64)
        self._limit_us = np.array(
            [limit_us(rule, points[rule.point]) for rule in self.rules], np.int64
        )
        sources = [points[rule.point].source for rule in self.rules]
        self._sources = list(dict.fromkeys(sources))
        places = {source: place for place, source in enumerate(self._sources)}
        self._source_of = np.array([places[source] for source in sources], np.int64)
        self._last_us = np.full(len(watched), _BEFORE_ALL, np.int64)
        self._since_us = np.full(len(self._sources), NO_TIME, np.int64)
        self.is_standing = np.zeros(len(self.rules), np.bool_)
        """Which of the alarms stand or are about to, or are about to end, bool[k]."""

    def succeed(self, former: "Inactivity") -> None:
        """Take over since when sources deliver."""
        known = dict(zip(former._sources, former._since_us.tolist(), strict=True))  # noqa: SLF001 - of its own kind
        for place, source in enumerate(self._sources):
            self._since_us[place] = known.get(source, NO_TIME)

    def take(self, batch: SampleBatch) -> None:
        """Take samples; a marker of a gap is no value, a bad value is a sign of life."""
        if not len(self._last_us):
            return
        rows = self._index.rows(batch.key)
        mine = np.flatnonzero((rows >= 0) & (batch.quality < Quality.GAP))
        heard = np.minimum(batch.source_time[mine], batch.received_time[mine])
        np.maximum.at(self._last_us, rows[mine], heard)

    def find(
        self, now_us: int, delivering: Mapping[SourceId, bool]
    ) -> list[tuple[int, float, int]]:
        """Return what must be judged now: place of the rule, its measure in seconds, since when.

        Args:
            now_us: The present, µs UTC.
            delivering: Which sources deliver; the points of others are not judged.
        """
        if not self.rules:
            return []
        is_on = np.array([delivering.get(source, False) for source in self._sources], np.bool_)
        is_new = is_on & (self._since_us == NO_TIME)
        self._since_us[is_new] = now_us
        self._since_us[~is_on] = NO_TIME
        last = self._last_us[self._row_of]
        since = self._since_us[self._source_of]
        base = np.where(self.is_standing, last, np.maximum(last, since))
        is_silent = now_us - base > self._limit_us
        due: BoolArray = is_on[self._source_of] & (is_silent | self.is_standing)
        found: list[tuple[int, float, int]] = []
        for place in np.flatnonzero(due).tolist():
            begin = int(base[place])
            crossed = begin + int(self._limit_us[place]) + 1
            moment = min(crossed, now_us) if is_silent[place] else begin
            found.append((place, min(now_us - begin, 2**53) / _S, moment))
        return found


def limit_us(rule: AlarmRule, point: Point) -> int:
    """Return how long a point may be silent, µs."""
    seconds = rule.threshold if rule.threshold > 0 else STALE_FACTOR * point.interval_s
    return round(seconds * _S)
