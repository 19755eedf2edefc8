"""The versions: what each of them changed, and a way back to any of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.documents import DocumentKind
from app.services.rulesets import differences, write_rules
from tests.widgets.rules.conftest import CITY, Desk
from widgets.rules.versions_dialog import VersionsDialog

FIRST, SECOND = CITY.rules[:2]

Open = Callable[[], VersionsDialog]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Iterator[Open]:
    """Put three versions into the journal and return what opens the dialog."""
    one = write_rules([replace(FIRST, threshold=FIRST.threshold - 1)])
    two = write_rules([replace(FIRST, threshold=FIRST.threshold - 2)], [SECOND.id])
    for text, why in ((one, "erstens"), (two, "zweitens"), ("", "doch nicht")):
        desk.record(DocumentKind.RULES, text, why)
        desk.settle()

    def open_() -> VersionsDialog:
        desk.view.acts.show_versions()
        dialog = desk.view.acts._versions
        assert dialog is not None
        qtbot.waitUntil(lambda: bool(dialog.heading.text()))
        return dialog

    yield open_
    # What is still being compared may come after the test; the dialog then waits in vain.
    dialog = desk.view.acts._versions
    if dialog is not None and isValid(dialog):
        dialog.close()


def choose(dialog: VersionsDialog, *rows: int) -> None:
    dialog.table.clearSelection()
    model = dialog.table.selectionModel()
    for row in rows:
        for column in range(dialog.model.columnCount()):
            model.select(dialog.model.index(row, column), model.SelectionFlag.Select)


def test_the_newest_is_on_top_and_compared_with_the_one_before(opened: Open) -> None:
    dialog = opened()
    assert [dialog.model.texts(row)[3] for row in range(4)] == [
        *("doch nicht", "zweitens", "erstens", "Profil, ohne Änderungen"),
    ]
    assert dialog.heading.text() == "Von Version 2 zu 3: 1 geändert, 1 neu"
    assert not dialog.restore.isEnabled(), "it is in force"


def test_two_chosen_versions_are_compared_with_each_other(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    choose(dialog, 1, 3)
    qtbot.waitUntil(lambda: dialog.heading.text().startswith("Von Version 0 zu 2"))
    assert dialog.heading.text().endswith("1 geändert, 1 entfernt")
    choose(dialog, 0, 3)
    qtbot.waitUntil(lambda: "dasselbe" in dialog.stage.placeholder.sentence)
    choose(dialog, 3)
    assert "das Profil selbst" in dialog.stage.placeholder.sentence
    choose(dialog)
    assert "Wählen Sie" in dialog.stage.placeholder.sentence


def test_an_old_version_is_put_into_force_again(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened()
    choose(dialog, 2)
    dialog.restore.click()
    preview = desk.view.acts._publishing
    assert preview is not None
    qtbot.waitUntil(lambda: preview.preview is not None)
    assert preview.why.text() == "Wieder Version 1: erstens"
    preview.publish()
    assert desk.city.rules[0].threshold == FIRST.threshold - 1


def test_everything_goes_back_to_the_profile(desk: Desk, qtbot: QtBot) -> None:
    text = write_rules([], [SECOND.id])
    desk.record(DocumentKind.RULES, text, "weg")
    desk.settle()
    desk.view.acts.show_versions()
    dialog = desk.view.acts._versions
    assert dialog is not None
    choose(dialog, 1)
    dialog.restore.click()
    preview = desk.view.acts._publishing
    assert preview is not None
    qtbot.waitUntil(lambda: preview.preview is not None)
    preview.publish()
    assert differences(CITY, desk.city) == []


def test_a_version_that_no_longer_suits_the_profile_is_told(desk: Desk, qtbot: QtBot) -> None:
    text = write_rules([replace(FIRST, threshold=1.0)])
    desk.record(DocumentKind.RULES, text, "alt")
    desk.settle()
    smaller = replace(CITY, points=CITY.points[1:], rules=CITY.rules[2:])
    desk.view.set_profile_city(smaller)
    desk.view.acts.show_versions()
    dialog = desk.view.acts._versions
    assert dialog is not None
    qtbot.waitUntil(lambda: "passt nicht mehr zum Profil" in dialog.stage.placeholder.sentence)


def test_versions_are_copied(opened: Open) -> None:
    dialog = opened()
    choose(dialog, 0, 1)
    dialog.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Version\tWann\tWer\tWarum"
    assert [line.split("\t")[0] for line in lines[1:]] == ["3", "2"]
