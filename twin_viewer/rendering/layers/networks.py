"""Fibre routes, masts and access points, and the ranges they are sketched with."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from twin_viewer.model.frames import Doubles, Floats, SceneFrame
from twin_viewer.model.networks import Mast, NetworkPlan
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.colors import bytes_of, share_of
from twin_viewer.rendering.layers.discs import Discs
from twin_viewer.rendering.layers.lifted import LiftedLayer

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene
    from widgets.theme.tokens import Tokens

ABOVE_GROUND_M: Final = 0.6
"""Routes lie in the ground; they are drawn a little above it, where they can be seen."""

SPOT_STEP_M: Final = 10.0
"""A route can be pointed at at places that are so far apart."""

_ABOVE: Final = np.array((0.0, 0.0, ABOVE_GROUND_M))
_CORNERS: Final = 72
_RING_SHARE: Final = 0.95
_RANGE_OPACITY: Final = 0.25
_EDGE_OPACITY: Final = 0.55
_HEAD_M: Final = 1.4

RANGE_REACH_M: Final = 1_200.0
"""Ranges farther from the camera than this are not sketched: seen from there they are scribble."""

HEAD_REACH_M: Final = 2_500.0
"""Masts and access points farther away are left out: they would be one dark spot."""

FULL_WIDTH_M: Final = 800.0
"""Routes farther away than this are drawn the finer the farther they are."""

_FINEST: Final = 0.35
"""Share of its width and strength that a route keeps, however far it is."""

_SELECTED: Final = "selected"


@dataclass(frozen=True, slots=True)
class RouteLook:
    """How routes of one state are drawn.

    Attributes:
        width: Pixels.
        dash: Metres of a dash and of a gap; None for a line without gaps.
        opacity: 0 to 1.
    """

    width: float
    dash: tuple[float, float] | None
    opacity: float


ROUTE_LOOKS: Final = {
    "active": RouteLook(2.5, None, 1.0),
    "building": RouteLook(2.5, (14.0, 7.0), 0.9),
    "planned": RouteLook(1.5, (5.0, 5.0), 0.8),
}


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Places that can be pointed at; ids may be there several times.

    Attributes:
        ids: One for each place.
        places: float64 (N, 3), metres of the scene.
    """

    ids: tuple[str, ...]
    places: Doubles


def mast_spots(plan: NetworkPlan, frame: SceneFrame) -> Spots:
    """Return where masts can be pointed at: at their heads."""
    places = [_head(mast, frame) for mast in plan.masts]
    ids = tuple(mast.id for mast in plan.masts)
    return Spots(ids, np.array(places, np.float64).reshape(-1, 3))


def fibre_spots(plan: NetworkPlan, frame: SceneFrame) -> Spots:
    """Return where routes can be pointed at: every few metres."""
    ids: list[str] = []
    places: list[Doubles] = []
    for fibre in plan.fibres:
        line = _raised(fibre.points, frame)
        along = _lengths(line)
        stops = np.append(np.arange(0.0, along[-1], SPOT_STEP_M), along[-1])
        places.append(_at(line, along, stops))
        ids.extend([fibre.id] * len(stops))
    return Spots(tuple(ids), np.concatenate(places) if places else np.zeros((0, 3)))


def network_labels(plan: NetworkPlan, frame: SceneFrame) -> list[tuple[str, Doubles, int]]:
    """Return what is written at masts, as `LabelOverlay.set_labels` takes it."""
    sketch = QCoreApplication.translate("twin", "{0} · Reichweite {1} m (Skizze)")
    return [
        (sketch.format(mast.name, round(mast.range)), _head(mast, frame), _rank(mast))
        for mast in plan.masts
    ]


def _rank(mast: Mast) -> int:
    """Return how important a name is: access points are many, their names are for near only."""
    return 4 if mast.kind == "wlan" else 3


class NetworkLayer(LiftedLayer):
    """Networks of the city; grey, as everything that is normal.

    Args:
        plan: What is known of them.
        layer_id: Its name in the scene.
    """

    def __init__(self, plan: NetworkPlan, layer_id: str = "networks") -> None:
        super().__init__(layer_id)
        self._plan = plan
        self._selected: frozenset[str] = frozenset()
        self._has_ranges = True
        self._parts: dict[str, Any] = {}
        self._looks: dict[str, RouteLook] = {}
        self._rings: list[tuple[Doubles, float]] = []
        self._near: tuple[int, ...] = ()
        self._corners = _corners_of(plan)
        self._heads: Discs | None = None

    # ---- what is shown -------------------------------------------------------------------------
    def set_selected(self, ids: Sequence[str]) -> None:
        """Draw routes and masts as selected, and no others."""
        self._selected = frozenset(ids)
        self.restyle()

    def set_ranges(self, *, is_visible: bool) -> None:
        """Show or hide the sketched ranges of masts."""
        self._has_ranges = is_visible
        self._show()

    # ---- life ----------------------------------------------------------------------------------
    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        self._build(scene)

    @override
    def detach(self) -> None:
        self._clear()
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        self._show()

    @override
    def take_strength(self) -> None:
        self._show()

    @override
    def restyle(self) -> None:
        if self.scene is not None:
            self._clear()
            self._build(self.scene)

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        if self.scene is None:
            return False
        if self._heads is not None:
            self._heads.reach_m = min(self._reach_m, HEAD_REACH_M)
            self._heads.fit(camera)
            self._sketch_near(camera)
        self._thin(camera)
        return False

    def _sketch_near(self, camera: Camera) -> None:
        """Sketch the ranges that the camera is near to, and no others."""
        away = [
            float(np.linalg.norm(foot - camera.position)) - reach for foot, reach in self._rings
        ]
        near = tuple(row for row, distance in enumerate(away) if distance < RANGE_REACH_M)
        if near == self._near:
            return
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        self._near = near
        props.set_faces(self._parts["ranges"], _quads(near))
        props.set_lines(self._parts["range-edges"], near, _CORNERS + 1)
        self._show()

    def _thin(self, camera: Camera) -> None:
        """Draw routes finer from far, or all of them together become a spot."""
        if self.scene is None or not len(self._corners):
            return
        origin = np.array(self.scene.frame.to_world(np.zeros(3)))
        away = float(np.linalg.norm(self._corners - origin - camera.position, axis=1).min())
        share = min(1.0, max(_FINEST, FULL_WIDTH_M / max(away, 1.0)))
        for name, look in self._looks.items():
            paint = self._parts[name].GetProperty()
            paint.SetLineWidth(max(1.0, look.width * share))
            paint.SetOpacity(look.opacity * share * self.strength)

    # ---- VTK -----------------------------------------------------------------------------------
    def _build(self, scene: "Scene") -> None:
        for state, look in ROUTE_LOOKS.items():
            self._add_routes(scene, state, look)
        if self._plan.masts:
            self._add_poles(scene)
            self._add_ranges(scene)
            self._add_heads(scene)
        # What is half transparent comes last: it is blended over what is there already.
        for actor in sorted(self._actors(), key=lambda actor: actor is self._parts.get("ranges")):
            self._renderer.AddActor(actor)
        self._show()

    def _add_routes(self, scene: "Scene", state: str, look: RouteLook) -> None:
        color = scene.tokens.map.label if state == "active" else scene.tokens.map.line
        for is_selected in (False, True):
            pieces = [
                piece
                for fibre in self._plan.fibres
                if fibre.state == state and (fibre.id in self._selected) is is_selected
                for piece in _dashes(_raised(fibre.points, scene.frame), look.dash)
            ]
            if pieces:
                name = f"{state}-{_SELECTED}" if is_selected else state
                tint = scene.tokens.map.selected if is_selected else color
                self._parts[name] = _line_actor(pieces, tint, look)
                self._looks[name] = look

    def _add_poles(self, scene: "Scene") -> None:
        pieces = [
            np.array((_foot(mast, scene.frame), _head(mast, scene.frame)))
            for mast in self._plan.masts
        ]
        self._parts["poles"] = _line_actor(pieces, scene.tokens.map.sign, RouteLook(2.0, None, 1.0))

    def _add_ranges(self, scene: "Scene") -> None:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        rings = [_range_ring(mast, scene.frame) for mast in self._plan.masts]
        edges = [rim for _, rim in rings]
        self._rings = [(_foot(mast, scene.frame), mast.range) for mast in self._plan.masts]
        self._near = tuple(range(len(rings)))
        data = props.face_data(np.concatenate([ring for ring, _ in rings]), _quads(self._near))
        tint = scene.tokens.map.line
        self._parts["ranges"] = props.plain_actor(data, tint, opacity=_RANGE_OPACITY)
        look = RouteLook(1.0, None, _EDGE_OPACITY)
        self._parts["range-edges"] = _line_actor(edges, tint, look)

    def _add_heads(self, scene: "Scene") -> None:
        tokens = scene.tokens
        places = np.array([_head(mast, scene.frame) for mast in self._plan.masts], np.float32)
        rgba = np.array([self._head_color(mast, tokens) for mast in self._plan.masts], np.uint8)
        scale = np.array([0.7 if mast.kind == "wlan" else 1.0 for mast in self._plan.masts])
        self._heads = Discs(
            places, rgba, scale.astype(np.float32), radius_m=_HEAD_M, least=0.0045, most=0.012
        )
        self._heads.restyle(tokens.map.halo)

    def _head_color(self, mast: Mast, tokens: "Tokens") -> list[int]:
        is_selected = mast.id in self._selected
        color = tokens.map.selected if is_selected else tokens.map.sign
        return [*bytes_of(color).tolist(), 255]

    @override
    def _actors(self) -> list[Any]:
        heads = [] if self._heads is None else [self._heads.actor]
        return [*self._parts.values(), *heads]

    def _show(self) -> None:
        is_seen = self.is_visible and self.strength > 0
        for actor in self._actors():
            actor.SetVisibility(is_seen)
        has_ranges = is_seen and self._has_ranges and bool(self._near)
        for name, opacity in (("ranges", _RANGE_OPACITY), ("range-edges", _EDGE_OPACITY)):
            if name in self._parts:
                self._parts[name].SetVisibility(has_ranges)
                self._parts[name].GetProperty().SetOpacity(opacity * self.strength)

    def _clear(self) -> None:
        for actor in self._actors():
            self._renderer.RemoveActor(actor)
        self._parts, self._looks = {}, {}
        self._heads = None


def _line_actor(pieces: Sequence[Doubles], color: str, look: RouteLook) -> Any:
    from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

    counts = np.array([len(piece) for piece in pieces])
    data = props.line_data(np.concatenate(pieces).astype(np.float32), counts)
    actor = props.plain_actor(data, color, width=look.width, opacity=look.opacity)
    actor.GetProperty().SetColor(share_of(color))
    mapper = actor.GetMapper()
    mapper.SetResolveCoincidentTopologyToPolygonOffset()
    mapper.SetRelativeCoincidentTopologyLineOffsetParameters(-2.0, -8.0)
    return actor


def _foot(mast: Mast, frame: SceneFrame) -> Doubles:
    return frame.to_local(np.array(mast.place, np.float64)).astype(np.float64)


def _head(mast: Mast, frame: SceneFrame) -> Doubles:
    head: Doubles = _foot(mast, frame) + np.array((0.0, 0.0, mast.height))
    return head


def _raised(points: Doubles, frame: SceneFrame) -> Doubles:
    raised: Doubles = frame.to_local(points).astype(np.float64) + _ABOVE
    return raised


def _lengths(line: Doubles) -> Doubles:
    """Return how far along a line each of its points lies, m."""
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    return np.concatenate(([0.0], np.cumsum(steps)))


def _at(line: Doubles, along: Doubles, stops: Doubles) -> Doubles:
    return np.column_stack([np.interp(stops, along, line[:, axis]) for axis in range(3)])


def _dashes(line: Doubles, dash: tuple[float, float] | None) -> list[Doubles]:
    """Return the parts of a line that are drawn; corners stay corners."""
    if dash is None or len(line) <= 1:
        return [line] if len(line) > 1 else []
    on, off = dash
    along = _lengths(line)
    starts = np.arange(0.0, along[-1], on + off)
    pieces = []
    for start in starts:
        end = min(start + on, along[-1])
        inner = along[(along > start) & (along < end)]
        pieces.append(_at(line, along, np.concatenate(([start], inner, [end]))))
    return pieces


def _corners_of(plan: NetworkPlan) -> Doubles:
    """Return all corners of routes, float64 (N, 3), EPSG:25832."""
    return np.concatenate([np.zeros((0, 3)), *(fibre.points for fibre in plan.fibres)])


def _range_ring(mast: Mast, frame: SceneFrame) -> tuple[Floats, Doubles]:
    """Return a ring on the ground: its corners, first those of its edge, and its edge."""
    foot = _foot(mast, frame) + _ABOVE
    turns = np.linspace(0, 2 * math.pi, _CORNERS + 1)
    circle = np.column_stack((np.sin(turns), np.cos(turns), np.zeros_like(turns)))
    edge = foot + circle * mast.range
    inner = foot + circle * (mast.range * _RING_SHARE)
    return np.concatenate((edge, inner)).astype(np.float32), edge


def _quads(rings: Sequence[int]) -> NDArray[np.integer[Any]]:
    """Return the faces of some rings, (N, 4) rows of the corners of all of them."""
    first = np.arange(_CORNERS)
    after = first + 1
    width = _CORNERS + 1
    faces = np.column_stack((first, after, after + width, first + width))
    starts = np.array(rings, np.int64) * (2 * width)
    return (starts[:, None, None] + faces).reshape(-1, 4)
