"""What is new for the renderer, and the versions of the sources that it keeps."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.samples import Int64Array, UInt8Array
from app.services.maps.sources import ImageSource, MapSource, StateRows

PACE_US: Final = 500_000
"""Features that come and go are made anew at most twice a second while time runs."""

_CLUSTERS: Final = {"points": (42, 15), "alarms": (26, 16)}
"""Radius in px and closest zoom of the clusters of a source; others have none."""


@dataclass(frozen=True, slots=True)
class MapChanges:
    """What a renderer has to take.

    Attributes:
        sources: Sources that are new, or in a new version.
        states: New states of features.
    """

    sources: tuple[MapSource | ImageSource, ...] = ()
    states: tuple[StateRows, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sources or self.states)


class Versions:
    """The sources as they were handed out last; a version grows only with the features."""

    def __init__(self) -> None:
        self._sources: dict[str, MapSource] = {}

    def put(self, source_id: str, data: bytes) -> MapSource:
        """Return a source with these features, in a new version where they are new."""
        old = self._sources.get(source_id)
        if old is not None and old.data == data:
            return old
        radius, zoom = _CLUSTERS.get(source_id, (0, 15))
        version = 1 if old is None else old.version + 1
        source = MapSource(source_id, version, data, radius, zoom)
        self._sources[source_id] = source
        return source

    def version(self, source_id: str) -> int:
        """Return the version of a source; 0 before it is made."""
        source = self._sources.get(source_id)
        return 0 if source is None else source.version


class Pace:
    """Says when features may be made anew: at once for the past, else at most at `PACE_US`."""

    def __init__(self) -> None:
        self._last_us: int | None = None

    def is_due(self, at_us: int, *, is_live: bool) -> bool:
        """Tell whether it is time, at a moment (µs UTC), and note that it was used."""
        last = self._last_us
        if is_live and last is not None and 0 <= at_us - last < PACE_US:
            return False
        self._last_us = at_us if is_live else None
        return True


class SentStates:
    """The states of the features of a source as they were sent last.

    Args:
        source: The source.
        keys: Names of the states.
        ids: Features that are drawn, ascending, int64[k].
    """

    def __init__(self, source: str, keys: tuple[str, ...], ids: Int64Array) -> None:
        self._source = source
        self._keys = keys
        self._ids = ids
        self._sent: UInt8Array | None = None

    def take(self, columns: UInt8Array, *, is_whole: bool = False) -> StateRows | None:
        """Return the rows that changed; None when none did.

        Args:
            columns: The states of all features of the city, uint8[n, keys].
            is_whole: True to return all of them.
        """
        drawn = columns[self._ids]
        if self._sent is None or is_whole:
            rows = np.arange(len(self._ids))
        else:
            rows = np.flatnonzero((drawn != self._sent).any(axis=1))
        self._sent = drawn
        if not len(rows):
            return None
        return StateRows(self._source, self._keys, self._ids[rows].tolist(), drawn[rows].tolist())
