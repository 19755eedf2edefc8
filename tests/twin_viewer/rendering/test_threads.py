"""The render thread does acts in order, draws the newest wish, and survives what goes wrong."""

import gc
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from twin_viewer.rendering import threads
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.threads import Picture, RenderThread, Wish

WAIT_S = 10.0


class FakeScene:
    """A scene that draws nothing, and waits in `draw` as long as the test wants."""

    graphics = "none"

    def __init__(self) -> None:
        self.size = (0, 0)
        self.sizes: list[tuple[int, int]] = []
        self.cameras: list[Camera] = []
        self.better = 0
        self.may_draw = threading.Event()
        self.may_draw.set()
        self.is_drawing = threading.Event()
        self.is_closed = False
        self.breaks = False
        self.on_draw: Callable[[], object] = lambda: None

    def resize(self, width: int, height: int) -> None:
        self.size = (width, height)

    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        self.cameras.append(camera)
        self.sizes.append(self.size)
        self.better -= 1
        return self.better >= 0

    def draw(self) -> NDArray[np.uint8]:
        self.is_drawing.set()
        self.on_draw()
        assert self.may_draw.wait(WAIT_S)
        if self.breaks:
            raise RuntimeError("the graphics are gone")
        width, height = self.size
        return np.zeros((height, width, 4), np.uint8)

    def close(self) -> None:
        self.is_closed = True


class Desk:
    """A render thread with a fake scene, and all it told."""

    def __init__(self, make: Callable[[], Any] | None = None) -> None:
        self.scene = FakeScene()
        self.started: list[str] = []
        self.pictures: list[Picture] = []
        self.failures: list[Exception] = []
        self._news = threading.Condition()
        self.thread = RenderThread(
            make or self._make,
            started=self._noting(self.started),
            deliver=self._noting(self.pictures),
            failed=self._noting(self.failures),
        )

    def _make(self) -> Any:
        return self.scene

    def _noting(self, notes: list[Any]) -> Callable[[Any], None]:
        def note(item: Any) -> None:
            with self._news:
                notes.append(item)
                self._news.notify_all()

        return note

    def wait_for(self, holds: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(holds, WAIT_S)

    def finish(self) -> None:
        """Wait until all acts so far are done."""
        done = threading.Event()
        self.thread.do(lambda _: done.set())
        assert done.wait(WAIT_S)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    desk.thread.start()
    yield desk
    desk.scene.may_draw.set()
    desk.thread.close()


def wish(number: float, coarseness: float = 1.0) -> Wish:
    return Wish(Camera(number, 0, 0), (60, 40), coarseness)


def test_it_tells_the_graphics_once_the_scene_is_there(desk: Desk) -> None:
    desk.wait_for(lambda: desk.started == ["none"])


def test_newer_wishes_replace_the_one_that_waits(desk: Desk) -> None:
    desk.scene.may_draw.clear()
    desk.thread.draw(wish(0))
    assert desk.scene.is_drawing.wait(WAIT_S)
    for number in range(1, 50):
        desk.thread.draw(wish(number))
    desk.scene.may_draw.set()
    desk.wait_for(lambda: len(desk.pictures) == 2)
    desk.finish()
    assert [picture.camera.east for picture in desk.pictures] == [0, 49]
    assert [picture.number for picture in desk.pictures] == [1, 2]


def test_acts_are_done_in_order_and_before_the_picture_that_follows(desk: Desk) -> None:
    done: list[object] = []
    for number in range(100):
        desk.thread.do(lambda _, number=number: done.append(number))  # type: ignore[misc]  # a default
    desk.thread.draw(wish(0))
    desk.wait_for(lambda: len(desk.pictures) == 1)
    desk.finish()
    assert done == list(range(100))


@pytest.mark.expects_warnings
def test_an_act_that_fails_costs_only_itself(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    desk.thread.do(lambda _: done.append("before"))
    desk.thread.do(lambda _: 1 / 0)
    desk.thread.do(lambda _: done.append("after"))
    desk.thread.draw(wish(0))
    desk.wait_for(lambda: len(desk.pictures) == 1)
    desk.finish()
    assert done == ["before", "after"]
    assert [record.message for record in caplog.records] == [
        "A part of the twin could not be shown."
    ]
    assert not desk.failures


def test_acts_that_are_left_over_are_drawn_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "ACTS_S", 0.0)
    seen: list[int] = []
    done: list[int] = []
    desk.scene.on_draw = lambda: seen.append(len(done))
    desk.scene.may_draw.clear()
    desk.thread.draw(wish(0))
    assert desk.scene.is_drawing.wait(WAIT_S)
    for number in range(40):
        desk.thread.do(lambda _, number=number: _slowly(done, number))  # type: ignore[misc]  # a default
    desk.thread.draw(wish(1))
    desk.scene.may_draw.set()
    desk.wait_for(lambda: bool(seen) and seen[-1] == 40)
    assert len(seen) > 2
    assert done == list(range(40))


def _slowly(done: list[int], number: int) -> None:
    done.append(number)
    threading.Event().wait(0.002)


def test_without_a_wish_nothing_is_drawn(desk: Desk) -> None:
    for _ in range(5):
        desk.thread.do(lambda _: None)
    desk.finish()
    assert desk.pictures == []
    assert desk.scene.cameras == []


def test_a_picture_that_can_be_better_is_followed_by_one(desk: Desk) -> None:
    desk.scene.better = 2
    desk.thread.draw(wish(3))
    desk.wait_for(lambda: len(desk.pictures) == 3)
    desk.finish()
    assert [picture.is_final for picture in desk.pictures] == [False, False, True]
    assert len(desk.pictures) == 3


def test_a_coarser_wish_makes_smaller_pixels_of_the_same_size(desk: Desk) -> None:
    desk.thread.draw(wish(0, coarseness=2.0))
    desk.wait_for(lambda: len(desk.pictures) == 1)
    picture = desk.pictures[0]
    assert picture.pixels.shape == (20, 30, 4)
    assert picture.size == (60, 40)


def test_closing_while_it_draws_waits_for_the_picture_and_lets_the_scene_go() -> None:
    desk = Desk()
    desk.scene.may_draw.clear()
    desk.thread.start()
    desk.thread.draw(wish(0))
    assert desk.scene.is_drawing.wait(WAIT_S)
    closing = threading.Thread(target=desk.thread.close)
    closing.start()
    desk.scene.may_draw.set()
    closing.join(WAIT_S)
    assert not closing.is_alive()
    assert desk.scene.is_closed
    assert len(desk.pictures) == 1


def test_closing_before_the_start_does_nothing() -> None:
    Desk().thread.close()


def test_a_scene_that_cannot_be_made_is_told() -> None:
    def make() -> Any:
        raise RuntimeError("no graphics here")

    desk = Desk(make)
    desk.thread.start()
    desk.wait_for(lambda: len(desk.failures) == 1)
    desk.thread.do(lambda _: None)
    desk.thread.draw(wish(0))
    desk.thread.close()
    assert str(desk.failures[0]) == "no graphics here"
    assert not desk.started


@pytest.mark.expects_warnings
def test_graphics_that_break_later_are_told_and_let_go() -> None:
    desk = Desk()
    desk.scene.breaks = True
    desk.thread.start()
    desk.thread.draw(wish(0))
    desk.wait_for(lambda: len(desk.failures) == 1)
    desk.thread.close()
    assert desk.scene.is_closed


def test_the_collector_of_garbage_rests_while_graphics_load_and_no_longer() -> None:
    assert gc.isenabled()
    seen: list[bool] = []
    started = threading.Event()

    def made() -> Any:
        seen.append(gc.isenabled())
        return FakeScene()

    def note(_graphics: str) -> None:
        seen.append(gc.isenabled())
        started.set()

    thread = RenderThread(made, started=note, deliver=print, failed=print)
    thread.start()
    assert started.wait(WAIT_S)
    thread.close()
    assert seen == [False, True]
