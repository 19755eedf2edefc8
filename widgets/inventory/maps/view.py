"""The map of the workspace Bestand: where records stand and lie, with one selection."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.inventory.changes import Commit
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.domain.maps import Box
from app.domain.texts import Text
from app.services.inventory.map_layers import BELOW, CHOSEN, LAYERS, map_layers
from app.services.inventory.map_legends import legend_of_layer
from app.services.inventory.map_reading import LayerContent
from app.services.maps.legends import LegendEntry
from app.services.maps.sources import EMPTY_COLLECTION, MapSource
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.inventory.maps.feed import MOST_MARKED, RecordFeed
from widgets.inventory.maps.pointing import RecordPointing
from widgets.inventory.panes import Acts, InventoryPane, OpenReader
from widgets.labels import ElidedLabel
from widgets.map.view import MapView
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

NEAR_ZOOM: Final = 16.0
"""No nearer than this is a selection gone to."""

_CHOSEN: Final = tuple(f"records-{name}" for name in (BELOW, CHOSEN))
_ICON_PX: Final = 16


class InventoryMap(InventoryPane):
    """Records on the map that all workspaces have. See `InventoryPane` for its signals.

    The web engine is loaded when the pane is first seen, and only layers that are seen are read.

    Args:
        view: The map; it belongs to the pane from now on. The console joins it as it joins all
            maps, for base map and files.
        parent: Owner.

    Attributes:
        view: The map.
        feed: What was read.
    """

    def __init__(self, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.feed = RecordFeed(self)
        self.pointing = RecordPointing(view.pointing, self.feed.contents, self)
        self.only = QToolButton()
        self.note = ElidedLabel()
        self._query: Query | None = None
        self._versions = 0
        self._has_news = False
        self._arrange()
        self._connect()
        view.foreign.lend(map_layers())
        for source in _CHOSEN:
            view.stage.set_source(MapSource(source, 0, EMPTY_COLLECTION))
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        self.only.setObjectName("switch")
        self.only.setCheckable(True)
        self.only.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.note.setObjectName("muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.only)
        bar.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        view, pointing, feed = self.view, self.pointing, self.feed
        self.only.toggled.connect(self._follow_table)
        feed.came.connect(self._take_layer)
        feed.marked.connect(self._take_marks)
        feed.failed.connect(self._take_failure)
        pointing.selected_here.connect(self._select_here)
        pointing.opened.connect(self.open_requested)
        pointing.menu_requested.connect(self._open_menu)
        pointing.message_requested.connect(self.message_requested)
        view.live.shown.connect(self._look)
        view.tools.selection_requested.connect(self._show_selected)
        for name in ("points_selected", "trend_requested", "map_requested", "twin_requested"):
            getattr(view, name).connect(getattr(self, name))
        view.message_requested.connect(self.message_requested)
        view.time_requested.connect(self.time_requested)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self.feed.set_inventory(open_reader)

    @override
    def set_city(self, city: City) -> None:
        self.view.set_city(city)
        self._look()

    @override
    def set_rules(self, city: City) -> None:
        self.view.set_rules(city)

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Show where maintenance is announced."""
        self.view.set_windows(windows)

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        self.view.show_state(state)

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self.feed.show_moment(at_us)
        self._mark(is_flying=False)

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        self.view.show_selection(point_ids)
        self._offer_selection()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self.pointing.selected = list(keys)
        self._mark(is_flying=self.view.is_following)

    def show_on_map(self, keys: Sequence[Key]) -> None:
        """Mark records and go to where they are."""
        self.pointing.selected = list(keys)
        self._mark(is_flying=True)

    @override
    def show_commit(self, commit: Commit) -> None:
        self.feed.take_commit(commit)
        touched = {key.kind for key in commit.changed[:MOST_MARKED]}
        if any(key.kind in touched for key in self.pointing.selected[:MOST_MARKED]):
            self._mark(is_flying=False)

    def show_query(self, query: Query) -> None:
        """Take what the table shows; the map follows where a person wants that."""
        self._query = query
        if self.only.isChecked():
            self._follow_table()

    def close_feed(self) -> None:
        """End all threads and the web engine."""
        self.feed.close()
        self.view.close_feed()

    # ---- layers --------------------------------------------------------------------------------
    def _visible(self) -> frozenset[str]:
        seen = {layer.id for layer in self.view.live.layers if layer.is_visible}
        return frozenset(one.name for one in LAYERS if one.id in seen)

    def _look(self) -> None:
        """Read what is seen and not known yet; nothing while nobody sees the map."""
        self.pointing.visible = self._visible()
        if self.isVisible():
            self.feed.look_at(self.pointing.visible)

    def _follow_table(self) -> None:
        query = self._query if self.only.isChecked() else None
        self.feed.show_query(query)
        if query is not None:
            self._switch_on(query.kind)
        self._say_notes()

    def _switch_on(self, kind: str) -> None:
        """Let a layer be seen that shows what the table shows."""
        mine = {one.id for one in LAYERS if one.kind == kind}
        layers = self.view.live.layers
        if any(one.id in mine and not one.is_visible for one in layers):
            self.view.arranged.show(
                [replace(one, is_visible=True) if one.id in mine else one for one in layers]
            )

    def _take_layer(self, content: LayerContent) -> None:
        self._versions += 1
        layer, view = content.layer, self.view
        source = MapSource(
            layer.source, self._versions, content.data, layer.cluster_px, cluster_max_zoom=15
        )
        view.stage.set_source(source)
        view.live.brought[layer.id] = _legend(content)
        if view.foreign.say(layer.id, content.note):
            view.arranged.renew()
        view.live.shown.emit()
        self._say_notes()

    def _say_notes(self) -> None:
        visible = self._visible()
        notes = [
            on_screen(content.note)
            for name, content in self.feed.contents.items()
            if content.note and name in visible
        ]
        shown = self.feed.shown.query
        if shown is not None and not notes:
            contents = [one for name, one in self.feed.contents.items() if name in visible]
            many = sum(len(one.uids) for one in contents)
            text = self.tr("Zu sehen: {0} Orte.").format(count(many))
            notes.append(text if many else self.tr("Zu dieser Tabelle ist kein Ort bekannt."))
        self.note.setText(" ".join(notes))
        self.note.setToolTip(" ".join(notes))

    def _take_failure(self, reason: str) -> None:
        text = self.tr("Der Bestand lässt sich nicht lesen: {0}").format(on_screen(reason))
        self.note.setText(text)
        self.message_requested.emit(text)

    # ---- selection -----------------------------------------------------------------------------
    def _select_here(self, keys: list[Key]) -> None:
        self._mark(is_flying=False)
        self.keys_selected.emit(keys)

    def _show_selected(self) -> None:
        if self.pointing.selected:
            self._mark(is_flying=True)

    def _mark(self, *, is_flying: bool) -> None:
        self._offer_selection()
        if not self.isVisible() and not is_flying:
            self._has_news = True
            return
        self._has_news = False
        self.feed.mark(self.pointing.selected, is_flying=is_flying)

    def _offer_selection(self) -> None:
        """Let a person go to what is selected, points or records."""
        known = len(self.pointing.selected) or len(self.view.acts.selected)
        self.view.tools.set_selected(known)

    def _take_marks(self, data: bytes, box: Box | None, is_flying: bool, missing: int) -> None:  # noqa: FBT001 - a Qt slot
        self._versions += 1
        for source in _CHOSEN:
            self.view.stage.set_source(MapSource(source, self._versions, data))
        if not is_flying or not self.pointing.selected:
            return
        if box is None:
            text = self.tr("Von dieser Auswahl ist kein Ort bekannt.")
            self.message_requested.emit(text)
            return
        self.view.home.leave()
        self.view.stage.fit(box, max_zoom=NEAR_ZOOM)
        if missing:
            text = self.tr("Von {0} ausgewählten Datensätzen ist kein Ort bekannt.")
            self.message_requested.emit(text.format(count(missing)))

    # ---- what a person does --------------------------------------------------------------------
    def make_menu(self, key: Key) -> QMenu:
        """Return the menu of a record; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = self.pointing.selected if key in self.pointing.selected else [key]
        opened = menu.addAction(self.tr("Steckbrief zeigen"))
        opened.triggered.connect(partial(self.open_requested.emit, key))
        for text, act, wanted in (
            (self.tr("In der Tabelle zeigen"), Acts.SHOW_TABLE, keys),
            (self.tr("Bearbeiten …"), Acts.EDIT, [key]),
            (self.tr("Auswirkung zeigen"), Acts.IMPACT, [key]),
            (self.tr("Im Zwilling zeigen"), Acts.SHOW_TWIN, keys),
        ):
            action = menu.addAction(text)
            action.triggered.connect(partial(self.act_requested.emit, act, list(wanted)))
        return menu

    def _open_menu(self, key: Key, at: QPoint) -> None:
        self.make_menu(key).popup(self.view.canvas.mapToGlobal(at))

    # ---- memory, words, window -----------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {**self.view.save_state(), "only_table": self.only.isChecked()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.view.restore_state(state)
        self.only.setChecked(state.get("only_table") is True)

    @override
    def retranslate(self) -> None:
        self.only.setText(self.tr("Nur was die Tabelle zeigt"))
        self.only.setToolTip(
            self.tr(
                "Zeigt auf der Karte nur die Datensätze der Tabelle, mit ihren Filtern. Stehen sie "
                "an Standorten, sind es diese, mit der Anzahl daneben."
            )
        )
        self.note.setAccessibleName(self.tr("Was die Karte vom Bestand zeigt"))
        for content in self.feed.contents.values():
            self.view.live.brought[content.layer.id] = _legend(content)
        if self.feed.contents:
            self.view.live.shown.emit()
        self._say_notes()

    @override
    def apply_theme(self) -> None:
        self.only.setIcon(icon("mdi6.table-eye"))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._catch_up)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.feed.look_at(())

    def _catch_up(self) -> None:
        """Read what was not read while nobody saw the map."""
        self._look()
        if self._has_news:
            self._mark(is_flying=False)


def _legend(content: LayerContent) -> tuple[LegendEntry, ...]:
    """Return what the signs of a layer mean, with the words of kinds in the screen's language."""
    return tuple(
        entry
        if entry.name.en
        else replace(entry, name=Text(entry.name.de, on_screen(entry.name.de)))
        for entry in legend_of_layer(content)
    )
