"""The overview of keys (?): what can be done without the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget


def _keys_of_views() -> list[tuple[str, str]]:
    """Return the keys that belong to lists and plots, with what they do."""
    return [
        (_native("Ctrl+F"), QCoreApplication.translate("keys", "Liste filtern")),
        (
            QCoreApplication.translate("keys", "Eingabe"),
            QCoreApplication.translate("keys", "Gewählte Datenpunkte in Verläufen zeigen"),
        ),
        ("← →", QCoreApplication.translate("keys", "Gruppe zu- oder aufklappen")),
        (_native("Ctrl+C"), QCoreApplication.translate("keys", "Gewählte Zeilen kopieren")),
        (
            f"{_native('Alt+Left')}, {_native('Alt+Right')}",
            QCoreApplication.translate("keys", "Im Verlauf zurück und wieder vor"),
        ),
        ("Esc", QCoreApplication.translate("keys", "Filter leeren, Fenster schließen")),
    ]


class KeyOverview(QDialog):
    """Two columns of keys; Esc closes."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("actions", "Tastenübersicht"))
        column = QVBoxLayout(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(2, 24)
        column.addLayout(grid)
        own = [
            (_native(action.shortcut()), action.text().replace("&", ""))
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        rows = own + _keys_of_views()
        half = (len(rows) + 1) // 2
        for place, (keys, text) in enumerate(rows):
            side = 3 * (place // half)
            key_label = QLabel(keys)
            key_label.setObjectName("muted")
            grid.addWidget(key_label, place % half, side)
            grid.addWidget(QLabel(text), place % half, side + 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.close)
        column.addSpacing(12)
        column.addWidget(buttons)


def _native(keys: QKeySequence | str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
