"""The curves of a trend: what each is of, and in which pane it is drawn. No Qt, no data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.points import EngineeringUnit, Point, PointId, PointKind

AXES_PER_PANE: Final = 3
"""Units beyond this many go to another pane below."""


class TraceKind(StrEnum):
    """Where a curve's series comes from."""

    POINT = "point"
    FORMULA = "formula"
    COMPARISON = "comparison"
    FORECAST = "forecast"

    @property
    def is_follower(self) -> bool:
        """True when it belongs to another curve and leaves with it."""
        return self in {TraceKind.COMPARISON, TraceKind.FORECAST}


@dataclass(slots=True)
class Trace:
    """A point on the plot, recorded or derived.

    Attributes:
        point: The point; for derived curves one that was made for the plot.
        slot: Number of its colour, kept as long as it is shown; a comparison or a forecast wears
            the colour of the curve it belongs to.
        is_visible: False while it is hidden by the legend.
        kind: Where its series comes from.
        of: The curve a comparison or a forecast belongs to; None for others.
        definition: Text of the formula, name of the comparison, name of the forecast's method.
        pane: Number of the pane a person put it into; None where its unit puts it.
        remark: What is written behind its label on the plot, such as how wrong a forecast was.
        is_faulty: True when it cannot be made; it then needs no axis beside those of others.
    """

    point: Point
    slot: int
    is_visible: bool = True
    kind: TraceKind = TraceKind.POINT
    of: PointId | None = None
    definition: str = ""
    pane: int | None = None
    remark: str = field(default="", compare=False)
    is_faulty: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class AxisGroup:
    """The curves that share a value axis, all of one unit."""

    unit: EngineeringUnit
    traces: tuple[Trace, ...]


def arrange_panes(shown: Sequence[Trace], panes: Mapping[PointId, int]) -> list[list[AxisGroup]]:
    """Return the curves by pane and unit, at most three units to a pane.

    Units come in order of first use. Where a person chose a pane the curve goes there; panes
    nothing is left in are closed up.

    Args:
        shown: The curves that are drawn; lanes among them are passed over.
        panes: The panes a person chose.
    """
    groups: dict[tuple[int, str, str], list[Trace]] = {}
    automatic: dict[tuple[str, str], int] = {}
    curves = [trace for trace in shown if trace.point.kind is not PointKind.STATE]
    curves = [trace for trace in curves if not trace.is_faulty] or curves
    for trace in curves:
        unit = (trace.point.unit.symbol, trace.point.unit.quantity)
        pane = panes.get(trace.point.id)
        if pane is None:
            pane = automatic.setdefault(unit, len(automatic)) // AXES_PER_PANE
        groups.setdefault((pane, *unit), []).append(trace)
    axes: dict[int, list[AxisGroup]] = {}
    for (pane, _, _), traces in groups.items():
        axes.setdefault(pane, []).append(AxisGroup(traces[0].point.unit, tuple(traces)))
    found = []
    for _, here in sorted(axes.items()):
        found += [here[i : i + AXES_PER_PANE] for i in range(0, len(here), AXES_PER_PANE)]
    return found
