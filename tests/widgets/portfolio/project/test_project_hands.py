"""The page of a project: steps, lights, documents, notes, changes."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Action, Commit
from app.domain.inventory.life_cycles import PROJECT
from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, update
from tests.portfolios import small_programme
from tests.widgets.portfolio.project.shown import WLAN, follow, section, texts
from widgets.inventory.panes import Acts, Wish
from widgets.portfolio.project import ProjectPane
from widgets.portfolio.project.head import DROP_LIGHT, SET_LIGHT
from widgets.portfolio.project.links import openable


# ---- hands -----------------------------------------------------------------------------------
def test_parts_are_followed_and_made_new(qtbot: QtBot, pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    with qtbot.waitSignal(pane.open_requested) as told:
        follow(section(pane, "risks"), "Geräte kommen spät")
    assert told.args == [Key("risk", "lieferung")]
    with qtbot.waitSignal(pane.open_requested) as told:
        follow(section(pane, "facts"), "Welle I")
    assert told.args == [Key("wave", "welle")]
    with qtbot.waitSignal(pane.act_requested) as told:
        section(pane, "milestones").findChildren(QToolButton)[-1].click()
    assert told.args == [Acts.NEW, [Key("milestone", ""), WLAN]]


def test_a_step_asks_for_what_is_missing(qtbot: QtBot, pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    labels = [one.text() for one in pane.head.steps.actions()]
    assert labels == [one.label for one in PROJECT.steps_from("running")]
    pause = next(one for one in pane.head.steps.actions() if one.text() == "Pausieren")
    with qtbot.assertNotEmitted(pane.change_requested):
        pause.trigger()
    assert pane.step_panel.isVisible()
    assert list(pane.step_panel.editors) == ["stopped_reason"]


def test_a_light_is_set_and_taken_back_here_too(qtbot: QtBot, pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    pane.head.act_wanted.emit(SET_LIGHT)
    pane.light_panel.editors["light"].set_value("red")
    pane.light_panel.editors["light_reason"].set_value("Steht still")
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.light_panel.go.click()
    assert told.args[0].changeset.operations[0].values["light"] == "red"
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.head.act_wanted.emit(DROP_LIGHT)
    assert told.args[0].changeset.operations[0].values["light"] is None


def test_the_past_can_be_looked_at_only(pane: ProjectPane) -> None:
    pane.show_keys([WLAN])
    pane.head.act_wanted.emit(SET_LIGHT)
    pane.show_portfolio(replace(small_programme().state(), at_us=START_US))
    assert not pane.light_panel.isVisible()
    assert not pane.head.edit.isEnabled()
    assert not pane.head.step.isEnabled()
    assert "vergangenen Stand" in pane.head.refusal.text()
    assert not section(pane, "milestones").findChildren(QToolButton)[-1:] or all(
        not one.isVisibleTo(pane) for one in section(pane, "milestones").findChildren(QToolButton)
    )
    possible = [one.text() for one in pane.head.more_menu.actions() if one.isEnabled()]
    assert [one for one in possible if one] == ["Änderungen zeigen", "Exportieren …"]


@pytest.mark.parametrize(
    ("address", "is_openable"),
    [
        ("https://example.org/vorlage.pdf", True),
        ("http://example.org", True),
        ("file:///srv/akte/vorlage.pdf", True),
        ("javascript:alert(1)", False),
        ("ftp://example.org/x", False),
        ("https://", False),
        ("vorlage.pdf", False),
        ("", False),
    ],
)
def test_only_addresses_of_pages_and_files_are_opened(address: str, is_openable: bool) -> None:
    assert openable(address) is is_openable


def test_a_document_opens_by_a_click_only(qtbot: QtBot, pane: ProjectPane) -> None:
    opened: list[str] = []
    answers = iter([True, False])

    def open_link(address: str) -> bool:
        opened.append(address)
        return next(answers)

    pane.open_link = open_link
    made = small_programme()
    made.document("rat", "Skript", link="javascript:alert(1)")
    pane.show_portfolio(made.state())
    pane.show_keys([WLAN])
    assert opened == []
    documents = section(pane, "documents")
    assert "lässt sich hier nicht öffnen: javascript:alert(1)" in texts(documents)
    follow(documents, "Vorlage 123/25")
    assert opened == ["https://example.org/d"]
    with qtbot.waitSignal(pane.message_requested) as told:
        follow(documents, "Vorlage 123/25")
    assert "lässt sich nicht öffnen" in told.args[0]


# ---- notes and changes -----------------------------------------------------------------------
def serve(pane: ProjectPane, store: MadeInventory) -> Callable[[], int]:
    """Carry out what the pane wishes; returns what counts the changes."""
    commits: list[Commit] = []

    def carry_out(wish: Wish) -> None:
        try:
            outcome: Commit | Exception = store.commit(wish.changeset)
        except Exception as error:  # noqa: BLE001 - the pane is told whatever it is
            outcome = error
        wish.done(outcome)
        if isinstance(outcome, Commit):
            commits.append(outcome)
            pane.show_commit(outcome)

    pane.change_requested.connect(carry_out)
    return lambda: len(commits)


def test_a_note_is_written_and_shown_with_who_wrote_it(
    qtbot: QtBot, pane: ProjectPane, store: MadeInventory
) -> None:
    commits = serve(pane, store)
    pane.set_inventory(store.reader)
    pane.show_keys([WLAN])
    qtbot.waitUntil(lambda: pane.notes.add.isVisibleTo(pane))
    pane.notes.write(None)
    pane.notes.box.setPlainText("Die Masten sind bestellt.")
    pane.notes.send()
    assert commits() == 1
    qtbot.waitUntil(lambda: "Die Masten sind bestellt." in texts(pane.notes))
    with closing(store.reader()) as reader:
        (note,) = reader.records("journal_note")
    assert (note.text("subject_kind"), note.text("subject")) == ("project", "wlan")
    assert note.get("at_us") == START_US
    assert "Prüfung" in texts(pane.notes)


def test_notes_of_another_project_do_not_stay(
    qtbot: QtBot, pane: ProjectPane, store: MadeInventory
) -> None:
    serve(pane, store)
    pane.set_inventory(store.reader)
    pane.show_keys([WLAN])
    qtbot.waitUntil(lambda: pane.notes.add.isVisibleTo(pane))
    pane.notes.write(None)
    pane.notes.box.setPlainText("Nur hier.")
    pane.notes.send()
    qtbot.waitUntil(lambda: "Nur hier." in texts(pane.notes))
    pane.show_keys([Key("project", "ampel")])
    qtbot.waitUntil(lambda: pane.notes.isVisibleTo(pane))
    assert "Nur hier." not in texts(pane.notes)


def test_changes_are_listed_and_lead_to_their_moment(
    qtbot: QtBot, pane: ProjectPane, store: MadeInventory
) -> None:
    store.put(update("project", "wlan", sponsor="Dezernat III"), reason="Zuständigkeit geklärt")
    pane.set_inventory(store.reader)
    pane.show_keys([WLAN])
    qtbot.waitUntil(lambda: "(2)" in pane.history.button.text())
    pane.history.set_open(is_open=True)
    qtbot.waitUntil(lambda: "Zuständigkeit geklärt" in texts(pane.history))
    first = pane.history.lines()[0]
    assert first.action is Action.UPDATE
    with qtbot.waitSignal(pane.time_requested) as told:
        next(one for one in pane.history.findChildren(QLabel) if "href" in one.text()
             ).linkActivated.emit("#")  # fmt: skip
    assert told.args == [first.transaction.at_us]


def test_a_past_moment_lets_no_note_be_written(
    qtbot: QtBot, pane: ProjectPane, store: MadeInventory
) -> None:
    pane.set_inventory(store.reader)
    pane.show_keys([WLAN])
    qtbot.waitUntil(lambda: pane.notes.add.isVisibleTo(pane))
    pane.show_moment(START_US + 1)
    assert not pane.notes.add.isVisibleTo(pane)
