"""The little window in which a person says what a column is filtered by."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.queries import Filter, Operator
from widgets.filter_box import FilterBox
from widgets.folding import fold
from widgets.inventory.fields import FieldEditor, References, make_editor
from widgets.inventory.table.columns import Column
from widgets.inventory.table.filter_words import Way, way_of
from widgets.texts import count
from widgets.theme.tokens import GRID

Counts = list[tuple[Value, int]]

_VALUE: Final = Qt.ItemDataRole.UserRole
_MOST: Final = 2_000
"""So many values are listed; of more the most frequent ones."""
_FEW: Final = 12
"""A list of more values has a line to search it."""
_LETTERS: Final = 40


class FilterPopup(QFrame):
    """Asks what one column is filtered by.

    Args:
        column: The column.
        filters: What it is filtered by now.
        references: Looks records up.
        parent: Owner.

    Signals:
        filters_chosen: The path, and what it is filtered by now (list of `Filter`, empty for none).
    """

    filters_chosen = Signal(str, list)

    def __init__(
        self,
        column: Column,
        filters: Sequence[Filter],
        references: References | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setAutoFillBackground(True)
        self._column, self._filters = column, list(filters)
        heading = QLabel(column.title)
        heading.setObjectName("heading")
        self._presence = QComboBox()
        for words, operator in (
            (self.tr("alle Werte"), None),
            (self.tr("nur leere"), Operator.IS_EMPTY),
            (self.tr("nur ausgefüllte"), Operator.IS_FILLED),
        ):
            self._presence.addItem(words, operator)
        self._presence.setAccessibleName(self.tr("Leere Werte"))
        self.part = _PARTS[way_of(column)](column, self._filters, references, self)
        for one in self._filters:
            if one.operator in {Operator.IS_EMPTY, Operator.IS_FILLED}:
                self._presence.setCurrentIndex(self._presence.findData(one.operator))
        self._arrange(heading)
        self.part.setFocus()

    def _arrange(self, heading: QLabel) -> None:
        self.apply_button = QPushButton(self.tr("Filtern"))
        self.apply_button.setObjectName("primary")
        self.apply_button.setDefault(True)
        self.clear_button = QPushButton(self.tr("Filter entfernen"))
        self.clear_button.setEnabled(bool(self._filters))
        self.apply_button.clicked.connect(self.apply)
        self.clear_button.clicked.connect(self._clear)
        buttons = QHBoxLayout()
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        buttons.addWidget(self.apply_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(heading)
        column.addWidget(self.part, 1)
        column.addWidget(self._presence)
        column.addLayout(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * _LETTERS)

    def show_counts(self, counts: Counts) -> None:
        """Take the values there are, and how often."""
        self.part.show_counts(counts)
        self.adjustSize()

    def open_at(self, place: QPoint) -> None:
        """Open at a place of the screen, moved where it would not fit."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = max(min(place.x(), room.right() - self.width()), room.left())
        y = max(min(place.y(), room.bottom() - self.height()), room.top())
        self.move(x, y)
        self.show()
        self.part.setFocus()

    def apply(self) -> None:
        """Filter by what is written and ticked."""
        presence = self._presence.currentData()
        path = self._column.path.text
        filters = (
            [Filter(path, Operator(presence))] if presence is not None else self.part.filters()
        )
        self.filters_chosen.emit(path, filters)
        self.close()

    def _clear(self) -> None:
        self.filters_chosen.emit(self._column.path.text, [])
        self.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.apply()
        else:
            super().keyPressEvent(event)


class _Part(QWidget):
    """What is asked, by the way of filtering."""

    def __init__(
        self,
        column: Column,
        filters: Sequence[Filter],
        references: References | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._path = column.path.text
        self._column = column
        self._references = references
        self._form(filters)

    def _form(self, filters: Sequence[Filter]) -> None:
        raise NotImplementedError

    def filters(self) -> list[Filter]:
        """Return what is asked."""
        raise NotImplementedError

    def show_counts(self, counts: Counts) -> None:
        """Take the values there are, and how often."""


class _ListPart(_Part):
    """Ticks before values."""

    @override
    def _form(self, filters: Sequence[Filter]) -> None:
        self._ticked: set[Value] = set()
        for one in filters:
            if one.operator in {Operator.IN, Operator.IS}:
                self._ticked.update(one.values)
        self.box = FilterBox()
        self.box.setPlaceholderText(self.tr("Werte suchen"))
        self.box.setAccessibleName(self.tr("Werte suchen"))
        self.box.textChanged.connect(self._search)
        self.values = QListWidget()
        self.values.setUniformItemSizes(True)
        self.values.setAccessibleName(self._column.title)
        self.values.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box.left.connect(self.values.setFocus)
        self.setFocusProxy(self.values)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(self.values, 1)
        self.values.setMinimumHeight(self.fontMetrics().height() * 14)
        self.box.hide()
        self.show_counts([(choice.key, -1) for choice in self._column.path.field.choices])

    @override
    def show_counts(self, counts: Counts) -> None:
        ticked = self._wanted()
        self.values.clear()
        known = {value for value, _ in counts}
        missing = [(value, 0) for value in sorted(ticked - known, key=str)]
        for value, times in [*missing, *counts[:_MOST]]:
            if value is None or value == "":
                continue
            words = self._column.spell(value)
            item = QListWidgetItem(words if times < 0 else f"{words}  ({count(times)})")
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_on = value in ticked
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.values.addItem(item)
        self.box.setVisible(self.values.count() > _FEW)

    def _wanted(self) -> set[Value]:
        wanted = set(self._ticked)
        for place in range(self.values.count()):
            item = self.values.item(place)
            value: Value = item.data(_VALUE)
            if item.checkState() is Qt.CheckState.Checked:
                wanted.add(value)
            else:
                wanted.discard(value)
        return wanted

    def _search(self, text: str) -> None:
        words = fold(text)
        for place in range(self.values.count()):
            item = self.values.item(place)
            item.setHidden(words not in fold(item.text()))

    @override
    def filters(self) -> list[Filter]:
        wanted = sorted(self._wanted(), key=str)
        if not wanted:
            return []
        operator = Operator.IS if len(wanted) == 1 else Operator.IN
        return [Filter(self._path, operator, tuple(wanted))]


class _RangePart(_Part):
    """From and to."""

    @override
    def _form(self, filters: Sequence[Filter]) -> None:
        field = self._column.path.field
        bare = Field(field.name, self.tr("ab"), field.type, field.unit)
        self.least = make_editor(bare, self)
        self.most = make_editor(replace(bare, label=self.tr("bis")), self)
        self.setFocusProxy(self.least)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("ab"), self.least)
        form.addRow(self.tr("bis"), self.most)
        for one in filters:
            is_least = one.operator in {Operator.AT_LEAST, Operator.IS}
            is_most = one.operator in {Operator.AT_MOST, Operator.IS}
            for wanted, editor in ((is_least, self.least), (is_most, self.most)):
                if wanted and one.values:
                    editor.set_value(one.values[0])

    @override
    def filters(self) -> list[Filter]:
        return [
            Filter(self._path, operator, (value,))
            for operator, editor in (
                (Operator.AT_LEAST, self.least),
                (Operator.AT_MOST, self.most),
            )
            if (value := editor.value()) is not None
        ]


class _TextPart(_Part):
    """Words that are in a text."""

    @override
    def _form(self, filters: Sequence[Filter]) -> None:
        self.how = QComboBox()
        for words, operator in (
            (self.tr("enthält"), Operator.CONTAINS),
            (self.tr("beginnt mit"), Operator.BEGINS),
            (self.tr("ist genau"), Operator.IS),
            (self.tr("ist nicht"), Operator.IS_NOT),
        ):
            self.how.addItem(words, operator)
        self.how.setAccessibleName(self.tr("Vergleich"))
        self.line = QLineEdit()
        self.line.setAccessibleName(self._column.title)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.how)
        row.addWidget(self.line, 1)
        for one in filters:
            place = self.how.findData(one.operator)
            if place >= 0 and one.values:
                self.how.setCurrentIndex(place)
                self.line.setText(str(one.values[0]))

    @override
    def filters(self) -> list[Filter]:
        text = self.line.text().strip()
        return [Filter(self._path, Operator(self.how.currentData()), (text,))] if text else []


class _TagsPart(_Part):
    """Tags a record has, all of them."""

    @override
    def _form(self, filters: Sequence[Filter]) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Wörter mit Kommas trennen"))
        self.line.setAccessibleName(self._column.title)
        self.setFocusProxy(self.line)
        tags = [
            str(value)
            for one in filters
            if one.operator is Operator.HAS_TAG
            for value in one.values
        ]
        self.line.setText(", ".join(tags))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)

    @override
    def filters(self) -> list[Filter]:
        words = (word.strip() for word in self.line.text().split(","))
        return [Filter(self._path, Operator.HAS_TAG, (word,)) for word in words if word]


class _RecordPart(_Part):
    """Another record that is referred to."""

    @override
    def _form(self, filters: Sequence[Filter]) -> None:
        self.editor: FieldEditor = make_editor(
            self._column.path.field, self, references=self._references
        )
        self._operator = Operator.IS
        for one in filters:
            if one.values and one.operator in {Operator.IS, Operator.WITHIN}:
                self._operator = one.operator
                self.editor.set_value(one.values[0])
        self.setFocusProxy(self.editor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.editor)

    @override
    def filters(self) -> list[Filter]:
        value = self.editor.value()
        return [Filter(self._path, self._operator, (value,))] if value else []


_PARTS: Final[dict[Way, Callable[..., _Part]]] = {
    Way.LIST: _ListPart,
    Way.RANGE: _RangePart,
    Way.TEXT: _TextPart,
    Way.TAGS: _TagsPart,
    Way.RECORD: _RecordPart,
}
