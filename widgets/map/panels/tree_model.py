"""The layers as Qt's trees want them: headings with their layers, topmost first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.domain.maps import MapLayer
from app.domain.maps.layers import moved, replaced
from widgets.map.panels.groups import Run, layer_icon, run_title, runs_of
from widgets.map.panels.scales import range_text
from widgets.texts import language
from widgets.theme.icons import icon

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
TOP: Final = QModelIndex()

LAYER_ROLE: Final = ItemRole.UserRole + 1
"""The `MapLayer` of a row; None for the heading of a run."""
NOTE_ROLE: Final = ItemRole.UserRole + 2
"""What is wrong with a layer, a sentence; empty while all is well."""
QUIET_ROLE: Final = ItemRole.UserRole + 3
"""True for a layer that is not drawn now: switched off, or out of its scales."""

MIME: Final = "application/x-leitstand-map-layer"


class LayersModel(QAbstractItemModel):
    """Layers in runs, with boxes; a layer that lies alone needs no heading.

    Signals:
        arranged: A person changed something: the layers before and after (tuples, lowest first),
            and what changed as a key for `History`.
    """

    arranged = Signal(object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers: tuple[MapLayer, ...] = ()
        self.notes: Mapping[str, str] = {}
        self.latitude = 0.0
        self._runs: tuple[Run, ...] = ()
        self._zoom: float | None = None

    # ---- what is shown -------------------------------------------------------------------------
    def set_layers(self, layers: Sequence[MapLayer], notes: Mapping[str, str]) -> None:
        """Show layers, lowest first; only what changed is told to the view."""
        is_same_shape = [(one.id, one.kind) for one in layers] == [
            (one.id, one.kind) for one in self.layers
        ]
        if not is_same_shape:
            self.beginResetModel()
        changed = set(layers) ^ set(self.layers)
        is_noted = notes != self.notes
        self.layers, self.notes = tuple(layers), dict(notes)
        self._runs = runs_of(self.layers)
        if not is_same_shape:
            self.endResetModel()
        elif changed or is_noted:
            self.tell()

    def set_zoom(self, zoom: float | None) -> None:
        """Take how close the map is, so that layers out of their scales are dimmed."""
        before = self._quiet()
        self._zoom = zoom
        if self._quiet() != before:
            self.tell()

    def tell(self) -> None:
        """Tell the view that any row may look different now."""
        for row, run in enumerate(self._runs):
            head = self.index(row, 0)
            self.dataChanged.emit(head, head)
            if not run.is_lone:
                self.dataChanged.emit(
                    self.index(0, 0, head), self.index(len(run.layers) - 1, 0, head)
                )

    def _quiet(self) -> Collection[str]:
        return {one.id for one in self.layers if self._is_quiet(one)}

    def _is_quiet(self, layer: MapLayer) -> bool:
        zoom = self._zoom
        return zoom is not None and not layer.min_zoom <= zoom < layer.max_zoom

    # ---- rows ----------------------------------------------------------------------------------
    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs, topmost first."""
        return self._runs

    def run_of(self, index: Index) -> Run | None:
        """Return the run whose heading a row is; None for a layer."""
        if not index.isValid() or index.internalId():
            return None
        run = self._runs[index.row()]
        return None if run.is_lone else run

    def layer_at(self, index: Index) -> MapLayer | None:
        """Return the layer of a row; None for a heading."""
        if not index.isValid():
            return None
        if index.internalId():
            return self._runs[index.internalId() - 1].layers[index.row()]
        run = self._runs[index.row()]
        return run.layers[0] if run.is_lone else None

    def index_of(self, layer_id: str) -> QModelIndex:
        """Return the row of a layer; an invalid one when there is none."""
        for number, run in enumerate(self._runs):
            for row, layer in enumerate(run.layers):
                if layer.id == layer_id and run.is_lone:
                    return self.createIndex(number, 0, 0)
                if layer.id == layer_id:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index = TOP) -> QModelIndex:
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index = TOP) -> Any:
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        if not parent.isValid():
            return len(self._runs)
        run = self.run_of(parent)
        return 0 if run is None else len(run.layers)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 1

    # ---- looks ---------------------------------------------------------------------------------
    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:
        layer, run = self.layer_at(index), self.run_of(index)
        if layer is not None:
            return self._layer_data(layer, role)
        return None if run is None else _run_data(run, role)

    def _layer_data(self, layer: MapLayer, role: int) -> Any:
        if role == ItemRole.DisplayRole:
            return layer.name.in_language(language())
        if role == ItemRole.DecorationRole:
            return icon(layer_icon(layer))
        if role == ItemRole.CheckStateRole:
            return Qt.CheckState.Checked if layer.is_visible else Qt.CheckState.Unchecked
        if role == ItemRole.ToolTipRole:
            return "\n".join(self._lines(layer))
        if role == ItemRole.AccessibleTextRole:
            return ", ".join(self._lines(layer))
        own = {
            LAYER_ROLE: layer,
            NOTE_ROLE: self.notes.get(layer.id, ""),
            QUIET_ROLE: self._is_quiet(layer) or not layer.is_visible,
        }
        return own.get(role)

    def _lines(self, layer: MapLayer) -> list[str]:
        """Return what is known of a layer, line by line."""
        scales = range_text(layer.min_zoom, layer.max_zoom, self.latitude)
        if scales:
            scales = self.tr("Maßstab: {scales}").format(scales=scales)
        if layer.is_visible and self._is_quiet(layer):
            scales += " – " + self.tr("beim jetzigen Maßstab nicht zu sehen")
        lines = (
            layer.name.in_language(language()),
            scales,
            self.notes.get(layer.id, ""),
            layer.attribution,
        )
        return [line for line in lines if line]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable
        if self.layer_at(index) is None:
            return usual | flag.ItemIsDropEnabled
        return usual | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    # ---- what a person does --------------------------------------------------------------------
    @override
    def setData(self, index: Index, value: Any, role: int = ItemRole.EditRole) -> bool:
        if role != ItemRole.CheckStateRole or not index.isValid():
            return False
        is_visible = Qt.CheckState(value) == Qt.CheckState.Checked
        layer, run = self.layer_at(index), self.run_of(index)
        touched = (layer,) if layer is not None else run.layers if run is not None else ()
        ids = {one.id for one in touched}
        layers = tuple(
            replace(one, is_visible=is_visible) if one.id in ids else one for one in self.layers
        )
        self._take(layers)
        return True

    def change(self, layer: MapLayer, key: str) -> None:
        """Take a layer with other settings; steps of one key are one for `History`."""
        self._take(replaced(self.layers, layer), f"{key}:{layer.id}")

    def shift(self, layer_id: str, steps: int) -> bool:
        """Move a layer up (or down, below 0) by places; False where it is at the end."""
        places = [one.id for one in self.layers]
        if layer_id not in places:
            return False
        place = places.index(layer_id)
        target = min(max(place + steps, 0), len(places) - 1)
        if target == place:
            return False
        self._take(moved(self.layers, layer_id, target))
        return True

    def _take(self, layers: tuple[MapLayer, ...], key: str = "") -> None:
        before = self.layers
        if layers != before:
            self.set_layers(layers, self.notes)
            self.arranged.emit(before, layers, key)

    # ---- dragging ------------------------------------------------------------------------------
    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        layers = [self.layer_at(index) for index in indexes]
        data.setData(MIME, "\n".join(one.id for one in layers if one is not None).encode())
        return data

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return data.hasFormat(MIME)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        layer_id = bytes(data.data(MIME).data()).decode()
        above = self._above(row, parent)
        ids = [one.id for one in reversed(self.layers)]
        if layer_id not in ids:
            return False
        above -= ids.index(layer_id) < above
        self._take(moved(self.layers, layer_id, len(ids) - 1 - above))
        return True

    def _above(self, row: int, parent: Index) -> int:
        """Return how many layers lie above the gap at which something is dropped."""
        starts = [0]
        for run in self._runs:
            starts.append(starts[-1] + len(run.layers))
        if not parent.isValid():
            return starts[row] if 0 <= row < len(starts) else starts[-1]
        return starts[parent.row()] + max(row, 0)


def _run_data(run: Run, role: int) -> Any:
    if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}:
        return run_title(run)
    if role == ItemRole.CheckStateRole:
        shown = sum(layer.is_visible for layer in run.layers)
        if shown == len(run.layers):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if shown else Qt.CheckState.Unchecked
    return None
