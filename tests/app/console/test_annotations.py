"""Notes: dialogs say what is wanted, the store keeps it, every step can be taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.console.annotations import AnnotationController
from app.console.trends_page import TrendsPage
from app.console.workspaces import VERLAEUFE
from app.domain.annotations import Annotation
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.console import Setting
from tests.fakes.notes import FakeAnnotations
from widgets.annotations.dialog import AnnotationDialog
from widgets.annotations.view import AnnotationsView

CITY = make_city(60)
FIRST = CITY.points[0]
NOTE = Annotation("a", START_US, START_US, "Bagger am Kabel", "Anna", START_US, (FIRST.id,))


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def store() -> FakeAnnotations:
    return FakeAnnotations(NOTE)


@pytest.fixture
def controller(qtbot: QtBot, store: FakeAnnotations) -> AnnotationController:
    controller = AnnotationController(store, FakeClock(), "Bernd")
    controller.set_city(CITY)
    return controller


@pytest.fixture
def view(qtbot: QtBot, controller: AnnotationController) -> AnnotationsView:
    view = AnnotationsView()
    qtbot.addWidget(view)
    view.set_city(CITY)
    controller.join(view)
    return view


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    yield setting
    setting.close()


def shown(view: AnnotationsView) -> list[str]:
    return [note.text for note in view.model.notes]


def test_a_note_is_written_in_the_name_of_the_person(
    qtbot: QtBot, controller: AnnotationController, store: FakeAnnotations, view: AnnotationsView
) -> None:
    """A span may be drawn backwards; points that share a place bring it along."""
    dialog = controller.annotate(START_US + 5, START_US - 5, [FIRST.id, FIRST.id])
    dialog.box.setPlainText("Prüfgas")
    with qtbot.waitSignal(controller.said) as told:
        dialog.save()
    assert told.args == ["Die Notiz wurde geschrieben."]
    new = next(note for note in store.notes.values() if note.id != "a")
    assert new == Annotation(
        new.id, START_US - 5, START_US + 5, "Prüfgas", "Bernd", START_US, (FIRST.id,),
        FIRST.location,
    )  # fmt: skip
    assert sorted(shown(view)) == ["Bagger am Kabel", "Prüfgas"]
    controller.undo()
    assert list(store.notes) == ["a"]


def test_an_edit_keeps_the_author_and_can_be_taken_back(
    qtbot: QtBot, controller: AnnotationController, store: FakeAnnotations, view: AnnotationsView
) -> None:
    """Saving it unchanged is no step."""
    dialog = controller.open("a")
    assert dialog is not None
    assert controller.open("a") is dialog, "one note has one dialog"
    dialog.box.setPlainText("Bagger am Rohr")
    dialog.save()
    assert (store.notes["a"].text, store.notes["a"].author) == ("Bagger am Rohr", "Anna")
    controller.save(store.notes["a"])
    controller.undo()
    assert store.notes["a"] == NOTE
    with qtbot.waitSignal(controller.said) as told:
        controller.undo()
    assert told.args == ["Es gibt nichts rückgängig zu machen."]


def test_removed_notes_come_back_together(
    controller: AnnotationController, store: FakeAnnotations, view: AnnotationsView
) -> None:
    """The list offers it; a later step takes the offer away."""
    other = replace(NOTE, id="b", text="Zweite")
    controller.save(other)
    assert not view.stage.notice.sentence
    view.remove_requested.emit(["a", "b", "gibt es nicht"])
    assert not store.notes
    assert view.stage.placeholder.sentence == "2 Notiz(en) gelöscht."
    view.undo_requested.emit()
    assert store.notes == {"a": NOTE, "b": other}
    assert not view.stage.notice.sentence


def test_a_note_that_is_gone_is_said(
    qtbot: QtBot, controller: AnnotationController, store: FakeAnnotations
) -> None:
    """Somebody clicked a mark of a plot that was not drawn anew yet."""
    store.notes.clear()
    with qtbot.waitSignal(controller.said) as told:
        assert controller.open("a") is None
    assert told.args == ["Diese Notiz gibt es nicht mehr."]
    controller.remove(["a"])
    assert not controller.removal


def test_a_list_that_is_gone_is_not_served_any_more(
    qtbot: QtBot, controller: AnnotationController
) -> None:
    """Pages are built anew; their old lists end."""
    view = AnnotationsView()
    controller.join(view)
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    controller.save(replace(NOTE, text="neu"))


def test_without_a_moment_now_is_meant(
    qtbot: QtBot, controller: AnnotationController, view: AnnotationsView, store: FakeAnnotations
) -> None:
    """The list of a live console asks without one."""
    view.note_requested.emit(None, [])
    store.notes.clear()
    (dialog,) = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, AnnotationDialog) and widget.isVisible()
    ]
    assert dialog.start.text() == "24.11.2025 17:00:00"
    dialog.reject()
    assert not store.notes


def test_in_the_console_a_note_is_written_listed_and_jumped_to(
    qtbot: QtBot, setting: Setting
) -> None:
    """By command on the moment and the points shown; its time is one Return away."""
    console = setting.live()
    console.window.open_workspace(VERLAEUFE)
    page = console.window.pages[VERLAEUFE]
    assert isinstance(page, TrendsPage)
    point, moment = str(setting.city.points[0].id), START_US - 3_600_000_000
    console.selection.select([point])
    console.time_bus.pin(moment)
    next(a for a in console.commands.book.all() if a.text() == "Notiz schreiben …").trigger()
    (dialog,) = console.window.findChildren(AnnotationDialog)
    dialog.box.setPlainText("Bagger am Kabel")
    dialog.save()
    (note,) = setting.annotations.notes.values()
    assert (note.start_us, note.points, note.author) == (moment, (point,), "M. Beispiel")
    assert shown(page.notes) == ["Bagger am Kabel"]
    console.time_bus.go_live()
    page.notes.select([note.id])
    page.notes.table.activated_row.emit()
    assert console.time_bus.pinned_us == moment
