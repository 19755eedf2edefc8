"""The form of a question to the records: what is counted, of which, under what conditions."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from app.domain.inventory.fields import FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.evidence.faults import Known
from app.domain.portfolio.evidence.questions import Measure, OfRecords
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ReaderThread, References
from widgets.inventory.table.columns import CustomFields, make_column, offered_paths
from widgets.portfolio.evidence.conditions import Conditions
from widgets.portfolio.evidence.fields import Chooser, Complaint, Form
from widgets.portfolio.evidence.others import Others

_FIRST = "school"
_MOMENTS = frozenset({FieldType.DATE, FieldType.MOMENT})


def paths_with(kind: str, custom: CustomFields, *, is_number: bool) -> Iterator[tuple[str, str]]:
    """Yield paths whose fields are numbers (or days and moments), with their words."""
    if kind not in KINDS:
        return
    for path, _ in offered_paths(kind, custom):
        column = make_column(kind, path, custom)
        if column is None:
            continue
        type_ = column.path.field.type
        if type_.is_number if is_number else type_ in _MOMENTS:
            yield path, column.title


class RecordsForm(QWidget):
    """Edits a question to the records.

    Args:
        reader: Reads counts and titles for conditions.
        references: Looks up records in conditions.
        parent: Owner.

    Signals:
        changed: The person changed it.
    """

    changed = Signal()

    def __init__(
        self, reader: ReaderThread, references: References, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._known = Known()
        self.kind, self.measure = Chooser(self.tr("Was")), Chooser(self.tr("Auswertung"))
        self.path, self.dated_by = Chooser(self.tr("Feld")), Chooser(self.tr("Stand der Angaben"))
        self.filters = Conditions(reader, references)
        self.has = Others(reader, references)
        self.of_these = Conditions(reader, references)
        self.of_these_has = Others(reader, references)
        self.form = Form()
        self.setLayout(self.form)
        self._arrange()
        self._connect()
        kinds = sorted((on_screen(one.plural), one.name) for one in KINDS.values())
        self.kind.offer((name, word) for word, name in kinds)
        self.kind.make_searched()
        self.show_question(OfRecords(_FIRST))

    def _arrange(self) -> None:
        self.measure.offer(
            (
                (Measure.COUNT, self.tr("Anzahl")),
                (Measure.SHARE, self.tr("Anteil in %")),
                (Measure.SUM, self.tr("Summe")),
                (Measure.MEAN, self.tr("Mittelwert")),
                (Measure.MEDIAN, self.tr("Median")),
                (Measure.MIN, self.tr("kleinster Wert")),
                (Measure.MAX, self.tr("größter Wert")),
            )
        )
        self.form.add(self.tr("Auswertung"), self.measure, "measure")
        self.form.add(self.tr("von"), self.kind, "kind")
        self.form.add(self.tr("Feld"), self.path, "path")
        self.form.add(self.tr("mit"), self.filters, "filters")
        self.form.add("", self.has, "has")
        self.form.add(self.tr("davon mit"), self.of_these, "of_these")
        self.form.add("", self.of_these_has, "of_these_has")
        self.form.add(self.tr("Stand der Angaben"), self.dated_by, "dated_by")
        self.dated_by.setToolTip(
            self.tr("Welcher Tag sagt, wie alt eine Angabe ist; sonst die letzte Änderung.")
        )

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._choose_kind)
        self.measure.currentIndexChanged.connect(self._choose_measure)
        for chooser in (self.path, self.dated_by):
            chooser.currentIndexChanged.connect(self.changed)
        for part in (self.filters, self.has, self.of_these, self.of_these_has):
            part.changed.connect(self.changed)

    def set_known(self, known: Known) -> None:
        """Take what there is to ask for; the question stays."""
        self._known = known
        self._show_kind(self.kind.key())

    # ---- the question --------------------------------------------------------------------------
    def show_question(self, of: OfRecords) -> None:
        """Show a question."""
        with QSignalBlocker(self):
            self.kind.choose(of.kind)
            self.measure.choose(of.measure)
            self._show_kind(of.kind)
            if of.path:
                self.path.choose(of.path)
            self.dated_by.choose(of.dated_by)
            self.filters.set_filters(of.filters)
            self.has.set_has(of.has)
            self.of_these.set_filters(of.of_these)
            self.of_these_has.set_has(of.of_these_has)
            self._show_measure()

    def question(self) -> OfRecords:
        """Return the question."""
        measure = Measure(self.measure.key())
        is_share = measure is Measure.SHARE
        return OfRecords(
            self.kind.key(),
            measure,
            self.path.key() if measure.takes_path else "",
            self.filters.filters(),
            self.has.has(),
            self.of_these.filters() if is_share else (),
            self.of_these_has.has() if is_share else (),
            self.dated_by.key(),
        )

    def complain(self, problems: Sequence[Complaint]) -> list[Complaint]:
        """Tell problems at their places; returns those that fit to none."""
        return self.form.complain(problems)

    # ---- choosing ------------------------------------------------------------------------------
    def _choose_kind(self) -> None:
        self._show_kind(self.kind.key())
        self.changed.emit()

    def _show_kind(self, kind: str) -> None:
        custom = dict((self._known.custom or {}).get(kind, {}))
        self.path.offer(paths_with(kind, custom, is_number=True))
        moments = paths_with(kind, custom, is_number=False)
        self.dated_by.offer([("", self.tr("letzte Änderung des Datensatzes")), *moments])
        for conditions in (self.filters, self.of_these):
            conditions.show_kind(kind, custom)
        for others in (self.has, self.of_these_has):
            others.show_kind(kind, self._known)

    def _choose_measure(self) -> None:
        self._show_measure()
        self.changed.emit()

    def _show_measure(self) -> None:
        measure = Measure(self.measure.key())
        self.form.setRowVisible(self.path, measure.takes_path)
        for part in (self.of_these, self.of_these_has):
            self.form.setRowVisible(part, measure is Measure.SHARE)
