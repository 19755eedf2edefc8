"""The arithmetic of registers that count up, run over, and begin anew when a device restarts.

Registers have 32 or 64 bits (RFC 2578, sections 7.1.6 and 7.1.10). One that is smaller than before
ran over, or its device restarted; the device's uptime tells which.
"""

from dataclasses import dataclass
from math import nan
from typing import Final

SHORTEST_S: Final = 0.5
"""Rates over less are not given: the time of an answer is not known well enough."""

EXACT: Final = 2**53
"""Beyond it a float no longer holds every whole number; a register is shown to 1 part in 10^15."""


def increase(before: int, after: int, bits: int, *, has_restarted: bool | None) -> int | None:
    """Return by how much a register grew, None when it began anew.

    Args:
        before: What it was.
        after: What it is.
        bits: 32 or 64.
        has_restarted: Whether the device restarted meanwhile; None when nobody knows. Then a
            register that would have run over by more than half its range began anew instead.
    """
    if has_restarted:
        return None
    if after >= before:
        return after - before
    grown = after - before + (1 << bits)
    # 2^63 bytes are 23 years at 100 Gbit/s: a 64-bit register that falls so far was set back.
    is_sure = has_restarted is False and bits == 32  # noqa: PLR2004 -- bits of Counter32
    return grown if is_sure or grown < 1 << (bits - 1) else None


@dataclass(slots=True)
class Register:
    """One register of one device, followed from answer to answer."""

    _before: int | None = None
    _time_s: float = 0.0
    _total: int = 0

    def take(
        self, raw: int, bits: int, time_s: float, *, has_restarted: bool | None
    ) -> tuple[float, float]:
        """Take what the register is now.

        Args:
            raw: Its value.
            bits: 32 or 64; 0 for a number that never runs over.
            time_s: When, seconds on any clock that runs evenly.
            has_restarted: Whether the device restarted since; None when nobody knows.

        Returns:
            The count without the steps of running over, which begins anew after a restart; and
            the change per second, NaN when it cannot be told.
        """
        before, passed_s = self._before, time_s - self._time_s
        self._before, self._time_s = raw, time_s
        grown = None
        if before is not None:
            grown = (
                increase(before, raw, bits, has_restarted=has_restarted) if bits else raw - before
            )
        self._total = raw if grown is None else self._total + grown
        is_rated = grown is not None and passed_s >= SHORTEST_S
        return float(self._total), (grown or 0) / passed_s if is_rated else nan

    def forget(self) -> None:
        """Begin anew, as after a long silence: what happened meanwhile is no rate."""
        self._before = None


def restarted(before: int | None, now: int | None, passed_s: float) -> bool | None:
    """Tell by its uptime whether a device restarted between two answers.

    Args:
        before: sysUpTime of the answer before, 1/100 s; None when it was not told.
        now: sysUpTime of this answer.
        passed_s: Time between them in seconds.

    Returns:
        True when it did, False when it did not, None when nobody knows. The uptime itself runs
        over after 497 days; that is no restart.
    """
    if before is None or now is None:
        return None
    if now >= before:
        return False
    over = now - before + (1 << 32)
    slack = 6_000 + passed_s * 10
    return abs(over - passed_s * 100) > slack
