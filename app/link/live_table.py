"""The live table: the newest sample of each point, one row a point, in shared memory."""

from typing import Final

import numpy as np

from app.domain.samples import Int64Array, PointStates
from app.link.memory import HEADER_BYTES, SharedBlock, Words, is_whole, seal, words

FIELDS: Final = 6
"""Version, source time, received time, value, quality, seal."""

_TRIES: Final = 8
"""How often rows that are being written are read again; a write takes microseconds."""


def table_bytes(points: int) -> int:
    """Return the size of a block for so many points."""
    return HEADER_BYTES + points * FIELDS * 8


class LiveTableWriter:
    """The writing end; one thread."""

    def __init__(self, block: SharedBlock) -> None:
        self._rows = block.rows(FIELDS)

    def write(self, slots: Int64Array, states: PointStates) -> None:
        """Put the states of some points into their rows.

        Args:
            slots: Row of each state, int64[k], each at most once.
            states: The states, k of them.
        """
        rows: Words = np.empty((FIELDS, len(slots)), np.uint64)
        rows[0] = self._rows[0, slots] + np.uint64(1)
        rows[1] = words(states.time)
        rows[2] = words(states.received)
        rows[3] = words(states.value)
        rows[4] = states.quality
        rows[5] = seal(rows[:5])
        self._rows[:, slots] = rows

    def close(self) -> None:
        """Let go of the memory."""
        self._rows = np.empty((FIELDS, 0), np.uint64)


class LiveTableReader:
    """A reading end.

    Attributes:
        torn: Rows that were given up because they never became whole.
    """

    def __init__(self, block: SharedBlock, keys: Int64Array) -> None:
        self._rows = block.rows(FIELDS)[:, : len(keys)]
        self._keys = keys
        self.torn = 0

    def read(self) -> PointStates:
        """Return the newest sample of each point, in the order of the slots."""
        rows = self._rows.copy()
        torn = np.flatnonzero(~is_whole(rows))
        for _ in range(_TRIES):
            if not len(torn):
                break
            rows[:, torn] = self._rows[:, torn]
            torn = torn[~is_whole(rows[:, torn])]
        self.torn += len(torn)
        states = PointStates.unknown(self._keys)
        known = rows[0] > 0
        known[torn] = False
        states.time[known] = rows[1, known].view(np.int64)
        states.received[known] = rows[2, known].view(np.int64)
        states.value[known] = rows[3, known].view(np.float64)
        states.quality[known] = rows[4, known].astype(np.uint8)
        return states

    def close(self) -> None:
        """Let go of the memory."""
        self._rows = np.empty((FIELDS, len(self._keys)), np.uint64)
        self._rows[:] = 0
