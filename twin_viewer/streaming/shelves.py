"""Decoded nodes kept in memory, the least recently used go first."""

from collections import OrderedDict
from typing import Final

from twin_viewer.rendering.layers.cloud_colors import NodePoints

CAP_BYTES: Final = 192 * 1024 * 1024
"""What nodes that are kept may take: about ten million points."""

Key = tuple[str, int]
"""Id of the scan, row of the node."""


class Shelf:
    """Keeps nodes up to a number of bytes.

    Args:
        cap: Bytes.

    Attributes:
        size: Bytes that are kept.
    """

    def __init__(self, cap: int = CAP_BYTES) -> None:
        self._cap = cap
        self._nodes: OrderedDict[Key, NodePoints] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        """Return how many nodes are kept."""
        return len(self._nodes)

    def take(self, key: Key) -> NodePoints | None:
        """Return a node, which now counts as used; None when it is not there."""
        node = self._nodes.get(key)
        if node is not None:
            self._nodes.move_to_end(key)
        return node

    def put(self, key: Key, node: NodePoints) -> None:
        """Keep a node; others go where there is no room."""
        old = self._nodes.pop(key, None)
        if old is not None:
            self.size -= old.size
        self._nodes[key] = node
        self.size += node.size
        while self.size > self._cap and len(self._nodes) > 1:
            _, gone = self._nodes.popitem(last=False)
            self.size -= gone.size

    def clear(self, cloud: str) -> None:
        """Let go of all nodes of a scan."""
        for key in [key for key in self._nodes if key[0] == cloud]:
            self.size -= self._nodes.pop(key).size
