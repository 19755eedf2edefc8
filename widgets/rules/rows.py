"""A rule as a row: its words, what it is sorted by, and what became of it since the profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmId, AlarmRule, AlarmState, RuleKind, VisibleState
from app.domain.cities import City
from app.domain.documents import DocumentVersion
from app.domain.points import Point
from app.services.rulesets import differences
from widgets.folding import fold
from widgets.rules import words
from widgets.rules.columns import RuleColumn
from widgets.texts import alarm_state_text, language, priority_text, rule_kind_text, time_text


class Fate(Enum):
    """What people made of a rule of the profile."""

    AS_IN_PROFILE = auto()
    CHANGED = auto()
    NEW = auto()
    REMOVED = auto()


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of the list.

    Attributes:
        rule: The rule in force; of one that was removed the profile's.
        fate: What became of it.
        point: The watched point; None for a source.
        name: The watched point or source in words.
        version: The version that last changed it, as far as known.
        folded: What the search looks at.
    """

    rule: AlarmRule
    fate: Fate
    point: Point | None
    name: str
    version: DocumentVersion | None
    folded: str


def rows_of(
    city: City, profile: City, versions: Mapping[AlarmId, DocumentVersion]
) -> list[RuleRow]:
    """Return all rules in force in the city's order, then those that people removed."""
    fates = {
        change.alarm: Fate.NEW
        if change.old is None
        else Fate.REMOVED
        if change.new is None
        else Fate.CHANGED
        for change in differences(profile, city)
    }
    points = {point.id: point for point in city.points}
    names = words.point_names(city.points)
    sources = {str(source.id): source.name for source in city.sources}
    removed = [rule for rule in profile.rules if fates.get(rule.id) is Fate.REMOVED]
    made = []
    for rule in (*city.rules, *removed):
        point = points.get(rule.point)
        if point is not None:
            name = names[point.id]
        else:
            source = sources.get(str(rule.point))
            name = str(rule.point) if source is None else source.in_language(language())
        fate = fates.get(rule.id, Fate.AS_IN_PROFILE)
        version = None if fate is Fate.AS_IN_PROFILE else versions.get(rule.id)
        found = fold(f"{rule.id}\n{name}\n{rule.message.in_language(language())}\n{rule.basis}")
        made.append(RuleRow(rule, fate, point, name, version, found))
    return made


def fate_text(fate: Fate) -> str:
    """Return what became of a rule; empty for one as in the profile."""
    texts = {
        Fate.AS_IN_PROFILE: "",
        Fate.CHANGED: QCoreApplication.translate("rules", "geändert"),
        Fate.NEW: QCoreApplication.translate("rules", "neu"),
        Fate.REMOVED: QCoreApplication.translate("rules", "entfernt"),
    }
    return texts[fate]


def cell_text(row: RuleRow, column: RuleColumn, zone: str, state: AlarmState | None) -> str:
    """Return the text of a cell."""
    rule, tongue = row.rule, language()
    if column is RuleColumn.STATE:
        return state_text(rule, state)
    if column is RuleColumn.ACTION and rule.is_event:
        return rule.action.in_language(tongue) or QCoreApplication.translate("rules", "Ereignis")
    makers = {
        RuleColumn.PRIORITY: lambda: (
            QCoreApplication.translate("rules", "Ereignis")
            if rule.is_event
            else priority_text(rule.priority)
        ),
        RuleColumn.POINT: lambda: row.name,
        RuleColumn.KIND: lambda: rule_kind_text(rule.kind),
        RuleColumn.LIMIT: lambda: words.limit_text(rule, row.point),
        RuleColumn.DEADBAND: lambda: words.deadband_text(rule, row.point),
        RuleColumn.DELAYS: lambda: words.delays_text(rule),
        RuleColumn.MESSAGE: lambda: rule.message.in_language(tongue),
        RuleColumn.ACTION: lambda: rule.action.in_language(tongue),
        RuleColumn.CONSEQUENCE: lambda: words.consequence_text(rule.consequence),
        RuleColumn.RESPONSE: lambda: words.response_text(rule.response),
        RuleColumn.BASIS: lambda: rule.basis,
        RuleColumn.EXTRAS: lambda: words.extras_text(rule),
        RuleColumn.CHANGED: lambda: changed_text(row, zone),
        RuleColumn.AUTHOR: lambda: "" if row.version is None else row.version.actor,
        RuleColumn.WHY: lambda: "" if row.version is None else row.version.why,
        RuleColumn.ID: lambda: str(rule.id),
    }
    return makers[column]()


def changed_text(row: RuleRow, zone: str) -> str:
    """Return what became of a rule, and when."""
    text = fate_text(row.fate)
    if row.version is None:
        return text
    return f"{text} {time_text(row.version.at_us, zone, with_date=True)[:-3]}"


def state_text(rule: AlarmRule, state: AlarmState | None) -> str:
    """Return the state of a rule's alarm; empty where it is at rest or nobody is alerted."""
    if state is None or rule.is_event or state.visible is VisibleState.NORMAL:
        return ""
    return alarm_state_text(state.visible)


def sort_value(row: RuleRow, column: RuleColumn) -> float | None:
    """Return the number that a column is sorted by; None where it is its text."""
    rule = row.rule
    at_us = 0 if row.version is None else row.version.at_us
    numbers = {
        RuleColumn.PRIORITY: rule.priority + 10.0 * rule.is_event,
        RuleColumn.LIMIT: float("-inf") if rule.kind.has_codes else rule.threshold,
        RuleColumn.DEADBAND: rule.deadband,
        RuleColumn.DELAYS: rule.on_delay_s,
        RuleColumn.CONSEQUENCE: -1.0 if rule.consequence is None else float(rule.consequence),
        RuleColumn.RESPONSE: -1.0 if rule.response is None else float(rule.response),
        RuleColumn.CHANGED: -1.0 if row.fate is Fate.AS_IN_PROFILE else float(at_us),
    }
    return numbers.get(column)


def is_lost(row: RuleRow) -> bool:
    """Tell whether a rule is about a lost connection, which has a look of its own."""
    return row.rule.kind is RuleKind.LOST
