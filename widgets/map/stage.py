"""What the map shows at the moment: remembers it, says it to the page, and again after a restart.

Calls of one turn of the event loop are said in one go: at most one style, then the states that are
new. While the map rests nothing is said; when it is looked at again, what it missed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFontDatabase

from app.domain.maps import Box, MapLayer, OnlineMap
from app.domain.points import Location
from app.services.maps.sources import ImageSource, MapSource, StateRows
from widgets.map.canvas import MapCanvas
from widgets.map.glyphs import GlyphMaker
from widgets.map.protocol import Message, Mode, states
from widgets.map.schemes import ORIGIN
from widgets.map.sprites import SpriteSheet, make_sheet
from widgets.map.style import Scene, TileSource, make_style
from widgets.map.style.composition import data_path
from widgets.theme import theme
from widgets.theme.tokens import FONT_FAMILIES, Tokens

FLIGHT_MS: Final = 400
"""Longest flight of the camera."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks.

    Attributes:
        center: The place in its middle.
        zoom: 0 shows the earth; each 1 more doubles the scale.
        box: What is seen.
        metres: Metres a pixel in its middle.
    """

    center: Location
    zoom: float
    box: Box
    metres: float


@dataclass(slots=True)
class _States:
    """The states of the features of a source, as they are known."""

    keys: tuple[str, ...] = ()
    rows: dict[int, tuple[float, ...]] = field(default_factory=dict)
    fresh: dict[int, None] = field(default_factory=dict)
    """Ids the page has not been told of."""

    def take(self, rows: StateRows) -> None:
        """Remember new states; of other keys than before: in place of all."""
        if rows.keys != self.keys:
            self.keys = rows.keys
            self.rows = {}
        ids = np.asarray(rows.ids).tolist()
        values = map(tuple, np.asarray(rows.values).tolist())
        self.rows.update(zip(ids, values, strict=True))
        self.fresh.update(dict.fromkeys(ids))


class MapStage(QObject):
    """Tells the page of a canvas what is to be seen.

    Signals:
        shown: The newest style is drawn, with all its sources.
        painted: The states up to this tick are on the screen.
        moved: The camera is another one.
    """

    shown = Signal()
    painted = Signal(int)
    moved = Signal()

    def __init__(self, canvas: MapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._layers: tuple[MapLayer, ...] = ()
        self._sources: dict[str, MapSource | ImageSource] = {}
        self._tiles: tuple[TileSource, ...] = ()
        self._online: tuple[OnlineMap, ...] = ()
        self._bounds: Box | None = None
        self._language = "de"
        self._states: dict[str, _States] = {}
        self._selected: dict[str, tuple[int, ...]] = {}
        self._place: Message | None = None
        self._camera: Camera | None = None
        self._mode = Mode.MOVE
        self._sketch: Message | None = None
        self._mark: Message | None = None
        self._tick = 0
        self._is_ready = False
        self._is_resting = False
        self._is_style_due = True
        self._style_number = 0
        self._drawn: frozenset[str] = frozenset()
        self._lent: Tokens | None = None
        self._later: dict[str, Message] = {}
        self._sheet: SpriteSheet | None = None
        self._sheet_for: tuple[str, frozenset[str]] | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._say)
        installed = set(QFontDatabase.families())
        families = [family for family in FONT_FAMILIES if family in installed]
        canvas.contents.provide("glyphs/", GlyphMaker(families).make)
        canvas.ready.connect(self._on_ready)
        canvas.received.connect(self._on_message)
        theme().changed.connect(self.apply_theme)

    # --- what is to be seen -----------------------------------------------------------------

    def set_ground(self, sources: Sequence[MapSource]) -> None:
        """Set the features of the base map."""
        for source in sources:
            self.set_source(source)

    def set_layers(self, layers: Sequence[MapLayer]) -> None:
        """Set the layers, lowest first."""
        if tuple(layers) != self._layers:
            self._layers = tuple(layers)
            self._plan_style()

    def set_source(self, source: MapSource | ImageSource) -> None:
        """Set the features of a source; a newer version forgets the states told before it."""
        before = self._sources.get(source.id)
        if before is not None and _header(before) == _header(source):
            return
        self._sources[source.id] = source
        self._states.pop(source.id, None)
        is_picture = isinstance(source, ImageSource)
        data = source.png if isinstance(source, ImageSource) else source.data
        mime = "image/png" if is_picture else "application/json"
        self._canvas.contents.put(data_path(source), mime, data)
        self._plan_style()

    def drop_source(self, source_id: str) -> None:
        """Forget a source with its states; layers that are drawn from it show nothing."""
        if self._sources.pop(source_id, None) is not None:
            self._states.pop(source_id, None)
            self._selected.pop(source_id, None)
            self._plan_style()

    def set_tiles(self, tiles: Sequence[TileSource]) -> None:
        """Set the archives of tiles; somebody else provides `tiles/<id>/` in the contents."""
        if tuple(tiles) != self._tiles:
            self._tiles = tuple(tiles)
            self._plan_style()

    def set_online(self, maps: Sequence[OnlineMap]) -> None:
        """Set the base maps there are outside; layers of kind ONLINE show them."""
        if tuple(maps) != self._online:
            self._online = tuple(maps)
            self._plan_style()

    def set_bounds(self, box: Box | None) -> None:
        """Keep the camera near the city: it leaves this box by no more than its own size."""
        wide = _widened(box) if box else None
        if wide != self._bounds:
            self._bounds = wide
            self._plan_style()

    def set_language(self, language: str) -> None:
        """Set the language of names, `de` or `en`."""
        if language != self._language:
            self._language = language
            self._plan_style()

    def set_states(self, rows: StateRows) -> int:
        """Set live states of features; returns the tick that `painted` will tell."""
        self._tick += 1
        self._states.setdefault(rows.source, _States()).take(rows)
        self._plan()
        return self._tick

    def select(self, source: str, ids: Sequence[int]) -> None:
        """Show these features of a source as selected, and no others of it."""
        chosen = tuple(int(one) for one in ids)
        self._selected[source] = chosen
        message = {"do": "select", "source": source, "ids": list(chosen)}
        self._plan(f"select {source}", message)

    def apply_theme(self) -> None:
        """Show everything in the colours of the theme in force."""
        self._plan_style()

    @property
    def tokens(self) -> Tokens:
        """The colours in which the map is drawn."""
        return self._lent or theme().tokens

    def use_tokens(self, tokens: Tokens | None) -> None:
        """Draw the map in other colours for a while, as for a picture; None for the theme's."""
        if tokens is not self._lent:
            self._lent = tokens
            self._plan_style()

    # --- camera and tools -------------------------------------------------------------------

    @property
    def camera(self) -> Camera | None:
        """Where the map looks, as it last said; None before it was seen."""
        return self._camera

    def fly_to(
        self,
        longitude: float,
        latitude: float,
        zoom: float | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """Look at a place, from the present height if none is given."""
        if zoom is None and self._camera is not None:
            zoom = self._camera.zoom
        self._go({"do": "camera", "center": [longitude, latitude], "zoom": zoom}, at_once=at_once)

    def fit(self, box: Box, *, at_once: bool = False, max_zoom: float = 16) -> None:
        """Show a box whole, as near as that goes and no nearer than `max_zoom`."""
        corners = [box.west, box.south, box.east, box.north]
        self._go({"do": "fit", "box": corners, "max_zoom": max_zoom}, at_once=at_once)

    def zoom_by(self, step: float) -> None:
        """Come closer (or go farther away) around the middle."""
        if self._camera is not None:
            center = self._camera.center
            zoom = min(max(self._camera.zoom + step, 0.0), 22.0)
            self.fly_to(center.longitude, center.latitude, zoom)

    def set_mode(self, mode: Mode) -> None:
        """Set what the pointer does."""
        self._mode = mode
        self._sketch = None
        self._later.pop("sketch", None)
        self._plan("mode", {"do": "mode", "mode": str(mode)})

    def sketch(
        self, coordinates: Sequence[tuple[float, float]], *, is_closed: bool = False
    ) -> None:
        """Show a line or an area of a tool; an empty one takes it away."""
        corners = [list(corner) for corner in coordinates]
        message = {"do": "sketch", "coordinates": corners, "closed": is_closed}
        self._sketch = message if corners else None
        self._plan("sketch", message)

    def mark(self, place: Location | None) -> None:
        """Show a mark at a place, or none."""
        where = [place.longitude, place.latitude] if place else None
        self._mark = {"do": "mark", "place": where}
        self._plan("mark", self._mark)

    def rest(self, is_resting: bool) -> None:  # noqa: FBT001 - named so in the interface of all
        """Say nothing to the page while nobody looks at it; then all that it missed."""
        if is_resting == self._is_resting:
            return
        self._is_resting = is_resting
        if self._is_ready:
            self._canvas.send({"do": "resting", "resting": is_resting})
        self._plan()

    def close(self) -> None:
        """Say nothing any more, until a page is ready again."""
        self._is_ready = False
        self._turn.stop()

    # --- saying it --------------------------------------------------------------------------

    def _go(self, message: dict[str, Any], *, at_once: bool) -> None:
        self._place = {**message, "ms": 0}
        self._later.pop("place", None)
        self._plan("place", {**message, "ms": 0 if at_once else FLIGHT_MS})

    def _plan_style(self) -> None:
        self._is_style_due = True
        self._plan()

    def _plan(self, name: str = "", message: Message | None = None) -> None:
        if message is not None:
            self._later[name] = message
        is_heard = self._is_ready and not self._is_resting
        if is_heard and (message is not None or not self._turn.isActive()):
            self._turn.start(0)  # what a hand does goes at once, whatever waits

    def _say(self) -> None:
        if not self._is_ready or self._is_resting:
            return
        wait_ms = self._canvas.pace.wait_ms() if self._has_news() else 0
        if not wait_ms:
            self._say_news()
        later, self._later = self._later, {}
        for message in later.values():
            self._canvas.send(message)
        if wait_ms:
            self._turn.start(wait_ms)

    def _has_news(self) -> bool:
        """Tell whether there is something that the page has to draw anew."""
        fresh = (source for source, known in self._states.items() if known.fresh)
        return self._is_style_due or any(source in self._drawn for source in fresh)

    def _say_news(self) -> None:
        if not self._has_news():
            return
        self._canvas.pace.begin()
        if self._is_style_due:
            self._is_style_due = False
            self._say_style()
        for source, known in self._states.items():
            if known.fresh and source in self._drawn:
                ids = list(known.fresh)
                known.fresh = {}
                values = [known.rows[one] for one in ids if one in known.rows]
                rows = StateRows(source, known.keys, ids, values)
                self._canvas.send(states(rows, self._tick))

    def _say_style(self) -> None:
        """Say the style; sources that were not drawn before need all of their states."""
        style = self._style()
        self._style_number += 1
        self._canvas.send({"do": "style", "style": style, "number": self._style_number})
        drawn = frozenset(style["sources"])
        for source in drawn - self._drawn:
            if source in self._states:
                known = self._states[source]
                known.fresh = dict.fromkeys(known.rows)
        self._drawn = drawn

    def _style(self) -> dict[str, Any]:
        tokens = self.tokens
        sheet = self._sprites(tokens)
        return make_style(
            Scene(
                layers=self._layers,
                tokens=tokens,
                sources=self._sources,
                tiles=self._tiles,
                online=self._online,
                bounds=self._bounds,
                language=self._language,
                origin=ORIGIN,
                sprite=sheet.name,
            )
        )

    def _sprites(self, tokens: Tokens) -> SpriteSheet:
        """Return the sheet of signs of a theme; drawn anew with the theme or with new icons."""
        icons = frozenset(
            one for layer in self._layers for one in (layer.icon, *layer.signs) if one
        )
        wanted = (tokens.name, icons)
        if self._sheet is None or wanted != self._sheet_for:
            self._sheet = make_sheet(tokens, icons)
            self._sheet_for = wanted
            for path, mime, data in self._sheet.files:
                self._canvas.contents.put(f"sprites/{path}", mime, data)
        return self._sheet

    # --- what the page says ------------------------------------------------------------------

    def _on_ready(self, _renderer: str) -> None:
        """Say everything again."""
        self._is_ready = True
        self._canvas.pace.reset()
        self._is_style_due = True
        self._drawn = frozenset()
        self._later = {}
        if self._place is not None:
            self._later["place"] = self._place
        for source, ids in self._selected.items():
            message = {"do": "select", "source": source, "ids": list(ids)}
            self._later[f"select {source}"] = message
        if self._mode is not Mode.MOVE:
            self._later["mode"] = {"do": "mode", "mode": str(self._mode)}
        for name, kept in (("sketch", self._sketch), ("mark", self._mark)):
            if kept is not None:
                self._later[name] = kept
        self._plan()

    def _on_message(self, message: Mapping[str, Any]) -> None:
        kind = message.get("on")
        if kind in {"shown", "painted"}:
            self._canvas.pace.end()
        if kind == "shown":
            self._take_shown(message)
        elif kind == "painted":
            self.painted.emit(int(message.get("tick", 0)))
        elif kind == "camera":
            self._take_camera(message)

    def _take_shown(self, message: Mapping[str, Any]) -> None:
        """A style is drawn; one that is out of date by now says nothing of what is to be seen."""
        is_newest = message.get("number", self._style_number) == self._style_number
        if is_newest and not self._is_style_due:
            self._drop_old()
            self.shown.emit()

    def _take_camera(self, message: Mapping[str, Any]) -> None:
        try:
            longitude, latitude = (float(one) for one in message["center"])
            west, south, east, north = (float(one) for one in message["box"])
            zoom, metres = float(message["zoom"]), float(message["metres"])
        except (KeyError, TypeError, ValueError):
            return
        box = Box(west, south, east, north)
        self._camera = Camera(Location(longitude, latitude), zoom, box, metres)
        center = [longitude, latitude]
        self._place = {"do": "camera", "center": center, "zoom": zoom, "ms": 0}
        self.moved.emit()

    def _drop_old(self) -> None:
        """Drop the data of versions that nothing shows any more."""
        if self._is_style_due:
            return  # the page may be on its way to a newer one
        current = {data_path(source) for source in self._sources.values()}
        if self._sheet is not None:
            current.update(f"sprites/{path}" for path, _, _ in self._sheet.files)
        for path in self._canvas.contents.paths():
            if path.startswith(("data/", "sprites/")) and path not in current:
                self._canvas.contents.drop(path)


def _header(source: MapSource | ImageSource) -> tuple[Any, ...]:
    """Return what tells a version of a source from others."""
    if isinstance(source, ImageSource):
        return source.version, source.corners
    return source.version, source.cluster_radius, source.cluster_max_zoom


def _widened(box: Box) -> Box:
    wide, high = box.east - box.west, box.north - box.south
    return Box(box.west - wide, box.south - high, box.east + wide, box.north + high)
