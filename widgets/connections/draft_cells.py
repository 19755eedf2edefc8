"""Cells of the list of new points: fitting editors, and marks on what is wrong."""

from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.domain.points import PointKind
from widgets.connections.draft_checks import MOST_DECIMALS
from widgets.connections.draft_columns import FIXED, Column, column_title, kind_text
from widgets.connections.drafts_model import DraftsModel
from widgets.connections.tables import RowDelegate
from widgets.texts import DASH, language
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
_LONGEST_INTERVAL_S: Final = 31_536_000.0


class DraftDelegate(RowDelegate):
    """Opens combo boxes, spin boxes or lines, and frames the cells that need a hand."""

    def __init__(self, model: DraftsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model

    # --- editing ----------------------------------------------------------------------------
    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = Column(index.column())
        editor: QWidget
        if column in {Column.KIND, Column.UNIT, Column.FIELD, Column.DISTRICT}:
            editor = self._combo(parent, column)
        elif column is Column.DECIMALS:
            editor = QSpinBox(parent)
            editor.setRange(0, MOST_DECIMALS)
        elif column is Column.INTERVAL:
            editor = QDoubleSpinBox(parent)
            editor.setDecimals(1)
            editor.setRange(0.1, _LONGEST_INTERVAL_S)
            editor.setSuffix("\u202fs")
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(column_title(column))
        return editor

    def _combo(self, parent: QWidget, column: Column) -> QComboBox:
        box = QComboBox(parent)
        for key, text in self.choices(column):
            box.addItem(text, key)
        return box

    def choices(self, column: Column) -> list[tuple[Any, str]]:
        """Return what may be chosen in a column: value and words."""
        city, code = self._model.city, language()
        if city is None:
            return []
        if column is Column.KIND:
            return [(kind.value, kind_text(kind)) for kind in PointKind]
        if column is Column.FIELD:
            return [(str(one.id), one.name.in_language(code)) for one in city.fields]
        if column is Column.DISTRICT:
            named = [(one.id, one.name.in_language(code)) for one in city.districts]
            return [("", self.tr("ganze Stadt")), *named]
        return [
            (
                unit.id,
                f"{unit.symbol or DASH}  {unit.name.in_language(code)}",
            )
            for unit in city.units.values()
        ]

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QDoubleSpinBox):
            editor.setValue(float(value))
        elif isinstance(editor, QSpinBox):
            editor.setValue(int(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            if editor.currentIndex() >= 0:
                model.setData(index, editor.currentData())
        elif isinstance(editor, QDoubleSpinBox | QSpinBox):
            editor.interpretText()
            model.setData(index, editor.value())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let an editor be wider than a narrow cell, so that its words can be read."""
        area = option.rect
        area.setWidth(max(area.width(), editor.sizeHint().width()))
        editor.setGeometry(area)

    # --- looks ------------------------------------------------------------------------------
    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        row, column = index.row(), Column(index.column())
        tokens = theme().tokens
        is_saved = row >= len(self._model.drafts)
        is_quiet = is_saved or (column in FIXED and not self._is_wrong(row))
        palette = QPalette(option.palette)
        colour = QColor(tokens.muted if is_quiet and column is not Column.VALUE else tokens.text)
        palette.setColor(QPalette.ColorRole.Text, colour)
        palette.setColor(QPalette.ColorRole.HighlightedText, colour)
        option.palette = palette
        if column in {Column.ID, Column.ADDRESS}:
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        if column is Column.CHECK:
            name = "mdi6.check" if is_saved else "mdi6.circle-small"
            if self._is_wrong(row):
                name = "mdi6.alert-circle-outline"
            option.icon = icon(name, colour=tokens.text if self._is_wrong(row) else "")
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def _is_wrong(self, row: int) -> bool:
        return row < len(self._model.drafts) and bool(self._model.findings[row])

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if self._model.is_wrong(index.row(), Column(index.column())):
            painter.save()
            painter.setPen(QPen(QColor(theme().tokens.text), 1, Qt.PenStyle.DashLine))
            frame = QRectF(option.rect).adjusted(1.5, 2.5, -1.5, -2.5)
            painter.drawRoundedRect(frame, GRID / 2, GRID / 2)
            painter.restore()
