"""COPC files as they are read: the nodes at once, the points one node at a time."""

from pathlib import Path
from typing import Final

import numpy as np

from twin_viewer.formats.copc.hierarchy import Hierarchy, table_of
from twin_viewer.formats.las import CloudInfo, info_of
from twin_viewer.formats.las_chunks import Piece
from twin_viewer.formats.las_headers import LasError
from twin_viewer.formats.las_records import LasFile
from twin_viewer.lod.nodes import NodeTable
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles

NO_OCTREE: Final = (
    "Die Punkte sind nicht für schnelles Zeigen geordnet (COPC); die Datei muss erst umgewandelt "
    "werden."
)

_AT_ONCE: Final = 20_000
"""Nodes that are listed on opening; a gigapoint has about twice as many."""
_SLACK: Final = 1.05
"""How much larger a cube is taken that was turned by the change of the reference system."""


class CopcFile:
    """A COPC file that is open; `read` may be called by several threads at once.

    Attributes:
        info: What the file says of itself.
        nodes: Its nodes as columns, in EPSG:25832; replaced when `load_more` reads on.
    """

    def __init__(self, path: Path) -> None:
        """Open a file and list its nodes.

        Raises:
            LasError: If it is no COPC file; the text is for people.
            OSError: If it cannot be opened.
        """
        self._file = LasFile(path)
        records = self._file.header.vlrs
        if not records or type(records[0]).__name__ != "CopcInfoVlr":
            self._file.close()
            raise LasError(NO_OCTREE)
        self._octree = records[0]
        self._hierarchy = Hierarchy(
            self._file.read_bytes,
            self._octree.hierarchy_root_offset,
            self._octree.hierarchy_root_size,
            path.stat().st_size,
        )
        self.info: CloudInfo
        self.nodes: NodeTable
        self.load_more()

    @property
    def has_more(self) -> bool:
        """Whether the table of nodes is not complete yet; only of very large files."""
        return self._hierarchy.has_more

    def load_more(self) -> None:
        """List more nodes; rows that are known keep their numbers."""
        self._hierarchy.read_pages(_AT_ONCE)
        for reason in self._hierarchy.faults:
            self._file.fault("", reason)
        octree = self._octree
        nodes = table_of(self._hierarchy, octree.center, octree.halfsize, octree.spacing)
        self.nodes = self._brought(nodes)
        self.info = info_of(self._file)

    def read(self, row: int) -> PointCloud:
        """Decode the points of one node.

        A node that is broken has no points and a fault.
        """
        entry = self._hierarchy.entries[row]
        count = int(entry["count"])
        if not count:
            return PointCloud(np.empty((0, 3)), reference=self.info.reference)
        piece = Piece(int(entry["offset"]), int(entry["size"]), count, 0)
        try:
            return self._file.cloud(self._file.records(piece))
        except LasError as error:
            item = "-".join(str(part) for part in entry["key"])
            fault = Fault(self._file.path.name, item, str(error))
            return PointCloud(np.empty((0, 3)), reference=self.info.reference, faults=(fault,))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _brought(self, nodes: NodeTable) -> NodeTable:
        """Place nodes in EPSG:25832; their cubes stay upright, so they are taken a bit larger."""
        if not len(nodes):
            return nodes
        centres, _ = self._file.brought(nodes.centres)
        if centres is nodes.centres:
            return nodes
        step = np.array([nodes.half_sizes[0], 0.0, 0.0])
        ends, _ = self._file.brought(np.stack([nodes.centres[0] - step, nodes.centres[0] + step]))
        factor = float(np.linalg.norm(ends[1] - ends[0])) / (2.0 * float(nodes.half_sizes[0]))
        if not np.isfinite(factor) or not factor:
            factor = 1.0
        half_sizes: Doubles = nodes.half_sizes * factor * _SLACK
        return NodeTable(
            nodes.levels,
            nodes.keys,
            nodes.counts,
            nodes.parents,
            centres,
            half_sizes,
            nodes.spacings * factor,
        )
