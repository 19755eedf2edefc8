"""Answers → samples. Whatever is wrong with an answer is counted and told, never raised."""

from dataclasses import dataclass, field
from math import isfinite, nan
from typing import Final

from app.domain.samples import Quality, SampleBatch
from connectors.polling.addresses import Special
from connectors.polling.counters import Register, restarted
from connectors.polling.plans import DevicePlan, Slot

LONGEST_PAUSE: Final = 5.0
"""After so many intervals without an answer a rate begins anew."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A value as a device told it.

    Attributes:
        value: A number or a text.
        bits: 32 or 64 for registers that run over, 0 for everything else.
    """

    value: float | int | str
    bits: int = 0


@dataclass(slots=True)
class Answer:
    """What came of asking a device.

    Attributes:
        values: What it told, by the text of the measure.
        problems: Why a measure has no value, by its text.
        silence: Why the device gave no answer at all; empty when it did.
        is_refused: True when it answered, but refuses us; a person is needed.
        uptime: Its sysUpTime in 1/100 s; None when it was not told.
        messages: Messages it sent.
    """

    values: dict[str, Raw] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    silence: str = ""
    is_refused: bool = False
    uptime: int | None = None
    messages: int = 0


def silent_values(plan: DevicePlan) -> dict[str, Raw]:
    """Return what silence itself tells of a device: it is down, and all echoes were lost."""
    known = {Special.UP: 0, Special.PING_UP: 0, Special.PING_LOSS: 100}
    return {
        text: Raw(known[measure.special])
        for text, measure in plan.measures.items()
        if measure.special in known
    }


class Assembler:
    """Turns the answers of one device into samples, and follows its registers."""

    def __init__(self) -> None:
        self._registers: dict[str, Register] = {}
        self._uptime: int | None = None
        self._answered_s = -1e18

    def assemble(
        self, plan: DevicePlan, answer: Answer, received_us: int, time_s: float
    ) -> SampleBatch:
        """Return one sample for each point of the device.

        A point whose measure has no value gets a BAD one. Only a rate that has but one reading so
        far gives none.

        Args:
            plan: What was asked.
            answer: What came of it; problems with values are added to it.
            received_us: When, µs UTC.
            time_s: The same, on a clock that runs evenly.
        """
        passed_s = time_s - self._answered_s
        has_restarted = restarted(self._uptime, answer.uptime, passed_s)
        if not answer.silence:
            if passed_s > plan.interval_s * LONGEST_PAUSE:
                self._registers.clear()
            self._uptime, self._answered_s = answer.uptime, time_s
        columns: list[tuple[int, int, float, int]] = []
        for text, slots in plan.slots.items():
            raw = answer.values.get(text)
            is_rate = plan.measures[text].is_rate
            rate = total = nan
            if raw is not None and raw.bits and (is_rate or any(s.is_counter for s in slots)):
                register = self._registers.setdefault(text, Register())
                value = int(raw.value)
                total, rate = register.take(value, raw.bits, time_s, has_restarted=has_restarted)
            elif raw is not None and is_rate:
                answer.problems[text] = "Die Größe ist kein Zähler und hat keine Rate."
                raw = None
            for slot in slots:
                time_us = _rounded(received_us, slot.resolution_us)
                if raw is None:
                    columns.append((slot.key, time_us, nan, int(Quality.BAD)))
                elif not is_rate:
                    counted = Raw(total) if slot.is_counter and raw.bits else raw
                    columns.append((slot.key, time_us, *_value(slot, counted, text, answer)))
                elif isfinite(rate):
                    columns.append((slot.key, time_us, *_value(slot, Raw(rate), text, answer)))
        keys, times, values, qualities = zip(*columns, strict=True) if columns else ((),) * 4
        return SampleBatch.from_columns(keys, times, received_us, values, qualities)


def _rounded(time_us: int, step: int) -> int:
    """Round down: the time of receipt is ours, and no sample may come from the future."""
    return time_us // step * step


def _value(slot: Slot, raw: Raw, text: str, answer: Answer) -> tuple[float, int]:
    """Return value and quality of a point; a word that is no number and no state is BAD."""
    value = raw.value
    if isinstance(value, str):
        word = value.strip()
        if slot.codes is not None and word in slot.codes:
            return slot.codes[word], int(Quality.GOOD)
        try:
            value = float(word)
        except ValueError:
            answer.problems[text] = f"„{word[:80]}“ ist keine Zahl und kein bekannter Zustand."
            return nan, int(Quality.BAD)
    number = float(value)
    if slot.codes is None:
        number = number * slot.scale + slot.offset
    if not isfinite(number):
        return nan, int(Quality.BAD)
    return number, int(Quality.GOOD)
