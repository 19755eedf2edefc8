"""Exporting as a person does it: the dialog, the thread, what goes wrong, the clipboard."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.services.ports import StorageError
from tests.fakes.history_curves import CurveHistory
from tests.widgets.trends.export.conftest import CITY, DAY, HOUR, NOW, Setting
from widgets.trends.export import exporter as exporter_module
from widgets.trends.export import sheet_files
from widgets.trends.export.choices import Choice, FileFormat
from widgets.trends.export.files import trouble, written
from widgets.trends.export.rasters import Form, Raster

NO2, PM10, SIGNAL = CITY.points[0], CITY.points[1], CITY.points[5]
TABLES = [FileFormat.CSV, FileFormat.XLSX, FileFormat.PARQUET]


def start(setting: Setting, path: Path, choice: Choice) -> None:
    subject = setting.exporter.subject()
    assert subject is not None
    setting.exporter.start(path, subject, choice)


def test_the_dialog_says_how_many_rows_and_the_file_is_written(
    qtbot: QtBot, setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.show([NO2, PM10], NOW - HOUR, NOW)
    path = tmp_path / "meins"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    setting.exporter.offer("xlsx")
    dialog = setting.exporter.dialog
    assert dialog is not None
    assert dialog.choice.format is FileFormat.XLSX
    assert dialog.summary.text().startswith("120 Zeilen")
    dialog.forms.setCurrentIndex(1)
    assert dialog.summary.text().startswith("60 Zeilen")
    with qtbot.waitSignal(setting.exporter.settled):
        dialog.accept()
    assert path.with_suffix(".xlsx").stat().st_size > 1_000
    assert setting.said == [f"Gespeichert: {path}.xlsx"]
    assert setting.exporter.choice.form is Form.WIDE


def test_a_drawing_has_neither_layout_nor_steps(setting: Setting) -> None:
    setting.show([NO2], NOW - HOUR, NOW)
    setting.exporter.offer("pdf")
    dialog = setting.exporter.dialog
    assert dialog is not None
    assert not dialog.rasters.isEnabled()
    assert dialog.light.isEnabled()
    assert dialog.summary.text().startswith("Eine Seite")
    dialog.reject()


def test_without_a_reader_only_what_is_drawn_is_offered(setting: Setting) -> None:
    setting.show([NO2], NOW - HOUR, NOW)
    setting.exporter.set_reader(None)
    setting.exporter.offer()
    assert setting.exporter.dialog is not None
    assert setting.exporter.dialog.rasters.count() == 1
    setting.exporter.dialog.reject()


def test_more_rows_than_a_sheet_holds_are_refused_with_a_way_out(
    setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_files, "MAX_ROWS", 50)
    setting.show([NO2], NOW - HOUR, NOW)
    assert not setting.exporter.write(tmp_path / "v.xlsx")
    assert "gröberes Raster" in setting.said[-1]
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_see_is_said(setting: Setting, tmp_path: Path) -> None:
    setting.exporter.offer()
    setting.exporter.copy_picture()
    setting.exporter.copy_table()
    assert len(setting.said) == 3
    assert setting.exporter.dialog is None
    assert not setting.exporter.write(tmp_path / "v.csv")


@pytest.mark.parametrize("kind", TABLES)
def test_a_long_export_shows_how_far_it_is_and_leaves_nothing_when_it_is_stopped(
    qtbot: QtBot, setting: Setting, history: CurveHistory, kind: FileFormat, tmp_path: Path
) -> None:
    setting.show([NO2], NOW - 30 * DAY, NOW)
    setting.exporter._patience.setInterval(0)
    history.gate.clear()
    path = tmp_path / f"v.{kind.value}"
    path.write_text("vorher")
    start(setting, path, Choice(kind, Form.LONG, Raster.RAW))
    qtbot.waitUntil(lambda: setting.exporter.progress is not None)
    assert setting.exporter.is_writing
    progress = setting.exporter.progress
    assert progress is not None
    with qtbot.waitSignal(setting.exporter.settled) as caught:
        progress.reject()
        history.gate.set()
    assert caught.args == [False]
    assert setting.exporter.progress is None
    assert "abgebrochen" in setting.said[-1]
    assert path.read_text() == "vorher"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", list(FileFormat))
@pytest.mark.parametrize(
    "case",
    [(errno.ENOSPC, "voll"), (errno.EACCES, "dürfen"), (errno.ETXTBSY, "geöffnet")],
)
def test_a_target_that_cannot_be_written_is_told_with_the_remedy(
    setting: Setting,
    kind: FileFormat,
    case: tuple[int, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, word = case

    def refuse(_: Path, target: Path) -> Path:
        raise OSError(code, os.strerror(code), str(target))

    setting.show([NO2], NOW - HOUR, NOW)
    monkeypatch.setattr(Path, "replace", refuse)
    assert not setting.exporter.write(tmp_path / f"v.{kind.value}")
    assert word in setting.said[-1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", list(FileFormat))
def test_a_folder_that_is_gone_is_told(setting: Setting, kind: FileFormat, tmp_path: Path) -> None:
    setting.show([NO2], NOW - HOUR, NOW)
    assert not setting.exporter.write(tmp_path / "weg" / f"v.{kind.value}")
    assert "Den Ordner gibt es nicht mehr" in setting.said[-1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("kind", TABLES)
def test_a_full_disk_is_told_by_every_writer(
    setting: Setting, kind: FileFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full(_: Path) -> Iterator[Path]:
        yield Path("/dev/full")

    setting.show([NO2], NOW - DAY, NOW)
    monkeypatch.setattr(exporter_module, "written", full)
    assert not setting.exporter.write(tmp_path / f"v.{kind.value}")
    assert "voll" in setting.said[-1]


def test_history_that_cannot_be_read_is_told_in_its_own_words(
    setting: Setting, history: CurveHistory, tmp_path: Path
) -> None:
    setting.show([NO2], NOW - HOUR, NOW)
    history.error = StorageError("Die Datei hist/2026-11.db ist gesperrt.")
    choice = Choice(FileFormat.CSV, Form.LONG, Raster.HOUR)
    assert not setting.exporter.write(tmp_path / "v.csv", choice)
    assert "gesperrt" in setting.said[-1]
    assert list(tmp_path.iterdir()) == []


def test_closing_ends_the_thread_and_tells_nobody(
    setting: Setting, history: CurveHistory, tmp_path: Path
) -> None:
    setting.show([NO2], NOW - 30 * DAY, NOW)
    start(setting, tmp_path / "v.csv", Choice(FileFormat.CSV, Form.LONG, Raster.RAW))
    setting.exporter.close()
    assert not setting.exporter.is_writing
    assert setting.said == []
    assert list(tmp_path.iterdir()) == []


def test_the_clipboard_takes_the_picture_and_the_table(setting: Setting) -> None:
    setting.show([NO2, SIGNAL], NOW - HOUR, NOW)
    setting.exporter.copy_table()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 61
    assert lines[0].split("\t")[:2] == ["Zeit", "Zeit (UTC)"]
    setting.exporter.copy_picture()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"<svg" in bytes(data.data("image/svg+xml").data())
    QGuiApplication.clipboard().clear()


def test_what_was_there_stays_until_the_new_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("alt")

    def fail() -> None:
        with written(path) as part:
            part.write_text("halb")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "alt"
    with written(path) as part:
        part.write_text("neu")
    assert path.read_text() == "neu"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_trouble_names_its_reason() -> None:
    sentence = trouble(Path("v.csv"), OSError(errno.EIO, "Input/output error"))
    assert "Input/output error" in sentence
    assert sentence.endswith("Ordner.")
