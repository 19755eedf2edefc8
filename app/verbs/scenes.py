"""Brings the workspaces into a state worth looking at, for pictures and the self-test."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.console.console import Console
from app.console.workspaces import LAGE, VERLAEUFE
from app.domain.cities import City
from app.domain.points import Point, PointKind
from app.domain.samples import Quality

CURVES: Final = ("air_station.no2", "air_station.o3", "weather_station.temp", "noise.laeq")
"""Kinds of points whose curves tell something over a day; one of each is drawn."""

DAY_US: Final = 86_400_000_000
_STEP_MS: Final = 20


@contextmanager
def data_folder(named: str) -> Iterator[str]:
    """Yield the data folder a person named, or a temporary one."""
    if named:
        yield named
        return
    with TemporaryDirectory(prefix="leitstand-", ignore_cleanup_errors=True) as folder:
        yield folder


def wait_until(is_so: Callable[[], bool], timeout_s: float) -> bool:
    """Let the console work until something is so; False when time is up first."""
    deadline = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > deadline:
            return False
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _STEP_MS)
        time.sleep(_STEP_MS / 4_000)
    return True


def settle(seconds: float) -> None:
    """Let the console work for a while."""
    wait_until(lambda: False, seconds)


def is_live(console: Console) -> bool:
    """Tell whether values of the city are shown that may be taken for live."""
    state = console.feed.latest
    return state is not None and state.is_live and not bool(state.stale.all())


def is_past(console: Console) -> bool:
    """Tell whether a moment of the past is shown."""
    state = console.feed.latest
    return state is not None and not state.is_live


def has_sparks(console: Console, share: float = 0.5) -> bool:
    """Tell whether most points have a course over the last hour."""
    state = console.feed.latest
    if state is None or state.sparks is None or not len(state.sparks):
        return False
    filled = np.isfinite(state.sparks).sum(axis=1) >= min(10, state.sparks.shape[1])
    return bool(filled.mean() >= share)


def worthy_points(city: City) -> list[Point]:
    """Return a few points whose curves are worth a picture."""
    found = [next((point for point in city.points if point.type == kind), None) for kind in CURVES]
    chosen = [point for point in found if point is not None]
    analog = [point for point in city.points if point.kind is PointKind.ANALOG]
    return chosen or analog[: len(CURVES)]


def open_scene(console: Console, workspace: str) -> None:
    """Open a workspace with something in it: a selection, or the curves of a day."""
    city = console.city
    points = worthy_points(city) if city is not None else []
    if workspace == VERLAEUFE:
        console.ways.show_trend([str(point.id) for point in points])
        page: Any = console.window.pages[VERLAEUFE]
        page.trends.bar.span_requested.emit(DAY_US)
        wait_until(lambda: bool(page.trends.is_idle), 10.0)
    else:
        console.window.open_workspace(workspace)
    if workspace == LAGE:
        console.selection.select([str(point.id) for point in good_points(console, points)[:1]])
    settle(1.0)


def good_points(console: Console, points: list[Point]) -> list[Point]:
    """Return those of some points whose value is good now."""
    state = console.feed.latest
    if state is None:
        return points
    keys = state.states.key[(state.states.quality == Quality.GOOD) & ~state.stale]
    good = set(keys.tolist())
    return [point for point in points if point.key in good] or points


def picture(console: Console) -> QImage:
    """Return what the window shows."""
    return console.window.grab().toImage()


def save(image: QImage, path: Path) -> bool:
    """Write a picture as PNG; False when it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return image.save(str(path), "PNG")  # type: ignore[call-overload,no-any-return,unused-ignore]  # a str is a name


def colours(image: QImage, step: int = 7) -> int:
    """Return how many colours a picture has, looking at every so-manieth pixel."""
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(small.constBits(), np.uint32).reshape(small.height(), -1)
    return len(np.unique(pixels[::step, : small.width() : step]))
