"""Single objects (glTF, OBJ) in the city: shown where they stand, set down, turned and scaled."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from twin_viewer.jobs.datasets import Change, Dataset, DatasetKind
from twin_viewer.jobs.places import ObjectPlace
from twin_viewer.model.cities import BuildingTile, CityModel, TileKey
from twin_viewer.model.frames import Doubles, SceneFrame
from twin_viewer.panels.single_objects import ObjectRow, SingleObjectsPanel
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.meshes import TileId
from twin_viewer.rendering.picking import Hit, HitKind
from twin_viewer.rendering.scenes import Act
from twin_viewer.tools.placing import PlacingHand
from twin_viewer.views.standings import Standing, standing_of
from widgets.background import Background
from widgets.foreign_texts import on_screen

LAYER: Final = "objects"
SCALES: Final = (0.001, 1_000.0)

_SETTLED_M: Final = 0.05
_GESTURE_S: Final = 1.0
"""Turning or scaling again so soon is still the same for who wants it undone."""


class Library(Protocol):
    """What the library has to do with it."""

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All data sets, as they are now."""
        ...

    def objects(self) -> tuple[tuple[str, CityModel], ...]:
        """Return the single objects of visible data sets, each with the id of its data set."""
        ...

    def place(
        self,
        id_: str,
        spot: tuple[float, float, float] | None,
        heading_deg: float = 0.0,
        scale: float = 1.0,
    ) -> None:
        """Keep where an object stands; None to forget it."""
        ...


class Drawing(Protocol):
    """What draws; a `Stage`."""

    frame: SceneFrame

    def do(self, act: Act, *, redraw: bool = True) -> None:
        """Have something done to the scene."""
        ...


class Picking(Protocol):
    """What finds things under the pointer; a `Picker`."""

    def put_tile(self, tile: BuildingTile) -> None:
        """Add a tile of city objects."""
        ...

    def drop_tile(self, dataset: str, key: TileKey | None = None) -> None:
        """Take all tiles of a data set away."""
        ...

    def height_at(self, east: float, north: float) -> float | None:
        """Return the height of the ground at a place of the scene, m."""
        ...


@dataclass(frozen=True, slots=True)
class _Step:
    """What can be undone: how an object stood before, and whether a person had set it so."""

    id: str
    before: ObjectPlace
    was_kept: bool
    how: str
    at_s: float


class ObjectDesk(QObject):
    """Shows objects, and keeps in the library where people set them down.

    An object nobody has set down stands in the middle of what is seen.

    Args:
        library: What data there are.
        stage: What draws.
        picker: Finds objects under the pointer.
        parent: Owner.
        hand: Takes the click that sets an object down; already a hand of the canvas.
        middle: Returns what lies in the middle of the picture, float64 (3,), EPSG:25832 and height.
        clock: Seconds that only grow.

    Attributes:
        chosen: Id of the object that is chosen; empty for none.

    Signals:
        changed: What there is, what is chosen, or what can be done is another.
        moved: The chosen object stands otherwise now (its `Hit`, to highlight it again).
        go_requested: A place of the scene shall be seen (float64 (3,)).
    """

    changed = Signal()
    moved = Signal(object)
    go_requested = Signal(object)

    def __init__(
        self,
        library: Library,
        stage: Drawing,
        picker: Picking,
        parent: QObject | None = None,
        *,
        hand: PlacingHand,
        middle: Callable[[], Doubles],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._library, self._stage, self._picker = library, stage, picker
        self._hand, self._middle, self._clock = hand, middle, clock
        self.chosen = ""
        self.layer = BuildingLayer(LAYER)
        self._work = Background(self, "twin-objects")
        self._models: dict[str, CityModel] = {}
        self._names: dict[str, str] = {}
        self._places: dict[str, ObjectPlace] = {}
        self._kept: set[str] = set()
        self._standing: dict[str, Standing] = {}
        self._steps: list[_Step] = []
        self._is_visible, self._is_closed = True, False
        stage.do(lambda scene: scene.put(self.layer), redraw=False)
        hand.placed.connect(self._set_down)
        hand.left.connect(self._end_placing)

    def close(self) -> None:
        """End the thread; what is in the scene stays there."""
        self._is_closed = True
        self._work.close()

    # ---- what is there -------------------------------------------------------------------------
    def start(self) -> None:
        """Show what is there."""
        self._follow()

    def take(self, change: Change) -> None:
        """Look again at what the library has, where it is other than before."""
        if not self._is_closed and (change.objects or change.datasets or change.removed):
            self._follow()

    def settle(self) -> None:
        """Put those nobody has set down on the ground, which is known better by now."""
        frame = self._stage.frame
        for name, place in list(self._places.items()):
            if name in self._kept:
                continue
            ground = self._picker.height_at(place.east - frame.east, place.north - frame.north)
            height = place.height if ground is None else ground + frame.height
            if abs(height - place.height) > _SETTLED_M:
                self._places[name] = replace(place, height=height)
                self._show(name)

    def set_visible(self, *, is_visible: bool) -> None:
        """Let objects be picked, or not: the layer itself is switched with the others."""
        if is_visible == self._is_visible:
            return
        self._is_visible = is_visible
        for name, one in self._standing.items():
            if is_visible:
                self._picker.put_tile(one.tile)
            else:
                self._picker.drop_tile(name)

    def place_of(self, object_id: str) -> ObjectPlace | None:
        """Return where an object stands now; None where there is none of this id."""
        return self._places.get(object_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the objects, in the library's order."""
        return tuple(self._models)

    def _follow(self) -> None:
        datasets = {one.id: one for one in self._library.datasets if one.kind is DatasetKind.OBJECT}
        models = {name: model for name, model in self._library.objects() if name in datasets}
        for gone in self._models.keys() - models.keys():
            self._drop(gone)
        before, self._models = self._models, models
        names = {name: datasets[name].name for name in models}
        is_other = names != self._names or before.keys() != models.keys()
        self._names = names
        for name, model in models.items():
            place = datasets[name].place
            if name not in self._places:
                self._places[name] = place or self._in_the_middle()
            if place is not None:
                self._kept.add(name)
            if before.get(name) is not model:
                self._show(name)
        if is_other:
            self.changed.emit()

    def _in_the_middle(self) -> ObjectPlace:
        east, north, height = (float(part) for part in self._middle())
        return ObjectPlace(east, north, height)

    def _drop(self, name: str) -> None:
        self._places.pop(name, None)
        self._kept.discard(name)
        self._steps = [step for step in self._steps if step.id != name]
        if self.chosen == name:
            self.chosen = ""
            self._hand.rest()
        standing = self._standing.pop(name, None)
        if standing is not None:
            self._picker.drop_tile(name)
            mesh_id = standing.mesh.id
            self._stage.do(lambda _: self.layer.drop(mesh_id))

    # ---- wishes --------------------------------------------------------------------------------
    def choose(self, object_id: str) -> None:
        """Choose an object; empty, or what is none, for no choice."""
        chosen = object_id if object_id in self._models else ""
        if chosen != self.chosen:
            self.chosen = chosen
            self._hand.rest()
            self._tell_moved()
            self.changed.emit()

    def choose_hit(self, hit: Hit | None) -> None:
        """Choose what was clicked, if it is an object of this kind."""
        self.choose("" if hit is None else hit.dataset)

    def begin_placing(self, *, is_on: bool = True) -> None:
        """Let the next click set the chosen object down, or no longer."""
        if self.chosen and is_on:
            # It must not stand in its own way.
            self._picker.drop_tile(self.chosen)
            self._hand.begin()
        else:
            self._hand.rest()
        self.changed.emit()

    @property
    def is_placing(self) -> bool:
        """True while a click sets the chosen object down."""
        return self._hand.is_on

    def turn(self, heading: float) -> None:
        """Turn the chosen object, degrees clockwise seen from above."""
        self._alter("turn", lambda place: replace(place, heading=heading % 360.0))

    def scale(self, factor: float) -> None:
        """Make a unit of the chosen object so many metres."""
        if math.isfinite(factor) and factor > 0:
            bounded = min(max(factor, SCALES[0]), SCALES[1])
            self._alter("scale", lambda place: replace(place, scale=bounded))

    def raise_to(self, height: float) -> None:
        """Set the chosen object to a height, m."""
        self._alter("raise", lambda place: replace(place, height=height))

    def set_down_at(self, east: float, north: float, height: float) -> None:
        """Set the chosen object down, EPSG:25832 and height."""
        self._alter("place", lambda p: replace(p, east=east, north=north, height=height))

    def go(self) -> None:
        """Have the chosen object brought into sight."""
        standing = self._standing.get(self.chosen)
        if standing is not None:
            self.go_requested.emit(standing.tile.points.mean(axis=0).astype(np.float64))

    @property
    def can_undo(self) -> bool:
        """True when something can be undone."""
        return bool(self._steps)

    def undo(self) -> None:
        """Let an object stand as it did before the last change."""
        if not self._steps:
            return
        step = self._steps.pop()
        self._places[step.id] = step.before
        if step.was_kept:
            self._keep(step.id, step.before)
        else:
            self._kept.discard(step.id)
            self._library.place(step.id, None)
        self._show(step.id)
        self.changed.emit()

    def _take_placing(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.begin_placing(is_on=is_on)

    def _set_down(self, place: Doubles) -> None:
        east, north, height = self._stage.frame.to_world(place).tolist()
        self.set_down_at(east, north, height)

    def _end_placing(self) -> None:
        standing = self._standing.get(self.chosen)
        if standing is not None and self._is_visible:
            self._picker.put_tile(standing.tile)
        self.changed.emit()

    def _alter(self, how: str, alter: Callable[[ObjectPlace], ObjectPlace]) -> None:
        name = self.chosen
        before = self._places.get(name)
        if before is None or (after := alter(before)) == before:
            return
        self._note(_Step(name, before, name in self._kept, how, self._clock()))
        self._keep(name, after)
        self._show(name)
        self.changed.emit()

    def _note(self, step: _Step) -> None:
        """Remember how it was, once for each gesture."""
        last = self._steps[-1] if self._steps else None
        is_gesture = (
            last is not None
            and step.how != "place"
            and (last.id, last.how) == (step.id, step.how)
            and step.at_s - last.at_s < _GESTURE_S
        )
        if last is not None and is_gesture:
            self._steps[-1] = replace(last, at_s=step.at_s)
        else:
            self._steps.append(step)

    def _keep(self, name: str, place: ObjectPlace) -> None:
        self._places[name] = place
        self._kept.add(name)
        spot = (place.east, place.north, place.height)
        self._library.place(name, spot, place.heading, place.scale)

    # ---- scene ---------------------------------------------------------------------------------
    def _show(self, name: str) -> None:
        place, model = self._places[name], self._models[name]
        work = partial(self._made, name, self._names[name], model, place)
        self._work.ask(self, work, partial(self._put, name), lambda _: None)

    def _made(self, name: str, title: str, model: CityModel, place: ObjectPlace) -> Standing | None:
        """Make what is drawn; beside the window. None where it stands otherwise by now."""
        if self._places.get(name) != place:
            return None
        return standing_of(name, title, model, place, self._stage.frame)

    def _put(self, name: str, standing: Standing | None) -> None:
        if standing is None or self._places.get(name) != standing.place:
            return
        before = self._standing.get(name)
        self._standing[name] = standing
        self._picker.drop_tile(name)
        is_held = self.is_placing and name == self.chosen
        if self._is_visible and not is_held:
            self._picker.put_tile(standing.tile)
        old: TileId | None = None if before is None else before.mesh.id
        layer, mesh = self.layer, standing.mesh

        def put(_: object) -> None:
            if old is not None and old != mesh.id:
                layer.drop(old)
            layer.put(mesh)

        self._stage.do(put)
        if name == self.chosen:
            self._tell_moved()

    def _tell_moved(self) -> None:
        standing = self._standing.get(self.chosen)
        if standing is None or not len(standing.tile.points):
            return
        tile = standing.tile
        place = tile.points.mean(axis=0).astype(np.float64)
        owner = tile.objects[0].id
        self.moved.emit(Hit(HitKind.OBJECT, owner, place, 0.0, tile.key, 0, tile.dataset, 0))

    # ---- panel ---------------------------------------------------------------------------------
    def serve(self, panel: SingleObjectsPanel) -> None:
        """Fill a panel from now on, and do what it asks for."""
        panel.chosen_changed.connect(self.choose)
        panel.placing_requested.connect(self._take_placing)
        panel.turned.connect(self.turn)
        panel.scaled.connect(self.scale)
        panel.raised.connect(self.raise_to)
        panel.undo_requested.connect(self.undo)
        panel.show_requested.connect(self.go)
        self.changed.connect(lambda: self._fill(panel))
        self._fill(panel)

    def _fill(self, panel: SingleObjectsPanel) -> None:
        if self._is_closed:
            return
        panel.show_objects(self._rows(), self.chosen)
        panel.show_place(self._places.get(self.chosen), is_placing=self.is_placing)
        panel.set_undoable(is_undoable=self.can_undo)

    def _rows(self) -> Sequence[ObjectRow]:
        return [
            ObjectRow(name, on_screen(title), is_kept=name in self._kept)
            for name, title in self._names.items()
        ]
