"""What a page of a project shows."""

from PySide6.QtWidgets import QLabel, QWidget

from app.domain.inventory.records import Key
from widgets.inventory.card.parts import FoldSection
from widgets.portfolio.project import ProjectPane

WLAN = Key("project", "wlan")


def texts(part: QWidget) -> str:
    """Return all words of a part that were not hidden."""
    labels = part.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(part))


def section(pane: ProjectPane, name: str) -> FoldSection:
    return pane.sections[name]


def follow(part: QWidget, words: str) -> None:
    label = next(one for one in part.findChildren(QLabel) if words in one.text())
    label.linkActivated.emit("#")
