"""The rules of a city sorted by how they are judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmRule, AlarmState, RuleKind
from app.domain.cities import City
from app.domain.points import Point, PointId, SourceId
from app.services.lost_sources import all_rules, lost_alarm_id

MIRROR: Final = "mirror"
"""Value of a source's option `alarms`: its server judges, we take its states over."""

_GONE: Final = "Die Regel gilt nicht mehr."
_SAMPLED: Final = frozenset(RuleKind) - {
    RuleKind.LOST,
    RuleKind.INACTIVE,
    RuleKind.FORMULA,
    RuleKind.MIRRORED,
}


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What is judged, and how.

    Attributes:
        rules: All rules that are judged here.
        points: The points of the city by id.
        sampled: Rules that are judged with each sample of their point.
        silent: Rules of kind INACTIVE.
        formulas: Rules of kind FORMULA.
        lost: One rule for each connection.
        source_of: The source whose silence freezes an alarm; none for LOST and FORMULA.
        sources: All of those sources.
        explained: The LOST alarm that explains an INACTIVE one.
        mirrored: The sources whose servers judge themselves.
    """

    rules: dict[AlarmId, AlarmRule]
    points: dict[PointId, Point]
    sampled: list[AlarmRule]
    silent: list[AlarmRule]
    formulas: list[AlarmRule]
    lost: list[AlarmRule]
    source_of: dict[AlarmId, SourceId]
    sources: frozenset[SourceId]
    explained: dict[AlarmId, AlarmId]
    mirrored: frozenset[SourceId]

    @classmethod
    def of(cls, city: City) -> "Ruleset":
        """Sort the rules of a city; what its server judges is not judged twice."""
        points = {point.id: point for point in city.points}
        mirrored = frozenset(
            source.id for source in city.sources if source.options.get("alarms") == MIRROR
        )
        found = all_rules(city)
        # One alarm a connection, whatever the profile says; its own rule stands last.
        lost = {rule.point: rule for rule in found.values() if rule.kind is RuleKind.LOST}
        sampled = [
            rule
            for rule in found.values()
            if rule.kind in _SAMPLED
            and rule.point in points
            and points[rule.point].source not in mirrored
        ]
        silent = [
            rule
            for rule in found.values()
            if rule.kind is RuleKind.INACTIVE and rule.point in points
        ]
        formulas = [rule for rule in found.values() if rule.kind is RuleKind.FORMULA]
        judged = [*sampled, *silent, *formulas, *lost.values()]
        lost_of = {SourceId(rule.point): rule.id for rule in lost.values()}
        sources = {rule.id: points[rule.point].source for rule in [*sampled, *silent]}
        explained = {
            rule.id: lost_of.get(sources[rule.id], lost_alarm_id(sources[rule.id]))
            for rule in silent
        }
        return cls(
            rules={rule.id: rule for rule in judged},
            points=points,
            sampled=sampled,
            silent=silent,
            formulas=formulas,
            lost=list(lost.values()),
            source_of=sources,
            sources=frozenset(sources.values()),
            explained=explained,
            mirrored=mirrored,
        )

    def is_known(self, name: AlarmId, state: AlarmState) -> bool:
        """Tell whether an alarm still belongs to something, ours or a server's."""
        if state.mirror is not None:
            return state.mirror.source in self.mirrored
        return name in self.rules


def farewell(states: Mapping[AlarmId, AlarmState], now_us: int) -> list[AlarmEvent]:
    """Return the journal's last words on alarms whose rules are gone.

    Nobody acknowledges them any more, and nothing is said to have been acknowledged.
    """
    events = []
    for name, state in states.items():
        kinds = (
            (state.shelf is not None, AlarmEventKind.UNSHELVED),
            (bool(state.suppressed_by), AlarmEventKind.UNSUPPRESSED),
            (state.out_of_service is not None, AlarmEventKind.RESTORED),
            (state.is_active, AlarmEventKind.CLEARED),
            (state.is_latched, AlarmEventKind.RESET),
        )
        events += [
            AlarmEvent(name, kind, now_us, state.value, comment=_GONE)
            for holds, kind in kinds
            if holds
        ]
    return events
