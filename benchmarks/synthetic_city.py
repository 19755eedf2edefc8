"""The made-up city: layout in memory, first files, and the whole default plan.

`layout` is 100,000 buildings with streets, terrain and trees in memory. `first` is the time until
the first tile of buildings and the ground of the centre are on disk. `all` writes the default plan.
Computing time of this process counts, so that other work on the machine does not; imports are
outside.
"""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.result import Result
from twin_viewer.synthetic.cities import make_city
from twin_viewer.synthetic.generator import generate
from twin_viewer.synthetic.plans import Plan
from twin_viewer.synthetic.scenes import Scene

LIMIT_LAYOUT_S = 5.0
LIMIT_FIRST_S = 3.0
LIMIT_ALL_S = 60.0
LIMIT_MB = 600.0
MANY = 100_000
_MAP = Path(__file__).resolve().parents[1] / "resources" / "cities" / "hamm" / "map"


def run() -> Result:
    """Measure the three; the one nearest to its limit counts."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(Path(folder) / "city", _MAP)
        layout = _layout(plan)
        first, whole, megabytes = _written(plan)
    print(f"layout {layout:.2f} s; first {first:.2f} s; all {whole:.1f} s, {megabytes:.0f} MB")
    shares = (
        layout / LIMIT_LAYOUT_S,
        first / LIMIT_FIRST_S,
        whole / LIMIT_ALL_S,
        megabytes / LIMIT_MB,
    )
    return Result(
        "synthetic_city",
        round(whole, 1),
        "s",
        f"{LIMIT_ALL_S:.0f} s all; layout of {MANY:,} {LIMIT_LAYOUT_S:.0f} s ({layout:.2f}), "
        f"first {LIMIT_FIRST_S:.0f} s ({first:.2f}), {LIMIT_MB:.0f} MB ({megabytes:.0f})",
        round(max(shares), 3),
        "<= 1.0 of each limit",
        max(shares) <= 1.0,
    )


def _layout(plan: Plan) -> float:
    began = time.process_time()
    city = make_city(replace(plan, buildings=MANY))
    Scene(city, plan.seed)
    assert city.count == MANY
    return time.process_time() - began


def _written(plan: Plan) -> tuple[float, float, float]:
    """Return seconds until the first picture, seconds in all, and megabytes."""
    began = time.process_time()
    seen: dict[str, float] = {}

    def note(path: Path) -> None:
        seen[path.name] = time.process_time() - began

    report = generate(
        plan, on_progress=lambda _share, _text: None, should_stop=lambda: False, on_file=note
    )
    assert report.is_complete
    first = next(at for name, at in seen.items() if name.startswith("dgm1_"))
    size = sum(path.stat().st_size for path in report.files)
    return first, time.process_time() - began, size / 1e6
