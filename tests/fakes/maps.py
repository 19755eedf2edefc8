"""A map canvas without a web engine: remembers what it was told, says what the test wants."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QColor, QImage
from typing_extensions import override

from widgets.map.canvas import MapCanvas
from widgets.map.conditions import Condition
from widgets.map.paces import Pace
from widgets.map.protocol import Message, encode

RENDERER = "fake graphics"


class PromptPace(Pace):
    """Never lets anything wait."""

    @override
    def wait_ms(self) -> int:
        return 0


class FakeCanvas(MapCanvas):
    """Takes the place of `MapCanvas`.

    Attributes:
        messages: All that was sent while it was ready, oldest first, as the page would read it.
        hosts: What `allow` was given last.
        is_started: Whether `start` was called (and the engine not closed since).
        restarts: How often `restart` was called.
        picture: What `grab_map` returns.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pace = PromptPace()
        self.messages: list[Message] = []
        self.hosts: tuple[str, ...] = ()
        self.is_started = False
        self.restarts = 0
        self.picture = QImage(64, 48, QImage.Format.Format_RGB32)
        self.picture.fill(QColor("grey"))

    def say(self, message: Message) -> None:
        """Let the page say something, such as {"on": "shown"}."""
        self._take(encode(message))

    def become_ready(self, renderer: str = RENDERER) -> None:
        """Let the page wait for its first style, as at the start and after each restart."""
        self.say({"on": "ready", "renderer": renderer})

    def become(self, condition: Condition) -> None:
        """Let the view be in another condition; only an ALIVE one takes messages."""
        self._is_ready = condition is Condition.ALIVE
        self._set_condition(condition)

    def sent(self, do: str) -> list[Message]:
        """Return the messages of one kind."""
        return [message for message in self.messages if message.get("do") == do]

    def last(self, do: str) -> Message:
        """Return the newest message of one kind."""
        found = self.sent(do)
        assert found, f"no message {do!r} among {[one.get('do') for one in self.messages]}"
        return found[-1]

    def take_messages(self) -> list[Message]:
        """Return what was sent since the last call."""
        taken, self.messages = self.messages, []
        return taken

    @override
    def allow(self, hosts: Sequence[str]) -> None:
        self.hosts = tuple(hosts)

    @override
    def start(self) -> None:
        self.is_started = True

    @override
    def restart(self) -> None:
        self.restarts += 1

    @override
    def send(self, message: Message) -> None:
        if self._is_ready:
            self.messages.append(_as_read(message))

    @override
    def grab_map(self) -> QImage:
        return self.picture

    @override
    def close_engine(self) -> None:
        super().close_engine()
        self.is_started = False


def _as_read(message: Message) -> dict[str, Any]:
    """Write and read a message, as it happens on the way to the page: a tuple becomes a list."""
    read: dict[str, Any] = json.loads(encode(message))
    return read
