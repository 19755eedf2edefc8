"""Hands for a rule editor: write into it, press its keys, wait for its back-test."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.rule_editor import RuleEditor
from widgets.rule_editor.fields import NumberField
from widgets.rule_editor.why import WhyDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def settle(qtbot: QtBot, editor: RuleEditor) -> None:
    """Wait until the back-test is done."""
    bench = editor.bench
    qtbot.waitUntil(lambda: not bench._timer.isActive() and bench._worker.is_idle, timeout=5_000)


def number(editor: RuleEditor, name: str) -> NumberField:
    field = editor.form.fields[name]
    assert isinstance(field, NumberField)
    return field


def write(editor: RuleEditor, name: str, text: str) -> None:
    """Write into a number's box as a person does."""
    box = number(editor, name).number
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def press(editor: RuleEditor, keys: str) -> None:
    """Press a shortcut; without a window manager no window is active enough for Qt's own way."""
    for shortcut in editor.findChildren(QShortcut):
        if shortcut.key() == QKeySequence(keys):
            shortcut.activated.emit()
            return
    pytest.fail(f"nothing listens to {keys}")


def counts(editor: RuleEditor) -> tuple[str, str]:
    """Return how many alarms the saved and the edited rule have, as the table says."""
    row = editor.bench.figures_model.cells(0)
    return row[1], row[2]


def answer(editor: RuleEditor, why: str) -> None:
    """Answer the question why."""
    dialog = editor.findChild(WhyDialog)
    assert isinstance(dialog, WhyDialog)
    QTest.keyClicks(dialog.box, why)
    QTest.keyClick(dialog.box, Qt.Key.Key_Return, CTRL)
