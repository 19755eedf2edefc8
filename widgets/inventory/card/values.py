"""The live values of the points that belong to a record."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.cities import City
from app.services.states import CityState
from widgets.inventory.card.parts import FoldSection, link_label
from widgets.points.inspector_facts import Reading, reading
from widgets.points.inspector_parts import QualityChip, words
from widgets.texts import DASH, count, language
from widgets.theme.tokens import GRID

MOST_VALUES: Final = 24
"""So many points are shown; the table of points has the rest."""

_SECOND_US: Final = 1_000_000


class _ValueRow:
    """One point: its name, its value, and how good and how old it is."""

    def __init__(self, grid: QGridLayout, row: int, name: QLabel) -> None:
        self.value, self.age = words(), words(name="muted")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.value.setWordWrap(False)
        self.age.setWordWrap(False)
        self.chip = QualityChip()
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.value, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.chip, row, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.age, row, 3, Qt.AlignmentFlag.AlignTop)

    def show_reading(self, now: Reading) -> None:
        text = f"{now.value}\u202f{now.unit}" if now.unit else now.value
        self.value.setText(text)
        self.value.setEnabled(not now.is_stale)
        self.age.setText(now.age if now.age != DASH else "")
        self.age.setToolTip(now.measured)
        self.chip.show_reading(now)
        self.chip.setToolTip(now.reason or now.quality)


class LiveValues(FoldSection):
    """Shows values as they come.

    Signals:
        point_wanted: The person picked a point (its id).
    """

    point_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("values", parent)
        self.rows: list[int] = []
        self._lines: list[_ValueRow] = []
        self._second = -1

    def show_points(self, city: City | None, ids: Sequence[str]) -> None:
        """Show other points; ids the profile does not know are passed over."""
        wanted = set(ids)
        points = () if city is None else city.points
        self.rows = [row for row, point in enumerate(points) if str(point.id) in wanted]
        self._lines = []
        self._second = -1
        title = self.tr("Messwerte")
        if not self.rows:
            self.fill(title, [])
            return
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 1)
        for place, row in enumerate(self.rows[:MOST_VALUES]):
            point = points[row]
            text = point.name.in_language(language())
            name = link_label(text, self._pick(str(point.id)), tip=str(point.id))
            self._lines.append(_ValueRow(grid, place, name))
        parts: list[QWidget] = [box]
        if (more := len(self.rows) - MOST_VALUES) > 0:
            parts.append(words(self.tr("und {0} weitere").format(count(more)), name="muted"))
        self.fill(f"{title} ({count(len(self.rows))})", parts)

    def _pick(self, name: str) -> Callable[[], None]:
        return lambda: self.point_wanted.emit(name)

    def show_state(self, city: City, state: CityState) -> None:
        """Show the values at the moment of a state, at most once a second while live."""
        second = state.at_us // _SECOND_US
        if not self._lines or len(state.states) != len(city.points):
            return
        if second == self._second and state.changed is not None:
            return
        self._second = second
        for row, line in zip(self.rows, self._lines, strict=False):
            line.show_reading(reading(city, row, state))
