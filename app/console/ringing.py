"""Which alarms ring: new ones, again and again, until they are seen or silenced. No sound here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.alarms import Priority

REPEAT_S: Final = {Priority.CRITICAL: 5.0, Priority.HIGH: 15.0}
"""After so long a tone comes again, seconds; those of other priorities come once."""


@dataclass(frozen=True, slots=True)
class Call:
    """An alarm that waits for somebody.

    Attributes:
        priority: How urgent it is.
        raised_us: When it was raised; once more means a new call.
    """

    priority: Priority
    raised_us: int


class Ringing:
    """Knows which of the alarms that wait for somebody have been silenced."""

    def __init__(self) -> None:
        self._calls: dict[str, Call] = {}
        self._silenced: dict[str, Call] = {}
        self._loud: Counter[Priority] = Counter()

    def begin(self, calls: Mapping[str, Call]) -> None:
        """Take what stands already: it is no news and does not ring."""
        self._calls = dict(calls)
        self.silence()

    def take(self, calls: Mapping[str, Call], gone: Iterable[str]) -> Priority | None:
        """Take alarms that call now, and those that do not any more.

        Returns:
            The most urgent priority of those that are new; None for no news.
        """
        for alarm in gone:
            self._leave(alarm)
        new = [call for alarm, call in calls.items() if self._calls.get(alarm) != call]
        for alarm, call in calls.items():
            is_silenced = self._silenced.get(alarm) == call
            self._leave(alarm)
            self._calls[alarm] = call
            if is_silenced:
                self._silenced[alarm] = call
            else:
                self._loud[call.priority] += 1
        return min((call.priority for call in new), default=None)

    def _leave(self, alarm: str) -> None:
        call = self._calls.pop(alarm, None)
        if self._silenced.pop(alarm, None) is None and call is not None:
            self._loud[call.priority] -= 1

    def silence(self) -> None:
        """Silence what rings now; what comes later rings again."""
        self._silenced = dict(self._calls)
        self._loud.clear()

    @property
    def loudest(self) -> Priority | None:
        """The most urgent priority of the alarms that call and are not silenced."""
        return min((priority for priority, n in self._loud.items() if n > 0), default=None)

    @property
    def is_anything_waiting(self) -> bool:
        """True while any alarm calls, silenced or not."""
        return bool(self._calls)
