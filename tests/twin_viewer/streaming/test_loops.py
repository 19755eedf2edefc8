"""Choosing and reading nodes: within the budget, parents first, stale wishes dropped, no thrash."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.twin_viewer.streaming.octrees import FRAME, FakeOctree, view
from twin_viewer.formats.las import CloudInfo
from twin_viewer.streaming import loops
from twin_viewer.streaming.loops import Change, LoadingLoop, Wish
from twin_viewer.streaming.sources import Source

PATH = Path("scan.copc.laz")


class Scenery:
    """What layers would show, as changes say; checks at each of them what must always hold."""

    def __init__(self) -> None:
        self.shown: dict[str, dict[int, int]] = defaultdict(dict)
        self.budget = 10**9
        self.most = 0
        self.orphans = 0
        self.faults: list[str] = []
        self.changes = 0
        self._filled = threading.Condition()
        self._fills = 0

    def take(self, changes: list[Change]) -> None:
        for change in changes:
            shown = self.shown[change.cloud]
            self.changes += bool(change.add or change.drop)
            for row in change.drop:
                shown.pop(row, None)
            for row, (points, parent) in change.add.items():
                self.orphans += parent is not None and parent not in shown
                shown[row] = len(points)
            self.faults.extend(fault.reason for fault in change.faults)
        self.most = max(self.most, self.points)

    def filled(self) -> None:
        with self._filled:
            self._fills += 1
            self._filled.notify_all()

    @property
    def points(self) -> int:
        return sum(sum(rows.values()) for rows in self.shown.values())

    def after(self, act: Callable[[], object]) -> None:
        """Do something and wait until all that is wanted is there."""
        with self._filled:
            before = self._fills
        act()
        with self._filled:
            assert self._filled.wait_for(lambda: self._fills > before, timeout=10)


@pytest.fixture
def scenery() -> Scenery:
    return Scenery()


@pytest.fixture
def octrees(monkeypatch: pytest.MonkeyPatch) -> dict[str, FakeOctree]:
    """Octrees by the name of the file they are opened by."""
    known: dict[str, FakeOctree] = {}

    def open_one(
        cloud: str, path: Path, frame: object, should_stop: object
    ) -> tuple[Source, CloudInfo]:
        source = Source(cloud, FRAME)
        source.set_octree(known[path.name])
        return source, known[path.name].info

    monkeypatch.setattr(loops, "open_source", open_one)
    monkeypatch.setattr(loops, "open_octree", lambda path: known[path.name])
    return known


@pytest.fixture
def loop(scenery: Scenery, octrees: dict[str, FakeOctree]) -> Iterator[LoadingLoop]:
    octrees[PATH.name] = FakeOctree()
    loop = LoadingLoop(FRAME, scenery.take, scenery.filled)
    yield loop
    loop.close()


def test_the_budget_is_filled_and_never_passed(loop: LoadingLoop, scenery: Scenery) -> None:
    loop.wish(Wish(view(), 120_000))
    scenery.after(lambda: loop.open("a", PATH))
    assert 0 < scenery.points <= scenery.most <= 120_000
    assert scenery.orphans == 0


def test_parents_come_before_children(loop: LoadingLoop, scenery: Scenery) -> None:
    loop.wish(Wish(view(), 500_000))
    scenery.after(lambda: loop.open("a", PATH))
    for east in (5.0, 60.0, 30.0):
        wish = Wish(view(east, height=25.0), 30_000)
        scenery.after(partial(loop.wish, wish))
        assert scenery.orphans == 0


def test_the_same_wish_changes_nothing(loop: LoadingLoop, scenery: Scenery) -> None:
    wish = Wish(view(20.0, height=40.0), 110_000)
    loop.wish(wish)
    scenery.after(lambda: loop.open("a", PATH))
    before = scenery.changes
    for _ in range(5):
        loop.wish(wish)
    scenery.after(lambda: loop.wish(Wish(view(60.0, height=30.0), 110_000)))
    moved = scenery.changes
    assert moved > before
    assert scenery.most <= 110_000


def test_nodes_seen_before_are_not_read_again(
    loop: LoadingLoop, scenery: Scenery, octrees: dict[str, FakeOctree]
) -> None:
    here, there = Wish(view(8.0, height=20.0), 200_000), Wish(view(56.0, height=20.0), 200_000)
    loop.wish(here)
    scenery.after(lambda: loop.open("a", PATH))
    scenery.after(lambda: loop.wish(there))
    scenery.after(lambda: loop.wish(here))
    reads = octrees[PATH.name].reads
    assert len(reads) == len(set(reads))


def test_a_stale_wish_is_given_up(
    loop: LoadingLoop, scenery: Scenery, octrees: dict[str, FakeOctree]
) -> None:
    octree = octrees[PATH.name]
    read, first = octree.read, threading.Event()
    go_on = threading.Event()

    def slow(row: int) -> object:
        first.set()
        assert go_on.wait(10)
        return read(row)

    octree.read = slow  # type: ignore[method-assign, assignment]  # stops in the first node
    loop.wish(Wish(view(height=30.0), 10**6))
    loop.open("a", PATH)
    assert first.wait(10)
    loop.wish(Wish(view(height=4_000.0), 10**6))
    scenery.after(go_on.set)
    assert len(octree.reads) < 10


def test_several_scans_share_the_budget(
    loop: LoadingLoop, scenery: Scenery, octrees: dict[str, FakeOctree]
) -> None:
    octrees["other"] = FakeOctree(east=64.0)
    loop.wish(Wish(view(64.0), 110_000))
    scenery.after(lambda: loop.open("a", PATH))
    scenery.after(lambda: loop.open("b", Path("other")))
    assert scenery.shown["a"]
    assert scenery.shown["b"]
    assert scenery.most <= 110_000
    assert scenery.orphans == 0


def test_a_hidden_scan_gives_its_room_away(
    loop: LoadingLoop, scenery: Scenery, octrees: dict[str, FakeOctree]
) -> None:
    octrees["other"] = FakeOctree(east=64.0)
    loop.wish(Wish(view(64.0), 110_000))
    loop.open("a", PATH)
    scenery.after(lambda: loop.open("b", Path("other")))
    before = sum(scenery.shown["b"].values())
    scenery.after(lambda: loop.show("a", is_visible=False))
    assert not scenery.shown["a"]
    assert sum(scenery.shown["b"].values()) >= before
    scenery.after(lambda: loop.show("a", is_visible=True))
    assert scenery.shown["a"]


def test_a_broken_node_costs_only_itself(
    loop: LoadingLoop, scenery: Scenery, octrees: dict[str, FakeOctree]
) -> None:
    octrees[PATH.name].broken = {1}
    loop.wish(Wish(view(), 10**6))
    scenery.after(lambda: loop.open("a", PATH))
    assert scenery.shown["a"][1] == 0
    assert len(scenery.shown["a"]) > 5
    assert "Der Speicher fehlt." in scenery.faults


def test_what_stood_in_stays_until_the_octree_is_there(
    loop: LoadingLoop,
    scenery: Scenery,
    octrees: dict[str, FakeOctree],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = FakeOctree(levels=1, count=30_000)

    def open_raw(
        cloud: str, path: Path, frame: object, should_stop: object
    ) -> tuple[Source, CloudInfo]:
        source = Source(cloud, FRAME)
        source.blocks = iter([raw.read(0), raw.read(0)])
        return source, CloudInfo("scan.laz", 60_000)

    monkeypatch.setattr(loops, "open_source", open_raw)
    loop.wish(Wish(view(), 200_000))
    scenery.after(lambda: loop.open("a", Path("scan.laz")))
    assert set(scenery.shown["a"]) == {-1, -2}
    gaps: list[int] = []
    take = scenery.take

    def watch(changes: list[Change]) -> None:
        take(changes)
        gaps.append(scenery.points)

    loop._deliver = watch
    scenery.after(lambda: loop.replace("a", PATH))
    assert min(gaps) >= 60_000
    assert all(row >= 0 for row in scenery.shown["a"])
    assert scenery.most <= 200_000


def test_files_are_closed(
    loop: LoadingLoop, scenery: Scenery, octrees: dict[str, FakeOctree]
) -> None:
    loop.wish(Wish(view(), 10**6))
    scenery.after(lambda: loop.open("a", PATH))
    loop.close()
    assert octrees[PATH.name].is_closed


def test_a_file_that_is_not_there_is_a_fault(scenery: Scenery, tmp_path: Path) -> None:
    told = threading.Event()

    def take(changes: list[Change]) -> None:
        scenery.take(changes)
        told.set()

    loop = LoadingLoop(FRAME, take, scenery.filled)
    loop.open("a", tmp_path / "nichts.laz")
    assert told.wait(10)
    loop.close()
    assert scenery.faults
