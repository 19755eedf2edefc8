"""The pane of audits: places, scans, keys of a scanner, keeping, going on, ending, reports."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.audits import Verdict
from app.domain.inventory.changes import Commit
from app.domain.inventory.records import Key, Record
from app.services.inventory.audits import history
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import update
from tests.widgets.inventory.made import Made, heard, make
from widgets.inventory.audits import AuditPane
from widgets.inventory.audits.list_dialog import ListDialog
from widgets.inventory.panes import Wish
from widgets.theme import theme

Open = Callable[[], AuditPane]


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = make(tmp_path, 60)
    yield found
    found.store.close()


@pytest.fixture
def opened(qtbot: QtBot, made: Made) -> Iterator[Open]:
    panes: list[AuditPane] = []

    def go() -> AuditPane:
        pane = AuditPane(clock=FakeClock(START_US))
        qtbot.addWidget(pane)
        made.serve(pane)
        pane.set_inventory(made.store.reader)
        pane.resize(1200, 800)
        pane.show()
        panes.append(pane)
        return pane

    yield go
    for pane in panes:
        pane.close_feed()


@pytest.fixture
def running(qtbot: QtBot, made: Made, opened: Open) -> AuditPane:
    pane = opened()
    pane.begin(made.sites[1])
    qtbot.waitUntil(lambda: pane.audit is not None)
    return pane


def verdicts(pane: AuditPane) -> list[Verdict]:
    assert pane.audit is not None
    return [one.verdict for one in pane.audit.scans]


def kept(made: Made) -> list[Record]:
    with closing(made.store.reader()) as reader:
        return reader.records("scan_audit")


def asset(made: Made, number: int) -> Record:
    with closing(made.store.reader()) as reader:
        found = reader.record("asset", made.assets[number])
    assert found is not None
    return found


def settle(qtbot: QtBot, pane: AuditPane, scans: int) -> None:
    qtbot.waitUntil(lambda: pane.audit is not None and len(pane.audit.scans) == scans)


def test_places_that_were_never_audited_are_offered(qtbot: QtBot, opened: Open) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: pane.start.due.model.rowCount() == 6)
    pane.start.due.table.selectRow(0)
    pane.start.due.button.click()
    qtbot.waitUntil(lambda: pane.audit is not None)
    assert pane.pages.currentWidget() is pane.run


def test_a_scanned_place_begins_there_and_another_code_says_so(
    qtbot: QtBot, made: Made, opened: Open
) -> None:
    pane = opened()
    pane.start.line.setText("nichts")
    pane.start.line.returnPressed.emit()
    qtbot.waitUntil(lambda: "keinem Ort" in pane.start.notice.sentence)
    pane.start.line.setText(f"leitstand:space:{made.rooms[1]}")
    pane.start.line.returnPressed.emit()
    qtbot.waitUntil(lambda: pane.audit is not None)
    assert pane.audit is not None
    assert (pane.audit.site, pane.audit.here) == (made.sites[1], made.rooms[1])


def test_a_scanner_types_and_ends_with_return_or_tab(qtbot: QtBot, running: AuditPane) -> None:
    QTest.keyClicks(running.run.line, "INV-0001")
    QTest.keyClick(running.run.line, Qt.Key.Key_Return)
    QTest.keyClicks(running.run.line, "INV-0007")
    QTest.keyClick(running.run.line, Qt.Key.Key_Tab)
    settle(qtbot, running, 2)
    assert verdicts(running) == [Verdict.FOUND, Verdict.FOUND]
    assert running.run.line.text() == ""


def test_what_is_typed_elsewhere_goes_to_the_line(qtbot: QtBot, running: AuditPane) -> None:
    for place in (running.run.missing.view, running.run.pause, running):
        QTest.keyClicks(place, "IN")
    assert running.run.line.text() == "IN" * 3


def test_each_answer_says_its_word_and_lists_follow(qtbot: QtBot, running: AuditPane) -> None:
    said = []
    for count, code in enumerate(("INV-0001", "INV-0002", "fremd", "SN07919"), 1):
        running.scan(code)
        settle(qtbot, running, count)
        said.append((running.run.feedback.said.word, running.run.feedback.said.is_wrong))
    assert said == [
        ("Gefunden", False),
        ("Falscher Ort", True),
        ("Unbekannt", True),
        ("Schon gelesen", False),
    ]
    assert "Verteiler Lange Straße 2" in running.run.misplaced.model.lines[0].detail
    assert running.run.found.count.text() == "1"
    assert running.run.unknown.count.text() == "1"


def test_codes_count_in_the_order_in_which_they_were_read(qtbot: QtBot, running: AuditPane) -> None:
    codes = ["fremd", "INV-0001", "INV-0002", "INV-0007"]
    for code in codes:
        running.scan(code)
    settle(qtbot, running, 4)
    running.take_codes(codes)
    running.scan("INV-0013")
    settle(qtbot, running, 9)
    assert running.audit is not None
    assert [one.code for one in running.audit.scans] == [*codes, *codes, "INV-0013"]
    assert len(running.audit.found) == 3
    assert running.audit.repeated == 4


def test_the_last_scan_can_be_taken_back(qtbot: QtBot, running: AuditPane) -> None:
    running.scan("INV-0001")
    running.run.undo.click()
    assert verdicts(running) == []
    assert running.run.feedback.said.word == "Zurückgenommen"
    running.undo()


def test_another_room_mid_way_moves_what_counts(
    qtbot: QtBot, made: Made, running: AuditPane
) -> None:
    running.scan(f"leitstand:space:{made.rooms[1]}")
    qtbot.waitUntil(lambda: running.audit is not None and running.audit.here == made.rooms[1])
    assert running.run.space.currentData() == made.rooms[1]
    running.run.space.setCurrentIndex(0)
    running.run.space.chosen.emit()
    assert running.audit is not None
    assert running.audit.here == ""


def test_a_list_may_name_rooms(qtbot: QtBot, made: Made, running: AuditPane) -> None:
    running.take_codes([f"leitstand:space:{made.rooms[1]}", "INV-0001"])
    settle(qtbot, running, 1)
    assert running.audit is not None
    assert running.audit.scans[0].here == made.rooms[1]
    assert running.run.feedback.said.word == "Liste eingelesen"
    running.take_codes([])


def test_another_site_keeps_this_audit_and_begins_there(
    qtbot: QtBot, made: Made, running: AuditPane
) -> None:
    running.scan("INV-0001")
    running.scan(f"leitstand:site:{made.sites[3]}")
    qtbot.waitUntil(lambda: running.audit is not None and running.audit.site == made.sites[3])
    assert [one.text("site") for one in kept(made)] == [made.sites[1]]


def test_what_was_read_is_kept_at_a_bounded_rate_and_goes_on(
    qtbot: QtBot, made: Made, running: AuditPane, opened: Open
) -> None:
    wishes = heard(running.change_requested)
    for number in (1, 7, 13):
        running.scan(f"INV-{number:04}")
    assert wishes == []
    assert running.keeper.is_waiting
    running.pause()
    assert len(wishes) == 1
    assert kept(made)[0].get("finished_us") is None
    pane = opened()
    qtbot.waitUntil(lambda: pane.start.open.model.rowCount() == 1)
    pane.start.open.table.selectRow(0)
    pane.start.open.button.click()
    qtbot.waitUntil(lambda: pane.audit is not None)
    assert len(verdicts(pane)) == 3
    pane.scan("INV-0001")
    assert verdicts(pane)[-1] is Verdict.REPEATED


def test_hiding_the_page_keeps_what_was_read(made: Made, running: AuditPane) -> None:
    running.scan("INV-0001")
    running.hide()
    assert len(kept(made)) == 1


def test_what_cannot_be_kept_is_told_and_tried_again(
    qtbot: QtBot, made: Made, opened: Open
) -> None:
    pane = AuditPane(clock=FakeClock(START_US))
    qtbot.addWidget(pane)
    pane.change_requested.connect(lambda wish: wish.done(OSError("Die Platte ist voll.")))
    pane.set_inventory(made.store.reader)
    pane.begin(made.sites[1])
    qtbot.waitUntil(lambda: pane.audit is not None)
    pane.scan("INV-0001")
    pane.save()
    assert "Die Platte ist voll." in pane.run.notice.sentence
    assert pane.keeper.is_dirty
    pane.begin(made.sites[3])
    assert pane.audit is not None
    assert pane.audit.site == made.sites[1], "nothing is left behind that could not be kept"
    pane.close_feed()


def test_an_end_marks_and_moves_only_what_was_ticked(
    qtbot: QtBot, made: Made, running: AuditPane
) -> None:
    running.take_codes(["INV-0001", "INV-0002", "INV-0008"])
    settle(qtbot, running, 3)
    running.run.finish.click()
    page = running.finish
    page.move_here.box.setChecked(True)
    page.move_here.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    left = page.move_here.list.item(1).data(Qt.ItemDataRole.UserRole)
    page.reason.setText("Jahresinventur")
    page.finish.click()
    qtbot.waitUntil(lambda: running.audit is None)
    assert left == made.assets[8]
    assert asset(made, 8).get("site") == made.sites[1]
    assert asset(made, 8).get("rack") is None
    assert asset(made, 2).get("site") == made.sites[2]
    assert asset(made, 1).get("audited_us") == START_US
    assert asset(made, 13).get("state") != "lost"
    qtbot.waitUntil(lambda: running.start.past.model.rowCount() == 1)
    with closing(made.store.reader()) as reader:
        assert reader.transactions(1)[0].reason == "Jahresinventur"


def test_what_is_missing_is_lost_only_when_asked(
    qtbot: QtBot, made: Made, running: AuditPane
) -> None:
    running.run.finish.click()
    running.finish.lose.box.setChecked(True)
    running.finish.finish.click()
    qtbot.waitUntil(lambda: running.audit is None)
    states = [asset(made, number).get("state") for number in (1, 7, 13)]
    assert "lost" in states
    assert all(state in {"lost", "in_stock"} for state in states)


def test_a_device_changed_meanwhile_stops_the_end_and_says_so(
    qtbot: QtBot, made: Made, running: AuditPane
) -> None:
    running.scan("INV-0001")
    running.run.finish.click()
    running.change_requested.disconnect()

    def meddle(wish: Wish) -> None:
        made.store.put(update("asset", made.assets[1], name="anders"))
        try:
            outcome: Commit | Exception = made.store.commit(wish.changeset)
        except Exception as error:  # noqa: BLE001 - the pane is told whatever it is
            outcome = error
        wish.done(outcome)

    running.keeper.forget()
    running.change_requested.connect(meddle)
    running.finish.finish.click()
    qtbot.waitUntil(lambda: "inzwischen geändert" in running.finish.notice.sentence)
    assert running.audit is not None


def test_reports_are_written_as_their_names_end(
    qtbot: QtBot, made: Made, running: AuditPane, tmp_path: Path
) -> None:
    running.scan("INV-0001")
    running.conclude(running.finish.consequences)
    qtbot.waitUntil(lambda: running.audit is None)
    with closing(made.store.reader()) as reader:
        past = history(reader)[0]
    starts = {"pdf": b"%PDF", "csv": b"\xef\xbb\xbfErgebnis;", "txt": b"Inventur Schule"}
    for suffix, start in starts.items():
        goal = tmp_path / f"bericht.{suffix}"
        running.reports.save(past, goal)
        qtbot.waitUntil(goal.exists, timeout=20_000)
        assert goal.read_bytes().startswith(start)
    running.reports.save(past, tmp_path / "fehlt" / "x.csv")
    qtbot.waitUntil(lambda: "lässt sich nicht speichern" in running.start.notice.sentence)


def test_a_list_is_pasted_or_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ListDialog()
    qtbot.addWidget(dialog)
    given = heard(dialog.codes_given)
    assert not dialog.take.isEnabled()
    path = tmp_path / "codes.csv"
    path.write_bytes("Gerät;x\r\nINV-0001;y\r\n".encode("cp1252"))
    dialog.read(path)
    qtbot.waitUntil(lambda: "2" in dialog.counted.text())
    dialog.take.click()
    assert given == [["Gerät", "INV-0001"]]


def test_a_selected_site_is_offered_and_devices_open_in_the_card(
    qtbot: QtBot, made: Made, running: AuditPane
) -> None:
    wanted = heard(running.open_requested)
    model = running.run.missing.model
    running.run.missing.view.activated.emit(model.index(0, 0))
    assert wanted == [Key("asset", model.lines[0].uid)]
    running.show_keys([Key("site", made.sites[2])])
    assert running.start.choice is not None
    assert running.start.choice.value() == made.sites[2]


def test_another_language_and_theme_repaint_all(running: AuditPane) -> None:
    running.scan("INV-0001")
    theme().apply("dark")
    running.retranslate()
    assert not running.grab().isNull()
