"""The form of a record: its fields under headings, each with its editor and what is wrong there."""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.inventory.changes import FieldProblem
from app.domain.inventory.fields import Choice, Field, FieldType, Kind, Value
from app.domain.inventory.groups import OWN, FieldGroup, field_groups
from app.domain.inventory.kinds import FOREIGN_KINDS, KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.paths import CUSTOM
from widgets.foreign_texts import on_screen
from widgets.inventory.editing.drafts import Draft
from widgets.inventory.fields import FieldEditor, ReferenceField, References, make_editor
from widgets.inventory.fields.editors import ChoiceEditor
from widgets.points.inspector_parts import words
from widgets.theme.tokens import GRID

_FOREIGN: Final = {
    "point": str(QT_TRANSLATE_NOOP("inventory_editing", "Datenpunkt")),
    "twin_object": str(QT_TRANSLATE_NOOP("inventory_editing", "Objekt im Zwilling")),
}


class RecordForm(QScrollArea):
    """Shows a draft.

    Signals:
        changed: The person changed a field (its name).
        ready: All fields of the draft are there.
    """

    changed = Signal(str)
    ready = Signal()

    def __init__(
        self,
        references: References | None,
        parent: QWidget | None = None,
        *,
        zone: str = "Europe/Berlin",
    ) -> None:
        super().__init__(parent)
        self.editors: dict[str, FieldEditor] = {}
        self._references, self._zone = references, zone
        self._draft: Draft | None = None
        self._groups: deque[FieldGroup] = deque()
        self._column = QVBoxLayout()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._add_group)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_draft(self, draft: Draft) -> None:
        """Show another draft, a heading at each turn of the event loop; then it is `ready`."""
        self.editors = {}
        self._draft = draft
        box = QWidget()
        self._column = QVBoxLayout(box)
        self._column.setContentsMargins(0, 0, 2 * GRID, 0)
        self._column.setSpacing(4 * GRID)
        self._column.addStretch(1)
        self.setWidget(box)
        kind = KINDS[draft.key.kind]
        self._groups = deque(field_groups(kind, (draft.custom or {}).values()))
        self._add_group()

    def _add_group(self) -> None:
        if self._draft is None:
            return
        if not self._groups:
            self._fill(self._draft)
            self.ready.emit()
            return
        group = self._groups.popleft()
        kind = KINDS[self._draft.key.kind]
        part = self._group(kind, group.label, group.fields)
        self._column.insertWidget(self._column.count() - 1, part)
        self._turn.start()

    def _fill(self, draft: Draft) -> None:
        # The kinds of references come first: another kind empties what refers.
        kind = KINDS[draft.key.kind]
        start, of_kinds = draft.start, {one.kind_field for one in kind.fields}
        for name in sorted(self.editors, key=lambda one: one not in of_kinds):
            if name not in of_kinds:
                self._follow_kinds()
            self.editors[name].set_value(start.get(name))
        self._offer_states(draft)

    def stop(self) -> None:
        """Build no further."""
        self._turn.stop()

    def _group(self, kind: Kind, label: str, fields: Iterable[Field]) -> QWidget:
        box = QWidget()
        form = QFormLayout(box)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(2 * GRID)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        heading = words(on_screen(label), name="heading")
        form.addRow(heading)
        width = 24 * self.fontMetrics().averageCharWidth()
        for one in fields:
            name = f"{CUSTOM}.{one.name}" if label == OWN else one.name
            editor = self._editor(kind, one, name)
            title = QLabel(self._title(one))
            title.setWordWrap(True)
            title.setFixedWidth(width)  # the fields of all groups line up
            title.setToolTip(on_screen(one.hint))
            title.setBuddy(editor)
            form.addRow(title, editor)
        return box

    @staticmethod
    def _title(one: Field) -> str:
        label = on_screen(one.label)
        unit = f" ({one.unit})" if one.unit else ""
        return f"{label}{unit} *" if one.is_required else f"{label}{unit}"

    def _editor(self, kind: Kind, one: Field, name: str) -> FieldEditor:
        editor = make_editor(
            _with_kinds(kind, one), references=self._references, zone=self._zone
        )  # fmt: skip
        editor.changed.connect(lambda: self._edited(name))
        self.editors[name] = editor
        return editor

    def _edited(self, name: str) -> None:
        self._follow_kinds()
        self.changed.emit(name)

    def _follow_kinds(self) -> None:
        """Let each ANY_REFERENCE choose among records of the kind that stands beside it."""
        for editor in self.editors.values():
            if isinstance(editor, ReferenceField) and editor.field.type is FieldType.ANY_REFERENCE:
                beside = self.editors.get(editor.field.kind_field)
                wanted = None if beside is None else beside.value()
                if wanted:
                    editor.set_kind(str(wanted))

    def _offer_states(self, draft: Draft) -> None:
        cycle, offered = LIFE_CYCLES.get(draft.key.kind), draft.offered_states()
        if cycle is not None and offered:
            editor = self.editors[cycle.field]
            if isinstance(editor, ChoiceEditor):
                editor.offer(offered)

    # ---- values and problems -------------------------------------------------------------------
    def values(self) -> dict[str, Value]:
        """Return the values of all fields."""
        return {name: one.value() for name, one in self.editors.items()}

    def set_value(self, name: str, value: Value) -> None:
        """Put a value into a field."""
        if name in self.editors:
            self.editors[name].set_value(value)

    def unreadable(self) -> list[str]:
        """Return the fields in which something stands that is no value."""
        return [name for name, one in self.editors.items() if one.own_problem()]

    def show_problems(
        self, problems: Iterable[FieldProblem], names: set[str] | None = None
    ) -> list[FieldProblem]:
        """Show problems at their fields; return those that have none.

        Args:
            problems: What is wrong.
            names: The fields that are touched; None for all.
        """
        by_name: dict[str, FieldProblem] = {}
        left = []
        for one in problems:
            if one.field in self.editors:
                by_name.setdefault(one.field, one)
            else:
                left.append(one)
        for name, editor in self.editors.items():
            own = editor.own_problem()
            found = by_name.get(name)
            if own:
                editor.show_problem(own)
            elif found is not None and (names is None or name in names):
                editor.show_problem(found.reason, found.suggestion)
            elif found is None:
                editor.show_problem("")
        return left

    def go_to_first_problem(self) -> None:
        """Bring the first field that has a problem into sight, with the focus in it."""
        for editor in self.editors.values():
            if editor.problem:
                self.ensureWidgetVisible(editor)
                editor.setFocus()
                return


def _with_kinds(kind: Kind, one: Field) -> Field:
    """Return a field that names a kind as a choice of kinds; any other field as it is."""
    names_kind = {other.kind_field for other in kind.fields if other.kind_field}
    of_kinds = kind.name in {"custom_field", "saved_view", "import_profile"} and one.name == "kind"
    if one.name not in names_kind and not of_kinds:
        return one
    known = [Choice(name, other.label) for name, other in KINDS.items()]
    foreign = [
        Choice(name, QCoreApplication.translate("inventory_editing", _FOREIGN[name]))
        for name in sorted(FOREIGN_KINDS)
    ]
    return replace(one, type=FieldType.CHOICE, choices=(*known, *([] if of_kinds else foreign)))
