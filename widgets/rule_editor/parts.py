"""Parts of the form: the choice of the kind, a group of fields, and the line about events."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmRule, RuleKind
from widgets.rule_editor.drafts import kinds_for, of_kind
from widgets.rule_editor.fields import About, ChoiceField, Field
from widgets.rule_editor.words import kind_text
from widgets.texts import language
from widgets.theme.tokens import GRID


class KindField(ChoiceField):
    """What is watched; a rule that was saved keeps its kind, as its name tells it."""

    def __init__(self) -> None:
        super().__init__("kind", self._offered)
        self._rule: AlarmRule | None = None
        self._about: About | None = None

    @staticmethod
    def _offered(rule: AlarmRule, about: About) -> list[tuple[RuleKind, str]]:
        kinds = kinds_for(about.point)
        return [(k, kind_text(k)) for k in (kinds if rule.kind in kinds else (*kinds, rule.kind))]

    @override
    def changes(self, value: RuleKind) -> dict[str, Any]:
        rule, about = self._rule, self._about
        if rule is None or about is None:
            return {}
        return of_kind(rule, value, about.point, about.city)

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        self._rule, self._about = rule, about
        super().show_rule(rule, about)
        self.choice.setEnabled(about.is_new)


class Group(QWidget):
    """Fields under a heading, labels to the left."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = QLabel()
        self.heading.setObjectName("heading")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 2 * GRID)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        self._grid.addWidget(self.heading, 0, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)

    def add(self, field: Field) -> None:
        """Add a field below the others."""
        row = self._grid.rowCount()
        field.label.setMinimumHeight(field.fontMetrics().height() + 3 * GRID)
        field.label.setContentsMargins(0, int(1.5 * GRID), 0, 0)
        self._grid.addWidget(field.label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)

    def add_below(self, field: Field) -> None:
        """Add a field that needs the whole width below its label."""
        row = self._grid.rowCount()
        self._grid.addWidget(field.label, row, 0, 1, 2)
        self._grid.addWidget(field, row + 1, 0, 1, 2)

    def add_wide(self, widget: QWidget) -> None:
        """Add something over both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def set_label_width(self, width: int) -> None:
        """Have the labels as wide as those of the other groups."""
        self._grid.setColumnMinimumWidth(0, width)


class EventLine(QWidget):
    """Says that there is no alarm without an action, and offers what it can be instead.

    Signals:
        wanted: It shall be an event, or an alarm again (bool).
    """

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.sentence, self.button = QLabel(), QPushButton()
        self.sentence.setWordWrap(True)
        self.button.setAutoDefault(False)
        self._is_event = False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.button)
        self.button.clicked.connect(lambda: self.wanted.emit(not self._is_event))

    def show_rule(self, rule: AlarmRule) -> None:
        """Show what a rule is, and what it lacks to be an alarm."""
        self._is_event = rule.is_event
        has_action = bool(rule.action.in_language(language()).strip())
        if rule.is_event:
            self.sentence.setText(
                self.tr("Ein Ereignis: Es steht nur im Journal und alarmiert niemanden.")
            )
            self.button.setText(self.tr("Als Alarm führen"))
        else:
            self.sentence.setText(self.tr("Ohne Maßnahme ist das kein Alarm."))
            self.button.setText(self.tr("Als Ereignis führen"))
        self.button.setAccessibleName(self.button.text())
        self.setVisible(rule.is_event or not has_action)
