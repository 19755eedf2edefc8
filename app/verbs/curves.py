"""What the self-test tries on curves and in the past: libraries that are loaded late, mostly.

Units, spreadsheets and Parquet are imported when they are first needed; what a packager forgot of
them would else show weeks later, to a person.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from app.console.console import Console
from app.console.workspaces import VERLAEUFE
from app.domain.points import PointId, point_key
from app.services.formulas import FormulaDefinition
from app.verbs.scenes import DAY_US, is_live, is_past, open_scene, wait_until, worthy_points

FORMATS: Final = ("csv", "xlsx", "parquet", "png", "svg", "pdf")
_WAIT_S: Final = 20.0
_HOUR_US: Final = 3_600_000_000


def try_past(console: Console) -> dict[str, Any]:
    """Go an hour back and return; tell what was shown."""
    now_us = console.surroundings.clock.now_us()
    console.time_bus.pin(now_us - _HOUR_US)
    was_past = wait_until(lambda: is_past(console), _WAIT_S)
    console.time_bus.go_live()
    return {"passed": was_past and wait_until(lambda: is_live(console), _WAIT_S)}


def try_curves(console: Console) -> dict[str, Any]:
    """Draw a formula over a point, and write what is seen in every format."""
    open_scene(console, VERLAEUFE)
    city = console.city
    page: Any = console.window.pages[VERLAEUFE]
    if city is None:
        return {"passed": False}
    view = page.trends
    formula = PointId("formel:1")
    text = f"mittel([{worthy_points(city)[0].id}], 15 min) * 2"
    view.studies.take_formulas([FormulaDefinition(formula, "Probe", text)])
    now_us = console.surroundings.clock.now_us()
    drawn = wait_until(lambda: _has_rows(view, formula, now_us), _WAIT_S)
    failures = {str(key): said for key, said in view.historian.failures().items()}
    view.go_to(now_us - DAY_US, now_us)
    wait_until(lambda: bool(view.is_idle), _WAIT_S)
    with TemporaryDirectory(prefix="leitstand-") as folder:
        sizes = {kind: _written(view, Path(folder) / f"probe.{kind}") for kind in FORMATS}
    view.remove_point(formula)
    view.set_live(True)
    return {
        "passed": drawn and not failures and all(sizes.values()),
        "formula": drawn,
        "failures": failures,
        "bytes": sizes,
    }


def _has_rows(view: Any, formula: PointId, now_us: int) -> bool:
    frames = view.historian.query([point_key(formula)], now_us - DAY_US, now_us + DAY_US, 100)
    return any(len(frame) for frame in frames)


def _written(view: Any, path: Path) -> int:
    return path.stat().st_size if view.exporter.write(path) and path.exists() else 0
