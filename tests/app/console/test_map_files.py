"""Files become layers: chosen, read beside the window, asked about."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest
import shapely
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console import map_reading
from app.domain.maps import LayerFile
from app.domain.texts import Text
from app.services.maps.files import LayerData, TileArchive, reading
from tests.fakes.file_views import FileDesk, hold_reading
from tests.fakes.map_files import collection, feature, written
from tests.fakes.settings import FakeSettings
from widgets.map.panels.crs_dialog import CrsDialog
from widgets.map.panels.files import LayerChoiceDialog

IN_HAMM = collection(feature("Point", [7.82, 51.68], name="hier"))
IN_METRES = collection(
    feature("Point", [417_555, 5_725_800]), feature("Point", [418_000, 5_726_000])
)


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


def package(path: Path, *layers: str) -> Path:
    for layer in layers:
        pyogrio.raw.write(
            path,
            shapely.to_wkb([shapely.Point(7.82, 51.68)]),
            [],
            [],
            layer=layer,
            geometry_type="Point",
            crs="EPSG:4326",
            append=path.exists(),
            driver="GPKG",
        )
    return path


# ---- adding --------------------------------------------------------------------------------------


def test_a_chosen_file_is_shown_and_remembered(desk: FileDesk, tmp_path: Path) -> None:
    path = written(tmp_path, IN_HAMM, "wege.geojson")
    desk.add(path)
    desk.until(lambda: desk.shown.contents)
    assert desk.view.are_layers_open
    ((file, content),) = desk.shown.contents.values()
    assert isinstance(content, LayerData)
    assert (content.count, file.name.de, desk.shown.own) == (1, "wege", {file.id})
    assert [(one["id"], one["path"]) for one in desk.kept] == [(file.id, str(path))]
    assert not desk.is_seen(0)


def test_several_files_come_one_after_the_other_and_one_fault_stops_none(
    desk: FileDesk, tmp_path: Path
) -> None:
    good = [written(tmp_path, IN_HAMM, f"{name}.geojson") for name in "ab"]
    desk.add(good[0], written(tmp_path, "kein JSON", "c.geojson"), good[1], good[0])
    desk.until(lambda: len(desk.shown.contents) == 2)
    assert desk.shown.names == ["a", "b"]
    assert len(desk.readings) == 3, "the same file twice in one drop is one file"
    assert desk.failure(1)
    assert len(desk.kept) == 2


def test_a_file_that_is_there_already_is_not_added_again(desk: FileDesk, tmp_path: Path) -> None:
    path = written(tmp_path, IN_HAMM, "wege.geojson")
    desk.add(path)
    desk.until(lambda: desk.shown.contents)
    desk.add(tmp_path / "x" / ".." / "wege.geojson")
    assert desk.failure(1) == "„wege.geojson“ liegt schon auf der Karte."
    layer = f"file:{next(iter(desk.shown.contents))}"
    assert desk.view.layers.chosen == [layer, layer], "when it came, and when it came again"
    assert len(desk.kept) == 1
    desk.readings[1].button.click()
    assert not desk.is_seen(1)


def test_a_file_that_is_still_read_is_not_added_again(
    desk: FileDesk, tmp_path: Path, gate: threading.Event
) -> None:
    path = written(tmp_path, IN_HAMM)
    desk.add(path)
    desk.add(path)
    gate.set()
    assert "schon auf der Karte" in desk.failure(1)
    desk.until(lambda: desk.shown.contents)
    assert len(desk.shown.contents) == 1


def test_a_layer_of_the_profile_is_not_added_again(desk: FileDesk, tmp_path: Path) -> None:
    path = written(tmp_path, IN_HAMM)
    desk.files.read([LayerFile("schulen", Text("Schulen"), str(path))])
    desk.until(lambda: desk.shown.contents)
    desk.add(path)
    assert "schon auf der Karte" in desk.failure()
    assert desk.view.layers.chosen == ["file:schulen"]
    assert not desk.kept
    assert not desk.shown.own


def test_a_file_that_cannot_be_read_is_told_and_not_remembered(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.add(tmp_path / "fehlt.geojson")
    assert desk.failure() == "Die Datei fehlt.geojson gibt es nicht. Bitte den Pfad prüfen."
    assert not desk.kept
    assert not desk.shown.contents


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "der Zugriff ist nicht erlaubt"),
        (OSError("weg"), "weg"),
    ],
)
def test_what_the_system_refuses_is_a_whole_sentence(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    path = written(tmp_path, IN_HAMM)

    def refuse(*_: object, **__: object) -> LayerData:
        raise error

    monkeypatch.setattr(reading, "read_layer", refuse)
    desk.add(path)
    assert desk.failure() == (
        f"Die Datei {path} lässt sich nicht lesen: {reason}. Bitte prüfen, ob sie noch da ist und "
        "gelesen werden darf."
    )


@pytest.mark.expects_warnings
def test_a_fault_nobody_thought_of_ends_one_file_only(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> tuple[str, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "layers_in", fail)
    desk.add(written(tmp_path, IN_HAMM))
    assert "ZeroDivisionError" in desk.failure()
    monkeypatch.undo()
    desk.add(written(tmp_path, IN_HAMM))
    desk.until(lambda: desk.shown.contents)


# ---- giving up -----------------------------------------------------------------------------------


def test_reading_that_is_given_up_shows_and_keeps_nothing(
    desk: FileDesk, tmp_path: Path, gate: threading.Event
) -> None:
    desk.add(written(tmp_path, IN_HAMM, "a.geojson"), written(tmp_path, IN_HAMM, "b.geojson"))
    desk.readings[0].button.click()
    gate.set()
    desk.until(lambda: desk.shown.contents)
    assert desk.shown.names == ["b"]
    assert not desk.is_seen(0)


def test_an_archive_that_was_given_up_is_closed(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = threading.Event()
    closed: list[bool] = []

    class Slow(TileArchive):
        def __init__(self, _: Path) -> None:
            event.wait(10)

        @override
        def close(self) -> None:
            closed.append(True)

    monkeypatch.setattr(map_reading, "TileArchive", Slow)
    desk.add(tmp_path / "a.pmtiles")
    desk.until(lambda: desk.files._jobs[0].is_started)
    desk.readings[0].button.click()
    event.set()
    desk.until(lambda: not desk.files._jobs)
    assert closed == [True]
    assert not desk.kept


def test_a_question_that_is_open_when_the_console_ends_is_closed_unanswered(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.add(package(tmp_path / "netze.gpkg", "strom", "gas"))
    dialog = desk.dialog()
    desk.files.close()
    assert not dialog.isVisible()
    assert not desk.kept


def test_what_is_read_when_the_console_ends_is_told_to_nobody(
    desk: FileDesk, tmp_path: Path, gate: threading.Event
) -> None:
    desk.add(written(tmp_path, IN_HAMM))
    gate.set()
    desk.files.close()
    QApplication.processEvents()
    assert not desk.shown.contents
    desk.add(written(tmp_path, IN_HAMM))
    assert len(desk.readings) == 1


def test_a_file_goes_on_without_the_map_that_asked(
    desk: FileDesk, tmp_path: Path, gate: threading.Event
) -> None:
    desk.add(
        written(tmp_path, IN_HAMM, "a.geojson"),
        written(tmp_path, "kein JSON", "b.geojson"),
        written(tmp_path, IN_METRES, "c.geojson"),
    )
    desk.until(desk.readings[0].isVisible)
    desk.lose_view()
    gate.set()
    desk.until(lambda: len(desk.shown.contents) + len(desk.shown.said) == 3)
    assert "a" in desk.shown.names
    assert any("b.geojson" in sentence for sentence in desk.shown.said)
    assert QApplication.activeModalWidget() is None


def test_a_question_that_goes_with_its_map_counts_as_declined(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.add(package(tmp_path / "netze.gpkg", "strom", "gas"))
    desk.dialog()
    desk.lose_view()
    QApplication.processEvents()
    assert not desk.shown.contents
    assert not desk.kept
    assert desk.files._jobs == []


# ---- several layers in a file --------------------------------------------------------------------


def test_of_several_layers_a_person_chooses(desk: FileDesk, tmp_path: Path) -> None:
    path = package(tmp_path / "netze.gpkg", "strom", "gas", "wasser")
    desk.add(path)
    dialog = desk.dialog()
    assert isinstance(dialog, LayerChoiceDialog)
    dialog.list.item(0).setSelected(True)
    dialog.list.item(2).setSelected(True)
    dialog.accept()
    desk.until(lambda: len(desk.shown.contents) == 2)
    assert desk.shown.names == ["strom", "wasser"]
    assert [one["part"] for one in desk.kept] == ["strom", "wasser"]
    assert len({one["id"] for one in desk.kept}) == 2
    # The one that is left needs no question.
    desk.add(path)
    desk.until(lambda: len(desk.shown.contents) == 3)
    assert desk.shown.names[-1] == "gas"
    desk.add(path)
    assert "schon auf der Karte" in desk.failure(-1)


def test_choosing_none_of_the_layers_adds_none(desk: FileDesk, tmp_path: Path) -> None:
    desk.add(package(tmp_path / "netze.gpkg", "strom", "gas"))
    desk.dialog().reject()
    desk.until(lambda: not desk.files._jobs)
    assert not desk.kept
    assert not desk.is_seen(0)


# ---- coordinates ---------------------------------------------------------------------------------


def test_the_proposed_reference_system_is_taken_and_remembered(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.add(written(tmp_path, IN_METRES))
    dialog = desk.dialog()
    assert isinstance(dialog, CrsDialog)
    dialog.accept()
    desk.until(lambda: desk.shown.contents)
    ((file, content),) = desk.shown.contents.values()
    assert isinstance(content, LayerData)
    assert content.count == 2
    assert file.crs == desk.kept[0]["crs"] == "EPSG:25832"


def test_a_declined_proposal_says_why_nothing_is_shown_or_shows_it_as_it_is(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.add(written(tmp_path, IN_METRES))
    desk.dialog().reject()
    desk.until(lambda: desk.shown.contents or desk.readings[0].sentence.text())
    assert all(one["crs"] == "" for one in desk.kept)
    desk.until(lambda: QApplication.activeModalWidget() is None)


def test_questions_come_one_after_the_other(desk: FileDesk, tmp_path: Path) -> None:
    desk.add(written(tmp_path, IN_METRES, "a.geojson"), written(tmp_path, IN_METRES, "b.geojson"))
    first = desk.dialog()
    desk.until(lambda: len(desk.files._questions._waiting) == 1)
    assert len([one for one in QApplication.topLevelWidgets() if isinstance(one, CrsDialog)]) == 1
    first.accept()
    desk.until(lambda: desk.dialog() is not first)
    desk.dialog().accept()
    desk.until(lambda: len(desk.shown.contents) == 2)


def test_reading_given_up_while_a_question_waits_asks_nothing_more(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.add(written(tmp_path, IN_METRES))
    dialog = desk.dialog()
    desk.readings[0].cancel_requested.emit()
    dialog.accept()
    desk.until(lambda: not desk.files._jobs)
    assert not desk.kept
    assert not desk.shown.contents
