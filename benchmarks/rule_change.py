"""The longest stall of the window while other rules come into force, in the shipped city.

A whole console with all its pages open, 1,920 points that are fresh and 40 alarms that stand. Each
change of one limit is told as the collector tells it; between two beats of a 5 ms heartbeat the
window can do nothing else. Counted is the time its thread computes there, so that other programs
on the machine do not count; by the clock it is told beside it. Beside it the same change shown by
building every page anew, as for another profile.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from statistics import median

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.console.console import Console
from app.console.page import Page
from app.console.workspaces import ALARME, ANBINDUNG, LAGE, VERLAEUFE
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.link.messages import AlarmsChanged, DocumentChanged
from app.services.profiles import find_city, load_city
from app.services.rulesets import with_rule, write_changes
from benchmarks.result import Result
from tests.fakes.city import make_alarm
from tests.fakes.console import NOW, Setting

CHANGES = 12
ALARMS = 40
BEAT_MS = 5
LIMIT_MS = 100.0


def run() -> Result:
    """Measure changes of rules, then whole rebuilds."""
    application = QApplication.instance() or QApplication([])
    setting = Setting(_NoBot())  # type: ignore[arg-type]  # nothing here asks for its waiting
    setting.city = city = load_city(find_city("hamm"))
    console = _open(setting)
    rule = next(rule for rule in city.rules if not rule.kind.has_codes and not rule.limit)
    worst, by_clock, rebuilt = [], [], []
    for number in range(1, CHANGES + 1):
        changed = with_rule(city, replace(rule, threshold=rule.threshold * (1 + number / 1e4)))
        text = write_changes(city, changed)
        version = DocumentVersion(DocumentKind.RULES, number, NOW, "bench", "bench", text)
        setting.journal.record_version(version)
        with _beating() as gaps:
            setting.link.say(DocumentChanged(DocumentKind.RULES, number))
            _wait(partial(_is_shown, console, changed))
            _spin(0.3)
        own, clock = gaps()
        worst.append(own)
        by_clock.append(clock)
        begin = time.thread_time()
        for page in console.window.pages.values():
            if isinstance(page, Page):
                page.set_city(changed)
        rebuilt.append((time.thread_time() - begin) * 1e3)
        _spin(0.3)
    setting.close()
    application.processEvents()
    for name, stalls in (("computing", worst), ("by the clock", by_clock)):
        print(f"{name}, ms: {', '.join(f'{gap:.0f}' for gap in stalls)}")
    value = max(worst)
    return Result(
        "rule_change",
        round(value, 1),
        "ms",
        f"limit {LIMIT_MS:.0f} ms; {median(rebuilt):.0f} ms for building the pages anew",
        round(value / LIMIT_MS, 3),
        f"<= {LIMIT_MS:.0f} ms",
        value <= LIMIT_MS,
    )


def _is_shown(console: Console, city: City) -> bool:
    return console.city == city


class _NoBot:
    """Stands where a test has its hands."""


def _open(setting: Setting) -> Console:
    """Return a live console with all pages built and alarms standing."""
    console = setting.console()
    console.start()
    _wait(lambda: LAGE in console.window.pages)
    city: City = setting.city
    setting.link.connect(city)
    setting.link.deliver(city, 1.0, NOW)
    alarms = {rule.id: make_alarm() for rule in city.rules[:: len(city.rules) // ALARMS]}
    setting.link.say(AlarmsChanged(alarms, is_whole=True))
    for workspace in (VERLAEUFE, ANBINDUNG, ALARME, LAGE):
        console.window.open_workspace(workspace)
        _spin(0.5)
    _spin(6.0)  # the last hour and the first look at the past are read meanwhile
    return console


@contextmanager
def _beating() -> Iterator[Callable[[], list[float]]]:
    """Feel the heartbeats of the window; yield what tells the longest distance so far, ms.

    It is told as the time of this thread, and by the clock.
    """
    beats = [_now()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(_now()))
    timer.start(BEAT_MS)
    yield lambda: [float(gap) for gap in np.diff(beats, axis=0).max(axis=0) * 1e3]
    timer.stop()


def _now() -> tuple[float, float]:
    return time.thread_time(), time.perf_counter()


def _spin(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1_000), loop.quit)
    loop.exec()


def _wait(is_true: Callable[[], bool], timeout_s: float = 30.0) -> None:
    end = time.monotonic() + timeout_s
    while not is_true():
        if time.monotonic() > end:
            raise TimeoutError(f"did not happen within {timeout_s} s")
        _spin(0.02)
