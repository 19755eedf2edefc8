"""The form: what is watched, from which limit on, why and how urgent, and how it behaves."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import AlarmRule, RuleKind
from app.services.rulesets import RuleFault
from widgets.rule_editor.choosers import (
    CodesField,
    FormulaField,
    LimitField,
    PointField,
    SuppressorsField,
)
from widgets.rule_editor.fields import (
    About,
    CheckField,
    CountField,
    DurationField,
    Field,
    LineField,
    NumberField,
    TextField,
)
from widgets.rule_editor.labels import set_field_texts
from widgets.rule_editor.matrix import MatrixField
from widgets.rule_editor.numbers import NumberEdit
from widgets.rule_editor.parts import EventLine, Group, KindField
from widgets.rule_editor.schedule import ScheduleField
from widgets.rule_editor.words import measure_unit
from widgets.texts import language
from widgets.theme.tokens import GRID

_LIMITS: Final = frozenset({RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO})
_ALARM_ONLY: Final = ("matrix", "latches", "realarm_s", "realarm_limit")


class RuleForm(QScrollArea):
    """All fields of a rule.

    Signals:
        edited: A field was edited: new values by attribute (dict), and the gesture (str).
        left: The focus went from one field to another.
        nonsense_changed: A field cannot be read, or can again.
        undo_requested: Ctrl+Z in a field.
        redo_requested: Ctrl+Y in a field.
        trend_requested: The point shall be shown in the trends.
    """

    edited = Signal(object, str)
    left = Signal()
    nonsense_changed = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    trend_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.point_name, self.point_id = QLabel(), QLabel()
        self.trend = QPushButton()
        self.trend.setAutoDefault(False)
        self.trend.clicked.connect(self.trend_requested)
        self.event_line = EventLine()
        self.event_line.wanted.connect(lambda on: self.edited.emit({"is_event": on}, "is_event"))
        self.fields: dict[str, Field] = _fields()
        self._touched: set[str] = set()
        self._shows_all = False
        self._faults: Sequence[RuleFault] = ()
        self._inner = QWidget()
        self._groups = [Group() for _ in _GROUPS]
        self._arrange()
        for name, field in self.fields.items():
            field.edited.connect(lambda changes, name=name: self._tell(name, changes))
            field.nonsense.connect(self.nonsense_changed)
            for control in field.findChildren(QWidget):
                control.installEventFilter(self)
        self.retranslate()

    def _arrange(self) -> None:
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        self.point_name.setObjectName("heading")
        self.point_name.setWordWrap(True)
        self.point_id.setObjectName("muted")
        self.point_id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        names.addWidget(self.point_name)
        names.addWidget(self.point_id)
        head.addLayout(names, 1)
        head.addWidget(self.trend, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for group, names_of in zip(self._groups, _GROUPS, strict=True):
            for name in names_of:
                if name == "event":
                    group.add_wide(self.event_line)
                elif name == "matrix":
                    # Its own rows are labelled; it begins with their labels.
                    self.fields[name].label.setParent(group)
                    group.add_wide(self.fields[name])
                elif name == "schedule":
                    group.add_below(self.fields[name])
                else:
                    group.add(self.fields[name])
            column.addWidget(group)
        column.addStretch(1)
        self.setWidget(self._inner)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return a size as wide as the fields need: nothing is scrolled sideways."""
        width = self._inner.minimumSizeHint().width()
        width += self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    # --- showing ----------------------------------------------------------------------------

    def open(self, *, shows_all: bool) -> None:
        """Begin with another rule; of a new one faults are told only where somebody was."""
        self._touched, self._shows_all = set(), shows_all
        self.verticalScrollBar().setValue(0)

    def focus_first(self, *, is_new: bool) -> None:
        """Go to where a person begins: a new rule at its kind, another at its limit."""
        names = ("kind",) if is_new else ("threshold", "silence", "codes", "formula")
        field = next(self.fields[name] for name in names if not self.fields[name].isHidden())
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rule(self, rule: AlarmRule, about: About) -> None:
        """Show a rule, and only the fields its kind needs."""
        self.point_name.setText(about.point.name.in_language(language()))
        self.point_id.setText(str(rule.id))
        for name, field in self.fields.items():
            is_shown = self._is_needed(name, rule, about)
            field.setVisible(is_shown)
            field.label.setVisible(is_shown and name != "matrix")
            if is_shown:
                field.show_rule(rule, about)
        set_field_texts(self.fields, rule)
        self.fields["threshold"].setEnabled(not rule.limit)
        self.event_line.show_rule(rule)

    def _is_needed(self, name: str, rule: AlarmRule, about: About) -> bool:
        kind = rule.kind
        if name in _ALARM_ONLY and rule.is_event:
            return False
        needed = {
            "threshold": not kind.has_codes and kind is not RuleKind.INACTIVE,
            "silence": kind is RuleKind.INACTIVE,
            "deadband": not kind.has_codes and kind is not RuleKind.INACTIVE,
            "reference": kind in _LIMITS or kind is RuleKind.DEVIATION,
            "setpoint": kind is RuleKind.DEVIATION and rule.reference is None,
            "span_s": kind is RuleKind.RATE,
            "codes": kind is RuleKind.STATE,
            "formula": kind is RuleKind.FORMULA,
            "realarm_limit": rule.realarm_s > 0,
        }
        if name == "limit":
            field = self.fields["limit"]
            has_choice = isinstance(field, LimitField) and field.has_choice(rule, about)
            return kind in _LIMITS and rule.reference is None and has_choice
        return needed.get(name, True)

    def show_faults(self, faults: Sequence[RuleFault]) -> list[RuleFault]:
        """Say at each field what is wrong; return what belongs to no field that is shown."""
        self._faults = faults
        homeless = list(faults)
        for name, field in self.fields.items():
            mine = [f for f in faults if f.field in field.attributes and not field.isHidden()]
            homeless = [fault for fault in homeless if fault not in mine]
            is_told = self._shows_all or name in self._touched
            text = mine[0].in_language(language()) if mine and is_told else ""
            # The line with its button says it already.
            is_said = name == "action" and not self.event_line.isHidden()
            field.show_fault("" if is_said else text)
        return homeless

    def finish_typing(self) -> None:
        """Take what is being written into a line, as leaving it would."""
        line = self.focusWidget()
        if isinstance(line, QLineEdit):
            line.editingFinished.emit()

    def show_all_faults(self) -> None:
        """Say everything that is wrong, and go to the first of it."""
        self._shows_all = True
        self.show_faults(self._faults)
        for field in self.fields.values():
            wrong = {fault.field for fault in self._faults}
            if not field.isHidden() and (field.is_nonsense or wrong & set(field.attributes)):
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(field)
                return

    def drop_nonsense(self) -> bool:
        """Take back what cannot be read; False when there is nothing of it."""
        had = self.has_nonsense
        for number in self.findChildren(NumberEdit):
            number.drop_nonsense()
        return had

    @property
    def has_nonsense(self) -> bool:
        """True while something that is written cannot be read."""
        return any(f.is_nonsense and not f.isHidden() for f in self.fields.values())

    def _tell(self, name: str, changes: object) -> None:
        self._touched.add(name)
        self.edited.emit(changes, name)

    # --- keys -------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        is_key = event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if is_key and isinstance(event, QKeyEvent):
            # A box takes back its own letters; here a step is taken back wherever it was made.
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event)
            if undo or redo:
                if event.type() == QEvent.Type.KeyPress:
                    (self.undo_requested if undo else self.redo_requested).emit()
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.trend.setText(self.tr("Verlauf zeigen"))
        self.trend.setToolTip(self.tr("Den Datenpunkt und seinen Bezug in den Verläufen zeigen"))
        self.trend.setAccessibleName(self.trend.text())
        titles = (
            self.tr("Was wird überwacht?"),
            self.tr("Ab wann?"),
            self.tr("Warum und wie dringend?"),
            self.tr("Wie verhält sich der Alarm?"),
        )
        for group, title in zip(self._groups, titles, strict=True):
            group.heading.setText(title)
        set_field_texts(self.fields, None)
        width = max(_width(field.label) for field in self.fields.values())
        for group in self._groups:
            group.set_label_width(width)


def _width(label: QLabel) -> int:
    """Return how wide a label is whose longest word must not break."""
    words = label.text().split() or [""]
    return max(label.fontMetrics().horizontalAdvance(word) for word in words) + GRID


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier


_GROUPS: Final[tuple[Iterable[str], ...]] = (
    ("kind", "formula", "codes", "message"),
    (
        "limit", "reference", "setpoint", "span_s", "threshold", "silence", "deadband",
        "on_delay_s", "off_delay_s",
    ),
    ("event", "matrix", "action", "effect", "rationale", "contact", "basis"),
    ("latches", "realarm_s", "realarm_limit", "schedule", "suppressed_by", "group"),
)  # fmt: skip


def _fields() -> dict[str, Field]:
    return {
        "kind": KindField(),
        "formula": FormulaField(),
        "codes": CodesField(),
        "message": LineField("message"),
        "limit": LimitField(),
        "reference": PointField("reference"),
        "setpoint": NumberField("setpoint", measure_of),
        "span_s": DurationField("span_s"),
        "threshold": NumberField("threshold", measure_of),
        "silence": DurationField("threshold"),
        "deadband": NumberField("deadband", measure_of),
        "on_delay_s": DurationField("on_delay_s"),
        "off_delay_s": DurationField("off_delay_s"),
        "matrix": MatrixField(),
        "action": TextField("action"),
        "effect": TextField("effect"),
        "rationale": TextField("rationale"),
        "contact": LineField("contact"),
        "basis": LineField("basis"),
        "latches": CheckField("latches"),
        "realarm_s": DurationField("realarm_s"),
        "realarm_limit": CountField("realarm_limit"),
        "schedule": ScheduleField(),
        "suppressed_by": SuppressorsField(),
        "group": LineField("group"),
    }


def measure_of(rule: AlarmRule, about: About) -> str:
    """Return the unit of a rule's limit."""
    return measure_unit(rule, about.point)
