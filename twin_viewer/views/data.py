"""Brings what the library has into the scenery: city, scans, networks, photographs."""

import gc
import math
from collections import deque
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final, TypeVar

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from twin_viewer.grounds import GroundDesk
from twin_viewer.jobs.datasets import Change, CloudSource, DatasetKind, DatasetState
from twin_viewer.loading import CityLoader
from twin_viewer.model.cities import BuildingTile, CityObject, TileKey
from twin_viewer.model.frames import Doubles, HeightReference
from twin_viewer.model.networks import Fibre, Mast
from twin_viewer.model.panoramas import PanoramaPose, Survey
from twin_viewer.rendering.effects.depth import DepthShading
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.layers.networks import (
    NetworkLayer,
    mast_spots,
    network_labels,
)
from twin_viewer.rendering.layers.panoramas import PanoramaMarks
from twin_viewer.rendering.picking import Hit, HitKind
from twin_viewer.rendering.scenes import Scene
from twin_viewer.streaming.clouds import CloudStreamer
from twin_viewer.tools.cards import fibre_card, mast_card, object_card, panorama_card
from twin_viewer.tools.placing import PlacingHand
from twin_viewer.views.changes import ChangeDesk
from twin_viewer.views.colours import BuildingColours
from twin_viewer.views.facts import ObjectFacts
from twin_viewer.views.libraries import LibraryLike
from twin_viewer.views.objects import ObjectDesk
from twin_viewer.views.sceneries import Scenery
from widgets.foreign_texts import on_screen
from widgets.map.tools.card_contents import CardContent

_T = TypeVar("_T")

NETWORK_PX: Final = 8.0
PANORAMA_PX: Final = 8.0
_SHADED_M: Final = 1_200.0
_LOWERED_M: Final = 1.0
_SETTLE_MS: Final = 1_000
"""Devices are put on new ground at most so often while it comes."""

_BUSY: Final = frozenset({DatasetState.WAITING, DatasetState.READING})


class TwinData(QObject):
    """Follows the library.

    Args:
        library: What data there are.
        scenery: Where they are shown.
        parent: Owner.

    Attributes:
        loader: Buildings and ground.
        ground: The base map on the ground.
        streamer: Laser scans.
        facts: Attributes of buildings.
        colours: Colours of buildings.
        changes: What changed between two surveys.
        objects: Single objects.
        masts: Masts by id.
        fibres: Routes by id.
        poses: Photographs by id.

    Signals:
        changed: What is there is other than before.
        layers_came: Layers are new in the scene.
    """

    changed = Signal()
    layers_came = Signal()

    def __init__(
        self, library: LibraryLike, scenery: Scenery, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._scenery = scenery
        stage, picker = scenery.stage, scenery.picker
        self.loader = CityLoader(library, stage, picker, self)
        self.ground = GroundDesk(stage, self.loader.terrain, picker.height_at, self)
        self.streamer = CloudStreamer(stage, parent=self)
        self.facts = ObjectFacts(library.attributes, self)
        self.colours = BuildingColours(self._read_tile, self.loader, self)
        self.colours.offered.connect(self.changed)
        self.changes = ChangeDesk(library, stage, self._middle, self)
        self.changes.changed.connect(self.changed)
        self.objects = self._make_objects()
        scenery.panorama.pick_cloud = self.streamer.pick
        scenery.sampling.scans = self.streamer.beside
        self._clouds: dict[str, CloudSource] = {}
        self._networks: set[str] = set()
        self.masts: Mapping[str, Mast] = {}
        self.fibres: Mapping[str, Fibre] = {}
        self.poses: Mapping[str, PanoramaPose] = {}
        self._simulated: frozenset[str] = frozenset()
        self._lowest = math.inf
        self._has_looked = False
        self._is_shaded = False
        self._is_complete = False
        stage.camera_changed.connect(self._shade)
        self._waiting: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._show_next)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(scenery.live.renew_places)
        self.loader.progressed.connect(self._note_progress)
        self.loader.tile_came.connect(self._note_tile)
        self.loader.settled.connect(self._end_loading)

    def _make_objects(self) -> ObjectDesk:
        scenery = self._scenery
        hand = PlacingHand(scenery.canvas, scenery.pointing.place_at, scenery.pilot, self)
        scenery.canvas.hands.insert(0, hand)
        desk = ObjectDesk(
            self._library,
            scenery.stage,
            scenery.picker,
            self,
            hand=hand,
            middle=self._middle_place,
        )
        desk.go_requested.connect(scenery.go_to_place)
        scenery.pointing.hit_chosen.connect(desk.choose_hit)
        return desk

    def start(self) -> None:
        """Show what is there."""
        self.loader.start()
        if self._scenery.city is not None:
            self.ground.set_city(self._scenery.city)
        self._scenery.city_came.connect(self.ground.set_city)
        self.changes.start()
        self.objects.start()
        self.take(Change(clouds=True, surveys=True, networks=True, objects=True))

    def close(self) -> None:
        """End all threads and timers; what is still on its way is passed over."""
        self._scenery.stage.camera_changed.disconnect(self._shade)
        self.loader.progressed.disconnect(self._note_progress)
        self.loader.settled.disconnect(self._end_loading)
        self._settle.stop()
        self._turn.stop()
        self.changes.close()
        self.objects.close()
        self.colours.close()
        self.facts.close()
        self.streamer.close()
        self.ground.close()
        self.loader.close()

    def take(self, change: Change) -> None:
        """Show what is other than before."""
        if change.tiles or change.removed:
            self.facts.forget()
        self._scenery.height_reference = self._heights()
        self.loader.take_change(change)
        self.changes.take(change)
        self.objects.take(change)
        for is_other, show in (
            (change.clouds, self._show_clouds),
            (change.networks, self._show_networks),
            (change.surveys, self._show_surveys),
        ):
            if is_other and show not in self._waiting:
                self._waiting.append(show)
        if self._waiting:
            self._turn.start()
        self.changed.emit()

    def _show_next(self) -> None:
        """Show one part a turn of the event loop, so that the window goes on between them."""
        self._waiting.popleft()()
        if self._waiting:
            self._turn.start()
            return
        self.layers_came.emit()
        self.changed.emit()

    # ---- what is there -------------------------------------------------------------------------
    @property
    def is_empty(self) -> bool:
        """True when there is no data set, and none is being made."""
        return not self._library.datasets and self._library.activity is None

    @property
    def sources(self) -> tuple[str, ...]:
        """Whose data are seen."""
        shown = [one for one in self._library.datasets if one.is_visible]
        names = [on_screen(one.source) for one in shown if one.source]
        return tuple(dict.fromkeys([*names, *self.ground.credits]))

    @property
    def is_simulated(self) -> bool:
        """True when anything that is seen of the city is made up."""
        return any(one.is_simulated and one.is_visible for one in self._library.datasets)

    def _heights(self) -> HeightReference:
        """Return what heights of the ground count from, else those of the buildings."""
        for kind in (DatasetKind.TERRAIN, DatasetKind.BUILDINGS):
            found = {one.reference.heights for one in self._library.datasets if one.kind is kind}
            doubtful = found - {HeightReference.DHHN2016}
            if found:
                return min(doubtful, default=HeightReference.DHHN2016)
        return HeightReference.DHHN2016

    def progress(self) -> tuple[str, float] | None:
        """Return what is being done, a phrase, and how far it is (0 to 1); None for nothing."""
        comparing = self.changes.progress
        if comparing is not None:
            words, share = comparing
            return on_screen(words), share
        activity = self._library.activity
        if activity is not None:
            return on_screen(activity.words), activity.progress
        busy = [one for one in self._library.datasets if one.state in _BUSY]
        if not busy:
            return None
        one = next((each for each in busy if each.state is DatasetState.READING), busy[0])
        name, words = on_screen(one.name), on_screen(one.words)
        return f"{name}: {words}" if words else name, one.progress

    def progress_text(self) -> str:
        """Return what is being done and how far it is, in words; empty for nothing."""
        found = self.progress()
        if found is None:
            return ""
        words, share = found
        return f"{words} · {round(100 * share)}\u202f%"

    # ---- cards ---------------------------------------------------------------------------------
    def card_of(self, hit: Hit, zone: str) -> CardContent | None:
        """Return what is known of something that is no device; None for nothing."""
        simulated = bool(self._simulated)
        makers: dict[HitKind, Callable[[], CardContent | None]] = {
            HitKind.MAST: lambda: _made(
                self.masts.get(hit.id), lambda one: mast_card(one, is_simulated=simulated)
            ),
            HitKind.FIBRE: lambda: _made(
                self.fibres.get(hit.id), lambda one: fibre_card(one, is_simulated=simulated)
            ),
            HitKind.PANORAMA: lambda: _made(
                self.poses.get(hit.id), lambda one: panorama_card(one, zone)
            ),
        }
        if hit.kind in makers:
            return makers[hit.kind]()
        one = self.object_of(hit)
        return None if one is None else object_card(one)

    def object_of(self, hit: Hit) -> CityObject | None:
        """Return a city object that was met, with its attributes once they are read."""
        one = self._scenery.picker.object_of(hit)
        if one is None or one.attributes:
            return one
        found = self.facts.of(one.id, hit.tile)
        return one if found is None else CityObject(one.id, one.kind, one.parent, dict(found))

    # ---- city ----------------------------------------------------------------------------------
    def _read_tile(self, key: TileKey) -> BuildingTile | None:
        return self._library.read_tile(key, with_attributes=True)

    def _note_progress(self, _done: int, _wanted: int) -> None:
        if not self._settle.isActive():
            self._settle.start()

    def _note_tile(self, tile: BuildingTile) -> None:
        self.colours.read([tile.key])
        lowest = self.loader.lowest
        if lowest < self._lowest - _LOWERED_M:
            self._lowest = lowest
            self._scenery.set_ground(lowest)

    @property
    def is_complete(self) -> bool:
        """True once something of the library is in the scene, and all of it that is ready."""
        return self._is_complete

    def renew_facts(self) -> None:
        """What tables of one's own say is another: read attributes again."""
        self.facts.forget()
        self.colours.renew()
        tiles = self.loader.tile_ids()
        if tiles:
            self.colours.learn(tiles[0].key)

    def _end_loading(self) -> None:
        self.objects.settle()
        self._is_complete = True
        self._settle.stop()
        _keep_city_out_of_collections()
        self._scenery.live.renew_places()
        if not self._has_looked and (tiles := self.loader.tile_ids()):
            self._has_looked = True
            self.colours.learn(tiles[0].key)
        self.layers_came.emit()

    # ---- scans, networks, photographs ----------------------------------------------------------
    def _show_clouds(self) -> None:
        wanted = {f"{one.dataset}-{one.source.name}": one for one in self._library.clouds()}
        for gone in self._clouds.keys() - wanted.keys():
            self.streamer.drop_cloud(gone)
        for name, source in wanted.items():
            before = self._clouds.get(name)
            if before is None:
                self.streamer.open_cloud(name, source.path)
            elif before.path != source.path:
                self.streamer.replace(name, source.path)
        self._clouds = wanted
        self._shade()

    def _middle(self) -> tuple[float, float]:
        """Return east and north of what is seen, EPSG:25832."""
        east, north, _ = self._middle_place().tolist()
        return east, north

    def _middle_place(self) -> Doubles:
        """Return what is seen in the middle, float64 (3,), EPSG:25832 and height."""
        return self._scenery.stage.frame.to_world(self._scenery.middle())

    def show_clouds(self, *, is_visible: bool) -> None:
        """Show laser scans, or hide them."""
        for cloud in self.streamer.clouds:
            self.streamer.set_visible(cloud, is_visible=is_visible)
        self._shade()

    def _shade(self, _camera: object = None) -> None:
        """Make depth visible where points are seen from near; points have no faces to be lit.

        From far it would only draw dark rims, and photographs need none.
        """
        camera, reach = self._scenery.stage.camera, self._scenery.pilot.reach
        is_near = camera.height - reach.ground < _SHADED_M
        is_wanted = self.streamer.is_visible and is_near and not self._scenery.panorama.is_active
        if is_wanted != self._is_shaded:
            self._is_shaded = is_wanted
            effect = DepthShading() if is_wanted else None
            self._scenery.stage.do(lambda scene: scene.set_effect("depth", effect))

    def _show_networks(self) -> None:
        stage, picker = self._scenery.stage, self._scenery.picker
        plans = dict(self._library.networks())
        names = {f"networks-{dataset}": plan for dataset, plan in plans.items()}
        for gone in self._networks - names.keys():
            stage.do(partial(_drop, gone))
        for name, plan in names.items():
            stage.do(partial(_put, NetworkLayer(plan, name)))
        self._networks = set(names)
        self.masts = {one.id: one for plan in plans.values() for one in plan.masts}
        self.fibres = {one.id: one for plan in plans.values() for one in plan.fibres}
        self._simulated = frozenset(name for name, plan in plans.items() if plan.is_simulated)
        labels = [one for plan in plans.values() for one in network_labels(plan, stage.frame)]
        self._scenery.set_labels(labels)
        found = [mast_spots(plan, stage.frame) for plan in plans.values()]
        ids = [one for spots in found for one in spots.ids]
        places = np.concatenate([np.zeros((0, 3)), *(spots.places for spots in found)])
        picker.put_spots(HitKind.MAST, ids, places, NETWORK_PX)
        routes = list(self.fibres.values())
        lines = [stage.frame.to_local(one.points).astype(np.float64) for one in routes]
        picker.put_lines(HitKind.FIBRE, [one.id for one in routes], lines, NETWORK_PX)

    def _show_surveys(self) -> None:
        stage = self._scenery.stage
        surveys: dict[str, Survey] = {}
        for dataset, survey in self._library.surveys():
            name = dataset if dataset not in surveys else f"{dataset}-{len(surveys)}"
            surveys[name] = survey
        self._scenery.panorama.set_surveys(surveys)
        self.poses = {
            f"{name}/{pose.id}": pose for name, one in surveys.items() for pose in one.poses
        }
        world = np.array([(one.east, one.north, one.height) for one in self.poses.values()])
        local = stage.frame.to_local(world.reshape(-1, 3))
        marks = PanoramaMarks()
        marks.set_places(tuple(self.poses), local)
        stage.do(lambda scene: scene.put(marks))
        places = local.astype(np.float64)
        self._scenery.picker.put_spots(HitKind.PANORAMA, tuple(self.poses), places, PANORAMA_PX)


@cache
def _keep_city_out_of_collections() -> None:
    """Let the collector of garbage pass over the first city that was loaded; once is enough."""
    gc.freeze()


def _made(one: _T | None, make: Callable[[_T], CardContent]) -> CardContent | None:
    return None if one is None else make(one)


def _put(layer: Layer, scene: Scene) -> None:
    scene.put(layer)


def _drop(name: str, scene: Scene) -> None:
    scene.drop(name)
