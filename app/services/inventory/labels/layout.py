"""Where everything stands on a label and on a page, in mm; nothing is cut off without a word."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.services.inventory.labels.codes import LEAST_MODULE_MM, QUIET, code_of
from app.services.inventory.labels.contents import LabelContent
from app.services.inventory.labels.sheets import LabelSheet

Measure = Callable[[str, bool], float]
"""Returns how wide a text is, in em (sizes of its letters); True for bold ones."""

SMALLEST_PT: Final = 4.5
"""Smaller letters cannot be read on a label."""
LARGEST_PT: Final = 10.0
_HEADING: Final = 1.45
"""How much larger the heading is."""
_LINE: Final = 1.22
"""Height of a line, in sizes of its letters."""
_MM_OF_PT: Final = 25.4 / 72
_STEP_PT: Final = 0.25
_EDGE_SHARE: Final = 0.06
_EDGE_MM: Final = (0.6, 2.0)
_MOST_CODE: Final = 0.32
"""Most of a label's width that the code takes."""
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of text on a label.

    Attributes:
        text: What is drawn, shortened where it has to be.
        x_mm: Left end, from the label's left edge.
        y_mm: Top of the line, from the label's top edge.
        size_pt: Size of its letters.
        is_bold: True for the heading.
        is_elided: True when it does not fit even in the smallest letters.
    """

    text: str
    x_mm: float
    y_mm: float
    size_pt: float
    is_bold: bool
    is_elided: bool

    @property
    def size_mm(self) -> float:
        """Size of its letters."""
        return self.size_pt * _MM_OF_PT


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """One label.

    Attributes:
        code: What its code says.
        code_mm: Left, top and edge of the code, without its free edge.
        texts: Its lines.
        dropped: Lines for which there is no room.
        module_mm: Edge of a module of the code.
    """

    code: str
    code_mm: tuple[float, float, float]
    texts: tuple[PlacedText, ...]
    dropped: tuple[str, ...]
    module_mm: float

    @property
    def is_cut(self) -> bool:
        """True when something of it is not there in full."""
        return bool(self.dropped) or any(text.is_elided for text in self.texts)

    @property
    def is_readable(self) -> bool:
        """True when the modules of its code are large enough for scanners."""
        return self.module_mm >= LEAST_MODULE_MM


def lay_out(content: LabelContent, sheet: LabelSheet, measure: Measure) -> LabelLayout:
    """Return where everything stands on a label: the code on the left, the texts beside it."""
    width, height = sheet.width_mm, sheet.height_mm
    edge = min(max(_EDGE_SHARE * height, _EDGE_MM[0]), _EDGE_MM[1])
    modules = len(code_of(content.code))
    # The free edge of the code may reach over the label's own edge: nothing is printed there.
    side = min(height - 2 * edge, _MOST_CODE * width)
    module = min(side / modules, height / (modules + 2 * QUIET))
    side = module * modules
    left = max(edge, QUIET * module)
    begin = left + side + QUIET * module
    room = width - begin - edge
    lines = [(content.heading, True)] if content.heading else []
    lines += [(line, False) for line in content.lines]
    if content.foot:
        lines.append((content.foot, False))
    kept, dropped, size = _sizes(lines, height - 2 * edge)
    texts, y = [], (height - _height(kept, size)) / 2
    for line, is_heading in kept:
        most = size * _HEADING if is_heading else size
        text, pt = _fitted(line, most, room, measure, is_bold=is_heading)
        texts.append(PlacedText(text, begin, y, pt, is_heading, text != line))
        y += _LINE * most * _MM_OF_PT
    return LabelLayout(
        content.code, (left, (height - side) / 2, side), tuple(texts), dropped, module
    )


def _height(lines: list[tuple[str, bool]], size: float) -> float:
    """Return how high lines are together, mm."""
    sizes = sum(_HEADING if is_heading else 1.0 for _, is_heading in lines)
    return sizes * size * _LINE * _MM_OF_PT


def _sizes(
    lines: list[tuple[str, bool]], room: float
) -> tuple[list[tuple[str, bool]], tuple[str, ...], float]:
    """Return the lines for which there is room, the others, and the size of their letters in pt.

    The last lines before the foot go first.
    """
    kept, dropped = list(lines), []
    while len(kept) > 1 and _height(kept, SMALLEST_PT) > room:
        dropped.append(kept.pop(-2 if len(kept) > 2 else -1)[0])  # noqa: PLR2004 - heading, foot
    size = LARGEST_PT
    while size > SMALLEST_PT and _height(kept, size) > room:
        size -= _STEP_PT
    return kept, tuple(dropped), size


def _fitted(
    text: str, most: float, room: float, measure: Measure, *, is_bold: bool
) -> tuple[str, float]:
    """Return a text and its size so that it fits: first smaller letters, then an ellipsis."""
    wide = measure(text, is_bold) * _MM_OF_PT
    if wide * most <= room:
        return text, most
    size = room / wide
    if size >= SMALLEST_PT:
        return text, size
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        short = text[:middle].rstrip() + _ELLIPSIS
        if measure(short, is_bold) * SMALLEST_PT * _MM_OF_PT <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _ELLIPSIS, SMALLEST_PT


def page_count(sheet: LabelSheet, labels: int, used: int = 0) -> int:
    """Return how many pages labels take.

    Args:
        sheet: The sheet.
        labels: How many labels.
        used: Labels at the begin of the first page that are gone already.
    """
    return -(-(used + labels) // sheet.count) if labels else 0


def spot_of(
    sheet: LabelSheet,
    number: int,
    used: int = 0,
    offset_mm: tuple[float, float] = (0.0, 0.0),
) -> tuple[int, float, float]:
    """Return where a label stands: page (from 0), left and top in mm.

    Args:
        sheet: The sheet.
        number: Which label, from 0; they go from left to right, then down.
        used: Labels at the begin of the first page that are gone already.
        offset_mm: How far a printer is off, to the right and down.
    """
    page, place = divmod(used + number, sheet.count)
    row, column = divmod(place, sheet.columns)
    return (
        page,
        sheet.left_mm + column * sheet.pitch_x_mm + offset_mm[0],
        sheet.top_mm + row * sheet.pitch_y_mm + offset_mm[1],
    )
