"""What the map shows of the live city: devices in which state, and which measured quantity."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.services.maps.sources import Rank
from app.services.maps.values import ValueChoice
from widgets.map.panels.boxes import ElidedBox
from widgets.texts import language
from widgets.theme.tokens import GRID


class States(StrEnum):
    """Devices in which states are shown."""

    ALL = "all"
    ABNORMAL = "abnormal"
    ALARMS = "alarms"
    STALE = "stale"


RANKS: Final[dict[States, frozenset[Rank] | None]] = {
    States.ALL: None,
    States.ABNORMAL: frozenset(Rank) - {Rank.NORMAL},
    States.ALARMS: frozenset({Rank.LOW, Rank.MEDIUM, Rank.HIGH, Rank.CRITICAL}),
    States.STALE: frozenset({Rank.STALE}),
}
"""The ranks of each choice; None for all."""


def states_title(states: States) -> str:
    """Return what a choice of states is called."""
    titles = {
        States.ALL: QCoreApplication.translate("map", "Alle Zustände"),
        States.ABNORMAL: QCoreApplication.translate("map", "Nur auffällige"),
        States.ALARMS: QCoreApplication.translate("map", "Nur Alarme"),
        States.STALE: QCoreApplication.translate("map", "Nur veraltete"),
    }
    return titles[states]


class MapChoices(QWidget):
    """Two boxes to choose from.

    Signals:
        states_requested: Only devices of these ranks shall be shown (frozenset of `Rank`), or all
            of them (None).
        value_requested: This quantity shall be shown (its type).
    """

    states_requested = Signal(object)
    value_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.states, self.value = ElidedBox(), ElidedBox()
        self._labels = (QLabel(), QLabel())
        self._choices: tuple[ValueChoice, ...] = ()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._form.setHorizontalSpacing(3 * GRID)
        self._form.setVerticalSpacing(GRID)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, box in zip(self._labels, (self.states, self.value), strict=True):
            label.setObjectName("muted")
            self._form.addRow(label, box)
        for states in States:
            self.states.addItem("", states.value)
        self.states.activated.connect(self._ask_states)
        self.value.activated.connect(self._ask_value)
        self.value.currentIndexChanged.connect(lambda _: self._explain_value())
        self.retranslate()
        self.set_values((), "")

    def set_values(self, choices: Sequence[ValueChoice], chosen: str) -> None:
        """Offer quantities; without any the box is not there."""
        self._choices = tuple(choices)
        tongue = language()
        self.value.clear()
        for choice in choices:
            words = choice.name.in_language(tongue)
            self.value.addItem(f"{words}, {choice.unit}" if choice.unit else words, choice.type)
        self.value.setCurrentIndex(self.value.findData(chosen))
        self._explain_value()
        self._form.setRowVisible(1, bool(choices))

    def set_states(self, states: States) -> None:
        """Show a choice of states without telling anybody."""
        self.states.setCurrentIndex(self.states.findData(states.value))

    @property
    def chosen_states(self) -> States:
        """The choice of states."""
        return States(self.states.currentData())

    @property
    def chosen_value(self) -> str:
        """The type of the chosen quantity; empty while there is none."""
        return str(self.value.currentData() or "")

    def _ask_states(self) -> None:
        self.states_requested.emit(RANKS[self.chosen_states])

    def _ask_value(self) -> None:
        self.value_requested.emit(self.chosen_value)

    def _explain_value(self) -> None:
        """Say what the box is for, and whole what it may have no room for."""
        words = self.tr("Was Messwerte, Heatmap und Fläche zeigen; immer nur eine Messgröße")
        self.value.setToolTip("\n".join(filter(None, (self.value.currentText(), words))))

    def retranslate(self) -> None:
        """Set all texts again."""
        for place, states in enumerate(States):
            self.states.setItemText(place, states_title(states))
        self.states.setToolTip(self.tr("Welche Geräte auf der Karte und in der Tabelle stehen"))
        names = (self.tr("Zustand"), self.tr("Messgröße"))
        for label, box, name in zip(self._labels, (self.states, self.value), names, strict=True):
            label.setText(name)
            box.setAccessibleName(name)
        self.set_values(self._choices, self.chosen_value)
