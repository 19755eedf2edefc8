"""Heartbeats: which assets live values were seen of, and what the inventory keeps of it.

How often it is written down. Live values come ten times a second; a change of the inventory is a
line in a change log that is kept for good. So the log is told what matters and little else:

- **News** are the first sample of an asset, and that it fell silent or came back. They are written
  within a minute, all assets in one changeset.
- **The last sample** is news to nobody: views take it from the live values. It is kept only so that
  silence can be told after a restart, and is written once it is `LAST_SEEN_EVERY_US` newer than
  what is kept; or along with news of the same asset. With 600 devices that is 2,400 lines a day.
- Nothing is written of devices that are no assets, of values that are not good, of the past.
"""

from typing import Final

import numpy as np

from app.domain.cities import City
from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Value
from app.domain.inventory.findings import DAY_US, HOUR_US, Limits, LiveFacts
from app.domain.inventory.queries import Filter, Operator
from app.domain.samples import NO_TIME, Quality
from app.services.ports import InventoryReader
from app.services.states import CityState

LAST_SEEN_EVERY_US: Final = 6 * HOUR_US
"""How much newer the last sample must be before it is written down again."""

NEWS_EVERY_US: Final = 60_000_000
"""How long news wait for others, so that they share a changeset."""

REASON: Final = "Gemessen: Lebenszeichen der Geräte"
_PATHS: Final = ("uid", "device", "type.kind", "measured_state", "first_seen_us", "last_seen_us")
_NO_LIMITS_OF_ITS_OWN: Final = Limits()


class Heartbeats:
    """Remembers when devices were first and last heard; one thread.

    Args:
        city: The profile.
        since_us: The present, µs UTC; from now on it listens.
    """

    def __init__(self, city: City, since_us: int) -> None:
        self._since_us = since_us
        self._written_us = since_us - NEWS_EVERY_US
        names = list(dict.fromkeys(str(point.device) for point in city.points))
        place = {name: index for index, name in enumerate(names)}
        self._names = names
        self._device_of = np.array([place[str(one.device)] for one in city.points], np.int64)
        self._first = np.full(len(names), np.iinfo(np.int64).max, np.int64)
        self._last = np.full(len(names), NO_TIME, np.int64)

    def take(self, state: CityState) -> None:
        """Take a live state; states of the past and of other profiles are passed over."""
        states = state.states
        if not state.is_live or len(states) != len(self._device_of):
            return
        rows = np.arange(len(states)) if state.changed is None else state.changed
        good = (states.quality[rows] == Quality.GOOD) & (states.time[rows] != NO_TIME)
        rows = rows[good]
        if not len(rows):
            return
        # A device whose clock runs ahead was not heard in the future.
        times = np.minimum(states.time[rows], state.at_us)
        devices = self._device_of[rows]
        np.minimum.at(self._first, devices, times)
        np.maximum.at(self._last, devices, times)

    def facts(self, at_us: int) -> LiveFacts:
        """Return what is known at the present moment (µs UTC)."""
        heard = np.flatnonzero(self._last != NO_TIME)
        seen = {self._names[row]: int(self._last[row]) for row in heard}
        return LiveFacts(at_us, self._since_us, frozenset(self._names), seen)

    def first_seen(self) -> dict[str, int]:
        """Return when each device was first heard since this listens, µs UTC."""
        heard = np.flatnonzero(self._last != NO_TIME)
        return {self._names[row]: int(self._first[row]) for row in heard}

    def is_due(self, at_us: int) -> bool:
        """Tell whether it is time to look what is to be written down; says yes once a minute."""
        if at_us - self._written_us < NEWS_EVERY_US:
            return False
        self._written_us = at_us
        return True


def measured(
    reader: InventoryReader,
    live: LiveFacts,
    first_seen: dict[str, int],
    limits: Limits = _NO_LIMITS_OF_ITS_OWN,
) -> Changeset:
    """Return what the inventory does not know yet of heartbeats; often without operations.

    It reads: not for the window's thread. `live` and `first_seen` come from `Heartbeats`.
    """
    operations: list[Operation] = []
    for uid, device, kind, state, first, last in reader.values(
        "asset", _PATHS, (Filter("device", Operator.IS_FILLED),)
    ):
        name = str(device)
        if name not in live.watched:
            continue
        days = limits.days_for(str(kind))
        values = _news(live, name, state, last if isinstance(last, int) else None, days)
        begun = first_seen.get(name)
        if begun is not None and (not isinstance(first, int) or begun < first):
            values["first_seen_us"] = begun
        if values:
            operations.append(Operation(Action.UPDATE, "asset", str(uid), values))
    return Changeset(operations, REASON, Origin.MEASURED)


def _news(
    live: LiveFacts, device: str, state: Value, last: int | None, days: int
) -> dict[str, Value]:
    """Return what changes in an asset."""
    now = live.seen.get(device)
    seen = max((one for one in (now, last) if one is not None), default=None)
    if seen is None:
        wanted = "never"
    elif live.at_us - seen <= days * DAY_US:
        wanted = "alive"
    else:
        wanted = "silent"
    values: dict[str, Value] = {}
    if wanted != state and (wanted == "alive" or live.is_settled):
        values["measured_state"] = wanted
    is_newer = now is not None and (last is None or now - last >= LAST_SEEN_EVERY_US)
    if is_newer or (values and now is not None and seen == now and now != last):
        values["last_seen_us"] = now
    return values
