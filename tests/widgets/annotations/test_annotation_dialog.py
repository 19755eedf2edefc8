"""Writing a note: text, time as a person says it, points, place, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.annotations import Annotation, AnnotationChange
from app.domain.points import Location, PointId
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from widgets.annotations.dialog import MAX_LETTERS, AnnotationDialog

CITY = make_city(60)
FIRST, SECOND = CITY.points[0].id, CITY.points[1].id
MINUTE = 60_000_000
DRAFT = Annotation("n1", START_US - MINUTE, START_US - MINUTE, "", "Anna", START_US, (FIRST,))
NOTE = replace(DRAFT, text="Bagger am Kabel", points=(FIRST, SECOND))
WRITTEN = AnnotationChange(START_US, "Anna", None, NOTE)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def dialog(qtbot: QtBot, note: Annotation, *changes: AnnotationChange) -> AnnotationDialog:
    made = AnnotationDialog(note, CITY, START_US, changes)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def saved(qtbot: QtBot, made: AnnotationDialog) -> Annotation:
    with qtbot.waitSignal(made.save_requested) as told:
        made.save()
    assert told.args is not None
    found = told.args[0]
    assert isinstance(found, Annotation)
    return found


def labels(made: AnnotationDialog) -> list[str]:
    return [label.text() for label in made.findChildren(QLabel)]


def test_ctrl_return_saves_what_was_written(qtbot: QtBot) -> None:
    """Return alone begins a new line; the exact moment stays."""
    made = dialog(qtbot, DRAFT)
    QTest.keyClicks(made.box, "Bagger")
    QTest.keyClick(made.box, Qt.Key.Key_Return)
    QTest.keyClicks(made.box, "am Kabel ")
    with qtbot.waitSignal(made.save_requested) as told:
        QTest.keyClick(made.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    place = CITY.points[0].location
    assert told.args == [replace(DRAFT, text="Bagger\nam Kabel", location=place)]
    assert not made.isVisible()


def test_times_are_read_as_a_person_says_them(qtbot: QtBot) -> None:
    """An end makes a span; no end makes a moment again."""
    made = dialog(qtbot, DRAFT)
    assert made.start.text() == "24.11.2025 16:59:00"
    made.box.setPlainText("Test")
    made.start.setText("gestern 14:30")
    made.end.setText("24.11.2025 16:59:30")
    note = saved(qtbot, made)
    day = 24 * 60 * MINUTE
    assert note.start_us == START_US - day - 150 * MINUTE
    assert note.end_us == START_US - MINUTE // 2
    made = dialog(qtbot, note)
    assert made.end.text() == "24.11.2025 16:59:30"
    made.end.clear()
    assert saved(qtbot, made).end_us == note.start_us


def test_what_is_wrong_is_said_and_nothing_is_lost(qtbot: QtBot) -> None:
    """Each fault has a sentence of its own, and the dialog stays."""
    made = dialog(qtbot, DRAFT)
    made.save()
    assert made.notice.sentence == "Bitte schreiben Sie einen Text."
    made.box.setPlainText("x" * (MAX_LETTERS + 1))
    made.save()
    assert "zu lang" in made.notice.sentence
    made.box.setPlainText("Test")
    assert not made.notice.sentence
    made.start.setText("irgendwann")
    made.save()
    assert "nennt keinen Zeitpunkt" in made.notice.sentence
    made.start.setText("heute 10:00")
    made.end.setText("heute 9:00")
    made.save()
    assert "Ende liegt vor dem Beginn" in made.notice.sentence
    assert made.isVisible()
    made.end.setText("")
    assert saved(qtbot, made).text == "Test"


def test_points_can_be_taken_out_and_the_place_follows(qtbot: QtBot) -> None:
    """Two points have no common place, one has its own, none is the whole city."""
    made = dialog(qtbot, NOTE, WRITTEN)
    assert CITY.points[1].name.de in labels(made)
    assert "–" in labels(made)
    made.point_list.buttons()[1].click()
    assert CITY.points[0].site.de in labels(made)
    note = saved(qtbot, made)
    assert (note.points, note.location) == ((FIRST,), CITY.points[0].location)
    made = dialog(qtbot, note, WRITTEN)
    made.point_list.buttons()[0].click()
    assert "ganze Stadt" in labels(made)
    assert saved(qtbot, made).location is None


def test_a_place_of_its_own_and_points_nobody_knows_stay(qtbot: QtBot) -> None:
    """A note may be about a spot on the map, and about points that left the profile."""
    spot = replace(NOTE, points=(PointId("weg.no2"),), location=Location(7.81, 51.68))
    made = dialog(qtbot, spot, WRITTEN)
    assert "weg.no2" in labels(made)
    assert "51,68000° N, 7,81000° O" in labels(made)
    assert saved(qtbot, made) == spot


def test_what_stood_there_before_can_be_read(qtbot: QtBot) -> None:
    """Who changed a note and when, with the earlier text."""
    edited = replace(NOTE, text="Bagger am Wasserrohr")
    moved = replace(edited, points=())
    made = dialog(
        qtbot, moved, WRITTEN,
        AnnotationChange(START_US, "Bernd", NOTE, edited),
        AnnotationChange(START_US, "Chris", edited, moved),
        AnnotationChange(START_US, "Dora", moved, None),
    )  # fmt: skip
    lines = [text for text in labels(made) if text.startswith("24.11.2025 17:00:00")]
    assert [line.removeprefix("24.11.2025 17:00:00 ") for line in lines] == [
        "geschrieben von Anna",
        "geändert von Bernd, vorher: „Bagger am Kabel“",
        "geändert von Chris: Zeit oder Datenpunkte",
        "gelöscht von Dora",
    ]


def test_closing_by_escape_asks_once_before_words_are_lost(qtbot: QtBot) -> None:
    """An untouched dialog just closes."""
    made = dialog(qtbot, NOTE, WRITTEN)
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    made = dialog(qtbot, NOTE, WRITTEN)
    made.box.setPlainText("Bagger am Gasrohr")
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.isVisible()
    assert "nicht gespeichert" in made.notice.sentence
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_a_note_can_be_removed_a_draft_cannot(qtbot: QtBot) -> None:
    """Half a surrogate pair from the clipboard does no harm, either."""
    made = dialog(qtbot, NOTE, WRITTEN)
    (button,) = [b for b in made.findChildren(QPushButton) if b.text() == "Löschen"]
    with qtbot.waitSignal(made.remove_requested) as told:
        button.click()
    assert told.args == ["n1"]
    made = dialog(qtbot, DRAFT)
    assert "Löschen" not in [b.text() for b in made.findChildren(QPushButton)]
    made.box.setPlainText("vorher\ud800nachher")
    assert saved(qtbot, made).text.encode().startswith(b"vorher")
