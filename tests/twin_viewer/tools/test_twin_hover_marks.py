"""The building under the pointer is marked once for each change, never while the camera moves."""

import numpy as np
import pytest

from tests.fakes.twin import FRAME, KEYS, FakeStage, houses
from twin_viewer.rendering.layers.highlights import HighlightLayer
from twin_viewer.rendering.picking import Hit, HitKind, Picker
from twin_viewer.tools.hover_marks import HoverMark


@pytest.fixture
def stage(qapp: object) -> FakeStage:
    return FakeStage()


def test_each_change_is_one_act(stage: FakeStage) -> None:
    tile = houses(KEYS[0])
    picker = Picker(FRAME)
    picker.put_tile(tile)
    mark = HoverMark(stage, picker, HighlightLayer())

    def over(row: int) -> Hit:
        one = tile.objects[row]
        return Hit(HitKind.BUILDING, one.id, np.zeros(3), 1.0, tile.key, row, tile.dataset, row)

    acts = len(stage.acts)
    mark.follow(None)
    assert len(stage.acts) == acts
    for hit in (over(0), over(0), over(1), None, None, Hit(HitKind.TERRAIN, "", np.zeros(3), 1.0)):
        mark.follow(hit)
    assert len(stage.acts) == acts + 3
    stage._is_moving = True
    mark.follow(over(0))
    assert len(stage.acts) == acts + 3
