"""Memory of the twin, and that it stays: a city, a million points, a photograph; 1,000 changes.

100,000 buildings from the cache with their searchers, a scan of a million points, a photograph of
8192 x 4096 pixels. Then colours, layers, opacity, section, sun, highlights, photographs in and out,
tiles and nodes of scans that go and come again, each of them drawn. What counts is how far
the resident memory after each tenth of the changes is from the mean of all of them, without the
first, which warms all caches; software graphics keep theirs in it, too.
"""

import ctypes
import gc
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from benchmarks._stage import load, memory_mib, peak_mib
from benchmarks._twin_desks import Desk, cached_city
from benchmarks._twin_scenes import FRAME
from benchmarks.result import Result
from twin_viewer.analysis.sections import SectionPlane
from twin_viewer.model.cities import TileKey
from twin_viewer.rendering.effects.clipping import Clipping
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers.cloud_colors import ColorBy, Coloring, NodePoints
from twin_viewer.rendering.layers.clouds import CloudLayer
from twin_viewer.rendering.layers.highlights import SELECTED, HighlightLayer, highlight_of
from twin_viewer.rendering.layers.panoramas import PanoramaLayer
from twin_viewer.rendering.meshes import TileMesh, tile_mesh
from twin_viewer.rendering.scenes import Scene
from widgets.theme import theme

LIMIT_MIB: Final = 1_200.0
LIMIT_SHARE: Final = 0.05
CHANGES: Final = 1_000
SMALL: Final = (320, 200)
"""Size of the pictures while things change; what is counted is not how they look."""

NODES: Final = 40
POINTS: Final = 1_000_000
_KEY: Final = TileKey(412, 5725)


class Changes:
    """What is done to the scene, over and over; each returns an act of the render thread."""

    def __init__(self, desk: Desk) -> None:
        self._buildings = desk.loader.buildings
        self._ids = desk.loader.tile_ids()
        tile = desk.picker.tile("stadt", _KEY)
        assert tile is not None
        self._tile = tile
        rng = np.random.default_rng(7)
        self._classes = {one: rng.integers(0, 4, 1_000).astype(np.uint8) for one in self._ids}
        self.cloud, self.photo, self.marks = CloudLayer("cloud"), PanoramaLayer(), HighlightLayer()
        self.nodes = [_node(number) for number in range(NODES)]
        self._pixels = rng.integers(0, 256, (4_096, 8_192, 3), np.uint8)

    def enter(self, scene: Scene) -> None:
        """Bring scan, photograph and highlights in."""
        for layer in (self.cloud, self.photo, self.marks):
            scene.put(layer)
        self.cloud.change({row: (node, None) for row, node in enumerate(self.nodes)})

    def all(self) -> list[Callable[[int], Callable[[Scene], object]]]:
        """Return them."""
        return [
            self._colour,
            self._hide,
            self._fade,
            self._cut,
            self._light,
            self._mark,
            self._photograph,
            self._renew_tile,
            self._renew_nodes,
            self._colour_scan,
        ]

    def _colour(self, turn: int) -> Callable[[Scene], object]:
        colors = theme().tokens.curves[:3] if turn % 2 else ()
        return lambda _: self._buildings.color(colors, self._classes if colors else {})

    def _hide(self, turn: int) -> Callable[[Scene], object]:
        return lambda scene: scene.layers["cloud"].show(is_visible=bool(turn % 2))

    def _fade(self, turn: int) -> Callable[[Scene], object]:
        return lambda _: self._buildings.fade(0.5 if turn % 2 else 1.0)

    def _cut(self, turn: int) -> Callable[[Scene], object]:
        plane = SectionPlane((FRAME.east, FRAME.north + turn % 40, 0.0), (0.0, 1.0, 0.0))
        effect = Clipping(plane.planes(FRAME)) if turn % 2 else None
        return lambda scene: scene.set_effect("section", effect)

    def _light(self, turn: int) -> Callable[[Scene], object]:
        return lambda scene: scene.set_effect("sun", Sunlight(float(turn % 360), 30.0))

    def _mark(self, turn: int) -> Callable[[Scene], object]:
        row = turn % len(self._tile.objects)
        mark = highlight_of(self._tile.points, self._tile.triangles[self._tile.owners == row])
        return lambda _: self.marks.set(SELECTED, mark)

    def _photograph(self, turn: int) -> Callable[[Scene], object]:
        if turn % 2:
            return lambda _: self._enter_photo()
        return lambda _: self.photo.leave()

    def _enter_photo(self) -> None:
        self.photo.set_photo(self._pixels, np.eye(3))
        self.photo.fade_to(1.0)

    def _renew_tile(self, turn: int) -> Callable[[Scene], object]:
        mesh: TileMesh = tile_mesh(self._tile)
        if turn % 2:
            return lambda _: self._buildings.drop(mesh.id)
        return lambda _: self._buildings.put(mesh)

    def _renew_nodes(self, turn: int) -> Callable[[Scene], object]:
        rows = range(turn % 4, NODES, 4)
        if turn % 2:
            return lambda _: self.cloud.change({}, rows)
        # New arrays each time, as they come from a file.
        fresh = {row: (_renewed(node), None) for row, node in enumerate(self.nodes)}
        return lambda _: self.cloud.change(fresh)

    def _colour_scan(self, turn: int) -> Callable[[Scene], object]:
        by = (ColorBy.COLOR, ColorBy.HEIGHT)[turn % 2]
        return lambda _: self.cloud.set_coloring(Coloring(by, (0.0, 30.0)))


def run() -> Result:
    """Measure; the figure nearest to its limit counts."""
    before = memory_mib()
    with cached_city() as library, Desk(library) as desk:
        desk.start()
        print(f"Python and Qt {before:.0f} MiB, with VTK {memory_mib():.0f} MiB")
        desk.load(desk.street(30.0))
        _search_all(desk)
        print(f"with 100,000 buildings and their searchers {memory_mib():.0f} MiB")
        changes = Changes(desk)
        desk.stage.do(changes.enter)
        desk.stage.do(changes.all()[6](1))
        _rest(desk, changes)
        full = _settled()
        print(f"with a million points and a photograph {full:.0f} MiB, load {load()}")
        desk.canvas.resize(*SMALL)
        found = []
        for tenth in range(10):
            found.append(_turned(desk, changes, tenth))
            print(f"after {(tenth + 1) * CHANGES // 10} changes {found[-1]:.0f} MiB")
        print(f"at its highest {peak_mib():.0f} MiB")
    mean = float(np.mean(found[1:]))
    drift = max(abs(one / mean - 1.0) for one in found[1:])
    worst = max(full / LIMIT_MIB, drift / LIMIT_SHARE)
    return Result(
        "twin_memory",
        round(full),
        "MiB",
        f"{LIMIT_MIB:.0f} MiB; over {CHANGES} changes {100 * drift:.1f} % of "
        f"{100 * LIMIT_SHARE:.0f} %",
        round(worst, 3),
        "<= 1.0 of each limit",
        worst <= 1.0,
    )


def _turned(desk: Desk, changes: Changes, tenth: int) -> float:
    """Do a tenth of the changes; return the memory afterwards, MiB."""
    acts = changes.all()
    count = CHANGES // 10
    for number in range(tenth * count, (tenth + 1) * count):
        desk.stage.do(acts[number % len(acts)](number // len(acts)))
        desk.picture()
    # Every tenth ends as the first did: with all that can be there.
    for act in acts:
        desk.stage.do(act(0))
    desk.stage.do(acts[6](1))
    _rest(desk, changes)
    return _settled()


def _search_all(desk: Desk) -> None:
    """Have the picker make its searchers for all tiles."""
    down = np.array((0.0, 0.0, -1.0))
    for tile in desk.picker.tiles():
        middle = tile.points.mean(axis=0).astype(np.float64)
        desk.picker.ray(np.array((middle[0], middle[1], 500.0)), down)


def _rest(desk: Desk, changes: Changes) -> None:
    """Wait until all of the photograph is shown."""
    desk.picture()
    desk.wait_until(lambda: changes.photo.is_complete)
    desk.wait(0.2)
    desk.picture()


def _settled() -> float:
    """Return the memory without what Python and the C library only keep for later, MiB."""
    gc.collect()
    trim: Any = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    return memory_mib()


def _renewed(node: NodePoints) -> NodePoints:
    """Return the same points in memory of their own."""
    colors = None if node.colors is None else node.colors.copy()
    return NodePoints(node.xyz.copy(), node.spacing, colors)


def _node(number: int) -> NodePoints:
    """Return a node of a scan in the middle of the city."""
    rng = np.random.default_rng(number)
    count = POINTS // NODES
    corner = np.array((number % 8, number // 8, 0.0)) * 60.0 - (240.0, 150.0, 0.0)
    xyz = (corner + rng.uniform(0, (60.0, 60.0, 25.0), (count, 3))).astype(np.float32)
    return NodePoints(xyz, 0.4, rng.integers(0, 256, (count, 3), np.uint8))
