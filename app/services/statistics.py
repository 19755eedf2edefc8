"""Reads what an analysis of a window needs: samples where they fit, else the finest buckets.

Raw samples come in parts, so that a large window needs no more memory than its lean columns, and
so that it can be cancelled between two parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.domain.analysis.courses import Course, course_of
from app.domain.points import PointKey
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.ports import HistorianReader

MOST_SAMPLES: Final = 2_000_000
"""Raw samples that are held at once, of all points together: about 150 MB while they are read."""

MOST_BUCKETS: Final = 500_000
"""Buckets of one point that are held at once."""

_PART: Final = 200_000
_HOUR_US: Final = TIER_WIDTH_US[Tier.HOUR]
_DENSE: Final = {Tier.MINUTE: 240, Tier.QUARTER_HOUR: 64}
"""From how many samples an hour on finer buckets than hours are used. The historian keeps none of
sparse hours; what it would give instead are whole hours between the minutes."""

_RAW_LOST: Final = 0.001
"""When more than this share of the counted samples is no longer there, buckets are used instead."""


class CancelledError(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point to be read.

    Attributes:
        key: The point.
        hold_us: How long its samples count as fresh.
        is_state: True for named states.
        is_derived: True when it is not recorded: it is read in one piece, as it is drawn, because
            some formulas begin at the window's edge.
    """

    key: PointKey
    hold_us: int
    is_state: bool = False
    is_derived: bool = False


class Watch(Protocol):
    """Who waits for a reading."""

    def is_cancelled(self) -> bool:
        """Tell whether nobody waits any more; asked between two parts."""
        ...

    def report(self, share: float) -> None:
        """Hear how much is done, 0 to 1."""
        ...


def read_courses(
    reader: HistorianReader, wanted: Sequence[Wanted], start_us: int, end_us: int, watch: Watch
) -> dict[PointKey, Course]:
    """Return the course of each point over [start, end); points without an answer are left out.

    Args:
        reader: Where to read.
        wanted: The points, each once.
        start_us: Begin, µs UTC.
        end_us: End (exclusive), after the start.
        watch: Is told how far it is, and may cancel.

    Raises:
        CancelledError: The watch said so.
    """
    reading = _Reading(reader, start_us, end_us, watch, len(wanted))
    recorded = [one.key for one in wanted if not one.is_derived]
    stats = reader.stats(recorded, start_us, end_us) if recorded else []
    counts = {one.key: one.count + one.bad for one in stats}
    together = reading.together(recorded, counts)
    found: dict[PointKey, Course] = {}
    for one in wanted:
        reading.step(0.0)
        parts = together.pop(one.key, []) or reading.parts(one, counts.get(one.key, 0))
        if parts:
            found[one.key] = course_of(parts, start_us, end_us, one.hold_us, is_state=one.is_state)
        reading.place += 1
    watch.report(1.0)
    return found


@dataclass(slots=True)
class _Reading:
    """Reads points one by one.

    Attributes:
        reader: Where to read.
        start_us: Begin of the window.
        end_us: End (exclusive).
        watch: Who waits.
        whole: Number of all points.
        place: Number of the present point.
    """

    reader: HistorianReader
    start_us: int
    end_us: int
    watch: Watch
    whole: int
    place: int = 0

    def step(self, share: float) -> None:
        """Report how much of the present point is done; stop when nobody waits."""
        if self.watch.is_cancelled():
            raise CancelledError
        self.watch.report((self.place + share) / self.whole)

    def together(
        self, keys: Sequence[PointKey], counts: Mapping[PointKey, int]
    ) -> dict[PointKey, list[SeriesFrame]]:
        """Return the samples of points that have few of them, read with as few questions as can be.

        Points of which samples are no longer there are left out.
        """
        found: dict[PointKey, list[SeriesFrame]] = {}
        for group in _groups(keys, counts):
            self.step(0.0)
            frames = self.reader.query(group, self.start_us, self.end_us, _PART, Tier.RAW)
            for frame in frames:
                if _is_complete([frame], counts.get(frame.key, 0)):
                    found[frame.key] = [frame]
        return found

    def parts(self, wanted: Wanted, count: int) -> list[SeriesFrame]:
        """Return the series of a point in one tier, in parts; none when there is no answer.

        Args:
            wanted: The point.
            count: How many samples it has in the window.
        """
        key, span_us = wanted.key, self.end_us - self.start_us
        if wanted.is_derived:
            return self.reader.query([key], self.start_us, self.end_us, _PART)
        if _PART < count <= MOST_SAMPLES // self.whole:
            parts = list(self._in_parts(key, Tier.RAW, count))
            if _is_complete(parts, count):
                return parts
        tier = _bucket_tier(count, span_us)
        return list(self._in_parts(key, tier, span_us // TIER_WIDTH_US[tier]))

    def _in_parts(self, key: PointKey, tier: Tier, rows: int) -> Iterator[SeriesFrame]:
        """Yield the window part by part, each of about `_PART` rows; neighbours share a row."""
        number = max(-(-rows // _PART), 1)
        width = max(-(-(self.end_us - self.start_us) // number), 1)
        for part, begin in enumerate(range(self.start_us, self.end_us, width)):
            self.step(part / number)
            end_us = min(begin + width, self.end_us)
            yield from self.reader.query([key], begin, end_us, _PART, tier)


def _groups(keys: Sequence[PointKey], counts: Mapping[PointKey, int]) -> list[list[PointKey]]:
    """Return points in groups of at most one part of samples; larger ones are in none."""
    most = min(_PART, MOST_SAMPLES // max(len(keys), 1))
    groups: list[list[PointKey]] = []
    room = 0
    for key in keys:
        count = counts.get(key, 0)
        if count > most:
            continue
        if not groups or count > room:
            groups.append([])
            room = _PART
        groups[-1].append(key)
        room -= count
    return groups


def _is_complete(parts: Sequence[SeriesFrame], count: int) -> bool:
    """Tell whether as many samples were read as the historian counted, but for a few."""
    read = sum(int(part.good.sum() + part.bad.sum()) for part in parts)
    return read >= count * (1 - _RAW_LOST)


def _bucket_tier(count: int, span_us: int) -> Tier:
    """Return the finest tier of buckets that is kept for so many samples, and that fits."""
    an_hour = count * _HOUR_US / span_us
    for tier, least in _DENSE.items():
        if an_hour >= least and span_us // TIER_WIDTH_US[tier] <= MOST_BUCKETS:
            return tier
    return Tier.HOUR
