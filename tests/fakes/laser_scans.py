"""Small LAS and LAZ files as laspy writes them, and the samples nobody here wrote."""

import struct
from pathlib import Path
from typing import Any

import laspy
import numpy as np
import pyproj

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
WEST, SOUTH = 412_000.0, 5_725_000.0


def make_places(count: int, *, side: float = 200.0, seed: int = 1) -> np.ndarray:
    """Return points of rolling ground with some houses, (N, 3)."""
    random = np.random.default_rng(seed)
    flat = random.random((count, 2)) * side
    height = 60.0 + np.sin(flat[:, 0] / 40.0) + 9.0 * ((flat // 25.0).sum(axis=1) % 3 == 0)
    return np.column_stack([flat + np.array((WEST, SOUTH)), height])


def write_scan(
    path: Path,
    places: np.ndarray,
    *,
    point_format: int = 7,
    version: str = "1.4",
    crs: str | None = "EPSG:25832+7837",
    color_bits: int = 16,
    scale: float = 0.001,
    header_changes: dict[str, Any] | None = None,
) -> Path:
    """Write a scan whose every field holds something that can be found again."""
    header = laspy.LasHeader(version=version, point_format=point_format)
    header.scales, header.offsets = np.full(3, scale), np.array([WEST, SOUTH, 0.0])
    if crs is not None and point_format > 5:
        header.add_crs(pyproj.CRS.from_user_input(crs))
    elif crs is not None:
        header.vlrs.append(geo_keys(crs))
    data = laspy.LasData(header)
    data.x, data.y, data.z = places.T
    number = np.arange(len(places))
    data.intensity = number % 65_536
    data.classification = np.where(places[:, 2] > 65.0, 6, 2).astype(np.uint8)
    data.return_number[:] = 1 + number % 3
    data.number_of_returns[:] = 3
    data.point_source_id = number % 1_000
    names = set(data.point_format.dimension_names)
    if "gps_time" in names:
        data.gps_time = number * 0.001
    if "red" in names:
        unit = 257 if color_bits == 16 else 1
        for shift, name in enumerate(("red", "green", "blue")):
            data[name] = ((number + 50 * shift) % 256 * unit).astype(np.uint16)
    for name, value in (header_changes or {}).items():
        setattr(data.header, name, value)
    data.write(path)
    return path


def geo_keys(crs: str) -> laspy.VLR:
    """Return GeoTIFF keys for a code or a compound code, which laspy does not make."""
    codes = [int(code) for code in crs.removeprefix("EPSG:").split("+")]
    entries = [(1024, 0, 1, 1), *zip((3072, 4096), (0, 0), (1, 1), codes, strict=False)]
    data = struct.pack("<4H", 1, 1, 0, len(entries))
    data += b"".join(struct.pack("<4H", *entry) for entry in entries)
    return laspy.VLR("LASF_Projection", 34735, "keys", data)


def never() -> bool:
    """Say that nobody wants to stop."""
    return False
