"""Starts another console that goes its own way: it outlives the one that started it."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock


class Launcher:
    """Starts independent programs, and takes note of those that have ended.

    Args:
        command: Returns the command line for a capsule file, as a drill where asked for.
        log_file: Where their standard error goes.
    """

    def __init__(self, command: Callable[[Path, bool], Sequence[str]], log_file: Path) -> None:
        self._command = command
        self._log_file = log_file
        self._lock = Lock()
        self._children: list[subprocess.Popen[bytes]] = []

    def __call__(self, path: Path, is_drill: bool) -> None:  # noqa: FBT001 - `CapsuleDesk.launch`
        """Start a console on a capsule.

        Raises:
            OSError: No program can be started.
        """
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        with self._lock, self._log_file.open("ab") as log:
            # Who has ended is let go here; the others are not waited for.
            self._children = [child for child in self._children if child.poll() is None]
            self._children.append(
                subprocess.Popen(
                    list(self._command(path, is_drill)),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    start_new_session=True,
                )
            )

    @property
    def pids(self) -> list[int]:
        """The programs that run, as far as is known."""
        with self._lock:
            return [child.pid for child in self._children if child.poll() is None]
