"""The bar above the sums: whose, which way round, which sums."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QToolButton, QWidget

from widgets.portfolio.budget.sheet import Measure
from widgets.portfolio.budget.wording import measure_tip, measure_word
from widgets.portfolio.scopes import ScopeSwitch
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_KINDS = ("project", "fund")


class BudgetBar(WrappingLine):
    """Asks how sums are shown.

    Args:
        scope: The switch for the selected projects.
        parent: Owner.

    Signals:
        changed: They are wanted otherwise.
    """

    changed = Signal()

    def __init__(self, scope: ScopeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(GRID, parent)
        self.kinds, self.turn, self.new = QComboBox(), QToolButton(), QPushButton()
        self.columns = QToolButton()
        self.turn.setObjectName("switch")
        self.turn.setCheckable(True)
        self.columns.setObjectName("switch")
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.columns)
        self.actions_of = {measure: self.menu.addAction("") for measure in Measure}
        for action in self.actions_of.values():
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(self._choose_measures)
        self.columns.setMenu(self.menu)
        for button in (self.turn, self.columns):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.kinds.setMinimumHeight(scope.sizeHint().height())
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.show_parts([scope, self.kinds, self.turn, self.columns, self.new])
        self.kinds.currentIndexChanged.connect(self.changed)
        self.turn.toggled.connect(self.changed)

    @property
    def kind(self) -> str:
        """Kind of what has a sum for each year."""
        return str(self.kinds.currentData() or _KINDS[0])

    @property
    def is_turned(self) -> bool:
        """True for years down."""
        return self.turn.isChecked()

    @property
    def measures(self) -> list[Measure]:
        """Which sums have a column."""
        return [measure for measure, action in self.actions_of.items() if action.isChecked()]

    def _choose_measures(self) -> None:
        if not self.measures:
            # A table of no sums at all would say nothing.
            with QSignalBlocker(self.actions_of[Measure.PLAN]):
                self.actions_of[Measure.PLAN].setChecked(True)
        self.changed.emit()

    # ---- what is remembered, texts and looks -----------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return what is wanted, JSON-like."""
        return {
            "kind": self.kind,
            "turned": self.is_turned,
            "measures": [one.value for one in self.measures],
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Want what was remembered; whatever does not fit is passed over."""
        self.kinds.setCurrentIndex(max(self.kinds.findData(state.get("kind")), 0))
        self.turn.setChecked(state.get("turned") is True)
        wanted = state.get("measures")
        if isinstance(wanted, list) and any(one in {*Measure} for one in wanted):
            for measure, action in self.actions_of.items():
                action.setChecked(measure.value in wanted)

    def retranslate(self) -> None:
        """Set all texts again."""
        kept = self.kind
        with QSignalBlocker(self.kinds):
            self.kinds.clear()
            self.kinds.addItem(self.tr("Nach Projekten"), _KINDS[0])
            self.kinds.addItem(self.tr("Nach Fördertöpfen"), _KINDS[1])
            self.kinds.setCurrentIndex(_KINDS.index(kept))
        self.kinds.setAccessibleName(self.tr("Wonach das Geld aufgeteilt ist"))
        self.kinds.setToolTip(self.kinds.accessibleName())
        self.turn.setText(self.tr("Jahre als Zeilen"))
        self.turn.setAccessibleName(self.turn.text())
        self.turn.setToolTip(self.tr("Vertauscht Zeilen und Spalten."))
        self.columns.setText(self.tr("Spalten"))
        self.columns.setAccessibleName(self.tr("Welche Summen gezeigt werden"))
        self.columns.setToolTip(self.columns.accessibleName())
        self.new.setText(self.tr("Neuer Ansatz"))
        self.new.setAccessibleName(self.tr("Einen neuen Haushaltsansatz anlegen"))
        for measure, action in self.actions_of.items():
            action.setText(measure_word(measure))
            action.setToolTip(measure_tip(measure))

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.new.setIcon(icon("mdi6.plus"))
        self.turn.setIcon(icon("mdi6.swap-horizontal"))
        self.columns.setIcon(icon("mdi6.view-column-outline"))
