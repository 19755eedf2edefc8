"""A council report of 40 projects with charts: built, set as PDF/UA, kept, opened again later."""

import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Final, Self
from zoneinfo import ZoneInfo

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Publication
from app.services.clocks import SystemClock
from app.services.inventory.uids import new_uid
from app.services.portfolio.demo import programme_changeset
from app.services.portfolio.reports.building import Wanted, build_report
from app.services.portfolio.reports.contents import Content
from app.services.portfolio.reports.freezing import (
    Frozen,
    digest_of,
    freezing,
    frozen_text,
    thawed,
)
from app.services.portfolio.reports.papers import set_report
from app.services.portfolio.reports.words import Words
from app.services.portfolio.states import PortfolioState, read_state
from app.services.profiles import find_city
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from benchmarks.result import Result
from tests.tagged_pdf import structure_of

LIMIT_S: Final = 5.0
PROJECTS: Final = 40
CHANGES: Final = 100
DAY: Final = date(2026, 11, 30)
ZONE: Final = ZoneInfo("Europe/Berlin")


def run() -> Result:
    """Measure one report from the state to the file; what it says is checked in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        database = CityDatabase(Path(folder) / "city.db")
        store = CityInventory(database, SystemClock(), "Messung")
        with closing(store.reader()) as reader:
            changeset = programme_changeset(reader, find_city("hamm"), DAY)
        store.commit(changeset)
        state = _state(store)
        projects = tuple(one.uid for one in state.portfolio.projects[:PROJECTS])
        wanted = Wanted(
            type="council",
            title="",
            city="Hamm",
            author="Messung",
            target=Publication.INTERNAL,
            projects=projects,
            decisions=(),
            made_us=SystemClock().now_us(),
            zone=ZONE,
        )
        with _Held() as held, closing(store.reader()) as reader:
            begin = time.perf_counter()
            content = build_report(state, wanted, Words("de", str), reader.history)
            if content is None:
                raise AssertionError("the report was stopped")
            built = time.perf_counter() - begin
            digest = digest_of(frozen_text(content))
            paper = set_report(content, digest)
            took = time.perf_counter() - begin
        faults = structure_of(paper.pdf).faults()
        again = _again(store, state, content_pdf=(content, paper.pdf))
        database.close()
    is_whole = not faults and again and len(content.projects) == PROJECTS
    print(
        f"{len(content.projects)} projects, {len(content.sources)} sources, "
        f"{len(content.charts)} charts; built {built:.2f} s, set {took - built:.2f} s, "
        f"{len(paper.pdf) / 1024:.0f} kB; another thread waited {held.longest_ms:.0f} ms at most; "
        f"PDF/UA faults: {faults or 'none'}; after {CHANGES} changes "
        f"{'identical, hash holds' if again else 'NOT identical'}",
        file=sys.stderr,
    )
    return Result(
        benchmark="council_report",
        value=round(took, 2),
        unit="s",
        against=f"limit {LIMIT_S:.0f} s",
        ratio=round(took / LIMIT_S, 3),
        budget=f"<= {LIMIT_S:.0f} s; structure of PDF/UA-1 without faults; reopened identical",
        passed=took <= LIMIT_S and is_whole,
    )


def _state(store: CityInventory) -> PortfolioState:
    with closing(store.reader()) as reader:
        now_us = SystemClock().now_us()
        return read_state(reader, at_us=None, now_us=now_us, zone=ZONE, evidence={})


def _again(store: CityInventory, state: PortfolioState, content_pdf: tuple[Content, bytes]) -> bool:
    """Keep the report, change the programme a hundred times, and open the report again."""
    content, pdf = content_pdf
    uid = new_uid(SystemClock().now_us())
    store.commit(freezing(content, uid, pdf, "Messung"))
    projects = state.portfolio.projects
    for number in range(CHANGES):
        one = projects[number % len(projects)]
        values = {"name": f"{one.text('name')} {number}"}
        store.commit(Changeset([Operation(Action.UPDATE, "project", one.uid, values)]))
    with closing(store.reader()) as reader:
        record = reader.record("report", uid)
    if record is None:
        return False
    found = thawed(record)
    if not isinstance(found, Frozen) or found.problem or found.content != content:
        return False
    return set_report(found.content, found.digest).pdf == pdf


class _Held:
    """Sees how long another thread waits for Python meanwhile; the window would wait as long."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._stop = Event()
        self._thread = Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        before = time.perf_counter()
        while not self._stop.wait(0.002):
            now = time.perf_counter()
            self.longest_ms = max(self.longest_ms, (now - before) * 1_000)
            before = time.perf_counter()
