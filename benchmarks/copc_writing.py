"""COPC made of a LAZ of 10 M points: seconds per million points on one core; memory at its peak.

The conversion runs in a process of its own that is kept on one core, as it runs in the background
while somebody works. `--large` takes 50 M points, `--folder=DIR` keeps the files between runs.
"""

import os
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from benchmarks._point_clouds import cloud_file
from benchmarks.result import Result

POINTS = 10_000_000
LARGE = 50_000_000
LIMIT_S = 2.5
LIMIT_MB = 600.0


def run() -> Result:
    """Convert once and compare with both limits."""
    points = LARGE if "--large" in sys.argv else POINTS
    with tempfile.TemporaryDirectory() as beside:
        folder = kept_folder() or Path(beside)
        source = cloud_file(folder, points)
        target = folder / "written.copc.laz"
        with get_context("spawn").Pool(1) as pool:
            seconds, busy, peak_mb, nodes = pool.apply(_convert, (source, target))
        size_mb = target.stat().st_size / 1e6
        target.unlink()
    rate = seconds / (points / 1e6)
    print(f"{points:,} points, {nodes} nodes, {size_mb:.0f} MB: {seconds:.1f} s, busy {busy:.1f} s")
    worst = max(rate / LIMIT_S, peak_mb / LIMIT_MB)
    return Result(
        "copc_writing",
        round(rate, 2),
        "s per million points",
        f"{LIMIT_S} s on one core; memory {LIMIT_MB:.0f} MB ({peak_mb:.0f} MB); {points:,} points",
        round(worst, 3),
        "<= 1.0 of each limit",
        worst <= 1.0,
    )


def kept_folder() -> Path | None:
    """Return the folder of `--folder=DIR`, where large files outlive a run; None without one."""
    given = [one.partition("=")[2] for one in sys.argv if one.startswith("--folder=")]
    if not given:
        return None
    return Path(given[0])


def _convert(source: Path, target: Path) -> tuple[float, float, float, int]:
    """Return seconds, seconds of computing, MB at the peak, and how many nodes there are."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from twin_viewer.formats.copc import write_copc  # noqa: PLC0415 - only in the process it is for

    began, began_busy = time.perf_counter(), time.process_time()
    report = write_copc(source, target, on_progress=lambda _: None, should_stop=lambda: False)
    seconds, busy = time.perf_counter() - began, time.process_time() - began_busy
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, busy, peak_mb, report.nodes
