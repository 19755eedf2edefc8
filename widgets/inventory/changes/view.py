"""The change log as a list: a line for each transaction, below it what it did to which record."""

from collections.abc import Sequence
from threading import Event
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import ChangeLine, Commit, Transaction
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from widgets.background import Background
from widgets.filter_box import FilterBox
from widgets.folding import fold
from widgets.foreign_texts import on_screen
from widgets.inventory.card.facts import changed_fields
from widgets.inventory.card.wording import CardWords, action_text, origin_text, plural_label
from widgets.inventory.changes.reading import (
    MOST_LINES,
    STEP,
    Lines,
    check_chain,
    read_lines,
    read_transactions,
)
from widgets.inventory.fields import ValueWords
from widgets.inventory.panes import InventoryPane, OpenReader
from widgets.placeholders import Stage
from widgets.texts import DASH, count, time_text
from widgets.theme.tokens import GRID

_OF: Final = Qt.ItemDataRole.UserRole
_WHEN, _WHO, _HOW, _WHAT, _WHY = range(5)
_WIDTHS: Final = (24, 12, 14, 36)
"""Widths of the columns at first, in letters; the last one takes the rest."""


class ChangesPane(InventoryPane):
    """Lists all transactions of the inventory, newest first.

    Signals:
        undo_requested: A transaction is to be taken back (`Transaction`).
    """

    undo_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = "UTC"
        self._known: dict[int, Transaction] = {}
        self._stop = Event()
        self._is_due = True
        self._work = Background(self, "inventory-log")
        self.box = FilterBox()
        self.undo = QPushButton()
        self.check = QPushButton()
        self.more = QPushButton()
        self.tree = QTreeWidget()
        self.stage = Stage(self.tree)
        self._arrange()
        self.box.textChanged.connect(self._filter)
        self.box.left.connect(self.tree.setFocus)
        self.undo.clicked.connect(self._ask_undo)
        self.check.clicked.connect(self.verify)
        self.more.clicked.connect(self._read_more)
        self.tree.itemExpanded.connect(self._read_lines)
        self.tree.itemSelectionChanged.connect(self._select)
        self.tree.itemActivated.connect(self._open)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        self.retranslate()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.box, 1)
        for button in (self.undo, self.check, self.more):
            bar.addWidget(button)
        tree = self.tree
        tree.setColumnCount(len(_WIDTHS) + 1)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(False)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        letter = tree.fontMetrics().horizontalAdvance("0")
        for column, width in enumerate(_WIDTHS):
            tree.header().resizeSection(column, letter * width)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        tree.header().setStretchLastSection(True)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(bar)
        down.addWidget(self.stage, 1)

    # ---- what the console tells ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._zone = city.time_zone
        self._read_again()

    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self._read_again()

    @override
    def show_commit(self, commit: Commit) -> None:
        self._read_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_due:
            self._read_again()

    def close_feed(self) -> None:
        """End the thread."""
        self._stop.set()
        self._work.close()

    # ---- reading -------------------------------------------------------------------------------
    def _read_again(self) -> None:
        """Read the newest transactions, now or when somebody looks."""
        self._is_due = True
        if self.open_reader is None or not self.isVisible():
            return
        self._is_due = False
        if not self._known:
            self.stage.show_loading()
        self._work.ask(self, read_transactions(self.open_reader, None), self._take_all, self._fail)

    def _read_more(self) -> None:
        if self.open_reader is not None and self._known:
            work = read_transactions(self.open_reader, min(self._known))
            self._work.ask(self, work, self._take_more, self._fail)

    def _take_all(self, found: Sequence[Transaction]) -> None:
        opened = {
            item.data(0, _OF).number
            for item in self._items()
            if item.isExpanded()
        }  # fmt: skip
        chosen = self._chosen()
        self._known.clear()
        self.tree.clear()
        self._take_more(found)
        for item in self._items():
            number = item.data(0, _OF).number
            if number in opened:
                item.setExpanded(True)
            if chosen is not None and number == chosen.number:
                self.tree.setCurrentItem(item)

    def _take_more(self, found: Sequence[Transaction]) -> None:
        for one in found:
            if one.number not in self._known:
                self._known[one.number] = one
                self.tree.addTopLevelItem(self._item(one))
        self.more.setEnabled(len(found) >= STEP)
        if self._known:
            self.stage.show_content()
        else:
            self.stage.show_message("mdi6.history", self.tr("Noch wurde nichts geändert."))
        self._filter()
        self._select()

    def _items(self) -> list[QTreeWidgetItem]:
        found = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _item(self, one: Transaction) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        item.setText(_WHEN, time_text(one.at_us, self._zone, with_date=True))
        item.setText(_WHO, one.actor)
        how = origin_text(one.origin) or self.tr("bearbeitet")
        if one.undone_by is not None:
            how = self.tr("{0}, zurückgenommen").format(how)
        item.setText(_HOW, how)
        item.setText(_WHAT, _kinds_text(one))
        item.setText(_WHY, on_screen(one.reason))
        item.setToolTip(_WHY, on_screen(one.reason))
        item.setToolTip(_WHAT, item.text(_WHAT))
        tip = self.tr("Änderung Nr. {0}, Prüfsumme {1}")
        item.setToolTip(_WHEN, tip.format(one.number, one.digest))
        item.setData(0, _OF, one)
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 3 * GRID))
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _read_lines(self, item: QTreeWidgetItem) -> None:
        one = item.data(0, _OF)
        if self.open_reader is None or not isinstance(one, Transaction) or item.childCount():
            return
        number = one.number

        def taken(lines: Lines) -> None:
            for row in self._items():
                if row.data(0, _OF).number == number and not row.childCount():
                    self._fill(row, lines)

        self._work.ask(self, read_lines(self.open_reader, number), taken, self._fail)

    def _fill(self, item: QTreeWidgetItem, found: Lines) -> None:
        words = CardWords(ValueWords(zone=self._zone), found.titles)
        for line in found.lines:
            child = QTreeWidgetItem()
            child.setText(_WHEN, on_screen(KINDS[line.key.kind].label))
            child.setText(_WHO, action_text(line.action))
            child.setText(_HOW, line.title)
            child.setToolTip(_HOW, line.title)
            child.setText(_WHAT, _fields_text(line, words))
            child.setToolTip(_WHAT, child.text(_WHAT).replace("; ", "\n"))
            child.setData(0, _OF, line.key)
            item.addChild(child)
        count_all = item.data(0, _OF).count
        if count_all > len(found.lines) >= MOST_LINES:
            rest = QTreeWidgetItem()
            rest.setText(_WHEN, self.tr("… und {0} weitere").format(
                count(count_all - len(found.lines))
            ))  # fmt: skip
            item.addChild(rest)

    # ---- what a person does --------------------------------------------------------------------
    def _chosen(self) -> Transaction | None:
        item = self.tree.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        one = None if item is None else item.data(0, _OF)
        return one if isinstance(one, Transaction) else None

    def _select(self) -> None:
        one = self._chosen()
        self.undo.setEnabled(one is not None and one.undone_by is None)
        keys = [item.data(0, _OF) for item in self.tree.selectedItems()]
        found = [key for key in keys if isinstance(key, Key)]
        if found:
            self.keys_selected.emit(found)

    def _open(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _OF)
        if isinstance(key, Key):
            self.open_requested.emit(key)

    def _ask_undo(self) -> None:
        one = self._chosen()
        if one is not None:
            self.undo_requested.emit(one)

    def copy(self) -> None:
        """Copy the selected lines as a table."""
        columns = range(self.tree.columnCount())
        lines = [
            "\t".join(item.text(column) for column in columns)
            for item in self.tree.selectedItems()
        ]  # fmt: skip
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _filter(self) -> None:
        wanted = fold(self.box.text()).split()
        for item in self._items():
            text = fold(" ".join(item.text(column) for column in range(self.tree.columnCount())))
            item.setHidden(not all(word in text for word in wanted))

    def verify(self) -> None:
        """Check the chain of the log in the thread, or stop the check that is running."""
        if self.open_reader is None:
            return
        if not self.check.property("running"):
            self._stop.clear()
            self._set_running(is_running=True)
            work = check_chain(self.open_reader, lambda _, __: not self._stop.is_set())
            self._work.ask(self, work, self._tell_check, self._fail_check)
        else:
            self._stop.set()

    def _set_running(self, *, is_running: bool) -> None:
        self.check.setProperty("running", is_running)
        self.retranslate()

    def _tell_check(self, faults: list[str]) -> None:
        self._set_running(is_running=False)
        if self._stop.is_set():
            self.message_requested.emit(self.tr("Die Prüfung wurde abgebrochen."))
        elif faults:
            self.stage.notice.show_notice("mdi6.alert-octagon-outline", on_screen(faults[0]))
        else:
            text = self.tr(
                "Die Kette der Änderungen ist lückenlos; nichts wurde nachträglich verändert."
            )
            self.message_requested.emit(text)

    def _fail_check(self, reason: str) -> None:
        self._set_running(is_running=False)
        self._fail(reason)

    def _fail(self, reason: str) -> None:
        if not self._known:
            self.stage.show_message("mdi6.alert-outline", on_screen(reason))
        else:
            self.message_requested.emit(on_screen(reason))

    @override
    def retranslate(self) -> None:
        self.box.setPlaceholderText(self.tr("Änderungen filtern"))
        self.box.setAccessibleName(self.tr("Änderungen filtern"))
        self.undo.setText(self.tr("Rückgängig machen"))
        self.undo.setToolTip(self.tr("Nimmt die gewählte Änderung als Ganzes zurück."))
        is_running = bool(self.check.property("running"))
        self.check.setText(self.tr("Prüfung abbrechen") if is_running else self.tr("Kette prüfen"))
        self.check.setToolTip(self.tr("Prüft, ob jemand das Protokoll nachträglich verändert hat."))
        self.more.setText(self.tr("Ältere"))
        self.more.setToolTip(self.tr("Liest ältere Änderungen."))
        self.tree.setHeaderLabels(
            [
                self.tr("Zeit"),
                self.tr("Wer"),
                self.tr("Wie"),
                self.tr("Was"),
                self.tr("Warum"),
            ]
        )
        self.tree.setAccessibleName(self.tr("Änderungen des Bestands"))


def _kinds_text(one: Transaction) -> str:
    parts = []
    for kind, number in one.kinds.items():
        name = on_screen(KINDS[kind].label) if number == 1 else plural_label(kind)
        parts.append(f"{count(number)} {name}" if number > 1 else name)
    return ", ".join(parts)


def _fields_text(line: ChangeLine, words: CardWords) -> str:
    kind = KINDS[line.key.kind]
    parts = []
    for name in changed_fields(kind, line.before, line.after):
        label = words.label(kind, name, {})
        if not kind.has_field(name):
            parts.append(label)
            continue
        before, after = (
            words.text(kind.field(name), values.get(name), {**line.before, **values}) or DASH
            for values in (line.before, line.after)
        )
        parts.append(f"{label}: {before} → {after}")
    return "; ".join(parts)
