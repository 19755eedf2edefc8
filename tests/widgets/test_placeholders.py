"""What a view shows in place of its content, and that waiting leaves nothing running."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.placeholders import NoticeBar, Placeholder, Stage


def test_loading_shows_nothing_at_first_and_then_outlines(qtbot: QtBot) -> None:
    placeholder = Placeholder()
    qtbot.addWidget(placeholder)
    placeholder.resize(400, 300)
    placeholder.show()
    placeholder.show_loading()
    assert not placeholder.is_skeleton
    qtbot.waitUntil(lambda: placeholder.is_skeleton)
    placeholder.show_message("mdi6.leaf", "Da ist nichts.")
    assert not placeholder.is_skeleton
    assert placeholder.sentence == "Da ist nichts."


def test_loading_that_is_over_in_time_never_flashes(qtbot: QtBot) -> None:
    stage = Stage(QLabel("Inhalt"))
    qtbot.addWidget(stage)
    stage.show()
    stage.show_loading()
    stage.show_content()
    qtbot.wait(350)
    assert stage.is_content_shown
    assert not stage.placeholder.is_skeleton


def test_a_view_that_is_not_seen_waits_without_a_timer(qtbot: QtBot) -> None:
    placeholder = Placeholder()
    qtbot.addWidget(placeholder)
    placeholder.show_loading()
    assert not placeholder._timer.isActive()
    placeholder.show()
    assert placeholder._timer.isActive()
    placeholder.hide()
    assert not placeholder._timer.isActive()


def test_the_action_of_a_placeholder_and_of_a_notice_is_told(qtbot: QtBot) -> None:
    stage = Stage(QLabel("Inhalt"))
    qtbot.addWidget(stage)
    stage.show_message("mdi6.leaf", "Noch nichts da.", "Anlegen")
    with qtbot.waitSignal(stage.action_requested):
        stage.placeholder._button.click()
    stage.show_content()
    stage.notice.show_notice("mdi6.lan-disconnect", "Quelle weg.", "Prüfen")
    with qtbot.waitSignal(stage.action_requested):
        stage.notice._button.click()


def test_a_notice_that_is_over_takes_no_room(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice("mdi6.lan-disconnect", "Quelle weg.")
    assert bar.isVisible()
    bar.show_notice("", "")
    assert not bar.isVisible()
