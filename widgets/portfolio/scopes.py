"""Which projects a pane tells of: all of them, or those that are selected in the console."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.portfolio.portfolios import Portfolio
from widgets.texts import count


class ScopeSwitch(QToolButton):
    """Narrows a pane to the selected projects; with none selected it tells of all.

    Signals:
        changed: Other projects are wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("switch")
        self.setCheckable(True)
        self._projects: frozenset[str] = frozenset()
        self.toggled.connect(self.changed)
        self._say()

    @property
    def projects(self) -> frozenset[str] | None:
        """Uids of the wanted projects; None for all."""
        return self._projects if self.isChecked() and self._projects else None

    def holds(self, project: str) -> bool:
        """Tell whether a project is wanted."""
        wanted = self.projects
        return wanted is None or project in wanted

    def follow(self, keys: Sequence[Key], portfolio: Portfolio) -> None:
        """Take the projects of what is selected; nothing selected keeps those before."""
        found = frozenset(filter(None, (portfolio.key_project(key) for key in keys)))
        if found and found != self._projects:
            self._projects = found
            self._say()
            if self.isChecked():
                self.changed.emit()

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {"scope": self.isChecked()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered."""
        self.setChecked(state.get("scope") is True)

    def _say(self) -> None:
        known = len(self._projects)
        text = self.tr("Nur ausgewählte Projekte")
        self.setText(f"{text} ({count(known)})" if known else text)
        self.setAccessibleName(self.text())
        self.setToolTip(
            self.tr("Zeigt nur, was zu den ausgewählten Projekten gehört, sonst alle Projekte.")
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
