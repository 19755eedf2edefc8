"""What may be chosen about labels."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.paths import resolve
from app.services.inventory.labels import (
    FIELDS,
    SHEETS,
    CodeKind,
    LabelForm,
    LabelSheet,
    sheet_of,
)
from widgets.foreign_texts import on_screen
from widgets.theme.tokens import GRID

_MOST_OFF_MM: Final = 10.0
_STEP_MM: Final = 0.1
_LETTERS: Final = 34


class LabelFormPanel(QWidget):
    """The form beside the preview.

    Signals:
        changed: Something was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = QComboBox()
        self.begin = QSpinBox()
        self.codes = QComboBox()
        self.fields = {path: QCheckBox() for path in FIELDS}
        self.has_owner = QCheckBox()
        self.owner = QLineEdit()
        self.right, self.down = self._offset(), self._offset()
        self._texts = {name: QLabel() for name in ("sheet", "begin", "code", "fields", "offset")}
        self._fill()
        self._arrange()
        self._connect()
        self.retranslate()
        self._follow_sheet()

    def _offset(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(-_MOST_OFF_MM, _MOST_OFF_MM)
        box.setSingleStep(_STEP_MM)
        box.setDecimals(1)
        return box

    def _fill(self) -> None:
        for sheet in SHEETS:
            self.sheets.addItem("", sheet.id)
        for kind in CodeKind:
            self.codes.addItem("", kind)
        chosen = LabelForm()
        for path, box in self.fields.items():
            box.setChecked(path in chosen.fields)
        self.has_owner.setChecked(chosen.has_owner)
        self.begin.setMinimum(1)

    def _arrange(self) -> None:
        self.sheets.setMinimumContentsLength(_LETTERS)
        self.sheets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        boxes = QVBoxLayout()
        boxes.setSpacing(GRID)
        for box in (*self.fields.values(), self.has_owner):
            boxes.addWidget(box)
        offsets = QHBoxLayout()
        offsets.setSpacing(2 * GRID)
        offsets.addWidget(self.right, 1)
        offsets.addWidget(self.down, 1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(3 * GRID)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self._texts["sheet"], self.sheets)
        form.addRow(self._texts["begin"], self.begin)
        form.addRow(self._texts["code"], self.codes)
        form.addRow(self._texts["fields"], boxes)
        form.addRow(self.owner)
        form.addRow(self._texts["offset"], offsets)
        for name, widget in (
            ("sheet", self.sheets),
            ("begin", self.begin),
            ("code", self.codes),
            ("offset", self.right),
        ):
            self._texts[name].setBuddy(widget)
            self._texts[name].setAlignment(Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.sheets.currentIndexChanged.connect(self._follow_sheet)
        for box in (*self.fields.values(), self.has_owner):
            box.toggled.connect(self._tell)
        self.codes.currentIndexChanged.connect(self._tell)
        self.owner.textChanged.connect(self._tell)
        for spin in (self.begin, self.right, self.down):
            spin.valueChanged.connect(self._tell)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        for place, sheet in enumerate(SHEETS):
            self.sheets.setItemText(place, on_screen(sheet.name))
        words = {
            CodeKind.TAG: self.tr("Inventarnummer"),
            CodeKind.UID: self.tr("Dauerhafter Name des Datensatzes"),
        }
        for place, kind in enumerate(CodeKind):
            self.codes.setItemText(place, words[kind])
        for path, box in self.fields.items():
            label = on_screen(resolve("asset", path).label)
            box.setText(label[:1].upper() + label[1:])
        self.has_owner.setText(self.tr("Zeile mit dem Eigentümer"))
        self.owner.setPlaceholderText(self.tr("Eigentümer wie beim Gerät"))
        names = {
            "sheet": self.tr("Bogen oder Band"),
            "begin": self.tr("Beginnen bei Etikett"),
            "code": self.tr("Der Code enthält"),
            "fields": self.tr("Auf dem Etikett steht außerdem"),
            "offset": self.tr("Drucker ausgleichen: nach rechts, nach unten"),
        }
        for name, text in names.items():
            self._texts[name].setText(text)
        for widget, text in (
            (self.sheets, names["sheet"]),
            (self.begin, names["begin"]),
            (self.codes, names["code"]),
            (self.owner, self.tr("Eigentümer")),
            (self.right, self.tr("Nach rechts verschieben, Millimeter")),
            (self.down, self.tr("Nach unten verschieben, Millimeter")),
        ):
            widget.setAccessibleName(text)
        self.right.setSuffix(self.tr(" mm"))
        self.down.setSuffix(self.tr(" mm"))
        self.begin.setToolTip(
            self.tr("Etiketten davor sind schon verbraucht. Sie können auch in die Seite klicken.")
        )
        off = self.tr("Verschiebt alles um einige Millimeter, wenn der Drucker nicht genau trifft.")
        self.right.setToolTip(off)
        self.down.setToolTip(off)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _follow_sheet(self) -> None:
        sheet = self.sheet
        with QSignalBlocker(self.begin):
            self.begin.setMaximum(sheet.count)
        self.begin.setEnabled(not sheet.is_tape)
        self._tell()

    def _tell(self) -> None:
        self.owner.setEnabled(self.has_owner.isChecked())
        self.changed.emit()

    # --- what is chosen -----------------------------------------------------------------------

    @property
    def sheet(self) -> LabelSheet:
        """The sheet."""
        return sheet_of(str(self.sheets.currentData()))

    @property
    def used(self) -> int:
        """Labels of the first page that are gone already."""
        return self.begin.value() - 1

    @property
    def offset_mm(self) -> tuple[float, float]:
        """How far the printer is off."""
        return self.right.value(), self.down.value()

    @property
    def label_form(self) -> LabelForm:
        """What stands on the labels."""
        return LabelForm(
            tuple(path for path, box in self.fields.items() if box.isChecked()),
            CodeKind(self.codes.currentData()),
            self.owner.text().strip(),
            self.has_owner.isChecked(),
        )

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered; the begin of a sheet is not, it is used up."""
        form = self.label_form
        return {
            "sheet": self.sheet.id,
            "fields": list(form.fields),
            "code": str(form.code),
            "owner": form.owner,
            "has_owner": form.has_owner,
            "offset_mm": list(self.offset_mm),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; what is unknown is left as it is."""
        with QSignalBlocker(self):
            self.sheets.setCurrentIndex(max(self.sheets.findData(state.get("sheet")), 0))
            chosen = state.get("fields")
            if isinstance(chosen, list):
                for path, box in self.fields.items():
                    box.setChecked(path in chosen)
            self.codes.setCurrentIndex(max(self.codes.findData(state.get("code")), 0))
            self.owner.setText(str(state.get("owner") or ""))
            self.has_owner.setChecked(state.get("has_owner") is not False)
            match state.get("offset_mm"):
                case [int() | float() as right, int() | float() as down]:
                    self.right.setValue(right)
                    self.down.setValue(down)
        self._follow_sheet()
