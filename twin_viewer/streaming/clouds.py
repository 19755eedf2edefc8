"""The window's end of loading scans: opens them, follows the camera, hands points to the scene."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from twin_viewer.analysis.profiles import cloud_slice
from twin_viewer.lod.cameras import CameraView
from twin_viewer.lod.governor import BudgetGovernor
from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.cloud_colors import ColorBy, Coloring, Legend, legend_of
from twin_viewer.rendering.layers.clouds import CloudLayer
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.rendering.scenes import Scene
from twin_viewer.rendering.stage import Stage
from twin_viewer.rendering.threads import Picture
from twin_viewer.streaming.loops import Change, LoadingLoop, Wish
from twin_viewer.streaming.rays import Target, first_point
from widgets.theme import theme

FOLLOW_MS: Final = 60
"""The selection follows the camera so often at most."""

PICTURE_MS: Final = 400
"""While scans fill, pictures come so often at most: each of them costs what it shows."""


@dataclass(slots=True, eq=False)
class _Cloud:
    layer: CloudLayer
    coloring: Coloring
    has_begun: bool = False
    points: int = 0
    counts: dict[int, int] = field(default_factory=dict)
    targets: dict[int, Target] = field(default_factory=dict)
    classes: tuple[int, ...] = ()
    faults: int = 0
    is_visible: bool = True


class CloudStreamer(QObject):
    """Shows laser scans in a stage, as many points as the machine draws in time.

    Args:
        stage: What draws.
        governor: Steers the number of points; one of its own when None.
        parent: Owner.
        clock: Seconds of a steady clock.

    Signals:
        opened: A scan is open (its id, `CloudInfo`).
        faulted: Something of a scan cannot be shown (its id, tuple of `Fault`: all so far).
        described: Classes or ranges of a scan are known better; its legend is another (its id).
        filled: All that is wanted for now is shown.
    """

    opened = Signal(str, object)
    faulted = Signal(str, object)
    described = Signal(str)
    filled = Signal()
    _arrived = Signal()
    _settled = Signal()

    def __init__(
        self,
        stage: Stage,
        governor: BudgetGovernor | None = None,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self.governor = governor or BudgetGovernor()
        self._clock = clock
        self._color_by = ColorBy.COLOR
        self._clouds: dict[str, _Cloud] = {}
        self._changes: deque[Change] = deque()
        self._lock = threading.Lock()
        self._loop = LoadingLoop(stage.frame, self._take, self._settled.emit)
        self._is_fresh = False
        self._budget = self.governor.full
        self._share = 1.0
        self._follow = self._timer(FOLLOW_MS, self._wish)
        self._draw = self._timer(PICTURE_MS, self._request)
        self._is_drawing = self._is_closed = False
        self._arrived.connect(self._hand_over)
        self._settled.connect(self._finish)
        stage.camera_changed.connect(self._note_camera)
        stage.pictured.connect(self._note_picture)

    def _timer(self, interval_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(act)
        return timer

    # ---- scans ---------------------------------------------------------------------------------
    def open_cloud(self, cloud: str, path: Path) -> None:
        """Show a scan: a COPC file node by node, another one as a thinned first picture.

        Args:
            cloud: Its id; one of the same id is replaced.
            path: LAS, LAZ or COPC.
        """
        self.drop_cloud(cloud)
        coloring = Coloring(self._color_by)
        layer = CloudLayer(f"cloud-{cloud}", coloring)
        layer.moving_share = self._share
        self._clouds[cloud] = _Cloud(layer, coloring)
        self._stage.do(lambda scene: scene.put(layer), redraw=False)
        self._loop.open(cloud, path)
        self._wish()

    def replace(self, cloud: str, path: Path) -> None:
        """Show a scan by its COPC file from now on; its first picture stays until that is there."""
        if cloud in self._clouds:
            self._loop.replace(cloud, path)
            self._wish()
        else:
            self.open_cloud(cloud, path)

    def drop_cloud(self, cloud: str) -> None:
        """Show a scan no longer."""
        gone = self._clouds.pop(cloud, None)
        if gone is not None:
            self._loop.drop(cloud)
            self._stage.do(lambda scene: scene.drop(gone.layer.id))

    def set_visible(self, cloud: str, *, is_visible: bool) -> None:
        """Switch a scan on or off."""
        shown = self._clouds.get(cloud)
        if shown is not None and shown.is_visible is not is_visible:
            shown.is_visible = is_visible
            self._loop.show(cloud, is_visible=is_visible)
            self._stage.do(lambda _: shown.layer.show(is_visible=is_visible))
            self._wish()

    @property
    def is_visible(self) -> bool:
        """True while any scan is shown."""
        return any(cloud.is_visible for cloud in self._clouds.values())

    def beside(self, line: Doubles, width: float) -> Iterator[tuple[Doubles, Doubles]]:
        """Yield the points that are shown in a corridor along a line, a node at a time.

        Args:
            line: Corners, float64 (N, 3), metres of the scene.
            width: Width of the corridor, m.

        Yields:
            Metres from the line's beginning and heights of the scene, float64 (M,) each.
        """
        nodes = [
            target
            for cloud in self._clouds.values()
            if cloud.is_visible
            for target in cloud.targets.values()
            if _is_near(target, line, width)
        ]
        for node in nodes:
            found = cloud_slice(line, node.points.xyz.astype(np.float64), width)
            yield found.distances, found.heights

    @property
    def clouds(self) -> tuple[str, ...]:
        """Ids of the scans that are open."""
        return tuple(self._clouds)

    @property
    def points(self) -> int:
        """How many points are shown."""
        return sum(cloud.points for cloud in self._clouds.values())

    def pick(self, camera: Camera, x: float, y: float, width: int, height: int) -> Hit | None:
        """Return the point of a scan that is seen at a place of the picture (pixels)."""
        ray = camera.ray(x, y, width, height)
        found = None
        for name, cloud in self._clouds.items():
            met = first_point(cloud.targets.values(), camera.position, ray)
            if met is not None and cloud.is_visible and (not found or met[1] < found.distance):
                found = Hit(HitKind.CLOUD, name, *met)
        return found

    def close(self) -> None:
        """End loading; layers stay in the scene."""
        self._is_closed = True
        self._follow.stop()
        self._draw.stop()
        self._stage.camera_changed.disconnect(self._note_camera)
        self._stage.pictured.disconnect(self._note_picture)
        self._loop.close()

    # ---- colours -------------------------------------------------------------------------------
    @property
    def color_by(self) -> ColorBy:
        """What the colour of points tells."""
        return self._color_by

    def set_color_by(self, by: ColorBy) -> None:
        """Colour all scans by something else."""
        self._color_by = by
        for name, cloud in self._clouds.items():
            self._recolor(cloud, Coloring(by, cloud.coloring.heights, cloud.coloring.intensities))
            self.described.emit(name)

    def legend(self, cloud: str) -> Legend:
        """Return what the colours of a scan stand for."""
        shown = self._clouds.get(cloud)
        if shown is None:
            return Legend()
        bottom = self._stage.frame.height
        low, high = (height + bottom for height in shown.coloring.heights)
        coloring = Coloring(shown.coloring.by, (low, high), shown.coloring.intensities)
        return legend_of(coloring, theme().tokens, shown.classes)

    def _recolor(self, cloud: _Cloud, coloring: Coloring) -> None:
        cloud.coloring = coloring
        self._stage.do(lambda _: cloud.layer.set_coloring(coloring))

    # ---- camera --------------------------------------------------------------------------------
    def _note_camera(self, _camera: Camera) -> None:
        if not self._clouds:
            return
        self.governor.camera_moved(self._clock())
        self._set_share()
        if not self._follow.isActive():
            self._follow.start()

    def _set_share(self) -> None:
        share = self.governor.budget(self._clock()) / self.governor.full
        if share == self._share:
            return
        self._share = share
        layers = [cloud.layer for cloud in self._clouds.values()]

        def thin(_: Scene) -> None:
            for layer in layers:
                layer.moving_share = share

        self._stage.do(thin, redraw=False)

    def _wish(self) -> None:
        camera, (width, height) = self._stage.camera, self._stage.size
        view = CameraView(
            (camera.east, camera.north, camera.height),
            _tuple(camera.direction),
            _tuple(camera.up),
            camera.fov,
            width,
            height,
        )
        self._budget = self.governor.full
        self._loop.wish(Wish(view, self._budget))

    def _note_picture(self, picture: Picture) -> None:
        """Learn from a picture, unless new points were carried to the graphics for it."""
        if not self._clouds:
            return
        if self._is_fresh:
            self._is_fresh = False
            return
        now = self._clock()
        is_moving = self.governor.is_moving(now)
        share = self.governor.budget(now) / self.governor.full if is_moving else 1.0
        self.governor.frame_drawn(picture.took_s, round(self.points * share), now)
        if self.governor.full != self._budget and not self._follow.isActive():
            self._follow.start()

    # ---- points --------------------------------------------------------------------------------
    def _take(self, changes: list[Change]) -> None:
        """Take changes from the loading thread."""
        with self._lock:
            is_waiting = bool(self._changes)
            self._changes.extend(changes)
        if not is_waiting:
            self._arrived.emit()

    def _hand_over(self) -> None:
        if self._is_closed:
            return
        with self._lock:
            changes = list(self._changes)
            self._changes.clear()
        for change in changes:
            cloud = self._clouds.get(change.cloud)
            if cloud is not None:
                self._apply(change, cloud)
        if self._is_fresh and not self._draw.isActive():
            if not self._is_drawing:
                self._is_drawing = True
                self._request()
            self._draw.start()

    def _apply(self, change: Change, cloud: _Cloud) -> None:
        if change.info is not None:
            cloud.has_begun = True
            self.opened.emit(change.cloud, change.info)
        if len(change.faults) > cloud.faults:
            cloud.faults = len(change.faults)
            self.faulted.emit(change.cloud, change.faults)
        if not cloud.has_begun:
            return
        self._describe(change, cloud)
        for row in change.drop:
            cloud.points -= cloud.counts.pop(row, 0)
            cloud.targets.pop(row, None)
        for row, (points, _) in change.add.items():
            cloud.points += len(points) - cloud.counts.get(row, 0)
            cloud.counts[row] = len(points)
            if len(points):
                cloud.targets[row] = Target(points)
        if change.add or change.drop:
            self._is_fresh = True
            layer, add, drop = cloud.layer, change.add, tuple(change.drop)
            self._stage.do(lambda _: layer.change(add, drop), redraw=False)

    def _describe(self, change: Change, cloud: _Cloud) -> None:
        """Take ranges and classes over; colours change before the first points come."""
        old = cloud.coloring
        heights = change.heights or old.heights
        new = Coloring(old.by, heights, change.intensities or old.intensities)
        is_new = new != old or (bool(change.classes) and change.classes != cloud.classes)
        cloud.classes = change.classes or cloud.classes
        if new != old:
            cloud.coloring = new
            self._stage.do(lambda _: cloud.layer.set_coloring(new), redraw=False)
        if is_new:
            self.described.emit(change.cloud)

    def _request(self) -> None:
        self._stage.request_frame()

    def _finish(self) -> None:
        """Show the rest at once: all that is wanted is there."""
        if self._is_closed:
            return
        self._draw.stop()
        self._is_drawing = False
        self._request()
        self.filled.emit()


def _is_near(target: Target, line: Doubles, width: float) -> bool:
    """Tell whether a node may have points beside a line, seen from above."""
    margin = target.radius + width
    low, high = line[:, :2].min(axis=0) - margin, line[:, :2].max(axis=0) + margin
    middle = target.centre[:2]
    return bool(((middle >= low) & (middle <= high)).all())


def _tuple(vector: Doubles) -> tuple[float, float, float]:
    east, north, up = (float(part) for part in vector)
    return east, north, up
