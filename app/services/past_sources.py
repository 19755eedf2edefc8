"""What is known of the connections to the sources at a moment of the past."""

from collections.abc import Collection, Mapping

import numpy as np

from app.domain.alarms import AlarmId, AlarmState, RuleKind
from app.domain.cities import City
from app.domain.points import SourceId
from app.domain.samples import NO_TIME, BoolArray, PointStates
from app.domain.sources import SourceHealth, SourceState
from app.services.lost_sources import all_rules


class PastSources:
    """Tells from the journal which sources were lost, and from the values which delivered.

    Args:
        city: The profile; its points are the rows.
    """

    def __init__(self, city: City) -> None:
        self._alarm_of = {
            SourceId(rule.point): rule.id
            for rule in all_rules(city).values()
            if rule.kind is RuleKind.LOST
        }
        self._rows = {
            source.id: np.array([point.source == source.id for point in city.points], np.bool_)
            for source in city.sources
        }
        self._nowhere = np.zeros(len(city.points), np.bool_)

    def lost(self, alarms: Mapping[AlarmId, AlarmState]) -> list[SourceId]:
        """Return the sources whose LOST alarm stood."""
        return [
            source
            for source, alarm in self._alarm_of.items()
            if alarm in alarms and alarms[alarm].is_active and source in self._rows
        ]

    def rows_of(self, sources: Collection[SourceId]) -> BoolArray:
        """Return which rows belong to any of some sources."""
        rows = self._nowhere.copy()
        for source in sources:
            rows |= self._rows[source]
        return rows

    def health(
        self, states: PointStates, stale: BoolArray, alarms: Mapping[AlarmId, AlarmState]
    ) -> dict[SourceId, SourceHealth]:
        """Return the health of the sources of which anything is known.

        A source is lost when the journal says so, and was online when any of its values is fresh.
        Otherwise nobody knows: the recording may have been off.
        """
        found = {}
        for source in self.lost(alarms):
            found[source] = SourceHealth(
                source,
                SourceState.BACKING_OFF,
                "Die Verbindung war zu diesem Zeitpunkt unterbrochen.",
                since_us=alarms[self._alarm_of[source]].raised_us,
                last_message_us=self._newest(source, states),
            )
        for source, rows in self._rows.items():
            if source not in found and bool((rows & ~stale).any()):
                found[source] = SourceHealth(
                    source, SourceState.ONLINE, last_message_us=self._newest(source, states)
                )
        return found

    def _newest(self, source: SourceId, states: PointStates) -> int:
        return int(states.time[self._rows[source]].max(initial=NO_TIME))
