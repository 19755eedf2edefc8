"""The fields of the form: each shows some attributes of a rule and says when a person edits them.

A field has a label, a body, and below it the line for what is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isnan
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.domain.points import Point, PointId
from app.domain.texts import Text
from widgets.rule_editor.numbers import DurationEdit, NumberEdit
from widgets.texts import language
from widgets.theme.tokens import GRID


@dataclass(frozen=True, slots=True)
class About:
    """What the fields of a rule are about.

    Attributes:
        city: The city.
        point: The point of the rule.
        is_new: True for a rule that was never saved.
        points: All points by id.
    """

    city: City
    point: Point
    is_new: bool
    points: dict[PointId, Point] = field(default_factory=dict)


class Field(QWidget):
    """Label, body and fault of one or a few attributes.

    Args:
        attributes: The attributes of `AlarmRule` whose faults are shown here, the main one first.
        parent: Owner.

    Signals:
        edited: The person changed something: new values by attribute (dict).
        left: The focus went elsewhere.
        nonsense: What is written cannot be read (bool).
    """

    edited = Signal(object)
    nonsense = Signal(bool)

    def __init__(self, *attributes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attributes = attributes
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._fault = QLabel()
        self._fault.setWordWrap(True)
        self._fault.setObjectName("fault")
        self._fault.hide()
        self._is_nonsense = False
        self._said = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID)

    def set_body(self, body: QWidget) -> None:
        """Take what is edited."""
        self.column.insertWidget(0, body)
        self.column.addWidget(self._fault)
        self.label.setBuddy(body)
        self.setFocusProxy(body)

    def show_rule(self, rule: AlarmRule, about: About) -> None:
        """Show a rule, without saying that it was edited."""
        raise NotImplementedError

    def set_texts(self, label: str, tooltip: str = "") -> None:
        """Take label and tooltip in the language of the screen."""
        self.label.setText(label)
        self.label.setToolTip(tooltip)
        for control in self.controls():
            control.setAccessibleName(label.replace("\u00ad", ""))
            control.setAccessibleDescription(tooltip)
            control.setToolTip(tooltip)

    def controls(self) -> list[QWidget]:
        """Return what can be focused."""
        body = self.focusProxy()
        return [] if body is None else [body]

    def show_fault(self, text: str) -> None:
        """Say what is wrong; nothing when empty."""
        self._said = text
        self._show()

    def take_nonsense(self, is_nonsense: bool) -> None:  # noqa: FBT001 - a slot
        """Learn whether what is written can be read."""
        if is_nonsense != self._is_nonsense:
            self._is_nonsense = is_nonsense
            self._show()
            self.nonsense.emit(is_nonsense)

    @property
    def is_nonsense(self) -> bool:
        """True while what is written cannot be read."""
        return self._is_nonsense

    @property
    def fault(self) -> str:
        """What is said to be wrong; empty when all is well."""
        return self.tr("Das ist keine Zahl.") if self._is_nonsense else self._said

    def _show(self) -> None:
        text = self.fault
        self._fault.setText(f"⚠ {text}" if text else "")
        self._fault.setVisible(bool(text))
        for control in self.controls():
            control.setAccessibleDescription(text or control.toolTip())


class NumberField(Field):
    """A number with its unit beside it."""

    def __init__(self, attribute: str, unit: Callable[[AlarmRule, About], str]) -> None:
        super().__init__(attribute)
        self._attribute, self._unit_of = attribute, unit
        self.number, self._unit = NumberEdit(), QLabel()
        self._unit.setObjectName("muted")
        body = QWidget()
        body.setFocusProxy(self.number)
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.number)
        line.addWidget(self._unit)
        line.addStretch(1)
        self.set_body(body)
        self.label.setBuddy(self.number)
        self.number.number_changed.connect(lambda value: self.edited.emit({attribute: value}))
        self.number.nonsense.connect(self.take_nonsense)

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        self.number.step = 10.0 ** -max(about.point.decimals, 0)
        self.number.show_number(getattr(rule, self._attribute))
        self._unit.setText(self._unit_of(rule, about))

    @override
    def controls(self) -> list[QWidget]:
        return [self.number]


class CountField(NumberField):
    """How often; nothing written is 0."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute, lambda _rule, _about: "")
        self.number.number_changed.disconnect()
        self.number.number_changed.connect(self._tell)

    def _tell(self, value: float) -> None:
        self.edited.emit({self._attribute: 0 if isnan(value) else round(value)})

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        super().show_rule(rule, about)
        self.number.step = 1.0


class DurationField(Field):
    """A span of time."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute)
        self._attribute = attribute
        self.duration = DurationEdit()
        self.set_body(self.duration)
        self.duration.seconds_changed.connect(self._tell)
        self.duration.nonsense.connect(self.take_nonsense)

    def _tell(self, seconds: float) -> None:
        # Nothing written is no time at all.
        self.edited.emit({self._attribute: 0.0 if isnan(seconds) else seconds})

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        self.duration.show_seconds(getattr(rule, self._attribute))

    @override
    def controls(self) -> list[QWidget]:
        return [self.duration.number, self.duration.unit]


class LineField(Field):
    """A line of text; of texts in two languages that of the screen."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute)
        self._attribute = attribute
        self._shown: Text | str = ""
        self.line = QLineEdit()
        self.set_body(self.line)
        self.line.textEdited.connect(self._tell)

    def _tell(self, words: str) -> None:
        self._shown = written(self._shown, words)
        self.edited.emit({self._attribute: self._shown})

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        self._shown = getattr(rule, self._attribute)
        words = said(self._shown)
        if words != self.line.text():
            self.line.setText(words)
            self.line.setCursorPosition(0)


_LINES: Final = 2


class _Box(QPlainTextEdit):
    """Some lines; it grows with what is written, up to a few."""

    _MOST = 5

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), _LINES), self._MOST)
        height = lines * self.fontMetrics().lineSpacing() + 4 * GRID
        return QSize(super().sizeHint().width(), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class TextField(Field):
    """Some lines of text."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute)
        self._attribute = attribute
        self._shown: Text | str = ""
        self.box = _Box()
        self.set_body(self.box)
        self.box.textChanged.connect(self._tell)

    def _tell(self) -> None:
        if (words := self.box.toPlainText()) != said(self._shown):
            self._shown = written(self._shown, words)
            self.edited.emit({self._attribute: self._shown})

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        self._shown = getattr(rule, self._attribute)
        words = said(self._shown)
        if words != self.box.toPlainText():
            self.box.setPlainText(words)


class CheckField(Field):
    """Yes or no, with the words beside the box."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute)
        self._attribute = attribute
        self.box = QCheckBox()
        self.set_body(self.box)
        self.box.clicked.connect(lambda on: self.edited.emit({attribute: on}))

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        self.box.setChecked(getattr(rule, self._attribute))


class ChoiceField(Field):
    """One of a few.

    Args:
        attribute: What is chosen.
        offers: Gives the values with their words, for a rule.
    """

    def __init__(
        self, attribute: str, offers: Callable[[AlarmRule, About], list[tuple[Any, str]]]
    ) -> None:
        super().__init__(attribute)
        self._attribute, self._offers = attribute, offers
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(12)
        self.set_body(self.choice)
        self._values: list[Any] = []
        self.choice.activated.connect(self._tell)

    def _tell(self, place: int) -> None:
        self.edited.emit(self.changes(self._values[place]))

    def changes(self, value: Any) -> dict[str, Any]:
        """Return what choosing a value changes."""
        return {self._attribute: value}

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        offers = self._offers(rule, about)
        self._values = [value for value, _ in offers]
        words = [text for _, text in offers]
        if words != [self.choice.itemText(i) for i in range(self.choice.count())]:
            self.choice.clear()
            self.choice.addItems(words)
        value = getattr(rule, self._attribute)
        self.choice.setCurrentIndex(self._values.index(value) if value in self._values else -1)


def said(text: Text | str) -> str:
    """Return a text in the language of the screen."""
    return text.in_language(language()) if isinstance(text, Text) else text


def written(before: Text | str, words: str) -> Text | str:
    """Return a text with other words in the language of the screen."""
    if not isinstance(before, Text):
        return words
    return (
        replace(before, en=words) if language() == "en" and before.de else replace(before, de=words)
    )
