"""The rail of workspaces at the left edge."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from widgets.theme import theme
from widgets.theme.icons import icon


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """A workspace as the rail and the command line name it.

    Attributes:
        id: Name in settings and on the command line, such as `lage`.
        title: German title, the source text of the context `workspaces`.
        icon: Icon of the family mdi6.
        shortcut: Key sequence that opens it.
        purpose: One German sentence: what appears here.
    """

    id: str
    title: str
    icon: str
    shortcut: str
    purpose: str

    def title_text(self) -> str:
        """Return the title in the language of the screen."""
        return QCoreApplication.translate("workspaces", self.title)

    def purpose_text(self) -> str:
        """Return the sentence in the language of the screen."""
        return QCoreApplication.translate("workspaces", self.purpose)


class Rail(QFrame):
    """Buttons for the workspaces.

    Signals:
        workspace_requested: The id of the workspace the person wants.
    """

    workspace_requested = Signal(str)

    def __init__(self, specs: Sequence[WorkspaceSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._specs = list(specs)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(2)
        for spec in self._specs:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(24, 24))
            button.clicked.connect(lambda _=False, name=spec.id: self._ask_for(name))
            group.addButton(button)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
            self._buttons[spec.id] = button
        layout.addStretch(1)
        theme().changed.connect(self.apply_theme)
        self.retranslate()

    def _ask_for(self, name: str) -> None:
        self.workspace_requested.emit(name)

    def show_current(self, workspace: str) -> None:
        """Mark the open workspace."""
        self._buttons[workspace].setChecked(True)
        self.apply_theme()

    def retranslate(self) -> None:
        """Set all texts again and make all buttons equally wide."""
        for spec in self._specs:
            button = self._buttons[spec.id]
            keys = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            button.setText(spec.title_text())
            button.setToolTip(f"{spec.title_text()} ({keys})\n{spec.purpose_text()}")
            button.setAccessibleName(spec.title_text())
            button.setMinimumWidth(0)
        width = max(button.sizeHint().width() for button in self._buttons.values())
        for button in self._buttons.values():
            button.setMinimumWidth(width)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Tint the icons; the open workspace's in the accent."""
        tokens = theme().tokens
        for spec in self._specs:
            button = self._buttons[spec.id]
            colour = tokens.accent if button.isChecked() else tokens.muted
            button.setIcon(icon(spec.icon, colour=colour))
