"""An alarm with all that is known of it, and the order in which alarms are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import (
    AlarmId,
    AlarmRule,
    AlarmState,
    Mirror,
    Priority,
    RuleKind,
    VisibleState,
)
from app.domain.alarms.mirrors import mirrored_rule
from app.domain.cities import City
from app.domain.points import Point, PointId, SourceId
from app.domain.texts import Text
from app.services.lost_sources import all_rules
from app.services.states import CityState
from widgets.alarms.entry_pool import pool_of
from widgets.folding import fold
from widgets.judgements import LOST_SUFFIX
from widgets.texts import language, priority_text
from widgets.theme import AlarmLook, alarm_look

EntryOrder = tuple[bool, bool, int, int, str]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an alarm belongs, in words; the same for all states of an alarm.

    Attributes:
        subject: Name of the point or of the source.
        message: What is wrong.
        place: Site of the point; empty for a lost source.
        field: Name of the field of action; empty for a lost source.
        source: Name of the source.
        cause: Name of the group in which one cause makes many alarms.
        cause_key: Permanent name of that group.
    """

    subject: str
    message: str
    place: str = ""
    field: str = ""
    source: str = ""
    cause: str = ""
    cause_key: str = ""


@dataclass(frozen=True, slots=True)
class AlarmEntry:
    """An alarm that is not at rest.

    Attributes:
        rule: What it watches.
        state: Its state.
        point: The watched point; None for a lost source.
        around: Where it belongs.
        order: Its place by urgency: calling, acknowledged, hidden; by priority; newest first. Lists
            of thousands are sorted by it again and again.
    """

    rule: AlarmRule
    state: AlarmState
    point: Point | None
    around: Whereabouts
    order: EntryOrder = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        state, rule = self.state, self.rule
        order = (
            state.is_hidden,
            state.is_acknowledged,
            int(rule.priority),
            -state.raised_us,
            str(rule.id),
        )
        object.__setattr__(self, "order", order)

    @property
    def subject(self) -> str:
        """Name of the point or of the source."""
        return self.around.subject

    @property
    def place(self) -> str:
        """Site of the point; empty for a lost source."""
        return self.around.place

    @property
    def id(self) -> str:
        """Permanent name of the alarm."""
        return str(self.rule.id)

    @property
    def is_lost(self) -> bool:
        """True for the alarm of a source."""
        return self.rule.kind is RuleKind.LOST

    @property
    def is_unacknowledged(self) -> bool:
        """True while nobody has acknowledged it."""
        return not self.state.is_acknowledged

    @property
    def is_calling(self) -> bool:
        """True while it waits for somebody: not acknowledged, and not hidden."""
        return not self.state.is_acknowledged and not self.state.is_hidden

    @property
    def look(self) -> AlarmLook:
        """Colours and glyph of its chip."""
        return alarm_look(self.rule.priority, is_lost=self.is_lost)

    @property
    def priority_word(self) -> str:
        """The word in its chip."""
        return priority_text(self.rule.priority, is_lost=self.is_lost)

    @property
    def message(self) -> str:
        """What is wrong, in the language of the screen."""
        return self.around.message

    @property
    def device(self) -> str:
        """Name of the device that carries the point; empty for a lost source."""
        return "" if self.point is None else str(self.point.device)

    @property
    def point_id(self) -> str:
        """Id of the watched point; empty for a lost source."""
        return "" if self.point is None else str(self.point.id)


def entry_order(entry: AlarmEntry) -> EntryOrder:
    """Return the place of an alarm by urgency."""
    return entry.order


@dataclass(frozen=True, slots=True)
class Changes:
    """How the alarms of one moment differ from those of the moment before.

    Attributes:
        changed: Alarms that are new or have another state.
        gone: Ids of those that are at rest now.
    """

    changed: list[AlarmEntry]
    gone: list[str]


NO_CHANGES: Final = Changes([], [])
"""All is as it was; nobody changes it."""


class AlarmBook:
    """Turns the alarms of a state into entries; what did not change stays the same object.

    What is only an event is no alarm and not in the book.

    Args:
        city: The profile; also alarms whose rule it no longer holds are shown.
    """

    def __init__(self, city: City) -> None:
        self.city = city
        self._rules = all_rules(city)
        self._mirrored: dict[AlarmId, AlarmRule] = {}
        self._points = {point.id: point for point in city.points}
        self._sources = {str(source.id): source.name for source in city.sources}
        self._fields = {field.id: field.name for field in city.fields}
        self._alarms: Mapping[AlarmId, AlarmState] = {}
        self._entries: dict[AlarmId, AlarmEntry] = {}
        self._ordered: list[AlarmEntry] | None = []
        self._search: dict[AlarmId, str] = {}
        self._language = language()
        self._pool = pool_of(city, self._language)

    def entries(self, alarms: Mapping[AlarmId, AlarmState]) -> list[AlarmEntry]:
        """Return the alarms on screen in order; the same list while `alarms` is the same."""
        self.changes(alarms)
        if self._ordered is None:
            self._ordered = sorted(self._entries.values(), key=entry_order)
        return self._ordered

    def changes(self, alarms: Mapping[AlarmId, AlarmState]) -> Changes:
        """Take the alarms of the next moment; return what is new in them."""
        if alarms is self._alarms:
            return NO_CHANGES
        known = self._entries
        changed: list[AlarmEntry] = []
        gone: list[str] = []
        difference = self._pool.difference(self._alarms, alarms)
        for name in difference.fresh:
            state, before = alarms[name], known.get(name)
            if state.visible is VisibleState.NORMAL or (before is None and self._is_event(name)):
                if known.pop(name, None) is not None:
                    gone.append(str(name))
            elif before is None or before.state is not state:
                known[name] = entry = self._make(name, state, before)
                changed.append(entry)
        gone += [str(name) for name in difference.left if known.pop(name, None) is not None]
        self._alarms = alarms
        if changed or gone:
            self._ordered = None
        return Changes(changed, gone)

    def renew(self, city: City) -> Changes:
        """Take the same profile with other rules; return the alarms that are others by them."""
        before = self._rules
        self.city, self._rules = city, all_rules(city)
        self._pool = pool_of(city, self._language)
        changed: list[AlarmEntry] = []
        gone: list[str] = []
        for name, state in self._alarms.items():
            if state.visible is VisibleState.NORMAL or self._rules.get(name) == before.get(name):
                continue
            self._search.pop(name, None)
            if not self._is_event(name):
                self._entries[name] = entry = self._make(name, state, None)
                changed.append(entry)
            elif self._entries.pop(name, None) is not None:
                gone.append(str(name))
        if changed or gone:
            self._ordered = None
        return Changes(changed, gone)

    def known(self) -> list[AlarmEntry]:
        """Return the alarms last taken, in no order."""
        return list(self._entries.values())

    def entry(self, alarm: AlarmId) -> AlarmEntry | None:
        """Return an alarm of those last taken."""
        return self._entries.get(alarm)

    def first_out(self, raised: list[tuple[AlarmId, int]]) -> AlarmId | None:
        """Return which of some alarms of one group came first, see `Topology.first_out`."""
        return self._pool.network.first_out(raised)

    def rule(self, alarm: AlarmId) -> AlarmRule:
        """Return the rule of an alarm; a plain one when the profile no longer holds it."""
        return self._rules.get(alarm) or self._mirrored.get(alarm) or _orphan(alarm)

    def add_mirrors(self, mirrors: Mapping[AlarmId, Mirror]) -> None:
        """Take alarms that servers judge, so that `rule` knows them without a state."""
        for alarm, mirror in mirrors.items():
            self._mirrored[alarm] = mirrored_rule(alarm, mirror)

    def describe(self, rule: AlarmRule) -> tuple[Point | None, str, str]:
        """Return the point of a rule, the name of what it watches, and the place."""
        point = self._points.get(rule.point)
        if point is not None:
            name, site = point.name, point.site
            return point, name.in_language(self._language), site.in_language(self._language)
        return None, self._source(str(rule.point)), ""

    def search_text(self, entry: AlarmEntry) -> str:
        """Return the folded text of all that can be searched for; folded once an alarm."""
        text = self._search.get(entry.rule.id)
        if text is None:
            around = entry.around
            parts = (around.subject, around.place, around.field, around.source, around.cause)
            words = (*parts, entry.message, entry.priority_word, entry.id, entry.device)
            text = self._search[entry.rule.id] = fold("\n".join(words))
        return text

    def _make(self, name: AlarmId, state: AlarmState, before: AlarmEntry | None) -> AlarmEntry:
        if before is not None and state.mirror is None:
            return self._renewed(name, state, before)
        rule = self._rules.get(name)
        shared: AlarmEntry | None = self._pool.made.get(name)
        if shared is not None and shared.state is state and shared.rule is rule:
            return shared
        if rule is None and state.mirror is not None:
            rule = mirrored_rule(name, state.mirror)
        rule = rule or _orphan(name)
        point, subject, place = self.describe(rule)
        entry = AlarmEntry(rule, state, point, self._around(rule, point, subject, place))
        self._pool.made[name] = entry
        return entry

    def _renewed(self, name: AlarmId, state: AlarmState, before: AlarmEntry) -> AlarmEntry:
        """Return a known alarm with another state; another book may have made it already."""
        shared: AlarmEntry | None = self._pool.made.get(name)
        if shared is None or shared.state is not state or shared.around is not before.around:
            shared = AlarmEntry(before.rule, state, before.point, before.around)
            self._pool.made[name] = shared
        return shared

    def _around(
        self, rule: AlarmRule, point: Point | None, subject: str, place: str
    ) -> Whereabouts:
        group = self._pool.network.group_of(rule)
        cause = group.name.in_language(self._language)
        message = rule.message.in_language(self._language)
        if point is None:
            return Whereabouts(subject, message, place, "", subject, cause, group.key)
        field = self._fields.get(point.field, Text(str(point.field)))
        return Whereabouts(
            subject,
            message,
            place,
            field.in_language(self._language),
            self._source(str(point.source)),
            cause,
            group.key,
        )

    def _source(self, source: str) -> str:
        name = self._sources.get(str(SourceId(source)))
        return source if name is None else name.in_language(self._language)

    def _is_event(self, name: AlarmId) -> bool:
        rule = self._rules.get(name)
        return rule is not None and rule.is_event


def _orphan(alarm: AlarmId) -> AlarmRule:
    """Return a rule for an alarm that the profile does not know: no alarm is ever hidden."""
    point, _, kind = str(alarm).rpartition("#")
    message = QCoreApplication.translate("alarms", "Dieser Alarm steht nicht mehr im Profil.")
    return AlarmRule(
        id=alarm,
        point=PointId(point or str(alarm)),
        kind=RuleKind(kind) if kind in set(RuleKind) else RuleKind.STATE,
        threshold=float("nan"),
        priority=Priority.HIGH if str(alarm).endswith(LOST_SUFFIX) else Priority.LOW,
        message=Text(message),
        action=Text(""),
    )


def is_collector_away(city: City, state: CityState) -> bool:
    """Tell whether a live state comes without anybody who watches the sources."""
    return state.is_live and bool(city.sources) and not state.sources


def why_not_acknowledge(city: City, state: CityState) -> str:
    """Return why nothing can be acknowledged now, a whole sentence; empty when it can."""
    if not state.is_live:
        return QCoreApplication.translate(
            "alarms",
            "Sie sehen einen vergangenen Stand. Quittiert wird nur in der Gegenwart (Strg+L).",
        )
    if is_collector_away(city, state):
        return QCoreApplication.translate(
            "alarms",
            "Die Datenerfassung antwortet nicht. Sobald sie wieder da ist, kann quittiert werden.",
        )
    return ""
