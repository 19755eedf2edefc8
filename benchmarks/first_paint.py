"""A warm start of the whole program: seconds to the first paint, and until the city is live.

The real command is started on a data folder that was used before, and ended like a person ends it.
Times count from the start of the process, so the bootstrap and the second interpreter are in them.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.result import Result

ROUNDS: Final = 5
PAINT_S: Final = 1.0
LIVE_S: Final = 4.0
PATIENCE_S: Final = 60.0
_ROOT: Final = Path(__file__).resolve().parent.parent


def run() -> Result:
    """Measure and compare with the budget."""
    with TemporaryDirectory(prefix="leitstand-") as folder:
        data = Path(folder)
        first = start(data)  # makes the files, and lets Python keep what it compiled
        print(f"first start: painted {first['painted']} s, live {first.get('live')} s", flush=True)
        rounds = [start(data) for _ in range(ROUNDS)]
    for times in rounds:
        print(f"warm: painted {times['painted']} s, live {times.get('live')} s", flush=True)
    painted = statistics.median(times["painted"] for times in rounds)
    live = statistics.median(times.get("live", PATIENCE_S) for times in rounds)
    heavy = sorted({name for times in rounds for name in times["heavy_at_paint"]})
    return Result(
        "first_paint",
        round(painted, 3),
        "s",
        f"limits: painted {PAINT_S} s, live {LIVE_S} s (was {live:.2f} s), "
        f"heavy modules at paint: {', '.join(heavy) or 'none'}",
        round(painted / PAINT_S, 3),
        f"painted < {PAINT_S} s without heavy modules, live < {LIVE_S} s",
        painted < PAINT_S and live < LIVE_S and not heavy,
    )


def start(data: Path) -> dict[str, Any]:
    """Start the program, wait until it is live, end it; return its times."""
    file = data / "times.json"
    file.unlink(missing_ok=True)
    with running(data, file) as process:
        deadline = time.monotonic() + PATIENCE_S
        times: dict[str, Any] = {}
        while "live" not in times and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
            times = read(file)
    return read(file)


@contextmanager
def running(data: Path, file: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the program as a person starts it, with the interpreter the environment was made by."""
    python = Path(sys.base_prefix, "bin", "python3")
    command = [str(python), "-m", "app", "--data", str(data), "--times", str(file)]
    with subprocess.Popen(command, cwd=_ROOT, env=os.environ, start_new_session=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_S)


def read(file: Path) -> dict[str, Any]:
    """Return the times written so far."""
    try:
        times: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return times
