"""Everything that lives as long as one scene: stage, canvas, picker, hands, overlays, devices.

When the graphics fail, or another city comes, a new scenery takes the place of the old one.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Signal
from PySide6.QtWidgets import QBoxLayout
from typing_extensions import override

from app.domain.cities import City
from app.services.maps.crs import to_utm
from app.services.maps.devices import Devices
from app.services.maps.extents import home_box
from twin_viewer.cache.store import Box
from twin_viewer.canvas import TwinCanvas
from twin_viewer.live.cities import LiveTwin
from twin_viewer.live.places import box_of
from twin_viewer.model.frames import Doubles, HeightReference, SceneFrame
from twin_viewer.navigation.grounds import Reach
from twin_viewer.navigation.moves import in_front_of, metres_per_pixel
from twin_viewer.navigation.pilots import Motion, Pilot
from twin_viewer.panorama.bars import PanoramaBar
from twin_viewer.panorama.modes import PanoramaMode
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.effects.sky import Sky
from twin_viewer.rendering.layers.highlights import HighlightLayer
from twin_viewer.rendering.layers.labels import Label, LabelOverlay
from twin_viewer.rendering.layers.panoramas import REACH_M
from twin_viewer.rendering.picking import HitKind, Picker
from twin_viewer.rendering.stage import Stage
from twin_viewer.rendering.threads import Picture
from twin_viewer.tools.asset_marks import AssetMark, AssetMarks
from twin_viewer.tools.commands import Tool
from twin_viewer.tools.compasses import Compass
from twin_viewer.tools.hover_marks import HoverMark
from twin_viewer.tools.pointing import Pointing
from twin_viewer.tools.profiles import ProfileCard
from twin_viewer.tools.sampling import Sampling
from twin_viewer.views.abroad import abroad_reach
from twin_viewer.views.lights import light_scene
from widgets.map.legends import LegendCard
from widgets.map.tools.hover_cards import HoverCard
from widgets.scenes.selections import SelectionStrip
from widgets.texts import language

MakeStage = Callable[[SceneFrame], Stage]

SENSOR_PX: Final = 9.0
"""So near the pointer has to come to a device."""

ASSET_PX: Final = 8.0
_NEAR_M: Final = 220.0
_NOWHERE: Final = SceneFrame(413_000, 5_725_000)
"""Origin for a city of which nobody knows where it lies."""

_WIDER: Final = 1.6

_FIRST_M, _FIRST_HEADING, _FIRST_PITCH = 3_200.0, 20.0, -32.0
"""How the city is seen at first: m away, degrees."""
_NAMES_M: Final = 40.0
"""Names of districts hang so far above the ground."""


class Scenery(QObject):
    """Makes the parts and ties those together that need nothing of the view.

    Args:
        stage: What draws.
        layout: Takes the canvas.
        parent: Owner.

    Attributes:
        stage: What draws.
        canvas: Where it is seen.
        picker: Finds what lies under the pointer.
        pilot: Moves the camera.
        live: The devices.
        pointing: What clicks mean.
        card: The card beside the pointer.
        strip: What can be done with a selection.
        legend: What stands for what.
        compass: Says where north is.
        profile: The profile of heights.
        labels: Names over the picture.
        assets: Pins of what people placed.
        sampling: Takes profiles of heights.
        panorama_bar: What is set while a photograph is shown.
        panorama: Photographs of streets, as another way to see the scene.
        highlights: What is selected; touch it in acts of the stage only.
        height_reference: What heights of the ground count from.
        is_abroad: True when data are shown that lie elsewhere, without the city.

    Signals:
        seen: A picture is on the screen (`Picture`).
        city_came: Another city, or the same one otherwise, is shown (`City`).
    """

    seen = Signal(object)
    city_came = Signal(object)

    def __init__(self, stage: Stage, layout: QBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self.stage = stage
        self.canvas = TwinCanvas(stage)
        self.picker = Picker(stage.frame)
        self.pilot = Pilot(stage, self.picker, self.canvas, self)
        self.live = LiveTwin(stage, self.picker, self)
        self.card = HoverCard(self.canvas)
        self.strip = SelectionStrip(self.canvas, has_table=False)
        self.legend = LegendCard(self.canvas, self.strip)
        self.compass = Compass(self.canvas)
        self.profile = ProfileCard(self.canvas)
        self.assets = AssetMarks(self.canvas)
        self.pointing = Pointing(
            stage,
            self.picker,
            self.live,
            self.pilot,
            card=self.card,
            strip=self.strip,
            assets=self.assets,
        )
        self.highlights = HighlightLayer()
        self._hover_mark = HoverMark(stage, self.picker, self.highlights)
        self.sampling = Sampling(self.picker, self)
        self.height_reference = HeightReference.DHHN2016
        self.panorama = PanoramaMode(stage, self.canvas, self.picker, self)
        self.panorama_bar = PanoramaBar(self.panorama)
        self.labels = LabelOverlay(self.canvas)
        self._city: City | None = None
        self._place_labels: list[Label] = []
        self._more_labels: list[Label] = []
        self._is_placed = self.is_abroad = False
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.panorama_bar)
        self._tie()
        self._name_canvas()
        stage.do(lambda scene: scene.set_effect("sky", Sky()), redraw=False)
        stage.do(lambda scene: scene.put(self.highlights), redraw=False)
        light_scene(stage, None)

    def _tie(self) -> None:
        canvas, pointing, live = self.canvas, self.pointing, self.live
        sketches, lasso = pointing.sketches, pointing.lasso
        canvas.hands += [lasso, sketches, pointing, self.pilot]
        canvas.overlays += [self.labels, self.assets, live.chips, sketches, lasso]
        self.labels.taken = live.chips.boxes
        pointing.hovered.connect(self._hover_mark.follow)
        canvas.shown_picture.connect(self._take_picture)
        canvas.installEventFilter(self)
        for part in (sketches, lasso):
            part.redraw_requested.connect(canvas.update)
        sketches.finished.connect(self._take_measurement)
        self.sampling.sampled.connect(self.profile.show_profile)
        sketches.measured.connect(self._take_measure)
        self.profile.closed.connect(sketches.clear)
        self.compass.clicked.connect(self.face_north)
        self.stage.camera_changed.connect(lambda camera: self.compass.set_heading(camera.heading))
        live.put_spots = self._put_sensors
        self.panorama.entered.connect(lambda: self._lend_camera(is_lent=True))
        self.panorama.left.connect(lambda: self._lend_camera(is_lent=False))

    def close(self) -> None:
        """End the thread of the scene and all timers, and take the canvas away."""
        self.panorama.close()
        self.pilot.close()
        self.live.close()
        self.sampling.stop()
        self.card.leave()
        self.canvas.removeEventFilter(self)
        self.stage.close()
        self.canvas.hide()
        for widget in (self.canvas, self.panorama_bar):
            widget.setParent(None)
            widget.deleteLater()

    # ---- city ----------------------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Show the devices of a city; the first time the camera is put where it is seen whole."""
        self.live.set_city(city)
        self.pointing.set_points(city.points)
        if self.is_abroad:
            return
        self._city = city
        self._name_places(city)
        box = city.box or self.live.model.home_box()
        if box is not None:
            edges = box_of(box, self.stage.frame)
            self.set_reach(Reach(*edges, self.pilot.reach.ground))
        if not self._is_placed:
            self._is_placed = True
            self.stage.set_camera(self._first_view())
        self.city_came.emit(city)

    @property
    def city(self) -> City | None:
        """The city that is shown."""
        return self._city

    def _first_view(self) -> Camera:
        """Return a view in which houses are seen: of where most devices stand."""
        middle = self.live.middle()
        if middle is None:
            return self.pilot.home()
        place = np.array((*middle, self.pilot.reach.ground), np.float64)
        return looking_at(place, _FIRST_M, _FIRST_HEADING, _FIRST_PITCH)

    def go_abroad(self, extent: Box) -> None:
        """Show data that lie elsewhere, without the city: west, south, east, north, m."""
        self._is_placed = self.is_abroad = True
        self.set_reach(abroad_reach(extent, self.stage.frame))
        self.stage.set_camera(self.pilot.home())

    def set_reach(self, reach: Reach) -> None:
        """Take where the camera may be, and how high the ground is where nobody knows."""
        self.pilot.set_reach(reach)
        self.live.ground = reach.ground
        self.picker.set_bottom(reach.ground)

    def _name_places(self, city: City) -> None:
        """Write the names of the districts over them."""
        frame, ground = self.stage.frame, self.pilot.reach.ground
        self._place_labels = []
        for one in city.districts:
            east, north = to_utm(one.center.longitude, one.center.latitude)
            place = np.array((east - frame.east, north - frame.north, ground + _NAMES_M))
            self._place_labels.append((one.name.in_language(language()), place, 0))
        self.set_labels(self._more_labels)

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Write these names beside those of the districts."""
        self._more_labels = list(labels)
        self.labels.set_labels([*self._place_labels, *self._more_labels])

    def set_assets(self, assets: Iterable[AssetMark]) -> None:
        """Show what people placed, and nothing else."""
        self.assets.set_assets(assets)
        self.picker.put_spots(HitKind.ASSET, self.assets.ids, self.assets.places, ASSET_PX)

    def set_ground(self, height: float) -> None:
        """Take how high the ground is where no terrain is known, m of the scene."""
        is_home = self.stage.camera == self.pilot.home()
        self.pilot.set_reach(replace(self.pilot.reach, ground=height))
        self.live.ground = height
        if self._city is not None:
            self._name_places(self._city)
        if is_home:
            self.stage.set_camera(self.pilot.home())

    def start_at(self, camera: Camera) -> None:
        """Begin with a view that was remembered."""
        self._is_placed = True
        self.stage.set_camera(camera)

    def set_tool(self, tool: Tool) -> None:
        """Take what a click means."""
        self._close_profile()
        self.panorama.is_placing = tool is Tool.ASSET
        self.pointing.set_tool(tool)

    # ---- going somewhere -----------------------------------------------------------------------
    def free_camera(self) -> None:
        """Leave a photograph: somebody wants to go elsewhere."""
        if self.panorama.is_active:
            self.panorama.leave()

    def face_north(self) -> None:
        """Turn so that north is ahead; in a photograph on the spot."""
        if self.panorama.is_active:
            camera = self.stage.camera
            self.stage.set_camera(camera.turned(0.0, camera.pitch))
        else:
            self.pilot.face_north()

    def fly_to(self, camera: Camera) -> None:
        """Fly to a view."""
        self.free_camera()
        self.pilot.set_motion(Motion.ORBIT)
        self.pilot.fly_to(camera)

    def go_to_points(self, point_ids: Sequence[str]) -> bool:
        """Fly to the devices of some points; False where nobody knows their places."""
        places = self.live.places_of_points(point_ids)
        if not len(places):
            return False
        self.fly_to(self._view_of(places))
        return True

    def go_to_place(self, place: Doubles) -> None:
        """Fly to a place of the scene."""
        camera = self.stage.camera
        near = min(_NEAR_M, float(np.linalg.norm(camera.position - place)))
        self.free_camera()
        self.pilot.fly_to(in_front_of(place, camera, near))

    def is_in_sight(self, point_ids: Sequence[str]) -> bool:
        """Tell whether all devices of some points lie in the picture, or nobody knows where."""
        places = self.live.places_of_points(point_ids)
        if not len(places):
            return True
        width, height = self.pilot.size
        seen = self.stage.camera.project(places, width, height)
        with np.errstate(invalid="ignore"):
            is_inside = (seen[:, 0] > 0) & (seen[:, 0] < width)
            is_inside &= (seen[:, 1] > 0) & (seen[:, 1] < height)
        return bool(is_inside.all())

    def middle(self) -> Doubles:
        """Return what lies in the middle of the picture, float64 (3,), metres of the scene."""
        width, height = self.pilot.size
        at = QPointF(width / 2, height / 2)
        return self.pilot.orbit.anchor(self.stage.camera, at, self.pilot.size)

    def metres_per_pixel(self) -> float:
        """Return how many metres a pixel in the middle of the picture stands for."""
        camera = self.stage.camera
        away = float((self.middle() - camera.position) @ camera.direction)
        return metres_per_pixel(camera, max(away, 0.1), self.pilot.size[1])

    def rest(self) -> None:
        """Nobody sees the scene: nothing is held, no card is open."""
        self.pilot.release_keys()
        self.pilot.flights.stop()
        self.pointing.leave()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._name_canvas()
        self.live.use_language()
        for part in (self.legend, self.strip, self.compass, self.profile, self.pointing.sketches):
            part.retranslate()

    def _name_canvas(self) -> None:
        words = QCoreApplication.translate
        self.canvas.setAccessibleName(words("twin", "Digitaler Zwilling der Stadt"))
        self.canvas.setAccessibleDescription(
            words(
                "twin",
                "Die Pfeiltasten bewegen die Kamera, mit der Umschalttaste drehen sie; Plus und "
                "Minus ändern die Entfernung, Pos1 zeigt die ganze Stadt, Esc führt hinaus.",
            )
        )

    def _view_of(self, places: Doubles) -> Camera:
        if len(places) == 1:
            return in_front_of(places[0], self.stage.camera, _NEAR_M)
        middle = (places.min(axis=0) + places.max(axis=0)) / 2
        spread = float(np.linalg.norm(places.max(axis=0) - places.min(axis=0)))
        distance = max(_NEAR_M, _WIDER * spread)
        return looking_at(middle, distance, self.stage.camera.heading, -50.0)

    # ---- pictures, measuring -------------------------------------------------------------------
    def _take_picture(self, picture: Picture) -> None:
        self.live.chips.camera = picture.camera
        self.pointing.sketches.camera = picture.camera
        self.seen.emit(picture)

    def _lend_camera(self, *, is_lent: bool) -> None:
        """Leave the camera to photographs, or take it back; pointing goes on in both."""
        self.pilot.is_locked = is_lent
        self.pointing.leave_card()
        self.labels.reach_m = self.live.chips.reach_m = self.assets.reach_m = (
            REACH_M if is_lent else math.inf
        )
        if is_lent:
            self.pilot.set_motion(Motion.ORBIT)
            self.pilot.release_keys()
            self.pilot.flights.stop()
        # Photographs take every event, so what only looks on has to come before them.
        hands = self.canvas.hands
        hands.remove(self.pointing)
        hands.insert(0 if is_lent else hands.index(self.pilot), self.pointing)
        if not is_lent:
            self.pilot.fly_to(self.stage.camera, 0.0)

    def _put_sensors(self, ids: Sequence[str], places: Doubles) -> None:
        self.picker.put_spots(HitKind.SENSOR, ids, places, SENSOR_PX)

    def _take_measurement(self, result: object) -> None:
        sketches = self.pointing.sketches
        measurement = sketches.measurement
        del result
        if sketches.tool is not Tool.PROFILE or measurement is None:
            return
        start, end = measurement.corners[0], measurement.corners[-1]
        base = float(self.stage.frame.height)
        self.sampling.take(start, end, base)

    def _take_measure(self, text: str) -> None:
        measurement = self.pointing.sketches.measurement
        is_over = measurement is None or not measurement.is_finished
        if not text or (is_over and self.profile.isVisible()):
            self._close_profile()

    def _close_profile(self) -> None:
        self.sampling.stop()
        self.profile.show_profile(None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.pilot.release_keys()
        return super().eventFilter(watched, event)


def frame_of(city: City) -> SceneFrame:
    """Return the origin of the scene of a city: its middle, in whole metres."""
    box = city.box or home_box(city, Devices(city).all)
    if box is None:
        return _NOWHERE
    east, north = to_utm(box.center.longitude, box.center.latitude)
    return SceneFrame(round(east), round(north))
