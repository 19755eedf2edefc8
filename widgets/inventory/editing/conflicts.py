"""Two people changed one record: both values side by side, and a choice for each field."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.fields import Value, Values
from app.domain.inventory.records import Record
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import line_of
from widgets.inventory.card.wording import CardWords
from widgets.inventory.editing.drafts import Clash
from widgets.points.inspector_parts import words
from widgets.texts import DASH, time_text
from widgets.theme.tokens import GRID


class ConflictPanel(QWidget):
    """Asks which value shall stand.

    Signals:
        decided: The person chose for every field; see `choices`.
        back_wanted: The person wants to go on in the form.
    """

    decided = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.text = words(name="heading"), words()
        self.save, self.back = QPushButton(), QPushButton()
        self.save.setObjectName("primary")
        self.mine: dict[str, QRadioButton] = {}
        self.theirs: dict[str, QRadioButton] = {}
        self._clashes: Sequence[Clash] = ()
        self._groups: list[QButtonGroup] = []
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * GRID)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        column.addWidget(self._area, 1)
        column.addWidget(line_of(self.save, self.back))
        self.save.clicked.connect(self.decided)
        self.back.clicked.connect(self.back_wanted)

    def show_clashes(self, found: Sequence[Clash], current: Record, says: CardWords) -> None:
        """Show what was changed meanwhile.

        Args:
            found: The fields, those both changed first.
            current: The record as it is now.
            says: Says values.
        """
        self._clashes = found
        self.mine, self.theirs, self._groups = {}, {}, []
        when = time_text(current.valid_from, says.values.zone, with_date=True)
        self.heading.setText(self.tr("Der Datensatz wurde inzwischen geändert"))
        text = self.tr("Geändert von {0} am {1}. Bitte wählen Sie für jedes Feld, was gelten soll.")
        if not any(one.is_shared for one in found):
            text = self.tr(
                "Geändert von {0} am {1}, in anderen Feldern als von Ihnen. Beides kann gelten."
            )
        self.text.setText(text.format(current.changed_by or self.tr("jemand anderem"), when))
        self.save.setText(self.tr("So speichern"))
        self.back.setText(self.tr("Zurück zum Formular"))
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(3 * GRID)
        headings = (
            self.tr("Feld"),
            self.tr("Vorher"),
            self.tr("Ihre Angabe"),
            self.tr("Jetzt eingetragen"),
        )  # fmt: skip
        for place, title in enumerate(headings):
            grid.addWidget(words(title, name="muted"), 0, place)
            grid.setColumnStretch(place, 1)
        for row, one in enumerate(found, 1):
            self._add(grid, row, one, current.values, says)
        grid.setRowStretch(len(found) + 1, 1)
        self._area.setWidget(box)
        self._choose()

    def _add(
        self, grid: QGridLayout, row: int, one: Clash, values: Values, says: CardWords
    ) -> None:
        label = on_screen(one.field.label)
        before, mine, theirs = (
            says.text(one.field, value, values) or DASH
            for value in (one.before, one.mine, one.theirs)
        )
        grid.addWidget(words(label), row, 0)
        grid.addWidget(words(before, name="muted"), row, 1)
        if not one.is_shared:
            grid.addWidget(words(self.tr("unverändert"), name="muted"), row, 2)
            grid.addWidget(words(theirs), row, 3)
            return
        group = QButtonGroup(self)
        self._groups.append(group)
        for place, text, kept in ((2, mine, self.mine), (3, theirs, self.theirs)):
            button = QRadioButton(text)
            button.setToolTip(text)
            button.setAccessibleName(f"{label}: {text}")
            group.addButton(button)
            grid.addWidget(button, row, place)
            kept[one.name] = button
        group.buttonClicked.connect(self._choose)

    def _choose(self) -> None:
        """Let the person save once every field has a choice."""
        is_whole = all(
            self.mine[name].isChecked() or self.theirs[name].isChecked() for name in self.mine
        )
        self.save.setEnabled(is_whole)
        self.save.setToolTip("" if is_whole else self.tr("Bitte wählen Sie zuerst für jedes Feld."))

    def choices(self) -> Mapping[str, Value]:
        """Return the value each field shall have where somebody else changed it."""
        return {
            one.name: one.mine if one.is_shared and self.mine[one.name].isChecked() else one.theirs
            for one in self._clashes
        }
