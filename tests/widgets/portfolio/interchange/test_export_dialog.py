"""The form of exports: what is wanted, what stays out, the file, stopping, replacing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.fields import Publication
from app.services.portfolio.interchange.exporting import ProgrammeFormat
from app.services.portfolio.interchange.project_xml import read_project_xml
from tests.fakes.clocks import FakeClock
from tests.portfolios import large_programme, small_programme
from widgets.portfolio.interchange import PlanExportDialog
from widgets.theme import theme

WAIT_MS = 20_000


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[PlanExportDialog]:
    theme().apply("light")
    made = PlanExportDialog(small_programme().state(), ["wlan"], folder=tmp_path, clock=FakeClock())
    qtbot.addWidget(made)
    made.show()
    yield made
    leave(qtbot, made)


def leave(qtbot: QtBot, dialog: PlanExportDialog) -> None:
    if dialog.isVisible():
        with qtbot.waitSignal(dialog.gone, timeout=WAIT_MS):
            dialog.reject()


def choose(dialog: PlanExportDialog, form: ProgrammeFormat) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(form.value))


def test_the_form_says_what_the_file_will_hold(qtbot: QtBot, dialog: PlanExportDialog) -> None:
    qtbot.waitUntil(lambda: "Die Datei enthält" in dialog.summary.text(), timeout=WAIT_MS)
    dialog.target.setCurrentIndex(dialog.target.findData(Publication.PUBLIC.value))
    qtbot.waitUntil(lambda: "Weg bleiben" in dialog.summary.text(), timeout=WAIT_MS)
    choose(dialog, ProgrammeFormat.PROJECTS_CSV)
    qtbot.waitUntil(lambda: "Die Datei wäre leer" in dialog.summary.text(), timeout=WAIT_MS)


@pytest.mark.parametrize("form", list(ProgrammeFormat))
def test_each_format_is_written_with_its_ending_and_the_path_is_told(
    qtbot: QtBot, dialog: PlanExportDialog, tmp_path: Path, form: ProgrammeFormat
) -> None:
    choose(dialog, form)
    path = tmp_path / f"programm.{form}"
    with qtbot.waitSignal(dialog.written, timeout=WAIT_MS) as written:
        dialog.export_button.click()
    assert written.args == [path]
    assert path.stat().st_size > 100
    assert str(path) in dialog.notice.sentence
    assert "Die Datei enthält" in dialog.summary.text()
    with qtbot.waitSignal(dialog.folder_requested) as asked:
        dialog.notice.action_requested.emit()
    assert asked.args == [path]
    assert list(tmp_path.iterdir()) == [path]


def test_only_selected_projects_are_written_when_that_is_wanted(
    qtbot: QtBot, dialog: PlanExportDialog, tmp_path: Path
) -> None:
    choose(dialog, ProgrammeFormat.PROJECT_XML)
    assert dialog.scope.currentData() is True
    with qtbot.waitSignal(dialog.written, timeout=WAIT_MS):
        dialog.export_button.click()
    names = {task.name for task in read_project_xml((tmp_path / "programm.xml").read_bytes()).tasks}
    assert "Ausbau Nord" in names
    assert "Pilot" not in names


def test_an_older_file_is_replaced_only_after_asking(
    qtbot: QtBot, dialog: PlanExportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "programm.xlsx"
    path.write_bytes(b"alt")
    dialog.export_button.click()
    qtbot.waitUntil(lambda: "gibt es dort schon" in dialog.notice.sentence, timeout=WAIT_MS)
    assert path.read_bytes() == b"alt"
    with qtbot.waitSignal(dialog.written, timeout=WAIT_MS):
        dialog.notice.action_requested.emit()
    assert path.read_bytes().startswith(b"PK")


def test_a_folder_that_is_not_there_is_told(
    qtbot: QtBot, dialog: PlanExportDialog, tmp_path: Path
) -> None:
    dialog.file.setText(str(tmp_path / "fehlt" / "a.xlsx"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: "nicht geschrieben" in dialog.notice.sentence, timeout=WAIT_MS)


def test_without_a_whole_path_nothing_can_be_written(dialog: PlanExportDialog) -> None:
    dialog.file.setText("irgendwo.xlsx")
    assert not dialog.export_button.isEnabled()


def test_stopping_leaves_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    made = PlanExportDialog(large_programme(50, 40).state(), folder=tmp_path, clock=FakeClock())
    qtbot.addWidget(made)
    made.show()
    assert not made.scope.isEnabled()
    made.export_button.click()
    made.close_button.click()
    qtbot.waitUntil(lambda: "Abgebrochen" in made.notice.sentence, timeout=WAIT_MS)
    assert list(tmp_path.iterdir()) == []
    leave(qtbot, made)


def test_closing_while_it_writes_stops_it(qtbot: QtBot, tmp_path: Path) -> None:
    made = PlanExportDialog(large_programme(50, 40).state(), folder=tmp_path, clock=FakeClock())
    qtbot.addWidget(made)
    made.show()
    made.export_button.click()
    with qtbot.waitSignal(made.gone, timeout=WAIT_MS):
        made.reject()
    assert list(tmp_path.iterdir()) == []


def test_choices_are_remembered_and_nonsense_is_passed_over(
    qtbot: QtBot, dialog: PlanExportDialog, tmp_path: Path
) -> None:
    choose(dialog, ProgrammeFormat.CALENDAR)
    dialog.target.setCurrentIndex(0)
    other = PlanExportDialog(small_programme().state(), folder=tmp_path, clock=FakeClock())
    qtbot.addWidget(other)
    other.restore_state(dialog.save_state())
    assert other.request().format is ProgrammeFormat.CALENDAR
    assert other.request().target is Publication.PUBLIC
    assert other.request().file == tmp_path / "programm.ics"
    other.restore_state({"format": "exe", "target": "restricted", "folder": "nirgends"})
    assert other.request().target is Publication.PUBLIC
    other.reject()
