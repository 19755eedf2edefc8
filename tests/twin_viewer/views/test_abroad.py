"""What lies in another land gets a scene whose origin lies there."""

import numpy as np
import pytest

from twin_viewer.model.frames import SceneFrame
from twin_viewer.views.abroad import abroad_frame, abroad_reach, is_abroad

HOME = SceneFrame(413_500, 5_725_500)
PICTURE = (0.0, 0.0, 735.0, 973.0)


def test_a_neighbouring_town_is_not_abroad() -> None:
    assert not is_abroad((430_000, 5_690_000, 431_000, 5_691_000), HOME)
    assert is_abroad(PICTURE, HOME)
    assert not is_abroad(PICTURE, abroad_frame(PICTURE))


def test_points_do_not_shake_there() -> None:
    extent = (515_368.6, 4_918_340.4, 515_401.0, 4_918_381.1)
    frame = abroad_frame(extent, 2_322.9)
    assert frame.height == 2_323
    places = np.array([(515_380.001, 4_918_350.002, 2_330.003)])
    assert frame.to_world(frame.to_local(places)) == pytest.approx(places, abs=1e-4)
    reach = abroad_reach(extent, frame)
    assert reach.span == pytest.approx(100)
    assert reach.middle == pytest.approx((0, 0, 0), abs=1)
