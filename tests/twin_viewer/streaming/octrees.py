"""An octree of points in memory, as a COPC file has it, and a camera over it."""

import numpy as np

from twin_viewer.formats.las import CloudInfo
from twin_viewer.lod.cameras import CameraView
from twin_viewer.lod.nodes import NodeTable
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.frames import SceneFrame

FRAME = SceneFrame(1_000, 2_000, 0)
SIDE = 64.0


class FakeOctree:
    """A flat square of points, four children a node."""

    def __init__(self, levels: int = 4, count: int = 1_000, east: float = 0.0) -> None:
        rows: list[tuple[int, int, int, int]] = [(0, 0, 0, -1)]
        for row, (level, x, y, _) in enumerate(rows):
            if level + 1 < levels:
                rows.extend(
                    (level + 1, 2 * x + dx, 2 * y + dy, row) for dx in (0, 1) for dy in (0, 1)
                )
        table = np.array(rows)
        halves = SIDE / 2 / 2.0 ** table[:, 0]
        corner = np.array((FRAME.east + east, FRAME.north, -SIDE / 2))
        centres = np.column_stack((table[:, 1], table[:, 2], np.zeros(len(table))))
        centres = corner + (2 * centres + 1) * halves[:, None]
        centres[:, 2] = 0.0
        self.count = count
        self.reads: list[int] = []
        self.is_closed = False
        self.broken: set[int] = set()
        self.has_more = False
        self.info = CloudInfo("fake.copc.laz", count * len(table), is_copc=True)
        self.nodes = NodeTable(
            table[:, 0].astype(np.int32),
            np.column_stack((table[:, 1:3], np.zeros(len(table)))).astype(np.int32),
            np.full(len(table), count, np.int64),
            table[:, 3].astype(np.int32),
            centres,
            halves,
            SIDE / np.sqrt(count) / 2.0 ** table[:, 0],
        )

    def load_more(self) -> None:
        self.has_more = False

    def read(self, row: int) -> PointCloud:
        self.reads.append(row)
        if row in self.broken:
            raise OSError("Der Speicher fehlt.")
        random = np.random.default_rng(row)
        half = self.nodes.half_sizes[row]
        spread = (random.random((self.count, 3)) * 2 - 1) * (half, half, 0.1)
        classes = np.full(self.count, 2, np.uint8)
        return PointCloud(self.nodes.centres[row] + spread, classes=classes)

    def close(self) -> None:
        self.is_closed = True


def view(east: float = 32.0, north: float = 32.0, height: float = 100.0) -> CameraView:
    """Return a camera that looks straight down."""
    return CameraView((east, north, height), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0), 45.0, 1_280, 800)
