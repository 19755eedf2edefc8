"""Puts an explanation together from the profile, the journal, the historian and the notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from app.domain.alarms import AlarmId, AlarmRule, RuleKind, mirrored_rule
from app.domain.annotations import Annotation
from app.domain.cities import City
from app.domain.guidance import Guidance, GuidanceScope, inherited
from app.domain.limits import LIMIT_KINDS, LimitChange
from app.domain.points import Point, PointId, SourceId
from app.domain.samples import NO_TIME
from app.domain.texts import NO_TEXT
from app.services.alarm_spans import AlarmOccurrence
from app.services.explanations.changes import (
    WINDOW_US,
    Scene,
    changed_limits,
    noted,
    ranked,
    told_by_journal,
)
from app.services.explanations.findings import (
    Reading,
    course_of,
    curve_of,
    finding_of_alarm,
    finding_of_value,
    reading_at,
)
from app.services.explanations.ground import Ground
from app.services.explanations.limits import limit_origin, threshold_at
from app.services.explanations.memories import PastCases
from app.services.explanations.neighbours import Neighbour, nearness_by_id
from app.services.explanations.records import Records, spans, stood_at
from app.services.explanations.results import (
    Advice,
    Change,
    Curve,
    Explanation,
    Finding,
    Standing,
)
from app.services.explanations.switches import switches
from app.services.ports import AnnotationStore, HistorianReader, JournalReader, StorageError
from app.services.statistics import CancelledError

_OF_SOURCES: Final = frozenset({RuleKind.LOST, RuleKind.INACTIVE, RuleKind.MIRRORED})
"""Alarms that may well come from the source."""


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where it is read from; None for what there is not."""

    history: HistorianReader | None
    journal: JournalReader | None
    annotations: AnnotationStore | None


class Explainer:
    """Explains alarms and points of a city. May be used from any thread; touches only files.

    Args:
        city: The city as it is in force.
        history: Its samples; None where there are none.
        journal: Its journal; None where there is none.
        annotations: What people noted; None where nobody did.
    """

    def __init__(
        self,
        city: City,
        history: HistorianReader | None,
        journal: JournalReader | None,
        annotations: AnnotationStore | None = None,
    ) -> None:
        self._ground = Ground.of(city)
        self._sources = _Sources(history, journal, annotations)

    def explain(
        self, subject: str, at_us: int, cancelled: Callable[[], bool] = lambda: False
    ) -> Explanation:
        """Explain an alarm or a point as it was known at a moment.

        Args:
            subject: Id of an alarm or of a point.
            at_us: The moment, µs UTC; nothing that happened later is told.
            cancelled: Tells whether nobody waits any more.

        Raises:
            CancelledError: Nobody waits any more.
            KeyError: The city has no such alarm or point.
        """
        return _Work(self._ground, self._sources, subject, at_us, cancelled).explained()


@dataclass(frozen=True, slots=True)
class _Found:
    """What is explained: a rule and its occurrence, or a point alone."""

    rule: AlarmRule | None
    point: Point | None
    source: SourceId | None
    occurrence: AlarmOccurrence | None


class _Work:
    """One explanation on its way."""

    def __init__(
        self,
        ground: Ground,
        sources: _Sources,
        subject: str,
        at_us: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._ground = ground
        self._history = sources.history
        self._annotations = sources.annotations
        self._subject = subject
        self._at_us = at_us
        self._cancelled = cancelled
        self._records = Records(sources.journal, at_us)
        self._limits: list[LimitChange] = []

    def explained(self) -> Explanation:
        self._limits = self._records.limit_changes()
        found = self._found()
        self._go_on()
        pivot_us = self._at_us if found.occurrence is None else found.occurrence.start_us
        finding, curve = self._finding(found, pivot_us)
        self._go_on()
        neighbours = self._neighbours(found)
        changes = self._changes(found, pivot_us, neighbours)
        self._go_on()
        rule, occurrence = found.rule, found.occurrence
        records, city = self._records, self._ground.city
        return Explanation(
            self._subject,
            self._at_us,
            pivot_us,
            found.point,
            found.source,
            rule,
            finding,
            None
            if rule is None
            else limit_origin(rule, city, self._limits, records.versions(), self._at_us),
            None
            if rule is None or occurrence is None
            else self._ground.groups.course(rule, occurrence, records),
            changes,
            len(neighbours),
            self._ground.cases.of(rule, pivot_us, records) if rule is not None else PastCases(),
            tuple(self._advice(found)),
            curve,
            tuple(records.troubles),
        )

    def _go_on(self) -> None:
        if self._cancelled():
            raise CancelledError

    # ---- what is explained ---------------------------------------------------------------------
    def _found(self) -> _Found:
        rule = self._ground.rules.get(AlarmId(self._subject)) or self._mirrored()
        if rule is not None:
            return self._of_rule(rule, self._last_occurrence(rule))
        point = self._ground.points[PointId(self._subject)]
        # Without the connection to its source a value has no other story worth telling.
        for name in (point.id, PointId(point.source)):
            standing = self._standing(self._ground.rules_of.get(name, ()))
            if standing:
                worst, rule = min(standing, key=lambda one: (one[1].priority, -one[0].start_us))
                return self._of_rule(rule, worst)
        return _Found(None, point, point.source, None)

    def _standing(self, rules: Sequence[AlarmRule]) -> list[tuple[AlarmOccurrence, AlarmRule]]:
        """Return which of some alarms stood at the moment; mere events are none."""
        names = [rule.id for rule in rules if not rule.is_event]
        found = self._records.occurrences(self._at_us, self._at_us + 1, names)
        return [(one, self._ground.rules[one.alarm]) for one in found if stood_at(one, self._at_us)]

    def _of_rule(self, rule: AlarmRule, occurrence: AlarmOccurrence | None) -> _Found:
        point = self._ground.points.get(rule.point)
        source = SourceId(rule.point) if point is None else point.source
        return _Found(rule, point, source, occurrence)

    def _last_occurrence(self, rule: AlarmRule) -> AlarmOccurrence | None:
        """Return the occurrence that stands at the moment, else the last one before it."""
        events = self._records.events(self._at_us, self._at_us + 1, [rule.id])
        return next(reversed(spans(events, 0, self._at_us + 1)), None)

    def _mirrored(self) -> AlarmRule | None:
        """Return a rule for an alarm that a server judges itself."""
        mirror = self._records.mirrors().get(AlarmId(self._subject))
        return None if mirror is None else mirrored_rule(AlarmId(self._subject), mirror)

    # ---- what is wrong -------------------------------------------------------------------------
    def _finding(self, found: _Found, pivot_us: int) -> tuple[Finding, Curve | None]:
        latest, curve = self._read_point(found, pivot_us)
        rule = found.rule
        if rule is None:
            if found.point is None:
                return Finding(Standing.UNWATCHED), None
            rules = [self._in_force(each) for each in self._ground.rules_of.get(found.point.id, ())]
            finding = finding_of_value(found.point, rules, latest)
        elif found.occurrence is None:
            finding = replace(Finding(Standing.NEVER), nearest=rule)
            if found.point is not None:
                now = finding_of_value(found.point, [self._in_force(rule)], latest)
                finding = replace(now, standing=Standing.NEVER)
        else:
            threshold = threshold_at(rule, self._limits)
            finding = finding_of_alarm(rule, found.occurrence, latest, threshold)
        if curve is None or found.point is None:
            return finding, curve
        until_us = pivot_us if finding.crossed_us == NO_TIME else finding.crossed_us
        course, change = course_of(found.point, curve, max(until_us, finding.raised_us))
        return replace(finding, course=course, change=change), curve

    def _read_point(self, found: _Found, pivot_us: int) -> tuple[Reading, Curve | None]:
        if found.point is None or self._history is None:
            return Reading(), None
        thresholds = [
            threshold_at(rule, self._limits)
            for rule in self._ground.rules_of.get(found.point.id, ())
            if rule.kind in LIMIT_KINDS and rule.reference is None
        ]
        shown = [threshold for threshold in thresholds if not isnan(threshold)]
        try:
            latest = reading_at(self._history, found.point, self._at_us)
            curve = curve_of(self._history, found.point, pivot_us, self._at_us, shown)
        except (OSError, StorageError) as error:
            self._records.note(str(error))
            return Reading(), None
        return latest, curve

    def _in_force(self, rule: AlarmRule) -> AlarmRule:
        """Return a rule with the limit it had at the moment."""
        return replace(rule, threshold=threshold_at(rule, self._limits))

    # ---- what changed --------------------------------------------------------------------------
    def _neighbours(self, found: _Found) -> list[Neighbour]:
        if found.point is not None:
            return self._ground.neighbourhood.of(found.point)
        return [] if found.source is None else self._ground.neighbourhood.of_source(found.source)

    def _changes(
        self, found: _Found, pivot_us: int, neighbours: list[Neighbour]
    ) -> tuple[Change, ...]:
        start_us, end_us = pivot_us - WINDOW_US, min(pivot_us + WINDOW_US, self._at_us) + 1
        scene = self._scene(found, pivot_us, neighbours)
        events = self._records.events(start_us, end_us, list(scene.rules))
        changes = [*told_by_journal(scene, events), *changed_limits(scene, self._limits)]
        changes += noted(scene, self._notes(start_us, end_us))
        if self._history is not None:
            try:
                changes += switches(
                    self._history, neighbours, (start_us, end_us), pivot_us, self._cancelled
                )
            except (OSError, StorageError) as error:
                self._records.note(str(error))
        return ranked(changes)

    def _scene(self, found: _Found, pivot_us: int, neighbours: list[Neighbour]) -> Scene:
        by_id = nearness_by_id(neighbours)
        points = [*by_id, *([] if found.point is None else [found.point.id])]
        sources = {self._ground.points[name].source for name in points}
        if found.source is not None:
            sources.add(found.source)
        looked_at = [*points, *(PointId(source) for source in sorted(sources))]
        rules: Mapping[AlarmId, AlarmRule] = {
            rule.id: rule for name in looked_at for rule in self._ground.rules_of.get(name, ())
        }
        subject = None if found.rule is None else found.rule.id
        return Scene(
            found.point, found.source, subject, pivot_us, by_id, rules, self._ground.neighbourhood
        )

    def _notes(self, start_us: int, end_us: int) -> list[Annotation]:
        if self._annotations is None:
            return []
        try:
            found = self._annotations.annotations(start_us, end_us)
        except (OSError, StorageError) as error:
            self._records.note(str(error))
            return []
        return [note for note in found if note.created_us <= self._at_us]

    # ---- what to do ----------------------------------------------------------------------------
    def _advice(self, found: _Found) -> list[Advice]:
        advice = []
        rule = found.rule
        if rule is not None and (rule.action.de or rule.contact.de):
            advice.append(Advice(None, rule.action, rule.contact))
        guidance = self._ground.city.guidance
        written = (
            _of_source(guidance, found.source)
            if found.point is None
            else inherited(guidance, found.point)
        )
        if rule is None or rule.kind not in _OF_SOURCES:
            # The source delivers: what to do about it is the least of the help.
            written.sort(key=lambda each: each.scope is GuidanceScope.SOURCE)
        advice += [Advice(each.scope, each.text, each.contact) for each in written]
        return [each for each in advice if each.text != NO_TEXT or each.contact != NO_TEXT]


def _of_source(guidances: tuple[Guidance, ...], source: SourceId | None) -> list[Guidance]:
    """Return what is written for a source, and for the whole city."""
    own = [g for g in guidances if g.scope is GuidanceScope.SOURCE and g.subject == source]
    return own + [g for g in guidances if g.scope is GuidanceScope.CITY]
