"""`app --selftest`: starts everything, really looks, ends, and says as JSON what it saw.

The bundle is tested with it: what a packager forgot shows only when it is used.
"""

import argparse
import json
import os
import time
from contextlib import closing
from typing import Any, Final

import numpy as np

from app.console.console import Console
from app.console.workspaces import workspace_ids
from app.domain.samples import NO_TIME
from app.services.clocks import SystemClock
from app.services.profiles import ProfileError
from app.storage.historian import SqliteHistorianReader
from app.verbs.alarms import try_alarms
from app.verbs.composition import Workplace, workplace
from app.verbs.crew import crew_of
from app.verbs.curves import try_curves, try_past
from app.verbs.guard import ALLOWED, lost_references
from app.verbs.inventory_scenes import try_inventory
from app.verbs.maps import page_pids, try_map, wait_for_map
from app.verbs.places import Places, find_places
from app.verbs.programme_scenes import try_programme
from app.verbs.scenes import (
    colours,
    data_folder,
    is_live,
    open_scene,
    picture,
    wait_until,
    worthy_points,
)
from app.verbs.twin_scenes import try_twin, wait_for_twin

POPULATED_S: Final = 30.0
LIVE_S: Final = 90.0
MOVING_S: Final = 60.0
HISTORY_S: Final = 60.0
END_S: Final = 30.0
LEAST_COLOURS: Final = 12
"""A window that draws text has many shades; one that failed to draw has one or two."""

LEAST_MOVING: Final = 10


class Report:
    """What was seen, step by step."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.steps: dict[str, dict[str, Any]] = {}

    def note(self, step: str, *, passed: bool, **seen: object) -> bool:
        """Note a step."""
        at_s = round(time.monotonic() - self._began, 2)
        self.steps[step] = {"passed": passed, "at_s": at_s, **seen}
        return passed

    @property
    def passed(self) -> bool:
        """True when every step was as it should be."""
        return all(step["passed"] for step in self.steps.values())


def main(options: argparse.Namespace) -> int:
    """Print the report; return 0 when all is well, 1 when not."""
    report = Report()
    try:
        with data_folder(options.data) as data:
            _look(options, find_places(options.profile, data), report)
    except (ProfileError, OSError) as error:
        report.note("start", passed=False, reason=str(error))
    found = {"passed": report.passed, "steps": report.steps}
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0 if report.passed else 1


def _look(options: argparse.Namespace, places: Places, report: Report) -> None:
    with crew_of(places) as crew, workplace(places, options, crew) as place:
        console = place.console
        done: set[str] = set()
        console.painted.connect(lambda: done.add("painted"))
        console.populated.connect(lambda: done.add("populated"))
        console.start()
        wait_until(lambda: "painted" in done, POPULATED_S)
        report.note("painted", passed="painted" in done, colours=colours(picture(console)))
        wait_until(lambda: "populated" in done, POPULATED_S)
        report.note("populated", passed="populated" in done, notices=_notices(place))
        if "populated" in done:
            _look_at_values(place, report)
            report.note("map", **try_map(console))
            report.note("twin", **try_twin(console))
            report.note("inventory", **try_inventory())
            report.note("programme", **try_programme(places.profile))
            _look_at_pictures(place, report)
            _look_at_history(place, report)
            report.note("past", **try_past(console))
            report.note("curves", **try_curves(console))
            if not options.data:  # in a data folder of ours: in no city a person cares for
                _look_at_alarms(console, report)
        moved = lost_references()
        report.note("references", passed=all(abs(n) < ALLOWED for n in moved.values()), moved=moved)
        pids = {**place.crew.pids(), **page_pids(console)}
        report.note("processes", passed="collect" in pids, pids=pids)
    wait_until(lambda: not any(map(_is_running, pids.values())), END_S)
    left = [name for name, pid in pids.items() if _is_running(pid)]
    report.note("ended", passed=not left, left=left)


def _look_at_values(place: Workplace, report: Report) -> None:
    console = place.console
    live = wait_until(lambda: is_live(console), LIVE_S)
    report.note("live", passed=live, notices=_notices(place))
    before = _times(place)

    def moving() -> int:
        now = _times(place)
        return int((now != before).sum()) if now.shape == before.shape else 0

    wait_until(lambda: moving() >= LEAST_MOVING, MOVING_S)
    report.note("moving", passed=moving() >= LEAST_MOVING, points=len(before), moved=moving())


def _times(place: Workplace) -> np.ndarray[Any, np.dtype[np.int64]]:
    state = place.console.feed.latest
    return np.empty(0, np.int64) if state is None else state.states.time.copy()


def _look_at_pictures(place: Workplace, report: Report) -> None:
    seen = {}
    for workspace in workspace_ids():
        open_scene(place.console, workspace)
        wait_for_map(place.console)
        wait_for_twin(place.console)
        seen[workspace] = colours(picture(place.console))
    passed = all(number >= LEAST_COLOURS for number in seen.values())
    report.note("pictures", passed=passed, colours=seen)


def _look_at_alarms(console: Console, report: Report) -> None:
    for step, seen in try_alarms(console):
        report.note(step, **seen)


def _look_at_history(place: Workplace, report: Report) -> None:
    """Read back what was recorded meanwhile, as another process would."""
    city = place.console.city
    if city is None:
        return
    keys = np.array([point.key for point in city.points], np.int64)
    now_us = SystemClock().now_us()
    with closing(SqliteHistorianReader(place.places.history, city.time_zone)) as reader:

        def known() -> int:
            return int((reader.latest(keys).time != NO_TIME).sum())

        wait_until(lambda: known() >= LEAST_MOVING, HISTORY_S)
        points = known()
        wanted = [point.key for point in worthy_points(city)]
        frames = reader.query(wanted, now_us - 3_600_000_000, now_us, 1_000)
        notices = reader.health().notices
    rows = [len(frame) for frame in frames]
    report.note(
        "history", passed=points >= LEAST_MOVING, points=points, rows=rows, notices=list(notices)
    )


def _notices(place: Workplace) -> list[str]:
    return [notice.text for notice in place.console.window.notices.said]


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
