"""The bar above the calendar: which month, month or list, which entries, output."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.portfolio.portfolios import title_of
from app.services.portfolio.states import PortfolioState
from widgets.filter_box import FilterBox
from widgets.portfolio.calendar.entries import Entry, EntryKind, Wanted
from widgets.portfolio.calendar.wording import kind_icon, kind_word, month_word
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_ALL, _SELECTED = "", "*"
_SIGN = QSize(16, 16)


class Shape(StrEnum):
    """How the calendar is shown."""

    MONTH = "month"
    LIST = "list"


class CalendarBar(QWidget):
    """Asks what is wanted.

    Attributes:
        selected: Uids of the projects that are selected in the console.

    Signals:
        changed: Other entries are wanted.
        turned: The month so many months on is wanted (int).
        today_wanted: Today is wanted.
        shape_changed: Month or list.
        output_wanted: `ics`, `pdf` or `print`.
        left: The person is done here.
    """

    changed = Signal()
    turned = Signal(int)
    today_wanted = Signal()
    shape_changed = Signal()
    output_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selected: frozenset[str] = frozenset()
        self.before, self.today, self.after = QToolButton(), QToolButton(), QToolButton()
        self.month = QLabel()
        self.month.setObjectName("heading")
        self.shapes = {shape: _switch() for shape in Shape}
        self.chips = {kind: _switch() for kind in EntryKind}
        self.projects, self.filter, self.output = QComboBox(), FilterBox(), QToolButton()
        self._group = QButtonGroup(self)
        self._state: PortfolioState | None = None
        self._entries: Sequence[Entry] = ()
        self._prepare()
        self._arrange()
        self._connect()

    def _prepare(self) -> None:
        for button in self.shapes.values():
            self._group.addButton(button)
        self.shapes[Shape.MONTH].setChecked(True)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.projects.setSizeAdjustPolicy(adjust)
        self.projects.setMinimumContentsLength(24)
        self.filter.setClearButtonEnabled(True)
        self.output.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.output.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        width = self.month.fontMetrics().horizontalAdvance(month_word(2000, 9)) + 12 * GRID
        self.month.setMinimumWidth(width)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        for part in (self.before, self.today, self.after, self.month):
            line.addWidget(part)
        line.addStretch(1)
        for part in (*self.shapes.values(), self.output):
            line.addWidget(part)
        second = QHBoxLayout()
        second.setSpacing(2 * GRID)
        second.addWidget(self.projects)
        second.addWidget(self.filter, 1)
        self._line = WrappingLine(GRID)
        self._line.show_parts(list(self.chips.values()))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        column.setSpacing(2 * GRID)
        column.addLayout(line)
        column.addLayout(second)
        column.addWidget(self._line)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self._group.buttonToggled.connect(
            lambda _, is_on: self.shape_changed.emit() if is_on else None
        )
        for chip in self.chips.values():
            chip.toggled.connect(self.changed)
        self.projects.currentIndexChanged.connect(self.changed)
        self.filter.textChanged.connect(self.changed)
        self.filter.left.connect(self.left)

    # ---- what is wanted ------------------------------------------------------------------------
    @property
    def shape(self) -> Shape:
        """Month or list."""
        return next(one for one, button in self.shapes.items() if button.isChecked())

    def wanted(self) -> Wanted:
        """Return which entries are wanted."""
        kinds = frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())
        return Wanted(kinds, self.scope(), self.filter.text())

    def scope(self) -> frozenset[str] | None:
        """Return the projects that are wanted, None for all."""
        scope = str(self.projects.currentData() or _ALL)
        return {_ALL: None, _SELECTED: self.selected}.get(scope, frozenset({scope}))

    @property
    def follows(self) -> bool:
        """True while only selected projects are wanted."""
        return str(self.projects.currentData()) == _SELECTED

    def clear(self) -> None:
        """Want all entries."""
        with QSignalBlocker(self):
            self.filter.clear()
            self.projects.setCurrentIndex(0)
            for chip in self.chips.values():
                chip.setChecked(False)
        self.changed.emit()

    # ---- what there is -------------------------------------------------------------------------
    def show_month(self, day: date) -> None:
        """Say which month is shown."""
        self.month.setText(month_word(day.year, day.month))

    def show_programme(self, state: PortfolioState, entries: Sequence[Entry]) -> None:
        """Offer the projects of a state, and say how many entries there are of each kind."""
        self._state, self._entries = state, entries
        self._fill()

    def _fill(self) -> None:
        amounts = Counter(one.kind for one in self._entries)
        for kind, chip in self.chips.items():
            word = kind_word(kind)
            chip.setText(f"{count(amounts[kind])} {word}")
            name = self.tr("{0}: {1} Einträge").format(word, count(amounts[kind]))
            chip.setAccessibleName(name)
            hint = self.tr("Ein Klick zeigt nur diese, ein zweiter wieder alle.")
            chip.setToolTip(f"{name}\n{hint}")
        kept = self.projects.currentData()
        with QSignalBlocker(self.projects):
            self.projects.clear()
            self.projects.addItem(self.tr("Alle Projekte"), _ALL)
            self.projects.addItem(self.tr("Ausgewählte Projekte"), _SELECTED)
            for one in () if self._state is None else self._state.portfolio.projects:
                name = " ".join(filter(None, (one.text("number"), title_of(one))))
                self.projects.addItem(name, one.uid)
            self.projects.setCurrentIndex(max(self.projects.findData(kept), 0))

    # ---- what is remembered, texts and looks -----------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return what is wanted, JSON-like."""
        return {
            "shape": self.shape.value,
            "projects": str(self.projects.currentData() or _ALL),
            "kinds": [kind.name for kind, chip in self.chips.items() if chip.isChecked()],
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Want what was remembered; what is not there any more is passed over."""
        kinds = state.get("kinds")
        with QSignalBlocker(self):
            for kind, chip in self.chips.items():
                chip.setChecked(isinstance(kinds, list) and kind.name in kinds)
            self.projects.setCurrentIndex(max(self.projects.findData(state.get("projects")), 0))
        if state.get("shape") in set(Shape):
            self.shapes[Shape(state["shape"])].setChecked(True)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.today.setText(self.tr("Heute"))
        for button, text in (
            (self.before, self.tr("Einen Monat zurück (Bild auf)")),
            (self.after, self.tr("Einen Monat weiter (Bild ab)")),
            (self.today, self.tr("Zum heutigen Tag (Pos 1)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.shapes[Shape.MONTH].setText(self.tr("Monat"))
        self.shapes[Shape.LIST].setText(self.tr("Liste"))
        self.filter.setPlaceholderText(self.tr("Kalender durchsuchen"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.projects.setAccessibleName(self.tr("Von welchen Projekten"))
        self.projects.setToolTip(self.projects.accessibleName())
        self.output.setText(self.tr("Ausgabe"))
        menu = QMenu(self.output)
        for name, text in (
            ("ics", self.tr("Als Kalenderdatei …")),
            ("pdf", self.tr("Monat als PDF …")),
            ("print", self.tr("Monat drucken …")),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, name=name: self.output_wanted.emit(name))
        old = self.output.menu()
        self.output.setMenu(menu)
        if old is not None:
            old.deleteLater()
        self._fill()

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.before.setIcon(icon("mdi6.chevron-left"))
        self.after.setIcon(icon("mdi6.chevron-right"))
        self.output.setIcon(icon("mdi6.calendar-export"))
        self.shapes[Shape.MONTH].setIcon(icon("mdi6.calendar-month-outline"))
        self.shapes[Shape.LIST].setIcon(icon("mdi6.format-list-bulleted"))
        for kind, chip in self.chips.items():
            chip.setIcon(kind_icon(kind))


def _switch() -> QToolButton:
    button = QToolButton()
    button.setObjectName("switch")
    button.setCheckable(True)
    button.setIconSize(_SIGN)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
