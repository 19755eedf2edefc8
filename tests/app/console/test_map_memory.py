"""What is remembered of the layers that people added, and what becomes of it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.console.map_reading import OWN_LAYERS, files_of
from app.domain.maps import LayerFile
from app.domain.texts import Text
from tests.fakes.file_views import FileDesk, hold_reading
from tests.fakes.map_files import collection, feature, written
from tests.fakes.settings import FakeSettings

IN_HAMM = collection(feature("Point", [7.82, 51.68], name="hier"))
A, B = "a" * 32, "b" * 32


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[FileDesk]:
    made = FileDesk(qtbot, FakeSettings())
    yield made
    made.close()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold the reading of files until the event is set."""
    event = hold_reading(monkeypatch)
    yield event
    event.set()


def row(**changes: object) -> dict[str, object]:
    return {"id": A, "name": "Wege", "path": "/a.geojson", "crs": "", "part": "", **changes}


def test_a_layer_whose_file_is_gone_stays_remembered_and_comes_back_with_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "wege.geojson"
    settings = FakeSettings()
    settings.set(OWN_LAYERS, [row(path=str(path))])
    desk = FileDesk(qtbot, settings)
    desk.files.read_own()
    desk.until(lambda: desk.shown.troubles)
    assert desk.shown.troubles[A] == (
        "Die Datei wege.geojson gibt es nicht. Bitte den Pfad prüfen."
    )
    assert desk.shown.own == {A}
    assert [one["id"] for one in desk.kept] == [A]
    written(tmp_path, IN_HAMM, "wege.geojson")
    desk.add(path)  # a person looks for it, and adds it where it is
    desk.until(lambda: A in desk.shown.contents)
    assert [one["id"] for one in desk.kept] == [A]
    desk.close()


def test_broken_layers_are_tried_again_with_the_profile(qtbot: QtBot, tmp_path: Path) -> None:
    settings = FakeSettings()
    settings.set(OWN_LAYERS, [row(path=str(tmp_path / "wege.geojson"))])
    desk = FileDesk(qtbot, settings)
    desk.files.read_own()
    desk.files.read([LayerFile("schulen", Text("Schulen"), str(tmp_path / "schulen.geojson"))])
    desk.until(lambda: len(desk.shown.troubles) == 2)
    written(tmp_path, IN_HAMM, "wege.geojson")
    written(tmp_path, IN_HAMM, "schulen.geojson")
    desk.files.read_broken()
    desk.until(lambda: len(desk.shown.contents) == 2)
    assert desk.shown.own == {A}
    desk.close()


def test_a_removed_layer_can_come_back_and_go_again(desk: FileDesk, tmp_path: Path) -> None:
    path = written(tmp_path, IN_HAMM)
    desk.add(path)
    desk.until(lambda: desk.shown.contents)
    (name,) = desk.shown.contents
    for _ in range(2):
        desk.files.remove(name)
        assert desk.kept == []
        desk.shown.contents.clear()
        desk.files.restore(name)
        desk.until(lambda: name in desk.shown.contents)
        assert [one["id"] for one in desk.kept] == [name]
    assert path.exists()
    desk.files.remove("nie gesehen")
    desk.files.restore("nie gesehen")
    assert len(desk.kept) == 1


def test_a_removed_layer_does_not_come_back_beside_its_like(desk: FileDesk, tmp_path: Path) -> None:
    path = written(tmp_path, IN_HAMM)
    desk.add(path)
    desk.until(lambda: desk.shown.contents)
    (name,) = desk.shown.contents
    desk.files.remove(name)
    desk.add(path)
    desk.until(lambda: len(desk.kept) == 1)
    desk.files.restore(name)
    assert [one["id"] for one in desk.kept] != [name]


def test_a_layer_that_left_the_profile_is_read_no_further(
    desk: FileDesk, tmp_path: Path, gate: threading.Event
) -> None:
    path = str(written(tmp_path, IN_HAMM))
    desk.files.read([LayerFile("alt", Text("Alt"), path), LayerFile("neu", Text("Neu"), path)])
    desk.files.forget("alt")
    gate.set()
    desk.until(lambda: desk.shown.contents)
    assert list(desk.shown.contents) == ["neu"]


@pytest.mark.parametrize(
    "rows",
    [
        None,
        7,
        {"id": A},
        ["?", 3, None, []],
        [row(id="")],
        [row(id="../../etc")],
        [row(id=7)],
        [row(path="")],
        [row(path="/a\0b.geojson")],
        [row(crs=None)],
        [{"id": A, "path": "/a.geojson"}],
    ],
)
def test_nonsense_in_the_settings_is_passed_over(rows: object) -> None:
    assert files_of(rows) == ()


def test_what_is_sound_in_the_settings_is_taken_once() -> None:
    rows = [row(), row(name="wieder"), row(id=B), row(id=B, path="/b.gpkg", name="", part="x"), 5]
    found = files_of(rows)
    assert [(file.id, file.name.de, file.part) for file in found] == [
        (A, "Wege", ""),
        (B, "b", "x"),
    ]
