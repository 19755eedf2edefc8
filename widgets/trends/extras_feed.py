"""What is drawn beside the curves, read in the background: alarms, limits over time, notes."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.alarms import AlarmState
from app.domain.cities import City
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.services.alarm_spans import read_alarm_spans, rules_of_points
from app.services.ports import AnnotationStore, JournalReader
from app.services.states import CityState
from widgets.texts import language
from widgets.trends.extras import NO_EXTRAS, AlarmSpan, Extras
from widgets.trends.model import Window

_READ_AROUND: Final = 1
"""So many windows to the left and to the right are read too, for panning."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be read: as often as something in it is new."""

    window: Window
    points: tuple[PointId, ...]
    alarms: tuple[tuple[str, int, int, bool], ...]
    notes: int
    language: str

    def serves(self, other: "_Wanted", seen: Window) -> bool:
        """Tell whether what was read for this serves for another window too."""
        return (
            self.window.start_us <= seen.start_us
            and seen.end_us <= self.window.end_us
            and self.window.span_us <= 4 * other.window.span_us
            and (self.points, self.alarms, self.notes, self.language)
            == (other.points, other.alarms, other.notes, other.language)
        )


class ExtrasFeed(QObject):
    """Keeps the extras of the visible window.

    Signals:
        changed: `extras` are others.
        alarms_found: What `find_alarms` asked for (list of `AlarmSpan`).
    """

    changed = Signal()
    alarms_found = Signal(object)
    _read = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.extras = NO_EXTRAS
        self._city: City | None = None
        self._journal: JournalReader | None = None
        self._notes: AnnotationStore | None = None
        self._alarms: dict[str, AlarmState] = {}
        self._note_round = 0
        self._wanted: _Wanted | None = None
        self._is_reading = False
        self._has_more = False
        self._pool: ThreadPoolExecutor | None = None
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def set_city(self, city: City) -> None:
        """Take the profile whose rules tell what alarms are of."""
        self._city = city
        self._wanted = None

    def set_journal(self, journal: JournalReader | None) -> None:
        """Read alarms and limits from here."""
        self._journal = journal
        self._wanted = None

    def set_annotations(self, store: AnnotationStore | None) -> None:
        """Read notes from here."""
        self._notes = store
        self._wanted = None

    def renew_notes(self) -> None:
        """Notes were written or taken away."""
        self._note_round += 1

    def take_state(self, state: CityState) -> None:
        """Hear of alarms; what was read is read anew when those of shown points change."""
        if state.is_live:
            self._alarms = {str(name): alarm for name, alarm in state.alarms.items()}

    def want(self, window: Window, points: Sequence[PointId]) -> None:
        """Have the extras of a window read, unless they are at hand."""
        if self._city is None or not points:
            if self.extras is not NO_EXTRAS:
                self.extras = NO_EXTRAS
                self._wanted = None
            return
        side_us = _READ_AROUND * window.span_us
        wide = Window(window.start_us - side_us, window.end_us + side_us)
        rules = rules_of_points(self._city, points)
        alarms = tuple(
            (str(name), state.raised_us, state.cleared_us, state.is_acknowledged)
            for name in rules
            if (state := self._alarms.get(str(name))) is not None
        )
        wanted = _Wanted(wide, tuple(points), alarms, self._note_round, language())
        if self._wanted is None or not self._wanted.serves(wanted, window):
            self._wanted = wanted
            self._send()

    def find_alarms(self, points: Sequence[PointId], start_us: int, end_us: int) -> None:
        """Look for occurrences of alarms in any range; answered by `alarms_found`."""
        city, journal = self._city, self._journal
        if city is None or journal is None:
            return
        words = language()
        job = self._workers().submit(_spans, city, journal, points, (start_us, end_us), words)
        job.add_done_callback(self._tell_alarms)

    def _tell_alarms(self, done: "Future[list[AlarmSpan]]") -> None:
        if not done.cancelled() and done.exception() is None:
            self.alarms_found.emit(done.result())

    def _workers(self) -> ThreadPoolExecutor:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="trend-extras")
        return self._pool

    @property
    def is_idle(self) -> bool:
        """True when nothing is being read."""
        return not self._is_reading

    def close(self) -> None:
        """End the thread; may be called twice."""
        pool, self._pool = self._pool, None
        self._journal = self._notes = None
        self._is_reading = self._has_more = False
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _send(self) -> None:
        """Read in the background; what is wanted meanwhile is read afterwards, the newest only."""
        if self._is_reading:
            self._has_more = True
            return
        wanted, city = self._wanted, self._city
        if wanted is None or city is None:
            return
        self._is_reading = True
        job = self._workers().submit(_read_extras, wanted, city, self._journal, self._notes)
        job.add_done_callback(lambda done: self._tell(done, wanted))

    def _tell(self, done: "Future[Extras]", wanted: _Wanted) -> None:
        if done.cancelled():
            return
        # What cannot be read is not drawn; that history cannot be read is said by the curves.
        self._read.emit(NO_EXTRAS if done.exception() is not None else done.result(), wanted)

    def _take(self, extras: Extras, wanted: _Wanted) -> None:
        self._is_reading = False
        if self._pool is None:
            return
        if wanted is self._wanted or self._has_more:
            self.extras = extras
            self.changed.emit()
        if self._has_more:
            self._has_more = False
            self._send()


def _read_extras(
    wanted: _Wanted,
    city: City,
    journal: JournalReader | None,
    notes: AnnotationStore | None,
) -> Extras:
    """Read everything of a window; on the thread of the feed."""
    start_us, end_us = wanted.window.start_us, wanted.window.end_us
    alarms: list[AlarmSpan] = []
    limits: dict[PointId, list[LimitChange]] = {}
    if journal is not None:
        alarms = _spans(city, journal, wanted.points, (start_us, end_us), wanted.language)
        shown = set(wanted.points)
        for change in journal.limit_changes():
            if change.point in shown:
                limits.setdefault(change.point, []).append(change)
    written = notes.annotations(start_us, end_us, wanted.points) if notes is not None else []
    return Extras(tuple(alarms), limits, tuple(written))


def _spans(
    city: City,
    journal: JournalReader,
    points: Sequence[PointId],
    span: tuple[int, int],
    language_code: str,
) -> list[AlarmSpan]:
    rules = rules_of_points(city, points)
    return [
        AlarmSpan(
            found.alarm,
            rules[found.alarm].point,
            rules[found.alarm].priority,
            found.start_us,
            found.end_us,
            found.acknowledged_us,
            rules[found.alarm].message.in_language(language_code),
        )
        for found in read_alarm_spans(journal, list(rules), *span)
    ]
