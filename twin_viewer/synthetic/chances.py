"""Chance that depends on nothing but what is asked: the same key gives the same answer."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.buildings import Ints

Keys = NDArray[np.uint64]


def luck(keys: Keys, salt: int) -> Doubles:
    """Return a number from 0 to 1 for each key: always the same, whatever else is drawn.

    The mixing is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
    2014).
    """
    start = (salt * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64
    mixed = keys + np.uint64(start)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)).astype(np.float64) / 2.0**53)


def happens(keys: Keys, salt: int, share: float) -> NDArray[np.bool_]:
    """Tell for which keys something happens that happens to a share of them."""
    return np.asarray(luck(keys, salt) < share)


def drawn(chance: Doubles, shares: dict[int, float]) -> Ints:
    """Return one of the keys of `shares` for each chance, each as often as its share says."""
    limits = np.cumsum(list(shares.values()))[:-1]
    return np.array(list(shares), dtype=np.int32)[np.searchsorted(limits, chance, side="right")]


def by_kind(kinds: Ints, *columns: NDArray[Any] | float) -> Doubles:
    """Return for each row the value of the column its kind counts."""
    table = np.stack([np.broadcast_to(column, len(kinds)) for column in columns])
    return np.asarray(table[kinds, np.arange(len(kinds))], dtype=np.float64)
