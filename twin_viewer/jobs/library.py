"""The data of the twin as a window uses it: data sets are read beside it and can be shown."""

import logging
import math
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from twin_viewer.jobs import contents
from twin_viewer.jobs.assembling import Assembler
from twin_viewer.jobs.comparing import Comparer, Pair, PairState
from twin_viewer.jobs.contents import Contents, Piece, Pieces
from twin_viewer.jobs.datasets import Activity, Change, CloudSource, Dataset
from twin_viewer.jobs.grids import GRIDS, prepare_grids
from twin_viewer.jobs.keeper import Keeper
from twin_viewer.jobs.messages import Generation
from twin_viewer.jobs.places import ObjectPlace
from twin_viewer.jobs.shelves import told_apart
from twin_viewer.model.cities import BuildingTile, CityModel, TileKey, Value
from twin_viewer.model.faults import Fault
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.model.networks import NetworkPlan
from twin_viewer.model.panoramas import Survey

SIZE_CAP_BYTES: Final = 8_000_000_000

DOUBLE_OBJECTS: Final = (
    "Objekte, die es in „{other}“ neuer gibt und die von dort gezeigt werden: {count}."
)

_PUBLISH_S: Final = 0.1
_PUBLISHED_SHARE: Final = 10
_SAVE_S: Final = 2.0
_REMEMBERED: Final = 8

log = logging.getLogger(__name__)


class TwinLibrary:
    """Data sets of the twin; every method may be called from any thread and returns at once.

    Reading (`read_tile` and so on) happens in the thread that calls, from the cache.

    Args:
        folder: Folder of the twin's data: catalogue, cache, synthetic city.
        command: Returns program and arguments for a verb of this program and what follows it.
        on_change: Told from a thread of the library what is other than before; must not block.
        size_cap_bytes: How large the cache may become.
    """

    def __init__(
        self,
        folder: Path,
        command: Callable[..., Sequence[str]],
        *,
        on_change: Callable[[Change], None],
        size_cap_bytes: int = SIZE_CAP_BYTES,
    ) -> None:
        self._on_change = on_change
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self._dirty: set[str] = set()
        self._contents = Contents()
        self._activity: tuple[Activity | None, tuple[Fault, ...]] = (None, ())
        self._remembered: dict[TileKey, BuildingTile] = {}
        self._remembered_lock = threading.Lock()
        self._facts_of: Callable[[str], Mapping[str, Value]] = lambda _: {}
        self._is_closing = self._is_loaded = False
        self._grids = folder / GRIDS
        self._compared: tuple[PairState, ...] = ()

        def work() -> Sequence[str]:
            return command("twin", "work", "--folder", str(folder))

        self._keeper = Keeper(folder, work, self._calls.put, self._dirty.add, size_cap_bytes)
        self._assembler = Assembler(self._keeper.holdings.cache, self._rebuild)
        self._comparer = Comparer(work, folder / "comparer.log", self._calls.put)
        self._thread = threading.Thread(target=self._run, name="twin-library", daemon=True)

    def start(self) -> None:
        """Read the catalogue and go on with what was not finished."""
        self._thread.start()

    def close(self) -> None:
        """End the worker and write the catalogue; unfinished jobs go on at the next start."""
        self._is_closing = True
        self._calls.put(lambda: None)
        if self._thread.ident is not None:
            self._thread.join()

    # --- What there is ------------------------------------------------------------------------

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All data sets, as they are now."""
        return tuple(self._contents.datasets.values())

    @property
    def comparisons(self) -> tuple[PairState, ...]:
        """How far the laser scans are that are compared."""
        return self._compared

    @property
    def grids(self) -> Path:
        """Folder for grids that heights above the ellipsoid need, such as the BKG's GCG2016."""
        return self._grids

    @property
    def is_loaded(self) -> bool:
        """True once the catalogue is read: only then no data sets means that there are none."""
        return self._is_loaded

    @property
    def activity(self) -> Activity | None:
        """What is being done for files that belong to no data set yet; None when nothing is."""
        return self._activity[0]

    @property
    def rejected(self) -> tuple[Fault, ...]:
        """Files nothing could be made of, and what is wrong with cache or catalogue."""
        return self._activity[1]

    def tile_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares with buildings, each with the visible data sets that fill it."""
        return self._keys(self._contents.tiles)

    def terrain_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares with heights, each with the visible data sets that fill it."""
        return self._keys(self._contents.terrain)

    def ortho_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares with photographs, each with the visible data sets that fill it."""
        return self._keys(self._contents.ortho)

    def clouds(self) -> tuple[CloudSource, ...]:
        """Return the laser scans of visible data sets."""
        return self._contents.clouds

    def surveys(self) -> tuple[tuple[str, Survey], ...]:
        """Return the drives of visible data sets, each with the id of its data set."""
        return self._contents.surveys

    def networks(self) -> tuple[tuple[str, NetworkPlan], ...]:
        """Return the networks of visible data sets, each with the id of its data set."""
        return self._contents.networks

    def objects(self) -> tuple[tuple[str, CityModel], ...]:
        """Return the single objects of visible data sets, in metres around their own origin."""
        return self._contents.objects

    # --- Reading ------------------------------------------------------------------------------

    def read_tile(self, key: TileKey, *, with_attributes: bool = False) -> BuildingTile | None:
        """Read the buildings of a square, all visible data sets joined.

        Args:
            key: The square.
            with_attributes: Give the objects their attributes, in the same order; else they are
                empty, which is several times as fast.

        Returns:
            The tile; None when there is nothing to show, or it has to be made again (then a change
            follows).
        """
        now = self._contents
        tile = contents.joined_tile(
            now.shown(now.tiles, key),
            self._report,
            self._tell_double,
            with_attributes=with_attributes,
        )
        return self._with_facts(tile) if with_attributes and tile is not None else tile

    def join_facts(self, facts_of: Callable[[str], Mapping[str, Value]]) -> None:
        """Let objects have attributes of one's own beside those of their files.

        Args:
            facts_of: Returns what else is known of an object by its id; called from any thread.
        """
        self._facts_of = facts_of
        with self._remembered_lock:
            self._remembered.clear()

    def _with_facts(self, tile: BuildingTile) -> BuildingTile:
        known = [(one, self._facts_of(one.id)) for one in tile.objects]
        objects = tuple(
            replace(one, attributes={**one.attributes, **facts}) if facts else one
            for one, facts in known
        )
        return replace(tile, objects=objects)

    def attributes(self, object_id: str, key: TileKey) -> Mapping[str, Value] | None:
        """Return the attributes of an object of a square; None when it is not there."""
        with self._remembered_lock:
            tile = self._remembered.get(key)
        if tile is None:
            tile = self.read_tile(key, with_attributes=True)
            if tile is None:
                return None
            with self._remembered_lock:
                while len(self._remembered) >= _REMEMBERED:
                    del self._remembered[next(iter(self._remembered))]
                self._remembered[key] = tile
        return next((item.attributes for item in tile.objects if item.id == object_id), None)

    def read_terrain(self, key: TileKey, step: float) -> HeightGrid | None:
        """Read the heights of a square, at most `step` metres apart where they are known so."""
        now = self._contents
        return contents.joined_grid(now.shown(now.terrain, key), step, self._report)

    def read_ortho(self, key: TileKey, pixels: int) -> OrthoImage | None:
        """Read the photograph of a square, at least `pixels` wide where it is so fine."""
        now = self._contents
        return contents.best_image(now.shown(now.ortho, key), pixels, self._report)

    # --- Wishes -------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Take up files and folders: what they are is found out by the worker."""
        self._wish(lambda: self._keeper.add(paths))

    def generate(self, wanted: Generation) -> None:
        """Generate a synthetic city; its data sets come as its files are finished."""
        self._wish(lambda: self._keeper.generate(wanted))

    def remove(self, id_: str) -> None:
        """Forget a data set and what the cache has of it; its sources stay untouched."""
        self._wish(lambda: self._keeper.remove(id_))

    def cancel(self, id_: str) -> None:
        """Stop reading a data set; what is finished can still be shown."""
        self._wish(lambda: self._keeper.cancel(id_))

    def cancel_activity(self) -> None:
        """Stop recognising files and generating a city."""
        self._wish(self._keeper.cancel_activity)

    def resume(self, id_: str) -> None:
        """Go on with a data set that is paused; read again what failed or has changed."""
        self._wish(lambda: self._keeper.resume(id_))

    def describe(
        self,
        id_: str,
        *,
        name: str | None = None,
        date: str | None = None,
        source: str | None = None,
        licence: str | None = None,
    ) -> None:
        """Write down what a person says of a data set; None leaves it as it is."""
        said = {"name": name, "date": date, "source": source, "licence": licence}

        def describe() -> None:
            entry = self._keeper.shelves.entries.get(id_)
            if entry is not None:
                for attribute, words in said.items():
                    if words is not None:
                        setattr(entry, attribute, words)
                self._dirty.add(id_)

        self._wish(describe)

    def place(
        self,
        id_: str,
        spot: tuple[float, float, float] | None,
        heading_deg: float = 0.0,
        scale: float = 1.0,
    ) -> None:
        """Set a single object down.

        Args:
            id_: Its data set.
            spot: East, north and height in EPSG:25832, m; None to forget where it stood.
            heading_deg: How far it is turned, clockwise seen from above.
            scale: How many metres a unit of its own is.
        """
        place = None if spot is None else ObjectPlace(*spot, heading_deg, scale)

        def set_down() -> None:
            entry = self._keeper.shelves.entries.get(id_)
            if entry is not None:
                entry.place = place
                self._dirty.add(id_)

        self._wish(set_down)

    def compare(self, pairs: Sequence[Pair]) -> None:
        """Compare laser scans, an earlier and a later one each, in place of earlier wishes."""
        self._wish(lambda: self._comparer.compare(pairs))

    def cancel_comparisons(self) -> None:
        """Stop comparing, and forget what came of it."""
        self._wish(self._comparer.cancel)

    def set_visible(self, id_: str, is_visible: bool) -> None:  # noqa: FBT001 - as a check box says it
        """Show or hide a data set."""
        self._calls.put(lambda: self._keeper.set_visible(id_, is_visible=is_visible))

    def set_size_cap(self, size_cap_bytes: int) -> None:
        """Let the cache become so large."""
        self._wish(lambda: self._keeper.set_size_cap(size_cap_bytes))

    def prefer(self, east: float, north: float) -> None:
        """Read what is nearest to a place first."""
        self._calls.put(lambda: self._keeper.prefer(east, north))

    # --- The thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        self._attempt(self._keeper.load)
        if not self._keeper.only_reads:
            self._attempt(lambda: prepare_grids(self._grids))
        self._is_loaded = True
        self._publish()
        self._attempt(lambda: self._on_change(Change(activity=True)))  # also of an empty one
        published = saved = time.monotonic()
        took = 0.0
        is_unsaved = False
        while not self._is_closing:
            due = min(self._keeper.tick(), self._comparer.tick())
            wait_s = _PUBLISH_S if self._is_stale() else min(due, 60.0)
            if is_unsaved:
                wait_s = min(wait_s, _SAVE_S)
            self._serve(wait_s)
            now = time.monotonic()
            if self._is_stale() and now - published >= max(_PUBLISH_S, took * _PUBLISHED_SHARE):
                self._publish()
                published, took = now, time.monotonic() - now
                is_unsaved = True
            if is_unsaved and now - saved >= max(_SAVE_S, took * _PUBLISHED_SHARE):
                self._keeper.save()
                saved, is_unsaved = time.monotonic(), False
        while not self._calls.empty():
            self._attempt(self._calls.get_nowait())
        self._comparer.close()
        self._keeper.close()

    def _wish(self, call: Callable[[], None]) -> None:
        """Let the thread do something that changes what there is, where that is allowed."""

        def fulfil() -> None:
            if not self._keeper.only_reads:
                call()

        self._calls.put(fulfil)

    def _serve(self, wait_s: float) -> None:
        """Carry out what was asked for, waiting for it at most so long."""
        try:
            call = self._calls.get(timeout=None if math.isinf(wait_s) else max(wait_s, 0.0))
        except queue.Empty:
            return
        self._attempt(call)

    def _attempt(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:
            log.exception("The twin's library could not do what was asked.")

    def _is_stale(self) -> bool:
        is_other = self._compared != self._comparer.states
        return bool(self._dirty) or is_other or self._activity != self._activity_now()

    def _activity_now(self) -> tuple[Activity | None, tuple[Fault, ...]]:
        return self._keeper.lookout.activity, self._keeper.lookout.rejected

    def _publish(self) -> None:
        """Put together what can be shown now, and tell what is other than before."""
        entries = self._keeper.shelves.entries
        before, dirty = self._contents, set(self._dirty)
        self._dirty.clear()
        now = self._assembler.assembled(before, entries, dirty)
        self._contents = now
        activity, self._activity = self._activity, self._activity_now()
        compared, self._compared = self._compared, self._comparer.states
        change = contents.difference(before, now)
        change = replace(
            change,
            activity=activity != self._activity,
            comparisons=compared != self._compared,
        )
        if change.tiles or change.removed:
            with self._remembered_lock:
                self._remembered.clear()
        if change:
            self._attempt(lambda: self._on_change(change))

    def _keys(self, pieces: Pieces) -> Mapping[TileKey, tuple[str, ...]]:
        now = self._contents
        shown = {
            key: tuple(dict.fromkeys(piece.dataset for piece in now.shown(pieces, key)))
            for key in pieces
        }
        return {key: ids for key, ids in shown.items() if ids}

    def _report(self, piece: Piece, error: Exception) -> None:
        self._rebuild(piece.source, piece.folder.name, error)

    def _rebuild(self, path: str, key: str, error: Exception) -> None:
        self._calls.put(lambda: self._keeper.rebuild(path, key, error))

    def _tell_double(self, piece: Piece, winner: Piece, count: int) -> None:
        file = Path(piece.source)
        reason = DOUBLE_OBJECTS.format(count=count, other=told_apart(Path(winner.source), file))
        fault = Fault(file.name, str(piece.part.key), reason)
        self._calls.put(lambda: self._keeper.add_fault(piece.source, fault))
