"""The processes beside a console: the collector, and the simulated city where the profile wants it.

One data folder has one collector. Where another console's collector works already we join it; we
start our own when that one is gone.
"""

import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from app.collector.folders import EXIT_BUSY, EXIT_PROFILE, BusyError, folder_lock
from app.services.ports import StorageError
from app.services.processes import ProcessStatus, ProcessSupervisor
from app.services.profiles import fingerprint
from app.storage.databases import WriterLock
from app.verbs.places import Places, program_command

LOOK_EVERY_S: Final = 0.5
"""How often we look whether another console's collector is gone, or a broken profile changed."""

_FINAL: Final = frozenset({EXIT_BUSY, EXIT_PROFILE})

GRACE_S: Final = 15.0
"""How long a process may take to end in order."""


class Crew:
    """Keeps the processes of a console running, from `start` to `stop`.

    The simulated city takes longest to be ready, so it is started at once; the collector, which
    needs it, waits for `collect`, so that it does not take the first paint's time.

    Args:
        places: The folders.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._tell: Callable[[Mapping[str, Any]], None] = lambda _: None
        self._may_collect = threading.Event()
        self._is_stopping = threading.Event()
        self._is_off = threading.Event()
        self._last_code: int | None = None
        self._failure: Mapping[str, Any] | None = None
        self._thread = threading.Thread(target=self._run, name="crew", daemon=True)
        self._children: dict[str, ProcessSupervisor] = {}

    def start(self) -> None:
        """Start the simulated city in the background, where the profile wants one."""
        self._thread.start()

    def collect(self, tell: Callable[[Mapping[str, Any]], None]) -> None:
        """Start the collector in the background.

        Args:
            tell: Called from a thread of ours with what the collector says of itself when it
                starts: a mapping whose `state` is `ready` or `failed`; must not block.
        """
        self._tell = tell
        self._may_collect.set()

    def stop(self) -> None:
        """End the processes and wait until they are gone."""
        for event in (self._is_stopping, self._is_off, self._may_collect):
            event.set()
        if self._thread.ident is not None:
            self._thread.join()

    def pids(self) -> dict[str, int]:
        """Return the numbers of the processes that run, by verb."""
        children = dict(self._children)
        return {
            verb: child.status.pid for verb, child in children.items() if child.status.is_running
        }

    def _run(self) -> None:
        while not self._is_stopping.is_set():
            with crew_lock(self._places.data) as is_ours:
                if is_ours and not is_taken(self._places.data):
                    self._work()
            if self._last_code == EXIT_PROFILE:
                self._await_change()
            else:
                self._is_stopping.wait(LOOK_EVERY_S)

    def _work(self) -> None:
        """Keep the processes until we stop, or until the collector cannot work for good."""
        self._last_code = None
        self._is_off.clear()
        try:
            if needs_simulation(self._places):
                self._begin("simulate", "--with-parent")
            self._may_collect.wait()
            if not self._is_stopping.is_set():
                self._begin("collect", "--with-parent", "--no-simulation")
                self._is_off.wait()
        finally:
            for verb in ("collect", "simulate"):
                if verb in self._children:
                    self._children.pop(verb).stop(GRACE_S)

    def _begin(self, verb: str, *arguments: str) -> None:
        log_file = self._places.data / "logs" / f"{verb}-errors.log"
        folders = ["--profile", str(self._places.profile), "--data", str(self._places.data)]
        command = program_command(verb, *folders, *arguments)
        child = ProcessSupervisor(
            verb,
            lambda: command,
            self._take_status if verb == "collect" else lambda _: None,
            log_file=log_file,
            final_codes=_FINAL,
        )
        self._children = {**self._children, verb: child}
        child.start()

    def _take_status(self, status: ProcessStatus) -> None:
        if status.ready.get("state") == "ready":
            self._tell(status.ready)
        elif status.ready:
            self._failure = status.ready
        if status.is_running:
            return
        failure, self._failure = self._failure, None
        if status.exit_code in _FINAL:
            # No restart helps: another collector works there, or the profile has to be mended,
            # which the console says itself.
            self._last_code = status.exit_code
            self._is_off.set()
        elif failure is not None:
            self._tell(failure)

    def _await_change(self) -> None:
        """Wait until somebody changed the profile; before that no start can succeed."""
        before = fingerprint(self._places.profile, self._places.overlay)
        while fingerprint(self._places.profile, self._places.overlay) == before:
            if self._is_stopping.wait(LOOK_EVERY_S):
                return


@contextmanager
def crew_of(places: Places) -> Iterator[Crew]:
    """Start the processes of a data folder; when the block ends they have ended."""
    crew = Crew(places)
    crew.start()
    try:
        yield crew
    finally:
        crew.stop()


@contextmanager
def crew_lock(data: Path) -> Iterator[bool]:
    """Hold the lock of those who start processes for a data folder; False when somebody else does.

    Two consoles that start at the same moment must not both simulate the city.
    """
    try:
        lock = WriterLock(data / "crew.lock")
    except StorageError as error:
        # No right or no room for a lock: our own collector will say what is wrong with the folder.
        yield not isinstance(error.__cause__, BlockingIOError)
        return
    try:
        yield True
    finally:
        lock.release()


def is_taken(data: Path) -> bool:
    """Tell whether a collector works in a data folder."""
    try:
        with folder_lock(data):
            return False
    except BusyError:
        return True
    except OSError:
        return False  # Our own collector will say what is wrong with the folder.


def needs_simulation(places: Places) -> bool:
    """Tell whether a source of the profile is part of the simulated city.

    The files are looked at one by one: the city is to start before the profile is read and
    checked, and also when something else in it is wrong.
    """
    files = [Path(name) for name in fingerprint(places.profile, places.overlay)]
    return any(_has_simulated_source(file) for file in files)


def _has_simulated_source(file: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        text = file.read_text("utf-8")
        if "sim:" not in text:
            return False
        sources = tomllib.loads(text).get("source", [])
        return any(
            isinstance(source, dict) and str(source.get("url", "")).startswith("sim:")
            for source in (sources if isinstance(sources, list) else [])
        )
    return False
