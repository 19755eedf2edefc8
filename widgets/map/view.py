"""The map as a view of the console: canvas, tools, layers, legend, table and search in one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.services.maps.sources import MapSource
from app.services.states import CityState
from widgets.map.acts import MapActs
from widgets.map.arrangements import ArrangedLayers
from widgets.map.canvas import MapCanvas
from widgets.map.conditions import Condition
from widgets.map.foreign import ForeignLayers
from widgets.map.graphics import is_software
from widgets.map.homes import HomeView
from widgets.map.legends import LegendCard
from widgets.map.live import LiveMap
from widgets.map.memory import restore_state, saved_state
from widgets.map.panels.layers import LayersPanel
from widgets.map.pictures import MapPictures
from widgets.map.pointing import Pointing
from widgets.map.protocol import Mode
from widgets.map.search import MapSearch
from widgets.map.splits import MapSplit
from widgets.map.table import MapTable
from widgets.map.tools.bars import MapTools
from widgets.map.tools.conditions import condition_word, reason_of
from widgets.map.tools.hover_cards import HoverCard
from widgets.map.tools.wording import readout_words
from widgets.scenes.readouts import ReadoutBar
from widgets.scenes.selections import SelectionStrip
from widgets.scenes.splits import KeptSplit, PanelSplit
from widgets.texts import time_text
from widgets.views import View


class MapView(View):
    """The city on a map, and the same features in a table.

    The web engine is loaded with the first state that is shown while the view can be seen.

    Args:
        canvas: What draws the map.
        workspace: Where it stands; a field of action begins with its own devices only.

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

    def __init__(self, canvas: MapCanvas, workspace: str = "") -> None:
        super().__init__()
        self.canvas = canvas
        self.live = LiveMap(canvas, self)
        self.stage = self.live.stage
        self.home = HomeView(self.stage, self)
        self.tools = MapTools()
        self.search = MapSearch()
        self.layers = LayersPanel()
        self.table = MapTable()
        self.readout = ReadoutBar(readout_words)
        self.card = HoverCard(canvas)
        self.strip = SelectionStrip(canvas)
        self.legend = LegendCard(canvas, self.strip)
        self.pointing = Pointing(self.live, self.card, self.strip, self)
        self.foreign = ForeignLayers(self, self)
        self.arranged = ArrangedLayers(self.live, self.layers, self.foreign, workspace)
        self.pictures = MapPictures(self, self)
        self.acts = MapActs(self, self)
        self._city: City | None = None
        self._ground: tuple[MapSource, ...] = ()
        self._has_table = False
        self._is_closed = False
        self._graphics = ""
        self._arrange()
        self._connect()
        self._connect_pointing()
        self._connect_panels()
        self.retranslate()
        self._show_condition()

    # ---- making --------------------------------------------------------------------------------
    def _arrange(self) -> None:
        self._down = MapSplit(self.canvas, self.table)
        self._across = PanelSplit(self.layers, self._down)
        self.tools.put_beside(self.search)
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
        tools, stage, acts = self.tools, self.stage, self.acts
        tools.mode_requested.connect(self.set_mode)
        tools.zoom_requested.connect(stage.zoom_by)
        tools.fit_requested.connect(acts.show_city)
        tools.selection_requested.connect(acts.show_selected)
        tools.follow_requested.connect(acts.set_following)
        tools.layers_requested.connect(self.layers.setVisible)
        tools.legend_requested.connect(self.legend.set_wanted)
        tools.table_requested.connect(self.show_table)
        tools.copy_requested.connect(self.pictures.copy)
        tools.picture_requested.connect(self.pictures.offer)
        acts.points_selected.connect(self.points_selected)
        acts.trend_requested.connect(self.trend_requested)
        acts.why_requested.connect(self.why_requested)
        acts.message_requested.connect(self.message_requested)
        self.pictures.message_requested.connect(self.message_requested)
        self.readout.copied.connect(self.message_requested)
        self.search.chosen.connect(acts.show_found)
        self.search.left.connect(self.setFocus)
        self.canvas.ready.connect(self._show_condition)
        self.canvas.condition_changed.connect(self._show_condition)
        self.canvas.refused.connect(self._tell_refused)
        stage.moved.connect(self._follow_camera)
        self.live.shown.connect(self._show_words)

    def _connect_pointing(self) -> None:
        pointing, acts = self.pointing, self.acts
        self.canvas.received.connect(pointing.take)
        pointing.points_selected.connect(self.points_selected)
        pointing.trend_requested.connect(self.trend_requested)
        pointing.menu_requested.connect(acts.open_menu)
        pointing.place_changed.connect(self.readout.set_place)
        pointing.key_pressed.connect(acts.take_key)
        pointing.escape_taken.connect(acts.stay_on_map)
        pointing.message_requested.connect(self.message_requested)
        sketches = pointing.sketches
        sketches.mode_requested.connect(self.set_mode)
        self.readout.measure_cleared.connect(self._clear_measure)
        sketches.measured.connect(self.readout.set_measure)
        sketches.sketch_requested.connect(
            lambda corners, is_closed: self.stage.sketch(corners, is_closed=is_closed)
        )
        self.strip.trend_requested.connect(self.trend_requested)
        self.strip.table_requested.connect(self._to_table)
        self.strip.cleared.connect(acts.clear)

    def _connect_panels(self) -> None:
        layers, table, acts, foreign = self.layers, self.table, self.acts, self.foreign
        layers.layers_changed.connect(self.arranged.take)
        layers.undo_requested.connect(foreign.restore)
        layers.reset_requested.connect(self.arranged.reset)
        layers.style_requested.connect(foreign.ask_style)
        layers.extent_requested.connect(acts.show_extent)
        layers.remove_requested.connect(foreign.remove)
        layers.faults_requested.connect(foreign.show_faults)
        layers.add_requested.connect(self.add_requested)
        layers.files_dropped.connect(self.files_dropped)
        layers.value_requested.connect(self.live.choose_value)
        layers.states_requested.connect(self.live.filter_states)
        foreign.removal_requested.connect(self.layer_removed)
        foreign.restoring_requested.connect(self.layer_restored)
        foreign.place_requested.connect(acts.show_place)
        table.devices_selected.connect(acts.select_devices)
        table.reveal_requested.connect(acts.reveal)
        table.trend_requested.connect(acts.ask_trend_of)
        table.why_requested.connect(acts.ask_why_of)
        table.message_requested.connect(self.message_requested)
        table.notice_action_requested.connect(self._try_again)
        table.layers_requested.connect(self.open_layers)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        is_other = self._city is None or city.id != self._city.id
        self._city = city
        self.canvas.allow(city.map.allowed)
        self.table.set_city(city)
        self.live.set_city(city)
        self.pointing.set_points(city.points)
        self.search.set_city(city, self._ground)
        self._offer_values()
        home = self.live.home
        if home is not None:
            self.layers.set_latitude(home.center.latitude)
        if is_other:
            self.layers.forget()
        self.arranged.renew()
        self.home.set_city(city.id, home)
        self.show_selection([one for one in self.acts.selected if self.pointing.knows(one)])

    @override
    def set_rules(self, city: City) -> None:
        self._city = city
        self.live.set_rules(city)
        self.pointing.renew_card()

    def set_ground(self, sources: Sequence[MapSource]) -> None:
        """Draw the base map of the city, and find its places."""
        for gone in {one.id for one in self._ground} - {one.id for one in sources}:
            self.stage.drop_source(gone)
        self._ground = tuple(sources)
        self.live.set_ground(sources)
        if self._city is not None:
            self.search.set_city(self._city, self._ground)
            self.home.set_box(self.live.home)

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Show where maintenance is announced."""
        self.live.set_windows(windows)

    @override
    def show_state(self, state: CityState) -> None:
        # Not here: loading the engine takes a while, and the rest of the console comes first.
        QTimer.singleShot(0, self, self._start)
        zone = self.live.model.city.time_zone
        moment = "" if state.is_live else time_text(state.at_us, zone, with_date=True)
        self.pointing.moment = moment
        note = self.tr("Nicht LIVE: {0}").format(moment) if moment else ""
        self.readout.set_time_note(note)
        self.live.show_state(state)
        self.pointing.renew_card()

    def _start(self) -> None:
        """Load the engine, once there is something to draw."""
        if not self._is_closed and not self.canvas.condition.is_failed:
            self.canvas.start()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        self.pointing.show_selection(point_ids)
        self.acts.show_selection(point_ids)

    def show_points(self, point_ids: Sequence[str]) -> None:
        """Go to where some points are."""
        self.acts.show_points(point_ids)

    def set_mode(self, mode: Mode) -> None:
        """Set what the pointer does on the map."""
        self.tools.set_mode(mode)
        self.stage.set_mode(mode)
        self.pointing.set_mode(mode)

    def _clear_measure(self) -> None:
        """Take a result away, also one that is still being drawn; without one, the tool."""
        measurement = self.pointing.sketches.measurement
        has_one = measurement is not None and bool(measurement.corners)
        self.set_mode(self.pointing.sketches.mode if has_one else Mode.MOVE)

    def show_table(self, is_wanted: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show the table under the map, or hide it where there is a map."""
        self._has_table = is_wanted
        self._place_table()

    def close_feed(self) -> None:
        """End the web engine and all threads; the console ends, or builds the page anew."""
        self._is_closed = True
        self.pictures.close()
        self.foreign.close()
        self.live.close()
        self.search.close_index()
        self.canvas.close_engine()

    # ---- panels --------------------------------------------------------------------------------
    def open_layers(self) -> None:
        """Show the panel of the layers."""
        self.layers.show()
        self.tools.show_layers(is_shown=True)

    def choose_value(self, point_type: str) -> None:
        """Show another measured quantity, once a city has it."""
        self.live.choose_value(point_type)
        self._offer_values()

    def _offer_values(self) -> None:
        model = self.live.model
        self.layers.set_value_choices(model.value_choices(), model.values.type)

    # ---- what is said of the map ---------------------------------------------------------------
    def _show_words(self) -> None:
        if self._city is None:
            return
        self._show_rows()
        self.legend.set_entries(self.live.legend())
        self.readout.set_attributions(self.live.attributions())
        self.readout.set_notice(self.pictures.notice())
        if self.foreign.say("surface", self.live.surface_trouble()):
            self.arranged.show(self.live.layers)

    def _show_condition(self, graphics: str = "") -> None:
        self._graphics = graphics or self._graphics
        condition = self.canvas.condition
        text, again = self.canvas.condition_text(), self.tr("Karte noch einmal versuchen")
        if condition is Condition.ALIVE and is_software(self._graphics):
            text = QCoreApplication.translate(
                "map",
                "Die Karte wird vom Prozessor gezeichnet, weil dieser Rechner dafür keine "
                "Grafikkarte nutzt. Das belastet ihn mehr; gezeigt wird dasselbe.",
            )
        self.tools.set_reason(reason_of(condition))
        self.readout.set_renderer(condition_word(condition), text)
        if condition.is_failed:
            self.table.set_notice("mdi6.map-outline", text, again)
            self.card.leave()
        else:
            self.table.set_notice("", "")
        self._place_table()

    def _place_table(self) -> None:
        """The table takes the place of a map that cannot be drawn."""
        is_failed = self.canvas.condition.is_failed
        self.canvas.setVisible(not is_failed)
        self._down.show_table(is_shown=self._has_table or is_failed)
        self.tools.show_table(is_shown=self.table.isVisibleTo(self))
        self.setFocusProxy(self.table if is_failed else self.canvas)
        self._show_rows()

    def _show_rows(self) -> None:
        """List the devices where that is seen; before the first state nothing is known of them."""
        if self.live.model.state is not None and self.table.isVisible():
            self.table.set_rows(self.live.model.rows())

    def _try_again(self) -> None:
        self.canvas.show()
        self.canvas.restart()

    def _tell_refused(self, host: str) -> None:
        words = self.tr("Die Karte wollte {0} erreichen; das ist nicht erlaubt.")
        self.message_requested.emit(words.format(host))

    def _follow_camera(self) -> None:
        if (camera := self.stage.camera) is not None:
            self.readout.set_metres(camera.metres)
            self.layers.set_zoom(camera.zoom)
            self.table.set_extent(camera.box)

    # ---- memory, words, window -----------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {**saved_state(self), "picture": self.pictures.save_state()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.pictures.restore_state(state.get("picture"))
        restore_state(self, state)

    @property
    def splitters(self) -> dict[str, KeptSplit]:
        """The splitters whose sizes are remembered, by name."""
        return {"across": self._across, "down": self._down}

    @property
    def has_table(self) -> bool:
        """True while a person wants to see the table."""
        return self._has_table

    @property
    def is_following(self) -> bool:
        """True while the map follows the selection."""
        return self.acts.is_following

    def set_following(self, is_following: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Follow the selection with the map, or no longer."""
        self.acts.set_following(is_following)

    @override
    def retranslate(self) -> None:
        for part in (self.tools, self.search, self.layers, self.table, self.readout, self.legend):
            part.retranslate()
        self.pointing.sketches.retranslate()
        if self._city is not None:
            self.live.use_language()
            self.arranged.show(self.live.layers)  # their notes are sentences
        self._show_condition()

    def _to_table(self) -> None:
        """Show the selected devices in the table; the strip gives its room to the map."""
        self.strip.hide()
        self.show_table(True)  # noqa: FBT003 - a Qt slot

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.stage.rest(is_resting=False)
        # In a slot of its own: an exception in an override that Qt calls would end the program.
        QTimer.singleShot(0, self, self._show_words)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pointing.leave()
        self.stage.rest(is_resting=True)
