"""Synthetic laser scans for the benchmarks: a city of ground, roofs and trees, seeded.

Ten points a square metre, as the survey of NRW delivers them; 10 M points are one square kilometre.
No benchmark itself: `cloud_file` makes a file once and finds it again in the same folder.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

WEST: Final = 412_000.0
SOUTH: Final = 5_725_000.0
DENSITY: Final = 10.0
_BATCH: Final = 1_000_000
_BLOCK: Final = 25.0
_GROUND, _TREE, _BUILDING = 2, 5, 6
_PALETTE: Final = np.array(
    [[0, 0, 0], [0, 0, 0], [124, 120, 112], [0, 0, 0], [0, 0, 0], [84, 110, 70], [150, 92, 78]],
    np.float32,
)


def cloud_file(folder: Path, points: int, kind: Literal["laz", "copc"] = "laz") -> Path:
    """Return a file of that many points in a folder; made where it is not there yet.

    Args:
        folder: Where the files are kept between runs.
        points: How many points.
        kind: `laz` (LAS 1.4, format 7, strips from south to north) or `copc` made of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain = folder / f"city_{points}.laz"
    if not plain.is_file():
        part = plain.with_suffix(".part")
        _write_laz(part, points)
        part.replace(plain)
    if kind == "laz":
        return plain
    octree = folder / f"city_{points}.copc.laz"
    if not octree.is_file():
        from twin_viewer.formats.copc import write_copc  # noqa: PLC0415 - only where one is made

        write_copc(plain, octree, on_progress=lambda _: None, should_stop=lambda: False)
    return octree


def batches(points: int, seed: int = 1) -> Iterator[dict[str, NDArray[Any]]]:
    """Yield a city in strips: `xyz` float64 (N, 3), `rgb` uint8 (N, 3), `classes`, `intensity`."""
    side = float(np.sqrt(points / DENSITY))
    count = -(-points // _BATCH)
    for number in range(count):
        size = min(_BATCH, points - number * _BATCH)
        random = np.random.default_rng((seed, number))
        place = random.random((size, 2), np.float32).astype(np.float64)
        x = place[:, 0] * side
        y = (number + place[:, 1]) * (side / count)
        height, classes = _surface(x, y, random)
        xyz = np.stack([x + WEST, y + SOUTH, height], axis=1)
        shade = random.normal(1.0, 0.08, (size, 1)).astype(np.float32)
        rgb = np.clip(_PALETTE[classes] * shade, 0, 255).astype(np.uint8)
        intensity = np.clip(random.normal(9_000, 2_500, size) + classes * 400.0, 0, 65_535)
        yield {
            "xyz": xyz,
            "rgb": rgb,
            "classes": classes,
            "intensity": intensity.astype(np.uint16),
        }


def _surface(
    x: NDArray[np.float64], y: NDArray[np.float64], random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return height and class of what a beam meets at each place, local metres."""
    ground = 60.0 + 4.0 * np.sin(x / 310.0) + 3.0 * np.cos(y / 270.0)
    column, row = (x // _BLOCK).astype(np.int64), (y // _BLOCK).astype(np.int64)
    lot = (column * 73_856_093 ^ row * 19_349_663) & 0xFFFF
    u, v = x / _BLOCK - column - 0.5, y / _BLOCK - row - 0.5
    is_roof = (lot % 5 < 2) & (np.abs(u) < 0.3) & (np.abs(v) < 0.22)
    crown = 0.09 - u * u - v * v
    is_tree = (lot % 5 == 2) & (crown > 0)
    roof = 5.0 + lot % 13 + 8.0 * (0.22 - np.abs(v))
    tree = 4.0 + lot % 9 + 30.0 * crown * random.random(len(x), np.float32)
    noise = random.normal(0.0, 0.02, len(x))
    height = ground + np.where(is_roof, roof, np.where(is_tree, tree, 0.0)) + noise
    classes = np.where(is_roof, _BUILDING, np.where(is_tree, _TREE, _GROUND)).astype(np.uint8)
    return height, classes


def _write_laz(path: Path, points: int) -> None:
    import laspy  # noqa: PLC0415 - heavy, only where a file is made

    header = laspy.LasHeader(version="1.4", point_format=7)
    header.scales = np.full(3, 0.001)
    header.offsets = np.array([WEST, SOUTH, 0.0])
    done = 0
    with path.open("wb") as file, laspy.open(file, "w", header=header, do_compress=True) as writer:
        for batch in batches(points):
            size = len(batch["xyz"])
            record = laspy.ScaleAwarePointRecord.zeros(size, header=header)
            record.x, record.y, record.z = batch["xyz"].T
            record.red, record.green, record.blue = batch["rgb"].T.astype(np.uint16) * 257
            record.classification = batch["classes"]
            record.intensity = batch["intensity"]
            record.return_number[:] = 1
            record.number_of_returns[:] = 1
            record.gps_time = 3.0e8 + (done + np.arange(size)) * 1e-5
            writer.write_points(record)
            done += size
