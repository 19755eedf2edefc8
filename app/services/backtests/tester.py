"""The tester: reads what a rule watches, has it judged, and compares it with the saved rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.alarms.backtests import Measures, References, back_test, measures_of
from app.domain.alarms.episodes import Episodes, compare, figures, figures_of_all
from app.domain.cities import City
from app.domain.points import Point, PointId, point_key
from app.domain.samples import STALE_FACTOR, stale_after_us
from app.domain.series import SeriesFrame, Tier
from app.services.backtests.formulas import formula_frame
from app.services.backtests.notes import notes_of
from app.services.backtests.readings import (
    Cancelled,
    Reading,
    Rows,
    Wanted,
    as_of,
    last_rows,
    read,
    reading_of,
    rows_of,
)
from app.services.backtests.reports import (
    BackTestError,
    BackTestReport,
    CityBackTest,
    RuleBackTest,
)
from app.services.ports import HistorianReader
from app.services.statistics import CancelledError

Progress = Callable[[float], None]
"""Is told how much is done, 0 to 1."""

_KEPT: Final = 2
"""Readings kept: while a rule is edited, it is tested on the same samples again and again."""

_Place = tuple[tuple[str, ...], int, int]


@dataclass(frozen=True, slots=True)
class _Watched:
    """What a rule watches: the series of its point or formula, and of its reference."""

    reading: Reading
    reference: SeriesFrame | None = None


class BackTester:
    """Tests rules on recorded history. One thread at a time.

    It keeps what it read last, so that a rule that is edited is read once.

    Args:
        history: Where to read.
        city: The city with its points.
    """

    def __init__(self, history: HistorianReader, city: City) -> None:
        self._history = history
        self._city = city
        self._points = {point.id: point for point in city.points}
        self._zone = ZoneInfo(city.time_zone)
        self._kept: dict[_Place, _Watched] = {}

    def run(
        self,
        rule: AlarmRule,
        saved: AlarmRule | None,
        start_us: int,
        end_us: int,
        *,
        cancelled: Cancelled = lambda: False,
        progress: Progress = lambda _share: None,
    ) -> BackTestReport:
        """Test a rule beside the saved one.

        Args:
            rule: The edited rule.
            saved: The saved rule; None for a new one.
            start_us: Begin of the time, µs UTC.
            end_us: Its end, not after the present.
            cancelled: Asked now and then whether anybody still waits.
            progress: Is told how far it is.

        Raises:
            BackTestError: The rule cannot be tested; a sentence for the person.
            CancelledError: Nobody waits any more.
            StorageError: The history cannot be read.
        """
        progress(0.0)
        watched = self._watched(rule, start_us, end_us, cancelled)
        progress(0.6)
        measures = self._measures(rule, watched, end_us)
        episodes = self._judged(rule, watched, end_us)
        saved_episodes, problem = Episodes.none(), ""
        if saved is not None:
            try:
                other = self._watched(saved, start_us, end_us, cancelled)
                saved_episodes = self._judged(saved, other, end_us)
            except BackTestError as error:
                problem = str(error)
        progress(0.9)
        if cancelled():
            raise CancelledError
        known_us = watched.reading.known_us
        has_saved = saved is not None and not problem
        return BackTestReport(
            rule,
            saved,
            start_us,
            end_us,
            watched.reading,
            measures,
            episodes,
            saved_episodes,
            figures(episodes, end_us, known_us),
            figures(saved_episodes, end_us, known_us) if has_saved else None,
            compare(episodes, saved_episodes, end_us),
            notes_of(rule, self._points.get(rule.point), watched.reading),
            problem,
        )

    def run_all(
        self,
        rules: Iterable[AlarmRule],
        start_us: int,
        end_us: int,
        *,
        cancelled: Cancelled = lambda: False,
        progress: Progress = lambda _share: None,
    ) -> CityBackTest:
        """Test many rules; each point is read once, however many rules watch it.

        Raises:
            CancelledError: Nobody waits any more.
            StorageError: The history cannot be read.
        """
        by_source: dict[tuple[str, ...], list[AlarmRule]] = {}
        for rule in rules:
            by_source.setdefault(_source_of(rule), []).append(rule)
        done: dict[AlarmId, RuleBackTest] = {}
        problems: dict[AlarmId, str] = {}
        longest_known = 0
        # Slow points share blocks of the history: neighbours are read one after the other.
        groups = sorted(by_source.values(), key=lambda group: point_key(group[0].point))
        for place, group in enumerate(groups):
            progress(place / len(groups))
            try:
                watched = self._read(group[0], start_us, end_us, cancelled)
            except BackTestError as error:
                problems |= dict.fromkeys((rule.id for rule in group), str(error))
                continue
            known_us = watched.reading.known_us
            longest_known = max(longest_known, known_us)
            for rule in group:
                found = self._judged(rule, watched, end_us)
                done[rule.id] = RuleBackTest(found, figures(found, end_us, known_us))
        together = figures_of_all([each.episodes for each in done.values()], end_us, longest_known)
        progress(1.0)
        return CityBackTest(start_us, end_us, done, problems, together)

    # --- reading ----------------------------------------------------------------------------

    def _watched(
        self, rule: AlarmRule, start_us: int, end_us: int, cancelled: Cancelled
    ) -> _Watched:
        """Return what a rule watches, as it was read before where it was."""
        place = _source_of(rule), start_us, end_us
        found = self._kept.pop(place, None) or self._read(rule, start_us, end_us, cancelled)
        while len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[place] = found
        return found

    def _read(self, rule: AlarmRule, start_us: int, end_us: int, cancelled: Cancelled) -> _Watched:
        if cancelled():
            raise CancelledError
        if rule.kind is RuleKind.MIRRORED:
            raise BackTestError(
                "Diesen Alarm beurteilt der Server der Quelle selbst; was er früher gemeldet "
                "hätte, lässt sich hier nicht nachrechnen."
            )
        if rule.kind is RuleKind.LOST:
            raise BackTestError(
                "Ob eine Verbindung stand, wird nicht als Messwert aufgezeichnet; darum gibt es "
                "für Verbindungen keinen Rücktest."
            )
        if rule.kind is RuleKind.FORMULA:
            frame, hold_us = formula_frame(
                self._history, self._points, self._zone, rule, (start_us, end_us)
            )
            return _Watched(reading_of(frame, hold_us))
        point = self._point(rule.point)
        frames = [
            read(self._history, Wanted(one.key, one.interval_s), start_us, end_us, cancelled)
            for one in (point, *([self._point(rule.reference)] if rule.reference else []))
        ]
        hold_us = int(stale_after_us(point.interval_s))
        return _Watched(reading_of(frames[0], hold_us), frames[1] if rule.reference else None)

    def _point(self, name: PointId) -> Point:
        point = self._points.get(name)
        if point is None:
            raise BackTestError(f"Den Datenpunkt „{name}“ gibt es in dieser Stadt nicht.")
        return point

    # --- judging ----------------------------------------------------------------------------

    def _judged(self, rule: AlarmRule, watched: _Watched, end_us: int) -> Episodes:
        rows, references = _aligned(rule, watched)
        return back_test(
            self._completed(rule),
            rows.time_us,
            rows.value,
            rows.quality,
            end_us,
            references=references,
        )

    def _measures(self, rule: AlarmRule, watched: _Watched, end_us: int) -> Measures:
        rows, references = _aligned(rule, watched)
        return measures_of(
            self._completed(rule),
            rows.time_us,
            rows.value,
            rows.quality,
            end_us,
            references=references,
        )

    def _completed(self, rule: AlarmRule) -> AlarmRule:
        """Return a rule with what the collector fills in: how long a point may be silent."""
        point = self._points.get(rule.point)
        if rule.kind is RuleKind.INACTIVE and not rule.threshold > 0 and point is not None:
            return replace(rule, threshold=STALE_FACTOR * point.interval_s)
        return rule


def _source_of(rule: AlarmRule) -> tuple[str, ...]:
    """Return what a rule reads; rules of one source share a reading."""
    if rule.kind in {RuleKind.MIRRORED, RuleKind.LOST}:
        return rule.kind, rule.id
    if rule.kind is RuleKind.FORMULA:
        return rule.kind, rule.formula
    return "point", rule.point, rule.reference or ""


def _aligned(rule: AlarmRule, watched: _Watched) -> tuple[Rows, References | None]:
    """Return the rows a rule is judged by, and its reference at each of them.

    A new value of the reference is a new measure too, as it is for the collector.
    """
    rows = rows_of(rule, watched.reading.frame)
    if watched.reference is None:
        return rows, None
    reference = last_rows(watched.reference)
    if watched.reading.tier is Tier.RAW and len(rows.time_us):
        moments = reference.time_us[reference.time_us >= rows.time_us[0]]
        rows = as_of(rows, np.union1d(rows.time_us, moments))
    held = as_of(reference, rows.time_us)
    return rows, References(held.value, held.quality)
