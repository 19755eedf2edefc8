"""Layers out of files, of the city and of people: what was read, what is wrong, how they look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.maps import Box, LayerFile, LayerKind, MapLayer
from app.domain.maps.layers import remembered, replaced
from app.services.maps.arranging import file_layer
from app.services.maps.files import LayerData, LayerError, TileArchive, TileKind
from app.services.maps.sources import MapSource
from widgets.foreign_texts import on_screen
from widgets.map.hosts import MapHost
from widgets.map.panels.faults import FaultsDialog
from widgets.map.panels.style_dialog import StyleDialog
from widgets.map.style.scenes import TileSource
from widgets.texts import language

Content = LayerData | TileArchive

_BELOW: Final = frozenset({LayerKind.BASE, LayerKind.ONLINE, LayerKind.TILES, LayerKind.FILE})
_COORDINATES: Final = 3
"""Zoom, column and row of a tile."""
_DIGITS: Final = 9
"""No number of a tile is longer."""


@dataclass(slots=True)
class _Entry:
    """What is known of a file.

    Attributes:
        file: The file.
        is_own: True when a person added it here, False for the city's own.
        content: What was read; None when that failed.
        trouble: Why it cannot be shown, a sentence; empty when it can.
    """

    file: LayerFile
    is_own: bool
    content: Content | None = None
    trouble: str = ""


class ForeignLayers(QObject):
    """Keeps the layers of a map that come out of files.

    Args:
        view: The map.
        parent: Owner.

    Signals:
        removal_requested: A layer that a person had added is to go (id of its file).
        restoring_requested: It is to come back (id of its file).
        place_requested: A place is to be shown (`Location`).
    """

    removal_requested = Signal(str)
    restoring_requested = Signal(str)
    place_requested = Signal(object)

    def __init__(self, view: MapHost, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._entries: dict[str, _Entry] = {}
        self._said: dict[str, str] = {}
        self._lent: tuple[MapLayer, ...] = ()
        self._versions = 0
        self._dialog: QDialog | None = None

    # ---- what the console tells ----------------------------------------------------------------
    def put(self, file: LayerFile, content: Content, *, is_own: bool) -> None:
        """Show what was read of a file."""
        self._keep(_Entry(file, is_own, content))
        view = self._view
        if isinstance(content, LayerData):
            self._versions += 1
            view.stage.set_source(MapSource(f"file-{file.id}", self._versions, content.geojson))
        else:
            view.canvas.contents.provide(f"tiles/{file.id}/", _maker(content))
            self._show_tiles()
        view.arranged.renew()

    def fail(self, file: LayerFile, trouble: str, *, is_own: bool) -> None:
        """Say at its layer why a file cannot be shown; what was read of it before goes."""
        self._keep(_Entry(file, is_own, None, trouble))
        self._withdraw(file.id)
        self._view.arranged.renew()

    def lend(self, layers: Sequence[MapLayer]) -> None:
        """Arrange layers whose sources others feed, above all others, lowest first."""
        self._lent = tuple(layers)
        self._view.arranged.renew()

    def drop(self, file_id: str) -> None:
        """Take a layer away."""
        for layer_id in [key for key, one in self._entries.items() if one.file.id == file_id]:
            del self._entries[layer_id]
            self._view.live.file_kinds.pop(layer_id, None)
        self._withdraw(file_id)
        self._view.arranged.renew()

    def close(self) -> None:
        """Close the dialog that is open."""
        if self._dialog is not None:
            self._dialog.close()

    def _withdraw(self, file_id: str) -> None:
        """Take away what is drawn of a file."""
        self._view.stage.drop_source(f"file-{file_id}")
        self._view.canvas.contents.drop(f"tiles/{file_id}/")
        self._show_tiles()

    def _keep(self, entry: _Entry) -> str:
        layer_id = file_layer(entry.file, 0).id
        self._entries[layer_id] = entry
        self._view.live.file_kinds[layer_id] = _kinds(entry.content)
        return layer_id

    def _show_tiles(self) -> None:
        tiles = [
            _tiles(entry.file.id, entry.content)
            for entry in self._entries.values()
            if isinstance(entry.content, TileArchive)
        ]
        self._view.stage.set_tiles(tiles)

    # ---- what the panel shows ------------------------------------------------------------------
    def with_own(self, layers: Sequence[MapLayer]) -> tuple[MapLayer, ...]:
        """Return layers with those that a person added, above the base map and the city's own."""
        known = {layer.id for layer in layers}
        own = [
            replace(file_layer(entry.file, place), is_visible=True)
            for place, (layer_id, entry) in enumerate(self._entries.items())
            if entry.is_own and layer_id not in known
        ]
        places = [at + 1 for at, layer in enumerate(layers) if layer.kind in _BELOW]
        # Labels of the base map lie above the measured quantities; own layers come below them.
        labels = [at for at, layer in enumerate(layers) if layer.kind is LayerKind.SURFACE]
        place = labels[0] if labels else max(places, default=0)
        return (*layers[:place], *own, *layers[place:], *self._lent)

    def own_ids(self) -> list[str]:
        """Return the layers that can be removed."""
        return [layer_id for layer_id, entry in self._entries.items() if entry.is_own]

    def notes(self) -> dict[str, str]:
        """Return what is wrong with layers, by their ids."""
        broken = {key: one.trouble for key, one in self._entries.items() if one.trouble}
        return {key: on_screen(text) for key, text in {**broken, **self._said}.items()}

    def say(self, layer_id: str, sentence: str) -> bool:
        """Say something at a layer that is no file; tell whether that is news."""
        before = self._said.get(layer_id, "")
        if sentence:
            self._said[layer_id] = sentence
        else:
            self._said.pop(layer_id, None)
        return sentence != before

    def fault_counts(self) -> dict[str, int]:
        """Return how many faults the files of layers have, by their ids."""
        data = {key: self._data(key) for key in self._entries}
        return {key: len(one.faults) for key, one in data.items() if one is not None and one.faults}

    def box_of(self, layer_id: str) -> Box | None:
        """Return how far a layer reaches; None where that is unknown."""
        entry = self._entries.get(layer_id)
        content = None if entry is None else entry.content
        if isinstance(content, TileArchive):
            return content.info.box
        return None if content is None else content.box

    def _data(self, layer_id: str) -> LayerData | None:
        entry = self._entries.get(layer_id)
        content = None if entry is None else entry.content
        return content if isinstance(content, LayerData) else None

    # ---- what a person does --------------------------------------------------------------------
    def remove(self, layer_id: str) -> None:
        """Ask that a person's own layer goes."""
        entry = self._entries.get(layer_id)
        if entry is not None and entry.is_own:
            self.removal_requested.emit(entry.file.id)

    def restore(self, layers: Sequence[MapLayer]) -> None:
        """Ask that a removed layer comes back, where it stood."""
        known = {layer.id for layer in self._view.live.layers}
        self._view.arranged.restore(remembered(layers))
        for layer in layers:
            if layer.id not in known:
                self.restoring_requested.emit(layer.id.partition(":")[2])

    def ask_style(self, layer_id: str) -> None:
        """Let a person choose how the features of a file are drawn; the map follows at once."""
        view, layer, data = self._view, self._layer(layer_id), self._data(layer_id)
        if layer is None:
            return
        columns = () if data is None else data.columns
        kinds = () if data is None else [str(kind) for kind in data.kinds]
        dialog = StyleDialog(layer, columns, kinds or ("point", "line", "area"), view.window())
        dialog.style_changed.connect(self._show_style)
        self._show_dialog(dialog)
        dialog.open()

    def _show_style(self, layer: MapLayer) -> None:
        """Draw a layer in another style; whatever else it is now stays."""
        layers = self._view.live.layers
        now = next((one for one in layers if one.id == layer.id), None)
        if now is not None:
            self._view.arranged.show(replaced(layers, replace(now, style=layer.style)))

    def show_faults(self, layer_id: str) -> None:
        """List what is wrong in the file of a layer, beside the map, which stays usable."""
        layer, data = self._layer(layer_id), self._data(layer_id)
        if layer is None or data is None:
            return
        name = layer.name.in_language(language())
        dialog = FaultsDialog(name, data.faults, self._view.window())
        dialog.place_requested.connect(self.place_requested)
        self._show_dialog(dialog)
        dialog.show()

    def _layer(self, layer_id: str) -> MapLayer | None:
        return next((one for one in self._view.live.layers if one.id == layer_id), None)

    def _show_dialog(self, dialog: QDialog) -> None:
        """Keep the dialog that is open now; there is one at a time."""
        if self._dialog is not None:
            self._dialog.close()
        self._dialog = dialog
        dialog.finished.connect(self._forget_dialog)

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _kinds(content: Content | None) -> frozenset[str]:
    """Return what the features of a file look like; pictures have none."""
    if isinstance(content, LayerData):
        return frozenset(str(kind) for kind in content.kinds)
    is_vector = content is not None and content.info.kind is TileKind.VECTOR
    return frozenset({"line"}) if is_vector else frozenset()


def _tiles(file_id: str, archive: TileArchive) -> TileSource:
    info = archive.info
    return TileSource(
        file_id,
        is_vector=info.kind is TileKind.VECTOR,
        layers=info.layers,
        min_zoom=info.min_zoom,
        max_zoom=info.max_zoom,
        box=info.box,
    )


def _maker(archive: TileArchive) -> Callable[[str], tuple[str, bytes] | None]:
    """Return what hands out the tiles of an archive, in whatever thread asks."""

    def make(rest: str) -> tuple[str, bytes] | None:
        numbers = rest.split("/")
        if len(numbers) != _COORDINATES or not all(map(_is_count, numbers)):
            return None
        zoom, column, row = map(int, numbers)
        try:
            tile = archive.tile(zoom, column, row)
        except LayerError:
            return None  # one broken tile leaves a hole, and the others
        return None if tile is None else (archive.info.mime, tile)

    return make


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS
