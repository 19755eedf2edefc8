"""What is kept of earlier answers, and until when it holds."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, Generic, TypeVar

from app.services.portfolio.evidence.answers import Answer
from app.services.ports import InventoryReader

_Made = TypeVar("_Made")

_KEPT_ANSWERS: Final = 1_000
_KEPT_VALUES: Final = 20_000
_MOST_READ: Final = 200
"""More transactions than these are not looked through; then all kinds count as changed."""


class Kept(Generic[_Made]):
    """The last things made, by what was asked. Thread-safe.

    Args:
        most: So many are kept; the ones that nobody asked for longest go.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, _Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> _Made | None:
        """Return what was made, None when it is not there (any more)."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def put(self, key: Hashable, made: _Made) -> None:
        """Keep something."""
        with self._lock:
            self._made[key] = made
            self._made.move_to_end(key)
            if len(self._made) > self._most:
                self._made.popitem(last=False)


Version = tuple[int, int]
"""Which records something rests on; another one when one of their kinds changed."""


class KindChanges:
    """Which kinds of records changed by which transaction. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._store = 0
        self._seen = 0
        self._least = 0
        self._last: dict[str, int] = {}

    def follow(self, reader: InventoryReader) -> int | None:
        """Learn of the transactions since the last time.

        Returns:
            When the first one was, µs UTC; None when there is none. Nothing is known of before.
        """
        newest = reader.transactions(1)
        number = newest[0].number if newest else 0
        with self._lock:
            if number < self._seen:  # another file: nothing that was kept holds any more
                self._store += 1
                self._seen, self._least, self._last = 0, 0, {}
            new = number - self._seen
            if new > _MOST_READ:
                self._least = number
            elif new > 0:
                for one in reader.transactions(new):
                    for kind in one.kinds:
                        self._last[kind] = max(self._last.get(kind, 0), one.number)
            self._seen = number
        first = reader.transactions(1, 2) if number else []
        return first[0].at_us if first else None

    def version(self, kinds: Iterable[str]) -> Version:
        """Return the version of some kinds together."""
        with self._lock:
            last = max((self._last.get(kind, 0) for kind in kinds), default=0)
            return self._store, max(last, self._least)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept of earlier answers.

    Attributes:
        changes: Which kinds changed when.
        answers: Answers with what the records and points are called that the question names.
        values: Earlier values, each alone in a tuple, for None is one too.
    """

    changes: KindChanges = field(default_factory=KindChanges)
    answers: Kept[tuple[Answer, dict[str, str]]] = field(
        default_factory=lambda: Kept(_KEPT_ANSWERS)
    )
    values: Kept[tuple[float | None]] = field(default_factory=lambda: Kept(_KEPT_VALUES))
