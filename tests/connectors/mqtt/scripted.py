"""A peer that answers each packet it gets with the next bytes of a script, for odd brokers."""

import socket
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Self

_WAIT_S = 10.0


class ScriptedBroker:
    """Serves connection after connection, each with the same script.

    Args:
        answers: What to say to the first packet, the second, and so on.
        is_closing: Whether it closes the connection after the last answer.
    """

    def __init__(self, answers: list[bytes], *, is_closing: bool = False) -> None:
        self._answers = answers
        self._is_closing = is_closing
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._thread = Thread(target=self._serve, name="scripted broker")

    @property
    def url(self) -> str:
        """Where it is."""
        return f"mqtt://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for peer in self._open:
            with suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
        self._thread.join(_WAIT_S)
        for peer in self._open:
            peer.close()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(peer)
            with suppress(OSError):
                self._answer(peer)

    def _answer(self, peer: socket.socket) -> None:
        for answer in self._answers:
            if not peer.recv(4_096):
                return
            peer.sendall(answer)
        if self._is_closing:
            peer.shutdown(socket.SHUT_WR)
        while peer.recv(4_096):
            pass
