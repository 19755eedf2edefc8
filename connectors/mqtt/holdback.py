"""What is done with QoS 0 while the store has no room: the newest of each topic, the rest counted.

Nobody sends QoS 0 again, and a broker whose client does not read drops it in silence. So such
sources are read on; for QoS 1 and 2 reading stops instead, and the broker keeps the messages.
"""

from collections.abc import Sequence
from typing import Final

from connectors.mqtt.frames import Publish

MOST_TOPICS: Final = 20_000
"""Topics that are held; the messages of more are dropped and counted."""


class Holdback:
    """Newest message of each topic. Used by the network thread alone."""

    def __init__(self) -> None:
        """Begin empty."""
        self._newest: dict[bytes, Publish] = {}

    def hold(self, messages: Sequence[Publish]) -> int:
        """Keep the newest of each topic; return how many messages were dropped for it."""
        newest = self._newest
        before = len(newest)
        for message in messages:
            if message[0] in newest or len(newest) < MOST_TOPICS:
                newest[message[0]] = message
        return before + len(messages) - len(newest)

    def release(self) -> list[Publish]:
        """Return what was held and hold nothing."""
        held = list(self._newest.values())
        self._newest.clear()
        return held
