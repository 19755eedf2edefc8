"""Waking a thread that waits for a socket."""

import socket
from contextlib import suppress


class Waker:
    """A socket pair: `wake` from any thread makes `fileno` readable until `clear`."""

    def __init__(self) -> None:
        """Open both ends."""
        self._reader, self._writer = socket.socketpair()
        self._reader.settimeout(0)
        self._writer.settimeout(0)
        self._is_set = False

    def fileno(self) -> int:
        """Return the end to wait for."""
        return self._reader.fileno()

    def wake(self) -> None:
        """Wake the waiting thread; many calls count as one."""
        if not self._is_set:
            self._is_set = True
            with suppress(OSError):
                self._writer.send(b"\0")

    def clear(self) -> None:
        """Become quiet again; call it before looking at what one was woken for."""
        with suppress(OSError):
            self._reader.recv(4_096)
        self._is_set = False

    def close(self) -> None:
        """Close both ends; a late `wake` is harmless."""
        self._is_set = True
        self._reader.close()
        self._writer.close()
