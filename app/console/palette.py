"""The palette (Ctrl+K): one line that finds commands, points and records of the inventory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.console.moments import moment_text, weekday_text
from app.console.search import SearchIndex
from app.domain.cities import City
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Hit
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.texts import language
from widgets.theme import theme
from widgets.theme.icons import icon

_MOST: Final = 50
_COMMAND_PREFIX: Final = ">"
_POINT_PREFIX: Final = "s "
_TIME_PREFIX: Final = "t "
_RECORD_PREFIX: Final = "b "
_RECORD_LETTERS: Final = 2
"""Fewer letters fit too many records to be of use."""
_DETAIL: Final = Qt.ItemDataRole.UserRole
_GAP: Final = 12
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that can be found; it is a command, a point, a moment or a record.

    Attributes:
        title: What stands in the list.
        detail: What stands beside it, muted.
        words: Further words by which it is found.
        action: The command; None for a point.
        point: The point's id; empty for a command.
        icon: Icon name.
        time_us: The moment, µs UTC; None for all else.
        record: The record of the inventory; None for all else.
    """

    title: str
    detail: str
    words: str
    action: QAction | None
    point: str
    icon: str
    time_us: int | None = None
    record: Key | None = None


class _Pool:
    """Entries of one kind with their index."""

    def __init__(self, entries: Sequence[_Entry] = ()) -> None:
        self.entries = list(entries)
        self._index = SearchIndex([(entry.title, entry.words) for entry in self.entries])

    def find(self, line: str) -> list[_Entry]:
        """Return the entries that fit, the best first."""
        return [self.entries[place] for place in self._index.find(line, _MOST)]


class Palette(QFrame):
    """A pop-up over the centre of its window.

    Args:
        parent: The window.
        read_time: Reads the moment a person wrote; raises a `ValueError` whose text is a sentence.

    Signals:
        point_chosen: Id of the chosen point.
        moment_chosen: The chosen moment, µs UTC (object: Qt's int has 32 bits).
        record_chosen: The chosen record of the inventory (`Key`).
        records_wanted: Words that records of the inventory are to be found by; `show_records`
            takes what was found.
    """

    point_chosen = Signal(str)
    moment_chosen = Signal(object)
    record_chosen = Signal(object)
    records_wanted = Signal(str)

    def __init__(self, parent: QWidget, read_time: Callable[[str], int]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._read_time = read_time
        self._zone = "UTC"
        self.setObjectName("card")
        self._commands = _Pool()
        self._points = _Pool()
        self._found: list[_Entry] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setIconSize(QSize(18, 18))
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = QLabel(self)
        self._hint.setObjectName("muted")
        for widget in (self.line, self.list, self._hint):
            layout.addWidget(widget)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.line.setPlaceholderText(self.tr("Datenpunkt, Ort, Quelle, Gerät oder Befehl"))
        self.line.setAccessibleName(self.tr("Suche"))
        self.list.setAccessibleName(self.tr("Treffer"))
        self._hint.setText(
            self.tr(
                "Eingabetaste öffnet · Pfeiltasten wählen · > nur Befehle · s nur Datenpunkte · "
                "b nur Bestand · t gestern 14:30 zeigt diesen Zeitpunkt"
            )
        )

    def set_city(self, city: City) -> None:
        """Make the points of a profile findable."""
        code = language()
        self._zone = city.time_zone
        sources = {source.id: source.name.in_language(code) for source in city.sources}
        districts = {item.id: item.name.in_language(code) for item in city.districts}
        entries = []
        for point in city.points:
            parts = (point.site.in_language(code), districts.get(point.district, ""))
            where = ", ".join(filter(None, parts))
            source = sources.get(point.source, str(point.source))
            words = "\n".join((point.name.de, point.name.en, str(point.id), where, source))
            title = point.name.in_language(code)
            entries.append(_Entry(title, where, words, None, str(point.id), "mdi6.chart-line"))
        self._points = _Pool(entries)

    def set_commands(self, actions: Sequence[QAction]) -> None:
        """Make the commands of the console findable."""
        self._commands = _Pool(
            [
                _Entry(
                    action.text().replace("&", ""),
                    action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                    "",
                    action,
                    "",
                    "mdi6.chevron-right",
                )
                for action in actions
            ]
        )

    def open_over(self, window: QWidget) -> None:
        """Show the palette over the upper middle of a window, with an empty line."""
        width = min(self.fontMetrics().averageCharWidth() * 100, window.width() - 80)
        height = min(460, window.height() - 120)
        corner = window.mapToGlobal(QPoint((window.width() - width) // 2, 72))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.line.clear()
        self._search("")
        self.show()
        self.line.setFocus()

    def titles(self) -> list[str]:
        """Return the titles of what was found, in order."""
        return [entry.title for entry in self._found]

    def _search(self, text: str) -> None:
        """Fill the list with what fits all words of the line; commands stand before points."""
        nothing = self.tr("Dazu wurde nichts gefunden.")
        if text.startswith(_RECORD_PREFIX):
            found: list[_Entry] = []
        elif text.startswith(_TIME_PREFIX):
            found, nothing = self._moments(text[len(_TIME_PREFIX) :])
        elif text.startswith(_COMMAND_PREFIX):
            found = self._commands.find(text[1:])
        elif text.startswith(_POINT_PREFIX):
            found = self._points.find(text[len(_POINT_PREFIX) :])
        else:
            found = self._commands.find(text) + self._points.find(text)
        self._fill(found[:_MOST], nothing)
        if len(_record_words(text)) >= _RECORD_LETTERS:
            self.records_wanted.emit(_record_words(text))

    def _fill(self, found: list[_Entry], nothing: str) -> None:
        self._found = found
        self.list.clear()
        for entry in found:
            item = QListWidgetItem(icon(entry.icon), entry.title)
            item.setData(_DETAIL, entry.detail)
            self.list.addItem(item)
        if not found:
            empty = QListWidgetItem(nothing)
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(empty)
        self.list.setCurrentRow(0)

    def show_records(self, words: str, hits: Sequence[Hit]) -> None:
        """Add the records that were found by some words, if these still stand in the line."""
        if words != _record_words(self.line.text()) or not hits:
            return
        row = self.list.currentRow()
        others = [entry for entry in self._found if entry.record is None]
        entries = [
            _Entry(
                hit.title,
                ", ".join(filter(None, (on_screen(KINDS[hit.kind].label), hit.detail))),
                "",
                None,
                "",
                "mdi6.server-outline",
                record=Key(hit.kind, hit.uid),
            )
            for hit in hits
        ]
        self._fill([*others, *entries], "")
        self.list.setCurrentRow(max(row, 0))

    def _moments(self, text: str) -> tuple[list[_Entry], str]:
        """Return the moment a person wrote, or no entry and why it is none."""
        try:
            time_us = self._read_time(text)
        except ValueError as error:
            return [], on_screen(str(error))
        day, moment = weekday_text(time_us, self._zone), moment_text(time_us, self._zone)
        title = self.tr("Zeige {0}, {1}").format(day, moment)
        return [_Entry(title, "", "", None, "", "mdi6.history", time_us)], ""

    def _choose(self) -> None:
        """Run the chosen command or open the chosen point."""
        row = self.list.currentRow()
        if not 0 <= row < len(self._found):
            return
        entry = self._found[row]
        self.hide()
        if entry.action is not None:
            entry.action.trigger()
        elif entry.time_us is not None:
            self.moment_chosen.emit(entry.time_us)
        elif entry.record is not None:
            self.record_chosen.emit(entry.record)
        else:
            self.point_chosen.emit(entry.point)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                row = self.list.currentRow() + _STEPS[key]
                self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose()
                return True
            if key == Qt.Key.Key_Escape:
                self.hide()
                return True
        return super().eventFilter(watched, event)


def _record_words(text: str) -> str:
    """Return the words by which records are meant to be found; none in a line for other things."""
    if text.startswith((_TIME_PREFIX, _COMMAND_PREFIX, _POINT_PREFIX)):
        return ""
    return text.removeprefix(_RECORD_PREFIX).strip()


class _EntryDelegate(QStyledItemDelegate):
    """Draws the title as any list does, and the detail muted at the right."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        detail = index.data(_DETAIL)
        if not detail:
            return
        metrics = option.fontMetrics
        title = metrics.horizontalAdvance(index.data()) + option.decorationSize.width() + 2 * _GAP
        area = QRect(option.rect).adjusted(title + _GAP, 0, -_GAP, 0)
        painter.save()
        painter.setPen(QColor(theme().tokens.muted))
        text = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, side, text)
        painter.restore()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), round(option.fontMetrics.height() * 1.8)))
