"""Draws floor plans from the outlines of rooms, as SVG text, so that no image file is needed."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import shapely
from shapely.errors import ShapelyError

from app.domain.inventory.records import Record

SCALE: Final = 20.0
"""Pixels for a metre."""
_MARGIN: Final = 10.0
"""Round the plan, pixels."""
_LETTER: Final = 19.0
"""Height of letters at most, pixels."""
_WIDTH: Final = 0.58
"""Width of a letter in heights, roughly."""
_STEP: Final = 1.15
"""From line to line in heights of letters."""
_QUIET: Final = frozenset({"corridor", "other", "store"})
"""Uses of rooms that nobody stays in."""


def floor_plan(
    floor: Record,
    rooms: Iterable[Record],
    *,
    ink: str = "#3c4043",
    fill: str = "#ffffff",
    quiet: str = "#f1f3f4",
    text: str = "#202124",
) -> str:
    """Return the plan of a floor as SVG text, 20 pixels a metre, y downwards like the outlines.

    Rooms without an outline, or with one that cannot be read, are left out.

    Args:
        floor: A space of the kind `floor`; its plan's width and height give the size, else its
            rooms do.
        rooms: Spaces on it.
        ink: Colour of walls.
        fill: Colour of rooms.
        quiet: Colour of corridors and other rooms that nobody stays in.
        text: Colour of names.
    """
    shapes = [(room, shape) for room in rooms if (shape := _shape(room)) is not None]
    right, bottom = _size(floor, [shape for _, shape in shapes])
    width, height = right + 2 * _MARGIN, bottom + 2 * _MARGIN
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg"',
        f' width="{width:g}" height="{height:g}"',
        f' viewBox="{-_MARGIN:g} {-_MARGIN:g} {width:g} {height:g}">',
        f"<title>{escape(floor.text('name'))}</title>",
        f'<g stroke={quoteattr(ink)} stroke-width="2.4" stroke-linejoin="round">',
    ]
    for room, shape in shapes:
        colour = quiet if room.get("use") in _QUIET else fill
        corners = shapely.get_coordinates(shape.exterior)
        points = " ".join(f"{x:g},{y:g}" for x, y in corners)
        lines.append(
            f"<polygon points={quoteattr(points)} fill={quoteattr(colour)}>"
            f"<title>{escape(room.text('name'))}</title></polygon>"
        )
    lines.append("</g>")
    lines.append(
        f'<rect x="0" y="0" width="{right:g}" height="{bottom:g}" fill="none"'
        f' stroke={quoteattr(ink)} stroke-width="6"/>'
    )
    lines.append(f'<g fill={quoteattr(text)} font-family="sans-serif" text-anchor="middle">')
    for room, shape in shapes:
        lines += _label(room, shape)
    lines += ["</g>", "</svg>"]
    return "\n".join(lines)


def _shape(room: Record) -> shapely.Polygon | None:
    """Return the outline of a room in pixels."""
    try:
        shape = shapely.from_wkt(room.text("outline") or "POLYGON EMPTY")
    except ShapelyError:
        return None
    if isinstance(shape, shapely.Polygon) and not shape.is_empty:
        return shapely.transform(shape, lambda metres: metres * SCALE)
    return None


def _size(floor: Record, shapes: list[shapely.Polygon]) -> tuple[float, float]:
    """Return the width and height of a floor in pixels."""
    bounds = [shape.bounds for shape in shapes]
    right = (floor.number("plan_width_m") or 0.0) * SCALE
    bottom = (floor.number("plan_height_m") or 0.0) * SCALE
    return (
        right or max((one[2] for one in bounds), default=SCALE),
        bottom or max((one[3] for one in bounds), default=SCALE),
    )


def _label(room: Record, shape: shapely.Polygon) -> list[str]:
    """Return the name of a room in at most two lines, as large as its walls let it be."""
    west, top, right, bottom = shape.bounds
    place = shape.representative_point()
    words = _two_lines(room.text("name") or room.text("number"))
    longest = max((len(word) for word in words), default=0)
    if not longest:
        return []
    across = (right - west) * 0.92 / (longest * _WIDTH)
    size = max(1.0, min(_LETTER, across, (bottom - top) * 0.8 / (len(words) * _STEP)))
    first = place.y - size * _STEP * (len(words) - 1) / 2 + size * 0.35
    return [
        f'<text x="{place.x:g}" y="{first + size * _STEP * row:.2f}" font-size="{size:.2f}">'
        f"{escape(word)}</text>"
        for row, word in enumerate(words)
    ]


def _two_lines(name: str) -> list[str]:
    """Return a name, its last word in a line of its own where there are several."""
    first, _, last = name.strip().rpartition(" ")
    return [first, last] if first else [last] if last else []
