"""A player that only remembers what it was to play."""

from app.domain.alarms import Priority


class FakePlayer:
    """Fulfils `sounds.Player` in silence.

    Attributes:
        played: Priority and volume of each tone.
        trouble: Why nothing can be heard.
    """

    def __init__(self) -> None:
        self.played: list[tuple[Priority, float]] = []
        self.trouble = ""
        self.is_closed = False

    def play(self, priority: Priority, volume: float) -> None:
        self.played.append((priority, volume))

    def close(self) -> None:
        self.is_closed = True
