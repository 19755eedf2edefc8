"""Messages that were handed over and wait for their commit before they are acknowledged."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.samples import NO_TIME
from connectors.mqtt.frames import Publish

_QOS = 0x06


@dataclass(slots=True)
class _Delivery:
    """One batch on its way to the disk."""

    receipts: list[tuple[int, int]]
    since_s: float
    is_committed: bool = False


class Deliveries:
    """What one connection has delivered and not yet acknowledged, in the order of receipt.

    It belongs to one connection: packet ids of a connection that is gone mean other messages on
    the next one, so a commit that comes late finds nobody to acknowledge to, and the broker sends
    the messages again.
    """

    def __init__(self, wake: Callable[[], None], committed: Callable[[int], None]) -> None:
        """Begin with nothing under way.

        Args:
            wake: Called from the writing thread when something can be acknowledged.
            committed: Called likewise with the time of receipt (µs UTC) of what is on disk now.
        """
        self._wake = wake
        self._committed = committed
        self._waiting: deque[_Delivery] = deque()
        self._messages = 0

    @property
    def messages(self) -> int:
        """How many messages the broker still waits for."""
        return self._messages

    def add(
        self, messages: Sequence[Publish], now_s: float, received_us: int = NO_TIME
    ) -> Callable[[], None]:
        """Note messages as under way; the result is to be called once they are on disk."""
        receipts = [(first, mid) for _, _, first, mid, _ in messages if first & _QOS]
        delivery = _Delivery(receipts, now_s)
        self._waiting.append(delivery)
        self._messages += len(receipts)

        def committed() -> None:
            delivery.is_committed = True
            self._committed(received_us)
            self._wake()

        return committed

    def add_empty(self, messages: Sequence[Publish], now_s: float) -> None:
        """Note messages that gave no samples; they wait only for those before them."""
        self.add(messages, now_s)
        self._waiting[-1].is_committed = True

    def settle(self) -> list[tuple[int, int]]:
        """Return first byte and id of what can be acknowledged now, oldest first."""
        receipts: list[tuple[int, int]] = []
        while self._waiting and self._waiting[0].is_committed:
            receipts.extend(self._waiting.popleft().receipts)
        self._messages -= len(receipts)
        return receipts

    def age_s(self, now_s: float) -> float:
        """Return how long the oldest unacknowledged batch has waited, in seconds."""
        return now_s - self._waiting[0].since_s if self._waiting else 0.0
