"""Registers that count up, with random access: no sum over the past is needed.

A day has a fixed shape of shares per slot, so its running sum is known in closed form. Randomness
comes from shifting each slot's border by a hash: the register stays monotone, the amount of a slot
varies from nothing to double, and the yearly sum is right.
"""

import numpy as np

from app.domain.samples import Float64Array, Int64Array
from connectors.simulated_city.calendars import DAY_US
from connectors.simulated_city.models.scenes import Scene

SLOTS_PER_DAY = 12
SLOT_US = DAY_US // SLOTS_PER_DAY
EPOCH_US = 1_704_063_600_000_000
"""Registers started on 2024-01-01, 00:00 in Hamm, with a hashed number on them."""
_SHIFTS = np.array([0.0, 0.0, 0.5, 1.0])

CHARGING_SHARES = (0.0, 0.0, 0.0, 0.05, 0.11, 0.12, 0.11, 0.12, 0.17, 0.17, 0.11, 0.04)
"""Shares of a day's energy per two hours, midnight first: shops by day, homes in the evening."""
TRAFFIC_SHARES = (0.01, 0.01, 0.03, 0.10, 0.10, 0.10, 0.10, 0.12, 0.15, 0.14, 0.09, 0.05)
"""Shares of a day's vehicles per two hours."""


def slots(time_us: Int64Array) -> Int64Array:
    """Return the number of the slot each moment lies in."""
    return (time_us - EPOCH_US) // SLOT_US


def slot_start(slot: Int64Array) -> Int64Array:
    """Return when slots begin, µs UTC."""
    return slot * SLOT_US + EPOCH_US


def register(scene: Scene, slot: Int64Array, shares: tuple[float, ...], salt: int) -> Float64Array:
    """Return the register at the start of slots, in units of one mean day."""
    shift = _SHIFTS[(scene.device_chance(slot, salt) * len(_SHIFTS)).astype(np.int64)]
    day = slot // SLOTS_PER_DAY
    place = slot - day * SLOTS_PER_DAY
    share = np.array(shares) / sum(shares)
    before = np.concatenate([[0.0], np.cumsum(share)[:-1]])
    return np.asarray(day + before[place] + share[place] * shift, np.float64)


def steady(scene: Scene, shares: tuple[float, ...], salt: int) -> Float64Array:
    """Return a register that grows evenly within a slot, in units of one mean day."""
    slot = slots(scene.time)
    first = register(scene, slot, shares, salt)
    last = register(scene, slot + 1, shares, salt)
    return first + (last - first) * ((scene.time - slot_start(slot)) / SLOT_US)
