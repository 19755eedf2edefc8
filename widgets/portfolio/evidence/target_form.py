"""The form of what is wanted of an answer: side and value, unit, tolerance, age."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.portfolio.evidence.questions import Direction, Target
from widgets.inventory.card.parts import line_of
from widgets.portfolio.evidence.fields import Chooser, Complaint, Form, Number


class TargetForm(QWidget):
    """Edits a target.

    Signals:
        changed: The person changed it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.direction, self.value = Chooser(self.tr("Ziel")), Number(self.tr("Zielwert"))
        self.unit = QLineEdit()
        self.unit.setAccessibleName(self.tr("Einheit"))
        self.tolerance = Number(self.tr("Toleranz"))
        self.age = Number(self.tr("Höchstes Alter in Tagen"))
        self.direction.offer(
            (
                (Direction.NONE, self.tr("wie im Datensatz")),
                (Direction.AT_LEAST, self.tr("mindestens")),
                (Direction.AT_MOST, self.tr("höchstens")),
            )
        )
        self.form = Form()
        self.setLayout(self.form)
        self._arrange()
        self.direction.currentIndexChanged.connect(self._choose)
        self.unit.textChanged.connect(self.changed)
        for number in (self.value, self.tolerance, self.age):
            number.number_changed.connect(self.changed)
        self._show_value()

    def _arrange(self) -> None:
        self.unit.setMaximumWidth(24 * self.fontMetrics().averageCharWidth())
        self.unit.setPlaceholderText(self.tr("wie gemessen"))
        self.direction.setToolTip(
            self.tr("Kennzahlen haben Ziel, Einheit und Gültigkeit selbst; hier gelten andere.")
        )
        self.tolerance.setToolTip(
            self.tr("So weit darf der gemeldete Wert vom gemessenen abweichen.")
        )
        self.form.add(self.tr("Ziel"), line_of(self.direction, self.value), "target.value")
        self.form.add(self.tr("Einheit"), self.unit)
        self.form.add(self.tr("Toleranz"), self.tolerance, "target.tolerance")
        self.form.add(self.tr("Höchstes Alter in Tagen"), self.age, "target.max_age_days")

    def show_target(self, target: Target, unit: str) -> None:
        """Show a target."""
        with QSignalBlocker(self):
            self.direction.choose(target.direction)
            self.value.show_value(target.value)
            self.tolerance.show_value(target.tolerance or None)
            self.age.show_value(target.max_age_days)
            self.unit.setText(unit)
            self._show_value()

    def target(self) -> Target:
        """Return the target."""
        direction = Direction(self.direction.key())
        return Target(
            direction,
            None if direction is Direction.NONE else self.value.value(),
            self.tolerance.value() or 0.0,
            self.age.value(),
        )

    def complain(self, problems: Sequence[Complaint]) -> list[Complaint]:
        """Tell problems at their places; returns those that fit to none."""
        return self.form.complain(problems)

    def _choose(self) -> None:
        self._show_value()
        self.changed.emit()

    def _show_value(self) -> None:
        self.value.setVisible(self.direction.key() != Direction.NONE)
