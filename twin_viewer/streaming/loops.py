"""The thread that chooses nodes and reads them, one at a time and the best first."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from twin_viewer.formats.las import CloudInfo
from twin_viewer.lod.cameras import CameraView
from twin_viewer.lod.nodes import NodeTable
from twin_viewer.lod.selection import select
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.layers.cloud_colors import NodePoints
from twin_viewer.streaming.shelves import Shelf
from twin_viewer.streaming.sources import Source, merged, open_octree, open_source

BATCH_POINTS: Final = 120_000
"""Points that are handed over together at most."""

_LEAST: Final = 100_000

_LOG: Final = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Change:
    """What a layer is to show, from now on.

    Attributes:
        cloud: Id of the scan.
        add: Points and number of the parent by number of the node.
        drop: Numbers of nodes.
        heights: Low and high end of its heights, metres of the scene.
        intensities: Low and high end of its intensities.
        classes: Classes of its points, as far as they were met.
        faults: What is wrong with it, as far as it was met.
        info: What the file says of itself, when it was opened.
    """

    cloud: str
    add: dict[int, tuple[NodePoints, int | None]] = field(default_factory=dict)
    drop: list[int] = field(default_factory=list)
    heights: tuple[float, float] | None = None
    intensities: tuple[float, float] | None = None
    classes: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    info: CloudInfo | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """From where the scans are seen, and how many points may be shown."""

    view: CameraView
    budget: int


class LoadingLoop:
    """Runs in a thread of its own; everything but `close` only leaves an order there.

    What was handed over is always within the budget, no node comes before its parent, and the same
    wish asked again changes nothing.

    Args:
        frame: Origin of the scene.
        deliver: Given changes, from the thread; must not block.
        filled: Told that all that is wanted is shown, from the thread.
        shelf: Keeps decoded nodes.
    """

    def __init__(
        self,
        frame: SceneFrame,
        deliver: Callable[[list[Change]], None],
        filled: Callable[[], None],
        shelf: Shelf | None = None,
    ) -> None:
        self._frame = frame
        self._deliver = deliver
        self._filled = filled
        self._shelf = shelf or Shelf()
        self._news = threading.Condition()
        self._orders: deque[Callable[[], None]] = deque()
        self._wish: Wish | None = None
        self._is_closing = False
        self._thread: threading.Thread | None = None
        self._sources: dict[str, Source] = {}
        self._table: NodeTable | None = None
        self._owners: list[tuple[Source, int]] = []
        self._queue: deque[tuple[Source, int]] = deque()
        self._is_due = self._is_told = False

    # ---- orders, from any thread ---------------------------------------------------------------
    def open(self, cloud: str, path: Path) -> None:
        """Show a scan."""
        self._order(lambda: self._open(cloud, path))

    def replace(self, cloud: str, path: Path) -> None:
        """Show a scan by its octree; what is shown of it stays until as much is there again."""
        self._order(lambda: self._replace(cloud, path))

    def drop(self, cloud: str) -> None:
        """Show a scan no longer."""
        self._order(lambda: self._drop(cloud))

    def show(self, cloud: str, *, is_visible: bool) -> None:
        """Switch a scan on or off: one that is off takes nothing of the budget."""
        self._order(lambda: self._show(cloud, is_visible=is_visible))

    def wish(self, wish: Wish) -> None:
        """See the scans from somewhere; the newest wish counts."""
        with self._news:
            self._wish = wish
            self._is_due = True
            self._wake()

    def close(self) -> None:
        """End the thread and close all files."""
        with self._news:
            self._is_closing = True
            self._news.notify()
        if self._thread is not None:
            self._thread.join()
        for source in self._sources.values():
            source.close()
        self._sources.clear()

    def _order(self, act: Callable[[], None]) -> None:
        with self._news:
            self._orders.append(act)
            self._wake()

    def _wake(self) -> None:
        if self._thread is None and not self._is_closing:
            self._thread = threading.Thread(target=self._run, name="twin-clouds", daemon=True)
            self._thread.start()
        self._news.notify()

    def _should_stop(self) -> bool:
        return self._is_closing

    # ---- in the thread -------------------------------------------------------------------------
    def _run(self) -> None:
        while True:
            with self._news:
                while not (self._orders or self._is_due or self._has_work() or self._is_closing):
                    self._news.wait()
                if self._is_closing:
                    return
                order = self._orders.popleft() if self._orders else None
                wish = self._wish if self._is_due and order is None else None
                if wish is not None:
                    self._is_due = False
            if order is not None:
                self._guard(order)
            elif wish is not None:
                self._choose(wish)
            else:
                self._guard(self._work)

    def _guard(self, order: Callable[[], None]) -> None:
        try:
            order()
        except Exception:  # noqa: BLE001 - one broken scan must not end the others
            _LOG.exception("A laser scan could not be shown.")

    def _has_work(self) -> bool:
        return bool(self._queue) or self._unlisted() is not None or self._waiting() is not None

    def _waiting(self) -> Source | None:
        """Return a scan of which points without an octree are still to come."""
        return next((one for one in self._sources.values() if one.blocks is not None), None)

    def _unlisted(self) -> Source | None:
        """Return a scan of which not all nodes are listed."""
        return next((one for one in self._sources.values() if one.has_more), None)

    def _open(self, cloud: str, path: Path) -> None:
        self._drop(cloud)
        try:
            source, info = open_source(cloud, path, self._frame, self._should_stop)
        except (OSError, ValueError) as error:
            fault = Fault(path.name, "", str(error), is_fatal=True)
            self._deliver([Change(cloud, faults=(fault,))])
            return
        self._sources[cloud] = source
        self._deliver([Change(cloud, info=info, faults=tuple(source.faults))])
        self._relist()

    def _replace(self, cloud: str, path: Path) -> None:
        source = self._sources.get(cloud)
        if source is None:
            self._open(cloud, path)
            return
        try:
            octree = open_octree(path)
        except (OSError, ValueError) as error:
            source.faults.append(Fault(path.name, "", str(error)))
            self._deliver([_described(source, Change(cloud))])
            return
        source.blocks = None
        source.set_octree(octree)
        self._relist()

    def _drop(self, cloud: str) -> None:
        source = self._sources.pop(cloud, None)
        if source is not None:
            self._shelf.clear(cloud)
            source.close()
            self._relist()

    def _show(self, cloud: str, *, is_visible: bool) -> None:
        source = self._sources.get(cloud)
        if source is not None and source.is_visible is not is_visible:
            source.is_visible = is_visible
            if not is_visible and source.shown:
                self._deliver([Change(cloud, drop=list(source.shown))])
                source.shown.clear()
            self._relist()

    def _relist(self) -> None:
        """Put the nodes of all scans that are switched on into one table."""
        listed = [
            (source, source.nodes)
            for source in self._sources.values()
            if source.nodes is not None and source.is_visible
        ]
        self._owners, first = [], 0
        for source, nodes in listed:
            self._owners.append((source, first))
            first += len(nodes)
        self._table = merged([nodes for _, nodes in listed]) if listed else None
        self._queue.clear()
        with self._news:
            self._is_due = self._wish is not None

    def _owner(self, row: int) -> tuple[Source, int]:
        for source, first in reversed(self._owners):
            if row >= first:
                return source, row - first
        raise IndexError(row)

    def _choose(self, wish: Wish) -> None:
        """Choose what is to be shown; hand over at once what is not wanted any more."""
        self._queue.clear()
        if self._table is None:
            return
        sources = self._sources.values()
        taken = sum(source.interim_points for source in sources if source.is_visible)
        budget = max(_LEAST, wish.budget - taken)
        shown = frozenset(first + row for source, first in self._owners for row in source.shown)
        chosen = select(self._table, wish.view, budget, shown)
        gone: dict[str, Change] = {}
        for number in chosen.drop.tolist():
            source, row = self._owner(number)
            source.shown.pop(row, None)
            gone.setdefault(source.id, Change(source.id)).drop.append(row)
        if gone:
            self._is_told = False
            self._deliver(list(gone.values()))
        self._queue.extend(self._owner(number) for number in chosen.add.tolist())
        if not self._queue:
            self._settle()

    def _work(self) -> None:
        if self._queue:
            self._hand_over()
            if not self._queue:
                self._settle()
            return
        source = self._waiting()
        if source is not None:
            self._hand_block(source)
            return
        unlisted = self._unlisted()
        if unlisted is not None:
            unlisted.list_more()
            self._relist()

    def _hand_over(self) -> None:
        """Hand over nodes that are at hand, or else read one."""
        self._is_told = False
        changes: dict[str, Change] = {}
        points = 0
        while self._queue and points < BATCH_POINTS:
            source, row = self._queue[0]
            node = self._shelf.take((source.id, row))
            if node is None and points:
                break
            self._queue.popleft()
            if node is None:
                node = source.read(row)
                self._shelf.put((source.id, row), node)
                points = BATCH_POINTS
            source.shown[row] = len(node)
            change = changes.setdefault(source.id, Change(source.id))
            change.add[row] = (node, source.parent_of(row))
            points += len(node)
        self._deliver([_described(self._sources[name], one) for name, one in changes.items()])

    def _hand_block(self, source: Source) -> None:
        points = source.next_block()
        if points is None:
            self._deliver([_described(source, Change(source.id))])
            self._filled()
        elif len(points):
            number = -1 - len(source.interim)
            source.interim[number] = len(points)
            change = Change(source.id, add={number: (points, None)})
            self._deliver([_described(source, change)])

    def _settle(self) -> None:
        """All that was chosen is there: what stood in for it may go, and its room be used."""
        stand_ins = [source for source, _ in self._owners if source.interim and source.shown]
        for source in stand_ins:
            self._deliver([Change(source.id, drop=list(source.interim))])
            source.interim.clear()
        if stand_ins:
            with self._news:
                self._is_due = True
        elif not self._is_told:
            self._is_told = True
            self._filled()


def _described(source: Source, change: Change) -> Change:
    change.heights, change.intensities = source.heights, source.intensities
    change.classes = tuple(sorted(source.classes))
    change.faults = tuple(source.faults)
    return change
