"""Randomness with random access: pure functions of a seed and a position, no generator state.

Every number is a hash (finaliser of SplitMix64, Steele, Lea and Flood 2014) of seed and index, so a
value at any moment can be computed alone, in any order, in any process, and is always the same.
"""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from app.domain.samples import Float64Array, Int64Array

UInt64Array = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53


def seed_of(seed: int, name: str) -> int:
    """Return a 64-bit seed for a named thing of a world with this seed."""
    digest = blake2b(f"{seed}:{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def seeds_of(seed: int, names: list[str]) -> UInt64Array:
    """Return the seeds of several names as uint64[n, 1], ready to meet a row of times."""
    return np.array([[seed_of(seed, name)] for name in names], np.uint64).reshape(len(names), 1)


def salted(seeds: UInt64Array, salt: int) -> UInt64Array:
    """Return seeds that are independent of the given ones, one family per salt."""
    return _mixed(seeds + np.uint64(salt * 0xBF58476D1CE4E5B9 % 2**64))


def uniform(seeds: UInt64Array, index: Int64Array) -> Float64Array:
    """Return a number in [0, 1) for each seed and index; shapes broadcast."""
    bits = _mixed(seeds + index.astype(np.uint64) * _GOLDEN)
    unit: Float64Array = (bits >> np.uint64(11)).astype(np.float64) * _TO_UNIT
    return unit


def smooth(seeds: UInt64Array, time_us: Int64Array, period_s: float) -> Float64Array:
    """Return value noise in [-1, 1]: random levels every `period_s`, joined without a kink.

    Args:
        seeds: uint64, broadcasts against the times.
        time_us: Times, µs UTC.
        period_s: Distance between two independent levels in seconds.
    """
    period = round(period_s * 1e6)
    index = time_us // period
    part = (time_us - index * period) / period
    part = part * part * (3.0 - 2.0 * part)
    left = uniform(seeds, index)
    right = uniform(seeds, index + 1)
    noise: Float64Array = (left + (right - left) * part) * 2.0 - 1.0
    return noise


def _mixed(bits: UInt64Array) -> UInt64Array:
    bits = (bits ^ (bits >> np.uint64(30))) * _FIRST
    bits = (bits ^ (bits >> np.uint64(27))) * _SECOND
    return bits ^ (bits >> np.uint64(31))
