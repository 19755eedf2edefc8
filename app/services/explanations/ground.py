"""What all explanations of a city need: its network, its groups, its rules by point."""

from dataclasses import dataclass
from typing import Self

from app.domain.alarms import AlarmId, AlarmRule
from app.domain.cities import City
from app.domain.points import Point, PointId
from app.domain.topologies import Topology
from app.services.explanations.cases import Cases
from app.services.explanations.groups import Groups
from app.services.explanations.neighbours import Neighbourhood
from app.services.lost_sources import all_rules


@dataclass(frozen=True, slots=True)
class Ground:
    """What is made once for a city.

    Attributes:
        city: The city.
        neighbourhood: Which points are near each other.
        groups: Alarms by their group.
        cases: What happened before.
        rules: All rules by alarm, those of connections included.
        points: All points by id.
        rules_of: The rules of a point, or of a source.
    """

    city: City
    neighbourhood: Neighbourhood
    groups: Groups
    cases: Cases
    rules: dict[AlarmId, AlarmRule]
    points: dict[PointId, Point]
    rules_of: dict[PointId, list[AlarmRule]]

    @classmethod
    def of(cls, city: City) -> Self:
        """Return the ground of a city."""
        topology = Topology.of(city)
        rules = all_rules(city)
        rules_of: dict[PointId, list[AlarmRule]] = {}
        for rule in rules.values():
            rules_of.setdefault(rule.point, []).append(rule)
        return cls(
            city,
            Neighbourhood(city, topology),
            Groups(city, topology),
            Cases(city),
            rules,
            {point.id: point for point in city.points},
            rules_of,
        )
