"""Colours buildings by one of their attributes: what they have is read beside the window."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.domain.texts import Text
from app.services.maps.legends import LegendEntry, Sign
from twin_viewer.colorings import Coloring, attributes_of, color_by
from twin_viewer.model.cities import BuildingTile, CityObject, TileKey
from twin_viewer.rendering.meshes import TileId
from twin_viewer.tools.cards import attribute_name
from twin_viewer.tools.codes import code_text
from widgets.foreign_texts import on_screen
from widgets.texts import count, number
from widgets.theme import theme

ATTRIBUTES: Final = (
    "function",
    "measuredHeight",
    "storeysAboveGround",
    "yearOfConstruction",
    "roofType",
)
"""What is offered first; all of it until a square was looked into."""

_OFTEN: Final = 8
"""So many squares are read before the city is coloured anew."""

_NAMES: Final = frozenset({"name", "gml:name", "address", "Name"})
"""Attributes that name a building; each has its own."""

_MOST: Final = 30
"""Longer lists nobody reads."""

_LAYER: Final = "buildings"
_WIDE: Final = 10.0


class Paints(Protocol):
    """What has the tiles of the scene, such as the loader."""

    def color(self, colors: tuple[str, ...], classes: Mapping[TileId, NDArray[np.uint8]]) -> None:
        """Colour objects by their class."""
        ...

    def tile_ids(self) -> tuple[TileId, ...]:
        """Return the tiles that are in the scene."""
        ...


ReadTile = Callable[[TileKey], BuildingTile | None]


class BuildingColours(QObject):
    """Reads an attribute of all buildings that are loaded, in a thread of its own.

    Args:
        read: Reads a tile with attributes; called in that thread.
        paints: What colours.
        parent: Owner.

    Attributes:
        attribute: By what buildings are coloured; empty for neutral.
        attributes: What they can be coloured by, frequent ones first.

    Signals:
        changed: The legend is another.
        offered: What they can be coloured by is another.
    """

    changed = Signal()
    offered = Signal()
    _found = Signal(object)
    _learned = Signal(object)

    def __init__(self, read: ReadTile, paints: Paints, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._paints = paints
        self.attribute = ""
        self.attributes: tuple[str, ...] = ATTRIBUTES
        self._sample: TileKey | None = None
        self._coloring: Coloring | None = None
        self._tiles: dict[TileKey, BuildingTile] = {}
        self._news = threading.Condition()
        self._waiting: list[TileKey] = []
        self._is_other = False
        self._is_closing = False
        self._thread: threading.Thread | None = None
        self._found.connect(self._take)
        self._learned.connect(self._offer)
        theme().changed.connect(self._restyle)

    def color_by(self, attribute: str) -> None:
        """Colour buildings by an attribute; empty for neutral."""
        if attribute == self.attribute:
            return
        with self._news:
            self.attribute = attribute
            self._tiles, self._waiting = {}, []
        self._coloring = None
        if attribute:
            self.read([one.key for one in self._paints.tile_ids()])
        else:
            self._paints.color((), {})
        self.changed.emit()

    def renew(self) -> None:
        """Read the attribute again: what is known of buildings is another."""
        attribute, self.attribute = self.attribute, ""
        if attribute:
            self.color_by(attribute)

    def read(self, keys: Sequence[TileKey]) -> None:
        """Colour more squares: they came into the scene."""
        if not self.attribute or self._is_closing:
            return
        with self._news:
            self._waiting.extend(keys)
            self._news.notify()
        self._start()

    def learn(self, key: TileKey) -> None:
        """Look into a square, what there is to colour by."""
        if self._is_closing:
            return
        with self._news:
            self._sample = key
            self._news.notify()
        self._start()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="twin-colours", daemon=True)
            self._thread.start()

    def legend(self) -> tuple[LegendEntry, ...]:
        """Return what the colours stand for."""
        found = self._coloring
        if not self.attribute or found is None or not found.legend:
            return ()
        name = attribute_name(self.attribute)
        if found.is_numeric and found.breaks is not None:
            low, high = float(found.breaks[0]), float(found.breaks[-1])
            ends = [_end(one, high - low) for one in (low, high)]
            return (LegendEntry(_LAYER, Sign.RAMP, Text(name), low=ends[0], high=ends[1]),)
        curves = theme().tokens.curves
        entries = []
        for one in found.legend:
            said = code_text(self.attribute, on_screen(one.words))
            text = Text(f"{name}: {said} ({count(one.count)})")
            if one.color in curves:
                colour = curves.index(one.color)
                entries.append(LegendEntry(_LAYER, Sign.DOT, text, colour=colour))
            else:
                entries.append(LegendEntry(_LAYER, Sign.HATCH, text))
        return tuple(entries)

    def close(self) -> None:
        """End the thread."""
        theme().changed.disconnect(self._restyle)
        with self._news:
            self._is_closing = True
            self._news.notify()
        if self._thread is not None:
            self._thread.join()

    # ---- in the thread -------------------------------------------------------------------------
    def _run(self) -> None:
        fresh = 0
        while True:
            with self._news:
                while not (self._waiting or self._is_other or self._is_closing or self._sample):
                    self._news.wait()
                if self._is_closing:
                    return
                sample, self._sample = self._sample, None
                key = self._waiting.pop(0) if self._waiting else None
                attribute, is_last = self.attribute, not self._waiting
                self._is_other = False
            if sample is not None:
                self._look_into(sample)
            tile = None if key is None else self._read(key)
            with self._news:
                if attribute != self.attribute or not attribute:
                    fresh = 0
                    continue
                if tile is not None:
                    self._tiles[tile.key] = _slim(tile, attribute)
                tiles = list(self._tiles.values())
            fresh += 1
            if is_last or fresh >= _OFTEN:
                fresh = 0
                self._found.emit(color_by(tiles, attribute, theme().tokens))

    def _look_into(self, key: TileKey) -> None:
        tile = self._read(key)
        names = () if tile is None else tuple(attributes_of([tile]))
        self._learned.emit([name for name in names if name not in _NAMES][:_MOST])

    # ---- in the window -------------------------------------------------------------------------
    def _offer(self, names: list[str]) -> None:
        first = [name for name in ATTRIBUTES if name in names]
        rest = [name for name in names if name not in ATTRIBUTES]
        if names and not self._is_closing:
            self.attributes = (*first, *rest)
            self.offered.emit()

    def _take(self, found: Coloring) -> None:
        if found.attribute != self.attribute or self._is_closing:
            return
        self._coloring = found
        self._paints.color(
            found.colors, {TileId(*name): row for name, row in found.classes.items()}
        )
        self.changed.emit()

    def _restyle(self) -> None:
        with self._news:
            self._is_other = bool(self.attribute)
            self._news.notify()


def _slim(tile: BuildingTile, attribute: str) -> BuildingTile:
    """Return a tile with nothing but one attribute of its objects: a city's worth is kept."""
    objects = tuple(
        CityObject(
            one.id,
            one.kind,
            one.parent,
            {attribute: one.attributes[attribute]} if attribute in one.attributes else {},
        )
        for one in tile.objects
    )
    none = np.zeros((0, 3))
    return BuildingTile(
        tile.key,
        tile.frame,
        none.astype(np.float32),
        none.astype(np.int32),
        np.zeros(0, np.int32),
        np.zeros(0, np.uint8),
        objects,
        tile.dataset,
    )


def _end(value: float, span: float) -> str:
    # Years and storeys are written without groups of thousands.
    return str(round(value)) if span > _WIDE else number(value, 1)
