"""The layers of a map as a person arranged them, also those that are not there now."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from app.domain.maps import Box, MapLayer
from app.domain.maps.layers import arranged, remembered
from app.services.maps.arranging import layers_for
from widgets.map.live import LiveMap
from widgets.map.panels.layers import LayersPanel

MOST_ABSENT: Final = 60
"""Layers that are not there now are remembered up to this number, those that came last."""

Rows = list[dict[str, Any]]


class FileLayers(Protocol):
    """What is known of the layers out of files."""

    def with_own(self, layers: Sequence[MapLayer]) -> tuple[MapLayer, ...]:
        """Return layers with those that a person added."""
        ...

    def own_ids(self) -> list[str]:
        """Return the layers that can be removed."""
        ...

    def notes(self) -> dict[str, str]:
        """Return what is wrong with layers, by their ids."""
        ...

    def fault_counts(self) -> dict[str, int]:
        """Return how many faults the files of layers have, by their ids."""
        ...

    def box_of(self, layer_id: str) -> Box | None:
        """Return how far a layer reaches; None where that is unknown."""
        ...


class ArrangedLayers:
    """Joins the layers there are to the way in which a person arranged them.

    Args:
        live: The map.
        panel: The panel of the layers.
        files: The layers out of files.
        workspace: Where the map stands; a field of action begins with its own devices only.
    """

    def __init__(
        self, live: LiveMap, panel: LayersPanel, files: FileLayers, workspace: str
    ) -> None:
        self._live = live
        self._panel = panel
        self._files = files
        self._workspace = workspace
        self._rows: Rows = []

    @property
    def rows(self) -> Rows:
        """The arrangement, JSON-like, lowest layer first."""
        return arrangement_of(self._live.layers, self._rows)

    def restore(self, rows: Sequence[object]) -> None:
        """Arrange the layers as they were left, now and when more come."""
        self._rows = [
            row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)
        ]
        self._arrange(self._rows)

    def renew(self) -> None:
        """Show the layers there are now, where a person had them."""
        self._arrange(self.rows)

    def reset(self) -> None:
        """Show the layers there are as they are by default."""
        self.show(self._default())

    def show(self, layers: Sequence[MapLayer]) -> None:
        """Show layers on the map and in the panel, lowest first."""
        self.take(layers)
        self._panel.set_layers(
            self._live.layers,
            self._files.notes(),
            faults=self._files.fault_counts(),
            own=self._files.own_ids(),
        )

    def take(self, layers: Sequence[MapLayer]) -> None:
        """Show layers on the map that the panel has already, lowest first."""
        self._rows = arrangement_of(layers, self.rows)
        self._live.set_layers(layers)

    def _arrange(self, rows: Rows) -> None:
        if self._live.model.city.id:
            self.show(arranged(self._default(), rows))

    def _default(self) -> tuple[MapLayer, ...]:
        layers = layers_for(self._live.model.layers(), self._workspace)
        return self._files.with_own(layers)


def arrangement_of(layers: Sequence[MapLayer], before: Sequence[Mapping[str, Any]]) -> Rows:
    """Return how layers are arranged, with those of an earlier arrangement that are not there.

    A layer that comes back, such as one whose file is read again, stands where it stood.

    Args:
        layers: The layers as they are, lowest first.
        before: The earlier arrangement.
    """
    rows = remembered(layers)
    there = {row["id"] for row in rows}
    below: set[str] = set()
    absent: list[tuple[Mapping[str, Any], frozenset[str]]] = []
    for row in before:
        if row["id"] not in there:
            absent.append((row, frozenset(below)))
        below.add(row["id"])
    for row, others in absent[-MOST_ABSENT:]:
        places = [at + 1 for at, one in enumerate(rows) if one["id"] in others]
        rows.insert(max(places, default=0), dict(row))
    return rows
