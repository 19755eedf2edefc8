"""The ring of recent samples: one writer, any number of readers, nobody waits for anybody.

A slow reader is overrun, never the writer held up. It is told how many samples it missed and
takes the present state from the live table instead.
"""

from typing import Final

import numpy as np

from app.domain.samples import SampleBatch
from app.link.memory import HEADER_BYTES, SharedBlock, Words, is_whole, seal, words

FIELDS: Final = 7
"""Sequence, key, source time, received time, value, quality, seal."""

DEFAULT_ROWS: Final = 131_072
"""Six seconds at 20,000 samples a second; 7 MB."""

_PATIENCE: Final = 3
"""How often a row that is not whole is looked at again before it is given up."""


def ring_bytes(rows: int) -> int:
    """Return the size of a block for so many rows."""
    return HEADER_BYTES + rows * FIELDS * 8


class RingWriter:
    """The writing end; one thread."""

    def __init__(self, block: SharedBlock) -> None:
        self._header = block.header()
        self._rows = block.rows(FIELDS)
        self._written = 0

    def write(self, batch: SampleBatch) -> None:
        """Put samples into the ring, oldest first; only the newest fit when there are too many."""
        capacity = self._rows.shape[1]
        skipped = max(0, len(batch) - capacity)
        if skipped:
            batch = batch.select(np.arange(skipped, len(batch)))
        first = self._written + skipped + 1
        n = len(batch)
        rows: Words = np.empty((FIELDS, n), np.uint64)
        rows[0] = np.arange(first, first + n, dtype=np.uint64)
        rows[1] = words(batch.key)
        rows[2] = words(batch.source_time)
        rows[3] = words(batch.received_time)
        rows[4] = words(batch.value)
        rows[5] = batch.quality
        rows[6] = seal(rows[:6])
        at = (first - 1) % capacity
        head = min(n, capacity - at)
        self._rows[:, at : at + head] = rows[:, :head]
        self._rows[:, : n - head] = rows[:, head:]
        self._written = first + n - 1
        self._header[0] = self._written

    def close(self) -> None:
        """Let go of the memory."""
        self._header = np.empty(0, np.uint64)
        self._rows = np.empty((FIELDS, 0), np.uint64)


class RingReader:
    """A reading end with a place of its own in the ring; one thread.

    Attributes:
        missed: Samples that were overwritten before they were read, since this reader began.
        torn: Samples among them that never became whole.
    """

    def __init__(self, block: SharedBlock) -> None:
        self._header = block.header()
        self._rows = block.rows(FIELDS)
        self._read = int(self._header[0])
        self._waits = 0
        self.missed = 0
        self.torn = 0

    def drain(self) -> SampleBatch | None:
        """Return the samples that came since the last call, in order; None when there are none."""
        written = int(self._header[0])
        capacity = self._rows.shape[1]
        overrun = written - self._read - capacity
        if overrun > 0:
            self.missed += overrun
            self._read += overrun
        n = written - self._read
        if n <= 0:
            return None
        rows = self._copy(n, capacity)
        expected = np.arange(self._read + 1, self._read + n + 1, dtype=np.uint64)
        good = is_whole(rows) & (rows[0] == expected)
        end = self._readable(good, rows[0] > expected)
        self.missed += int(end - good[:end].sum())
        self._read += end
        taken = rows[:, :end][:, good[:end]]
        return _to_batch(taken) if taken.shape[1] else None

    def _copy(self, n: int, capacity: int) -> Words:
        at = self._read % capacity
        head = min(n, capacity - at)
        return np.concatenate(
            (self._rows[:, at : at + head], self._rows[:, : n - head]), axis=1, dtype=np.uint64
        )

    def _readable(self, good: np.ndarray, is_newer: np.ndarray) -> int:
        """Return how many rows to take: up to the first that is not whole yet, for a while.

        A row with a newer sequence was overwritten while we read; it is missed. Any other row
        that is not whole is either half overwritten (the old end of the ring) or half visible
        (the young end): the next look will tell.
        """
        waiting = np.flatnonzero(~good & ~is_newer)
        if not len(waiting):
            self._waits = 0
            return len(good)
        self._waits += 1
        if self._waits <= _PATIENCE:
            return int(waiting[0])
        self._waits = 0
        self.torn += len(waiting)
        return len(good)

    def close(self) -> None:
        """Let go of the memory."""
        self._header = np.zeros(1, np.uint64)
        self._rows = np.empty((FIELDS, 1), np.uint64)
        self._read = 0


def _to_batch(rows: Words) -> SampleBatch:
    return SampleBatch(
        rows[1].view(np.int64),
        rows[2].view(np.int64),
        rows[3].view(np.int64),
        rows[4].view(np.float64),
        rows[5].astype(np.uint8),
    )
