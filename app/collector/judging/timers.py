"""What is due when: a heap of due times, one for each alarm."""

from heapq import heapify, heappop, heappush

from app.domain.alarms import AlarmId
from app.domain.samples import NO_TIME


class Timers:
    """The due time of each alarm that has one."""

    def __init__(self) -> None:
        self._due: dict[AlarmId, int] = {}
        self._heap: list[tuple[int, AlarmId]] = []

    def set(self, name: AlarmId, due_us: int) -> None:
        """Set when an alarm is due, µs UTC; `NO_TIME` for never."""
        if due_us == NO_TIME:
            self._due.pop(name, None)
            return
        if self._due.get(name) == due_us:
            return
        self._due[name] = due_us
        heappush(self._heap, (due_us, name))
        if len(self._heap) > 2 * len(self._due) + 64:  # mostly times that no longer hold
            self._heap = [(due, one) for one, due in self._due.items()]
            heapify(self._heap)

    def take_due(self, now_us: int) -> list[AlarmId]:
        """Return what is due by a moment, first things first; it is not kept any longer."""
        found = []
        while self._heap and self._heap[0][0] <= now_us:
            due_us, name = heappop(self._heap)
            if self._due.get(name) == due_us:
                del self._due[name]
                found.append(name)
        return found
