"""The capsule library: what there is, whether it is intact, and nothing deleted unasked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.services.capsules import CapsuleInfo
from tests.fakes.capsules import MINUTE, make_capsule
from widgets.capsules.library import CapsuleLibraryView
from widgets.capsules.model import CapsuleColumn
from widgets.capsules.open_dialog import OpenCapsuleDialog

HEADER = make_capsule().header
GOOD = CapsuleInfo(Path("/c/good.leitstand"), 1_500_000, HEADER)
LATER = replace(HEADER, title="Später", start_us=HEADER.start_us + MINUTE)
WARNED = CapsuleInfo(Path("/c/altered.leitstand"), 900, LATER, ("Die Datei wurde verändert.",))
BROKEN = CapsuleInfo(Path("/c/cut.leitstand"), 10, error="Die Datei ist abgeschnitten.")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> CapsuleLibraryView:
    view = CapsuleLibraryView()
    qtbot.addWidget(view)
    view.resize(1_000, 300)
    view.show()
    return view


@pytest.fixture
def filled(view: CapsuleLibraryView) -> CapsuleLibraryView:
    view.show_paths([info.path for info in (GOOD, WARNED, BROKEN)])
    for info in (GOOD, WARNED, BROKEN):
        view.show_info(info)
    return view


def column(view: CapsuleLibraryView, which: CapsuleColumn) -> list[str]:
    return [view.model.texts(row, [which])[0] for row in range(view.model.rowCount())]


def test_files_stand_there_while_they_are_checked(view: CapsuleLibraryView) -> None:
    view.show_paths([GOOD.path])
    assert column(view, CapsuleColumn.STATE) == ["wird geprüft …"]
    assert column(view, CapsuleColumn.TITLE) == ["good"]
    view.show_info(GOOD)
    assert column(view, CapsuleColumn.STATE) == ["unverändert"]
    assert column(view, CapsuleColumn.TITLE) == [HEADER.title]


def test_the_newest_incident_comes_first_and_each_says_what_it_is(
    filled: CapsuleLibraryView,
) -> None:
    assert column(filled, CapsuleColumn.STATE) == ["mit Vorbehalt", "unverändert", "nicht lesbar"]
    assert column(filled, CapsuleColumn.SPAN)[1] == "24.11.2025 17:00:00 – 17:10:00"
    assert column(filled, CapsuleColumn.SIZE)[1] == "1,5 MB"
    index = filled.model.index(0, CapsuleColumn.STATE)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Die Datei wurde verändert."


def test_the_selected_capsule_is_opened_or_drilled(
    qtbot: QtBot, filled: CapsuleLibraryView
) -> None:
    filled.table.selectRow(1)
    with qtbot.waitSignal(filled.open_requested) as opened:
        filled.look_button.click()
    assert opened.args == [GOOD.path, False]
    with qtbot.waitSignal(filled.open_requested) as opened:
        filled.drill_button.click()
    assert opened.args == [GOOD.path, True]


def test_what_cannot_be_read_cannot_be_opened(filled: CapsuleLibraryView) -> None:
    filled.table.selectRow(2)
    assert not filled.look_button.isEnabled()
    assert not filled.drill_button.isEnabled()


def test_the_selection_survives_what_is_learnt_of_the_files(view: CapsuleLibraryView) -> None:
    view.show_paths([GOOD.path, WARNED.path])
    view.table.selectRow(1)
    chosen = view.chosen()
    view.show_info(GOOD)
    view.show_info(WARNED)
    assert view.chosen() == chosen


def test_a_file_is_deleted_only_after_a_question(filled: CapsuleLibraryView) -> None:
    filled.table.selectRow(1)
    removed: list[Path] = []
    filled.remove_requested.connect(removed.append)
    for text, expected in (("Behalten", []), ("Löschen", [GOOD.path])):
        filled.ask_removal()
        box = filled.findChildren(QMessageBox)[-1]
        assert HEADER.title in box.text()
        next(button for button in box.buttons() if button.text() == text).click()
        assert removed == expected


def test_an_empty_folder_offers_to_make_the_first(qtbot: QtBot, view: CapsuleLibraryView) -> None:
    view.show_paths([])
    assert "Noch keine Vorfallkapseln" in view.stage.placeholder.sentence
    with qtbot.waitSignal(view.save_requested):
        view.stage.action_requested.emit()


def test_a_folder_that_cannot_be_read_is_told(qtbot: QtBot, view: CapsuleLibraryView) -> None:
    view.show_problem("Der Ordner ist nicht lesbar.")
    assert view.stage.placeholder.sentence == "Der Ordner ist nicht lesbar."
    with qtbot.waitSignal(view.renew_requested):
        view.stage.action_requested.emit()


def test_rows_are_copied_and_the_list_exported(filled: CapsuleLibraryView, tmp_path: Path) -> None:
    filled.table.selectRow(1)
    filled.copy()
    assert HEADER.title in QGuiApplication.clipboard().text()
    filled.export_csv(tmp_path / "liste.csv")
    assert len((tmp_path / "liste.csv").read_text("utf-8-sig").splitlines()) == 4


def test_columns_are_remembered(filled: CapsuleLibraryView, qtbot: QtBot) -> None:
    state = filled.save_state()
    other = CapsuleLibraryView()
    qtbot.addWidget(other)
    other.restore_state(state)
    assert other.save_state() == state


def test_a_file_with_reservations_says_so_before_it_is_opened(qtbot: QtBot) -> None:
    dialog = OpenCapsuleDialog(WARNED)
    qtbot.addWidget(dialog)
    assert [label.text() for label in dialog.warnings] == ["Die Datei wurde verändert."]
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.drill.click()
    assert chosen.args == [True]


def test_a_broken_file_can_only_be_put_away(qtbot: QtBot) -> None:
    dialog = OpenCapsuleDialog(BROKEN)
    qtbot.addWidget(dialog)
    assert not dialog.look.isEnabled()
    assert not dialog.drill.isEnabled()
    assert [label.text() for label in dialog.warnings] == [BROKEN.error]
