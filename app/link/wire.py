"""One connection of the command channel: authenticated, framed, cut off at will."""

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from typing import Any, Final, TypeAlias

Wire: TypeAlias = "Connection[Any, Any]"
"""Its type parameters describe pickled objects; we only ever send bytes."""

LOST: Final = (OSError, EOFError)
"""What reading or writing raises when the other side is gone."""


def welcome(wire: Wire, key: bytes) -> bool:
    """Let the other side prove that it knows the key, and prove it ourselves (server)."""
    return _prove(lambda: deliver_challenge(wire, key), lambda: answer_challenge(wire, key))


def introduce(wire: Wire, key: bytes) -> bool:
    """Prove that we know the key, and let the other side prove it (client)."""
    return _prove(lambda: answer_challenge(wire, key), lambda: deliver_challenge(wire, key))


def _prove(*parts: Callable[[], None]) -> bool:
    try:
        for part in parts:
            part()
    except (AuthenticationError, AssertionError, ValueError, *LOST):
        return False
    return True


def sever(wire: Wire) -> None:
    """Cut a connection so that threads waiting on it wake up; may be called more than once."""
    if sys.platform == "win32":
        with suppress(OSError):
            wire.close()
        return
    with suppress(OSError), socket.socket(fileno=os.dup(wire.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)
