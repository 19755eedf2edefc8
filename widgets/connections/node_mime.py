"""Browsed nodes under the mouse: how they are dragged onto the list of new points."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData

from app.domain.sources import BrowseNode

NODES_MIME: Final = "application/x-leitstand-nodes"
"""Media type of dragged nodes: a JSON list in UTF-8."""

NOISE: Final = frozenset({"", "up", "uplink", "event", "state", "status", "value", "json", "data"})
"""Levels of an address that say nothing about what is measured."""


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A node with where it was found.

    Attributes:
        source: The source that offers it.
        node: The node.
        parent: Name of what it lies in, empty at the top.
    """

    source: str
    node: BrowseNode
    parent: str = ""


def nodes_mime_data(found: Iterable[FoundNode]) -> QMimeData:
    """Return dragged nodes; a text editor gets their addresses line by line."""
    nodes = list(found)
    data = QMimeData()
    content = json.dumps([asdict(one) for one in nodes], ensure_ascii=False)
    data.setData(NODES_MIME, QByteArray(content.encode("utf-8", "replace")))
    data.setText("\n".join(f"{one.node.address} {one.node.item}".strip() for one in nodes))
    return data


def nodes_of(data: QMimeData) -> list[FoundNode]:
    """Return the nodes in dragged data; empty for anything that is not a list of nodes."""
    try:
        items = json.loads(bytes(data.data(NODES_MIME).data()) or b"[]")
        return [
            FoundNode(str(item["source"]), BrowseNode(**item["node"]), str(item["parent"]))
            for item in items
        ]
    except (ValueError, TypeError, KeyError):
        return []
