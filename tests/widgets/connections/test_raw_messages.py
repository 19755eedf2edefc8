"""Raw messages: their list, their heads in three forms, and what hostile bytes do to them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.sources import RawMessage
from tests.fakes.clocks import START_US
from widgets.connections.messages import REFRESH_MS, MessagesPanel
from widgets.connections.payloads import Form, hex_dump, plain_text, pretty_json, shown
from widgets.connections.view import ConnectionsView


def message(number: int, outcome: str = "") -> RawMessage:
    head = json.dumps({"n": number, "ort": "Ahse"}).encode()
    return RawMessage(START_US + number * 1_000, f"stadt/{number}", len(head), head, outcome, 1)


@pytest.fixture
def panel(view: ConnectionsView) -> MessagesPanel:
    view.tabs.setCurrentIndex(1)
    view.show_raw_messages("lora", [message(n) for n in range(9, -1, -1)])
    return view.messages


# --- heads ----------------------------------------------------------------------------------


def test_json_is_indented_and_keeps_its_letters() -> None:
    assert pretty_json('{"ort":"Wärme"}'.encode()) == '{\n  "ort": "Wärme"\n}'
    assert shown(b'{"cut": ', Form.JSON) == '{"cut": '


def test_a_hex_dump_shows_offset_bytes_and_letters() -> None:
    first, second = hex_dump(b"0123456789abcdef\x00\xff!").splitlines()
    assert first == ("000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef")
    assert second.startswith("000010  00 ff 21 ")
    assert second.endswith("..!")


def test_a_letter_cut_in_half_at_the_end_is_dropped() -> None:
    assert plain_text("Wärme ä".encode()[:-1]) == "Wärme "
    assert plain_text(b"\x00\xffa") == "␀\ufffda"


@given(st.binary(max_size=300), st.sampled_from(Form))
def test_no_bytes_break_the_view_of_them(head: bytes, form: Form) -> None:
    text = shown(head, form)
    assert all(sign.isprintable() or sign.isspace() for sign in text)


def test_deeply_nested_json_is_shown_as_text() -> None:
    head = b"[" * 900 + b"]" * 900
    assert shown(head, Form.JSON) == head.decode()


# --- the list -------------------------------------------------------------------------------


def test_messages_are_asked_for_only_while_seen_and_not_paused(
    view: ConnectionsView, qtbot: QtBot
) -> None:
    asked: list[str] = []
    view.raw_messages_requested.connect(asked.append)
    qtbot.wait(10)
    assert not asked
    view.tabs.setCurrentIndex(1)
    assert asked == ["lora"]
    view.show_raw_messages("lora", [message(1)])
    with qtbot.waitSignal(view.raw_messages_requested, timeout=3 * REFRESH_MS):
        pass
    QTest.mouseClick(view.messages.pause, Qt.MouseButton.LeftButton)
    assert not view.messages._timer.isActive()
    view.messages.table.setFocus()
    QTest.keyClick(view.messages.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 3
    QTest.mouseClick(view.messages.pause, Qt.MouseButton.LeftButton)
    assert view.messages._timer.isActive()
    view.tabs.setCurrentIndex(0)
    assert not view.messages._timer.isActive()


def test_rejected_messages_of_the_health_are_listed_too_and_filtered(
    panel: MessagesPanel,
) -> None:
    assert panel.model.total == 11
    QTest.mouseClick(panel.only_rejected, Qt.MouseButton.LeftButton)
    assert [one.origin for one in panel.model.rows] == ["stadt/laerm"]
    assert "abgelehnt: Das ist kein JSON." in panel.model.index(0, 4).data()


def test_the_filter_finds_words_in_topic_and_content(panel: MessagesPanel) -> None:
    QTest.keyClicks(panel.filter, "AHSE stadt/7")
    assert [one.origin for one in panel.model.rows] == ["stadt/7"]
    QTest.keyClicks(panel.filter, "x")
    assert "passt zu diesem Filter" in panel.stage.placeholder.sentence
    panel.stage.placeholder.action_requested.emit()
    assert panel.stage.is_content_shown


def test_the_chosen_message_stays_chosen_while_new_ones_come(
    view: ConnectionsView, panel: MessagesPanel
) -> None:
    panel.table.selectRow(2)
    chosen = panel.head.toPlainText()
    assert '"n": 7' in chosen
    view.show_raw_messages("lora", [message(n) for n in range(14, 4, -1)])
    assert panel.model.rows[panel.table.currentIndex().row()].origin == "stadt/7"
    view.show_raw_messages("lora", [message(n) for n in range(99, 89, -1)])
    assert panel.head.toPlainText() == chosen


def test_the_head_is_shown_in_the_chosen_form(panel: MessagesPanel) -> None:
    panel.table.selectRow(0)
    panel.form.setCurrentIndex(Form.HEX)
    assert panel.head.toPlainText().startswith("000000  7b 22")


def test_messages_of_another_source_are_not_mixed_in(
    view: ConnectionsView, panel: MessagesPanel
) -> None:
    view.show_raw_messages("netz", [message(50)])
    assert panel.model.total == 11
    view.show_source("netz")
    assert panel.model.total == 0


def test_a_failure_keeps_what_is_shown_and_offers_to_try_again(
    view: ConnectionsView, panel: MessagesPanel, qtbot: QtBot
) -> None:
    view.show_messages_failure("lora", "Die Erfassung ist nicht da.")
    assert panel.stage.is_content_shown
    assert panel.stage.notice.sentence == "Die Erfassung ist nicht da."
    view.show_source("netz")
    view.show_messages_failure("netz", "Die Erfassung ist nicht da.")
    with qtbot.waitSignal(view.raw_messages_requested):
        panel.stage.placeholder.action_requested.emit()


def test_no_message_at_all_is_said(view: ConnectionsView, panel: MessagesPanel) -> None:
    view.show_source("netz")
    view.show_raw_messages("netz", [])
    assert "noch keine Nachricht" in panel.stage.placeholder.sentence


def test_copy_and_export_keep_formulas_harmless(
    view: ConnectionsView, panel: MessagesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    evil = RawMessage(START_US + 99_000, "=cmd()", 3, b"@x", "", 0)
    view.show_raw_messages("lora", [evil])
    file = tmp_path / "nachrichten.csv"
    with qtbot.waitSignal(view.message_requested):
        panel.export_csv(file)
    assert "'=cmd()" in file.read_text("utf-8-sig")
    panel.table.selectRow(0)
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "=cmd()" in QGuiApplication.clipboard().text()


def test_texts_follow_the_language(view: ConnectionsView, panel: MessagesPanel) -> None:
    QGuiApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert panel.form.count() == 3
