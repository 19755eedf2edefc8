"""Conditions on other records that refer to those in question: "mindestens 1 Gerät am Standort"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.domain.inventory.fields import FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.evidence.faults import Known
from app.domain.portfolio.evidence.questions import ITSELF, Has
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import line_of
from widgets.inventory.fields import ReaderThread, References
from widgets.portfolio.evidence.conditions import Conditions
from widgets.portfolio.evidence.fields import Chooser
from widgets.theme.tokens import GRID

_MOST = 1_000_000
_ANY = -1


@dataclass(frozen=True, slots=True)
class Relation:
    """Others that refer to a record, or to what it refers to.

    Attributes:
        kind: Kind of the others.
        field: Their reference.
        via: The record's own reference both lead to; `uid` for the record itself.
    """

    kind: str
    field: str
    via: str = ITSELF

    @property
    def key(self) -> str:
        """A text that stands for it."""
        return f"{self.kind} {self.field} {self.via}"


def relations_of(kind: str) -> Iterator[Relation]:
    """Yield what may refer to records of a kind: directly first, then by a place they share."""
    if kind not in KINDS:
        return
    ways = [(ITSELF, kind)]
    ways += [
        (one.name, one.target) for one in KINDS[kind].fields if one.type is FieldType.REFERENCE
    ]
    for via, target in ways:
        for other in KINDS.values():
            if via != ITSELF and other.name == kind:
                continue
            for one in other.fields:
                if one.type is FieldType.REFERENCE and one.target == target:
                    yield Relation(other.name, one.name, via)


def relation_words(kind: str, relation: Relation) -> str:
    """Return what a relation is called: `Gerät (Standort)`, `Gerät (Standort) über „Standort“`."""
    other = KINDS[relation.kind]
    text = f"{on_screen(other.label)} ({on_screen(other.field(relation.field).label)})"
    if relation.via == ITSELF:
        return text
    shared = on_screen(KINDS[kind].field(relation.via).label)
    return QCoreApplication.translate("evidence", "{0} über „{1}“").format(text, shared)


class OtherRow(QFrame):
    """One condition on others.

    Signals:
        changed: The person changed it.
        removed: It shall go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(
        self, reader: ReaderThread, references: References, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._kind, self._known = "", Known()
        self._whole: dict[str, Has] = {}
        self.relation = Chooser(self.tr("Andere Datensätze"))
        self.relation.make_searched()
        self.least, self.most = QSpinBox(), QSpinBox()
        self.least.setRange(0, _MOST)
        self.least.setAccessibleName(self.tr("Mindestens so viele"))
        self.most.setRange(_ANY, _MOST)
        self.most.setAccessibleName(self.tr("Höchstens so viele"))
        self.most.setSpecialValueText(self.tr("beliebig"))
        self.conditions = Conditions(reader, references)
        self.remove = QPushButton(self.tr("Entfernen"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addWidget(
            line_of(
                QLabel(self.tr("mindestens")),
                self.least,
                QLabel(self.tr("höchstens")),
                self.most,
                self.relation,
                self.remove,
                stretch=4,
            )
        )
        column.addWidget(self.conditions)
        self.relation.currentIndexChanged.connect(self._chosen)
        self.least.valueChanged.connect(self.changed)
        self.most.valueChanged.connect(self.changed)
        self.conditions.changed.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    def show_has(self, kind: str, known: Known, has: Has) -> None:
        """Show a condition on others of a kind."""
        self._kind, self._known = kind, known
        relations = list(relations_of(kind))
        self.relation.offer((one.key, relation_words(kind, one)) for one in relations)
        key = Relation(has.kind, ",".join(has.fields), has.via).key
        self._whole = {key: has}
        with QSignalBlocker(self.relation):
            self.relation.choose(key)
        for box, value in ((self.least, has.at_least), (self.most, has.at_most)):
            with QSignalBlocker(box):
                box.setValue(_ANY if value is None else value)
        self._show_kind(has.kind)
        self.conditions.set_filters(has.filters)

    def has(self) -> Has:
        """Return the condition."""
        kind, fields, via = self._parts()
        most = self.most.value()
        return Has(
            kind,
            fields,
            via,
            self.conditions.filters(),
            self.least.value(),
            None if most == _ANY else most,
        )

    def _parts(self) -> tuple[str, tuple[str, ...], str]:
        key = self.relation.key()
        if key in self._whole:
            known = self._whole[key]
            return known.kind, known.fields, known.via
        kind, field, via = key.split(" ")
        return kind, (field,), via

    def _chosen(self) -> None:
        self._show_kind(self._parts()[0])
        self.changed.emit()

    def _show_kind(self, kind: str) -> None:
        custom = (self._known.custom or {}).get(kind, {})
        self.conditions.show_kind(kind, dict(custom))


class Others(QWidget):
    """Edits all conditions on others.

    Signals:
        changed: The person changed them.
    """

    changed = Signal()

    def __init__(
        self, reader: ReaderThread, references: References, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reader, self._references = reader, references
        self._kind, self._known = "", Known()
        self.rows: list[OtherRow] = []
        self.add = QPushButton(self.tr("Bedingung an andere Datensätze …"))
        self.add.setToolTip(
            self.tr("Zum Beispiel: Standorte, an denen mindestens 1 Gerät in Betrieb ist.")
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(line_of(self.add))
        self.add.clicked.connect(self._add)

    def show_kind(self, kind: str, known: Known) -> None:
        """Ask of another kind; conditions of the one before are gone."""
        if kind != self._kind:
            self.set_has(())
        self._kind, self._known = kind, known
        self.add.setEnabled(next(relations_of(kind), None) is not None)

    def has(self) -> tuple[Has, ...]:
        """Return the conditions."""
        return tuple(row.has() for row in self.rows)

    def set_has(self, many: Sequence[Has]) -> None:
        """Show conditions."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for one in many:
            self._put(one)

    def _put(self, has: Has) -> OtherRow:
        row = OtherRow(self._reader, self._references)
        row.show_has(self._kind, self._known, has)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _add(self) -> None:
        first = next(relations_of(self._kind), None)
        if first is not None:
            self._put(Has(first.kind, (first.field,), first.via)).relation.setFocus()
            self.changed.emit()

    def _remove(self, row: OtherRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
