"""What taking a plan over would do: counts, every change, every problem."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.domain.inventory.changes import Action
from app.domain.inventory.fields import FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.foreign_plans import ForeignProblem
from app.services.portfolio.interchange.comparing import Comparison
from app.services.portfolio.interchange.taking_over import FieldChange
from widgets.connections.tables import pop_up
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import line_of
from widgets.inventory.fields.wording import ValueWords
from widgets.portfolio.bands import Band
from widgets.portfolio.listings import Col, Group, Listing
from widgets.texts import DASH, count
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate


class ChangeColumn(IntEnum):
    """Columns of what would change."""

    KIND = 0
    TITLE = 1
    FIELD = 2
    BEFORE = 3
    AFTER = 4


class ProblemColumn(IntEnum):
    """Columns of problems."""

    PLACE = 0
    FIELD = 1
    VALUE = 2
    REASON = 3
    SUGGESTION = 4


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What happens to a record, or to a field of it.

    Attributes:
        name: Tells it from all others.
        kind: Kind of the record, in words.
        title: What the record is called.
        field: The field, empty for a whole record.
        before: Its value as it is, in words.
        after: The value it would get.
    """

    name: str
    kind: str
    title: str
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem with its number."""

    number: int
    problem: ForeignProblem


def change_rows(found: Comparison) -> list[Group[ChangeRow]]:
    """Return what would happen, below what kind of change it is."""
    words, names = ValueWords(), found.names
    new: list[ChangeRow] = []
    for operation in found.told.changeset.operations:
        if operation.action is Action.CREATE:
            title = names.get(operation.uid, "") or _ends(operation.values, names)
            kind = on_screen(KINDS[operation.kind].label)
            new.append(ChangeRow(operation.uid, kind, title, after=_tr("interchange", "wird neu")))
    changed = [_changed(one, words, names) for one in found.told.changes]
    stays = _tr("interchange", "bleibt, wie es ist")
    gone = [ChangeRow(uid, "", names.get(uid, uid), after=stays) for uid in found.told.gone]
    titles = {
        "changed": _tr("interchange", "Geändert"),
        "new": _tr("interchange", "Neu"),
        "gone": _tr("interchange", "Im Plan nicht mehr enthalten"),
    }
    parts = (("changed", changed), ("new", new), ("gone", gone))
    return [(Band(key, titles[key], len(rows)), rows) for key, rows in parts if rows]


def _changed(one: FieldChange, words: ValueWords, names: Mapping[str, str]) -> ChangeRow:
    field = KINDS[one.key.kind].field(one.field)

    def text(value: Value) -> str:
        if field.type in {FieldType.REFERENCE, FieldType.ANY_REFERENCE} and value:
            return names.get(str(value), str(value))
        said = words.text(field, value)
        return f"{said}\u202f{on_screen(field.unit)}" if said and field.unit else said or DASH

    kind = on_screen(KINDS[one.key.kind].label)
    name = f"{one.key.uid}/{one.field}"
    title = names.get(one.key.uid, one.title)
    return ChangeRow(name, kind, title, on_screen(one.label), text(one.before), text(one.after))


def _ends(values: Mapping[str, Value], names: Mapping[str, str]) -> str:
    """Return what a dependency is called: its ends."""
    ends = [names.get(str(values.get(name, "")), "") for name in ("before", "after")]
    return " → ".join(filter(None, ends))


class Preview(QWidget):
    """Shows a comparison.

    Signals:
        export_wanted: The problems shall be written into a file.
    """

    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Comparison | None = None
        self.summary, self.tabs = QLabel(), QTabWidget()
        self.summary.setWordWrap(True)
        self.changes: Listing[ChangeRow] = Listing(_change_columns(), lambda row: row.name,
                                                   fixed={ChangeColumn.TITLE})  # fmt: skip
        self.problems: Listing[ProblemRow] = Listing(
            _problem_columns(), lambda row: str(row.number), fixed={ProblemColumn.REASON}
        )
        self.copy_problems, self.export_problems = QPushButton(), QPushButton()
        below = QWidget()
        own = QVBoxLayout(below)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(self.problems, 1)
        own.addWidget(line_of(self.copy_problems, self.export_problems))
        self.tabs.addTab(self.changes, "")
        self.tabs.addTab(below, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.summary)
        column.addWidget(self.tabs, 1)
        self.copy_problems.clicked.connect(self.problems.copy)
        self.export_problems.clicked.connect(self.export_wanted)
        for table in (self.changes, self.problems):
            table.customContextMenuRequested.connect(
                lambda place, table=table: self._show_menu(table, place)
            )

    def show_comparison(self, found: Comparison) -> None:
        """Show what a plan would do."""
        self._found = found
        told = found.told
        self.changes.listed.show_given(change_rows(found))
        rows = [ProblemRow(number, one) for number, one in enumerate(told.problems)]
        self.problems.listed.show_rows(rows)
        parts = (
            (told.new, self.tr("{0} neu")),
            (told.changed, self.tr("{0} geändert")),
            (told.same, self.tr("{0} unverändert")),
            (len(told.gone), self.tr("{0} nicht mehr im Plan (bleiben)")),
        )
        words = ", ".join(text.format(count(amount)) for amount, text in parts)
        head = self.tr("„{0}“ ({1})").format(found.plan.name, found.plan.origin)
        self.summary.setText(f"{head}: {words}.")
        self.tabs.setTabText(0, self.tr("Änderungen ({0})").format(count(self._amount())))
        self.tabs.setTabText(1, self.tr("Hinweise ({0})").format(count(len(rows))))
        for button in (self.copy_problems, self.export_problems):
            button.setEnabled(bool(rows))
        self.tabs.setCurrentIndex(1 if rows and not self._amount() else 0)

    def _amount(self) -> int:
        return len(self.changes.rows.chosen)

    def told_problems(self) -> Sequence[ForeignProblem]:
        """Return the problems."""
        return () if self._found is None else self._found.told.problems

    def _show_menu(self, table: Listing[ChangeRow] | Listing[ProblemRow], place: QPoint) -> None:
        menu = QMenu(table)
        menu.addAction(self.tr("Als Tabelle kopieren")).triggered.connect(table.copy)
        menu.addSeparator()
        menu.addMenu(table.keeper.make_menu(menu))
        pop_up(menu, table.viewport().mapToGlobal(place))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.copy_problems.setText(self.tr("Hinweise kopieren"))
        self.export_problems.setText(self.tr("Hinweise als CSV …"))
        self.changes.setAccessibleName(self.tr("Was sich ändern würde"))
        self.problems.setAccessibleName(self.tr("Was ausgelassen oder anders gelesen wurde"))
        self.changes.retranslate()
        self.problems.retranslate()
        if self._found is not None:
            self.show_comparison(self._found)


def problem_heads() -> list[str]:
    """Return the headings of problems in the language on screen."""
    return [column.title() for _, column in sorted(_problem_columns().items())]


def _change_columns() -> dict[ChangeColumn, Col[ChangeRow]]:
    column = ChangeColumn
    return {
        column.KIND: Col(lambda: _tr("interchange", "Art"), 15, lambda row: row.kind),
        column.TITLE: Col(lambda: _tr("interchange", "Was"), 36, lambda row: row.title),
        column.FIELD: Col(lambda: _tr("interchange", "Feld"), 18, lambda row: row.field),
        column.BEFORE: Col(lambda: _tr("interchange", "Vorher"), 24, lambda row: row.before),
        column.AFTER: Col(lambda: _tr("interchange", "Nachher"), 24, lambda row: row.after),
    }


def _problem_columns() -> dict[ProblemColumn, Col[ProblemRow]]:
    column = ProblemColumn

    def of(text: Callable[[ForeignProblem], str]) -> Callable[[ProblemRow], str]:
        return lambda row: text(row.problem)

    return {
        column.PLACE: Col(lambda: _tr("interchange", "Stelle"), 26,
                          of(lambda one: on_screen(one.place))),
        column.FIELD: Col(lambda: _tr("interchange", "Feld"), 16, of(lambda one: one.field)),
        column.VALUE: Col(lambda: _tr("interchange", "Wert"), 12, of(lambda one: one.value)),
        column.REASON: Col(lambda: _tr("interchange", "Grund"), 40,
                           of(lambda one: on_screen(one.reason))),
        column.SUGGESTION: Col(lambda: _tr("interchange", "Vorschlag"), 30,
                               of(lambda one: on_screen(one.suggestion))),
    }  # fmt: skip
