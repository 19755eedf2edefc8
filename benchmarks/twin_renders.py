"""Pictures for each change of state, and pictures a second while nothing happens: the city drawn.

Changes are what a person and the city do: another camera, a building pointed at, one selected, the
city coloured by an attribute, a layer switched off, another light. What VTK really draws is counted
by its own event at the end of every rendering, not by our counter.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from benchmarks._twin_desks import Desk, cached_city
from benchmarks.result import Result
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers.highlights import HOVERED, SELECTED, HighlightLayer, highlight_of
from twin_viewer.rendering.meshes import part_of, tile_mesh
from twin_viewer.rendering.scenes import Scene
from widgets.theme import theme

IDLE_S: Final = 5.0


def run() -> Result:
    """Count renderings of each change, and of five seconds at rest."""
    with cached_city() as library, Desk(library) as desk:
        desk.start()
        desk.load(desk.overview(30.0))
        renders: list[int] = []
        desk.stage.do(lambda scene: _count(scene, renders), redraw=False)
        desk.picture()
        counts = {}
        for name, change in _changes(desk).items():
            before = len(renders)
            change()
            desk.wait(0.6)
            counts[name] = len(renders) - before
        before = len(renders)
        desk.wait(IDLE_S)
        idle = (len(renders) - before) / IDLE_S
        desk.canvas.hide()
        before = len(renders)
        for heading in range(20):
            desk.stage.set_camera(desk.overview(float(heading)))
        desk.wait(0.5)
        hidden = len(renders) - before
    print("; ".join(f"{name} {count}" for name, count in counts.items()))
    print(f"at rest {idle:.1f} a second; hidden, with 20 cameras: {hidden}")
    most = max(counts.values())
    is_good = set(counts.values()) == {1} and not idle and not hidden
    return Result(
        "twin_renders",
        float(most),
        "renderings a change",
        f"1; at rest {idle:.1f} a second of 0",
        float(most),
        "exactly 1; 0 at rest",
        is_good,
    )


def _count(scene: Scene, renders: list[int]) -> None:
    watched: Any = scene.renderer
    watched.AddObserver("EndEvent", lambda *_: renders.append(1))


def _changes(desk: Desk) -> dict[str, Callable[[], None]]:
    stage, loader = desk.stage, desk.loader
    tile = desk.picker.tiles()[0]
    house = highlight_of(*part_of(tile_mesh(tile), np.array([0])))
    marks = HighlightLayer()
    stage.do(lambda scene: scene.put(marks), redraw=False)
    classes = {
        tile_id: np.ones(len(tile.objects), np.uint8)
        for tile_id, tile in zip(loader.tile_ids(), desk.picker.tiles(), strict=False)
    }
    ramp = theme().tokens.map.ramp
    return {
        "camera": lambda: stage.set_camera(desk.overview(60.0)),
        "street": lambda: stage.set_camera(desk.street(60.0)),
        "hover": lambda: stage.do(lambda _: marks.set(HOVERED, house)),
        "select": lambda: stage.do(lambda _: marks.set(SELECTED, house)),
        "colour": lambda: loader.color(ramp, classes),
        "layer off": lambda: stage.do(lambda _: loader.terrain.show(is_visible=False)),
        "light": lambda: stage.do(lambda scene: scene.set_effect("sun", Sunlight(90.0, 10.0))),
    }
