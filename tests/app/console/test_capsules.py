"""Capsules from the running console: saved whole, opened elsewhere, listed with their state."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.console.capsules import CapsuleController
from app.console.console import Console
from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmState, Condition
from app.domain.shifts import LogEntry
from app.link.messages import AlarmsChanged
from app.services.capsules import CapsuleDesk
from app.storage.capsules import CapsuleFolder
from tests.fakes.capsules import FROM, MINUTE, make_capsule, make_samples, the_rule
from tests.fakes.clocks import START_US
from tests.fakes.console import Setting
from widgets.capsules.library import CapsuleLibraryView
from widgets.capsules.save_dialog import SaveCapsuleDialog


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


class Desk:
    """Capsules of a running console, at hand for a test."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.shelf = CapsuleFolder(folder)
        self.launched: list[tuple[Path, bool]] = []
        self.setting = Setting(qtbot)
        self.rule = the_rule(self.setting.city)
        self.setting.history.append(make_samples(self.setting.city, from_us=FROM))
        raised = AlarmEvent(self.rule.id, AlarmEventKind.RAISED, START_US, 99.0)
        self.setting.journal.lines = [(raised, "")]
        self.console: Console = self.setting.live(workspace="lage")
        self.setting.clock.advance(10 * 60)
        self.console.surroundings = replace(
            self.console.surroundings,
            capsules=CapsuleDesk(self.shelf, lambda path, drill: self.launch(path, is_drill=drill)),
        )
        self.controller = CapsuleController(self.console)

    def launch(self, path: Path, *, is_drill: bool) -> None:
        if path.name == "broken.leitstand":
            raise OSError("Kein Programm.")
        self.launched.append((path, is_drill))

    def raise_alarm(self) -> None:
        """Let the alarm stand since START_US."""
        state = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=START_US)
        self.setting.link.say(AlarmsChanged({self.rule.id: state}))
        self.qtbot.waitUntil(lambda: bool(self.alarms()))

    def alarms(self) -> list[str]:
        state = self.console.feed.latest
        return [] if state is None else [str(name) for name in state.alarms]

    def dialog(self) -> SaveCapsuleDialog:
        """Return the form, opened."""
        self.controller.save()
        dialog = self.controller.save_dialog
        assert dialog is not None
        dialog.why.setPlainText("Bericht")
        return dialog

    def said(self) -> str:
        return "\n".join(notice.text for notice in self.console.window.notices.said)

    def wait_for_words(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.said())

    def wait_closed(self) -> None:
        self.qtbot.waitUntil(lambda: self.controller.save_dialog is None)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, tmp_path / "capsules")
    yield desk
    desk.controller.close()
    desk.setting.close()


def test_the_alarm_of_the_selected_point_is_saved_with_everything(desk: Desk) -> None:
    desk.raise_alarm()
    desk.console.selection.select([str(desk.rule.point)])
    desk.setting.logbook.put(LogEntry("l", START_US, "Bauhof gerufen", "A. Schulte", START_US))
    dialog = desk.dialog()
    assert dialog.title.text() == desk.rule.message.de
    dialog.save()
    desk.wait_closed()
    (path,) = desk.shelf.paths()
    opened = desk.shelf.read(path)
    assert opened.warnings == ()
    header = opened.content.header
    now_us = START_US + 10 * MINUTE
    assert (header.start_us, header.end_us) == (START_US, now_us)
    assert (header.from_us, header.until_us) == (START_US - 30 * MINUTE, now_us)
    assert (header.alarm, header.actor, header.why) == (desk.rule.id, "M. Beispiel", "Bericht")
    assert [line.event.kind for line in opened.content.lines] == [AlarmEventKind.RAISED]
    assert [entry.text for entry in opened.content.log] == ["Bauhof gerufen"]
    assert opened.content.layout["selection"] == [desk.rule.point]
    assert opened.content.layout["console"]["workspace"] == "lage"
    assert opened.content.layout["console"]["geometry"] == ""
    assert opened.content.pictures["lage"].startswith(b"\x89PNG")
    assert str(path) in desk.said()


def test_without_a_selection_the_moment_shown_comes_first(desk: Desk) -> None:
    desk.raise_alarm()
    desk.console.time_bus.pin(START_US + MINUTE)
    dialog = desk.dialog()
    assert dialog.incident.itemText(0).startswith("Gezeigter Zeitpunkt · 24.11.2025 17:01:00")
    dialog.close()


def test_an_alarm_can_be_named(desk: Desk) -> None:
    desk.raise_alarm()
    desk.controller.save(str(desk.rule.id))
    dialog = desk.controller.save_dialog
    assert dialog is not None
    assert dialog.title.text() == desk.rule.message.de
    dialog.close()


def test_a_file_that_exists_is_replaced_only_on_request(desk: Desk) -> None:
    desk.dialog().save()
    desk.wait_closed()
    (path,) = desk.shelf.paths()
    before = path.read_bytes()
    dialog = desk.dialog()
    dialog.save()
    desk.qtbot.waitUntil(lambda: "gibt es schon" in dialog.notice.sentence)
    assert path.read_bytes() == before
    dialog.notice.action_requested.emit()
    desk.wait_closed()
    assert path.read_bytes() != before


def test_what_fails_is_said_in_the_form(desk: Desk) -> None:
    desk.setting.journal.trouble = "Das Journal ist beschädigt."
    dialog = desk.dialog()
    dialog.save()
    desk.qtbot.waitUntil(lambda: "Das Journal ist beschädigt." in dialog.notice.sentence)
    assert desk.shelf.paths() == []
    dialog.close()


def test_names_stay_at_home_where_that_is_wanted(desk: Desk) -> None:
    dialog = desk.dialog()
    dialog.names.setChecked(False)
    dialog.save()
    desk.wait_closed()
    (path,) = desk.shelf.paths()
    assert desk.shelf.read(path).content.header.actor == "Bedienung 1"


def test_a_file_is_looked_at_before_another_console_opens_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.shelf.folder / "a.leitstand"
    desk.shelf.write(path, make_capsule())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    desk.controller.open()
    desk.qtbot.waitUntil(lambda: desk.controller.open_dialog is not None)
    assert desk.controller.open_dialog is not None
    desk.controller.open_dialog.drill.click()
    desk.wait_for_words("Die Übung öffnet sich")
    assert desk.launched == [(path, True)]


def test_a_program_that_cannot_start_is_told(desk: Desk) -> None:
    desk.controller.launch(desk.shelf.folder / "broken.leitstand")
    desk.wait_for_words("Kein Programm.")


def test_the_library_is_kept_up_to_date_and_obeyed(desk: Desk, tmp_path: Path) -> None:
    library = CapsuleLibraryView()
    desk.qtbot.addWidget(library)
    desk.controller.join(library)
    desk.qtbot.waitUntil(lambda: "Noch keine" in library.stage.placeholder.sentence)
    desk.dialog().save()
    desk.wait_closed()
    (path,) = desk.shelf.paths()

    def is_checked() -> bool:
        info = library.model.info(0) if library.model.rowCount() else None
        return info is not None and info.is_intact

    desk.qtbot.waitUntil(is_checked)
    library.copy_requested.emit(path, tmp_path / "copy.leitstand")
    desk.wait_for_words("Die Kopie ist gesichert")
    assert (tmp_path / "copy.leitstand").read_bytes() == path.read_bytes()
    library.open_requested.emit(path, False)
    desk.wait_for_words("öffnet sich in einem eigenen Fenster")
    library.remove_requested.emit(path)
    desk.qtbot.waitUntil(lambda: library.model.rowCount() == 0)
    assert desk.shelf.paths() == []


def test_a_console_without_capsules_says_so(desk: Desk) -> None:
    desk.console.surroundings = replace(desk.console.surroundings, capsules=None)
    controller = CapsuleController(desk.console)
    controller.save()
    controller.open()
    assert "mit der laufenden Stadt" in desk.said()
    library = CapsuleLibraryView()
    desk.qtbot.addWidget(library)
    controller.join(library)
    assert "mit der laufenden Stadt" in library.stage.placeholder.sentence


def test_the_end_of_the_console_stops_what_is_on_its_way(desk: Desk) -> None:
    desk.dialog().save()
    desk.console.window.close()
    desk.controller.launch(desk.shelf.folder / "a.leitstand")
    assert desk.launched == []
    assert all(not path.name.endswith(".partial") for path in desk.shelf.folder.parent.rglob("*"))
