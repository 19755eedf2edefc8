"""What is kept of a trend between two starts and in sheets: to JSON-like values and back.

Whatever is missing, unknown or of another type is passed over: a file is no promise.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeGuard

from app.domain.points import Point, PointId, PointKind
from app.services.formulas import FormulaDefinition
from widgets.trends.derived_points import follower_point
from widgets.trends.traces import Trace, TraceKind

_MOST_SLOTS: Final = 100


def saved_traces(traces: Iterable[Trace]) -> list[dict[str, Any]]:
    """Return curves as JSON-like values."""
    return [
        {
            "id": trace.point.id,
            "slot": trace.slot,
            "hidden": not trace.is_visible,
            "kind": trace.kind.value,
            "of": trace.of,
            "definition": trace.definition,
            "pane": trace.pane,
        }
        for trace in traces
    ]


def read_traces(saved: object, points: Mapping[PointId, Point]) -> list[Trace]:
    """Return the curves `saved_traces` wrote.

    Args:
        saved: As it was written.
        points: Recorded points and those of formulas.
    """
    found: dict[PointId, Trace] = {}
    for item in saved if isinstance(saved, list) else []:
        trace = _read_trace(item, points, found) if isinstance(item, dict) else None
        if trace is not None:
            found.setdefault(trace.point.id, trace)
    _unmix_slots(list(found.values()))
    return list(found.values())


def read_old(saved: Mapping[str, Any], points: Mapping[PointId, Point]) -> list[Trace]:
    """Return the curves as they were kept before there were derived ones."""
    hidden = set(texts(saved.get("hidden")))
    ids = texts(saved.get("points"))
    slots = saved.get("slots")
    slots = slots if isinstance(slots, list) and len(slots) == len(ids) else range(len(ids))
    items = [
        {"id": name, "slot": slot, "hidden": name in hidden}
        for name, slot in zip(ids, slots, strict=True)
    ]
    return read_traces(items, points)


def read_formulas(saved: Mapping[str, Any]) -> tuple[FormulaDefinition, ...]:
    """Return the formulas that were kept."""
    found: dict[PointId, FormulaDefinition] = {}
    items = saved.get("formulas")
    for item in items if isinstance(items, list) else []:
        values = [item.get(key) for key in ("id", "name", "text")] if isinstance(item, dict) else []
        words = [value for value in values if isinstance(value, str)]
        if len(words) == len(("id", "name", "text")) and words[0]:
            name = PointId(words[0])
            found.setdefault(name, FormulaDefinition(name, words[1], words[2]))
    return tuple(found.values())


def read_markers(saved: object) -> tuple[int | None, int | None]:
    """Return the two markers that were kept."""
    pair = saved if isinstance(saved, list) and len(saved) == len("AB") else [None, None]
    first, second = (moment if is_int(moment) else None for moment in pair)
    return first, second


def texts(value: object) -> list[str]:
    """Return the texts of a list; nothing when it is none."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def is_int(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number, and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def _read_trace(
    item: Mapping[str, Any], points: Mapping[PointId, Point], before: Mapping[PointId, Trace]
) -> Trace | None:
    kind = item.get("kind", TraceKind.POINT.value)
    definition, of, name = item.get("definition", ""), item.get("of"), item.get("id")
    if not isinstance(kind, str) or kind not in set(TraceKind) or not isinstance(definition, str):
        return None
    if TraceKind(kind).is_follower:
        parent = before.get(PointId(of)) if isinstance(of, str) else None
        trace = _follower(TraceKind(kind), parent, definition)
    else:
        point = points.get(PointId(name)) if isinstance(name, str) else None
        trace = Trace(point, _slot(item.get("slot")), kind=TraceKind(kind)) if point else None
    if trace is not None:
        trace.definition = definition
        trace.is_visible = item.get("hidden") is not True
        pane = item.get("pane")
        trace.pane = pane if is_int(pane) and pane >= 0 else None
    return trace


def _slot(value: object) -> int:
    """Return the number of a colour; -1 when it is none."""
    return value if is_int(value) and 0 <= value < _MOST_SLOTS else -1


def _follower(kind: TraceKind, parent: Trace | None, definition: str) -> Trace | None:
    """Return what belongs to a curve: a comparison or a forecast."""
    if parent is None or parent.kind.is_follower:
        return None
    point = follower_point(kind, parent.point, definition)
    return Trace(point, parent.slot, kind=kind, of=parent.point.id) if point else None


def _unmix_slots(traces: list[Trace]) -> None:
    """Give curves colours of their own, where what was kept is no set of colours."""
    own = [trace for trace in traces if not trace.kind.is_follower]
    for is_lane in (False, True):
        same = [trace for trace in own if (trace.point.kind is PointKind.STATE) is is_lane]
        slots = {trace.slot for trace in same}
        if len(slots) < len(same) or -1 in slots:
            for slot, trace in enumerate(same):
                trace.slot = slot
    for trace in traces:
        parent = next((other for other in own if other.point.id == trace.of), None)
        trace.slot = parent.slot if parent is not None else trace.slot
