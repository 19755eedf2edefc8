"""The life of a scene: when it is made and let go, and how the view is in between."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout

from app.domain.cities import City
from twin_viewer.cache.store import Box
from twin_viewer.jobs.datasets import Change
from twin_viewer.rendering.layers.spheres import Offsets
from twin_viewer.views.abroad import abroad_frame, is_abroad
from twin_viewer.views.cameras import camera_of, camera_state
from twin_viewer.views.conditions import Condition
from twin_viewer.views.data import TwinData
from twin_viewer.views.libraries import LibraryLike, MakeLibrary
from twin_viewer.views.sceneries import MakeStage, Scenery, frame_of


class Staging(QObject):
    """Makes scenery and data, and lets them go.

    Args:
        make_library: Makes the library; None for a view of the devices alone.
        make_stage: Makes what draws a scene.
        room: The layout a canvas comes to stand in.
        parent: Owner.

    Attributes:
        scenery: The scene and what belongs to it; None while there is none.
        data: What of the library is in the scene; None without a library.
        condition: How the view is.
        detail: What is being done, or why it failed.
        offsets: How surveys of photographs were turned by a person, by survey.
        abroad: What is shown in place of the city: west, south, east, north, m; None for the city.
        camera: The view to begin with, or the last one, as `memory.camera_state` has it.

    Signals:
        made: A scenery is there (`Scenery`); nothing of the city is in it yet.
        condition_changed: The view is otherwise now.
        data_changed: What the library has is other than before.
    """

    made = Signal(object)
    condition_changed = Signal()
    data_changed = Signal()
    _library_changed = Signal(object)

    def __init__(
        self,
        make_library: MakeLibrary | None,
        make_stage: MakeStage,
        room: QBoxLayout,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._make_library, self._make_stage, self._room = make_library, make_stage, room
        self._library: LibraryLike | None = None
        self.scenery: Scenery | None = None
        self.data: TwinData | None = None
        self.condition, self.detail = Condition.WAITING, ""
        self.graphics = ""
        self.camera: Mapping[str, Any] | None = None
        self.abroad: Box | None = None
        self._lowest = 0.0
        self._last: tuple[City, Callable[[Scenery], None]] | None = None
        self.offsets: dict[str, Offsets] = {}
        self._is_closed = False
        self._library_changed.connect(self._take_change)

    def start(self, city: City, prepare: Callable[[Scenery], None]) -> None:
        """Make the scene, unless it is there or has failed.

        Args:
            city: The city.
            prepare: Ties the new scenery to the view, before anything is in it.
        """
        if self._is_closed or self.scenery is not None or self.condition is Condition.FAILED:
            return
        if self._last is not None and self._last[0].id != city.id:
            self.abroad = None
        self._last = (city, prepare)
        self._set(Condition.LOADING)
        frame = frame_of(city)
        if self.abroad is not None:
            frame = abroad_frame(self.abroad, self._lowest)
        scenery = self.scenery = Scenery(self._make_stage(frame), self._room, self)
        scenery.stage.started.connect(self._take_started)
        scenery.stage.failed.connect(self._take_failed)
        scenery.panorama.offsets_changed.connect(self.offsets.__setitem__)
        scenery.panorama.set_surveys({}, self.offsets)
        prepare(scenery)
        if self.abroad is not None:
            scenery.go_abroad(self.abroad)
        scenery.set_city(city)
        camera = camera_of(self.camera, scenery.stage.frame)
        if camera is not None:
            scenery.start_at(camera)
        self._start_data(scenery)
        self.made.emit(scenery)
        scenery.stage.start()

    def drop(self) -> None:
        """Let the scene go; the library goes on."""
        scenery, self.scenery = self.scenery, None
        if scenery is None:
            return
        self.camera = camera_state(scenery.stage.camera, scenery.stage.frame)
        data, self.data = self.data, None
        if data is not None:
            data.close()
            data.deleteLater()
        scenery.close()
        scenery.deleteLater()
        self._set(Condition.WAITING)

    def move_to(self, extent: Box | None, lowest: float = 0.0) -> None:
        """Make a scene of what lies elsewhere, or of the city again.

        Args:
            extent: West, south, east, north, m; None, or what lies in the city, for the city.
            lowest: Height of the lowest thing there, m.
        """
        if self._last is None:
            return
        city, prepare = self._last
        is_home = extent is None or not is_abroad(extent, frame_of(city))
        self.drop()
        self.abroad, self.camera = None if is_home else extent, None
        self._lowest = lowest
        self.start(city, prepare)

    def try_again(self) -> None:
        """Forget that the graphics failed."""
        if self.condition is Condition.FAILED:
            self._set(Condition.WAITING)

    def close(self) -> None:
        """End everything."""
        self._is_closed = True
        self.drop()
        if self._library is not None:
            self._library.close()
            self._library = None

    def _start_data(self, scenery: Scenery) -> None:
        if self._library is None and self._make_library is not None:
            self._library = self._make_library(self._library_changed.emit)
            self._library.start()
        if self._library is not None:
            self.data = TwinData(self._library, scenery, self)
            self.data.changed.connect(self.data_changed)
            self.data.start()

    def _take_started(self, graphics: str) -> None:
        self.graphics = graphics
        self._set(self._alive())

    def _take_failed(self, error: str) -> None:
        self.drop()
        self._set(Condition.FAILED, error)

    def _take_change(self, change: Change) -> None:
        if self._is_closed:
            return
        if self.data is None:
            self.data_changed.emit()  # without a scene the panels still tell of the data
            return
        self.data.take(change)
        if self.condition in {Condition.EMPTY, Condition.ALIVE} and self._alive() != self.condition:
            self._set(self._alive())

    def _alive(self) -> Condition:
        is_empty = self.data is not None and self.data.is_empty
        return Condition.EMPTY if is_empty else Condition.ALIVE

    def _set(self, condition: Condition, detail: str = "") -> None:
        self.condition, self.detail = condition, detail
        self.condition_changed.emit()
