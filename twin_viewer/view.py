"""The digital twin as a view of the console: the city in three dimensions, and what lives in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.services.states import CityState
from twin_viewer.canvas import TwinCanvas
from twin_viewer.navigation.pilots import Motion
from twin_viewer.rendering.picking import Hit
from twin_viewer.rendering.stage import Stage
from twin_viewer.tools.bars import TwinTools
from twin_viewer.tools.commands import Command, Tool
from twin_viewer.tools.readouts import TwinReadout
from twin_viewer.views.acts import TwinActs
from twin_viewer.views.cameras import camera_of, camera_state
from twin_viewer.views.conditions import Condition, reason_of
from twin_viewer.views.data import TwinData
from twin_viewer.views.keeping import Keepsakes
from twin_viewer.views.layers import LayerBook
from twin_viewer.views.libraries import MakeLibrary
from twin_viewer.views.lights import Section
from twin_viewer.views.memory import restore_state, saved_state
from twin_viewer.views.moments import Moment
from twin_viewer.views.orders import carry_out
from twin_viewer.views.panes import ScenePane
from twin_viewer.views.pictures import TwinPictures
from twin_viewer.views.sceneries import MakeStage, Scenery
from twin_viewer.views.sights import Sights
from twin_viewer.views.stagings import Staging
from twin_viewer.views.tabs import PanelTabs
from widgets.scenes.splits import PanelSplit
from widgets.views import View


class TwinView(View):
    """The city as it stands, with its sensors where they hang.

    Graphics and library are loaded with the first state that is shown while the view can be seen.

    Args:
        library_factory: Makes the library of data sets; it is given what must be told of changes.
            None for a view of the devices alone.
        make_stage: Makes what draws a scene.

    Attributes:
        moment: Which city is shown at which moment.
        staging: Makes the scene and lets it go.
        layers: What a person wants to see of each layer.
        sights: Colours, sun and section as they are wanted.
        pane: Where the scene is seen.
        panel: Panels at the left, each a tab; not to be seen at first.
        has_legend: True while a person wants to see the legend.

    Signals:
        why_requested: Explain this point (its id).
        asset_requested: A device or an asset shall be placed (`AssetPlace`).
        bookmark_saved: This view shall be kept (a `dict`, as `camera_bookmark` has it).
        files_dropped: Files and folders to be taken into the library (list of `Path`).
        add_requested: A person wants to choose such files.
        object_chosen: A city object was clicked (`CityObject` and its `Hit`), or None.
        changed: Layers, data or colours are others; panels look again.
    """

    why_requested = Signal(str)
    asset_requested = Signal(object)
    bookmark_saved = Signal(object)
    files_dropped = Signal(object)
    add_requested = Signal()
    object_chosen = Signal(object)
    changed = Signal()

    def __init__(
        self, library_factory: MakeLibrary | None = None, *, make_stage: MakeStage = Stage
    ) -> None:
        super().__init__()
        self.tools, self.readout = TwinTools(), TwinReadout()
        self.panel = PanelTabs()
        self.layers = LayerBook(self)
        self.sights = Sights(self, self)
        self.acts = TwinActs(self, self)
        self.pictures = TwinPictures(self, self)
        self.moment = Moment()
        self._windows: tuple[MaintenanceWindow, ...] = ()
        self._tool, self.has_legend = Tool.POINT, True
        self.pane = ScenePane()
        self.staging = Staging(library_factory, make_stage, self.pane.room, self)
        self.kept = Keepsakes(self, self)
        self._arrange()
        self._connect()
        self._show_condition()

    # ---- making --------------------------------------------------------------------------------
    def _arrange(self) -> None:
        self._across = PanelSplit(self.panel, self.pane)
        self.tools.show_switch(Command.LEGEND, is_on=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._across, 1)
        column.addWidget(self.readout)

    def _connect(self) -> None:
        acts, tools = self.acts, self.tools
        tools.tool_requested.connect(self.set_tool)
        tools.motion_requested.connect(self.set_motion)
        tools.colour_requested.connect(self.sights.choose)
        tools.requested.connect(lambda one, is_on: carry_out(self, one, is_on=is_on))
        for name in ("points_selected", "trend_requested", "map_requested", "message_requested"):
            getattr(acts, name).connect(getattr(self, name))
        acts.why_requested.connect(self.why_requested)
        acts.asset_requested.connect(self.asset_requested)
        self.pictures.message_requested.connect(self.message_requested)
        self.readout.bar.copied.connect(self.message_requested)
        self.readout.bar.measure_cleared.connect(self._clear_measure)
        self.layers.changed.connect(self.sights.apply_layer)
        self.sights.changed.connect(self._show_words)
        self.pane.again_requested.connect(self._try_again)
        self.pane.add_requested.connect(self.add_requested)
        self.pane.files_dropped.connect(self.files_dropped)
        self.staging.made.connect(self._fill)
        self.staging.condition_changed.connect(self._show_condition)
        self.staging.data_changed.connect(self._show_words)

    def add_panel(self, widget: QWidget, title: str, icon: QIcon | None = None) -> None:
        """Add a panel at the left."""
        self.panel.add(widget, title, icon or QIcon())

    def name_panel(self, widget: QWidget, title: str) -> None:
        """Say what a panel is."""
        self.panel.name(widget, title)

    def dress_panel(self, widget: QWidget, icon: QIcon) -> None:
        """Give a panel the icon of the theme."""
        self.panel.dress(widget, icon)

    def choose_panel(self, widget: QWidget) -> None:
        """Bring a panel to the front."""
        self.panel.setCurrentWidget(widget)

    @property
    def at_us(self) -> int | None:
        """The moment that is shown, µs UTC; None before the first state."""
        return self.moment.at_us

    @property
    def time_zone(self) -> str:
        """The city's time zone."""
        return self.moment.zone

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        before, self.moment.city = self.moment.city, city
        is_other = before is not None and city.id != before.id
        if is_other:
            self.staging.drop()
        if self.scenery is not None:
            self.scenery.set_city(city)
            self._show_words()
            known = self.scenery.pointing.knows
            self.show_selection([one for one in self.acts.selected if known(one)])

    @override
    def set_rules(self, city: City) -> None:
        self.moment.city = city
        if self.scenery is not None:
            self.scenery.live.set_rules(city)
            self.scenery.pointing.renew_card()

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Take where maintenance is announced."""
        self._windows = tuple(windows)
        if self.scenery is not None:
            self.scenery.live.set_windows(self._windows)

    @override
    def show_state(self, state: CityState) -> None:
        self.moment.state = state
        # Not here: loading takes a while, and the rest of the console comes first.
        QTimer.singleShot(0, self, self._start)
        past = self.moment.past
        note = self.tr("Nicht LIVE: {0}").format(past) if past else ""
        self.readout.bar.set_time_note(note)
        self.sights.follow_time(state.at_us)
        if self.scenery is not None:
            self.scenery.pointing.moment = self.moment.past
            self.scenery.live.show_state(state)
            self.scenery.pointing.renew_card()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        self.tools.set_selected(self.acts.show_selection(point_ids))

    def show_points(self, point_ids: Sequence[str]) -> None:
        """Fly to where some points are."""
        self.acts.show_points(point_ids)

    def close_feed(self) -> None:
        """End all threads and timers."""
        self.pictures.close()
        self.staging.close()

    # ---- scenery -------------------------------------------------------------------------------
    @property
    def scenery(self) -> Scenery | None:
        """The scene and what belongs to it; None while there is none."""
        return self.staging.scenery

    @property
    def data(self) -> TwinData | None:
        """What of the library is in the scene; None without a library."""
        return self.staging.data

    def _start(self) -> None:
        """Make the scene, once there is something to draw and somebody who sees it."""
        if self.moment.city is not None and self.isVisible():
            self.staging.start(self.moment.city, self._connect_scenery)

    def _connect_scenery(self, scenery: Scenery) -> None:
        pointing, pilot, acts, bar = scenery.pointing, scenery.pilot, self.acts, self.readout.bar
        scenery.seen.connect(lambda _: bar.set_metres(scenery.metres_per_pixel()))
        scenery.live.shown.connect(self._show_legend)
        pilot.motion_changed.connect(self.tools.show_motion)
        pilot.left.connect(self._leave)
        pointing.points_selected.connect(self.points_selected)
        pointing.trend_requested.connect(self.trend_requested)
        pointing.message_requested.connect(self.message_requested)
        pointing.menu_requested.connect(acts.open_menu)
        pointing.asset_placed.connect(acts.place_on)
        pointing.hit_chosen.connect(self._take_hit)
        pointing.place_changed.connect(self._show_place)
        pointing.sketches.measured.connect(bar.set_measure)
        pointing.sketches.tool_requested.connect(self.set_tool)
        scenery.profile.copied.connect(self.message_requested)
        scenery.panorama.entered.connect(lambda: self._show_photo(is_on=True))
        scenery.panorama.left.connect(lambda: self._show_photo(is_on=False))
        scenery.panorama.clicked.connect(pointing.choose)
        scenery.panorama.asset_requested.connect(lambda world, _: acts.place_in_photo(world))
        scenery.panorama.troubled.connect(self.pane.show_trouble)
        scenery.strip.trend_requested.connect(self.trend_requested)
        scenery.strip.cleared.connect(acts.clear)
        scenery.legend.set_wanted(self.has_legend)
        scenery.live.set_windows(self._windows)
        self.tools.listen_on(scenery.canvas)
        self.setFocusProxy(scenery.canvas)

    def _fill(self, scenery: Scenery) -> None:
        """Bring what is known into a new scenery."""
        data = self.data
        if data is not None:
            data.layers_came.connect(self.sights.apply_layers)
            data.colours.changed.connect(self._show_words)
            data.changes.failed.connect(self.message_requested)
            data.changes.found.connect(self.message_requested)
            data.changes.found.connect(lambda _: self.sights.apply_layers())
            data.facts.known.connect(lambda _: scenery.pointing.renew_card())
            scenery.pointing.tells = lambda hit: data.card_of(hit, self.moment.zone)
        self.sights.apply()
        if self.moment.state is not None:
            scenery.pointing.moment = self.moment.past
            scenery.live.show_state(self.moment.state)
        self.show_selection(self.acts.selected)
        scenery.set_tool(self._tool)
        self._show_words()
        self.acts.go_on()

    # ---- condition -----------------------------------------------------------------------------
    @property
    def condition(self) -> Condition:
        """How the view is."""
        return self.staging.condition

    def _show_condition(self) -> None:
        condition = self.staging.condition
        self.tools.set_reason(reason_of(condition))
        self.pane.show_condition(condition, self.staging.detail)
        if self.scenery is None:
            self.setFocusProxy(self.pane.page)

    def _try_again(self) -> None:
        self.staging.try_again()
        self._start()

    # ---- what a person does --------------------------------------------------------------------
    def set_tool(self, tool: Tool) -> None:
        """Set what a click means."""
        self._tool = tool
        self.tools.show_tool(tool)
        if self.scenery is not None:
            self.scenery.set_tool(tool)
            self.scenery.canvas.setFocus()

    def set_motion(self, motion: Motion) -> None:
        """Set how a person moves."""
        if self.scenery is not None:
            self.scenery.free_camera()
            self.scenery.pilot.set_motion(motion)
            self.scenery.canvas.setFocus()

    def show_legend(self, *, is_shown: bool) -> None:
        """Show what stands for what, or hide it."""
        self.has_legend = is_shown
        self.tools.show_switch(Command.LEGEND, is_on=is_shown)
        if self.scenery is not None:
            self.scenery.legend.set_wanted(is_shown)

    def _clear_measure(self) -> None:
        """Take a result away, also one that is still being drawn; without one, the tool."""
        if self.scenery is not None and not self.scenery.pointing.sketches.take_escape():
            self.set_tool(Tool.POINT)

    def _show_photo(self, *, is_on: bool) -> None:
        self.tools.show_switch(Command.PANORAMA, is_on=is_on)
        self.pane.show_trouble("")

    def _leave(self) -> None:
        """Esc with nothing left to leave: hand the keyboard on, so that it never ends here."""
        self.focusNextChild()

    def _take_hit(self, hit: Hit) -> None:
        self.sights.choose_hit(hit)
        one = None if self.data is None else self.data.object_of(hit)
        self.object_chosen.emit(None if one is None else (one, hit))

    # ---- what panels ask for -------------------------------------------------------------------
    def set_layer_visible(self, layer_id: str, is_visible: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show a layer, or hide it (one of `views.layers.LAYERS`)."""
        self.layers.set_visible(layer_id, is_visible=is_visible)

    def set_layer_opacity(self, layer_id: str, opacity: float) -> None:
        """Let so much of a layer be seen, 0 to 1."""
        self.layers.set_opacity(layer_id, opacity)

    def color_by(self, attribute: str) -> None:
        """Colour buildings by an attribute; empty for neutral."""
        self.sights.color_by(attribute)

    def color_cloud_by(self, mode: str) -> None:
        """Colour laser scans by `color`, `class`, `intensity` or `height`."""
        self.sights.color_cloud_by(mode)

    def set_sun(self, moment_us: int | None) -> None:
        """Light the city as the sun does at a moment (µs UTC); None for an even light."""
        self.sights.set_sun(moment_us)

    def set_section(self, section: Section | None) -> None:
        """Cut the city; None for no cut."""
        self.sights.set_section(section)

    def go_to(self, camera: Mapping[str, Any]) -> None:
        """Fly to a view that was kept, as `camera_bookmark` has it; else begin with it."""
        if self.scenery is None:
            self.staging.camera = camera
            return
        found = camera_of(camera, self.scenery.stage.frame)
        if found is not None:
            self.scenery.fly_to(found)

    def camera_bookmark(self) -> dict[str, Any]:
        """Return the view as it is: east, north, height, heading, pitch, fov, layers, time_us."""
        kept = dict(self.staging.camera or {})
        if self.scenery is not None:
            kept = camera_state(self.scenery.stage.camera, self.scenery.stage.frame)
        moment_us = None if self.moment.is_live else self.moment.at_us
        return {**kept, "layers": self.layers.shown(), "time_us": moment_us}

    def save_bookmark(self) -> None:
        """Have the view kept as it is."""
        self.bookmark_saved.emit(self.camera_bookmark())

    # ---- words ---------------------------------------------------------------------------------
    def _show_legend(self) -> None:
        if self.scenery is not None:
            self.scenery.legend.set_entries(self.sights.legend())

    def _show_words(self) -> None:
        data, bar = self.data, self.readout.bar
        self._show_legend()
        bar.set_attributions(() if data is None else data.sources)
        bar.set_notice(self.notice())
        why = self.tr("Für diese Stadt gibt es noch keine Straßenfotos.")
        has_photos = data is not None and bool(data.poses)
        self.tools.set_closed(Command.PANORAMA, "" if has_photos else why)
        self.pane.show_doing("" if data is None else data.progress_text())
        self.tools.set_colours(*self.sights.choices())
        self.changed.emit()

    def notice(self) -> str:
        """Return what must be known of the city that is seen; empty for nothing."""
        is_simulated = self.data is not None and self.data.is_simulated
        return self.tr("Stadtmodell simuliert") if is_simulated else ""

    def _show_place(self, place: object) -> None:
        if self.scenery is not None:
            frame, reference = self.scenery.stage.frame, self.scenery.height_reference
            self.readout.set_place(place, frame, reference)  # type: ignore[arg-type]  # or None

    @property
    def picture_canvas(self) -> TwinCanvas | None:
        """Where the scene is seen; None while there is none."""
        return None if self.scenery is None else self.scenery.canvas

    # ---- memory, words, window -----------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return saved_state(self)

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        restore_state(self, state)

    @property
    def split(self) -> PanelSplit:
        """How panels and scene share the room."""
        return self._across

    @property
    def has_panel(self) -> bool:
        """True while the panels at the left are open."""
        return not self.panel.isHidden()

    def open_panel(self, *, is_open: bool = True) -> None:
        """Show the panels at the left, or hide them."""
        self.panel.setVisible(is_open)
        self.tools.show_switch(Command.LAYERS, is_on=is_open)

    @override
    def retranslate(self) -> None:
        self.tools.retranslate()
        self.readout.retranslate()
        self.readout.bar.retranslate()
        if self.scenery is not None:
            self.scenery.retranslate()
        self._show_condition()
        self._show_words()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.scenery is not None:
            self.scenery.rest()
