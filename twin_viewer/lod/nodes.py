"""The nodes of an octree of points, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles, SceneFrame


@dataclass(frozen=True, slots=True, eq=False)
class NodeTable:
    """Nodes of one octree or of several; no node comes before its parent, a root is first.

    Attributes:
        levels: Depth, int32 (N,); the root has 0.
        keys: Column, row and layer in the grid of its level, int32 (N, 3).
        counts: Points of the node itself, without its children's, int64 (N,).
        parents: Row of the parent, int32 (N,); -1 for a root.
        centres: Middle of the cube, float64 (N, 3), m; of the world, or of a scene (`local`).
        half_sizes: Half the edge of the cube, float64 (N,), m.
        spacings: Metres between its points, about, float64 (N,).
    """

    levels: NDArray[np.int32]
    keys: NDArray[np.int32]
    counts: NDArray[np.int64]
    parents: NDArray[np.int32]
    centres: Doubles
    half_sizes: Doubles
    spacings: Doubles

    def __len__(self) -> int:
        """Return how many nodes there are."""
        return len(self.levels)

    def local(self, frame: SceneFrame) -> "NodeTable":
        """Return the same nodes with their middles measured from the origin of a scene."""
        origin = np.array((frame.east, frame.north, frame.height), np.float64)
        return replace(self, centres=self.centres - origin)


def joined(tables: Sequence[NodeTable]) -> NodeTable:
    """Return the nodes of several octrees as one table, one behind the other.

    So tiles side by side share one budget; rows of the second begin after the first's last.
    """
    firsts = np.cumsum([0, *(len(table) for table in tables)])
    parents = [
        np.where(table.parents < 0, -1, table.parents + first).astype(np.int32)
        for table, first in zip(tables, firsts, strict=False)
    ]
    return NodeTable(
        levels=np.concatenate([table.levels for table in tables]),
        keys=np.concatenate([table.keys for table in tables]),
        counts=np.concatenate([table.counts for table in tables]),
        parents=np.concatenate(parents),
        centres=np.concatenate([table.centres for table in tables]),
        half_sizes=np.concatenate([table.half_sizes for table in tables]),
        spacings=np.concatenate([table.spacings for table in tables]),
    )
