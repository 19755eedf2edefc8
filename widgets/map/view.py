"""The map as a view of the console: canvas, tools, layers, legend, table and search in one."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout
from typing_extensions import override

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.maps import Box, MapLayer
from app.domain.maps.layers import arranged, remembered
from app.domain.points import Location, PointId
from app.services.maps.arranging import layers_for
from app.services.maps.searching import Found
from app.services.maps.sources import MapSource
from app.services.states import CityState
from widgets.map.canvas import MapCanvas
from widgets.map.foreign import ForeignLayers
from widgets.map.legends import LegendCard
from widgets.map.live import LiveMap
from widgets.map.memory import restore_state, saved_state
from widgets.map.menus import place_menu
from widgets.map.panels.layers import LayersPanel
from widgets.map.pictures import MapPictures
from widgets.map.pointing import Pointing
from widgets.map.protocol import Message, Mode
from widgets.map.search import MapSearch
from widgets.map.table import MapTable
from widgets.map.tools.bars import MapTools
from widgets.map.tools.conditions import condition_word, reason_of
from widgets.map.tools.hover_cards import HoverCard
from widgets.map.tools.readouts import ReadoutBar
from widgets.map.tools.selections import SelectionStrip
from widgets.texts import time_text
from widgets.views import View

_NEAR_ZOOM: Final = 15.0
_PANEL_PX: Final = 260


class MapView(View):
    """The city on a map, and the same features in a table.

    The web engine is loaded with the first state that is shown while the view can be seen.

    Args:
        canvas: What draws the map.

    Signals:
        why_requested: Explain this point (its id).
        add_requested: A person wants to choose files to be laid over the map.
        files_dropped: Files to be laid over the map (list of `Path`).
        layer_removed: A layer that a person had added is to go (id of its file).
        layer_restored: It is to come back (id of its file).
    """

    why_requested = Signal(str)
    add_requested = Signal()
    files_dropped = Signal(object)
    layer_removed = Signal(str)
    layer_restored = Signal(str)

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        self.canvas = canvas
        self.live = LiveMap(canvas, self)
        self.stage = self.live.stage
        self.tools = MapTools()
        self.search = MapSearch()
        self.layers = LayersPanel()
        self.table = MapTable()
        self.readout = ReadoutBar()
        self.card = HoverCard(canvas)
        self.strip = SelectionStrip(canvas)
        self.legend = LegendCard(canvas)
        self.pointing = Pointing(self.live, self.card, self.strip, self)
        self.foreign = ForeignLayers(self, self)
        self.pictures = MapPictures(self, self)
        self._city: City | None = None
        self._ground: tuple[MapSource, ...] = ()
        self._windows: tuple[MaintenanceWindow, ...] = ()
        self._memory: list[Any] | None = None
        self._home: Box | None = None
        self._start: tuple[Location, float] | None = None
        self._selected: list[str] = []
        self._is_following = False
        self._has_table = False
        self._arrange()
        self._connect()
        self.retranslate()
        self._show_condition()

    # ---- making --------------------------------------------------------------------------------
    def _arrange(self) -> None:
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._down.addWidget(self.canvas)
        self._down.addWidget(self.table)
        self._down.setStretchFactor(0, 3)
        self._down.setStretchFactor(1, 2)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.addWidget(self.layers)
        self._across.addWidget(self._down)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([_PANEL_PX, 10 * _PANEL_PX])
        for splitter in (self._down, self._across):
            splitter.setChildrenCollapsible(False)
        self.canvas.setMinimumHeight(120)
        self.layers.hide()
        self.table.hide()
        self.tools.put_search(self.search)
        self.tools.listen_on(self.canvas)
        self.tools.show_legend(is_shown=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._across, 1)
        column.addWidget(self.readout)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        tools, stage, pointing = self.tools, self.stage, self.pointing
        tools.mode_requested.connect(self.set_mode)
        tools.zoom_requested.connect(stage.zoom_by)
        tools.fit_requested.connect(self.show_city)
        tools.selection_requested.connect(lambda: self.show_points(self._selected))
        tools.follow_requested.connect(self.set_following)
        tools.layers_requested.connect(self.layers.setVisible)
        tools.legend_requested.connect(self.legend.set_wanted)
        tools.table_requested.connect(self.show_table)
        tools.copy_requested.connect(self.pictures.copy)
        tools.picture_requested.connect(self.pictures.offer)
        pointing.points_selected.connect(self.points_selected)
        pointing.trend_requested.connect(self.trend_requested)
        pointing.menu_requested.connect(self._open_menu)
        pointing.place_changed.connect(self.readout.set_place)
        pointing.key_pressed.connect(self._take_key)
        pointing.message_requested.connect(self.message_requested)
        sketches = pointing.sketches
        sketches.mode_requested.connect(self.set_mode)
        sketches.measured.connect(self.readout.set_measure)
        sketches.sketch_requested.connect(self._sketch)
        self.readout.measure_cleared.connect(lambda: self.set_mode(Mode.MOVE))
        self.readout.copied.connect(self.message_requested)
        self.strip.trend_requested.connect(self.trend_requested)
        self.strip.table_requested.connect(lambda: self.show_table(True))  # noqa: FBT003 - a slot
        self.strip.cleared.connect(lambda: self.points_selected.emit([]))
        self.search.chosen.connect(self._show_found)
        self.search.left.connect(self.canvas.setFocus)
        self.canvas.received.connect(self._take)
        self.canvas.condition_changed.connect(self._show_condition)
        self.canvas.refused.connect(self._tell_refused)
        stage.moved.connect(self._follow_camera)
        self.live.shown.connect(self._show_words)
        self._connect_panels()

    def _connect_panels(self) -> None:
        layers, table, live = self.layers, self.table, self.live
        layers.layers_changed.connect(self._take_layers)
        layers.undo_requested.connect(self.foreign.restore)
        layers.reset_requested.connect(self._reset_layers)
        layers.style_requested.connect(self.foreign.ask_style)
        layers.extent_requested.connect(self._show_extent)
        layers.remove_requested.connect(self.foreign.remove)
        layers.faults_requested.connect(self.foreign.show_faults)
        layers.add_requested.connect(self.add_requested)
        layers.files_dropped.connect(self.files_dropped)
        layers.value_requested.connect(live.choose_value)
        layers.states_requested.connect(live.filter_states)
        table.devices_selected.connect(self._select_devices)
        table.reveal_requested.connect(self._reveal)
        table.trend_requested.connect(lambda ids: self.trend_requested.emit(self._points_of(ids)))
        table.why_requested.connect(lambda one: self.ask_why(self._points_of([one])))
        table.message_requested.connect(self.message_requested)
        table.notice_action_requested.connect(self._try_again)
        table.layers_requested.connect(self.open_layers)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.canvas.allow(city.map.allowed)
        self.live.set_city(city)
        self.live.set_windows(self._windows)
        self.pointing.set_points(city.points)
        self.table.set_city(city)
        self.search.set_city(city, self._ground)
        values = self.live.model
        self.layers.set_value_choices(values.value_choices(), values.values.type)
        self._home = self.live.model.home_box()
        if self._home is not None:
            self.layers.set_latitude(self._home.center.latitude)
        self.arrange_layers()
        self._look_first()
        self._show_words()

    @override
    def set_rules(self, city: City) -> None:
        self._city = city
        self.live.set_rules(city)

    def set_ground(self, sources: Sequence[MapSource]) -> None:
        """Draw the base map of the city, and find its places."""
        for gone in {one.id for one in self._ground} - {one.id for one in sources}:
            self.stage.drop_source(gone)
        self._ground = tuple(sources)
        self.live.set_ground(sources)
        if self._city is not None:
            self.search.set_city(self._city, self._ground)

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Show where maintenance is announced."""
        self._windows = tuple(windows)
        self.live.set_windows(self._windows)

    @override
    def show_state(self, state: CityState) -> None:
        if not self.canvas.condition.is_failed:
            self.canvas.start()
        self.pointing.moment = "" if state.is_live else self._moment_text(state.at_us)
        self.readout.set_time_note(self.pointing.moment)
        self.live.show_state(state)
        self.pointing.renew_card()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        self._selected = list(point_ids)
        model = self.live.model
        rows = model.device_rows(PointId(one) for one in point_ids)
        self.live.select(point_ids)
        self.pointing.show_selection(point_ids)
        self.table.show_selection([str(model.devices.all[row].id) for row in rows])
        self.tools.set_selected(len(rows))
        if self._is_following and rows and not self._is_in_sight(point_ids):
            self.show_points(point_ids)

    def show_points(self, point_ids: Sequence[str]) -> None:
        """Go to where some points are."""
        box = self.live.model.box_of(PointId(one) for one in point_ids)
        if box is not None:
            self.stage.fit(box, max_zoom=_NEAR_ZOOM)
        elif point_ids:
            text = self.tr("Von dieser Auswahl ist kein Ort bekannt.")
            self.message_requested.emit(text)

    def show_place(self, place: Location) -> None:
        """Go to a place and mark it."""
        self.stage.mark(place)
        zoom = max(_NEAR_ZOOM, self.stage.camera.zoom if self.stage.camera else 0.0)
        self.stage.fly_to(place.longitude, place.latitude, zoom)

    def show_city(self) -> None:
        """Show the whole city."""
        self.stage.mark(None)
        if self._home is not None:
            self.stage.fit(self._home)

    def set_mode(self, mode: Mode) -> None:
        """Set what the pointer does on the map."""
        self.tools.set_mode(mode)
        self.stage.set_mode(mode)
        self.pointing.set_mode(mode)

    def show_table(self, is_wanted: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show the table under the map, or hide it where there is a map."""
        self._has_table = is_wanted
        self._place_table()

    def close_feed(self) -> None:
        """End the web engine and all threads; the console ends, or builds the page anew."""
        self.pictures.close()
        self.live.close()
        self.search.close_index()
        self.canvas.close_engine()

    # ---- layers --------------------------------------------------------------------------------
    def set_arrangement(self, memory: list[Any]) -> None:
        """Arrange the layers as they were left, now and when more come."""
        self._memory = memory
        if self._city is not None:
            self.arrange_layers()

    def arrange_layers(self) -> None:
        """Show the layers there are, as a person arranged them."""
        default = self.foreign.with_own(self.live.model.layers())
        memory = self._memory if self._memory is not None else remembered(self.live.layers)
        self._memory = None
        self._show_layers(arranged(default, memory))

    def _show_layers(self, layers: Sequence[MapLayer]) -> None:
        self.live.set_layers(layers)
        self.layers.set_layers(
            self.live.layers,
            self.foreign.notes(),
            faults=self.foreign.fault_counts(),
            own=self.foreign.own_ids(),
        )

    def _take_layers(self, layers: tuple[MapLayer, ...]) -> None:
        self.live.set_layers(layers)

    def preview_layers(self, layers: Sequence[MapLayer]) -> None:
        """Show layers while the style of one of them is being chosen."""
        self._show_layers(layers)

    def remember_arrangement(self, layers: Sequence[MapLayer]) -> None:
        """Arrange the layers like these the next time."""
        self._memory = remembered(layers)

    def _reset_layers(self) -> None:
        default = layers_for(self.live.model.layers(), "")
        self._show_layers(self.foreign.with_own(default))

    def _show_extent(self, layer_id: str) -> None:
        box = self.foreign.box_of(layer_id) or self._home
        if box is not None:
            self.stage.fit(box)

    # ---- what is said of the map ---------------------------------------------------------------
    def _show_words(self) -> None:
        city = self._city
        if city is None:
            return
        if self.table.isVisible():
            self.table.set_rows(self.live.model.rows())
        self.legend.set_entries(self.live.legend())
        self.readout.set_attributions(self.live.attributions())
        self.readout.set_notice(self.pictures.notice())
        trouble = self.live.surface_trouble()
        if self.foreign.say("surface", trouble):
            self._show_layers(self.live.layers)

    def _show_condition(self) -> None:
        condition = self.canvas.condition
        self.tools.set_reason(reason_of(condition))
        self.readout.set_renderer(condition_word(condition), self.canvas.condition_text())
        if condition.is_failed:
            again = self.tr("Karte noch einmal versuchen")
            self.table.set_notice("mdi6.map-outline", self.canvas.condition_text(), again)
        else:
            self.table.set_notice("", "")
        self._place_table()

    def _place_table(self) -> None:
        """The table takes the place of a map that cannot be drawn."""
        is_failed = self.canvas.condition.is_failed
        self.canvas.setVisible(not is_failed)
        self.table.setVisible(self._has_table or is_failed)
        self.tools.show_table(is_shown=self.table.isVisibleTo(self))
        if self.table.isVisibleTo(self):
            self.table.set_rows(self.live.model.rows())

    def _try_again(self) -> None:
        self.canvas.show()
        self.canvas.restart()

    def open_layers(self) -> None:
        """Show the panel of the layers."""
        self.layers.show()
        self.tools.show_layers(is_shown=True)

    def _tell_refused(self, host: str) -> None:
        text = self.tr("Die Karte wollte {0} erreichen; das ist nicht erlaubt.")
        self.message_requested.emit(text.format(host))

    def _moment_text(self, time_us: int) -> str:
        zone = self._city.time_zone if self._city is not None else "UTC"
        return time_text(time_us, zone, with_date=True)

    # ---- what a person does --------------------------------------------------------------------
    def _take(self, message: Message) -> None:
        self.pointing.take(message)

    def _sketch(self, corners: list[tuple[float, float]], is_closed: bool) -> None:  # noqa: FBT001 - a slot
        self.stage.sketch(corners, is_closed=is_closed)

    def _take_key(self, key: str) -> None:
        if key == "Home":
            self.show_city()
        elif key == "Escape":
            self.stage.mark(None)
        else:
            self.tools.take_key(key)

    def set_following(self, is_following: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Follow the selection with the map, or no longer."""
        self._is_following = is_following
        if is_following and self._selected:
            self.show_points(self._selected)

    def _is_in_sight(self, point_ids: Sequence[str]) -> bool:
        box, camera = self.live.place_of(point_ids), self.stage.camera
        return box is None or camera is None or camera.box.holds(box.longitude, box.latitude)

    def _follow_camera(self) -> None:
        camera = self.stage.camera
        if camera is not None:
            self.readout.set_metres(camera.metres)
            self.layers.set_zoom(camera.zoom)
            self.table.set_extent(camera.box)

    def _look_first(self) -> None:
        if self._start is not None:
            place, zoom = self._start
            self.stage.fly_to(place.longitude, place.latitude, zoom, at_once=True)
        elif self._home is not None and self.stage.camera is None:
            self.stage.fit(self._home, at_once=True)

    def _show_found(self, found: Found) -> None:
        if found.device_id:
            self.points_selected.emit(self._points_of([found.device_id]))
        if found.box is not None:
            self.stage.mark(None)
            self.stage.fit(found.box, max_zoom=_NEAR_ZOOM + 1)
        else:
            self.show_place(found.location)

    def _points_of(self, device_ids: Sequence[str]) -> list[str]:
        model = self.live.model
        return [str(point.id) for device in device_ids for point in model.points_of(device)]

    def _select_devices(self, device_ids: list[str]) -> None:
        self.points_selected.emit(self._points_of(device_ids))

    def _reveal(self, device_id: str) -> None:
        self.show_points(self._points_of([device_id]))

    def say(self, sentence: str) -> None:
        """Say something in the notification strip."""
        self.message_requested.emit(sentence)

    def ask_removal(self, file_id: str) -> None:
        """Ask that a layer goes that a person had added."""
        self.layer_removed.emit(file_id)

    def ask_restoring(self, file_id: str) -> None:
        """Ask that a removed layer comes back."""
        self.layer_restored.emit(file_id)

    def ask_trend(self, point_ids: Sequence[str]) -> None:
        """Ask for the curves of points."""
        self.trend_requested.emit(list(point_ids))

    def ask_why(self, point_ids: Sequence[str]) -> None:
        """Ask why points are as they are: for the worst value of their device."""
        model = self.live.model
        for row in model.device_rows(PointId(one) for one in point_ids):
            facts = model.hover_facts(str(model.devices.all[row].id))
            if facts is not None and facts.lines:
                self.why_requested.emit(str(facts.lines[0].point))
                return

    def _open_menu(self, point_ids: list[str], place: Location, at: QPoint) -> None:
        place_menu(self, self, point_ids, place).popup(self.canvas.mapToGlobal(at))

    def open_in_table(self, point_ids: list[str]) -> None:
        """Select points, and show their devices in the table."""
        self.points_selected.emit(point_ids)
        self.show_table(True)  # noqa: FBT003 - a Qt slot

    # ---- memory, words, window -----------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {**saved_state(self), "picture": self.pictures.save_state()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.pictures.restore_state(state.get("picture"))
        restore_state(self, state)

    @property
    def splitters(self) -> dict[str, QSplitter]:
        """The splitters whose sizes are remembered, by name."""
        return {"across": self._across, "down": self._down}

    @property
    def has_table(self) -> bool:
        """True while a person wants to see the table."""
        return self._has_table

    @property
    def is_following(self) -> bool:
        """True while the map follows the selection."""
        return self._is_following

    def start_at(self, place: Location, zoom: float) -> None:
        """Begin where the map was left."""
        self._start = place, zoom
        self._look_first()

    def choose_value(self, point_type: str) -> None:
        """Show another measured quantity; an unknown one changes nothing."""
        model = self.live.model
        if any(choice.type == point_type for choice in model.value_choices()):
            self.live.choose_value(point_type)
            self.layers.set_value_choices(model.value_choices(), point_type)

    @override
    def retranslate(self) -> None:
        if self._city is not None:
            self.live.use_language()
        for part in (self.tools, self.search, self.layers, self.table, self.readout, self.legend):
            part.retranslate()
        self.pointing.sketches.retranslate()
        self._show_condition()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.stage.rest(is_resting=False)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.card.leave()
        self.stage.rest(is_resting=True)
