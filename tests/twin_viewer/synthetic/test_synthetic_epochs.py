"""The earlier scan of the simulated city lacks two houses and has a heap of earth: all is found."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from twin_viewer.analysis.epochs import Change, ChangeKind
from twin_viewer.cache.store import CacheFolder
from twin_viewer.jobs.comparisons import compare_scans, read_comparison
from twin_viewer.jobs.messages import Answer, Compared, Job, Progressed
from twin_viewer.jobs.tasks import Task
from twin_viewer.model.cities import TileKey
from twin_viewer.synthetic.cities import City
from twin_viewer.synthetic.plans import Plan
from twin_viewer.synthetic.scans import past_of, write_scan
from twin_viewer.synthetic.scenes import Scene

KEY = TileKey(418, 5726)


def kind_at(change: Change, east: float, north: float) -> ChangeKind:
    row, column = int((north - change.south) / change.step), int((east - change.west) / change.step)
    return ChangeKind(int(change.kinds[row, column]))


def volume_near(change: Change, east: float, north: float) -> float:
    rows, columns = np.indices(change.kinds.shape)
    away = np.hypot(
        change.west + (columns + 0.5) * change.step - east,
        change.south + (rows + 0.5) * change.step - north,
    )
    return float(np.nansum(change.differences[away < 16.0])) * change.step**2


def test_houses_and_heap_are_found(plan: Plan, city: City, tmp_path: Path) -> None:
    scene = Scene(city, plan.seed)
    past = past_of(scene, KEY)
    old, new = tmp_path / "old.laz", tmp_path / "new.laz"
    for path, taken, then in (
        (old, date(2021, 4, 8), past),
        (new, date(2024, 3, 12), None),
    ):
        write_scan(scene, KEY, path, 500_000, taken=taken, past=then, should_stop=lambda: False)
    said: list[Answer] = []
    job = Job(1, "compare", str(old), other=str(new))
    compare_scans(Task(job, CacheFolder(tmp_path / "cache"), said.append, lambda: False))
    assert any(isinstance(answer, Progressed) for answer in said)
    (file,) = (answer.path for answer in said if isinstance(answer, Compared))
    change = read_comparison(Path(file)).change
    buildings = city.buildings
    for row in past.missing.tolist():
        place = float(buildings.easts[row]), float(buildings.norths[row])
        assert kind_at(change, *place) is ChangeKind.RAISED
    assert past.heap is not None
    assert kind_at(change, *past.heap) is ChangeKind.LOWERED
    rows = past.missing
    volume = float((buildings.widths * buildings.depths * buildings.eaves)[rows].sum())
    assert volume * 0.8 < change.raised < volume * 1.8
    heap = np.pi * 14.0**2 * 6.0 / 2
    assert volume_near(change, *past.heap) == pytest.approx(-heap, rel=0.3)
    assert change.lowered > heap * 0.7
