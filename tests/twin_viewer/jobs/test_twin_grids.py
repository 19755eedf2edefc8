"""With the grid in its folder, heights above the ellipsoid come as heights above NHN."""

from pathlib import Path

import pyproj
import pytest

from tests.fakes.height_grids import write_geoid
from tests.fakes.laser_scans import make_places, write_scan
from tests.twin_viewer.jobs.benches import Open, real_command
from twin_viewer.jobs.grids import GRIDS
from twin_viewer.model.frames import HeightReference

GRID = "de_bkg_gcg2016.tif"
UNDULATION = 46.0
ABOVE_ELLIPSOID = pyproj.CRS("EPSG:25832").to_3d().to_wkt()


@pytest.mark.parametrize("has_grid", [False, True])
def test_the_worker_uses_the_folder_of_grids(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_grid: bool
) -> None:
    # The grid is for the worker alone: this process goes on without it.
    monkeypatch.setattr("twin_viewer.jobs.library.prepare_grids", lambda _: None)
    folder = tmp_path / "twin" / GRIDS
    folder.mkdir(parents=True)
    if has_grid:
        write_geoid(folder / GRID, UNDULATION)
    scan = write_scan(tmp_path / "a.laz", make_places(500), crs=ABOVE_ELLIPSOID)
    bench = opened(real_command)
    assert bench.library.grids == folder
    bench.library.add([scan])
    reference = bench.one().reference
    expected = HeightReference.DHHN2016 if has_grid else HeightReference.ELLIPSOID
    assert reference.heights is expected
    assert (GRID in reference.note) is not has_grid
