"""The box a formula is written in: one line, wrong places underlined, names offered."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from widgets.point_mime import POINTS_MIME, point_ids_of
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.formulas.completion import Offer, Wanted, wanted

Find = Callable[[Wanted], Sequence[Offer]]

_OFFER: Final = int(Qt.ItemDataRole.UserRole)
_ENDS_VALUE: Final = re.compile(r"[\])\w%³²]\s*$")


class FormulaEdit(QPlainTextEdit):
    """Text of one formula.

    Signals:
        edited: The text is another one.
        applied: Return, or the focus went elsewhere.
        reverted: Esc.
        undo_requested: Ctrl+Z with nothing of its own to undo.
        redo_requested: Ctrl+Shift+Z, likewise.
    """

    edited = Signal()
    applied = Signal()
    reverted = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._wanted: Wanted | None = None
        self._fault: tuple[int, int] | None = None
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(GRID)
        self._list = QStandardItemModel(self)
        self.completer = QCompleter(self._list, self)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup = QListView()
        self.completer.setPopup(self.popup)
        self.popup.clicked.connect(self._take)
        self.textChanged.connect(self._follow)

    @property
    def text(self) -> str:
        """The formula as it stands here."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; what was written before is forgotten."""
        if text != self.text:
            self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.setPlainText(text)
            self.blockSignals(False)  # noqa: FBT003 - likewise
        self.document().clearUndoRedoStacks()

    # --- wrong place ------------------------------------------------------------------------

    def underline(self, place: tuple[int, int] | None) -> None:
        """Underline a place of the text; None nothing."""
        self._fault = place
        selections = []
        if place is not None:
            start, end = place
            text = self.text
            # Qt counts letters outside the basic plane twice.
            first = _units(text[:start])
            last = max(_units(text[:end]), first)
            if first == last:
                first = max(first - 1, 0)
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(first, _units(text)))
            cursor.setPosition(min(last, _units(text)), QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(QColor(theme().tokens.text))
            selection.format = form
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    @property
    def fault(self) -> str:
        """The letters that are underlined; empty for none."""
        return "" if self._fault is None else self.text[slice(*self._fault)]

    # --- offers -----------------------------------------------------------------------------

    def _follow(self) -> None:
        self.underline(None)
        self.edited.emit()
        if self.hasFocus():
            self.offer()

    def offer(self) -> None:
        """Offer what may be written at the cursor."""
        cursor = self.textCursor()
        before = self.text.encode("utf-16-le")[: 2 * cursor.position()].decode(
            "utf-16-le", "ignore"
        )
        self._wanted = wanted(self.text, len(before))
        offers = [] if self._wanted is None else self._find(self._wanted)
        self._list.clear()
        for offer in offers:
            detail = f"    {offer.detail}" if offer.detail != offer.title else ""
            item = QStandardItem(f"{offer.title}{detail}")
            item.setData(offer, _OFFER)
            self._list.appendRow(item)
        if self._wanted is None or not offers:
            self.popup.hide()
            return
        metrics = self.fontMetrics()
        widest = max(
            metrics.horizontalAdvance(self._list.item(row).text()) for row in range(len(offers))
        )
        below = QRect(
            self.cursorRect().bottomLeft() + QPoint(0, GRID), QSize(widest + 10 * GRID, 1)
        )
        self.completer.complete(below)
        # Inside brackets nothing but a point can be meant, so Return takes the first one.
        first = self._list.index(0, 0) if self._wanted.is_point else QModelIndex()
        self.popup.setCurrentIndex(first)

    def _take(self, index: QModelIndex) -> None:
        offer = index.data(_OFFER)
        if not isinstance(offer, Offer) or self._wanted is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(_units(self.text[: self._wanted.start]))
        end = _units(self.text[: self._wanted.end])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(offer.text)
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, offer.back
        )
        self.setTextCursor(cursor)
        self.popup.hide()

    # --- pasting and dropping ---------------------------------------------------------------

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(POINTS_MIME) or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if ids := point_ids_of(source):
            self.insert_points(ids)
        else:
            self.insertPlainText(" ".join(source.text().split()))

    def insert_points(self, point_ids: Sequence[str]) -> None:
        """Put points in at the cursor, with a plus between them and behind a value."""
        cursor = self.textCursor()
        text = " + ".join(f"[{name}]" for name in point_ids)
        before = self.text[: cursor.selectionStart()]
        self.insertPlainText(f" + {text}" if _ENDS_VALUE.search(before) else text)
        self.popup.hide()

    # --- keys and sizes ---------------------------------------------------------------------

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        key = e.key()
        if self.popup.isVisible() and key in _POPUP_KEYS:
            self._choose(key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.applied.emit()
        elif key == Qt.Key.Key_Escape:
            self.reverted.emit()
        elif key == Qt.Key.Key_Space and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.offer()
        elif e.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_requested.emit()
        elif e.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
            self.redo_requested.emit()
        else:
            super().keyPressEvent(e)

    def _choose(self, key: int) -> None:
        """Take the offer that is marked, or close the list; Return without one applies."""
        index = self.popup.currentIndex()
        self.popup.hide()
        if key in {Qt.Key.Key_Escape, Qt.Key.Key_Backtab}:
            return
        if index.isValid():
            self._take(index)
        elif key != Qt.Key.Key_Tab:
            self.applied.emit()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() != Qt.FocusReason.PopupFocusReason:
            self.popup.hide()
            self.applied.emit()

    @override
    def sizeHint(self) -> QSize:
        height = QFontMetrics(self.font()).lineSpacing() + 2 * GRID + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance("M") * 8, self.sizeHint().height())


_POPUP_KEYS: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
