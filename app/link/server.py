"""The collector's end of the command channel."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from multiprocessing.connection import Client, Listener
from typing import Final

import msgspec

from app.link import wire
from app.link.discovery import LinkAddress
from app.link.messages import Push, Refused, Reply, Request, encoder, request_decoder

MAX_WAITING: Final = 10_000
"""Messages that may wait for one console; one that does not read them is cut off.

It connects again and is pushed the whole present state.
"""

log = logging.getLogger(__name__)


class LinkServer:
    """Takes requests of consoles and pushes them what happens. Thread-safe.

    Args:
        address: Where to listen, and the key.
        answer: Takes a request, returns a future of its reply; called from the console's own
            thread, must not block.
        greet: Returns what a console that just connected must know.
    """

    def __init__(
        self,
        address: LinkAddress,
        answer: Callable[[Request], "Future[Reply]"],
        greet: Callable[[], Sequence[Push]],
    ) -> None:
        self._address = address
        self._answer = answer
        self._greet = greet
        self._lock = threading.Lock()
        self._consoles: set[_Console] = set()
        self._is_stopping = False
        self._listener: Listener | None = None
        self._thread = threading.Thread(target=self._accept, name="link-accept", daemon=True)

    def start(self) -> None:
        """Listen from now on.

        Raises:
            OSError: The address is taken or cannot be used.
        """
        # Consoles prove that they know the key in a thread of their own: the listener's own way
        # would let one that keeps silent hold up all others.
        self._listener = Listener(self._address.address, backlog=8)
        self._thread.start()

    def stop(self) -> None:
        """Cut all consoles off and leave nothing running."""
        with self._lock:
            self._is_stopping = True
            consoles = list(self._consoles)
        if self._listener is None:
            return
        with contextlib.suppress(*wire.LOST):
            Client(self._address.address).close()
        self._thread.join(5.0)
        with contextlib.suppress(OSError):
            self._listener.close()
        for console in consoles:
            console.cut_off()
        for console in consoles:
            console.join()

    def push(self, message: Push) -> None:
        """Send a message to all consoles; never waits for them."""
        with self._lock:
            consoles = [console for console in self._consoles if console.is_greeted]
            if not consoles:
                return
            frame = encoder.encode(message)
            for console in consoles:
                console.send(frame)

    def _accept(self) -> None:
        while self._listener is not None:
            try:
                connection: wire.Wire = self._listener.accept()
            except wire.LOST:
                if self._is_stopping:
                    return
                log.warning("A console could not be let in.", exc_info=True)
                continue
            with self._lock:
                if self._is_stopping:
                    connection.close()
                    return
                console = _Console(connection, self)
                self._consoles.add(console)
            console.start()

    def admit(self, console: "_Console") -> None:
        """Push the present state to a console that proved its key, then everything new."""
        with self._lock:
            for message in self._greet():
                console.send(encoder.encode(message))
            console.is_greeted = True

    def dismiss(self, console: "_Console") -> None:
        """Forget a console that is gone."""
        with self._lock:
            self._consoles.discard(console)

    def handle(self, console: "_Console", frame: bytes) -> None:
        """Answer one request; a frame that is none ends the connection."""
        request = request_decoder.decode(frame)
        self._answer(request).add_done_callback(
            lambda future: console.send(encoder.encode(_reply(request, future)))
        )

    @property
    def key(self) -> bytes:
        """The key consoles must know."""
        return bytes.fromhex(self._address.key)


def _reply(request: Request, future: "Future[Reply]") -> Reply:
    if future.cancelled():
        return Refused(
            request.id, "Die Erfassung wird gerade beendet. Bitte noch einmal versuchen."
        )
    error = future.exception()
    return future.result() if error is None else Refused(request.id, str(error))


class _Console:
    """One connected console: a thread that reads, a thread that writes."""

    def __init__(self, connection: wire.Wire, server: LinkServer) -> None:
        self._wire = connection
        self._server = server
        self._waiting: queue.Queue[bytes | None] = queue.Queue(MAX_WAITING)
        self._reader = threading.Thread(target=self._read, name="link-read", daemon=True)
        self._writer = threading.Thread(target=self._write, name="link-write", daemon=True)
        self.is_greeted = False

    def start(self) -> None:
        """Begin to talk."""
        self._reader.start()

    def send(self, frame: bytes) -> None:
        """Queue a frame; a console that has too many waiting is cut off."""
        try:
            self._waiting.put_nowait(frame)
        except queue.Full:
            log.warning("A console does not read any more and is cut off.")
            self.cut_off()

    def cut_off(self) -> None:
        """End the connection; its threads end by themselves."""
        wire.sever(self._wire)

    def join(self) -> None:
        """Wait for the threads to end."""
        self._reader.join(5.0)

    def _read(self) -> None:
        if wire.welcome(self._wire, self._server.key):
            self._writer.start()
            self._server.admit(self)
            try:
                while True:
                    self._server.handle(self, self._wire.recv_bytes())
            except wire.LOST:
                pass
            except msgspec.DecodeError as error:
                log.warning("A console sent something that is no request: %s", error)
        self._server.dismiss(self)
        self.cut_off()
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(None)
        if self._writer.ident is not None:
            self._writer.join(5.0)
        self._wire.close()

    def _write(self) -> None:
        with contextlib.suppress(*wire.LOST):
            while (frame := self._waiting.get()) is not None:
                self._wire.send_bytes(frame)
        self.cut_off()
