"""Tables are read in a process of their own, so that the window stays at hand.

The parsers hold the interpreter for hundreds of milliseconds; and what a stranger's file does to
them ends a child, not the program. `ApartReader` is the side of the window, `serve` that of the
child; `wire` says what goes between them.
"""

import contextlib
import ctypes
import gc
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

import msgspec

from app.services.tables.model import (
    RECOGNISED,
    CancelledError,
    Layout,
    Progress,
    RawTable,
    Row,
    TableError,
)
from app.services.tables.wire import (
    End,
    Fault,
    Head,
    Message,
    Order,
    Rows,
    Step,
    receive,
    send,
    send_table,
    table_of,
)

EXIT_FAULT: Final = 1

_PATIENCE_S: Final = 5.0
_PR_SET_PDEATHSIG: Final = 1
_LEAST_BYTES: Final = 2 << 30
"""A child may take half of the memory there is, and always so much."""

log = logging.getLogger(__name__)


class ApartReader:
    """Reads one table in a child process.

    `read` waits: it is made for a thread. `cancel` may be called from any other one.

    Args:
        command: What starts the program's side that calls `serve`.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_cancelled = False

    def cancel(self) -> None:
        """Give up: the process is ended at once, and `read` raises `CancelledError`."""
        with self._lock:
            self._is_cancelled = True
            if self._process is not None:
                self._process.kill()

    def read(
        self,
        path: Path,
        layout: Layout = RECOGNISED,
        *,
        most_rows: int | None = None,
        progress: Progress | None = None,
    ) -> RawTable:
        """Return the table of a file, as `read_table` does.

        Raises:
            TableError: It cannot be read, or the process died of it.
            CancelledError: `cancel` was called, or `progress` returned False.
        """
        process = self._start(path)
        try:
            with contextlib.suppress(OSError):  # a child that is gone says so by its silence
                if process.stdin is not None:
                    send(process.stdin, Order(str(path), layout, most_rows))
            table = self._take(process, path.name, progress)
        finally:
            self._end(process)
        return table

    def _start(self, path: Path) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_cancelled:
                raise CancelledError
            if self._process is not None:
                raise RuntimeError("A reader reads one table at a time.")
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    # Ctrl+C in a terminal goes to a whole group: we end it ourselves.
                    start_new_session=True,
                )
            except OSError as error:
                raise TableError(
                    f"Die Datei {path.name} lässt sich nicht lesen: Das Hilfsprogramm startet "
                    f"nicht ({error.strerror or error}). Bitte das Programm neu installieren."
                ) from error
            return self._process

    def _take(
        self, process: subprocess.Popen[bytes], name: str, progress: Progress | None
    ) -> RawTable:
        head: Head | None = None
        rows: list[Row] = []
        numbers: list[int] = []
        try:
            while not isinstance(message := self._next(process), End):
                if isinstance(message, Step):
                    if progress is not None and not progress(message.done, message.total):
                        raise CancelledError
                elif isinstance(message, Rows):
                    rows += message.rows
                    numbers += message.numbers
                elif isinstance(message, Head):
                    head = message
                elif isinstance(message, Fault):
                    raise TableError(message.text)
                else:
                    raise _died(name)
        except (msgspec.MsgspecError, OSError, ValueError) as error:
            raise _died(name) from error
        if head is None:
            raise _died(name)
        return table_of(head, rows, numbers)

    def _next(self, process: subprocess.Popen[bytes]) -> Message | None:
        message = receive(process.stdout) if process.stdout is not None else None
        if self._is_cancelled:
            raise CancelledError
        return message

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """End the process, whatever it does; nothing of it stays."""
        with self._lock:
            process.kill()
            self._process = None
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait(_PATIENCE_S)


def serve(stdin: IO[bytes], stdout: IO[bytes]) -> int:
    """Read the one table that is asked for; return the exit code.

    Args:
        stdin: Where the order comes from.
        stdout: Where progress and table go; nothing else may be written to it.
    """
    # The parsers of all formats come with it: the side of the window does without them.
    from app.services.tables.reading import read_table  # noqa: PLC0415

    try:
        order = receive(stdin)
    except msgspec.MsgspecError:
        order = None
    if not isinstance(order, Order):
        log.error("No order came.")
        return EXIT_FAULT

    def tell(done: int, total: int) -> bool:
        send(stdout, Step(done, total))
        return True

    name = Path(order.path).name
    try:
        table = read_table(Path(order.path), order.layout, most_rows=order.most_rows, progress=tell)
        send_table(stdout, table)
    except BrokenPipeError:
        return EXIT_FAULT  # nobody wants it any more
    except TableError as error:
        send(stdout, Fault(str(error)))
    except (Exception, MemoryError) as error:
        log.exception("A table could not be read.")
        kind = "zu wenig Arbeitsspeicher" if isinstance(error, MemoryError) else "innerer Fehler"
        send(
            stdout,
            Fault(
                f"Die Datei {name} lässt sich nicht lesen ({kind}). Bitte sie in einem anderen "
                "Programm öffnen und neu speichern."
            ),
        )
    return 0


def serve_process() -> int:
    """Serve as a process: on its own standard input and output; return the exit code."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        _limit_memory()
    gc.disable()  # a table is many small things without rings, and the process ends with it
    answers = os.dup(1)
    os.dup2(2, 1)  # what libraries print goes to standard error
    with os.fdopen(0, "rb", closefd=False) as stdin, os.fdopen(answers, "wb") as stdout:
        try:
            return serve(stdin, stdout)
        except OSError:
            return EXIT_FAULT


def _limit_memory() -> None:
    """Let a file that unpacks without end take the child, not all memory of the workplace."""
    import resource  # noqa: PLC0415 - there is none elsewhere

    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with contextlib.suppress(ValueError, OSError):  # a stricter limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (max(whole // 2, _LEAST_BYTES),) * 2)


def _died(name: str) -> TableError:
    return TableError(
        f"Die Datei {name} ließ sich nicht lesen: Das Lesen brach ab. Bitte sie in einem anderen "
        "Programm öffnen, neu speichern und noch einmal versuchen."
    )
