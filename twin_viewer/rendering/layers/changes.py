"""What changed between two surveys: what is new, what is gone, what is higher or lower."""

import math
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from twin_viewer.analysis.epochs import Change, ChangeKind
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.frames import Doubles, Floats, SceneFrame
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.colors import bytes_of, ramp_of
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.layers.cloud_colors import Legend, LegendItem
from widgets.theme.tokens import Tokens

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

MOST_POINTS: Final = 800_000
"""Points that are shown at most; others are left out evenly."""

FULL_M: Final = 5.0
"""A difference of so many metres has the full colour."""

LARGEST: Final = 0.008
SMALLEST: Final = 0.0025
_FILL: Final = 1.4


class Mark(IntEnum):
    """What became of a point."""

    UNCHANGED = 0
    MOVED = 1
    """Its place is higher or lower than before."""

    NEW = 2
    GONE = 3


@dataclass(frozen=True, slots=True, eq=False)
class ChangePoints:
    """Points of both surveys as they are drawn.

    Attributes:
        xyz: float32 (N, 3), metres of the scene.
        marks: `Mark` of each, uint8 (N,).
        differences: Metres by which its place became higher, float32 (N,); 0 where unknown.
        spacing: Metres between points, about.
    """

    xyz: Floats
    marks: NDArray[np.uint8]
    differences: Floats
    spacing: float


def change_points(
    old: PointCloud, new: PointCloud, change: Change, frame: SceneFrame, most: int = MOST_POINTS
) -> ChangePoints:
    """Return what is drawn of a comparison: all of the new survey, and what is gone of the old one.

    Args:
        old: The earlier survey.
        new: The later one.
        change: Their comparison.
        frame: Origin of the scene.
        most: Points at most; what changed is left out last.
    """
    is_changed = _is_changed(new.points, change)
    is_known = np.isfinite(change.of_new)
    marks = np.where(is_changed & is_known, Mark.MOVED, Mark.UNCHANGED).astype(np.uint8)
    marks[change.is_new & is_changed] = Mark.NEW
    gone = np.flatnonzero(change.is_gone & _is_changed(old.points, change))
    points = np.concatenate((new.points, old.points[gone]))
    all_marks = np.concatenate((marks, np.full(len(gone), Mark.GONE, np.uint8)))
    differences = np.concatenate((change.of_new, change.of_old[gone]))
    kept = _thinned(all_marks, most)
    area = max(float(np.prod(np.ptp(points[:, :2], axis=0))) if len(points) else 0.0, 1.0)
    return ChangePoints(
        frame.to_local(points[kept]),
        all_marks[kept],
        np.nan_to_num(differences[kept]).astype(np.float32),
        math.sqrt(area / max(1, len(kept))),
    )


def _is_changed(points: Doubles, change: Change) -> NDArray[np.bool_]:
    """Tell which points lie in cells that changed."""
    rows, columns = change.kinds.shape
    column = np.floor((points[:, 0] - change.west) / change.step).astype(np.int64)
    row = np.floor((points[:, 1] - change.south) / change.step).astype(np.int64)
    is_inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    is_changed: NDArray[np.bool_] = np.zeros(len(points), np.bool_)
    kinds = change.kinds[row[is_inside], column[is_inside]]
    is_changed[is_inside] = kinds >= ChangeKind.RAISED
    return is_changed


def _thinned(marks: NDArray[np.uint8], most: int) -> NDArray[np.int64]:
    if len(marks) <= most:
        return np.arange(len(marks))
    changed = np.flatnonzero(marks != Mark.UNCHANGED)
    changed = changed[:: max(1, -(-len(changed) // most))]
    same = np.flatnonzero(marks == Mark.UNCHANGED)
    left = most - len(changed)
    same = same[:: max(1, -(-len(same) // left))] if left > 0 else same[:0]
    return np.sort(np.concatenate((changed, same)))


def change_colors(points: ChangePoints, tokens: Tokens) -> NDArray[np.uint8]:
    """Return the colour of each point, uint8 (N, 3): grey where nothing changed."""
    ramp = ramp_of(_ramp(tokens))
    share = np.clip(points.differences / (2 * FULL_M) + 0.5, 0, 1)
    colors: NDArray[np.uint8] = ramp[(share * (len(ramp) - 1)).astype(np.int64)]
    for mark, color in _colors(tokens).items():
        colors[points.marks == mark] = bytes_of(color)
    return colors


def change_legend(tokens: Tokens) -> Legend:
    """Return what the colours stand for."""
    colors = _colors(tokens)
    words = {
        Mark.NEW: QCoreApplication.translate("twin", "Neu"),
        Mark.GONE: QCoreApplication.translate("twin", "Verschwunden"),
        Mark.UNCHANGED: QCoreApplication.translate("twin", "Unverändert"),
    }
    items = tuple(LegendItem(colors[mark], text) for mark, text in words.items())
    return Legend(items, _ramp(tokens), f"−{FULL_M:.0f} m", f"+{FULL_M:.0f} m")


def _ramp(tokens: Tokens) -> tuple[str, ...]:
    return tokens.curves[0], tokens.muted, tokens.curves[4]


def _colors(tokens: Tokens) -> dict[Mark, str]:
    return {
        Mark.UNCHANGED: tokens.map.plate_line,
        Mark.NEW: tokens.curves[1],
        Mark.GONE: tokens.curves[2],
    }


class ChangeLayer(Layer):
    """The difference of two surveys.

    Args:
        points: What is drawn.
        layer_id: Its name in the scene.
    """

    def __init__(self, points: ChangePoints, layer_id: str = "changes") -> None:
        super().__init__(layer_id)
        self._points = points
        self._data: Any = None
        self._actor: Any = None

    @override
    def attach(self, scene: "Scene") -> None:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        super().attach(scene)
        colors = change_colors(self._points, scene.tokens)
        self._data = props.point_data(self._points.xyz, color=colors)
        self._actor = props.splat_actor(self._data, "color")
        self.take_strength()
        scene.renderer.AddActor(self._actor)

    @override
    def detach(self) -> None:
        if self.scene is not None:
            self.scene.renderer.RemoveActor(self._actor)
        self._data = self._actor = None
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        self.take_strength()

    @override
    def take_strength(self) -> None:
        if self._actor is not None:
            self._actor.SetVisibility(self.is_visible and self.strength > 0)
            self._actor.GetProperty().SetOpacity(self.strength)

    @override
    def restyle(self) -> None:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        if self.scene is not None:
            colors = change_colors(self._points, self.scene.tokens)
            self._data.GetPointData().AddArray(props.vtk_array(colors, "color"))
            self._data.Modified()

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        if self.scene is None or not len(self._points.xyz):
            return False
        height = self.scene.size[1]
        low, high = self._points.xyz.min(axis=0), self._points.xyz.max(axis=0)
        away = float(np.linalg.norm(camera.position - np.clip(camera.position, low, high)))
        focal = height / (2 * math.tan(math.radians(camera.fov) / 2))
        size = self._points.spacing * _FILL * focal / max(away, 20.0)
        smallest = max(1.0, SMALLEST * height)
        largest = max(smallest, LARGEST * height)
        self._actor.GetProperty().SetPointSize(round(min(largest, max(smallest, size))))
        return False
