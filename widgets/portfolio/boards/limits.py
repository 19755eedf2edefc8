"""How many cards each column should hold at most."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from widgets.portfolio.boards.places import BoardColumn
from widgets.theme.tokens import GRID

MOST: Final = 999


class LimitsDialog(QDialog):
    """Asks for the limit of each column; 0 stands for none.

    Args:
        columns: The columns with the limits they have.
        parent: The board.
    """

    def __init__(self, columns: Sequence[BoardColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Grenzen der Spalten"))
        hint = QLabel(
            self.tr("So viele Karten sollen höchstens in einer Spalte liegen. Sind es mehr, steht"
                    " es an der Spalte; verschieben lässt sich trotzdem.")
        )  # fmt: skip
        hint.setWordWrap(True)
        hint.setObjectName("muted")
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        self.boxes: dict[str, QSpinBox] = {}
        for column in columns:
            box = QSpinBox()
            box.setRange(0, MOST)
            box.setSpecialValueText(self.tr("keine"))
            box.setValue(column.limit or 0)
            box.setAccessibleName(self.tr("Grenze der Spalte {0}").format(column.title))
            self.boxes[column.key] = box
            form.addRow(column.title, box)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.button(kinds.Ok).setText(self.tr("Übernehmen"))
        buttons.button(kinds.Cancel).setText(self.tr("Abbrechen"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        whole.setSpacing(3 * GRID)
        whole.addWidget(hint)
        whole.addLayout(form)
        whole.addWidget(buttons)

    def limits(self) -> dict[str, int]:
        """Return the limits, without columns that have none."""
        return {key: box.value() for key, box in self.boxes.items() if box.value()}


def known_limits(saved: object, keys: Sequence[str]) -> dict[str, int]:
    """Return remembered limits as far as they fit."""
    if not isinstance(saved, Mapping):
        return {}
    return {
        key: value
        for key, value in saved.items()
        if key in keys and type(value) is int and 0 < value <= MOST
    }
