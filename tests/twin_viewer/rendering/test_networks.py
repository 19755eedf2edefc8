"""Networks: routes by state, masts with their sketched range, and where they can be pointed at."""

import numpy as np
import pytest

from tests.twin_viewer.rendering.scenery import FRAME, Draw
from twin_viewer.model.networks import Fibre, Mast, NetworkPlan
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.layers.networks import (
    NetworkLayer,
    fibre_spots,
    mast_spots,
    network_labels,
)
from twin_viewer.rendering.scenes import Scene
from widgets.theme import LIGHT

CAMERA = looking_at(np.zeros(3), 150.0, 0.0, -60.0)
MAST = Mast("m", "Funkmast Süd", "5g", (412_000.0, 5_725_000.0, 0.0), 30.0, 40.0)


def route(state: str, north: float = 0.0) -> Fibre:
    ends = np.array([(411_950.0, 5_725_000.0 + north, 0.0), (412_050.0, 5_725_000.0 + north, 0.0)])
    return Fibre(state, f"Trasse {state}", ends, state)


def ink(draw: Draw, scene: Scene, plan: NetworkPlan) -> int:
    layer = NetworkLayer(plan)
    scene.put(layer)
    pixels = draw(CAMERA).astype(int)
    away = np.abs(pixels - bytes_of(LIGHT.map.outside)).max(axis=2)
    scene.drop(layer.id)
    return int((away > 25).sum())


def test_states_of_routes_look_different(scene: Scene, draw: Draw) -> None:
    amounts = {
        state: ink(draw, scene, NetworkPlan((route(state),)))
        for state in ("active", "building", "planned")
    }
    assert amounts["active"] > amounts["building"] > amounts["planned"] > 0


def test_a_selected_route_has_the_colour_of_selection(scene: Scene, draw: Draw) -> None:
    layer = NetworkLayer(NetworkPlan((route("active"),)))
    scene.put(layer)
    blue = bytes_of(LIGHT.map.selected)
    assert (np.abs(draw(CAMERA).astype(int) - blue).max(axis=2) < 10).sum() == 0
    layer.set_selected(["active"])
    assert (np.abs(draw(CAMERA).astype(int) - blue).max(axis=2) < 10).sum() > 20


def test_ranges_can_be_hidden(scene: Scene, draw: Draw) -> None:
    layer = NetworkLayer(NetworkPlan(masts=(MAST,)))
    scene.put(layer)
    with_range = draw(CAMERA)
    layer.set_ranges(is_visible=False)
    without = draw(CAMERA)
    assert (with_range != without).any(axis=2).sum() > 500
    layer.show(is_visible=False)
    layer.set_ranges(is_visible=True)
    assert len(np.unique(draw(CAMERA).reshape(-1, 3), axis=0)) == 1


def test_an_empty_plan_draws_nothing(scene: Scene, draw: Draw) -> None:
    assert ink(draw, scene, NetworkPlan()) == 0
    assert fibre_spots(NetworkPlan(), FRAME).places.shape == (0, 3)
    assert mast_spots(NetworkPlan(), FRAME).places.shape == (0, 3)


def test_masts_are_pointed_at_at_their_heads() -> None:
    spots = mast_spots(NetworkPlan(masts=(MAST,)), FRAME)
    assert spots.ids == ("m",)
    assert spots.places[0] == pytest.approx((0, 0, 30 - FRAME.height))


def test_routes_are_pointed_at_everywhere() -> None:
    spots = fibre_spots(NetworkPlan((route("active"),)), FRAME)
    assert set(spots.ids) == {"active"}
    assert spots.places[0, 0] == pytest.approx(-50)
    assert spots.places[-1, 0] == pytest.approx(50)
    assert np.diff(spots.places[:, 0]).max() <= 10.0 + 1e-9


def test_labels_say_that_a_range_is_a_sketch() -> None:
    ((text, _, rank),) = network_labels(NetworkPlan(masts=(MAST,)), FRAME)
    assert text == "Funkmast Süd · Reichweite 40 m (Skizze)"
    assert rank == 3


def test_ranges_are_sketched_for_near_only_and_routes_are_finer_from_far(scene: Scene) -> None:
    far = Mast("w", "Hotspot", "wlan", (414_000.0, 5_725_000.0, 0.0), 5.0, 50.0)
    layer = NetworkLayer(NetworkPlan((route("active"),), (MAST, far)))
    scene.put(layer)
    scene.prepare(CAMERA, is_moving=False)
    assert list(layer._near) == [0]
    near = layer._parts["active"].GetProperty().GetLineWidth()
    scene.prepare(looking_at(np.zeros(3), 9_000.0, 0.0, -60.0), is_moving=False)
    assert not layer._near
    assert not layer._parts["ranges"].GetVisibility()
    assert layer._parts["active"].GetProperty().GetLineWidth() < near
    layer.fade(0.5)
    layer.fade(0.0)
    assert not layer._parts["active"].GetVisibility()
