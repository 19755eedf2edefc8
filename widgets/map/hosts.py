"""The map as its helpers see it: what they may touch of the view that holds them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from app.domain.points import Location
from widgets.map.arrangements import ArrangedLayers, FileLayers
from widgets.map.canvas import MapCanvas
from widgets.map.homes import HomeView
from widgets.map.legends import LegendCard
from widgets.map.live import LiveMap
from widgets.map.panels.layers import LayersPanel
from widgets.map.search import MapSearch
from widgets.map.stage import MapStage
from widgets.map.table import MapTable
from widgets.map.tools.bars import MapTools
from widgets.scenes.readouts import ReadoutBar
from widgets.scenes.splits import KeptSplit


class Remembering(Protocol):
    """A part of the map that remembers something itself."""

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered, JSON-like."""
        ...

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered."""
        ...


class PlaceActs(Protocol):
    """What can be done at a place of the map."""

    def ask_why(self, point_ids: Sequence[str]) -> None:
        """Ask why something is as it is."""
        ...

    def ask_trend(self, point_ids: Sequence[str]) -> None:
        """Ask for the curves of points."""
        ...

    def open_in_table(self, point_ids: list[str]) -> None:
        """Select points, and show their devices in the table."""
        ...

    def come_closer(self, place: Location) -> None:
        """Go to a place, nearer than the map is now."""
        ...

    def copy(self, text: str) -> None:
        """Copy a text, and say so."""
        ...


class MapHost(Protocol):
    """A map with its parts."""

    canvas: MapCanvas
    live: LiveMap
    stage: MapStage
    home: HomeView
    arranged: ArrangedLayers
    tools: MapTools
    search: MapSearch
    layers: LayersPanel
    legend: LegendCard
    table: MapTable
    readout: ReadoutBar

    @property
    def foreign(self) -> FileLayers:
        """The layers out of files."""
        ...

    @property
    def splitters(self) -> Mapping[str, KeptSplit]:
        """The splitters whose sizes are remembered, by name."""
        ...

    @property
    def has_table(self) -> bool:
        """True while a person wants to see the table."""
        ...

    @property
    def is_following(self) -> bool:
        """True while the map follows the selection."""
        ...

    def window(self) -> QWidget:
        """Return the window the map lies in."""
        ...

    def open_layers(self) -> None:
        """Show the panel of the layers."""
        ...

    def choose_value(self, point_type: str) -> None:
        """Show another measured quantity."""
        ...

    def set_following(self, is_following: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Follow the selection with the map, or no longer."""
        ...

    def show_table(self, is_wanted: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show the table under the map, or hide it."""
        ...
