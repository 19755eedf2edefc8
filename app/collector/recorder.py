"""What follows a commit, in the writing thread: alarms, journal, gap markers, live picture.

Limits are written down whenever a profile is taken, so that a curve of last year is judged by
the limit of last year.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.collector.alarms import AlarmJudge, Verdict, messages_of
from app.collector.gaps import GapWatch
from app.collector.publisher import Publisher
from app.domain.alarms import AlarmEvent, AlarmId, AlarmOrder, AlarmState
from app.domain.cities import City
from app.domain.limits import LimitChange, changed_limits
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.services.columns import city_keys
from app.services.ports import Clock, Historian, Journal, StorageError

GAP_SOURCE: Final = SourceId("")
"""Who delivers gap markers: nobody."""

GAPS_EVERY_S: Final = 1.0
FILES_EVERY_S: Final = 30.0
JOURNAL_RETRY_S: Final = 1.0
MAX_UNRECORDED: Final = 100_000
"""Journal lines kept while the journal cannot be written."""

log = logging.getLogger(__name__)


class Recorder:
    """Fulfils `writer.Follower`.

    Args:
        city: The profile.
        open_journal: Opens the journal; called in the writing thread.
        publisher: Shows everything to consoles.
        delivering: Tells which sources deliver; thread-safe.
        submit: Takes gap markers, `Writer.submit`.
        clock: The time.
        known_notices: What files may say without the operator being told.
    """

    def __init__(
        self,
        city: City,
        *,
        open_journal: Callable[[], Journal],
        publisher: Publisher,
        delivering: Callable[[], Mapping[SourceId, bool]],
        submit: Callable[[SourceId, SampleBatch], None],
        clock: Clock,
        known_notices: frozenset[str] = frozenset(),
    ) -> None:
        self._city = city
        self._open_journal = open_journal
        self._publisher = publisher
        self._delivering = delivering
        self._submit = submit
        self._clock = clock
        self._known_notices = known_notices
        self._files_at = 0.0
        self._historian: Historian | None = None
        self._journal: Journal | None = None
        self._judge = AlarmJudge(city, {})
        self._gaps = GapWatch(city)
        self._gaps_at = 0.0
        self._unrecorded: list[tuple[AlarmEvent, str]] = []
        self._unrecorded_states: dict[AlarmId, AlarmState] = {}
        self._limits: list[LimitChange] = []
        self._unrecorded_limits: list[LimitChange] = []
        self._record_at = 0.0

    # --- Follower -------------------------------------------------------------------------

    def open(self, historian: Historian) -> None:
        """Take up where the last collector ended: alarms, last values, the gap since then."""
        self._historian = historian
        self._journal = self._open_journal()
        self._judge = AlarmJudge(self._city, self._journal.alarm_states())
        self._limits = self._journal.limit_changes()
        self._note_limits()
        self._tell_files()
        self._publisher.alarms(self._judge.states, is_whole=True)
        self._publisher.lay_out(self._city, historian.latest(city_keys(self._city)))

    def take(self, parts: Sequence[tuple[SourceId, SampleBatch]]) -> None:
        """Judge samples, then show them."""
        batch = SampleBatch.concatenate([part for _, part in parts])
        verdict = self._judge.judge(batch, self._clock.now_us())
        self._keep(verdict)
        self._publisher.samples(batch)

    def tick(self) -> None:
        """Let delays end, notice lost sources, mark gaps, try the journal again."""
        delivering = self._delivering()
        self._keep(self._judge.tick(self._clock.now_us(), delivering))
        now = self._clock.monotonic()
        if now - self._files_at >= FILES_EVERY_S:
            self._tell_files()
        if self._is_record_due and now >= self._record_at:
            self._record()
        if now - self._gaps_at >= GAPS_EVERY_S:
            self._gaps_at = now
            gaps = self._gaps.find(self._publisher.states, delivering, self._clock.now_us())
            if gaps is not None:
                self._submit(GAP_SOURCE, gaps)

    def storage(self, problem: str) -> None:
        """Tell the operator that storing fails, or works again."""
        text = f"Messwerte werden zurzeit nicht gespeichert. {problem}" if problem else ""
        self._publisher.notice("storage", text, is_severe=True)

    def _tell_files(self) -> None:
        """Tell the operator what became of files, such as one that was broken and set aside."""
        self._files_at = self._clock.monotonic()
        notices = [] if self._historian is None else [*self._historian.health().notices]
        if self._journal is not None:
            notices += self._journal.notices
        told = [text for text in dict.fromkeys(notices) if text not in self._known_notices]
        self._publisher.notice("files", "\n".join(told))

    def close(self) -> None:
        """Try the journal a last time and close it."""
        if self._is_record_due:
            self._record()
        if self._journal is not None:
            self._journal.close()

    # --- from outside, through Writer.call ----------------------------------------------------

    def operate(self, order: AlarmOrder) -> None:
        """Carry out an order on alarms.

        Raises:
            OrderRefusedError: It must not be done; nothing was.
            StorageError: The journal cannot be written now; the operator must know.
        """
        self._keep(self._judge.operate(order, self._clock.now_us()))
        if self._unrecorded_states:
            raise StorageError(
                "Das ist geschehen, steht aber noch nicht im Journal, weil es gerade nicht "
                "geschrieben werden kann. Es wird nachgetragen."
            )

    def change_city(self, city: City) -> None:
        """Take a changed profile: rules, points, layout; alarms go on as they were."""
        self._city = city
        self._judge = AlarmJudge(city, self._judge.states)
        self._gaps = GapWatch(city)
        self._note_limits()
        self._publisher.alarms(self._judge.states, is_whole=True)
        if self._historian is not None:
            keys = city_keys(city)
            shown = self._publisher.states
            self._publisher.lay_out(city, self._historian.latest(keys))
            self._publisher.refill(shown)

    # --- journal ------------------------------------------------------------------------------

    def _keep(self, verdict: Verdict) -> None:
        if not verdict:
            return
        texts = messages_of(self._judge.rules, verdict.events)
        self._unrecorded += zip(verdict.events, texts, strict=True)
        del self._unrecorded[:-MAX_UNRECORDED]
        self._unrecorded_states |= verdict.states
        self._publisher.alarms(verdict.states)
        if self._clock.monotonic() >= self._record_at:
            self._record()

    def _note_limits(self) -> None:
        """Write down which limits of the profile differ from those recorded last."""
        changes = changed_limits(self._limits, self._city.rules, self._clock.now_us())
        self._limits += changes
        self._unrecorded_limits += changes
        if changes and self._clock.monotonic() >= self._record_at:
            self._record()

    @property
    def _is_record_due(self) -> bool:
        return bool(self._unrecorded_states or self._unrecorded_limits)

    def _record(self) -> None:
        """Write what the journal lacks; when it fails, keep it and try again."""
        if self._journal is None:
            return
        events, states = self._unrecorded, self._unrecorded_states
        try:
            if self._unrecorded_limits:
                self._journal.record_limits(self._unrecorded_limits)
                self._unrecorded_limits = []
            if events or states:
                self._journal.record(events, states)
        except StorageError as error:
            self._record_at = self._clock.monotonic() + JOURNAL_RETRY_S
            text = f"Das Alarmjournal kann zurzeit nicht geschrieben werden. {error}"
            self._publisher.notice("journal", text, is_severe=True)
            return
        self._unrecorded, self._unrecorded_states = [], {}
        self._publisher.notice("journal", "")
        self._publisher.journal(events)
