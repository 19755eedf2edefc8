"""The collector as a process of its own: one a data folder, with a log, ended by signal or pipe."""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

from app.collector.collector import Adapters, Collector, Profile
from app.collector.folders import (
    EXIT_BROKEN,
    EXIT_BUSY,
    EXIT_OK,
    EXIT_PROFILE,
    BusyError,
    folder_lock,
)
from app.domain.cities import City
from app.services.clocks import SystemClock
from app.services.ports import StorageError
from app.services.processes import end_with_parent
from app.services.profiles import ProfileError

LOG_BYTES: Final = 5_000_000
LOG_FILES: Final = 4
END_S: Final = 20.0
"""An orderly end takes no longer; then the process just goes. What was acknowledged is stored."""

log = logging.getLogger(__name__)


def run(
    profile: Profile,
    data: Path,
    adapters: Callable[[City], Adapters],
    *,
    with_parent: bool = False,
) -> int:
    """Collect until SIGTERM, Ctrl+C or, with a parent, the end of standard input.

    The first line on standard output is a JSON object: `{"state": "ready", …}`, or
    `{"state": "failed", "reason": …, "problems": […]}`.

    Args:
        profile: The profile, usually a `ProfileFolder`.
        data: The data folder; made when it is missing.
        adapters: Makes the concrete outside for the city as read, see `composition.compose`.
        with_parent: End when standard input closes.

    Returns:
        The exit code: 0 after an orderly end, 2 for a wrong profile, 3 when another collector
        holds the data folder, 1 when files or memory cannot be used.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _logging_to(data / "logs" / "collector.log"):
        try:
            with folder_lock(data):
                city = profile.read()
                collector = Collector(
                    city,
                    profile=profile,
                    data=data,
                    adapters=adapters(city),
                    clock=SystemClock(),
                )
                asyncio.run(_collect(collector, city, data, with_parent=with_parent))
        except ProfileError as error:
            problems = [str(problem) for problem in error.problems]
            return _failed(EXIT_PROFILE, "Das Stadtprofil enthält Fehler.", problems)
        except BusyError as error:
            return _failed(EXIT_BUSY, str(error))
        except (StorageError, OSError) as error:
            log.exception("The collector cannot work.")
            return _failed(EXIT_BROKEN, str(error))
    return EXIT_OK


async def _collect(collector: Collector, city: City, data: Path, *, with_parent: bool) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def end() -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(stop.set)

    for name in (signal.SIGTERM, signal.SIGINT):
        if sys.platform == "win32":
            signal.signal(name, lambda *_: end())
        else:
            loop.add_signal_handler(name, stop.set)
    if with_parent:
        end_with_parent(end)

    def ready() -> None:
        log.info("Collecting %s: %d points.", city.id, len(city.points))
        _say(
            state="ready",
            pid=os.getpid(),
            city=city.id,
            data=str(data),
            points=len(city.points),
            sources=len(city.sources),
        )

    guard = asyncio.create_task(_guard(stop))
    await collector.run(stop, ready)
    guard.cancel()
    log.info("The collector ended.")


async def _guard(stop: asyncio.Event) -> None:
    """Make sure that an end that hangs ends nevertheless, also when the loop itself hangs."""
    await stop.wait()
    timer = threading.Timer(END_S, os._exit, (EXIT_BROKEN,))
    timer.daemon = True
    timer.start()
    try:
        await asyncio.Event().wait()
    finally:
        timer.cancel()


@contextmanager
def _logging_to(path: Path) -> Iterator[None]:
    """Write the log to a file that is rotated; warnings also to standard error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    form = logging.Formatter("%(asctime)sZ %(levelname)s %(name)s: %(message)s")
    form.converter = time.gmtime
    file = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    errors = logging.StreamHandler()
    errors.setLevel(logging.WARNING)
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    # Libraries that report each message of theirs would fill the log within an hour.
    for library in ("asyncua", "paho", "amqtt"):
        logging.getLogger(library).setLevel(logging.WARNING)
    for handler in (file, errors):
        handler.setFormatter(form)
        root.addHandler(handler)
    try:
        yield
    finally:
        for handler in (file, errors):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(before)


def _failed(code: int, reason: str, problems: list[str] | None = None) -> int:
    log.error("%s %s", reason, problems or "")
    _say(state="failed", pid=os.getpid(), reason=reason, problems=problems or [])
    return code


def _say(**what: Any) -> None:
    """Print the one line other programs read."""
    with suppress(OSError, ValueError):
        sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
        sys.stdout.flush()
