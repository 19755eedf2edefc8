"""The mode of photographs: the camera stands where one was taken, and sees it all around."""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from twin_viewer.canvas import TwinCanvas
from twin_viewer.model.frames import Doubles
from twin_viewer.model.panoramas import PanoramaPose, Survey
from twin_viewer.navigation.flights import Flights
from twin_viewer.panorama.arrows import Arrows
from twin_viewer.panorama.hands import Acts, PanoramaHand
from twin_viewer.panorama.neighbours import Neighbour, nearest_to, neighbours_of
from twin_viewer.panorama.readers import Photo, PhotoReader, Read
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.panoramas import PanoramaLayer
from twin_viewer.rendering.layers.spheres import Offsets, rotation
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.rendering.stage import Stage
from widgets.foreign_texts import on_screen

FOV: Final = 70.0
"""Vertical field of view on entering, degrees: what a person takes for natural in a street."""

ENTER_S: Final = 0.45
FADE_S: Final = 0.25
EYES_M: Final = 2.4
"""Height of a survey's camera above the street where the ground is not known."""

_STEEPEST_ENTRY: Final = 15.0


PickCloud = Callable[[Camera, float, float, int, int], Hit | None]


class Ground(Protocol):
    """What lies under the pointer, as `Picker` tells."""

    def pick(self, camera: Camera, x: float, y: float, width: int, height: int) -> Hit | None:
        """Return what is seen at a place of the picture."""
        ...

    def height_at(self, east: float, north: float) -> float | None:
        """Return the height of the ground."""
        ...


class PanoramaMode(QObject):
    """Enters photographs, walks along them, leaves them.

    Photographs are known by `SURVEY/POSE`: the ids of the survey and of the pose in it.

    Args:
        stage: What draws.
        canvas: Where it is seen.
        ground: What lies under the pointer.
        parent: Owner.
        read: Decodes photographs; a fake in tests.

    Attributes:
        pose_id: The photograph that is shown; empty for none.
        pick_cloud: Finds points of scans, as `CloudStreamer.pick`; None for none.
        is_placing: True while a click places something instead of choosing it.

    Signals:
        entered: The mode is entered.
        left: The mode is left.
        shown: A photograph is shown, as a draft or in full (its id).
        clicked: Something was clicked in the photograph (`Hit`).
        asset_requested: Something is to be placed (float64 (3,) of the world, photograph's id).
        offsets_changed: A person turned a survey (its id, `Offsets`).
        troubled: A photograph cannot be shown, or nothing is where was clicked (a sentence); empty
            when all is well again.
    """

    entered = Signal()
    left = Signal()
    shown = Signal(str)
    clicked = Signal(object)
    asset_requested = Signal(object, str)
    offsets_changed = Signal(str, object)
    troubled = Signal(str)
    _arrived = Signal()

    def __init__(
        self,
        stage: Stage,
        canvas: TwinCanvas,
        ground: Ground,
        parent: QObject | None = None,
        read: Read | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._canvas = canvas
        self._ground = ground
        self.pose_id = ""
        self.pick_cloud: PickCloud | None = None
        self.is_placing = False
        self._poses: dict[str, PanoramaPose] = {}
        self._ids: tuple[str, ...] = ()
        self._places: Doubles = np.zeros((0, 3))
        self._offsets: dict[str, Offsets] = {}
        self._opacity = 1.0
        self._fov = stage.camera.fov
        self._layer: PanoramaLayer | None = None
        self._neighbours: tuple[Neighbour, ...] = ()
        self._arrows = Arrows()
        self._flights = Flights(stage, self)
        self._flights.landed.connect(self._land)
        self._photos: deque[Photo] = deque()
        self._lock = threading.Lock()
        self._reader = PhotoReader(self._take, read)
        self._arrived.connect(self._show)
        acts = Acts(self._look, self.walk, self._click, self._hover, self._calibrate, self.leave)
        self._hand = PanoramaHand(canvas, acts)
        canvas.shown_picture.connect(self._follow)

    def close(self) -> None:
        """End reading; a photograph that is shown is left first."""
        self.leave()
        self._canvas.shown_picture.disconnect(self._follow)
        self._reader.close()

    # ---- surveys -------------------------------------------------------------------------------
    def set_surveys(
        self, surveys: Mapping[str, Survey], offsets: Mapping[str, Offsets] | None = None
    ) -> None:
        """Take the photographs there are, and how their surveys were turned by a person."""
        self._offsets = {**self._offsets, **(offsets or {})}
        self._poses = {
            f"{name}/{pose.id}": pose for name, survey in surveys.items() for pose in survey.poses
        }
        self._ids = tuple(self._poses)
        world = np.array([(one.east, one.north, one.height) for one in self._poses.values()])
        self._places = self._stage.frame.to_local(world.reshape(-1, 3)).astype(np.float64)
        if self.pose_id and self.pose_id not in self._poses:
            self.leave()

    @property
    def is_active(self) -> bool:
        """True while photographs are shown."""
        return bool(self.pose_id)

    def nearest(self, place: Doubles) -> str:
        """Return the photograph taken nearest to a place of the scene; empty without any."""
        if not self._ids:
            return ""
        away = np.linalg.norm(self._places[:, :2] - place[:2], axis=1)
        return self._ids[int(np.argmin(away))]

    # ---- entering and leaving ------------------------------------------------------------------
    def enter(self, pose_id: str) -> bool:
        """Go into a photograph, or to another one; the direction of view is kept.

        Returns:
            False when there is no such photograph.
        """
        pose = self._poses.get(pose_id)
        if pose is None:
            return False
        was_active, self.pose_id = self.is_active, pose_id
        self.troubled.emit("")
        self._reader.want(pose_id, pose)
        if not was_active:
            self._begin(pose)
        return True

    def leave(self) -> None:
        """See the city again, from where the photograph was taken and in the same direction."""
        if not self.is_active:
            return
        self.pose_id = ""
        self._reader.forget()
        self._flights.stop()
        self._canvas.hands.remove(self._hand)
        self._canvas.overlays.remove(self._arrows)
        layer = self._layer
        if layer is not None:
            self._stage.do(lambda _: layer.leave(FADE_S), redraw=False)
        self._stage.set_camera(replace(self._stage.camera, fov=self._fov))
        self._stage.request_frame()
        self._canvas.unsetCursor()
        self.troubled.emit("")
        self.left.emit()

    def walk(self, turn: float = 0.0) -> None:
        """Go on to the neighbour that lies in a direction, degrees from that of the view."""
        found = nearest_to(self._neighbours, self._stage.camera.heading + turn)
        if found is not None:
            self.enter(self._ids[found.row])

    def _begin(self, pose: PanoramaPose) -> None:
        self._canvas.hands.insert(0, self._hand)
        self._canvas.overlays.append(self._arrows)
        self._arrows.set_neighbours((), np.zeros(3))
        if self._layer is None:
            layer = self._layer = PanoramaLayer()
            self._stage.do(lambda scene: scene.put(layer), redraw=False)
        camera = self._stage.camera
        self._fov = camera.fov
        pitch = min(_STEEPEST_ENTRY, max(-_STEEPEST_ENTRY, camera.pitch))
        target = replace(camera, fov=FOV).turned(camera.heading, pitch)
        self.entered.emit()
        self._flights.fly_to(target.moved_to(self._place_of(pose)), ENTER_S)

    def _place_of(self, pose: PanoramaPose) -> Doubles:
        world = np.array((pose.east, pose.north, pose.height), np.float64)
        return self._stage.frame.to_local(world).astype(np.float64)

    # ---- photographs ---------------------------------------------------------------------------
    def _take(self, photo: Photo) -> None:
        """Take a photograph from the reading thread."""
        with self._lock:
            self._photos.append(photo)
        self._arrived.emit()

    def _land(self) -> None:
        if self.is_active:
            self._show()

    def _show(self) -> None:
        """Show what was read, once the camera is there."""
        if self._flights.is_flying:
            return
        with self._lock:
            photos, self._photos = tuple(self._photos), deque()
        for photo in photos:
            if photo.id == self.pose_id:
                self._show_one(photo)

    def _show_one(self, photo: Photo) -> None:
        pose, layer = self._poses[photo.id], self._layer
        if layer is None:
            return
        turned = self._rotation(pose)
        pixels, opacity = photo.pixels, self._opacity

        def show(_: object) -> None:
            layer.set_photo(pixels, turned)
            if pixels is None:
                layer.fade_to(0.0)
            else:
                layer.fade_to(opacity, 0.0 if layer.opacity else FADE_S)

        self._stage.do(show, redraw=False)
        if not photo.is_full:
            self._stand(pose)
        self._stage.request_frame()
        if photo.pixels is None:
            words = self.tr(
                "{0} Mit den Pfeilen oder den Tasten ↑ und ↓ geht es weiter, Esc führt zurück."
            )
            self.troubled.emit(words.format(on_screen(photo.trouble)))
        self.shown.emit(photo.id)

    def _stand(self, pose: PanoramaPose) -> None:
        """Put the camera where a photograph was taken, and lead on from there."""
        place = self._place_of(pose)
        self._stage.set_camera(self._stage.camera.moved_to(place))
        row = self._ids.index(self.pose_id)
        self._neighbours = neighbours_of(self._places, row)
        ground = self._ground.height_at(float(place[0]), float(place[1]))
        below = place[2] - EYES_M
        foot = np.array((place[0], place[1], below if ground is None else min(ground, below + 1.2)))
        self._arrows.set_neighbours(self._neighbours, foot)

    def _rotation(self, pose: PanoramaPose) -> Doubles:
        turn = self.offsets
        return rotation(pose.heading + turn.heading, pose.pitch + turn.pitch, pose.roll + turn.roll)

    # ---- what a person sets --------------------------------------------------------------------
    @property
    def opacity(self) -> float:
        """How much of the city photographs hide: 0 nothing, 1 all of it."""
        return self._opacity

    def set_opacity(self, opacity: float) -> None:
        """Let the city be seen through photographs."""
        self._opacity = opacity
        layer = self._layer
        if layer is not None and self.is_active:
            self._stage.do(lambda _: layer.fade_to(opacity))

    @property
    def survey_id(self) -> str:
        """The survey of the photograph that is shown."""
        return self.pose_id.rpartition("/")[0]

    @property
    def offsets(self) -> Offsets:
        """How the survey that is shown was turned by a person."""
        return self._offsets.get(self.survey_id, Offsets())

    def set_offsets(self, offsets: Offsets) -> None:
        """Turn all photographs of the survey that is shown."""
        if not self.is_active or offsets == self.offsets:
            return
        self._offsets[self.survey_id] = offsets
        layer, turned = self._layer, self._rotation(self._poses[self.pose_id])
        if layer is not None:
            self._stage.do(lambda _: layer.turn(turned))
        self.offsets_changed.emit(self.survey_id, offsets)

    def _calibrate(self, step: Offsets) -> None:
        now = self.offsets
        self.set_offsets(
            Offsets(now.heading + step.heading, now.pitch + step.pitch, now.roll + step.roll)
        )

    # ---- mouse ---------------------------------------------------------------------------------
    def _look(self, camera: Camera) -> None:
        if not self._flights.is_flying:
            self._stage.set_camera(camera, is_moving=True)

    def _hover(self, place: tuple[float, float] | None) -> None:
        hovered = None if place is None else self._arrows.at(*place)
        if hovered != self._arrows.hovered:
            self._arrows.hovered = hovered
            self._canvas.update()
        if hovered is not None:
            self._canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self.is_placing:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self._canvas.unsetCursor()

    def _click(self, x: float, y: float) -> None:
        row = self._arrows.at(x, y)
        if row is not None:
            self.enter(self._ids[row])
            return
        hit = self._met(x, y)
        if hit is None:
            if self.is_placing:
                self.troubled.emit(
                    self.tr(
                        "Hier ist im Stadtmodell nichts. Klicken Sie auf Boden oder ein Gebäude."
                    )
                )
            return
        self.troubled.emit("")
        if self.is_placing:
            self.asset_requested.emit(self._stage.frame.to_world(hit.place), self.pose_id)
        elif hit.kind is HitKind.PANORAMA and hit.id in self._poses:
            self.enter(hit.id)
        else:
            self.clicked.emit(hit)

    def _met(self, x: float, y: float) -> Hit | None:
        """Return what comes first: city, ground, marks, or a point of a scan."""
        hit = self._ground.pick(self._stage.camera, x, y, *self._stage.size)
        if self.pick_cloud is None:
            return hit
        point = self.pick_cloud(self._stage.camera, x, y, *self._stage.size)
        found = [one for one in (hit, point) if one is not None]
        return min(found, key=lambda one: one.distance, default=None)

    def _follow(self, picture: object) -> None:
        """Lay the arrows over the picture that is shown."""
        camera = getattr(picture, "camera", None)
        if self.is_active and isinstance(camera, Camera):
            self._arrows.follow(camera, self._stage.size, self._canvas.devicePixelRatioF())
            self._canvas.update()
