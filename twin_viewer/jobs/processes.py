"""The worker as the library sees it: started, spoken to, listened to, ended."""

import contextlib
import logging
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from twin_viewer.jobs.messages import ANSWERS, Answer, Order

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ended:
    """The worker is no more; `code` is its exit code, negative for signals."""

    code: int


class WorkerProcess:
    """One run of the worker.

    The kernel ends it when the *thread* that made it ends, so that it cannot outlive us: make it in
    a thread that stays.

    Args:
        command: Program and arguments.
        on_answer: Called from a thread of ours with each answer, and `Ended` at the end.
        log_file: Where its standard error goes, from the beginning.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_answer: Callable[["WorkerProcess", Answer | Ended], None],
        log_file: Path,
    ) -> None:
        self._on_answer = on_answer
        log_file.parent.mkdir(parents=True, exist_ok=True)
        with log_file.open("wb") as errors:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                # Ctrl+C in a terminal goes to a whole group: we end it ourselves.
                start_new_session=True,
            )
        self._listener = threading.Thread(
            target=self._listen, args=(self._process.stdout,), name="twin-worker", daemon=True
        )
        self._listener.start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def send(self, order: Order) -> None:
        """Send an order; nothing happens when the worker has ended, `Ended` says so."""
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.write(msgspec.json.encode(order) + b"\n")
                self._process.stdin.flush()

    def kill(self) -> None:
        """End it at once; what it was writing does not count."""
        self._process.kill()

    def close(self, patience_s: float = 0.5) -> None:
        """Close its input, and end it when it does not end by that."""
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._listener.join(patience_s)
        if self._listener.is_alive():
            self.kill()
            self._listener.join(patience_s)

    def _listen(self, stdout: IO[bytes] | None) -> None:
        if stdout is not None:
            with contextlib.suppress(OSError, ValueError), stdout:
                for line in stdout:
                    try:
                        answer = ANSWERS.decode(line)
                    except msgspec.MsgspecError:
                        log.info("The twin's worker said %r.", line[:200])
                        continue
                    self._on_answer(self, answer)
        code = self._process.wait()
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._on_answer(self, Ended(code))
