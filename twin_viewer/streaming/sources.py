"""Scans that are open, in metres of the scene; used in the loading thread only."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.las import CloudInfo, cloud_info, sample_cloud
from twin_viewer.lod.nodes import NodeTable
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.layers.cloud_colors import NodePoints, node_points

INTERIM_POINTS: Final = 400_000
"""Points of a scan without an octree that are shown until it has one."""


class Octree(Protocol):
    """A scan that is read node by node, as `formats.copc.CopcFile`."""

    info: CloudInfo
    nodes: NodeTable

    @property
    def has_more(self) -> bool:
        """Whether not all nodes are listed yet."""
        ...

    def load_more(self) -> None:
        """List more of them."""
        ...

    def read(self, row: int) -> PointCloud:
        """Decode one node."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...


@dataclass(slots=True, eq=False)
class Source:
    """A scan.

    Attributes:
        id: Its id.
        frame: Origin of the scene.
        octree: Its octree; None while it has none.
        nodes: Its nodes in metres of the scene.
        blocks: What is still to come of the picture without an octree.
        interim: Points by number (negative) that are shown without an octree.
        shown: Rows of nodes that were handed over.
        is_visible: False while it is switched off.
        classes: Classes of its points, as far as they were met.
        faults: What is wrong with it, as far as it was met.
    """

    id: str
    frame: SceneFrame
    octree: Octree | None = None
    nodes: NodeTable | None = None
    blocks: Iterator[PointCloud] | None = None
    interim: dict[int, int] = field(default_factory=dict)
    shown: dict[int, int] = field(default_factory=dict)
    is_visible: bool = True
    classes: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    spacing: float = 1.0
    heights: tuple[float, float] | None = None
    intensities: tuple[float, float] | None = None

    def set_octree(self, octree: Octree) -> None:
        """Show nodes from now on."""
        self.octree = octree
        self.nodes = octree.nodes.local(self.frame)

    @property
    def has_more(self) -> bool:
        """Whether not all of its nodes are listed."""
        return self.octree is not None and self.octree.has_more

    def list_more(self) -> None:
        """List more of its nodes; rows that are known stay."""
        if self.octree is not None:
            self.octree.load_more()
            self.nodes = self.octree.nodes.local(self.frame)

    def parent_of(self, row: int) -> int | None:
        """Return the row of a node's parent; None for the root."""
        parent = -1 if self.nodes is None else int(self.nodes.parents[row])
        return None if parent < 0 else parent

    def read(self, row: int) -> NodePoints:
        """Decode a node; one that cannot be read has no points and leaves a fault.

        Raises:
            RuntimeError: If there is no octree.
        """
        if self.octree is None or self.nodes is None:
            raise RuntimeError("a scan without an octree has no nodes")
        spacing = float(self.nodes.spacings[row])
        try:
            cloud = self.octree.read(row)
        except OSError as error:
            self.faults.append(Fault(self.octree.info.file, str(row), str(error)))
            cloud = PointCloud(np.zeros((0, 3)))
        return self.points_of(cloud, spacing)

    def next_block(self) -> NodePoints | None:
        """Return the next points without an octree; None at their end."""
        if self.blocks is None:
            return None
        cloud = next(self.blocks, None)
        if cloud is None:
            self.blocks = None
            return None
        return self.points_of(cloud, self.spacing)

    def points_of(self, cloud: PointCloud, spacing: float) -> NodePoints:
        """Return points for the scene, and take note of what they are like."""
        self.faults.extend(cloud.faults)
        points = node_points(cloud, self.frame, spacing)
        if points.classes is not None:
            self.classes.update(np.flatnonzero(np.bincount(points.classes, minlength=1)).tolist())
        if len(points) and self.heights is None:
            self.heights = _ends(points.xyz[:, 2])
            if points.intensity is not None:
                self.intensities = _ends(points.intensity)
        return points

    @property
    def interim_points(self) -> int:
        """How many points are shown without an octree."""
        return sum(self.interim.values())

    def close(self) -> None:
        """Close its file."""
        self.blocks = None
        if self.octree is not None:
            self.octree.close()
            self.octree = self.nodes = None


def open_source(
    cloud: str, path: Path, frame: SceneFrame, should_stop: Callable[[], bool]
) -> tuple[Source, CloudInfo]:
    """Open a scan: node by node where it has an octree, else as a thinned first picture.

    Raises:
        OSError: If the file cannot be opened.
    """
    info = cloud_info(path)
    source = Source(cloud, frame, faults=list(info.faults))
    if info.is_copc:
        source.set_octree(open_octree(path))
    elif info.count and info.bounds is not None:
        west, south, _, east, north, _ = info.bounds
        count = min(info.count, INTERIM_POINTS)
        source.spacing = math.sqrt(max((east - west) * (north - south), 1.0) / count)
        source.blocks = sample_cloud(path, count, should_stop)
    return source, info


def open_octree(path: Path) -> Octree:
    """Open a COPC file.

    Raises:
        ValueError: If it is none; the text is for people.
        OSError: If it cannot be opened.
    """
    from twin_viewer.formats.copc import CopcFile  # noqa: PLC0415 - heavy, only in threads

    return CopcFile(path)


def merged(tables: list[NodeTable]) -> NodeTable:
    """Return the nodes of several scans as one table, each with its own root."""
    starts = np.cumsum([0, *(len(table) for table in tables[:-1])])
    parents: list[NDArray[np.int32]] = [
        np.where(table.parents < 0, -1, table.parents + start).astype(np.int32)
        for table, start in zip(tables, starts, strict=True)
    ]
    return NodeTable(
        np.concatenate([table.levels for table in tables]),
        np.concatenate([table.keys for table in tables]),
        np.concatenate([table.counts for table in tables]),
        np.concatenate(parents),
        np.concatenate([table.centres for table in tables]),
        np.concatenate([table.half_sizes for table in tables]),
        np.concatenate([table.spacings for table in tables]),
    )


def _ends(values: NDArray[np.floating] | NDArray[np.uint16]) -> tuple[float, float]:
    low, high = np.percentile(values, (2, 98))
    return float(low), float(high)
