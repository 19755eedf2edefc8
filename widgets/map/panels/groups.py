"""How layers are grouped on screen: by what they show, without touching their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.maps import LayerKind, MapLayer


class Group(StrEnum):
    """What layers have in common."""

    LIVE = "live"
    VALUES = "values"
    NETWORKS = "networks"
    WORKS = "works"
    RECORDS = "records"
    OWN = "own"
    BASE = "base"
    ONLINE = "online"


_GROUPS: Final = {
    LayerKind.BASE: Group.BASE,
    LayerKind.ONLINE: Group.ONLINE,
    LayerKind.TILES: Group.OWN,
    LayerKind.FILE: Group.OWN,
    LayerKind.SURFACE: Group.VALUES,
    LayerKind.HEAT: Group.VALUES,
    LayerKind.RECORDS: Group.RECORDS,
    LayerKind.CONNECTIONS: Group.NETWORKS,
    LayerKind.WORKS: Group.WORKS,
    LayerKind.ASSETS: Group.LIVE,
    LayerKind.POINTS: Group.LIVE,
    LayerKind.VALUES: Group.VALUES,
    LayerKind.ALARMS: Group.LIVE,
}

_ICONS: Final = {
    LayerKind.BASE: "mdi6.map-outline",
    LayerKind.ONLINE: "mdi6.earth",
    LayerKind.TILES: "mdi6.grid",
    LayerKind.FILE: "mdi6.vector-polyline",
    LayerKind.SURFACE: "mdi6.gradient-horizontal",
    LayerKind.HEAT: "mdi6.blur",
    LayerKind.RECORDS: "mdi6.clipboard-list-outline",
    LayerKind.CONNECTIONS: "mdi6.lan-connect",
    LayerKind.WORKS: "mdi6.traffic-cone",
    LayerKind.ASSETS: "mdi6.shape-outline",
    LayerKind.POINTS: "mdi6.map-marker-outline",
    LayerKind.VALUES: "mdi6.numeric",
    LayerKind.ALARMS: "mdi6.bell-outline",
}


LABELS: Final = frozenset({"base:places", "base:landmarks"})
"""Parts of the base map that are written on it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Layers of one group that lie directly on each other.

    A layer of another group between them parts them into two runs: what is higher in the tree is
    higher on the map, always.

    Attributes:
        group: What they have in common.
        number: How many runs of this group lie above, from 0.
        layers: The layers, topmost first.
    """

    group: Group
    number: int
    layers: tuple[MapLayer, ...]

    @property
    def is_lone(self) -> bool:
        """True for a single layer, which says by itself what it is."""
        return len(self.layers) == 1

    @property
    def key(self) -> str:
        """Name under which it is remembered whether it is folded."""
        return f"{self.group}/{self.number}"


def group_of(layer: MapLayer) -> Group:
    """Return the group of a layer."""
    return _GROUPS[layer.kind]


def layer_icon(layer: MapLayer) -> str:
    """Return the icon of a layer: its own, else that of its kind."""
    return layer.icon or _ICONS[layer.kind]


def runs_of(layers: Sequence[MapLayer]) -> tuple[Run, ...]:
    """Return the runs of layers, topmost first.

    Args:
        layers: The layers, lowest first.
    """
    seen = dict.fromkeys(Group, 0)
    runs = []
    for group, members in groupby(reversed(layers), group_of):
        runs.append(Run(group, seen[group], tuple(members)))
        seen[group] += 1
    return tuple(runs)


def run_title(run: Run) -> str:
    """Return what stands above a run: what its layers have in common."""
    kinds = {layer.kind for layer in run.layers}
    if run.group is Group.LIVE and LayerKind.ALARMS not in kinds:
        return QCoreApplication.translate("map", "Geräte")
    if run.group is Group.VALUES and LayerKind.VALUES not in kinds:
        return QCoreApplication.translate("map", "Messgrößen als Fläche")
    if {layer.id for layer in run.layers} <= LABELS:
        return QCoreApplication.translate("map", "Beschriftung der Karte")
    titles = {
        Group.LIVE: QCoreApplication.translate("map", "Alarme und Geräte"),
        Group.VALUES: QCoreApplication.translate("map", "Messgrößen"),
        Group.NETWORKS: QCoreApplication.translate("map", "Netze"),
        Group.WORKS: QCoreApplication.translate("map", "Arbeiten"),
        Group.RECORDS: QCoreApplication.translate("map", "Bestand"),
        Group.OWN: QCoreApplication.translate("map", "Eigene Ebenen"),
        Group.BASE: QCoreApplication.translate("map", "Grundkarte"),
        Group.ONLINE: QCoreApplication.translate("map", "Karte aus dem Internet"),
    }
    return titles[run.group]
