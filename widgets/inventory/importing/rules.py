"""How rows find their records, what happens where something is missing or cannot be read."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.services.inventory.imports.keys import MatchCandidate
from app.services.inventory.imports.mapping import (
    PLACE,
    Blank,
    ColumnMapping,
    Match,
    Missing,
    Unreadable,
    label_of,
)
from widgets.foreign_texts import on_screen
from widgets.inventory.importing.edits import with_missing
from widgets.theme.tokens import GRID


class RulesForm(QWidget):
    """The rules of a mapping.

    Signals:
        mapping_edited: A person changed one (`ColumnMapping`).
    """

    mapping_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mapping: ColumnMapping | None = None
        self._keys: tuple[MatchCandidate, ...] = ()
        self._key_label = QLabel()
        self.match = QComboBox()
        self.match.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 60)
        self.counted, self.erase, self.leave = QCheckBox(), QCheckBox(), QCheckBox()
        self.makers: dict[str, QCheckBox] = {}
        self._made = QVBoxLayout()
        self._made.setSpacing(GRID)
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.addRow(self._key_label, self.match)
        self._key_label.setBuddy(self.match)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(form)
        column.addWidget(self.counted)
        column.addLayout(self._made)
        column.addWidget(self.erase)
        column.addWidget(self.leave)
        column.addStretch(1)
        self.match.activated.connect(self._change)
        for box in (self.counted, self.erase, self.leave):
            box.clicked.connect(self._change)
        self.retranslate()

    def show_mapping(self, mapping: ColumnMapping) -> None:
        """Show the rules of a mapping."""
        self._mapping = mapping
        blockers = [QSignalBlocker(one) for one in (self.match, self.counted)]
        self._fill_match(mapping)
        self.counted.setChecked(mapping.match.is_counted)
        self.counted.setEnabled(bool(mapping.match.fields))
        self.erase.setChecked(mapping.blank is Blank.ERASE)
        self.leave.setChecked(mapping.unreadable is Unreadable.LEAVE_EMPTY)
        del blockers
        self._fill_makers(mapping)

    def show_keys(self, keys: tuple[MatchCandidate, ...]) -> None:
        """Offer what rows could be found by, with how well the file bears it."""
        self._keys = keys
        if self._mapping is not None:
            self.show_mapping(self._mapping)

    def _fill_match(self, mapping: ColumnMapping) -> None:
        self.match.clear()
        fields = [one.match.fields for one in self._keys]
        for one in self._keys:
            self.match.addItem(self._described(one), one.match.fields)
        if mapping.match.fields and mapping.match.fields not in fields:
            words = [
                self.tr("Lage") if name == PLACE else on_screen(label_of(mapping.kind, name))
                for name in mapping.match.fields
            ]
            self.match.addItem(", ".join(words), mapping.match.fields)
        self.match.addItem(self.tr("Jede Zeile ist ein neuer Datensatz"), ())
        places = [self.match.itemData(place) for place in range(self.match.count())]
        self.match.setCurrentIndex(
            next(i for i, one in enumerate(places) if tuple(one or ()) == mapping.match.fields)
        )

    def _described(self, one: MatchCandidate) -> str:
        label = on_screen(one.label)
        if one.is_good:
            return self.tr("{0} (in jeder Zeile eine andere)").format(label)
        return self.tr("{0} (gefüllt {1} %, davon eindeutig {2} %)").format(
            label, round(one.filled * 100), round(one.distinct * 100)
        )

    def _fill_makers(self, mapping: ColumnMapping) -> None:
        for prefix in [one for one in self.makers if one not in mapping.missing]:
            box = self.makers.pop(prefix)
            self._made.removeWidget(box)
            box.deleteLater()
        for prefix, missing in mapping.missing.items():
            if prefix not in self.makers:
                box = QCheckBox()
                box.clicked.connect(self._change)
                self.makers[prefix] = box
                self._made.addWidget(box)
            self.makers[prefix].setChecked(missing is Missing.CREATE)
        self._name_makers()

    def _name_makers(self) -> None:
        for prefix, box in self.makers.items():
            label = on_screen(label_of(self._mapping.kind, prefix)) if self._mapping else prefix
            box.setText(self.tr("„{0}“ anlegen, wo es noch nichts Passendes gibt").format(label))

    def _change(self) -> None:
        old = self._mapping
        if old is None:
            return
        fields = tuple(self.match.currentData() or ())
        new = replace(
            old,
            match=Match(fields, is_counted=self.counted.isChecked() and bool(fields)),
            blank=Blank.ERASE if self.erase.isChecked() else Blank.KEEP,
            unreadable=(Unreadable.LEAVE_EMPTY if self.leave.isChecked() else Unreadable.REFUSE),
        )
        for prefix, box in self.makers.items():
            wanted = Missing.CREATE if box.isChecked() else Missing.REFUSE
            if new.missing.get(prefix) is not wanted:
                new = with_missing(new, prefix, wanted)
        if new != old:
            self.mapping_edited.emit(new)

    def retranslate(self) -> None:
        """Set all texts."""
        self._key_label.setText(self.tr("Zeilen finden ihren Datensatz an"))
        self.match.setAccessibleName(self._key_label.text())
        self.counted.setText(
            self.tr("Mehrere Zeilen mit demselben Schlüssel sind mehrere Datensätze")
        )
        self.erase.setText(self.tr("Leere Zellen leeren das Feld im Bestand"))
        self.leave.setText(
            self.tr("Zellen, die sich nicht lesen lassen, leer lassen, statt die Zeile abzulehnen")
        )
        self._name_makers()
        if self._mapping is not None:
            self.show_mapping(self._mapping)
