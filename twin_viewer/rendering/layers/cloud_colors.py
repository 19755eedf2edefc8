"""What the points of a scan are coloured by; pure numpy, in any thread."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.frames import Doubles, Floats, SceneFrame
from twin_viewer.rendering.colors import bytes_of, ramp_of
from widgets.theme.tokens import Tokens

Bytes = NDArray[np.uint8]


class ColorBy(StrEnum):
    """What the colour of a point tells."""

    COLOR = "color"
    """The scanner's own colours."""

    CLASS = "class"
    INTENSITY = "intensity"
    HEIGHT = "height"


@dataclass(frozen=True, slots=True, eq=False)
class NodePoints:
    """Points that are loaded and drawn together.

    Attributes:
        xyz: float32 (N, 3), metres of the scene.
        spacing: Metres between points, about.
        colors: uint8 (N, 3), or None.
        intensity: uint16 (N,), or None.
        classes: uint8 (N,), or None.
        centre: Middle of all points, float64 (3,), metres of the scene.
        radius: All points lie so near to it, m.
    """

    xyz: Floats
    spacing: float
    colors: Bytes | None = None
    intensity: NDArray[np.uint16] | None = None
    classes: Bytes | None = None
    centre: Doubles = field(init=False)
    radius: float = field(init=False)

    def __post_init__(self) -> None:
        """Find the ball around all points, in the thread that has read them."""
        points = self.xyz if len(self.xyz) else np.zeros((1, 3), np.float32)
        low, high = points.min(axis=0), points.max(axis=0)
        object.__setattr__(self, "centre", ((low + high) / 2).astype(np.float64))
        object.__setattr__(self, "radius", float(np.linalg.norm(high - low)) / 2)

    def __len__(self) -> int:
        """Return how many points there are."""
        return len(self.xyz)

    @property
    def size(self) -> int:
        """Bytes of memory."""
        parts = (self.xyz, self.colors, self.intensity, self.classes)
        return sum(part.nbytes for part in parts if part is not None)


def node_points(cloud: PointCloud, frame: SceneFrame, spacing: float) -> NodePoints:
    """Return points of a scan in metres of the scene; colours that are all black count as none."""
    colors = cloud.colors
    if colors is not None and not colors.any():
        colors = None
    xyz = frame.to_local(cloud.points)
    return NodePoints(xyz, spacing, colors, cloud.intensity, cloud.classes)


@dataclass(frozen=True, slots=True)
class Coloring:
    """How a scan is coloured.

    Attributes:
        by: What the colour tells; where points lack it, the next best is taken.
        heights: Lowest and highest height of the ramp, metres of the scene.
        intensities: Darkest and brightest intensity.
    """

    by: ColorBy = ColorBy.COLOR
    heights: tuple[float, float] = (0.0, 60.0)
    intensities: tuple[float, float] = (0.0, 65_535.0)


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One colour and what it stands for."""

    color: str
    text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours of a layer stand for.

    Attributes:
        items: Single colours.
        ramp: Colours from the lowest to the highest; empty for none.
        low: What the lowest stands for.
        high: What the highest stands for.
    """

    items: tuple[LegendItem, ...] = ()
    ramp: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


_OTHER: Final = 255
_GROUND, _LOW, _MEDIUM, _HIGH, _BUILDING, _NOISE = 2, 3, 4, 5, 6, 7
_WATER, _RAIL, _ROAD, _BRIDGE, _HIGH_NOISE = 9, 10, 11, 17, 18
_WIRES: Final = (13, 14, 15, 16)
"""Classes of points after ASPRS, LAS 1.4 table 17: guard, conductor, tower, connector."""


def class_colors(tokens: Tokens) -> dict[int, str]:
    """Return the colour of each class of ASPRS that has one; `255` is all others'."""
    curves, parts = tokens.curves, tokens.map
    green = ramp_of((tokens.surface, curves[1]), 5)
    colors = {
        _OTHER: tokens.muted,
        _GROUND: _token(ramp_of((tokens.muted, curves[4]), 3)[1]),
        _LOW: _token(green[2]),
        _MEDIUM: _token(green[3]),
        _HIGH: curves[1],
        _BUILDING: curves[5],
        _NOISE: curves[7],
        _WATER: curves[0],
        _RAIL: parts.rail,
        _ROAD: parts.hatch,
        _BRIDGE: curves[2],
        _HIGH_NOISE: curves[7],
    }
    return colors | dict.fromkeys(_WIRES, curves[6])


def _token(color: Bytes) -> str:
    return f"#{color.tobytes().hex()}"


def class_names() -> dict[int, str]:
    """Return the names of the classes of ASPRS in the language of the screen."""
    say = QCoreApplication.translate
    names = {
        _GROUND: say("twin", "Boden"),
        _LOW: say("twin", "Niedriger Bewuchs"),
        _MEDIUM: say("twin", "Mittlerer Bewuchs"),
        _HIGH: say("twin", "Hoher Bewuchs"),
        _BUILDING: say("twin", "Gebäude"),
        _NOISE: say("twin", "Messfehler"),
        _WATER: say("twin", "Wasser"),
        _RAIL: say("twin", "Gleise"),
        _ROAD: say("twin", "Straße"),
        _BRIDGE: say("twin", "Brücke"),
        _HIGH_NOISE: say("twin", "Messfehler"),
        _OTHER: say("twin", "Nicht eingeteilt"),
    }
    return names | dict.fromkeys(_WIRES, say("twin", "Leitungen und Masten"))


@dataclass(slots=True)
class Palette:
    """Colours of points in one theme; its tables are made once.

    Args:
        tokens: Colours of the theme.
    """

    tokens: Tokens
    _classes: Bytes = field(init=False)
    _greys: Bytes = field(init=False)
    _ramp: Bytes = field(init=False)
    _plain: Bytes = field(init=False)

    def __post_init__(self) -> None:
        colors = class_colors(self.tokens)
        table = np.tile(bytes_of(colors[_OTHER]), (256, 1))
        for number, color in colors.items():
            table[number] = bytes_of(color)
        self._classes = table
        self._greys = ramp_of((self.tokens.line, self.tokens.muted, self.tokens.text))
        if self.tokens.name == "light":
            self._greys = self._greys[::-1]
        self._ramp = ramp_of(self.tokens.map.ramp)
        self._plain = bytes_of(self.tokens.muted)

    def colors(self, points: NodePoints, coloring: Coloring) -> Bytes:
        """Return the colour of each point, uint8 (N, 3)."""
        by = coloring.by
        if by is ColorBy.COLOR and points.colors is not None:
            return np.ascontiguousarray(points.colors)
        if by is ColorBy.INTENSITY and points.intensity is not None:
            return self._greys[_steps(points.intensity, coloring.intensities)]
        if by in {ColorBy.COLOR, ColorBy.CLASS} and points.classes is not None:
            return self._classes[points.classes]
        return self._ramp[_steps(points.xyz[:, 2], coloring.heights)]


def _steps(values: NDArray[np.floating] | NDArray[np.uint16], ends: tuple[float, float]) -> Bytes:
    low, high = ends
    scale = np.float32(255.0 / max(high - low, 1e-6))
    steps = (values.astype(np.float32) - np.float32(low)) * scale
    clipped: Bytes = np.clip(steps, 0, 255).astype(np.uint8)
    return clipped


def legend_of(coloring: Coloring, tokens: Tokens, classes: tuple[int, ...] = ()) -> Legend:
    """Return what the colours of a scan stand for.

    Args:
        coloring: How it is coloured.
        tokens: Colours of the theme.
        classes: The classes its points have.
    """
    if coloring.by is ColorBy.COLOR:
        return Legend()
    if coloring.by is ColorBy.CLASS:
        names, colors = class_names(), class_colors(tokens)
        items = {
            LegendItem(colors.get(one, colors[_OTHER]), names.get(one, names[_OTHER])): None
            for one in sorted(classes, key=lambda one: (one not in names, one))
        }
        return Legend(items=tuple(items))
    if coloring.by is ColorBy.INTENSITY:
        ends = (
            QCoreApplication.translate("twin", "schwach"),
            QCoreApplication.translate("twin", "stark"),
        )
        greys = (tokens.line, tokens.muted, tokens.text)
        return Legend((), greys[::-1] if tokens.name == "light" else greys, *ends)
    low, high = coloring.heights
    return Legend((), tokens.map.ramp, f"{low:.0f} m", f"{high:.0f} m")
