"""How curves of each kind are drawn and named: recorded, formula, comparison, forecast."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPen

from widgets.theme import Tokens
from widgets.trends.model import Trace, TraceKind
from widgets.trends.tints import FOCUS_WIDTH, curve_pen, faded
from widgets.trends.wording import JOINT, point_name

_DASHES: Final = {
    TraceKind.COMPARISON: (7.0, 4.0),
    TraceKind.FORECAST: (4.0, 3.0),
}
_ALPHA: Final = {TraceKind.COMPARISON: 0.75, TraceKind.FORECAST: 1.0}


def kind_pen(tokens: Tokens, kind: TraceKind, slot: int, width: float = 1.0) -> QPen:
    """Return a curve's pen: dashes and a lighter tint tell what nobody measured."""
    pen = curve_pen(tokens, slot, width)
    if dashes := _DASHES.get(kind):
        pen.setDashPattern(dashes)
        pen.setColor(faded(pen.color(), _ALPHA[kind]))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def line_pen(tokens: Tokens, trace: Trace, *, is_focused: bool = False) -> QPen:
    """Return the pen of a curve's line on the plot."""
    return kind_pen(tokens, trace.kind, trace.slot, FOCUS_WIDTH if is_focused else 1.0)


def kind_label(trace: Trace) -> str:
    """Return what is written on a curve that nobody measured; empty for others."""
    if trace.kind is TraceKind.FORECAST:
        label = QCoreApplication.translate("trends", "Prognose")
        return JOINT.join(filter(None, (label, trace.remark)))
    return point_name(trace.point) if trace.kind is TraceKind.COMPARISON else ""
