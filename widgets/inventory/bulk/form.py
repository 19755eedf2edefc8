"""What shall be set: one line a field, tags to add and to remove, a step of the life cycle."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.records import Record
from widgets.foreign_texts import on_screen
from widgets.inventory.bulk.plan import BulkChange
from widgets.inventory.fields import FieldEditor, References, make_editor
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class BulkForm(QWidget):
    """Asks what shall be set.

    Args:
        references: Looks records up.
        zone: Time zone of the city.
        parent: Owner.

    Attributes:
        editors: Editors by path.
        add_box: Offers further fields.
        steps: Offers steps of the life cycle, where the kind has one.
        more_tags: Tags that are added.
        fewer_tags: Tags that are removed.

    Signals:
        changed: Something else shall be done.
    """

    changed = Signal()

    def __init__(self, references: References, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._references, self._zone = references, zone
        self._fields: Mapping[str, Field] = {}
        self._lines: dict[str, QWidget] = {}
        self._state_field = ""
        self.editors: dict[str, FieldEditor] = {}
        self.add_box, self.steps = QComboBox(), QComboBox()
        self.more_tags, self.fewer_tags = QLineEdit(), QLineEdit()
        self._rows = QFormLayout()
        self._rows.setSpacing(2 * GRID)
        self._fixed = QFormLayout()
        self._fixed.setSpacing(2 * GRID)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 2 * GRID, 0)
        column.setSpacing(3 * GRID)
        column.addLayout(self._rows)
        column.addWidget(self.add_box)
        column.addLayout(self._fixed)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.add_box.activated.connect(self._add_chosen)
        self.steps.activated.connect(self.changed)
        for line in (self.more_tags, self.fewer_tags):
            line.setPlaceholderText(self.tr("Wörter mit Kommas trennen"))
            line.textEdited.connect(self.changed)

    def show_fields(self, fields: Mapping[str, Field], records: Sequence[Record]) -> None:
        """Offer fields, and the steps that lead on from the states of the records."""
        self._fields = fields
        kind = records[0].kind if records else ""
        cycle = LIFE_CYCLES.get(kind)
        if cycle is not None and self._fixed.rowCount() == 0:
            self._state_field = cycle.field
            states = {record.text(cycle.field) for record in records}
            words = fields[cycle.field]
            after = {step.after for state in states for step in cycle.steps_from(state)}
            self.steps.addItem(self.tr("so lassen"), None)
            for choice in words.choices:
                if choice.key in after:
                    self.steps.addItem(on_screen(choice.label), choice.key)
            self._label(self.tr("Neuer Zustand"), self.steps)
        if "tags" in fields and self.more_tags.parent() is None:
            self._label(self.tr("Schlagworte hinzufügen"), self.more_tags)
            self._label(self.tr("Schlagworte entfernen"), self.fewer_tags)
        self._fill_box()

    def _label(self, text: str, part: QWidget) -> None:
        label = QLabel(text)
        label.setBuddy(part)
        part.setAccessibleName(text)
        self._fixed.addRow(label, part)

    def _fill_box(self) -> None:
        self.add_box.clear()
        self.add_box.addItem(self.tr("Feld hinzufügen …"), None)
        for path, field in self._fields.items():
            if path not in self.editors and path not in {"tags", self._state_field}:
                self.add_box.addItem(on_screen(field.label), path)
        self.add_box.setAccessibleName(self.tr("Feld hinzufügen"))

    def _add_chosen(self) -> None:
        if path := self.add_box.currentData():
            self.add_field(path)

    def add_field(self, path: str) -> FieldEditor:
        """Let a field be set; return its editor."""
        field = self._fields[path]
        editor = make_editor(field, references=self._references, zone=self._zone)
        editor.changed.connect(self.changed)
        cross = QToolButton()
        cross.setIcon(icon("mdi6.close"))
        cross.setIconSize(QSize(16, 16))
        words = self.tr("„{0}“ doch nicht setzen").format(on_screen(field.label))
        cross.setToolTip(words)
        cross.setAccessibleName(words)
        cross.clicked.connect(lambda: self.drop_field(path))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(editor, 1)
        row.addWidget(cross)
        label = QLabel(on_screen(field.label))
        label.setBuddy(editor)
        label.setWordWrap(True)
        self._rows.addRow(label, line)
        self.editors[path], self._lines[path] = editor, line
        self._fill_box()
        editor.setFocus()
        self.changed.emit()
        return editor

    def drop_field(self, path: str) -> None:
        """Let a field be as it is."""
        line = self._lines.pop(path, None)
        if line is not None:
            del self.editors[path]
            self._rows.removeRow(line)
            self._fill_box()
            self.changed.emit()

    def change(self) -> BulkChange | None:
        """Return what shall be done; None while something that is written cannot be read."""
        values: dict[str, Value] = {}
        for path, editor in self.editors.items():
            if problem := editor.own_problem():
                editor.show_problem(problem)
                return None
            values[path] = editor.value()
        if self.steps.currentData():
            values[self._state_field] = self.steps.currentData()
        return BulkChange(values, _names(self.more_tags), _names(self.fewer_tags))


def _names(line: QLineEdit) -> tuple[str, ...]:
    return tuple(word.strip() for word in line.text().split(",") if word.strip())
