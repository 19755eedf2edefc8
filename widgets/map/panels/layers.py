"""The panel of layers: which there are, in which order, how much of each is seen."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.maps import MapLayer
from app.domain.maps.layers import arranged, remembered
from app.services.maps.values import ValueChoice
from widgets.connections.tables import pop_up
from widgets.map.panels.choices import RANKS, MapChoices, States
from widgets.map.panels.details import OWN, STYLED, WITHOUT_EXTENT, LayerDetails
from widgets.map.panels.files import FileProgress
from widgets.map.panels.histories import History, Layers
from widgets.map.panels.readings import Readings
from widgets.map.panels.tree import LayersTree
from widgets.map.panels.tree_model import LayersModel
from widgets.placeholders import Stage
from widgets.scenes.dropping import FileTarget
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

FOLDED_AT_FIRST: Final = frozenset({"base/0", "base/1"})
_HAMM: Final = 51.68
"""Latitude of scales until a city says its own."""


class LayersPanel(FileTarget):
    """Layers with boxes, their order, and the settings of the chosen one.

    Signals:
        layers_changed: A person changed them: all layers, lowest first (tuple of `MapLayer`).
        style_requested: The style of a layer shall be changed (its id).
        extent_requested: A layer shall be shown whole (its id).
        remove_requested: A layer shall go (its id).
        faults_requested: What is wrong in a layer's file shall be listed (its id).
        undo_requested: A layer that was removed shall come back: all layers as they were before,
            lowest first (tuple of `MapLayer`).
        reset_requested: The layers shall be arranged as they are by default.
        add_requested: A person wants to choose a file.
        value_requested: This measured quantity shall be shown (its type).
        states_requested: Devices in these ranks only (frozenset of `Rank`), or all (None).
    """

    layers_changed = Signal(object)
    style_requested = Signal(str)
    extent_requested = Signal(str)
    remove_requested = Signal(str)
    faults_requested = Signal(str)
    undo_requested = Signal(object)
    reset_requested = Signal()
    add_requested = Signal()
    value_requested = Signal(str)
    states_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults: Mapping[str, int] = {}
        self._own: frozenset[str] | None = None
        self._removed: set[str] = set()
        self._is_loading = False
        self.history = History()
        self.model = LayersModel(self)
        self.choices = MapChoices()
        self.tree = LayersTree(self.model)
        self.details = LayerDetails()
        self.add, self.undo_button, self.reset_button = (QToolButton() for _ in range(3))
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._stage = Stage(self._split)
        self._readings = Readings(self)
        self._arrange()
        self._connect()
        self.set_latitude(_HAMM)
        self.tree.fold(set(FOLDED_AT_FIRST))
        self.retranslate()
        self.apply_theme()
        self.show_loading()

    def _arrange(self) -> None:
        self._split.addWidget(self.tree)
        self._split.addWidget(self.details)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.setHandleWidth(GRID)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        foot.setSpacing(GRID)
        for button in (self.add, self.undo_button, self.reset_button):
            button.setObjectName("switch")
            button.setIconSize(QSize(16, 16))
            foot.addWidget(button)
        self.add.setMinimumWidth(10 * GRID)
        self.add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.choices)
        column.addWidget(self._stage, 1)
        column.addWidget(self._readings)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.model.arranged.connect(self._take)
        self.choices.states_requested.connect(self.states_requested)
        self.choices.value_requested.connect(self.value_requested)
        self.tree.chosen.connect(lambda _: self._show_details())
        self.tree.step_requested.connect(self._step)
        self.tree.remove_requested.connect(self._remove)
        self.tree.extent_requested.connect(self._show_whole)
        self.tree.menu_requested.connect(lambda at: pop_up(self.make_menu(), at))
        self.details.layer_changed.connect(self.model.change)
        self.details.style_requested.connect(lambda: self._ask(self.style_requested))
        self.details.extent_requested.connect(lambda: self._ask(self.extent_requested))
        self.details.faults_requested.connect(lambda: self._ask(self.faults_requested))
        self.details.remove_requested.connect(self._remove)
        self.add.clicked.connect(self.add_requested)
        self._stage.action_requested.connect(self.add_requested)
        self.undo_button.clicked.connect(self.undo)
        self.reset_button.clicked.connect(self._reset)
        theme().changed.connect(self.apply_theme)

    # ---- what is shown -------------------------------------------------------------------------
    @property
    def layers(self) -> tuple[MapLayer, ...]:
        """The layers as arranged, lowest first."""
        return self.model.layers

    def set_layers(
        self,
        layers: Sequence[MapLayer],
        notes: Mapping[str, str] | None = None,
        *,
        faults: Mapping[str, int] | None = None,
        own: Collection[str] | None = None,
    ) -> None:
        """Show layers, lowest first, without telling anybody.

        Args:
            layers: All layers there are.
            notes: What is wrong with a layer, a sentence, by its id.
            faults: How many faults its file has, by its id.
            own: Ids of the layers that can be removed; all that come from files when None.
        """
        self._faults = dict(faults or {})
        self._own = None if own is None else frozenset(own)
        self._is_loading = False
        self.model.set_layers(layers, notes or {})
        self._show_details()
        self._show_state()

    def show_loading(self) -> None:
        """Show that the layers are on their way."""
        self._is_loading = True
        self._stage.show_loading()

    def set_latitude(self, latitude: float) -> None:
        """Take the latitude of the city, at which zooms are told as scales."""
        self.model.latitude = self.details.latitude = latitude
        self._show_details()

    def set_zoom(self, zoom: float | None) -> None:
        """Take how close the map is: layers out of their scales are dimmed."""
        self.model.set_zoom(zoom)

    def set_value_choices(self, choices: Sequence[ValueChoice], chosen: str) -> None:
        """Offer measured quantities: type, name and unit of each, and which one is shown."""
        self.choices.set_values(choices, chosen)

    def choose(self, layer_id: str) -> None:
        """Choose a layer in the tree; an unknown one changes nothing."""
        self.tree.choose(layer_id)

    def show_reading(self, progress: FileProgress) -> None:
        """Show above the buttons how far the reading of a file is; gone with the widget."""
        self._readings.add(progress)

    def forget(self) -> None:
        """Forget what could be undone, as for another city."""
        self.history.clear()
        self._show_undo()

    def _show_state(self) -> None:
        if self._is_loading:
            return
        if self.layers:
            self._stage.show_content()
        else:
            self._stage.show_message(
                "mdi6.layers-outline",
                self.tr("Für diese Stadt gibt es noch keine Ebenen. Fügen Sie eine Datei hinzu."),
                self.tr("Ebene hinzufügen …"),
            )
        self._show_undo()

    def _show_details(self) -> None:
        layer = self.tree.layer
        if layer is None:
            self.details.show_layer(None, "", 0)
            return
        self.details.show_layer(
            layer,
            self.model.notes.get(layer.id, ""),
            self._faults.get(layer.id, 0),
            is_removable=self._is_removable(layer),
        )

    def _show_undo(self) -> None:
        self.undo_button.setEnabled(self.history.can_undo)

    def _is_removable(self, layer: MapLayer) -> bool:
        return layer.kind in OWN if self._own is None else layer.id in self._own

    # ---- what a person does --------------------------------------------------------------------
    def _ask(self, signal: Any) -> None:
        layer = self.tree.layer
        if layer is not None:
            signal.emit(layer.id)

    def _show_whole(self, layer: MapLayer) -> None:
        if layer.kind not in WITHOUT_EXTENT:
            self.extent_requested.emit(layer.id)

    def _step(self, steps: int) -> None:
        layer = self.tree.layer
        if layer is not None and self.model.shift(layer.id, steps):
            self.tree.choose(layer.id)
            self.tree.scrollTo(self.tree.currentIndex())

    def _remove(self) -> None:
        layer = self.tree.layer
        if layer is not None and self._is_removable(layer):
            self.history.note(self.layers)
            self._show_undo()
            self._removed.add(layer.id)
            self.remove_requested.emit(layer.id)

    def _reset(self) -> None:
        self.history.note(self.layers)
        self._show_undo()
        self.reset_requested.emit()

    def _take(self, before: Layers, layers: Layers, key: str) -> None:
        """Pass on what a person changed; the model has it already."""
        self.history.note(before, key)
        self._show_undo()
        self._show_details()
        self.layers_changed.emit(layers)

    def undo(self) -> None:
        """Take the last change back; a layer that was removed has to be read again."""
        now = self.layers
        while self.history.can_undo:  # a removal that was thought better of changed nothing
            before = self.history.undo(now)
            if before != now:
                self._arrange_as(before)
                break
        self._show_undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.history.can_redo:
            return
        now = self.layers
        layers = self.history.redo(now)
        kept = {one.id for one in layers}
        self._arrange_as(layers)
        # Others that are missing there came meanwhile; nobody has ever removed them.
        for gone in [one.id for one in now if one.id in self._removed - kept]:
            self.remove_requested.emit(gone)

    def _arrange_as(self, layers: Layers) -> None:
        there = {one.id for one in self.layers}
        missing = [one for one in layers if one.id not in there and one.kind in OWN]
        self.model.set_layers(arranged(self.layers, remembered(layers)), self.model.notes)
        self._show_details()
        self._show_undo()
        if missing:
            self.undo_requested.emit(layers)
        else:
            self.layers_changed.emit(self.layers)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo wherever in the panel the focus is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def make_menu(self) -> QMenu:
        """Return what can be done with the chosen layer."""
        menu, layer = QMenu(self), self.tree.layer
        if layer is None:
            return menu
        if layer.kind not in WITHOUT_EXTENT:
            menu.addAction(self.tr("Ganze Ebene zeigen"), lambda: self._show_whole(layer))
        if layer.kind in STYLED:
            style = menu.addAction(self.tr("Darstellung ändern …"))
            style.triggered.connect(lambda: self.style_requested.emit(layer.id))
        if self._faults.get(layer.id):
            faults = menu.addAction(self.tr("Hinweise zur Datei …"))
            faults.triggered.connect(lambda: self.faults_requested.emit(layer.id))
        menu.addSeparator()
        up = menu.addAction(self.tr("Nach oben (Alt+Pfeil auf)"), lambda: self._step(1))
        up.setEnabled(layer.id != self.layers[-1].id)
        down = menu.addAction(self.tr("Nach unten (Alt+Pfeil ab)"), lambda: self._step(-1))
        down.setEnabled(layer.id != self.layers[0].id)
        if self._is_removable(layer):
            menu.addSeparator()
            menu.addAction(self.tr("Ebene entfernen"), self._remove)
        return menu

    # ---- memory --------------------------------------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return what is folded, how the room is shared, and which states are shown."""
        return {
            "folded": self.tree.folded,
            "sizes": self._split.sizes() if self.details.isVisible() else [],
            "states": self.choices.chosen_states.value,
        }

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Take up what was saved; whatever does not fit is passed over. It asks for the states."""
        folded, sizes, states = (state.get(key) for key in ("folded", "sizes", "states"))
        if isinstance(folded, list):
            self.tree.fold({key for key in folded if isinstance(key, str)})
        if isinstance(sizes, list) and len(sizes) == self._split.count():
            self._split.setSizes([int(size) for size in sizes if isinstance(size, int | float)])
        if states in {one.value for one in States}:
            chosen = States(states)
            self.choices.set_states(chosen)
            self.states_requested.emit(RANKS[chosen])

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._readings.fit()
        self._label_add()

    def _label_add(self) -> None:
        """Call the button by its whole name where there is room."""
        whole = self.tr("Ebene hinzufügen …")
        self.add.setAccessibleName(whole)
        others = 2 * self.reset_button.sizeHint().width() + 2 * GRID
        room = self.width() - 4 * GRID - others
        metrics = self.fontMetrics()
        has_room = metrics.horizontalAdvance(whole) + 6 * GRID <= room
        self.add.setText(whole if has_room else self.tr("Hinzufügen …"))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.choices.retranslate()
        self.details.retranslate()
        self.tree.setAccessibleName(self.tr("Ebenen der Karte, oberste zuerst"))
        self.tree.setAccessibleDescription(
            self.tr(
                "Leertaste blendet ein und aus, Alt mit Pfeil auf und ab ändert die Reihenfolge"
            )
        )
        self._label_add()
        self.add.setToolTip(
            self.tr(
                "GeoJSON, GeoPackage, PMTiles, Shapefile oder FlatGeobuf; Sie können Dateien auch "
                "hierher ziehen."
            )
        )
        for button, tip in (
            (self.undo_button, self.tr("Rückgängig (Strg+Z)")),
            (self.reset_button, self.tr("Zurücksetzen: Reihenfolge und Auswahl wie am Anfang")),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.model.tell()
        self._show_details()
        self._show_state()

    def apply_theme(self) -> None:
        """Take the icons of the theme."""
        self.details.apply_theme()
        self.undo_button.setIcon(icon("mdi6.undo"))
        self.reset_button.setIcon(icon("mdi6.restore"))
        self.model.tell()
