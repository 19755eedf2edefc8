"""Makes a city's files one after the other, the centre first, and goes on where it was stopped."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from twin_viewer.synthetic.cities import make_city
from twin_viewer.synthetic.orders import Order, all_orders
from twin_viewer.synthetic.plans import MARK, VERSION, Plan, Report, StoppedError

MANIFEST: Final = "manifest.json"
_PART: Final = ".part"

STARTING: Final = "Die simulierte Stadt wird entworfen."
DONE: Final = "Die simulierte Stadt ist fertig."
STOPPED: Final = "Die simulierte Stadt ist angehalten und kann später fertig werden."

Progress = Callable[[float, str], None]
"""Told the share that is done, 0 to 1, and a German sentence of what is being made."""


def generate(
    plan: Plan,
    *,
    on_progress: Progress,
    should_stop: Callable[[], bool],
    on_file: Callable[[Path], None],
) -> Report:
    """Make the files of a plan that are not there yet.

    Args:
        plan: What to make. Another plan's files in the same folder are replaced.
        on_progress: Told how far it is.
        should_stop: Asked often; the file being written is given up, all finished ones stay.
        on_file: Told each file as soon as it is whole.

    Returns:
        What is there now.

    Raises:
        OSError: The folder cannot be written, or the disk is full.
        ValueError: The base map has no city.
    """
    on_progress(0.0, STARTING)
    plan.folder.mkdir(parents=True, exist_ok=True)
    for part in plan.folder.rglob(f"{_PART}-*"):  # left by a process that was killed
        part.unlink(missing_ok=True)
    known = _manifest(plan.folder)
    names = [str(name) for name in known.get("files", [])]
    if known.get("key") == plan.key() and all((plan.folder / name).exists() for name in names):
        on_progress(1.0, DONE)
        files = tuple(plan.folder / name for name in names)
        return Report(files, 0, int(known.get("buildings", 0)), is_complete=True)
    if known.get("key") != plan.key():
        _remove(plan.folder, [*names, MANIFEST])
    city = make_city(plan)
    orders = all_orders(city, plan, should_stop)
    _write_manifest(plan, [order.name for order in orders], city.count)
    written, share = _write_all(plan.folder, orders, on_progress, should_stop, on_file)
    is_complete = share >= 1.0
    files = tuple(path for path in (plan.folder / each.name for each in orders) if path.exists())
    on_progress(share, DONE if is_complete else STOPPED)
    return Report(files, written, city.count, is_complete)


def _write_all(
    folder: Path,
    orders: list[Order],
    on_progress: Progress,
    should_stop: Callable[[], bool],
    on_file: Callable[[Path], None],
) -> tuple[int, float]:
    """Write what is missing; return how many files, and the share that is there: 1 if all is."""
    whole = sum(order.seconds for order in orders)
    done, written = 0.0, 0
    for order in orders:
        path = folder / order.name
        if not path.exists():
            if should_stop():
                return written, done / whole
            on_progress(done / whole, order.sentence)
            try:
                _write(order, path)
            except StoppedError:
                return written, done / whole
            written += 1
            on_file(path)
        done += order.seconds
    return written, 1.0


def _write(order: Order, path: Path) -> None:
    """Write a file under another name first: what bears its name is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{_PART}-{path.name}")
    try:
        order.write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        known = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write_manifest(plan: Plan, names: list[str], buildings: int) -> None:
    text = json.dumps(
        {
            "hinweis": f"{MARK}: alle Dateien dieses Ordners sind erfunden",
            "note": "simulated: all files of this folder are made up",
            "version": VERSION,
            "key": plan.key(),
            "seed": plan.seed,
            "plan": {
                "buildings": plan.buildings,
                "cloud_points": plan.cloud_points,
                "panoramas": plan.panoramas,
                "panorama_width": plan.panorama_width,
                "devices": len(plan.devices),
            },
            "buildings": buildings,
            "files": names,
        },
        ensure_ascii=False,
        indent=1,
    )
    part = plan.folder / f"{_PART}-{MANIFEST}"
    part.write_text(text, "utf-8")
    part.replace(plan.folder / MANIFEST)


def _remove(folder: Path, names: list[str]) -> None:
    """Remove files an earlier plan made; a name that leads out of the folder is left alone."""
    inside = folder.resolve()
    for name in names:
        path = (folder / name).resolve()
        if path.is_relative_to(inside):
            path.unlink(missing_ok=True)
