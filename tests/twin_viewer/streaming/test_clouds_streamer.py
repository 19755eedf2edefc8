"""Scans in a stage: a real COPC file becomes points on the screen, and a plain one at once."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from twin_viewer.lod.governor import BudgetGovernor
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.cloud_colors import ColorBy
from twin_viewer.rendering.picking.hits import HitKind
from twin_viewer.rendering.stage import Stage
from twin_viewer.streaming.clouds import CloudStreamer

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "laz"
COPC = SAMPLES / "lone-star.copc.laz"
PLAIN = SAMPLES / "3dm_32_548_5725_1_ni_20240327.laz"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not there")


@pytest.fixture
def stage(qapp: object) -> Iterator[Stage]:
    stage = Stage(SceneFrame(548_000, 5_725_000, 0))
    stage.set_camera(Camera(500.0, 500.0, 3_000.0, 0.0, -89.0))
    yield stage
    stage.close()
    stage._rest.stop()


@pytest.fixture
def streamer(stage: Stage) -> Iterator[CloudStreamer]:
    streamer = CloudStreamer(stage, BudgetGovernor(start=300_000))
    yield streamer
    streamer.close()


def test_a_plain_scan_is_shown_thinned(streamer: CloudStreamer, qtbot: QtBot) -> None:
    with qtbot.waitSignals([streamer.opened, streamer.filled], timeout=20_000):
        streamer.open_cloud("a", PLAIN)
    assert streamer.points == 10_000
    streamer.set_color_by(ColorBy.CLASS)
    texts = {item.text for item in streamer.legend("a").items}
    assert "Boden" in texts
    streamer.drop_cloud("a")
    assert streamer.points == 0
    assert streamer.clouds == ()


def test_an_octree_is_shown_within_the_budget(
    stage: Stage, streamer: CloudStreamer, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(streamer.opened, timeout=20_000) as opened:
        streamer.open_cloud("a", COPC)
    name, info = opened.args
    assert name == "a"
    west, south, low, east, north, _ = info.bounds
    frame = stage.frame
    middle = ((west + east) / 2 - frame.east, (south + north) / 2 - frame.north)
    stage.set_camera(Camera(*middle, low - frame.height + 60.0, 0.0, -89.0))
    qtbot.waitUntil(lambda: streamer.points > 100_000, timeout=20_000)
    assert streamer.points <= 300_000
    width, height = stage.size
    hit = streamer.pick(stage.camera, width / 2, height / 2, width, height)
    assert hit is not None
    assert (hit.kind, hit.id) == (HitKind.CLOUD, "a")
    assert hit.place[:2] == pytest.approx(middle, abs=2.0)
    line = hit.place + np.array([(-20.0, 0.0, 0.0), (20.0, 0.0, 0.0)])
    along, heights = (
        np.concatenate(part) for part in zip(*streamer.beside(line, 2.0), strict=True)
    )
    assert len(along) > 100
    assert 0 <= along.min() <= along.max() <= 40.0
    assert np.abs(heights - hit.place[2]).min() < 2.0
    streamer.set_visible("a", is_visible=False)
    assert not list(streamer.beside(line, 2.0))
    assert not streamer.is_visible


def test_broken_files_are_told(streamer: CloudStreamer, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "kaputt.laz"
    bad.write_bytes(b"LASF" + bytes(500))
    with qtbot.waitSignal(streamer.faulted, timeout=20_000) as told:
        streamer.open_cloud("a", bad)
    assert told.args[0] == "a"
    assert told.args[1][0].file == "kaputt.laz"


def test_the_legend_of_heights_counts_from_the_datum(streamer: CloudStreamer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(streamer.filled, timeout=20_000):
        streamer.open_cloud("a", PLAIN)
    streamer.set_color_by(ColorBy.HEIGHT)
    legend = streamer.legend("a")
    assert legend.ramp
    assert int(legend.low.split()[0]) < int(legend.high.split()[0])
