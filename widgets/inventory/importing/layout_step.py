"""Step 2: how the table lies in its file, as recognised, and its first rows."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.services.tables.model import Layout, RawTable
from widgets.connections.tables import CELL_PADDING, RowDelegate, RowTable, pop_up
from widgets.foreign_texts import on_screen
from widgets.inventory.importing.grids import PreviewModel
from widgets.inventory.importing.jobs import PREVIEW_ROWS
from widgets.placeholders import NoticeBar
from widgets.texts import count
from widgets.theme.tokens import GRID

_ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp1252", "iso-8859-15", "utf-16", "cp850", "mac_roman")
_SEPARATORS: Final = (";", ",", "\t", "|")
_MOST_LINES: Final = 10_000
_MOST_NOTES: Final = 6
_MOST_FITTED: Final = 60


class LayoutStep(QWidget):
    """What was recognised, to be changed, above a grid of the first rows.

    Signals:
        layout_changed: The table is to be read in another way (`Layout`).
    """

    layout_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw: RawTable | None = None
        self.notice = NoticeBar()
        self.sheet, self.encoding, self.separator = QComboBox(), QComboBox(), QComboBox()
        self.decimal, self.lines = QComboBox(), QComboBox()
        self.header = QSpinBox()
        self.header.setRange(1, _MOST_LINES)
        self.header.setKeyboardTracking(False)
        self.again = QPushButton()
        self.notes, self.shown = QLabel(), QLabel()
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.shown.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        size = self.bar.sizePolicy()
        size.setRetainSizeWhenHidden(True)  # the grid below does not jump
        self.bar.setSizePolicy(size)
        self.bar.setMaximumHeight(2 * GRID)
        self.bar.hide()
        self.model, self.grid = PreviewModel(self), RowTable()
        self._labels = [QLabel() for _ in range(6)]
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(2 * GRID)
        fields = (
            self.sheet,
            self.header,
            self.lines,
            self.encoding,
            self.separator,
            self.decimal,
        )
        for label, editor in zip(self._labels, fields, strict=True):
            label.setBuddy(editor)
            editor.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 26)
            form.addRow(label, editor)
        form.addRow(self.again)
        top = QHBoxLayout()
        top.setSpacing(8 * GRID)
        top.addLayout(form)
        top.addWidget(self.notes, 1)
        self.grid.setModel(self.model)
        self.grid.setItemDelegate(RowDelegate(self.grid))
        self.grid.verticalHeader().show()
        self.grid.setCornerButtonEnabled(False)
        self.grid.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 0)
        column.setSpacing(3 * GRID)
        column.addWidget(self.notice)
        column.addLayout(top)
        column.addWidget(self.shown)
        column.addWidget(self.bar)
        column.addWidget(self.grid, 1)

    def _connect(self) -> None:
        for box in (self.sheet, self.encoding, self.separator, self.decimal, self.lines):
            box.activated.connect(self._changed)
        self.header.valueChanged.connect(self._changed)
        self.again.clicked.connect(lambda: self.layout_changed.emit(Layout()))
        self.grid.customContextMenuRequested.connect(self._show_menu)
        self.grid.activated_row.connect(lambda: self._take_header(self.grid.currentIndex().row()))

    # ---- showing -------------------------------------------------------------------------------
    def show_table(self, raw: RawTable) -> None:
        """Show how a table was read."""
        self._raw = raw
        self.notice.show_notice("", "")
        self.model.show_table(raw, PREVIEW_ROWS)
        self._fill()
        self._fit_columns()

    def clear(self) -> None:
        """Show no table: another file was chosen."""
        self._raw = None
        self.notice.show_notice("", "")
        self.model.show_table(None, PREVIEW_ROWS)
        self.shown.clear()

    def _fit_columns(self) -> None:
        """Give the first columns the width of their longest text, the others the usual one.

        A grid that fits all of them asks every cell, which takes seconds with a thousand columns.
        """
        letter = self.fontMetrics().horizontalAdvance("0")
        for place in range(min(self.model.columnCount(), _MOST_FITTED)):
            wanted = self.fontMetrics().horizontalAdvance(self.model.longest(place))
            width = max(wanted + round(4 * CELL_PADDING), 6 * letter)
            self.grid.setColumnWidth(place, min(width, 40 * letter))

    def show_rows(self, total: int) -> None:
        """Say how many rows the file has in all; negative while nobody knows."""
        shown = min(self.model.rowCount() - 1, PREVIEW_ROWS)
        if total < 0:
            self.shown.setText(self.tr("Die ersten {0} Zeilen").format(count(max(shown, 0))))
            return
        self.shown.setText(
            self.tr("{0} von {1} Zeilen, {2} Spalten").format(
                count(min(shown, total)), count(total), count(self.model.columnCount())
            )
        )

    def show_failure(self, sentence: str) -> None:
        """Say why the table cannot be read in the way that was chosen."""
        self.notice.show_notice("mdi6.alert-circle-outline", on_screen(sentence))

    def _fill(self) -> None:
        raw = self._raw
        if raw is None:
            return
        layout, is_text = raw.layout, raw.kind == "csv"
        is_grid = raw.kind in {"csv", "xlsx"}
        blockers = [QSignalBlocker(box) for box in (self.sheet, self.header)]
        _offer(self.sheet, [(name, name) for name in raw.sheets], layout.sheet)
        self.header.setValue(layout.header_row + 1)
        del blockers
        _offer(
            self.lines,
            [(self.tr("keine"), 0), (self.tr("eine Zeile"), 1), (self.tr("zwei Zeilen"), 2)],
            layout.header_lines,
        )
        names = dict.fromkeys((layout.encoding, *_ENCODINGS))
        _offer(self.encoding, [(_encoding_name(one), one) for one in names if one], layout.encoding)
        _offer(self.separator, self._separators(layout.separator), layout.separator)
        _offer(
            self.decimal,
            [(self.tr("Komma"), True), (self.tr("Punkt"), False)],
            layout.decimal_comma is not False,
        )
        visible = (
            len(raw.sheets) > 1,
            is_grid and layout.header_lines > 0,
            is_grid,
            is_text,
            is_text,
            is_grid,
        )
        editors = (
            self.sheet,
            self.header,
            self.lines,
            self.encoding,
            self.separator,
            self.decimal,
        )
        for label, editor, is_shown in zip(self._labels, editors, visible, strict=True):
            label.setVisible(is_shown)
            editor.setVisible(is_shown)
        self.again.setVisible(is_grid)
        self._say_notes()

    def _say_notes(self) -> None:
        notes = [on_screen(one) for one in self._raw.notes] if self._raw else []
        more = len(notes) - _MOST_NOTES
        shown = [f"·  {one}" for one in notes[:_MOST_NOTES]]
        if more > 0:
            shown.append(self.tr("Und {0} weitere Hinweise.").format(count(more)))
        if not notes:
            shown = [self.tr("Die Datei ließ sich ohne Besonderheiten lesen.")]
        self.notes.setText("\n".join(shown))
        self.notes.setToolTip("\n".join(notes))

    def _separators(self, present: str) -> list[tuple[str, object]]:
        names = {
            ";": self.tr("Strichpunkt ;"),
            ",": self.tr("Komma ,"),
            "\t": self.tr("Tabulator"),
            "|": self.tr("Senkrechter Strich |"),
        }
        return [(names.get(one, one), one) for one in dict.fromkeys((*_SEPARATORS, present)) if one]

    # ---- changing ------------------------------------------------------------------------------
    def _changed(self) -> None:
        raw = self._raw
        if raw is None:
            return
        old = raw.layout
        sheet = self.sheet.currentData() if raw.sheets else old.sheet
        if sheet != old.sheet:
            self.layout_changed.emit(Layout(sheet=str(sheet)))
            return
        lines = int(self.lines.currentData())
        new = replace(
            old,
            header_row=self.header.value() - 1 if lines else -1,
            header_lines=lines,
            encoding=str(self.encoding.currentData() or old.encoding),
            separator=str(self.separator.currentData() or old.separator),
            decimal_comma=bool(self.decimal.currentData()),
        )
        if lines and not old.header_lines:
            new = replace(new, header_row=max(self.header.value() - 1, 0))
        if new != old:
            self.layout_changed.emit(new)

    def _show_menu(self, position: QPoint) -> None:
        row = self.grid.indexAt(position).row()
        if row > 0 and not self.header.isHidden():
            menu = QMenu(self)
            action = menu.addAction(self.tr("Diese Zeile ist die Kopfzeile"))
            action.triggered.connect(lambda: self._take_header(row))
            pop_up(menu, self.grid.viewport().mapToGlobal(position))

    def _take_header(self, row: int) -> None:
        if row > 0 and not self.header.isHidden():
            self.header.setValue(self.model.number(row))

    def retranslate(self) -> None:
        """Set all texts."""
        words = (
            self.tr("Tabellenblatt"),
            self.tr("Kopfzeile"),
            self.tr("Kopf"),
            self.tr("Zeichensatz"),
            self.tr("Trennzeichen"),
            self.tr("Dezimalzeichen"),
        )
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        self.header.setPrefix(self.tr("Zeile "))
        self.header.setToolTip(self.tr("In welcher Zeile der Datei die Namen der Spalten stehen."))
        self.again.setText(self.tr("Neu erkennen"))
        self.grid.setAccessibleName(self.tr("Die ersten Zeilen der Datei"))
        self._fill()


def _offer(box: QComboBox, lines: list[tuple[str, object]], present: object) -> None:
    """Fill a box and choose; nobody is told."""
    blocker = QSignalBlocker(box)
    box.clear()
    for text, value in lines:
        box.addItem(text, value)
    values = [value for _, value in lines]
    box.setCurrentIndex(values.index(present) if present in values else -1)
    blocker.unblock()


def _encoding_name(name: str) -> str:
    known = {
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8 (BOM)",
        "cp1252": "Windows-1252",
        "iso-8859-15": "ISO 8859-15",
        "utf-16": "UTF-16",
        "cp850": "DOS 850",
        "mac_roman": "Mac Roman",
    }
    return known.get(name, name)
