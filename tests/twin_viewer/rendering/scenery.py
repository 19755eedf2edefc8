"""What tests of the scene put into it, and how they wait for its pictures."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from twin_viewer.model.cities import BuildingTile, CityObject, Surface, TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.stage import Stage
from twin_viewer.rendering.threads import Picture

FRAME = SceneFrame(412_000, 5_725_000, 0)
SIZE = (320, 240)
DEADLINE_MS = 20_000

Pixels = NDArray[np.uint8]
Draw = Callable[..., Pixels]


def overview(distance: float = 250.0, heading: float = 30.0, pitch: float = -35.0) -> Camera:
    """Return a camera that looks at the middle of `make_tile`'s blocks."""
    return looking_at(np.array((51.0, 51.0, 5.0)), distance, heading, pitch)


def picture_of(stage: Stage, qtbot: QtBot) -> Picture:
    """Ask for a picture, wait until the last one that is coming is there, and return it."""
    got: list[Picture] = []
    when_done(stage, qtbot)
    take = got.append
    stage.pictured.connect(take)
    stage.request_frame()
    qtbot.waitUntil(lambda: bool(got) and got[-1].is_final, timeout=DEADLINE_MS)
    stage.pictured.disconnect(take)
    return got[-1]


def when_done(stage: Stage, qtbot: QtBot) -> None:
    """Wait until the render thread has done all it was told so far."""
    done: list[bool] = []
    stage.do(lambda _: done.append(True), redraw=False)
    qtbot.waitUntil(lambda: bool(done), timeout=DEADLINE_MS)


def make_tile(
    across: int = 4,
    *,
    key: TileKey | None = None,
    west: float = 0.0,
    south: float = 0.0,
    spacing: float = 30.0,
    size: float = 12.0,
    height: float = 10.0,
    dataset: str = "stadt",
) -> BuildingTile:
    """Return `across` x `across` blocks with flat roofs, `Haus-0` in the south-west corner.

    Row r of the objects stands at column r % across, row r // across; its triangles are 8 of walls
    and 2 of its roof, counterclockwise seen from outside. Its attribute `hoehe` is r.
    """
    count = across * across
    rows = np.arange(count)
    corner = np.column_stack((rows % across, rows // across)) * spacing + (west, south)
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) * size
    flat = (corner[:, None, :] + square[None]).astype(np.float32)
    points = np.zeros((count, 8, 3), np.float32)
    points[:, :4, :2] = points[:, 4:, :2] = flat
    points[:, 4:, 2] = height
    walls = [(0, 1, 5), (0, 5, 4), (1, 2, 6), (1, 6, 5), (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7)]
    block = np.array([*walls, (4, 5, 6), (4, 6, 7)], np.int32)
    triangles = (rows[:, None, None] * 8 + block[None]).reshape(-1, 3).astype(np.int32)
    surfaces = np.tile(np.array([Surface.WALL] * 8 + [Surface.ROOF] * 2, np.uint8), count)
    return BuildingTile(
        key or TileKey(412, 5725),
        FRAME,
        points.reshape(-1, 3),
        triangles,
        np.repeat(rows, 10).astype(np.int32),
        surfaces,
        tuple(
            CityObject(f"Haus-{row}", "Building", attributes={"hoehe": float(row)})
            for row in range(count)
        ),
        dataset,
    )


def colors_of(pixels: Pixels) -> set[tuple[int, int, int]]:
    """Return the colours of a picture."""
    return {(int(r), int(g), int(b)) for r, g, b in np.unique(pixels.reshape(-1, 3), axis=0)}
