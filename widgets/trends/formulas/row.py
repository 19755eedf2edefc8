"""One formula on the screen: name, formula, unit, and below what is wrong with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.formulas import FormulaDefinition
from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CONTROL
from widgets.trends.formulas.editor import Find, FormulaEdit


class NameEdit(QLineEdit):
    """The name of a formula; Esc takes back what was written.

    Signals:
        reverted: Esc.
    """

    reverted = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reverted.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()  # the panel undoes its last step
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class FormulaRow(QWidget):
    """One row.

    Signals:
        edited: Something else is written here, not applied yet.
        applied: What is written here shall count.
        selected: The person is in this row.
        remove_requested: The row shall go.
        duplicate_requested: The same once more.
        undo_requested: The last change of the sheet's formulas shall be undone.
        redo_requested: It shall be done again.
    """

    edited = Signal()
    applied = Signal()
    selected = Signal()
    remove_requested = Signal()
    duplicate_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(
        self, definition: FormulaDefinition, find: Find, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.definition = definition
        self.is_selected = False
        self.name = NameEdit()
        self.editor = FormulaEdit(find)
        self.unit = ElidedLabel()
        self.sign = QLabel()
        self.sentence = QLabel()
        self.duplicate = QToolButton()
        self.remove = QToolButton()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._arrange()
        self._connect()
        self.show_definition(definition)
        self.show_remark("", "")
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        self.name.setFixedWidth(name_width(self))
        self.unit.setFixedWidth(unit_width(self))
        height = max(self.editor.sizeHint().height(), self.name.sizeHint().height())
        parts: tuple[QWidget, ...] = (self.name, self.editor, self.unit)
        for part in parts:
            part.setFixedHeight(height)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.duplicate)
        buttons.addWidget(self.remove)
        for column, part in enumerate(parts):
            grid.addWidget(part, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(buttons, 0, 3, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        remark = QHBoxLayout()
        remark.setSpacing(2 * GRID)
        remark.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        remark.addWidget(self.sentence, 1)
        grid.addLayout(remark, 1, 1, 1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        whole.addLayout(grid)
        for button in (self.duplicate, self.remove):
            button.setAutoRaise(True)

    def _connect(self) -> None:
        self.name.textEdited.connect(self.edited)
        self.name.editingFinished.connect(self.applied)
        self.name.reverted.connect(self.revert)
        self.editor.edited.connect(self.edited)
        self.editor.applied.connect(self.applied)
        self.editor.reverted.connect(self.revert)
        self.editor.undo_requested.connect(self.undo_requested)
        self.editor.redo_requested.connect(self.redo_requested)
        self.duplicate.clicked.connect(self.duplicate_requested)
        self.remove.clicked.connect(self.remove_requested)
        self.editor.cursorPositionChanged.connect(self._tell_selected)
        self.name.cursorPositionChanged.connect(self._tell_selected)

    def _tell_selected(self) -> None:
        if self.editor.hasFocus() or self.name.hasFocus():
            self.selected.emit()

    @property
    def buttons_width(self) -> int:
        """Width of the buttons behind the unit in px."""
        return self.duplicate.sizeHint().width() + self.remove.sizeHint().width()

    # --- content ----------------------------------------------------------------------------

    def show_definition(self, definition: FormulaDefinition) -> None:
        """Show a formula as it counts."""
        self.definition = definition
        if self.name.text() != definition.name:
            self.name.setText(definition.name)
            self.name.setCursorPosition(0)  # of a long name its beginning is seen
        self.editor.set_text(definition.text)
        if not self.editor.hasFocus():
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.Start)

    def draft(self) -> FormulaDefinition:
        """Return the formula as it is written here, applied or not."""
        return FormulaDefinition(self.definition.id, self.name.text().strip(), self.editor.text)

    @property
    def is_dirty(self) -> bool:
        """True when something is written that does not count yet."""
        return self.draft() != self.definition

    def revert(self) -> None:
        """Take back what does not count yet."""
        self.show_definition(self.definition)
        self.edited.emit()

    def show_unit(self, symbol: str) -> None:
        """Show the unit of the result; empty for none."""
        self.unit.setText(symbol)

    def show_remark(
        self, icon_name: str, sentence: str, place: tuple[int, int] | None = None
    ) -> None:
        """Show what is wrong, or what should be known; an empty sentence hides the line."""
        self.editor.underline(place if sentence else None)
        self.sentence.setText(sentence)
        self.sentence.setAccessibleName(sentence)
        self.editor.setAccessibleDescription(sentence)
        self.sign.setPixmap(
            icon(icon_name, colour=theme().tokens.text).pixmap(QSize(16, 16))
            if sentence
            else self.sign.pixmap()
        )
        self.sign.setVisible(bool(sentence))
        self.sentence.setVisible(bool(sentence))

    def set_selected(self, *, is_selected: bool) -> None:
        """Tint the row, or not."""
        if is_selected != self.is_selected:
            self.is_selected = is_selected
            self.update()

    # --- Qt ---------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.editor.setFocus()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selected.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_selected:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.selection))
        painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.name.setAccessibleName(self.tr("Name der Formel"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.editor.setAccessibleName(self.tr("Formel"))
        self.editor.setPlaceholderText(self.tr("zum Beispiel [Datenpunkt] * 2"))
        self.unit.setAccessibleName(self.tr("Einheit des Ergebnisses"))
        for button, name in (
            (self.duplicate, self.tr("Formel verdoppeln")),
            (self.remove, self.tr("Formel entfernen")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def apply_theme(self) -> None:
        """Tint the icons."""
        self.duplicate.setIcon(icon("mdi6.content-duplicate"))
        self.remove.setIcon(icon("mdi6.trash-can-outline"))
        self.update()


def name_width(widget: QWidget) -> int:
    """Return the width of the column of names in px."""
    return 18 * QFontMetrics(widget.font()).horizontalAdvance("n")


def unit_width(widget: QWidget) -> int:
    """Return the width of the column of units in px."""
    return 10 * QFontMetrics(widget.font()).horizontalAdvance("n")
