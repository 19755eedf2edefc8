"""The bar above the list of projects: how many have which light, filters, grouping."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.statuses import Light
from widgets.filter_box import FilterBox
from widgets.portfolio.heat.cells import state_word
from widgets.portfolio.heat.model import LIGHTS, Choice, Grouping
from widgets.portfolio.heat.rows import HeatRow
from widgets.portfolio.lights import light_icon, light_word
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_SIGN: Final = QSize(16, 16)


class HeatBar(QWidget):
    """Asks which projects are wanted.

    Signals:
        changed: Others are wanted; see `choice`.
        left: The person is done here; the table takes the focus.
        new_wanted: A new project is wanted.
        import_wanted: A plan is to be taken over.
        export_wanted: Projects are to be written as a plan, a calendar or a workbook.
    """

    changed = Signal()
    left = Signal()
    new_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter, self.grouping, self.new = FilterBox(), QComboBox(), QPushButton()
        self.more, menu = QToolButton(), QMenu(self)
        self.take_over = menu.addAction("", self.import_wanted.emit)
        self.give_out = menu.addAction("", self.export_wanted.emit)
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.lights = {light: _chip() for light in LIGHTS}
        self.states: dict[str, QToolButton] = {}
        self._wanted_states: set[str] = set()
        self._rows: Sequence[HeatRow] = ()
        self._light_line, self._state_line = WrappingLine(GRID), WrappingLine(GRID)
        self._light_line.show_parts(list(self.lights.values()))
        self._arrange()
        for chip in self.lights.values():
            chip.toggled.connect(self.changed)
        self.filter.textChanged.connect(self.changed)
        self.filter.left.connect(self.left)
        self.grouping.currentIndexChanged.connect(self.changed)
        self.new.clicked.connect(self.new_wanted)

    def _arrange(self) -> None:
        self.filter.setMinimumWidth(14 * self.fontMetrics().averageCharWidth())
        self.filter.setClearButtonEnabled(True)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.grouping.setSizeAdjustPolicy(adjust)
        self.grouping.setMinimumContentsLength(12)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.filter, 3)
        line.addWidget(self.grouping, 2)
        line.addWidget(self.new)
        line.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._light_line)
        column.addLayout(line)
        column.addWidget(self._state_line)

    # ---- what is wanted ------------------------------------------------------------------------
    def choice(self) -> Choice:
        """Return which projects are wanted."""
        grouping = self.grouping.currentData()
        return Choice(
            self.filter.text(),
            frozenset(light for light, chip in self.lights.items() if chip.isChecked()),
            frozenset(self._wanted_states),
            Grouping.WAVE if grouping is None else Grouping(grouping),
        )

    @property
    def is_at_rest(self) -> bool:
        """True while nothing is filtered."""
        return self.choice() == Choice(grouping=self.choice().grouping)

    def clear(self) -> None:
        """Want all projects."""
        with QSignalBlocker(self):
            self.filter.clear()
            for chip in (*self.lights.values(), *self.states.values()):
                chip.setChecked(False)
            self._wanted_states.clear()
        self.changed.emit()

    # ---- counts --------------------------------------------------------------------------------
    def show_counts(self, rows: Sequence[HeatRow]) -> None:
        """Show how many projects have which light and which state."""
        self._rows = rows
        lights = Counter(one.light for one in rows)
        for light, chip in self.lights.items():
            self._label(chip, light_word(light), lights[light])
        counts = Counter(one.state for one in rows)
        choices = KINDS["project"].field("state").choices
        there = [one.key for one in choices if counts[one.key] or one.key in self._wanted_states]
        if there != list(self.states):
            self._make_states(there)
        for key, chip in self.states.items():
            self._label(chip, state_word(key), counts[key])
        self._state_line.setVisible(len(there) > 1 or bool(self._wanted_states))

    def _make_states(self, keys: list[str]) -> None:
        self.states = {key: _chip() for key in keys}
        for key, chip in self.states.items():
            chip.setChecked(key in self._wanted_states)
            chip.toggled.connect(
                lambda is_wanted, key=key: self._want_state(key, is_wanted=is_wanted)
            )
        self._state_line.show_parts(list(self.states.values()))

    def _want_state(self, key: str, *, is_wanted: bool) -> None:
        if is_wanted:
            self._wanted_states.add(key)
        else:
            self._wanted_states.discard(key)
        self.changed.emit()

    def _label(self, chip: QToolButton, word: str, amount: int) -> None:
        chip.setText(f"{count(amount)} {word}")
        name = self.tr("{0}, Projekte: {1}").format(word, count(amount))
        chip.setAccessibleName(name)
        chip.setToolTip(f"{name}\n{self.tr('Ein Klick zeigt nur diese, ein zweiter wieder alle.')}")

    # ---- what is remembered, texts and looks -----------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return what is wanted, JSON-like."""
        choice = self.choice()
        return {
            "grouping": choice.grouping.value,
            "lights": sorted(choice.lights),
            "states": sorted(choice.states),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Want what was remembered; whatever does not fit is passed over."""
        self.grouping.setCurrentIndex(max(self.grouping.findData(state.get("grouping")), 0))
        lights, states = state.get("lights"), state.get("states")
        for light, chip in self.lights.items():
            chip.setChecked(isinstance(lights, list) and light.value in lights)
        known = {one.key for one in KINDS["project"].field("state").choices}
        wanted = states if isinstance(states, list) else []
        self._wanted_states = {one for one in wanted if one in known}
        for key, chip in self.states.items():
            chip.setChecked(key in self._wanted_states)
        self.show_counts(self._rows)
        self.changed.emit()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.filter.setPlaceholderText(self.tr("Projekte durchsuchen"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.new.setText(self.tr("Neues Projekt"))
        self.new.setAccessibleName(self.tr("Ein neues Projekt anlegen"))
        self.take_over.setText(self.tr("Plan in ein Projekt übernehmen …"))
        self.give_out.setText(self.tr("Projekte ausgeben …"))
        self.more.setText(self.tr("Mehr"))
        self.more.setToolTip(self.tr("Pläne übernehmen und ausgeben"))
        self.more.setAccessibleName(self.more.toolTip())
        texts = {
            Grouping.WAVE: self.tr("Nach Welle"),
            Grouping.AREA: self.tr("Nach Handlungsfeld"),
            Grouping.ORGANISATION: self.tr("Nach Federführung"),
            Grouping.STATE: self.tr("Nach Zustand"),
            Grouping.LIGHT: self.tr("Nach Ampel"),
            Grouping.NONE: self.tr("Ohne Gruppen"),
        }
        kept = self.grouping.currentData()
        with QSignalBlocker(self.grouping):
            self.grouping.clear()
            for grouping, text in texts.items():
                self.grouping.addItem(text, grouping.value)
            self.grouping.setCurrentIndex(max(self.grouping.findData(kept), 0))
        self.grouping.setAccessibleName(self.tr("Wonach die Projekte gruppiert sind"))
        self.grouping.setToolTip(self.grouping.accessibleName())
        self.show_counts(self._rows)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.new.setIcon(icon("mdi6.plus"))
        for light, chip in self.lights.items():
            chip.setIcon(light_icon(Light(light)))


def _chip() -> QToolButton:
    chip = QToolButton()
    chip.setObjectName("switch")
    chip.setCheckable(True)
    chip.setIconSize(_SIGN)
    chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return chip
