"""Raw messages in cells and in spreadsheets: the mark on rejected ones, the row of a CSV file."""

from datetime import UTC, datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.sources import RawMessage, SourceState
from widgets.connections.lamps import LAMP, draw_lamp
from widgets.connections.messages_model import Column, Index, MessagesModel
from widgets.connections.payloads import plain_text
from widgets.connections.tables import CELL_PADDING, RowDelegate


class OutcomeDelegate(RowDelegate):
    """Marks rejected messages with the cross of bad quality before their reason."""

    def __init__(self, model: MessagesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        message = self._model.rows[index.row()]
        if index.column() == Column.OUTCOME and message.outcome:
            area = QRectF(option.rect)
            cross = QRectF(area.left() + CELL_PADDING, area.center().y() - LAMP / 2, LAMP, LAMP)
            draw_lamp(painter, cross, SourceState.FAILED)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == Column.ORIGIN:
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        if index.column() == Column.OUTCOME and self._model.rows[index.row()].outcome:
            # Room for the cross; narrow spaces belong to the text so that selection covers them.
            option.text = f"\u2003\u2003{option.text}"


def csv_row(message: RawMessage) -> list[str | int | float]:
    """Return a message for a spreadsheet: time in UTC, its head as text."""
    time = datetime.fromtimestamp(message.time_us / 1e6, UTC).isoformat(timespec="milliseconds")
    return [
        time,
        message.origin,
        message.size,
        message.samples,
        message.outcome,
        plain_text(message.head),
    ]
