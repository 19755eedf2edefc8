"""Permanent names of records: UUIDs of version 7, which sort by the time they were made."""

import random
import secrets
from collections.abc import Callable, Iterator
from itertools import accumulate

_VERSION = 0x7
_VARIANT = 0b10


def uid_at(now_us: int, noise: int) -> str:
    """Return a UUIDv7 (RFC 9562), hexadecimal, 32 characters.

    Args:
        now_us: The moment, µs UTC.
        noise: 74 bits that make it unique.
    """
    high = noise >> 62 & 0xFFF
    low = noise & (1 << 62) - 1
    value = (now_us // 1000 & (1 << 48) - 1) << 80
    return f"{value | _VERSION << 76 | high << 64 | _VARIANT << 62 | low:032x}"


def new_uid(now_us: int) -> str:
    """Return a new permanent name."""
    return uid_at(now_us, secrets.randbits(74))


def rising_uids(now_us: int) -> Callable[[], str]:
    """Return a maker of names for many records of one moment, each greater than the one before.

    As RFC 9562 has it for such names (6.2, method 2): what is random is drawn once and grows by
    random steps. Rows whose names rise are written at the end of an index, which is quicker.
    """
    names = accumulate(_steps(), initial=secrets.randbits(73))
    return lambda: uid_at(now_us, next(names))


def seeded_uids(now_us: int, seed: int) -> Callable[[], str]:
    """Return a maker of names that gives the same ones for the same seed; for made-up data."""
    names: Iterator[str] = _names(now_us, random.Random(seed))  # noqa: S311 - no secret
    return lambda: next(names)


def _steps() -> Iterator[int]:
    while True:
        for step in memoryview(secrets.token_bytes(4_096)).cast("I"):
            yield step + 1


def _names(now_us: int, source: random.Random) -> Iterator[str]:
    while True:
        yield uid_at(now_us, source.getrandbits(74))
