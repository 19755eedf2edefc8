"""Every way in which the map fails is said in a sentence and covers what cannot be seen."""

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.maps import FakeCanvas
from widgets.map.canvas import Condition, MapCanvas
from widgets.map.conditions import action_of, sentence_of


@pytest.mark.parametrize("condition", list(Condition))
def test_only_a_failure_is_worth_a_button(condition: Condition) -> None:
    is_quiet = condition in {Condition.STARTING, Condition.ALIVE}
    assert bool(sentence_of(condition)) is not is_quiet
    assert bool(action_of(condition)) is condition.is_failed


def test_graphics_without_webgl_are_told_and_nothing_is_sent(canvas: FakeCanvas) -> None:
    told = []
    canvas.condition_changed.connect(lambda: told.append(canvas.condition))
    canvas.become_ready("")
    canvas.send({"do": "style"})
    assert told == [Condition.NO_WEBGL]
    assert canvas.messages == []
    assert "Tabelle" in canvas.condition_text()
    assert canvas._cover.sentence == canvas.condition_text()


def test_the_cover_goes_with_the_first_picture(canvas: FakeCanvas) -> None:
    canvas.become_ready()
    assert canvas._cover_shown()
    canvas.say({"on": "shown"})
    assert not canvas._cover_shown()


def test_a_view_that_stays_bare_is_blank_and_one_that_does_not_is_not_looked_at_again(
    canvas: FakeCanvas, qtbot: QtBot
) -> None:
    canvas.picture.fill(canvas._ground())
    canvas.become_ready()
    canvas.say({"on": "shown"})
    while canvas._looks_left:
        canvas._look()
    assert canvas.condition.is_failed
    assert canvas._cover_shown()
    canvas.become_ready()
    canvas.picture.fill("red")
    canvas._look()
    assert canvas._looks_left == 0
    assert canvas.condition is Condition.ALIVE


def test_an_engine_that_cannot_be_loaded_is_a_condition(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    monkeypatch.setattr(canvas, "_make_engine", lambda: None)
    canvas.start()
    assert canvas.condition is Condition.BROKEN
    assert "fehlen" in canvas.condition_text()
    canvas.close_engine()


def test_the_button_of_the_cover_tries_again(canvas: FakeCanvas, qtbot: QtBot) -> None:
    canvas.become(Condition.BROKEN)
    canvas._cover.action_requested.emit()
    assert canvas.restarts == 1
