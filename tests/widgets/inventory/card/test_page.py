"""The card's page while it is filled: never a picture of new texts in the heights of old ones."""

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from widgets.inventory.card.page import ScrolledPage


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def label() -> QLabel:
    label = QLabel("kurz")
    label.setWordWrap(True)
    return label


@pytest.fixture
def page(qtbot: QtBot, label: QLabel) -> ScrolledPage:
    """A page whose text stands in a section, as all texts of the card do."""
    section, content = QWidget(), QWidget()
    QVBoxLayout(section).addWidget(label)
    QVBoxLayout(content).addWidget(section)
    page = ScrolledPage(content)
    qtbot.addWidget(page)
    page.resize(200, 100)
    page.show()
    qtbot.waitExposed(page)
    return page


def let_a_turn_pass(qtbot: QtBot, page: ScrolledPage) -> None:
    """Let everything happen that is due now."""
    turns: list[int] = []
    QTimer.singleShot(0, page, lambda: turns.append(1))
    qtbot.waitUntil(lambda: bool(turns))


def test_a_page_that_is_held_is_painted_when_it_is_settled_and_not_before(
    qtbot: QtBot, page: ScrolledPage, label: QLabel
) -> None:
    paints = Paints(label)
    let_a_turn_pass(qtbot, page)
    before = paints.count
    page.hold()
    label.setText("Ein langer Text. " * 30)
    let_a_turn_pass(qtbot, page)
    assert paints.count == before
    page.settle([label])
    qtbot.waitUntil(lambda: paints.count > before)


def test_heights_are_true_as_soon_as_a_page_is_settled(page: ScrolledPage, label: QLabel) -> None:
    page.hold()
    label.setText("Ein langer Text. " * 30)
    assert label.height() < label.heightForWidth(label.width())
    page.settle([label])
    assert label.height() >= label.heightForWidth(label.width())
    assert page.verticalScrollBar().maximum() > 0


def test_what_was_put_in_meanwhile_counts_for_the_heights_and_what_is_hidden_does_not(
    page: ScrolledPage, label: QLabel
) -> None:
    section = label.parentWidget()
    layout = None if section is None else section.layout()
    assert section is not None
    assert layout is not None
    page.hold()
    new, hidden = QLabel("neu " * 200), QLabel("verborgen " * 200)
    for one in (new, hidden):
        one.setWordWrap(True)
        layout.addWidget(one)
    hidden.hide()
    page.settle([section])
    assert new.isVisible()
    assert not hidden.isVisible()
    assert new.height() >= new.heightForWidth(new.width())
    assert label.height() >= label.heightForWidth(label.width())
    assert section.height() < new.height() * 2
