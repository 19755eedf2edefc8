"""Sheets of labels and tapes, in mm: what shops for offices sell, by the maker's measures."""

from dataclasses import dataclass
from typing import Final

A4_MM: Final = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels, or a tape whose every label is a page.

    Attributes:
        id: Kept in settings.
        name: What it is called in shops, and its size.
        columns: Labels beside each other.
        rows: Labels above each other.
        width_mm: Width of a label.
        height_mm: Height of a label.
        pitch_x_mm: From one label's left edge to the next one's.
        pitch_y_mm: From one label's top edge to the next one's.
        page_mm: Width and height of the page; the labels stand in its middle.
        is_tape: True for a tape.
    """

    id: str
    name: str
    columns: int
    rows: int
    width_mm: float
    height_mm: float
    pitch_x_mm: float
    pitch_y_mm: float
    page_mm: tuple[float, float] = A4_MM
    is_tape: bool = False

    @property
    def count(self) -> int:
        """Labels of a page."""
        return self.columns * self.rows

    @property
    def left_mm(self) -> float:
        """From the page's left edge to the first label."""
        taken = (self.columns - 1) * self.pitch_x_mm + self.width_mm
        return (self.page_mm[0] - taken) / 2

    @property
    def top_mm(self) -> float:
        """From the page's top edge to the first label."""
        taken = (self.rows - 1) * self.pitch_y_mm + self.height_mm
        return (self.page_mm[1] - taken) / 2


def _sheet(  # noqa: PLR0917 - read as a table below
    name: str,
    counts: tuple[int, int],
    width: float,
    height: float,
    pitch: float,
    note: str = "",
) -> LabelSheet:
    columns, rows = counts
    size = f"{width:g} × {height:g} mm, {columns * rows} Stück".replace(".", ",")
    words = f"{name}: {size}" + (f", {note}" if note else "")
    return LabelSheet(name.casefold(), words, columns, rows, width, height, pitch, height)


def _tape(name: str, length: float, printed: float) -> LabelSheet:
    """Return a tape: as high as the print head reaches, which is less than the tape is wide."""
    return LabelSheet(
        f"tape{name}",
        f"Band {name} mm: {length:g} × {printed:g} mm bedruckt".replace(".", ","),
        1,
        1,
        length,
        printed,
        length,
        printed,
        (length, printed),
        is_tape=True,
    )


SHEETS: Final = (
    _sheet("L7160", (3, 7), 63.5, 38.1, 66.0),
    _sheet("L7159", (3, 8), 63.5, 33.9, 66.0),
    _sheet("L7161", (3, 6), 63.5, 46.6, 66.0),
    _sheet("L7163", (2, 7), 99.1, 38.1, 101.6),
    _sheet("L7651", (5, 13), 38.1, 21.2, 40.6),
    _sheet("L6009", (4, 12), 45.7, 21.2, 48.3, "Typenschild"),
    _sheet("L4731", (7, 27), 25.4, 10.0, 27.9),
    _sheet("L4773", (3, 8), 63.5, 33.9, 66.0, "wetterfest"),
    _tape("12", 50.0, 9.9),
    _tape("18", 60.0, 15.8),
    _tape("24", 70.0, 18.1),
)
"""Measures of A4 sheets: the maker's data sheets (Avery Zweckform); all of them stand in the middle
of the page. Of tapes: 180 dpi heads of 70, 112 and 128 dots on 12, 18 and 24 mm."""


def sheet_of(name: str) -> LabelSheet:
    """Return a sheet by its id, the first one for an unknown id."""
    return next((sheet for sheet in SHEETS if sheet.id == name), SHEETS[0])
