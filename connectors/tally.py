"""What every connector counts, and how that becomes the snapshot of the health page."""

from collections import deque
from collections.abc import Iterable
from statistics import median
from threading import Lock
from typing import Final

import numpy as np

from app.domain.points import SourceId
from app.domain.samples import NO_TIME, SampleBatch
from app.domain.sources import RawMessage, SourceHealth, SourceState, TrustQuestion
from app.services.ports import Clock

RATE_WINDOW_S: Final = 10
"""Rates are the mean of this many whole seconds."""

REJECTS_KEPT: Final = 50
"""Newest rejected messages that the health page lists."""

MESSAGES_KEPT: Final = 200
"""Newest raw messages that an engineer can look at."""

HEAD_BYTES: Final = 2_000
"""First bytes that are kept of a message."""

REASON_CHARACTERS: Final = 500
"""Longest text kept as the outcome of a message; hostile input may be quoted in it."""

LAGS_KEPT: Final = 512
"""Newest lags over which the medians are taken."""

LAGS_PER_BATCH: Final = 32
"""Lags taken from one batch, so that one large batch does not push out all others."""


class Tally:
    """Counters, state and newest messages of one source. Thread-safe; every call is short.

    Hot paths count a whole batch in one call (`add`, `count_samples`) rather than each message.
    """

    def __init__(self, source: SourceId, clock: Clock) -> None:
        """Start at zero in state STOPPED.

        Args:
            source: The source that is counted.
            clock: Where the time comes from.
        """
        self._source = source
        self._clock = clock
        self._lock = Lock()
        self._state = SourceState.STOPPED
        self._reason = ""
        self._since_us = clock.now_us()
        self._connected_us = NO_TIME
        self._retries = 0
        self._next_try_us = NO_TIME
        self._last_message_us = NO_TIME
        self._counts = dict.fromkeys(_COUNTS, 0)
        self._endpoint = ""
        self._security = ""
        self._certificate_until_us = NO_TIME
        self._question: TrustQuestion | None = None
        self._details: dict[str, str] = {}
        self._seconds: deque[list[int]] = deque(maxlen=RATE_WINDOW_S + 1)
        self._lags: deque[float] = deque(maxlen=LAGS_KEPT)
        self._commit_lags: deque[float] = deque(maxlen=LAGS_KEPT)
        self._rejects: deque[RawMessage] = deque(maxlen=REJECTS_KEPT)
        self._messages: deque[RawMessage] = deque(maxlen=MESSAGES_KEPT)
        self._newest: dict[int, int] = {}

    # --- state ------------------------------------------------------------------------------

    @property
    def state(self) -> SourceState:
        """The present state of the connection."""
        return self._state

    def enter(self, state: SourceState, reason: str = "", next_try_us: int = NO_TIME) -> None:
        """Take a state; `since` moves only when it differs from the one before.

        Entering ONLINE or DEGRADED from a state that does not deliver marks the beginning of the
        connection and sets the retries to zero; leaving them ends it.

        Args:
            state: The new state.
            reason: Why, one sentence for a person; empty when all is well.
            next_try_us: When the next try is due, µs UTC.
        """
        with self._lock:
            now_us = self._clock.now_us()
            if state.is_delivering and self._connected_us == NO_TIME:
                self._connected_us = now_us
                self._retries = 0
            elif not state.is_delivering:
                self._connected_us = NO_TIME
            if state is not self._state:
                self._since_us = now_us
            self._state = state
            self._reason = reason
            self._next_try_us = next_try_us

    def count_retry(self) -> None:
        """Count a try that did not succeed."""
        with self._lock:
            self._retries += 1

    def describe(
        self,
        *,
        endpoint: str | None = None,
        security: str | None = None,
        certificate_until_us: int | None = None,
    ) -> None:
        """Say where and how we are connected; what is not given stays as it is.

        Args:
            endpoint: Address without secrets.
            security: Security in words, such as `TLS 1.3`.
            certificate_until_us: End of validity of the server's certificate, µs UTC.
        """
        with self._lock:
            if endpoint is not None:
                self._endpoint = endpoint
            if security is not None:
                self._security = security
            if certificate_until_us is not None:
                self._certificate_until_us = certificate_until_us

    def ask(self, question: TrustQuestion | None) -> None:
        """Set or withdraw the question about a certificate."""
        with self._lock:
            self._question = question

    def detail(self, name: str, value: str) -> None:
        """Set one of the protocol's own figures; an empty value removes it."""
        with self._lock:
            if value:
                self._details[name] = value
            else:
                self._details.pop(name, None)

    # --- counts -----------------------------------------------------------------------------

    def add(
        self,
        *,
        messages: int = 0,
        unmapped: int = 0,
        rejected: int = 0,
        duplicates: int = 0,
        overruns: int = 0,
        gaps_filled: int = 0,
    ) -> None:
        """Add to the counters; `rejected` only for parts that `reject` does not count already."""
        with self._lock:
            counts = self._counts
            if messages:
                counts["messages"] += messages
                self._last_message_us = self._clock.now_us()
                self._second()[1] += messages
            counts["unmapped"] += unmapped
            counts["rejected"] += rejected
            counts["duplicates"] += duplicates
            counts["overruns"] += overruns
            counts["gaps_filled"] += gaps_filled

    def count_samples(self, batch: SampleBatch) -> None:
        """Count a live batch: its samples, its lag, and which came late or twice.

        A sample of the same time as the newest of its point counts as a duplicate, an older one
        as late. History fetched after a break goes through `add(gaps_filled=...)` instead.
        """
        if not len(batch):
            return
        lags = (batch.received_time - batch.source_time)[:: max(1, len(batch) // LAGS_PER_BATCH)]
        with self._lock:
            late, duplicates = self._compare_times(batch)
            self._counts["samples"] += len(batch)
            self._counts["late"] += late
            self._counts["duplicates"] += duplicates
            self._second()[2] += len(batch)
            self._lags.extend((lags / 1e6).tolist())

    def count_commit(self, received_us: int) -> None:
        """Note that what was received at this moment (µs UTC) is on disk now."""
        with self._lock:
            self._commit_lags.append((self._clock.now_us() - received_us) / 1e6)

    def forget_times(self, keys: Iterable[int]) -> None:
        """Forget the newest times of points that are no longer served."""
        with self._lock:
            for key in keys:
                self._newest.pop(key, None)

    def _compare_times(self, batch: SampleBatch) -> tuple[int, int]:
        """Return how many samples are late and how many repeat the newest of their point."""
        newest = self._newest
        late = duplicates = 0
        for key, time in zip(batch.key.tolist(), batch.source_time.tolist(), strict=True):
            last = newest.get(key, NO_TIME)
            if time > last:
                newest[key] = time
            elif time == last:
                duplicates += 1
            else:
                late += 1
        return late, duplicates

    # --- messages ---------------------------------------------------------------------------

    def message(
        self, origin: str, payload: bytes, *, received_us: int | None = None, samples: int = 0
    ) -> None:
        """Keep a message that was understood for the eye of an engineer; does not count it."""
        kept = self._kept(origin, payload, received_us, samples=samples)
        with self._lock:
            self._messages.append(kept)

    def reject(
        self,
        origin: str,
        payload: bytes,
        reason: str,
        *,
        received_us: int | None = None,
        samples: int = 0,
        size: int | None = None,
    ) -> None:
        """Count a message or a part of it that was not understood, and keep its first bytes.

        Args:
            origin: Topic or node.
            payload: The message, or its beginning.
            reason: Why it was rejected, for a person.
            received_us: When it came, µs UTC; now when not given.
            samples: Samples that the rest of it gave.
            size: Its whole size in bytes, where `payload` is only the beginning.
        """
        kept = self._kept(
            origin, payload, received_us, outcome=reason or "unknown", samples=samples, size=size
        )
        with self._lock:
            self._counts["rejected"] += 1
            self._rejects.append(kept)
            self._messages.append(kept)

    def _kept(
        self,
        origin: str,
        payload: bytes,
        received_us: int | None,
        *,
        outcome: str = "",
        samples: int = 0,
        size: int | None = None,
    ) -> RawMessage:
        return RawMessage(
            time_us=self._clock.now_us() if received_us is None else received_us,
            origin=origin,
            size=len(payload) if size is None else size,
            head=bytes(payload[:HEAD_BYTES]),
            outcome=outcome[:REASON_CHARACTERS],
            samples=samples,
        )

    def raw_messages(self) -> list[RawMessage]:
        """Return the newest messages, newest first."""
        with self._lock:
            return list(reversed(self._messages))

    # --- snapshot ---------------------------------------------------------------------------

    def _second(self) -> list[int]:
        """Return the counter [second, messages, samples] of the present second."""
        second = int(self._clock.monotonic())
        if not self._seconds or self._seconds[-1][0] != second:
            self._seconds.append([second, 0, 0])
        return self._seconds[-1]

    def _rate(self, column: int) -> float:
        """Return the mean per second over the last whole seconds."""
        now = int(self._clock.monotonic())
        counted = [row[column] for row in self._seconds if now - RATE_WINDOW_S <= row[0] < now]
        return sum(counted) / RATE_WINDOW_S

    def health(self) -> SourceHealth:
        """Return a snapshot for the health page."""
        with self._lock:
            return SourceHealth(
                source=self._source,
                state=self._state,
                reason=self._reason,
                since_us=self._since_us,
                connected_us=self._connected_us,
                retries=self._retries,
                next_try_us=self._next_try_us,
                **self._counts,
                message_rate=self._rate(1),
                sample_rate=self._rate(2),
                last_message_us=self._last_message_us,
                lag_s=_median(self._lags),
                commit_lag_s=_median(self._commit_lags),
                certificate_until_us=self._certificate_until_us,
                endpoint=self._endpoint,
                security=self._security,
                question=self._question,
                rejects=tuple(reversed(self._rejects)),
                details=dict(self._details),
            )


_COUNTS: Final = (
    "messages",
    "samples",
    "rejected",
    "unmapped",
    "duplicates",
    "late",
    "overruns",
    "gaps_filled",
)


def _median(values: deque[float]) -> float:
    """Return the median, NaN of nothing."""
    return float(median(values)) if values else float(np.nan)
