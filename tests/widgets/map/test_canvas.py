"""The canvas keeps the page at home and alive; with a real engine and a page of stripes."""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.map.canvas import Condition, MapCanvas
from widgets.map.protocol import Message

WAIT_MS = 10_000
NOTHING = "200 text/plain "
Ask = Callable[..., Message]


@pytest.fixture
def ask(engine_canvas: MapCanvas, qtbot: QtBot) -> Ask:
    """Send a message and return the page's answer of a kind."""

    def asking(message: dict[str, Any], on: str) -> Message:
        def is_answer(answer: Message) -> bool:
            return answer.get("on") == on

        with qtbot.waitSignal(
            engine_canvas.received, timeout=WAIT_MS, check_params_cb=is_answer
        ) as said:
            engine_canvas.send(message)
        answer: Message = said.args[0]
        return answer

    return asking


def test_a_message_goes_to_the_page_and_its_answer_comes_back(ask: Ask) -> None:
    assert ask({"do": "states", "tick": 7}, "painted") == {"on": "painted", "tick": 7}


def test_the_page_is_seen_once_it_has_shown_its_first_style(
    engine_canvas: MapCanvas, ask: Ask, qtbot: QtBot
) -> None:
    ask({"do": "style"}, "shown")
    qtbot.waitUntil(lambda: len(_colours(engine_canvas)) >= 8, timeout=WAIT_MS)
    assert not engine_canvas._cover_shown()
    assert not engine_canvas.condition_text()


def test_what_was_put_is_served_with_its_kind(engine_canvas: MapCanvas, ask: Ask) -> None:
    engine_canvas.contents.put("data/Südring 1.json", "application/json", b"[1]")
    answer = ask({"do": "ask", "path": "data/Südring 1.json"}, "answered")
    assert answer["text"] == "200 application/json [1]"


def test_what_is_made_on_demand_is_served_from_a_thread(engine_canvas: MapCanvas, ask: Ask) -> None:
    engine_canvas.contents.provide("made/", lambda rest: ("text/plain", rest.encode()))
    assert ask({"do": "ask", "path": "made/7/8"}, "answered")["text"] == "200 text/plain 7/8"


def test_a_maker_that_fails_is_an_answer_missing_and_no_more(
    engine_canvas: MapCanvas, ask: Ask
) -> None:
    def fail(_rest: str) -> None:
        raise OSError

    engine_canvas.contents.provide("broken/", fail)
    assert ask({"do": "ask", "path": "broken/1"}, "answered")["text"] == NOTHING


@pytest.mark.parametrize(
    "path",
    [
        "nothing.json",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/%2fetc%2fpasswd",
        "//etc/passwd",
        "/etc/passwd",
    ],
)
def test_nothing_of_the_disk_is_served(path: str, ask: Ask) -> None:
    assert ask({"do": "ask", "path": path}, "answered")["text"] in {NOTHING, "refused: TypeError"}


@pytest.mark.parametrize(
    "path", ["leitstand://other/index.html", "file:///etc/passwd", "http://127.0.0.1:9/"]
)
def test_nothing_is_fetched_from_elsewhere(path: str, ask: Ask) -> None:
    assert ask({"do": "ask", "path": path}, "answered")["text"] == "refused: TypeError"


def test_nothing_is_answered_but_get(ask: Ask) -> None:
    answer = ask({"do": "ask", "path": "page.css", "method": "POST"}, "answered")
    assert answer["text"] == NOTHING


def test_webrtc_is_not_there(ask: Ask) -> None:
    names = ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]
    assert ask({"do": "look", "names": names}, "looked")["has"] == [False, False, False]


def test_dialogs_are_refused_without_being_shown(ask: Ask) -> None:
    assert ask({"do": "dialog"}, "dialog")["answers"] == [True, False, None]


def test_the_page_can_neither_leave_nor_open_a_window(
    engine_canvas: MapCanvas, ask: Ask, qtbot: QtBot
) -> None:
    assert ask({"do": "open", "href": "leitstand://app/index.html"}, "opened")["isWindow"] is False
    with qtbot.waitSignal(engine_canvas.refused, timeout=WAIT_MS) as refused:
        engine_canvas.send({"do": "leave", "href": "https://example.invalid/"})
    assert refused.args == ["example.invalid"]
    assert ask({"do": "states", "tick": 1}, "painted")["tick"] == 1


def test_a_change_of_the_allowed_hosts_loads_the_page_with_another_policy(
    engine_canvas: MapCanvas, qtbot: QtBot
) -> None:
    engine = engine_canvas._engine
    assert engine is not None
    tile = QUrl("https://tiles.example.invalid/1.png")
    for hosts, may_pass in ((["tiles.example.invalid"], True), ([], False)):
        with qtbot.waitSignal(engine_canvas.ready, timeout=WAIT_MS):
            engine_canvas.allow(hosts)
        assert engine.interceptor.may_pass(tile) is may_pass
        policy = engine.answerer.headers["Content-Security-Policy"]
        assert ("https://tiles.example.invalid" in policy) is may_pass
        # The engine itself learned its hosts when it started, and none of them was this one.
        assert bool(engine_canvas.unreachable_hosts) is may_pass


def test_a_page_whose_process_dies_comes_back(
    engine_canvas: MapCanvas, ask: Ask, qtbot: QtBot
) -> None:
    before = engine_canvas.page_pid
    with qtbot.waitSignal(engine_canvas.ready, timeout=WAIT_MS):
        os.kill(before, signal.SIGKILL)
    assert engine_canvas.condition is Condition.ALIVE
    assert engine_canvas.page_pid not in {0, before}
    assert ask({"do": "style"}, "shown")


def test_a_page_that_hangs_is_ended_and_comes_back(
    engine_canvas: MapCanvas, ask: Ask, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    before = engine_canvas.page_pid
    engine_canvas.send({"do": "hang"})
    caplog.set_level("ERROR", "widgets.map.canvas")  # the warning is what this test provokes
    with qtbot.waitSignal(engine_canvas.ready, timeout=WAIT_MS):
        for _ in range(7):
            engine_canvas._feel_pulse()
    assert engine_canvas.page_pid != before


def test_a_page_that_dies_again_and_again_is_given_up_until_somebody_wants_it(
    engine_canvas: MapCanvas, qtbot: QtBot
) -> None:
    for _ in range(5):
        engine_canvas._deaths.count()
    os.kill(engine_canvas.page_pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: engine_canvas.condition is Condition.BROKEN, timeout=WAIT_MS)
    assert "ausgefallen" in engine_canvas.condition_text()
    assert engine_canvas._cover_shown()
    with qtbot.waitSignal(engine_canvas.ready, timeout=WAIT_MS):
        engine_canvas.restart()
    assert engine_canvas.condition is Condition.ALIVE


def test_a_page_that_never_says_anything_is_given_up_and_heard_all_the_same_when_it_does(
    engine_canvas: MapCanvas, qtbot: QtBot
) -> None:
    engine_canvas._give_up()
    assert engine_canvas.condition is Condition.BROKEN
    with qtbot.waitSignal(engine_canvas.ready, timeout=WAIT_MS):
        engine_canvas._load()
    assert not engine_canvas._patience_timer.isActive()


def test_tab_reaches_the_map_between_what_stands_before_and_after_it(
    engine_canvas: MapCanvas, ask: Ask, qtbot: QtBot
) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    for one in (before, engine_canvas, after):
        column.addWidget(one)
    window.resize(500, 400)
    window.show()
    with qtbot.waitSignal(engine_canvas.ready, timeout=WAIT_MS):
        engine_canvas.restart()
    view = engine_canvas.focusProxy()
    assert view is not None
    page = view.focusProxy()
    chain: list[QWidget] = [before]
    while (part := chain[-1].nextInFocusChain()) is not None and part is not before:
        chain.append(part)
    assert page is not None
    assert chain.index(page) < chain.index(after)
    engine_canvas.setParent(None)  # the shared canvas outlives this window
    window.close()


def test_escape_gives_the_focus_back_to_where_it_came_from(
    engine_canvas: MapCanvas, qtbot: QtBot
) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    field = QLineEdit()
    column.addWidget(field)
    column.addWidget(engine_canvas)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    engine_canvas.setFocus()
    qtbot.waitUntil(lambda: not field.hasFocus())
    view = engine_canvas.focusProxy()
    assert view is not None
    QTest.keyClick(view.focusProxy() or view, Qt.Key.Key_Escape)
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    engine_canvas.setParent(None)  # the shared canvas outlives this window
    window.close()


def test_the_map_moves_to_another_window_with_the_dock_it_is_in(
    engine_canvas: MapCanvas, ask: Ask, qtbot: QtBot
) -> None:
    dock, first, second = QWidget(), QWidget(), QWidget()
    QVBoxLayout(dock).addWidget(engine_canvas)
    over = QWidget(engine_canvas)
    view = engine_canvas.focusProxy()
    assert view is not None
    for window in (first, second):
        QVBoxLayout(window)
        window.resize(500, 340)
        qtbot.addWidget(window)
    for window in (first, second, first):
        layout = window.layout()
        assert layout is not None
        layout.addWidget(dock)
        window.show()
        qtbot.waitUntil(lambda: view.parent() is engine_canvas and view.isVisible())
        ask({"do": "style"}, "shown")
        qtbot.waitUntil(lambda: len(_colours(engine_canvas)) >= 8, timeout=WAIT_MS)
        children = engine_canvas.children()
        assert children.index(over) > children.index(view)
    over.deleteLater()
    engine_canvas.setParent(None)  # the shared canvas outlives this window


def _colours(canvas: MapCanvas) -> set[int]:
    image = canvas.grab_map()
    return {image.pixel(x, image.height() // 2) for x in range(0, image.width(), 4)}
