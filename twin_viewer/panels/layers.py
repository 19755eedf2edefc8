"""The panel of what is shown: layers with boxes, how much of each, and by what it is coloured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from twin_viewer.panels.base import Panel
from widgets.map.panels.boxes import ElidedBox
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ID: Final = Qt.ItemDataRole.UserRole
WHOLE: Final = 100
"""Percent of a layer that nothing shines through."""

_LEAST: Final = 10

LAYER_ICONS: Final[Mapping[str, str]] = {
    "sensors": "mdi6.access-point",
    "labels": "mdi6.label-outline",
    "assets": "mdi6.map-marker-plus-outline",
    "networks": "mdi6.lan",
    "panoramas": "mdi6.panorama-sphere-outline",
    "buildings": "mdi6.office-building-outline",
    "cloud": "mdi6.scatter-plot-outline",
    "changes": "mdi6.compare",
    "objects": "mdi6.cube-outline",
    "ortho": "mdi6.satellite-variant",
    "ground": "mdi6.map-outline",
    "terrain": "mdi6.terrain",
}


@dataclass(frozen=True, slots=True)
class TwinLayer:
    """A layer as the panel shows it.

    Attributes:
        id: Its id, one of `LAYER_ICONS`.
        is_visible: True while it is shown.
        opacity: Percent of it that is seen, 10 to 100.
        lack: Why there is nothing of it to show, a sentence; empty where there is.
        has_opacity: True where something may shine through it.
    """

    id: str
    is_visible: bool = True
    opacity: int = WHOLE
    lack: str = ""
    has_opacity: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a layer can be coloured by.

    Attributes:
        key: What it is asked for by; empty for neutral.
        name: Its name on screen.
    """

    key: str
    name: str


class TwinLayersPanel(Panel):
    """The panel.

    Signals:
        visible_changed: A layer shall be shown or not (id, bool).
        opacity_changed: So much of a layer shall be seen (id, percent).
        attribute_requested: The buildings shall be coloured by an attribute (its key).
        cloud_mode_requested: The laser scan shall be coloured so (its key).
    """

    visible_changed = Signal(str, bool)
    opacity_changed = Signal(str, int)
    attribute_requested = Signal(str)
    cloud_mode_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[TwinLayer, ...] = ()
        self.list = QListWidget()
        self.attribute, self.cloud_mode = ElidedBox(), ElidedBox()
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(_LEAST, WHOLE)
        self.opacity.setPageStep(10)
        self._labels = {name: QLabel() for name in ("attribute", "cloud", "opacity")}
        form = QFormLayout()
        form.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        form.setSpacing(2 * GRID)
        form.addRow(self._labels["opacity"], self.opacity)
        form.addRow(self._labels["attribute"], self.attribute)
        form.addRow(self._labels["cloud"], self.cloud_mode)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.list, 1)
        column.addLayout(form)
        self.list.itemChanged.connect(self._take)
        self.list.currentItemChanged.connect(lambda *_: self._follow())
        self.opacity.valueChanged.connect(self._take_opacity)
        self.attribute.activated.connect(
            lambda _: self.attribute_requested.emit(str(self.attribute.currentData() or ""))
        )
        self.cloud_mode.activated.connect(
            lambda _: self.cloud_mode_requested.emit(str(self.cloud_mode.currentData() or ""))
        )
        theme().changed.connect(self.apply_theme)
        self.retranslate()

    # ---- what is shown -------------------------------------------------------------------------
    def show_layers(self, layers: Sequence[TwinLayer]) -> None:
        """Show the layers, uppermost first."""
        chosen = self.chosen()
        self._layers = tuple(layers)
        with QSignalBlocker(self.list):
            self.list.clear()
            for layer in layers:
                item = QListWidgetItem(icon(LAYER_ICONS[layer.id]), self.name_of(layer.id))
                item.setData(_ID, layer.id)
                flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
                if not layer.lack:
                    flags |= Qt.ItemFlag.ItemIsEnabled
                item.setFlags(flags)
                is_shown = layer.is_visible and not layer.lack
                item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
                item.setToolTip(layer.lack)
                self.list.addItem(item)
                if layer.id == chosen:
                    self.list.setCurrentItem(item)
        self._follow()

    def offer_attributes(self, choices: Sequence[Choice], chosen: str) -> None:
        """Offer what the buildings can be coloured by."""
        _fill(self.attribute, choices, chosen)

    def offer_cloud_modes(self, choices: Sequence[Choice], chosen: str) -> None:
        """Offer how the laser scan can be coloured."""
        _fill(self.cloud_mode, choices, chosen)

    def chosen(self) -> str:
        """Return the id of the chosen layer; empty while none is."""
        items = self.list.selectedItems()
        return str(items[0].data(_ID)) if items else ""

    def name_of(self, layer_id: str) -> str:
        """Return the name of a layer on screen."""
        names = {
            "sensors": self.tr("Datenpunkte"),
            "labels": self.tr("Namen"),
            "assets": self.tr("Gesetzte Geräte"),
            "networks": self.tr("Netze"),
            "panoramas": self.tr("Straßenfotos"),
            "buildings": self.tr("Gebäude"),
            "cloud": self.tr("Laserscan"),
            "changes": self.tr("Veränderungen"),
            "objects": self.tr("Einzelne Objekte"),
            "ortho": self.tr("Luftbild"),
            "ground": self.tr("Grundkarte"),
            "terrain": self.tr("Gelände"),
        }
        return names[layer_id]

    # ---- what a person does --------------------------------------------------------------------
    def _take(self, item: QListWidgetItem) -> None:
        is_visible = item.checkState() is Qt.CheckState.Checked
        self.visible_changed.emit(str(item.data(_ID)), is_visible)

    def _take_opacity(self, percent: int) -> None:
        if layer_id := self.chosen():
            self.opacity_changed.emit(layer_id, percent)

    def _follow(self) -> None:
        chosen = self.chosen()
        layer = next((one for one in self._layers if one.id == chosen), None)
        can = layer is not None and layer.has_opacity and not layer.lack
        self.opacity.setEnabled(can)
        with QSignalBlocker(self.opacity):
            self.opacity.setValue(layer.opacity if layer is not None else WHOLE)
        self._labels["opacity"].setEnabled(can)

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Ebenen des Zwillings"))
        for name, box, text in (
            ("attribute", self.attribute, self.tr("Gebäude nach")),
            ("cloud", self.cloud_mode, self.tr("Laserscan nach")),
            ("opacity", self.opacity, self.tr("Deckkraft")),
        ):
            self._labels[name].setText(text)
            box.setAccessibleName(text)
        self.opacity.setToolTip(self.tr("Deckkraft der gewählten Ebene in Prozent"))
        self.show_layers(self._layers)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                item = self.list.item(row)
                item.setIcon(icon(LAYER_ICONS[str(item.data(_ID))]))


def _fill(box: ElidedBox, choices: Sequence[Choice], chosen: str) -> None:
    with QSignalBlocker(box):
        box.clear()
        for choice in choices:
            box.addItem(choice.name, choice.key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setEnabled(box.count() > 1)
