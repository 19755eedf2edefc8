"""Trend sheets: saved, opened, renamed, locked, removed and brought back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.comparisons import Comparison
from app.domain.trend_sheets import TrendSheet
from tests.fakes.history_curves import CurveHistory
from tests.fakes.notes import FakeTrendSheets
from tests.fakes.trend_views import (
    HOUR,
    NO2,
    NOW,
    PM10,
    make_view,
    settle,
    wavy_history,
    with_points,
)
from widgets.trends.sheet_bar import UNSAVED
from widgets.trends.sheets.names import NameDialog
from widgets.trends.view import TrendsView


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def store() -> FakeTrendSheets:
    return FakeTrendSheets()


@pytest.fixture
def history() -> CurveHistory:
    return wavy_history()


@pytest.fixture
def view(qtbot: QtBot, history: CurveHistory, store: FakeTrendSheets) -> Iterator[TrendsView]:
    view = make_view(qtbot, history)
    view.set_sheets(store, "M. Beispiel")
    yield view
    view.close()


def named(view: TrendsView, name: str, *refused: str) -> Callable[[], None]:
    """Return what a person does in the dialog: names that are refused first, then the good one."""

    def write() -> None:
        dialog = view.findChild(NameDialog)
        assert isinstance(dialog, NameDialog)
        for wrong in refused:
            dialog.line.setText(wrong)
            dialog.accept()
            assert dialog.problem.text()
        dialog.line.setText(name)
        dialog.accept()

    return write


def save_as(view: TrendsView, name: str, *refused: str) -> None:
    QTimer.singleShot(0, named(view, name, *refused))
    view.sheets.save_as()


def shown_name(view: TrendsView) -> str:
    return view.sheet_bar.sheet.text()


def entries(view: TrendsView) -> dict[str, bool]:
    view.sheets.fill()
    menu = view.sheet_bar.sheet_menu
    return {a.text().split("\t")[0]: a.isEnabled() for a in menu.actions() if a.text()}


def test_a_sheet_is_saved_under_a_name_and_opened_again(
    qtbot: QtBot, view: TrendsView, store: FakeTrendSheets
) -> None:
    with_points(qtbot, view, NO2)
    view.studies.compare(Comparison.YESTERDAY)
    save_as(view, "Luft am Bahnhof", "", "   ")
    (sheet,) = store.sheets()
    assert (sheet.name, sheet.author) == ("Luft am Bahnhof", "M. Beispiel")
    assert view.sheet_bar.sheet.text() == "Luft am Bahnhof"
    view.sheets.start_new()
    assert not view.model.traces
    assert not view.keeper.name
    view.undo()
    assert len(view.model.traces) == 2
    view.redo()
    view.sheets.open(sheet.id)
    settle(qtbot, view)
    assert len(view.model.traces) == 2
    assert view.exporter.title == "Luft am Bahnhof"
    assert not view.keeper.is_changed


def test_changes_are_marked_until_they_are_saved(
    qtbot: QtBot, view: TrendsView, store: FakeTrendSheets
) -> None:
    with_points(qtbot, view, NO2)
    save_as(view, "Luft")
    with_points(qtbot, view, PM10)
    assert shown_name(view) == f"{UNSAVED} Luft"
    view.sheets.save()
    assert shown_name(view) == "Luft"
    assert len(store.sheets()) == 1
    assert len(store.sheets()[0].content["traces"]) == 2


def test_looking_around_changes_nothing(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    save_as(view, "Luft")
    view.set_window(NOW - 5 * HOUR, NOW - 2 * HOUR)
    view.set_focused(str(NO2.id))
    settle(qtbot, view)
    assert not view.keeper.is_changed


def test_a_locked_sheet_is_not_overwritten_but_saved_as_another_one(
    qtbot: QtBot, view: TrendsView, store: FakeTrendSheets
) -> None:
    with_points(qtbot, view, NO2)
    save_as(view, "Luft")
    view.keeper.set_locked(is_locked=True)
    assert entries(view)["Sperre aufheben"]
    assert not entries(view)["Löschen"]
    assert not entries(view)["Umbenennen …"]
    with_points(qtbot, view, PM10)
    QTimer.singleShot(0, named(view, "Luft und Staub", "luft"))
    view.sheets.save()
    contents = {sheet.name: len(sheet.content["traces"]) for sheet in store.sheets()}
    assert contents == {"Luft": 1, "Luft und Staub": 2}
    assert view.keeper.name == "Luft und Staub"
    assert not view.keeper.is_locked


def test_a_sheet_is_unlocked_as_it_was_saved(
    qtbot: QtBot, view: TrendsView, store: FakeTrendSheets
) -> None:
    with_points(qtbot, view, NO2)
    save_as(view, "Luft")
    view.keeper.set_locked(is_locked=True)
    with_points(qtbot, view, PM10)
    view.keeper.set_locked(is_locked=False)
    assert not store.sheets()[0].is_locked
    assert len(store.sheets()[0].content["traces"]) == 1
    assert view.keeper.is_changed


def test_a_sheet_is_renamed(view: TrendsView, store: FakeTrendSheets) -> None:
    save_as(view, "Luft")
    QTimer.singleShot(0, named(view, "Luft 2"))
    view.sheets.rename()
    assert [sheet.name for sheet in store.sheets()] == ["Luft 2"]


def test_a_removed_sheet_can_be_brought_back(
    qtbot: QtBot, view: TrendsView, store: FakeTrendSheets
) -> None:
    with_points(qtbot, view, NO2)
    save_as(view, "Luft")
    with qtbot.waitSignal(view.message_requested) as caught:
        view.keeper.remove()
    assert "Luft" in caught.args[0]
    assert store.sheets() == []
    assert len(view.model.traces) == 1
    assert entries(view)["„Luft“ zurückholen"]
    view.keeper.bring_back()
    assert [sheet.name for sheet in store.sheets()] == ["Luft"]
    assert view.keeper.name == "Luft"


def test_unsaved_changes_are_asked_for_before_another_sheet_is_shown(
    qtbot: QtBot, view: TrendsView, store: FakeTrendSheets
) -> None:
    with_points(qtbot, view, NO2)
    save_as(view, "Luft")
    for button, traces, saved in ((2, 2, 1), (0, 0, 2)):
        with_points(qtbot, view, PM10)

        def press(number: int = button) -> None:
            box = view.findChild(QMessageBox)
            assert isinstance(box, QMessageBox)
            words = ["Speichern", "Verwerfen", "Abbrechen"][number]
            next(b for b in box.buttons() if b.text() == words).click()
            box.deleteLater()

        QTimer.singleShot(0, press)
        view.sheets.start_new()
        assert len(view.model.traces) == traces
        assert len(store.sheets()[0].content["traces"]) == saved


def test_the_menu_lists_the_saved_sheets(view: TrendsView) -> None:
    save_as(view, "Luft & Lärm")
    view.sheets.fill()
    (menu,) = [a.menu() for a in view.sheet_bar.sheet_menu.actions() if a.text() == "Öffnen"]
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Luft && Lärm"]


def test_after_a_restart_the_same_sheet_is_open(
    qtbot: QtBot, view: TrendsView, history: CurveHistory, store: FakeTrendSheets
) -> None:
    with_points(qtbot, view, NO2)
    save_as(view, "Luft")
    with_points(qtbot, view, PM10)
    saved = view.save_state()
    again = make_view(qtbot, history)
    again.restore_state(saved)
    again.set_sheets(store)
    settle(qtbot, again)
    assert again.keeper.name == "Luft"
    assert again.keeper.is_changed
    again.close()


def test_a_sheet_somebody_removed_meanwhile_is_not_opened(qtbot: QtBot, view: TrendsView) -> None:
    with qtbot.waitSignal(view.message_requested) as caught:
        view.keeper.open("weg")
    assert "gibt es nicht mehr" in caught.args[0]


def test_without_a_place_to_keep_sheets_nothing_can_be_saved(
    qtbot: QtBot, history: CurveHistory
) -> None:
    view = make_view(qtbot, history)
    assert not entries(view)["Speichern"]
    assert view.keeper.save_as("Luft") != ""
    view.close()


def test_a_sheet_says_which_of_its_curves_cannot_be_shown_any_more(
    qtbot: QtBot, view: TrendsView, store: FakeTrendSheets
) -> None:
    traces = [{"id": NO2.id, "slot": 0}, {"id": "abgebaut", "slot": 1}]
    store.save(TrendSheet("s1", "Luft", {"traces": traces}))
    with qtbot.waitSignal(view.message_requested) as caught:
        view.keeper.open("s1")
    assert caught.args[0].startswith("1 ")
    settle(qtbot, view)
    assert [trace.point.id for trace in view.model.traces] == [NO2.id]
    assert not view.keeper.is_changed
