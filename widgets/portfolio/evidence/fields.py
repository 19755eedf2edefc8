"""Small parts of the forms: choosers with keys, numbers that may be empty, words of problems."""

from collections.abc import Iterable, Sequence
from math import isnan, nan

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLabel, QWidget

from widgets.points.inspector_parts import words
from widgets.rule_editor.numbers import NumberEdit

Complaint = tuple[str, str]
"""The place of a problem in the question, and what is wrong there."""


class Chooser(QComboBox):
    """Offers words for keys; an unknown key stays, so that a faulty question is not changed."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer other choices (key, word); the chosen key stays where it is among them."""
        before = self.key()
        with QSignalBlocker(self):
            self.clear()
            for key, word in choices:
                self.addItem(word, key)
            self.setCurrentIndex(max(self.findData(before), 0))

    def make_searched(self) -> None:
        """Let the person write a part of the word."""
        self.setEditable(True)
        self.setInsertPolicy(self.InsertPolicy.NoInsert)
        found = self.completer()
        if found is not None:
            found.setFilterMode(Qt.MatchFlag.MatchContains)
            found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def key(self) -> str:
        """Return the chosen key, empty for none."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose a key; one that is not offered is offered as it is written."""
        if self.findData(key) < 0:
            self.addItem(f"„{key}“" if key else "", key)
        self.setCurrentIndex(self.findData(key))


class Number(NumberEdit):
    """A number that may be left empty."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)

    def value(self) -> float | None:
        """Return the number, None where there is none."""
        found = self.parsed()
        return None if found is None or isnan(found) else found

    def show_value(self, value: float | None) -> None:
        """Show a number, nothing for None."""
        self.show_number(nan if value is None else value)


class Form(QFormLayout):
    """Rows of a form, with words of what is wrong below them.

    Attributes:
        complaints: Where problems are told, by the begin of their place in the question.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.complaints: dict[str, QLabel] = {}

    def add(self, label: str, part: QWidget, *places: str) -> None:
        """Add a row that says what is wrong at some places."""
        self.addRow(label, part)
        if places:
            complaint = words()
            complaint.hide()
            self.addRow(complaint)
            self.setRowVisible(complaint, bool(complaint.text()))
            for place in places:
                self.complaints[place] = complaint

    def complain(self, problems: Sequence[Complaint]) -> list[Complaint]:
        """Tell problems at their rows; returns those that fit to none."""
        told: dict[QLabel, list[str]] = {}
        left: list[Complaint] = []
        for place, text in problems:
            fitting = [one for one in self.complaints if place.startswith(one)]
            if fitting:
                told.setdefault(self.complaints[max(fitting, key=len)], []).append(text)
            else:
                left.append((place, text))
        for label in set(self.complaints.values()):
            label.setText(" ".join(told.get(label, ())))
            self.setRowVisible(label, label in told)
        return left
