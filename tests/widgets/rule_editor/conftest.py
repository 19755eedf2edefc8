"""What tests of the rule editor share: an open editor, in German."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.fakes.rule_editors import settle
from tests.fakes.rules import NOW_US, Edited, make_edited
from widgets.rule_editor import RuleEditor


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def edited() -> Edited:
    return make_edited()


@pytest.fixture
def editor(qtbot: QtBot, edited: Edited) -> Iterator[RuleEditor]:
    made = RuleEditor()
    made.bench._timer.setInterval(1)
    qtbot.addWidget(made)
    made.open_rule(edited.rule, edited.rule, edited.city, edited.history, NOW_US)
    made.show()
    qtbot.waitExposed(made)
    settle(qtbot, made)
    yield made
    made.close_feed()
