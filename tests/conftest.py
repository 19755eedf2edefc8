"""What every test has: it fails on what it leaves running and on what was logged by surprise."""

import gc
import logging
import os
import threading
import time
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
os.environ.setdefault("QT_API", "pyside6")
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer
from PySide6.QtWidgets import QApplication

from widgets.map.schemes import share_graphics

_GRACE_S = 5.0

# The same examples in every run: a test that fails here fails everywhere.
settings.register_profile("leitstand", derandomize=True, database=None, deadline=None)
settings.load_profile("leitstand")

# Before Qt's application is made, as in the program.
share_graphics()


@pytest.fixture(autouse=True, scope="session")
def imported_things_set_aside() -> None:
    """Keep what is there before the first test out of every later search for timers.

    Some hundred thousand objects, none of them a timer: looking at all of them after each test,
    and collecting garbage among them, took a quarter of the time of tests with widgets.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or an active timer behind, naming it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _GRACE_S
    while left := _left_threads(before):
        if time.monotonic() > deadline:
            pytest.fail(f"threads left running: {[thread.name for thread in left]}")
        left[0].join(0.05)
    timers = _active_timers()
    assert not timers, f"timers left running: {timers}"


def _left_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return threads that were not there before; asyncio's and Qt's own workers excepted."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before
        and thread.is_alive()
        and not isinstance(thread, threading._DummyThread)
    ]


def _active_timers() -> list[str]:
    """Return our own QTimers that still run although their window is gone."""
    app = QApplication.instance()
    if app is None:
        return []
    app.processEvents()
    return [repr(item) for item in gc.get_objects() if type(item) is QTimer and _is_active(item)]


def _is_active(timer: object) -> bool:
    """Tell whether a timer runs; a timer whose C++ half is gone does not."""
    try:
        return bool(timer.isActive())  # type: ignore[attr-defined]  # any QTimer
    except RuntimeError:
        return False


@pytest.fixture(autouse=True)
def language_set_back() -> Iterator[None]:
    """A test that speaks another language speaks it alone."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def no_widgets_of_earlier_tests() -> None:
    """Delete what earlier tests closed; else every change of theme styles all of it again."""
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def no_stray_warnings(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that logged a warning or worse, unless it says so by `expects_warnings`."""
    yield
    if request.node.get_closest_marker("expects_warnings"):
        return
    stray = [
        record
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    assert not stray, f"unexpected log records: {[record.getMessage() for record in stray]}"
