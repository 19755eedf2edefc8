"""Child processes: started, listened to, started again after a crash, ended without orphans.

Our own programs print one JSON object as their first line when they are ready, end when their
standard input closes (`--with-parent`), and call `end_with_parent` so that they cannot outlive us.
"""

import contextlib
import ctypes
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

FIRST_WAITS_S: Final = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Waits before the restarts in a row; the last one repeats. The first restart is at once."""

SETTLED_S: Final = 20.0
"""A process that ran so long is well; its next crash counts as the first."""

_PR_SET_PDEATHSIG: Final = 1
_LINE_BYTES: Final = 65_536

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """What is known of a supervised process.

    Attributes:
        pid: Its number; 0 while none runs.
        ready: What it said of itself when it was ready; empty before.
        exit_code: How the last one ended, None if none has ended; negative for signals.
        restarts: How often it was started again.
        restart_in_s: How long until it is started again, when it is not running.
    """

    pid: int = 0
    ready: Mapping[str, Any] = field(default_factory=dict)
    exit_code: int | None = None
    restarts: int = 0
    restart_in_s: float = 0.0

    @property
    def is_running(self) -> bool:
        """True while the process runs, ready or not."""
        return self.pid != 0


class ChildProcess:
    """One run of a command.

    Args:
        command: Program and arguments.
        on_ready: Called from a thread of ours with the JSON object of its first line.
        log_file: Where its standard error goes; None keeps ours.
        environment: Variables beside ours.

    Raises:
        OSError: The program cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_ready: Callable[[dict[str, Any]], None],
        log_file: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._on_ready = on_ready
        with contextlib.ExitStack() as stack:
            stderr = None
            if log_file is not None:
                log_file.parent.mkdir(parents=True, exist_ok=True)
                stderr = stack.enter_context(log_file.open("ab"))
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, **(environment or {})},
                # Ctrl+C in a terminal goes to a whole group: ours ends its children itself.
                start_new_session=True,
            )
        self._reader = threading.Thread(
            target=self._listen, args=(self._process.stdout,), name="child-stdout", daemon=True
        )
        self._reader.start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def wait(self) -> int:
        """Wait until it has ended; return its exit code, negative for signals."""
        code = self._process.wait()
        self._reader.join(5.0)
        self.close_input()
        if self._process.stdout is not None:
            self._process.stdout.close()
        return code

    def close_input(self) -> None:
        """Ask it to end in its own time."""
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def terminate(self) -> None:
        """Ask it to end by a signal."""
        self._process.terminate()

    def kill(self) -> None:
        """End it."""
        self._process.kill()

    def _listen(self, stdout: IO[bytes] | None) -> None:
        """Read its first line, then keep its pipe empty."""
        if stdout is None:
            return
        with contextlib.suppress(OSError, ValueError):
            line = stdout.readline(_LINE_BYTES)
            try:
                ready = json.loads(line) if line else None
            except ValueError:
                log.warning("A child process said %r instead of its state.", line[:200])
                ready = None
            if isinstance(ready, dict):
                self._on_ready(ready)
            while stdout.read(_LINE_BYTES):
                pass


class ProcessSupervisor:
    """Keeps a process running.

    Args:
        name: For threads and the log.
        command: Program and arguments; asked for anew at every start.
        on_change: Called from a thread of ours whenever the status changed; must not block.
        log_file: Where its standard error goes; None keeps ours.
        environment: Variables beside ours.
        final_codes: Exit codes after which no new start can help, so that there is none.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[], Sequence[str]],
        on_change: Callable[[ProcessStatus], None] = lambda _: None,
        *,
        log_file: Path | None = None,
        environment: Mapping[str, str] | None = None,
        final_codes: Collection[int] = (),
    ) -> None:
        self._final_codes = final_codes
        self._name = name
        self._command = command
        self._on_change = on_change
        self._log_file = log_file
        self._environment = environment
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None
        self._status = ProcessStatus()
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"keep-{name}", daemon=True)

    @property
    def status(self) -> ProcessStatus:
        """The present status."""
        return self._status

    def start(self) -> None:
        """Start the process, and again whenever it ends, until `stop`."""
        self._thread.start()

    def stop(self, grace_s: float = 10.0) -> None:
        """End the process: close its input, then SIGTERM, then SIGKILL.

        Args:
            grace_s: How long it may take after its input is closed.
        """
        self._is_stopping.set()
        if self._thread.ident is None:
            return
        steps = (
            (ChildProcess.close_input, grace_s),
            (ChildProcess.terminate, 2.0),
            (ChildProcess.kill, 5.0),
        )
        for ask, patience_s in steps:
            with self._lock:
                child = self._child
            if child is not None:
                ask(child)
            self._thread.join(patience_s)
            if not self._thread.is_alive():
                return
        log.error("Process %s could not be ended.", self._name)

    def _run(self) -> None:
        crashes = restarts = 0
        while not self._is_stopping.is_set():
            began = time.monotonic()
            code = self._run_once(restarts)
            if self._is_stopping.is_set():
                break
            if code in self._final_codes:
                self._tell(ProcessStatus(0, {}, code, restarts))
                return
            crashes = 0 if time.monotonic() - began >= SETTLED_S else crashes
            wait_s = FIRST_WAITS_S[min(crashes, len(FIRST_WAITS_S) - 1)]
            crashes += 1
            restarts += 1
            log.warning(
                "Process %s ended with code %s; it starts again in %.1f s.",
                self._name,
                code,
                wait_s,
            )
            self._tell(ProcessStatus(0, {}, code, restarts, wait_s))
            self._is_stopping.wait(wait_s)
        self._tell(ProcessStatus(0, {}, self._status.exit_code, restarts))

    def _run_once(self, restarts: int) -> int | None:
        last_code = self._status.exit_code

        def ready(said: dict[str, Any]) -> None:
            self._tell(ProcessStatus(child.pid, said, last_code, restarts))

        is_known = threading.Event()

        def when_known(said: dict[str, Any]) -> None:
            is_known.wait()
            ready(said)

        try:
            child = ChildProcess(self._command(), when_known, self._log_file, self._environment)
        except OSError as error:
            log.error("Process %s cannot be started: %s", self._name, error)  # noqa: TRY400 - no bug
            return None
        with self._lock:
            self._child = child
        self._tell(ProcessStatus(child.pid, {}, last_code, restarts))
        is_known.set()
        if self._is_stopping.is_set():
            child.close_input()
        code = child.wait()
        with self._lock:
            self._child = None
        return code

    def _tell(self, status: ProcessStatus) -> None:
        self._status = status
        try:
            self._on_change(status)
        except Exception:
            log.exception("A listener of process %s failed.", self._name)


def end_with_parent(on_end: Callable[[], None]) -> None:
    """Make this process end when its parent is gone: standard input closes, or it just dies.

    Args:
        on_end: Called once, from a thread, when standard input was closed; must begin to end us.
    """
    if sys.platform == "linux":
        # When the parent is killed its pipe may live on in a sister process: the kernel tells too.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 4096):
                pass
        on_end()

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
