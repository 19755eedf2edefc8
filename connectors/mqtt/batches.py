"""Messages → samples: the hot path. Whatever is wrong with a message is counted, never raised."""

from collections.abc import Sequence
from math import isfinite, nan
from typing import Final

from app.domain.samples import Quality, SampleBatch
from connectors.mqtt.frames import Publish
from connectors.mqtt.measurements import Measurement, PayloadError
from connectors.mqtt.plans import Plan, PlanTable, Target
from connectors.tally import Tally

FUTURE_US: Final = 86_400_000_000
"""A source time more than a day ahead of ours is rejected: its clock is wrong."""

EARLIEST_US: Final = 946_684_800_000_000
"""2000-01-01 UTC; clocks that were never set report earlier times."""

RAW_PER_BATCH: Final = 8
"""Newest messages of a batch that are kept for the engineer's eye."""

LAST_PAYLOAD_BYTES: Final = 2_048
"""Payloads up to this size are kept for browsing."""

GARBLED_FROM: Final = 20
"""After so many messages in a row that gave nothing but a fault, the source is degraded."""

_RETAIN: Final = 0x01
_DUP: Final = 0x08


class Assembler:
    """Turns drained messages into one batch. Used by the network thread alone."""

    def __init__(self, table: PlanTable, tally: Tally) -> None:
        """Begin.

        Args:
            table: The plans; may be replaced at any moment through `table`.
            tally: Where everything is counted.
        """
        self.table = table
        self.redelivered = 0
        self._faults_in_row = 0
        self._tally = tally
        self._keys: list[int] = []
        self._times: list[int] = []
        self._values: list[float] = []
        self._qualities: list[int] = []
        self._unmapped = 0
        self._rejected = 0
        self._problem = ""

    @property
    def is_garbled(self) -> bool:
        """True while nothing that comes can be understood."""
        return self._faults_in_row >= GARBLED_FROM

    def assemble(self, messages: Sequence[Publish], received_us: int) -> SampleBatch | None:
        """Return the samples of some messages, None when there are none.

        Args:
            messages: What was drained.
            received_us: When, µs UTC.
        """
        self._clear()
        find = self.table.find
        keep_from = len(messages) - RAW_PER_BATCH
        for number, (topic, payload, first, _, size) in enumerate(messages):
            before = len(self._keys)
            self._problem = ""
            plan = find(topic)
            if plan is None:
                self._problem = "Das Thema ist kein gültiges UTF-8."
            elif size != len(payload):
                self._problem = f"Die Nachricht ist mit {size} Bytes zu groß (höchstens 1 MiB)."
            else:
                self._decode(plan, payload, received_us)
            is_fault = self._problem and len(self._keys) == before
            self._faults_in_row = self._faults_in_row + 1 if is_fault else 0
            if first & (_RETAIN | _DUP):
                self._mark(first, before, received_us)
            if self._problem or number >= keep_from:
                name = topic.decode(errors="replace")
                self._keep(name, payload, size, received_us, len(self._keys) - before)
        self._tally.add(messages=len(messages), unmapped=self._unmapped, rejected=self._rejected)
        if not self._keys:
            return None
        batch = SampleBatch.from_columns(
            self._keys, self._times, received_us, self._values, self._qualities
        )
        self._tally.count_samples(batch)
        return batch

    def _clear(self) -> None:
        self._keys, self._times, self._values, self._qualities = [], [], [], []
        self._unmapped = self._rejected = 0

    def _decode(self, plan: Plan, payload: bytes, received_us: int) -> None:
        """Decode a message and take its measurements."""
        try:
            measurements = plan.decode(plan.topic, payload, received_us)
        except PayloadError as error:
            self._problem = error.reason
            return
        except Exception as error:  # noqa: BLE001 -- a decoder's fault must not stop the source
            self._problem = (
                f"Der Decoder {plan.decoder} ist an der Nachricht gescheitert: {error!r}"
            )
            return
        if len(payload) <= LAST_PAYLOAD_BYTES:
            plan.last_payload = payload
        if not plan.decoder:
            self._unmapped += 1
        targets = plan.targets
        latest_us = received_us + FUTURE_US
        for measured in measurements:
            if measured.topic:
                found = self.table.targets_of(measured.topic).get(measured.item)
            else:
                found = targets.get(measured.item)
            if found is None:
                self._unmapped += 1
            elif EARLIEST_US <= measured.time_us <= latest_us:
                for target in found:
                    self._take(target, measured)
            else:
                when = "in der Zukunft" if measured.time_us > latest_us else "vor dem Jahr 2000"
                self._note(f"{measured.item}: Der Zeitstempel liegt {when}.")

    def _take(self, target: Target, measured: Measurement) -> None:
        """Add one sample."""
        key, scale, offset, resolution_us, codes = target
        value = measured.value
        quality = measured.quality
        if type(value) is not float:
            value, quality = self._from_word(str(value), codes, measured)
        if codes is None and (scale != 1.0 or offset != 0.0):
            value = value * scale + offset
        if quality < Quality.BAD and not isfinite(value):
            value, quality = nan, int(Quality.BAD)
        time_us = measured.time_us
        if resolution_us > 1:
            time_us = (time_us + (resolution_us >> 1)) // resolution_us * resolution_us
        self._keys.append(key)
        self._times.append(time_us)
        self._values.append(value)
        self._qualities.append(quality)

    def _from_word(
        self, word: str, codes: dict[str, float] | None, measured: Measurement
    ) -> tuple[float, int]:
        """Return code and quality of a word; numbers written as text count as numbers."""
        if codes is not None and word in codes:
            return codes[word], measured.quality
        try:
            value = float(word)
        except ValueError:
            value = nan
        if isfinite(value):
            return value, measured.quality
        what = "ist keine Zahl" if codes is None else "ist kein bekannter Zustand"
        self._note(f"{measured.item}: „{word[:80]}“ {what}.")
        return nan, int(Quality.BAD)

    def _note(self, problem: str) -> None:
        """Count a part that was rejected; the first of a message is also shown."""
        if self._problem:
            self._rejected += 1
        else:
            self._problem = problem

    def _mark(self, first: int, before: int, received_us: int) -> None:
        """Count a redelivery, and doubt a retained value that tells no time of its own."""
        if first & _DUP:
            self.redelivered += 1
        if first & _RETAIN:
            # The broker kept it since nobody knows when; without its own time it looks live.
            for row in range(before, len(self._keys)):
                is_timeless = abs(self._times[row] - received_us) < 1_000_000  # noqa: PLR2004 -- rounded to at most a second
                if is_timeless and self._qualities[row] == Quality.GOOD:
                    self._qualities[row] = int(Quality.UNCERTAIN)

    def _keep(self, name: str, payload: bytes, size: int, received_us: int, made: int) -> None:
        """Keep a message for the health page."""
        problem = self._problem
        if problem:
            self._tally.reject(
                name, payload, problem, received_us=received_us, samples=made, size=size
            )
        else:
            self._tally.message(name, payload, received_us=received_us, samples=made)
