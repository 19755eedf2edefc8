"""What the books of alarms of one city have in common, so that each alarm is described but once.

The strip, the list, the sound and the bell each keep a book and are given the same states. In a
flood, four times the same words would be most of what the window does.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not, not_
from typing import Any, Final

from app.domain.alarms import AlarmId, AlarmState
from app.domain.cities import City
from app.domain.topologies import Topology

_KEPT: Final = 3
"""Cities of which the pool is kept: as it is, by other rules, and one more."""

Alarms = Mapping[AlarmId, AlarmState]


@dataclass(frozen=True, slots=True)
class Difference:
    """Which alarms of one moment are others than those of the moment before.

    Attributes:
        fresh: Those that are new or have another state.
        left: Those that are not there any more.
    """

    fresh: tuple[AlarmId, ...]
    left: tuple[AlarmId, ...]


@dataclass(slots=True)
class EntryPool:
    """Shared by the books of one city in one language; one thread.

    Attributes:
        city: The city.
        language: Two letters.
        made: The entry made last of each alarm; what an entry is, the books know.
    """

    city: City
    language: str
    made: dict[AlarmId, Any] = field(default_factory=dict)
    _network: Topology | None = None
    _told: tuple[Alarms, Alarms, Difference] | None = None

    @property
    def network(self) -> Topology:
        """What explains what in the city."""
        if self._network is None:
            self._network = Topology.of(self.city)
        return self._network

    def difference(self, before: Alarms, after: Alarms) -> Difference:
        """Return how two moments differ; found once, however many books ask."""
        told = self._told
        if told is not None and told[0] is before and told[1] is after:
            return told[2]
        # Thousands stay as they are: nothing of them may cost a line of Python.
        is_other = map(is_not, map(before.get, after), after.values())
        fresh = tuple(compress(after, is_other))
        added = sum(name not in before for name in fresh)
        is_any_left = len(before) + added > len(after)
        is_left = map(not_, map(after.__contains__, before)) if is_any_left else ()
        left = tuple(compress(before, is_left))
        found = Difference(fresh, left)
        self._told = (before, after, found)
        return found


_pools: "deque[EntryPool]" = deque(maxlen=_KEPT)


def pool_of(city: City, language: str) -> EntryPool:
    """Return what the books of a city have in common."""
    for pool in tuple(_pools):  # a thread that reads may come here, too
        if pool.city is city and pool.language == language:
            return pool
    made = EntryPool(city, language)
    _pools.append(made)
    return made
