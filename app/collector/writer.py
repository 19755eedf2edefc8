"""The writing thread: the only one that touches historian and journal.

It joins what the sources submit into few commits, acknowledges only what is on disk, and holds
the sources back while too much waits. Everything that must happen in the order of the commits
(alarms, journal, live table) happens in this thread too, through a `Follower`.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from app.domain.alarms import MirroredCondition
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.services.ports import Clock, Historian, StorageError

MAX_WAITING_BYTES: Final = 64 * 1024 * 1024
"""Samples that may wait; about two million. Then `submit` blocks."""

MAX_FLUSH_SAMPLES: Final = 50_000
"""Samples of one commit."""

MAX_PAUSE_S: Final = 0.1
"""Longest wait for company before a commit."""

MIN_PAUSE_S: Final = 0.005
TICK_S: Final = 0.25
RETRY_S: Final = 1.0
MAINTAIN_EVERY_S: Final = 1.0
MAINTAIN_RETRY_S: Final = 30.0
MAINTAIN_SLICE_S: Final = 0.03
DROP_EVERY_S: Final = 3_600.0
"""How often samples past their retention are looked for."""
CLOSING: Final = "Die Erfassung wird gerade beendet."
BYTES_A_SAMPLE: Final = 33

T = TypeVar("T")
log = logging.getLogger(__name__)


class Follower(Protocol):
    """What happens to samples once they are stored. Called from the writing thread only."""

    def open(self, historian: Historian) -> None:
        """Begin; an exception stops the start."""
        ...

    def take(self, parts: Sequence[tuple[SourceId, SampleBatch]]) -> None:
        """Take samples in the order of their commit, each once."""
        ...

    def take_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        """Take what a server says of alarms it judges itself, in order."""
        ...

    def tick(self) -> None:
        """Let time pass; called about four times a second."""
        ...

    def storage(self, problem: str) -> None:
        """Learn that storing fails, and why; or, with an empty text, that it works again."""
        ...

    def close(self) -> None:
        """End."""
        ...


@dataclass(slots=True)
class _Part:
    """A submitted batch. `is_followed`: its follower has seen it although it is not stored."""

    source: SourceId
    batch: SampleBatch
    committed: Callable[[], None] | None
    is_followed: bool = False


class Writer:
    """Fulfils `ports.SampleSink`.

    Args:
        open_historian: Opens the historian; called in the writing thread.
        follower: What happens after a commit.
        clock: For pauses and retries.
        max_waiting_bytes: How much may wait before `submit` blocks.
    """

    def __init__(
        self,
        open_historian: Callable[[], Historian],
        follower: Follower,
        clock: Clock,
        max_waiting_bytes: int = MAX_WAITING_BYTES,
    ) -> None:
        self._open_historian = open_historian
        self._follower = follower
        self._clock = clock
        self._max_waiting_bytes = max_waiting_bytes
        self._changed = threading.Condition()
        self._parts: deque[_Part] = deque()
        self._history: deque[tuple[SampleBatch, Future[None]]] = deque()
        self._calls: deque[Callable[[], None]] = deque()
        self._waiting_bytes = 0
        self._waiting_samples = 0
        self._is_closing = False
        self._is_failing = False
        self._retry_at = 0.0
        self._last_flush = 0.0
        self._pause_s = MIN_PAUSE_S
        self._last_tick = 0.0
        self._last_maintain = 0.0
        self._is_more_due = False
        self._drop_at = 0.0
        self._started: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    # --- for everybody ------------------------------------------------------------------------

    def start(self) -> None:
        """Open historian and follower in the writing thread.

        Raises:
            StorageError: The files cannot be opened; whatever the follower raises.
        """
        self._thread.start()
        self._started.result()

    def close(self, timeout_s: float = 30.0) -> None:
        """Store what waits, then end; batches that cannot be stored are not acknowledged."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    def submit(
        self, source: SourceId, batch: SampleBatch, committed: Callable[[], None] | None = None
    ) -> None:
        """Hand over a batch (`SampleSink.submit`); after `close` it is dropped unacknowledged."""
        size = len(batch) * BYTES_A_SAMPLE
        with self._changed:
            is_own = threading.current_thread() is self._thread  # it would wait for itself
            while not is_own and not self._has_room(size) and not self._is_closing:
                self._changed.wait(1.0)
            if self._is_closing:
                return
            self._parts.append(_Part(source, batch, committed))
            self._waiting_bytes += size
            self._waiting_samples += len(batch)
            self._changed.notify_all()

    def submit_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        """Hand over what a server says of its own alarms (`SampleSink`); they are few."""
        said = tuple(conditions)

        def take() -> None:
            self._guarded(lambda: self._follower.take_conditions(source, said, is_whole=is_whole))

        self.call(take)

    def has_room(self) -> bool:
        """Tell whether `submit` would return without waiting."""
        with self._changed:
            return self._has_room(0)

    def append_history(self, batch: SampleBatch) -> None:
        """Store past samples when nothing else waits; they raise no alarms. Blocks until then.

        While storage fails it waits for better times like everything else.

        Raises:
            StorageError: The writer is closing; the samples were not stored.
        """
        future: Future[None] = Future()
        with self._changed:
            if not self._is_closing:
                self._history.append((batch, future))
                self._changed.notify_all()
            else:
                future.set_exception(StorageError(CLOSING))
        future.result()

    def call(self, work: Callable[[], T]) -> "Future[T]":
        """Do something in the writing thread, between two commits."""
        future: Future[T] = Future()

        def do() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
                    future.set_exception(error)

        with self._changed:
            if self._is_closing:
                future.cancel()
            else:
                self._calls.append(do)
                self._changed.notify_all()
        return future

    @property
    def waiting_samples(self) -> int:
        """Samples that wait for their commit."""
        return self._waiting_samples

    def _has_room(self, size: int) -> bool:
        return not self._parts or self._waiting_bytes + size <= self._max_waiting_bytes

    # --- the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            historian = self._open_historian()
        except Exception as error:  # noqa: BLE001 - it is raised again by `start`
            self._started.set_exception(error)
            return
        try:
            self._follower.open(historian)
        except Exception as error:  # noqa: BLE001 - it is raised again by `start`
            historian.close()
            self._started.set_exception(error)
            return
        self._started.set_result(None)
        try:
            while self._turn(historian):
                pass
            while self._parts and self._flush(historian):
                pass
        finally:
            self._end(historian)

    def _end(self, historian: Historian) -> None:
        with self._changed:
            self._is_closing = True
            calls, history = list(self._calls), list(self._history)
            self._calls.clear()
            self._history.clear()
        for call in calls:
            call()
        for _, future in history:
            future.set_exception(StorageError(CLOSING))
        self._guarded(self._follower.close)
        historian.close()

    def _turn(self, historian: Historian) -> bool:
        """Do the most urgent thing; False when it is time to end."""
        with self._changed:
            if self._wait_s() > 0:
                self._changed.wait(self._wait_s())
            if self._is_closing:
                return False
            calls = list(self._calls)
            self._calls.clear()
        for call in calls:
            call()
        now = self._clock.monotonic()
        if self._parts:
            if self._is_flush_due(now):
                self._flush(historian)
        elif self._history and (not self._is_failing or now >= self._retry_at):
            self._store_history(historian)
        if now - self._last_tick >= TICK_S:
            self._last_tick = now
            self._guarded(self._follower.tick)
        self._maintain(historian, now)
        return True

    def _wait_s(self) -> float:
        """Return how long there is nothing to do, 0 for not at all."""
        now = self._clock.monotonic()
        due = self._last_tick + TICK_S
        if self._is_closing or self._calls:
            return 0.0
        if self._is_failing:
            return (min(due, self._retry_at) if self._parts or self._history else due) - now
        if self._parts:
            is_full = self._waiting_samples >= MAX_FLUSH_SAMPLES or not self._has_room(1)
            due = now if is_full else min(due, self._last_flush + self._pause_s)
        elif self._history or self._is_more_due:
            return 0.0
        return due - now

    def _is_flush_due(self, now: float) -> bool:
        if self._is_failing:
            return now >= self._retry_at
        return (
            self._waiting_samples >= MAX_FLUSH_SAMPLES
            or now - self._last_flush >= self._pause_s
            or not self._has_room(1)
        )

    def _flush(self, historian: Historian) -> bool:
        """Commit what waits, acknowledge it, let the follower see it; False when it failed."""
        with self._changed:
            parts = self._next_parts()
        began = self._clock.monotonic()
        batch = SampleBatch.concatenate([part.batch for part in parts])
        try:
            historian.append(batch)
        except StorageError as error:
            self._fail(str(error))
            return False
        self._last_flush = self._clock.monotonic()
        # A third of the time for commits at most, so that the disk is never the only thing we do.
        pause_s = 2 * (self._last_flush - began)
        self._pause_s = min(max(pause_s, MIN_PAUSE_S), MAX_PAUSE_S)
        with self._changed:
            for _ in parts:
                self._parts.popleft()
            self._waiting_bytes -= len(batch) * BYTES_A_SAMPLE
            self._waiting_samples -= len(batch)
            self._changed.notify_all()
        self._recover()
        for part in parts:
            if part.committed is not None:
                self._guarded(part.committed)
        self._follow(parts)
        return True

    def _next_parts(self) -> list[_Part]:
        parts: list[_Part] = []
        samples = 0
        for part in self._parts:
            if parts and samples + len(part.batch) > MAX_FLUSH_SAMPLES:
                break
            parts.append(part)
            samples += len(part.batch)
        return parts

    def _follow(self, parts: Sequence[_Part]) -> None:
        fresh = [(part.source, part.batch) for part in parts if not part.is_followed]
        for part in parts:
            part.is_followed = True
        if fresh:
            self._guarded(lambda: self._follower.take(fresh))

    def _fail(self, reason: str) -> None:
        """Keep everything, acknowledge nothing; the operator still sees the city live."""
        if not self._is_failing:
            log.error("Samples cannot be stored: %s", reason)
        self._is_failing = True
        self._retry_at = self._clock.monotonic() + RETRY_S
        self._guarded(lambda: self._follower.storage(reason))
        with self._changed:
            waiting = list(self._parts)
        self._follow(waiting)

    def _recover(self) -> None:
        if self._is_failing:
            self._is_failing = False
            log.info("Samples can be stored again.")
            self._guarded(lambda: self._follower.storage(""))

    def _store_history(self, historian: Historian) -> None:
        batch, future = self._history[0]
        try:
            historian.append(batch)
        except StorageError as error:
            self._fail(str(error))
            return
        with self._changed:
            self._history.popleft()
        self._recover()
        future.set_result(None)
        self._is_more_due = True

    def _maintain(self, historian: Historian, now: float) -> None:
        is_due = self._is_more_due or now - self._last_maintain >= MAINTAIN_EVERY_S
        if not is_due or self._is_failing:
            return
        self._last_maintain = now
        try:
            self._is_more_due = historian.maintain(MAINTAIN_SLICE_S)
            if not self._is_more_due and now >= self._drop_at:
                self._drop_at = now + DROP_EVERY_S
                if months := historian.drop_raw():
                    log.info("Samples past their retention were removed: %s", ", ".join(months))
        except StorageError as error:
            self._is_more_due = False
            self._last_maintain = now + MAINTAIN_RETRY_S
            self._fail(str(error))

    def _guarded(self, work: Callable[[], object]) -> None:
        """Do something that must not end the thread; a bug in it is logged, samples go on."""
        try:
            work()
        except Exception:
            log.exception("A follower of the writing thread failed; storing goes on.")
