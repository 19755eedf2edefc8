"""Scans that overlap are offered, compared in the worker, shown, told, and taken away again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.laser_scans import SAMPLES, SOUTH, WEST, make_places, write_scan
from tests.fakes.twin import FakeStage, dataset
from tests.twin_viewer.jobs.benches import real_command
from twin_viewer.jobs.comparing import Pair, PairState
from twin_viewer.jobs.datasets import Change, CloudSource, Dataset, DatasetKind
from twin_viewer.jobs.library import TwinLibrary
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import SceneFrame
from twin_viewer.panels.changes import ChangesPanel
from twin_viewer.rendering.layers.changes import ChangeLayer, Mark
from twin_viewer.views.changes import MOST_PAIRS, ChangeDesk

FRAME = SceneFrame(int(WEST), int(SOUTH))
PATIENCE_MS = 20_000


class Scene:
    """Notes which layers it is given."""

    def __init__(self, stage: FakeStage) -> None:
        self._stage = stage
        self.layers: dict[str, ChangeLayer] = {}

    def put(self, layer: ChangeLayer) -> None:
        self.layers[layer.id] = layer

    def drop(self, name: str) -> None:
        self.layers.pop(name, None)

    def now(self) -> dict[str, ChangeLayer]:
        """Do all that the stage was told, and return the layers."""
        acts, self._stage.acts = self._stage.acts, []
        for act in acts:
            act(self)  # type: ignore[arg-type]  # as much of a scene as is needed
        return self.layers


class Scans:
    """A library with scans that compares nothing."""

    def __init__(self, *scans: tuple[str, str, list[tuple[float, float]]]) -> None:
        self.datasets = tuple(
            dataset(id=name, name=name.title(), date=date, kind=DatasetKind.CLOUD)
            for name, date, _ in scans
        )
        self.sources = tuple(
            CloudSource(
                name,
                Path(f"{name}-{west:.0f}-{south:.0f}.laz"),
                is_copc=True,
                source=Path("x"),
                extent=(west, south, west + 1_000, south + 1_000),
            )
            for name, _, tiles in scans
            for west, south in tiles
        )
        self.comparisons: tuple[PairState, ...] = ()
        self.asked: list[list[Pair]] = []

    def clouds(self) -> tuple[CloudSource, ...]:
        return self.sources

    def compare(self, pairs: Any) -> None:
        self.asked.append(list(pairs))
        self.comparisons = tuple(PairState(*pair) for pair in pairs)

    def cancel_comparisons(self) -> None:
        self.comparisons = ()


Make = Callable[[Any], ChangeDesk]


@pytest.fixture
def make() -> Iterator[Make]:
    desks: list[ChangeDesk] = []

    def made(library: Any) -> ChangeDesk:
        desks.append(ChangeDesk(library, FakeStage(FRAME), lambda: (WEST, SOUTH)))
        return desks[-1]

    yield made
    for desk in desks:
        desk.close()


def test_only_scans_that_overlap_are_offered(make: Make) -> None:
    library = Scans(
        ("new", "2024", [(0, 0), (1_000, 0)]),
        ("old", "2019-05-01", [(0, 0)]),
        ("middle", "2021", [(500, 0)]),
        ("edge", "2023", [(0, 1_000)]),
        ("far", "2022", [(90_000, 0)]),
    )
    desk = make(library)
    assert [scan.id for scan in desk.scans()] == ["old", "middle", "new"]
    usual = desk.usual()
    assert usual is not None
    assert [scan.id for scan in usual] == ["middle", "new"]


def test_without_a_second_scan_it_says_so(make: Make, qtbot: QtBot) -> None:
    desk = make(Scans(("one", "2024", [(0, 0)])))
    with qtbot.waitSignal(desk.failed) as told:
        desk.show()
    assert "zwei Laserscans" in told.args[0]
    with qtbot.assertNotEmitted(desk.failed):
        desk.show()


def test_the_tiles_nearest_to_what_is_seen_are_compared(make: Make) -> None:
    tiles = [(WEST + 1_000.0 * row, SOUTH) for row in range(8)]
    library = Scans(("old", "2019", tiles[::-1]), ("new", "2024", tiles))
    desk = make(library)
    desk.show()
    (pairs,) = library.asked
    assert len(pairs) == MOST_PAIRS
    assert [old.stem for old, _ in pairs] == [
        f"old-{WEST + 1_000 * n:.0f}-{SOUTH:.0f}" for n in range(4)
    ]
    desk.show()
    assert len(library.asked) == 1


def test_the_panel_offers_partners_and_follows_what_is_done(make: Make, qtbot: QtBot) -> None:
    library = Scans(
        ("new", "2024", [(0, 0)]), ("old", "2019", [(0, 0)]), ("far", "2020", [(9e4, 0)])
    )
    desk, panel = make(library), ChangesPanel()
    qtbot.addWidget(panel)
    desk.serve(panel)
    panel.show()
    assert panel.chosen == ("old", "new")
    assert panel.old.count() == 2
    assert panel.new.count() == 1
    assert panel.new.itemText(0) == "New (2024)"
    assert not panel.hint.isVisible()
    panel.compare.click()
    (state,) = library.comparisons
    library.comparisons = (replace(state, progress=0.4, words="Punkte werden gelesen"),)
    desk.take(Change(comparisons=True))
    assert panel.words.text() == "Punkte werden gelesen"
    assert panel.bar.value() == 400
    assert not panel.compare.isEnabled()
    panel.cancel.click()
    assert not desk.progress
    assert panel.compare.isEnabled()
    library.sources = ()
    desk.take(Change(clouds=True))
    assert panel.hint.isVisible()
    assert not panel.compare.isEnabled()


def test_what_cannot_be_compared_is_told_once(make: Make, qtbot: QtBot) -> None:
    library = Scans(("old", "2019", [(0, 0)]), ("new", "2024", [(0, 0)]))
    desk = make(library)
    desk.show()
    told: list[str] = []
    desk.failed.connect(told.append)
    fault = Fault("x", "", "Die Datei ist leer.")
    library.comparisons = tuple(replace(one, fault=fault) for one in library.comparisons)
    desk.take(Change(comparisons=True))
    desk.take(Change(comparisons=True))
    assert told == ["new-0-0.laz lässt sich nicht vergleichen: Die Datei ist leer."]
    assert not desk.has_any


# ---- with the library itself --------------------------------------------------------------------
class Bench:
    """A desk and the library it looks at."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.changes: list[Change] = []
        self.library = TwinLibrary(folder, real_command, on_change=self.changes.append)
        self.stage = FakeStage(FRAME)
        self.scene = Scene(self.stage)
        self.desk = ChangeDesk(self.library, self.stage, lambda: (WEST, SOUTH))
        self.found: list[str] = []
        self.desk.found.connect(self.found.append)
        self.library.start()

    def add(self, *paths: Path) -> tuple[Dataset, ...]:
        self.library.add(paths)
        self.wait(lambda: len(self.library.clouds()) == len(paths))
        return self.library.datasets

    def wait(self, is_so: Callable[[], object]) -> None:
        def served() -> bool:
            while self.changes:
                self.desk.take(self.changes.pop(0))
            return bool(is_so())

        self.qtbot.waitUntil(served, timeout=PATIENCE_MS)

    def close(self) -> None:
        self.desk.close()
        self.library.close()


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench(tmp_path / "twin", qtbot)
    yield bench
    bench.close()


def test_a_new_house_is_shown_and_told_and_goes_again(bench: Bench, tmp_path: Path) -> None:
    old, new = make_places(40_000, seed=1), make_places(40_000, seed=2)
    old[:, 2] = new[:, 2] = 60.0
    in_house = (np.abs(new[:, 0] - WEST - 100) < 10) & (np.abs(new[:, 1] - SOUTH - 50) < 5)
    new[in_house, 2] += 6.0
    bench.add(
        write_scan(tmp_path / "3dm_32_412_5725_1_nw_2019.laz", old),
        write_scan(tmp_path / "3dm_32_412_5725_1_nw_2024.laz", new),
    )
    desk = bench.desk
    assert desk.legend() == ()
    desk.show()
    bench.wait(lambda: bench.found)
    (layer,) = bench.scene.now().values()
    assert layer.id.startswith("changes-")
    points = layer._points
    is_new = points.marks == Mark.NEW
    assert np.abs(points.xyz[is_new] - (100, 50, 66)).max(axis=0) == pytest.approx(
        (10, 5, 0), abs=2.1
    )
    (said,) = bench.found
    assert 1_100 < int("".join(filter(str.isdigit, said.split(" m³")[0]))) < 1_300
    assert "0 m³ verschwanden" in said
    assert len(desk.legend()) == 4
    # A scene that is made later shows it again.
    later = ChangeDesk(bench.library, bench.stage, lambda: (WEST, SOUTH))
    later.start()
    bench.qtbot.waitUntil(lambda: later.has_any, timeout=PATIENCE_MS)
    later.close()
    bench.scene.now()
    # The same once more, which is in the cache.
    desk.compare(*(scan.id for scan in desk.scans()))
    assert bench.scene.now() == {}
    bench.wait(lambda: len(bench.found) == 2)
    assert len(bench.scene.now()) == 1
    gone: list[bool] = []
    desk.removed.connect(lambda: gone.append(True))
    desk.remove()
    bench.wait(lambda: not bench.library.comparisons)
    assert bench.scene.now() == {}
    assert desk.summary() == ""
    assert gone == [True]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_the_samples_are_offered_and_compared(bench: Bench) -> None:
    bench.add(*sorted((SAMPLES / "laz").glob("3dm_*.laz")))
    first, second = bench.desk.scans()
    assert (first.date[:4], second.date[:4]) == ("2023", "2024")
    bench.desk.compare(first.id, second.id)
    bench.wait(lambda: bench.found)
    assert len(bench.scene.now()) == 1


def test_a_damaged_result_is_told_and_made_again(bench: Bench, tmp_path: Path) -> None:
    places = make_places(2_000)
    bench.add(
        write_scan(tmp_path / "3dm_32_412_5725_1_nw_2019.laz", places),
        write_scan(tmp_path / "3dm_32_412_5725_1_nw_2024.laz", places),
    )
    bench.desk.show()
    bench.wait(lambda: bench.found)
    file = bench.library.comparisons[0].file
    assert file is not None
    file.write_bytes(file.read_bytes()[:-100])
    told: list[str] = []
    later = ChangeDesk(bench.library, bench.stage, lambda: (WEST, SOUTH))
    later.failed.connect(told.append)
    later.start()
    bench.qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    later.close()
    assert "noch einmal" in told[0]
    assert not file.exists()
