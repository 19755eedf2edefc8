"""An alarm with all that is known of it, and the order in which alarms are shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmId, AlarmRule, AlarmState, Priority, RuleKind, VisibleState
from app.domain.cities import City
from app.domain.points import Point, PointId
from app.domain.texts import Text
from app.services.lost_sources import all_rules
from app.services.states import CityState
from widgets.folding import fold
from widgets.judgements import LOST_SUFFIX
from widgets.texts import language, priority_text
from widgets.theme import AlarmLook, alarm_look


@dataclass(frozen=True, slots=True)
class AlarmEntry:
    """An alarm that is not at rest.

    Attributes:
        rule: What it watches.
        state: Its state.
        point: The watched point; None for a lost source.
        subject: Name of the point or of the source.
        place: Site of the point; empty for a lost source.
    """

    rule: AlarmRule
    state: AlarmState
    point: Point | None
    subject: str
    place: str

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
        return self.rule.message.in_language(language())

    @property
    def device(self) -> str:
        """Name of the device that carries the point; empty for a lost source."""
        return "" if self.point is None else str(self.point.device)

    @property
    def point_id(self) -> str:
        """Id of the watched point; empty for a lost source."""
        return "" if self.point is None else str(self.point.id)


def entry_order(entry: AlarmEntry) -> tuple[bool, int, int, str]:
    """Return what alarms are sorted by: not acknowledged, then priority, then newest first."""
    return (
        entry.state.is_acknowledged,
        int(entry.rule.priority),
        -entry.state.raised_us,
        entry.id,
    )


class AlarmBook:
    """Turns the alarms of a state into entries; what did not change stays the same object.

    Args:
        city: The profile; also alarms whose rule it no longer holds are shown.
    """

    def __init__(self, city: City) -> None:
        self.city = city
        self._rules = all_rules(city)
        self._points = {point.id: point for point in city.points}
        self._sources = {str(source.id): source.name for source in city.sources}
        self._alarms: Mapping[AlarmId, AlarmState] | None = None
        self._entries: dict[AlarmId, AlarmEntry] = {}
        self._ordered: list[AlarmEntry] = []
        self._search: dict[AlarmId, str] = {}
        self._language = language()

    def entries(self, alarms: Mapping[AlarmId, AlarmState]) -> list[AlarmEntry]:
        """Return the alarms on screen in order; the same list while `alarms` is the same."""
        if alarms is self._alarms:
            return self._ordered
        known = self._entries
        self._entries = {}
        for name, state in alarms.items():
            if state.visible is VisibleState.NORMAL:
                continue
            before = known.get(name)
            if before is not None and before.state is state:
                self._entries[name] = before
            else:
                self._entries[name] = self._make(name, state, before)
        self._alarms = alarms
        self._ordered = sorted(self._entries.values(), key=entry_order)
        return self._ordered

    def rule(self, alarm: AlarmId) -> AlarmRule:
        """Return the rule of an alarm; a plain one when the profile no longer holds it."""
        return self._rules.get(alarm) or _orphan(alarm)

    def describe(self, rule: AlarmRule) -> tuple[Point | None, str, str]:
        """Return the point of a rule, the name of what it watches, and the place."""
        point = self._points.get(rule.point)
        if point is not None:
            name, site = point.name, point.site
            return point, name.in_language(self._language), site.in_language(self._language)
        source = self._sources.get(str(rule.point))
        return None, str(rule.point) if source is None else source.in_language(self._language), ""

    def search_text(self, entry: AlarmEntry) -> str:
        """Return the folded text of all that can be searched for; folded once an alarm."""
        text = self._search.get(entry.rule.id)
        if text is None:
            parts = (entry.subject, entry.place, entry.message, entry.priority_word, entry.id)
            words = "\n".join((*parts, entry.device))
            text = self._search[entry.rule.id] = fold(words)
        return text

    def _make(self, name: AlarmId, state: AlarmState, before: AlarmEntry | None) -> AlarmEntry:
        if before is not None:
            return AlarmEntry(before.rule, state, before.point, before.subject, before.place)
        rule = self.rule(name)
        return AlarmEntry(rule, state, *self.describe(rule))


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
