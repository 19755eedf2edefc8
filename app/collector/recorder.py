"""What follows a commit, in the writing thread: alarms, journal, gap markers, live picture.

Limits are written down whenever a profile is taken, so that a curve of last year is judged by
the limit of last year.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

import numpy as np

from app.collector.chronicle import Chronicle
from app.collector.documents import Documents
from app.collector.gaps import GapWatch
from app.collector.judging import AlarmJudge, Verdict
from app.collector.publisher import Publisher
from app.domain.alarms import (
    AlarmEvent,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    Mirror,
    MirroredCondition,
)
from app.domain.alarms.escalations import NotificationPlan
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.points import PointId, SourceId, point_key
from app.domain.samples import SampleBatch
from app.domain.series import Tier
from app.services.columns import city_keys
from app.services.ports import Clock, Historian, Journal, StorageError

GAP_SOURCE: Final = SourceId("")
"""Who delivers gap markers: nobody."""

GAPS_EVERY_S: Final = 1.0
FILES_EVERY_S: Final = 30.0
NOTIFIED_US: Final = 2 * 86_400_000_000
"""So far back the journal is read for what went out already."""

_MOST_RECALLED: Final = 4_096
"""Samples of one point that rules look back on after a start."""

log = logging.getLogger(__name__)


class Messenger(Protocol):
    """Tells people outside of alarms, in a thread of its own."""

    def take(
        self,
        city: City,
        rules: Mapping[AlarmId, AlarmRule],
        plan: NotificationPlan,
        events: Sequence[AlarmEvent] = (),
    ) -> None:
        """Take a profile and a plan, and what went out already."""
        ...

    def heed(self, events: Sequence[AlarmEvent]) -> None:
        """Take what happened to alarms, such as that one calls again."""
        ...

    def show(self, alarms: Mapping[AlarmId, AlarmState]) -> None:
        """Take the alarms that are not at rest."""
        ...


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
        messenger: Tells people outside; None for nobody.
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
        messenger: Messenger | None = None,
    ) -> None:
        self.documents = Documents(city)
        self._open_journal = open_journal
        self._publisher = publisher
        self._delivering = delivering
        self._submit = submit
        self._clock = clock
        self._known_notices = known_notices
        self._messenger = messenger
        self._files_at = 0.0
        self._historian: Historian | None = None
        self._journal: Journal | None = None
        # Without rules until the journal is open: judging takes up what that says.
        self._judge = AlarmJudge(replace(city, rules=()), {})
        self._chronicle = Chronicle(publisher, clock)
        self._gaps = GapWatch(city)
        self._gaps_at = 0.0
        self._has_news = True
        self._told_rules: dict[AlarmId, AlarmRule] = {}

    # --- Follower -------------------------------------------------------------------------

    def open(self, historian: Historian) -> None:
        """Take up where the last collector ended: documents, alarms, last values, the gap since."""
        self._historian = historian
        self._journal = journal = self._open_journal()
        self._chronicle.open(journal)
        self.documents.load(journal)
        city, now_us = self.documents.city, self._clock.now_us()
        known = historian.latest(city_keys(city))
        judge = AlarmJudge(city, journal.alarm_states())
        judge.set_windows(self.documents.windows)
        self._recall(judge, historian, now_us)
        self._judge = judge
        self._chronicle.keep(judge.dismiss(now_us), judge.message)
        self._chronicle.keep(judge.wake(now_us), judge.message)
        self._chronicle.keep(judge.resume(known, now_us), judge.message)
        self._tell_documents()
        self._tell_files()
        self._chronicle.note_limits(city.rules)
        self._chronicle.show_all(judge.states)
        self._publisher.lay_out(city, known)
        self._tell_messenger(journal.events_between(now_us - NOTIFIED_US, now_us + 1))

    def take(self, parts: Sequence[tuple[SourceId, SampleBatch]]) -> None:
        """Judge samples, then show them."""
        batch = SampleBatch.concatenate([part for _, part in parts])
        self._keep(self._judge.judge(batch, self._clock.now_us()))
        self._publisher.samples(batch)

    def take_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        """Take over what a server says of alarms it judges itself."""
        verdict = self._judge.take_conditions(
            source,
            conditions,
            self._clock.now_us(),
            is_whole=is_whole,
            value_of=self._value_of,
        )
        self._keep(verdict)

    def tick(self) -> None:
        """Let delays end, notice lost sources, mark gaps, try the journal again."""
        delivering = self._delivering()
        self._keep(self._judge.tick(self._clock.now_us(), delivering))
        self._chronicle.show()
        if self._messenger is not None and self._has_news:
            self._has_news = False
            self._show_messenger(self._messenger)
        now = self._clock.monotonic()
        if now - self._files_at >= FILES_EVERY_S:
            self._tell_files()
        self._chronicle.record_when_due()
        if now - self._gaps_at >= GAPS_EVERY_S:
            self._gaps_at = now
            gaps = self._gaps.find(self._publisher.states, delivering, self._clock.now_us())
            if gaps is not None:
                self._submit(GAP_SOURCE, gaps)

    def storage(self, problem: str) -> None:
        """Tell the operator that storing fails, or works again."""
        text = f"Messwerte werden zurzeit nicht gespeichert. {problem}" if problem else ""
        self._publisher.notice("storage", text, is_severe=True)

    def close(self) -> None:
        """Try the journal a last time and close it."""
        self._chronicle.close()
        if self._journal is not None:
            self._journal.close()

    # --- from outside, through Writer.call ----------------------------------------------------

    def mirrors_of(self, order: AlarmOrder) -> dict[SourceId, dict[AlarmId, Mirror]]:
        """Return which of an order's alarms servers judge themselves, by source.

        Raises:
            OrderRefusedError: It must not be done for one that is judged here.
        """
        return self._judge.mirrors_of(order, self._clock.now_us())

    def operate(self, order: AlarmOrder) -> None:
        """Carry out an order on alarms that are judged here.

        Raises:
            OrderRefusedError: It must not be done; nothing was.
            StorageError: The journal cannot be written now; the operator must know.
        """
        self._keep(self._judge.operate(order, self._clock.now_us()))
        self._chronicle.show()
        if self._chronicle.is_behind:
            raise StorageError(
                "Das ist geschehen, steht aber noch nicht im Journal, weil es gerade nicht "
                "geschrieben werden kann. Es wird nachgetragen."
            )

    def publish(
        self, kind: DocumentKind, text: str, actor: str, why: str, base: int | None = None
    ) -> None:
        """Put a document in force that was found sound; the journal has it first.

        Raises:
            OutdatedError: Another version than `base` is in force by now.
            StorageError: The journal cannot be written; the former version stays in force.
        """
        if self._journal is None:
            raise StorageError("Das Journal ist noch nicht geöffnet.")
        self.documents.refuse_outdated(kind, base)
        number = self.documents.next_number(kind)
        version = DocumentVersion(kind, number, self._clock.now_us(), actor, why, text)
        self._journal.record_version(version)
        self.documents.take(version)
        self._go_over()
        self._publisher.document(kind, number)

    def change_city(self, city: City) -> None:
        """Take a changed profile: rules, points, layout; alarms go on as they were."""
        self.documents.set_profile(city)
        self._go_over()
        if self._historian is not None:
            keys = city_keys(city)
            shown = self._publisher.states
            self._publisher.lay_out(self.documents.city, self._historian.latest(keys))
            self._publisher.refill(shown)

    def note(self, events: Sequence[AlarmEvent]) -> None:
        """Write lines into the journal that change no alarm, such as that somebody was told."""
        self._chronicle.note(events, self._judge.message)
        self._chronicle.record_when_due()

    def record_past(self, events: Sequence[AlarmEvent]) -> int:
        """Record what happened before this journal began; see `Chronicle.record_past`.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """
        return self._chronicle.record_past(events, self._judge.message)

    # --- parts --------------------------------------------------------------------------------

    def _go_over(self) -> None:
        """Judge by other rules from now on; the last values known are judged anew."""
        city, former, now_us = self.documents.city, self._judge, self._clock.now_us()
        judge = AlarmJudge(city, former.states)
        judge.succeed(former)
        judge.set_windows(self.documents.windows)
        self._gaps = GapWatch(city)
        self._chronicle.keep(judge.dismiss(now_us), former.message)
        self._judge = judge
        self._keep(judge.resume(self._publisher.states, now_us))
        self._tell_documents()
        self._chronicle.note_limits(city.rules)
        self._chronicle.show_all(judge.states)
        self._tell_messenger()

    def _keep(self, verdict: Verdict) -> None:
        self._has_news = self._has_news or bool(verdict.shown)
        if self._messenger is not None and verdict.events:
            self._messenger.heed(verdict.events)
        self._chronicle.keep(verdict, self._judge.message)

    def _value_of(self, point: PointId) -> float:
        """Return the last value of a point, NaN where there is none."""
        states = self._publisher.states
        rows = np.flatnonzero(states.key == point_key(point))
        return float(states.value[rows[0]]) if len(rows) else float("nan")

    def _recall(self, judge: AlarmJudge, historian: Historian, now_us: int) -> None:
        """Give the rules the past they look back on."""
        for point, span_us in sorted(judge.looks_back.items()):
            begin_us = now_us - span_us
            frames = historian.query(
                [point_key(point)], begin_us, now_us + 1, _MOST_RECALLED, Tier.RAW
            )
            for frame in frames:
                past = SampleBatch.from_columns(
                    [point_key(point)] * len(frame.time),
                    frame.time,
                    frame.time,
                    frame.last,
                    frame.quality,
                )
                judge.recall(point, past)

    def _tell_documents(self) -> None:
        """Tell the operator which documents and formulas do not fit."""
        told = [self.documents.notice, *self._judge.faults]
        self._publisher.notice("documents", "\n".join(filter(None, told)))

    def _tell_messenger(self, events: Sequence[AlarmEvent] = ()) -> None:
        if self._messenger is None:
            return
        self._has_news = True
        self._told_rules = self._judge.all_rules
        city, plan = self.documents.city, self.documents.plan
        self._messenger.take(city, self._told_rules, plan, events)

    def _show_messenger(self, messenger: Messenger) -> None:
        """Show the alarms that stand; a server's own are new rules, too."""
        alarms = self._judge.states
        if not alarms.keys() <= self._told_rules.keys():
            self._tell_messenger()
            self._has_news = False
        messenger.show(alarms)

    def _tell_files(self) -> None:
        """Tell the operator what became of files, such as one that was broken and set aside."""
        self._files_at = self._clock.monotonic()
        notices = [] if self._historian is None else [*self._historian.health().notices]
        if self._journal is not None:
            notices += self._journal.notices
        told = [text for text in dict.fromkeys(notices) if text not in self._known_notices]
        self._publisher.notice("files", "\n".join(told))
