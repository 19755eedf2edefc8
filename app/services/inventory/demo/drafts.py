"""Collecting the records of a made-up inventory: names, days, chances."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final, TypeVar

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import SIMULATED, Value
from app.services.inventory.uids import uid_at
from app.services.ports import InventoryReader

T = TypeVar("T")
Known = Mapping[tuple[str, Value], str]
"""Records that are there already, by kind and name."""
NOTHING_KNOWN: Final[Known] = {}
REUSED_KINDS: Final = ("district", "vendor", "fund", "tag")
"""Kinds of which there is one of a name, so that what is there already is used."""
REASON: Final = "Simulierter Bestand"
"""Why the records of the demo inventory are there."""
_HEADSTART_US = 7_200_000_000
"""So long ago the first record is named, so that none is named after now, µs."""


def known_records(reader: InventoryReader) -> Known:
    """Return the records that the demo inventory would make a second time.

    Such as the districts: their figures are real, so they stay when all that is simulated goes.
    """
    return {
        (kind, name): str(uid)
        for kind in REUSED_KINDS
        for name, uid in reader.values(kind, ("name", "uid"))
    }


class Draft:
    """Records on their way into the inventory, in an order in which references exist.

    All chances come from one seeded source, so that the same seed and moment give the same records.

    Attributes:
        random: The source of chances.
        today: The day of the moment given.
        scale: How many times as many mass records (addresses, school devices, loans) there are.
        count: How many records were made so far.
    """

    def __init__(
        self, now_us: int, seed: int, scale: int = 1, known: Known = NOTHING_KNOWN
    ) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up data, no secret
        self.now_us = now_us
        self.today = datetime.fromtimestamp(now_us / 1e6, UTC).date()
        self.scale = scale
        self.count = 0
        self._known = known
        self._tags = self._addresses = 0
        self._serials: set[str] = set()
        self._operations: list[Operation] = []

    def add(self, kind: str, /, **values: Value) -> str:
        """Add a record and return its name; what is known already is not added again.

        Args:
            kind: Its kind.
            values: Its values; empty ones are left out, the source is the simulation unless told.
        """
        if (there := self._known.get((kind, values.get("name")))) is not None:
            return there
        # One millisecond each: names then grow with the records, and so do indexes, at their end.
        moment = self.now_us - _HEADSTART_US + self.count * 1000
        uid = uid_at(moment, self.random.getrandbits(74))
        self.count += 1
        filled = {name: value for name, value in values.items() if value is not None}
        filled.setdefault("source", SIMULATED)
        self._operations.append(Operation(Action.CREATE, kind, uid, filled))
        return uid

    def change(self, kind: str, uid: str, /, **values: Value) -> None:
        """Change a record that was taken before: a changeset has one operation for a record."""
        self._operations.append(Operation(Action.UPDATE, kind, uid, values))

    def take(self, size: int, *, rest: bool = False) -> Iterator[Changeset]:
        """Yield what was added since, `size` records at a time; with `rest` also a last few."""
        while len(self._operations) >= size or (rest and self._operations):
            part, self._operations = self._operations[:size], self._operations[size:]
            yield Changeset(tuple(part), REASON, Origin.GENERATED)

    def tag(self) -> str:
        """Return the next inventory number."""
        self._tags += 1
        return f"HAM-{self._tags:06d}"

    def serial(self, prefix: str) -> str:
        """Return a serial number that nothing else has."""
        while True:
            letters = "".join(self.random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=8))
            serial = f"{prefix}{letters}"
            if serial not in self._serials:
                self._serials.add(serial)
                return serial

    def mac(self) -> str:
        """Return an address that no maker gives away (locally administered), from a counter."""
        number = self.count
        pairs = (0x02, 0x0A, *(number >> shift & 0xFF for shift in (24, 16, 8, 0)))
        return ":".join(f"{pair:02x}" for pair in pairs)

    def ip(self) -> str:
        """Return a private address (RFC 1918) that nothing else has."""
        self._addresses += 1
        return f"10.62.{self._addresses >> 8 & 0xFF}.{self._addresses & 0xFF}"

    def day(self, days: int) -> str:
        """Return the day so many days from today; negative ones are past."""
        return (self.today + timedelta(days=days)).isoformat()

    def past(self, first: date, last: date) -> date:
        """Return a day between two days, none after today."""
        day = first + timedelta(days=self.random.randint(0, (last - first).days))
        return min(day, self.today)

    def pick(self, things: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Return one of several."""
        if weights is None:
            return things[self.random.randrange(len(things))]
        return self.random.choices(things, weights)[0]

    def chance(self, share: float) -> bool:
        """Return True in a share of all cases."""
        return self.random.random() < share


def later(day: date, months: int) -> date:
    """Return the day so many months later; the last of a month where it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(1))
