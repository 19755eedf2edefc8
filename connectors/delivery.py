"""From the event loop to the store: batches wait here, bounded, while the store is busy."""

import asyncio
from collections import deque
from functools import partial
from typing import Final

from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.services.ports import SampleSink
from connectors.tally import Tally

ROWS_WAITING: Final = 200_000
"""Samples that may wait (about 8 MB); beyond it the source is not read any further."""


class Delivery:
    """Hands batches to the sink in order, from a thread, so that the loop is never blocked.

    When more than `ROWS_WAITING` samples wait, `offer` says no; the publish loop then waits, the
    server queues, and what overflows there comes back with the overflow bit and is counted.
    """

    def __init__(self, source: SourceId, sink: SampleSink, tally: Tally) -> None:
        """Keep the way to the store; `run` does the work."""
        self._source = source
        self._sink = sink
        self._tally = tally
        self._batches: deque[SampleBatch] = deque()
        self._rows = 0
        self._is_closing = False
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()

    @property
    def rows(self) -> int:
        """Samples that wait."""
        return self._rows

    def offer(self, batch: SampleBatch) -> bool:
        """Take a batch if there is room; an empty one is taken and forgotten."""
        if self._rows and self._rows + len(batch) > ROWS_WAITING:
            return False
        if len(batch):
            self._rows += len(batch)
            self._batches.append(batch)
            self._filled.set()
        return True

    async def put(self, batch: SampleBatch) -> None:
        """Take a batch, waiting for room if there is none."""
        while not self.offer(batch):
            self._emptied.clear()
            await self._emptied.wait()

    async def run(self) -> None:
        """Hand over until `finish` was called and nothing is left."""
        while self._batches or not self._is_closing:
            if not self._batches:
                self._filled.clear()
                await self._filled.wait()
                continue
            waiting = list(self._batches)
            self._batches.clear()
            await self._submit(SampleBatch.concatenate(waiting))
            self._rows -= sum(map(len, waiting))
            self._emptied.set()

    def finish(self) -> None:
        """Let `run` end once everything is handed over."""
        self._is_closing = True
        self._filled.set()

    async def _submit(self, batch: SampleBatch) -> None:
        committed = partial(self._tally.count_commit, int(batch.received_time[0]))
        try:
            await asyncio.to_thread(self._sink.submit, self._source, batch, committed)
        except Exception as error:  # noqa: BLE001 -- whatever the store says, the connection goes on
            self._tally.add(overruns=len(batch))
            self._tally.detail("Speicherung", f"{type(error).__name__}: {error}"[:200])
