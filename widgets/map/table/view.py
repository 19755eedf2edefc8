"""The table of the map with its bar, its menus and its five drawn states."""

from collections import Counter
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.maps import Box
from app.services.maps.tables import MapTableRows
from widgets.connections.tables import pop_up
from widgets.map.table.acts import TableActs
from widgets.map.table.bar import TableBar
from widgets.map.table.columns import Column
from widgets.map.table.grid import MapGrid
from widgets.map.table.layout import ColumnLayout
from widgets.map.table.model import MapTableModel
from widgets.placeholders import Stage
from widgets.theme import theme

_SECOND_US: Final = 1_000_000


class MapTable(QWidget):
    """All devices that the map shows, for keyboard and screen reader.

    `set_city` comes first, then `set_rows` with each state. While the table is hidden it only
    keeps the newest rows.

    Signals:
        devices_selected: The person changed the selection; device ids (list of str).
        reveal_requested: Show this device on the map (its id).
        trend_requested: Show the points of these devices in the trends; device ids (list of str).
        why_requested: Explain the state of this device (its id).
        message_requested: A sentence for the notification strip.
        layers_requested: The person wants to choose layers, because none has devices.
        notice_action_requested: The button of the notice was pressed (see `set_notice`).
    """

    devices_selected = Signal(list)
    reveal_requested = Signal(str)
    trend_requested = Signal(list)
    why_requested = Signal(str)
    message_requested = Signal(str)
    layers_requested = Signal()
    notice_action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MapTableModel(self)
        self.bar = TableBar()
        self.grid = MapGrid(self.model)
        self.stage = Stage(self.grid)
        self.columns = ColumnLayout(self.grid)
        self.acts = TableActs(self.grid, self.columns, self)
        self._waiting: MapTableRows | None = None
        self._is_extent_due = False
        self._is_allowed = True
        self._notice = ("", "", "")
        self._second = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)
        self.setFocusProxy(self.grid)
        self._connect()
        self._bind_keys()
        self.retranslate()
        self._show_indicator()
        self._choose_page()

    def _connect(self) -> None:
        self.bar.text_changed.connect(self._set_text)
        self.bar.extent_toggled.connect(self._set_in_extent)
        self.bar.resort_requested.connect(self._rearrange)
        self.bar.left.connect(self.grid.setFocus)
        self.grid.chosen.connect(self.devices_selected)
        self.grid.copy_wanted.connect(self.acts.copy)
        self.grid.activated_row.connect(self.acts.reveal)
        self.grid.doubleClicked.connect(self.acts.reveal)
        self.grid.resized.connect(self.columns.fit)
        self.acts.reveal_requested.connect(self.reveal_requested)
        self.acts.why_requested.connect(self.why_requested)
        self.acts.trend_requested.connect(self.trend_requested)
        self.acts.message_requested.connect(self.message_requested)
        self.grid.customContextMenuRequested.connect(self._show_menu)
        header = self.grid.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        header.customContextMenuRequested.connect(self._show_header_menu)
        self.stage.action_requested.connect(self._act)
        theme().changed.connect(self.apply_theme)

    def _bind_keys(self) -> None:
        self.grid.keys = {Qt.Key.Key_F3: self.acts.ask_why, Qt.Key.Key_F6: self.acts.show_trend}
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_filter)

    # ---- what the view calls -------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Take a (new) profile; rows shown before belong to the old one."""
        self.acts.notice = city.notice
        self._waiting = None
        counts = Counter(str(point.device) for point in city.points)
        self.model.set_points(dict(counts))
        self._after_rows()

    def set_rows(self, rows: MapTableRows) -> None:
        """Show rows; of the same devices only what changed is painted anew."""
        self._waiting = rows
        if self.isVisible() or self.model.rows is None:
            self._take_waiting()

    def set_extent(self, extent: Box | None) -> None:
        """Take what the map has in sight; None while nobody knows."""
        self._is_extent_due |= self.model.set_extent(extent)
        if self.isVisible():
            self._take_extent()

    def show_selection(self, device_ids: list[str]) -> None:
        """Mark these devices, without telling anybody; the first is scrolled to."""
        if self.grid.selected_ids() != device_ids:
            self.grid.select_ids(device_ids, scroll=True)

    def set_notice(self, icon_name: str, sentence: str, action: str = "") -> None:
        """Say above the rows what is missing, such as that sources are away; empty says nothing.

        Args:
            icon_name: Icon of the family `mdi6`.
            sentence: One whole sentence.
            action: Text of its button; empty for none.
        """
        self._notice = (icon_name, sentence, action)
        self._choose_page()

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the devices, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._choose_page()

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""
        self.bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.box.selectAll()

    def save_state(self) -> dict[str, Any]:
        """Return columns, order and filter as plain data (JSON)."""
        wishes = self.model.wishes
        return {
            **self.columns.save(),
            "text": wishes.text,
            "in_extent": wishes.is_in_extent,
            "sort": "" if wishes.column is None else wishes.column.name,
            "descending": wishes.is_descending,
        }

    def restore_state(self, saved: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are passed over."""
        self.columns.restore(saved)
        wishes = self.model.wishes
        text, name = saved.get("text"), saved.get("sort")
        wishes.text = text if isinstance(text, str) else ""
        wishes.is_in_extent = saved.get("in_extent") is True
        if isinstance(name, str) and (not name or name in Column.__members__):
            wishes.column = Column[name] if name else None
            wishes.is_descending = saved.get("descending") is True
        self.bar.set_wishes(wishes.text, is_in_extent=wishes.is_in_extent)
        self._show_indicator()
        self._rearrange()

    # ---- rows ----------------------------------------------------------------------------------
    def _take_waiting(self) -> None:
        rows, self._waiting = self._waiting, None
        if rows is None:
            return
        second = rows.at_us // _SECOND_US
        is_new_second, self._second = second != self._second, second
        if not self.model.is_same(rows):
            with self.grid.keeping_place():
                self.model.replace(rows)
            self._after_rows()
            return
        changed = self.model.take(rows)
        self.grid.refresh(changed, all_ages=is_new_second)
        if is_new_second:
            self.bar.set_out_of_order(is_out=self.model.is_out_of_order())

    def _take_extent(self) -> None:
        if not self._is_extent_due:
            return
        self._is_extent_due = False
        with self.grid.keeping_place():
            self.model.move_extent()
        self._after_rows()

    def _rearrange(self) -> None:
        self._is_extent_due = False
        with self.grid.keeping_place():
            self.model.rearrange()
        self._after_rows()

    def _after_rows(self) -> None:
        self.bar.set_counts(self.model.rowCount(), self.model.total)
        self.bar.set_out_of_order(is_out=self.model.is_out_of_order())
        self._choose_page()

    # ---- wishes --------------------------------------------------------------------------------
    def _set_text(self, text: str) -> None:
        self.model.wishes.text = text
        self._rearrange()

    def _set_in_extent(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.model.wishes.is_in_extent = is_on
        self._rearrange()

    def clear_filters(self) -> None:
        """List all devices again."""
        wishes = self.model.wishes
        wishes.text, wishes.is_in_extent = "", False
        self.bar.set_wishes("", is_in_extent=False)
        self._rearrange()

    def _sort_by(self, section: int) -> None:
        """Sort by a column: first click rising, second falling, third the order of the map."""
        wishes, column = self.model.wishes, Column(section)
        if wishes.column is not column:
            wishes.column, wishes.is_descending = column, False
        elif not wishes.is_descending:
            wishes.is_descending = True
        else:
            wishes.column, wishes.is_descending = None, False
        self._show_indicator()
        self._rearrange()

    def _show_indicator(self) -> None:
        wishes, header = self.model.wishes, self.grid.horizontalHeader()
        header.setSortIndicatorShown(wishes.column is not None)
        order = (
            Qt.SortOrder.DescendingOrder if wishes.is_descending else Qt.SortOrder.AscendingOrder
        )
        header.setSortIndicator(-1 if wishes.column is None else int(wishes.column), order)

    # ---- the five states -----------------------------------------------------------------------
    def _choose_page(self) -> None:
        self.bar.setEnabled(self._is_allowed and self.model.total > 0)
        if not self._is_allowed:
            self.stage.show_no_right()
        elif self.model.rows is None:
            self.stage.show_loading()
        elif not self.model.total:
            self.stage.show_message(
                "mdi6.layers-off-outline",
                self.tr("Die eingeschalteten Ebenen und Zustände enthalten zurzeit kein Gerät."),
                self.tr("Ebenen wählen"),
            )
        elif not self.model.rowCount():
            self._show_nothing()
        else:
            self.stage.show_content()
            self.stage.notice.show_notice(*self._notice)

    def _show_nothing(self) -> None:
        """Say why no row is left, and offer to list all of them again."""
        if self.model.wishes.text.strip():
            sentence = self.tr("Kein Gerät passt zu diesem Filter.")
        else:
            sentence = self.tr("Im Kartenausschnitt liegt kein Gerät.")
        self.stage.show_message("mdi6.filter-off-outline", sentence, self.tr("Filter zurücksetzen"))

    def _act(self) -> None:
        """Do what the placeholder's or the notice's button says."""
        if self.model.total and not self.model.rowCount():
            self.clear_filters()
            self.grid.setFocus()
        elif not self.model.total:
            self.layers_requested.emit()
        else:
            self.notice_action_requested.emit()

    # ---- menus ---------------------------------------------------------------------------------
    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.acts.make_menu(self), self.grid.viewport().mapToGlobal(position))

    def _show_header_menu(self, position: QPoint) -> None:
        header = self.grid.horizontalHeader()
        pop_up(self.columns.make_menu(self), header.mapToGlobal(position))

    # ---- texts and looks -----------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again; the words of the rows come with the next `set_rows`."""
        self.grid.setAccessibleName(self.tr("Geräte auf der Karte"))
        self.grid.setAccessibleDescription(
            self.tr("Eingabetaste zeigt das Gerät auf der Karte, F3 erklärt, F6 zeigt Verläufe.")
        )
        self.grid.horizontalHeader().viewport().update()
        if self.model.rows is not None:
            with self.grid.keeping_place():
                self.model.replace(self.model.rows)
        self._after_rows()

    def apply_theme(self) -> None:
        """Take colours and icons from the theme in force."""
        self.bar.apply_theme()
        self.grid.delegate.apply_theme()
        self.grid.viewport().update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_waiting()
        self._take_extent()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
