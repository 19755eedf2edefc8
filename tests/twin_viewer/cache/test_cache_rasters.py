"""Heights and photographs by square kilometre: levels, pieces of several files, wrong files."""

from pathlib import Path

import numpy as np
import pytest

from twin_viewer.cache.blocks import DamagedBlockError
from twin_viewer.cache.rasters import (
    cut_grid,
    join_grids,
    read_grid,
    read_image,
    squares,
    write_grid,
    write_image,
)
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import HeightReference, Reference
from twin_viewer.model.grids import HeightGrid, OrthoImage


def grid_of(west: float, south: float, rows: int, columns: int, step: float = 1.0) -> HeightGrid:
    """Return heights that tell the place they belong to."""
    north, east = np.mgrid[0:rows, 0:columns]
    heights = (north + east / 1_000).astype(np.float32)
    return HeightGrid(heights, west, south, step, Reference("EPSG:25832", HeightReference.UNKNOWN))


def test_a_grid_is_cut_at_whole_kilometres() -> None:
    grid = grid_of(411_990.5, 5_724_980.5, 40, 30)
    parts = dict(cut_grid(grid))
    assert set(parts) == {
        TileKey(411, 5724),
        TileKey(412, 5724),
        TileKey(411, 5725),
        TileKey(412, 5725),
    }
    part = parts[TileKey(412, 5725)]
    assert (part.west, part.south, part.heights.shape) == (412_000.5, 5_725_000.5, (20, 20))
    assert part.heights[0, 0] == grid.heights[20, 10]
    assert sum(part.heights.size for part in parts.values()) == grid.heights.size


def test_squares_without_any_height_are_left_out() -> None:
    grid = grid_of(411_990, 5_725_000, 5, 20)
    grid.heights[:, :10] = np.nan
    assert [key for key, _ in cut_grid(grid)] == [TileKey(412, 5725)]


@pytest.mark.parametrize(
    ("wished", "step"), [(0.5, 1.0), (1.0, 1.0), (3.0, 2.0), (4.0, 4.0), (16.0, 10.0), (99.0, 25.0)]
)
def test_the_level_is_as_coarse_as_the_wish_allows(
    tmp_path: Path, wished: float, step: float
) -> None:
    grid = grid_of(412_000.5, 5_725_000.5, 100, 100)
    write_grid(tmp_path, "412_5725", grid)
    level = read_grid(tmp_path, "412_5725", 1.0, wished)
    assert level.step == step
    assert (level.west, level.south, level.reference) == (grid.west, grid.south, grid.reference)
    assert level.heights[1, 2] == grid.heights[int(step), int(2 * step)]


def test_pieces_of_two_files_become_one_grid() -> None:
    whole = grid_of(412_000, 5_725_000, 10, 10)
    left = HeightGrid(whole.heights[:, :6].copy(), 412_000, 5_725_000, 1.0)
    right = HeightGrid(whole.heights[:, 4:].copy() + 100, 412_004, 5_725_000, 1.0)
    left.heights[0, 5] = np.nan
    joined = join_grids([left, right])
    assert joined.heights.shape == (10, 10)
    assert np.array_equal(joined.heights[1:, :6], whole.heights[1:, :6])
    assert joined.heights[0, 5] == whole.heights[0, 5] + 100
    assert np.array_equal(joined.heights[:, 6:], whole.heights[:, 6:] + 100)


def test_pieces_that_do_not_fit_are_left_out() -> None:
    fine, coarse = grid_of(412_000, 5_725_000, 10, 10), grid_of(412_000, 5_725_000, 2, 2, 5.0)
    assert join_grids([fine, coarse]) is fine
    assert join_grids([fine, grid_of(412_000.5, 5_725_000, 10, 10)]) is fine


def test_a_photograph_has_levels(tmp_path: Path) -> None:
    rows = np.arange(2_048, dtype=np.uint16)[:, None, None] // 8
    pixels = np.broadcast_to(rows, (2_048, 2_048, 3)).astype(np.uint8)
    write_image(tmp_path, "i", OrthoImage(pixels, 412_000, 5_725_000, 413_000, 5_726_000))
    sizes = {wish: read_image(tmp_path, "i", wish).pixels.shape[0] for wish in (1, 256, 500, 9_999)}
    assert sizes == {1: 256, 256: 256, 500: 512, 9_999: 2_048}
    small = read_image(tmp_path, "i", 256)
    assert small.pixels[10, 0, 0] == 10
    assert (small.west, small.north) == (412_000, 5_726_000)


def test_a_small_part_of_a_square_is_not_made_smaller_than_needed(tmp_path: Path) -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    write_image(tmp_path, "i", OrthoImage(pixels, 412_000, 5_725_000, 412_100, 5_725_100))
    assert read_image(tmp_path, "i", 1_024).pixels.shape == (64, 64, 3)
    assert read_image(tmp_path, "i", 256).pixels.shape == (16, 16, 3)


def test_a_grid_is_no_photograph(tmp_path: Path) -> None:
    write_grid(tmp_path, "g", grid_of(412_000, 5_725_000, 4, 4))
    (tmp_path / "g.1.grid").rename(tmp_path / "g.256.image")
    with pytest.raises(DamagedBlockError):
        read_image(tmp_path, "g", 256)


def test_squares_of_a_box() -> None:
    keys = list(squares((411_500, 5_725_000, 413_000, 5_726_000)))
    assert keys == [TileKey(411, 5725), TileKey(412, 5725)]
