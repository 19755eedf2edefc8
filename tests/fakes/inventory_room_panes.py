"""What tests of racks and plans do alike: carry out wishes, wait for the answer, drag."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit
from app.domain.points import DeviceId
from app.domain.samples import Quality
from app.services.states import CityState
from tests.fakes.city import make_city, make_state
from tests.inventories import MadeInventory
from widgets.inventory.panes import Wish
from widgets.inventory.rooms.canvas import RoomCanvas
from widgets.inventory.rooms.pane import RoomPane


class Carrier:
    """Carries out what a pane wishes; keeps the wishes."""

    def __init__(self, qtbot: QtBot, pane: RoomPane, inventory: MadeInventory) -> None:
        self.wishes: list[Wish] = []
        self._qtbot, self._pane, self._inventory = qtbot, pane, inventory
        pane.change_requested.connect(self.wishes.append)

    def carry_out(self) -> None:
        """Carry out the newest wish and wait until the pane shows what it led to."""
        wish = self.wishes[-1]
        outcome: Commit | Exception
        try:
            outcome = self._inventory.commit(wish.changeset)
        except Exception as error:  # noqa: BLE001 - the pane is told whatever it is
            outcome = error
        with self._qtbot.waitSignal(self._pane.answered):
            wish.done(outcome)
            if isinstance(outcome, Commit):
                self._pane.show_commit(outcome)


def show_live(pane: RoomPane, *devices: str, bad: str) -> None:
    """Give a pane a city with a point for each device, one of them of bad quality."""
    city = make_city(len(devices))
    named = zip(city.points, devices, strict=True)
    city = replace(city, points=tuple(replace(p, device=DeviceId(d)) for p, d in named))
    state: CityState = make_state(city)
    quality = np.full(len(devices), Quality.GOOD, state.states.quality.dtype)
    quality[devices.index(bad)] = Quality.BAD
    stale = np.zeros(len(devices), np.bool_)
    pane.set_city(city)
    pane.show_state(
        replace(state, states=replace(state.states, quality=quality), stale=stale, alarms={})
    )


def screen(canvas: RoomCanvas, place: QPointF) -> QPoint:
    """Return where a place of the sheet is on screen."""
    origin = canvas.to_sheet(QPointF(0, 0))
    return ((place - origin) * canvas.marks.zoom).toPoint()


def drag(canvas: RoomCanvas, begin: QPointF, end: QPointF) -> None:
    """Drag from one place of the sheet to another."""
    start, stop = screen(canvas, begin), screen(canvas, end)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, (start + stop) / 2)
    QTest.mouseMove(canvas, stop)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=stop)
