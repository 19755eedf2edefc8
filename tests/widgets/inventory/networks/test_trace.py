"""The trace on screen: the chain of a real inventory, its words, its files, the selection."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.networks.colours import DIN, IEC
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork, made_pon
from tests.inventories import MadeInventory, make_inventory, remove, update
from widgets.inventory.networks import words
from widgets.inventory.networks.trace import TraceCommand, TracePane
from widgets.inventory.networks.trace_lines import LineKind


@pytest.fixture
def made() -> MadeNetwork:
    return made_pon()


@pytest.fixture
def inventory(tmp_path: Path, made: MadeNetwork) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path)
    inventory.put(*made.operations())
    yield inventory
    inventory.close()


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory, made: MadeNetwork) -> Iterator[TracePane]:
    pane = TracePane()
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    pane.set_inventory(inventory.reader)
    pane.show_keys([made.key("port", "ont 2/pon")])
    with qtbot.waitSignal(pane.answered):
        pane.show()
    yield pane
    pane.close_feed()


def test_the_way_is_told_from_end_to_end(pane: TracePane) -> None:
    kinds = [line.kind for line in pane.lines]
    assert kinds.count(LineKind.STRAND) == 2
    assert kinds.count(LineKind.SPLICE) == 1
    assert pane.lines[0].title == "olt"
    assert pane.lines[-1].title == "ont 2"
    assert pane.lines[-1].is_asked
    assert "2,21" in pane.summary.text()
    assert "Dämpfungsglied" in pane.verdict.text()


def test_another_class_is_judged_at_once(pane: TracePane) -> None:
    pane.budget.setCurrentIndex(pane.budget.findText("GPON A"))
    assert "Reserve" in pane.verdict.text()


def test_all_branches_are_shown_when_they_are_wanted(pane: TracePane) -> None:
    assert not any(line.title == "ont 1" for line in pane.lines)
    pane.bar.actions_of[TraceCommand.WHOLE].trigger()
    assert any(line.title == "ont 1" for line in pane.lines)
    assert any(line.trouble for line in pane.lines)


def test_a_fibre_that_ends_in_the_open_is_said_to(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork
) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("strand", "F1.2")])
    assert "weder gespleißt noch angeschlossen" in pane.verdict.text()
    assert pane.lines[-1].kind is LineKind.END


def test_a_click_selects_and_does_not_ask_again(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork
) -> None:
    item = next(n for n, line in enumerate(pane.lines) if line.kind is LineKind.STRAND)
    assert pane.canvas.sheet is not None
    place = pane.canvas._to_screen(pane.canvas.sheet.item_rect(item)).center().toPoint()
    with qtbot.waitSignal(pane.keys_selected) as told:
        QTest.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [[made.key("strand", "F1.1")]]
    lines = pane.lines
    pane.show_keys([made.key("strand", "F1.1")])
    assert pane.lines is lines
    assert pane.canvas.marks.selected == {item}


def test_the_keyboard_goes_from_line_to_line_and_opens(qtbot: QtBot, pane: TracePane) -> None:
    pane.canvas.setFocus()
    with qtbot.waitSignal(pane.keys_selected):
        QTest.keyClick(pane.canvas, Qt.Key.Key_Up)
    with qtbot.waitSignal(pane.open_requested) as told:
        QTest.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert isinstance(told.args[0], Key)


def test_it_is_copied_as_text(pane: TracePane) -> None:
    pane.bar.actions_of[TraceCommand.COPY].trigger()
    text = QGuiApplication.clipboard().text()
    assert "Spleiß in muffe" in text
    assert "11,03" in text


def test_it_is_saved_as_svg(
    pane: TracePane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "weg.svg"
    monkeypatch.setattr(pane, "ask_path", lambda *_: target)
    pane.bar.actions_of[TraceCommand.SVG].trigger()
    text = target.read_text("utf-8")
    assert text.startswith("<?xml")
    assert "F1" in text


def test_a_file_that_cannot_be_written_is_said_so(
    qtbot: QtBot, pane: TracePane, tmp_path: Path
) -> None:
    with qtbot.waitSignal(pane.message_requested) as told:
        assert not pane.write(tmp_path / "nirgends" / "weg.svg", b"")
    assert "konnte nicht geschrieben werden" in told.args[0]


def test_a_change_of_the_networks_shows_the_new_way(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork, inventory: MadeInventory
) -> None:
    commit = inventory.put(remove("splice", made.uid("muffe: F1.1 – F2.1")))
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(commit)
    assert pane.lines[0].kind is LineKind.STRAND


def test_without_anything_fitting_it_says_what_to_select(qtbot: QtBot, pane: TracePane) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([Key("vendor", "x")])
    assert not pane.stage.is_content_shown
    assert "Anschluss" in pane.stage.placeholder.sentence


def test_the_past_is_said_to_be_shown_as_the_present(pane: TracePane) -> None:
    pane.show_moment(1)
    assert "heute" in pane.stage.notice.sentence
    pane.show_moment(None)
    assert not pane.stage.notice.sentence


def test_zoom_moves_and_comes_back(qtbot: QtBot, pane: TracePane) -> None:
    before = pane.canvas.marks.zoom
    QTest.keyClick(pane.canvas, Qt.Key.Key_Plus)
    assert pane.canvas.marks.zoom > before
    QTest.mousePress(pane.canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(pane.canvas, QPoint(360, 330))
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=QPoint(360, 330))
    QTest.keyClick(pane.canvas, Qt.Key.Key_0)
    assert pane.canvas.marks.zoom == pytest.approx(before)


def test_a_line_without_a_splitter_is_measured_against_a_direct_class(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork
) -> None:
    assert pane.budget.currentText() == "GPON B+"
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("strand", "F1.2")])
    assert pane.budget.currentText() == "10GBASE-LR"
    pane.budget.activated.emit(0)
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("port", "ont 1/pon")])
    assert pane.budget.currentText() == "10GBASE-LR"


def test_a_device_that_nothing_is_connected_to_says_so(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork
) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("asset", "muffe")])
    assert "kein Weg" in pane.stage.placeholder.sentence


def test_many_commits_are_taken_up_together(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork, inventory: MadeInventory
) -> None:
    answers: list[None] = []
    pane.answered.connect(lambda: answers.append(None))
    with qtbot.waitSignal(pane.answered):
        for name in ("F1.5", "F1.6", "F1.7"):
            pane.show_commit(inventory.put(update("strand", made.uid(name), state="reserved")))
    assert len(answers) == 1


def test_of_hurried_wishes_the_last_is_shown(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork
) -> None:
    with qtbot.waitSignal(pane.answered):
        for name in ("F1.2", "F1.3", "F1.1"):
            pane.show_keys([Key("vendor", "x"), made.key("strand", name)])
    assert pane.trace is not None
    assert pane.trace.steps[pane.trace.asked].key == made.key("strand", "F1.1")


def test_a_school_and_its_site_show_the_way_that_supplies_them(
    qtbot: QtBot, pane: TracePane, made: MadeNetwork
) -> None:
    for key in (made.key("site", "Schule 2"), made.key("school", "school 2")):
        with qtbot.waitSignal(pane.answered):
            pane.show_keys([key])
        assert pane.trace is not None
        assert pane.trace.steps[0].key == made.key("port", "olt/1")
        assert pane.summary.text().startswith("olt · ")
        assert "ont 2" in pane.summary.text()
        with qtbot.waitSignal(pane.answered):
            pane.show_keys([made.key("strand", "F1.2")])


def test_colours_of_fibres_are_said_in_words_of_the_screen(pane: TracePane) -> None:
    assert words.colour_text("grün") == "grün"
    assert words.colour_text("pink mit Glitzer") == "pink mit Glitzer"
    assert all(words.colour_text(colour) for colour in (*DIN, *IEC))
