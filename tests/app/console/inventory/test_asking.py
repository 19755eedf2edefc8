"""Devices are asked a few at a time, until nobody wants to know any more."""

from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.controllers import Answers
from app.console.inventory.asking import AT_ONCE, DeviceAsker
from app.domain.inventory.records import Key
from app.domain.points import SourceId
from app.domain.sources import DeviceIdentity
from app.services.ports import ConnectorError
from tests.fakes.link import FakeLink
from widgets.inventory.binding import Inquiry, Question
from widgets.inventory.binding.asking import Answer


class HeldLink(FakeLink):
    """Keeps every question open until the test answers it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, Future[DeviceIdentity]]] = []

    @override
    def identify(self, source: SourceId, agent: str) -> "Future[DeviceIdentity]":
        future: Future[DeviceIdentity] = Future()
        self.open.append((agent, future))
        return future


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def questions(number: int) -> list[Question]:
    return [Question("netz", f"d{n}", f"d{n}", Key("asset", f"{n:032x}")) for n in range(number)]


def test_a_few_are_asked_at_once_and_each_answer_or_failure_comes_back(
    qtbot: QtBot, owner: QObject
) -> None:
    link, told = HeldLink(), dict[str, Answer]()
    asker = DeviceAsker(link, Answers(owner), owner)
    asker.ask(
        Inquiry(questions(6), lambda one, answer: told.update({one.agent: answer}), lambda: True)
    )
    assert len(link.open) == AT_ONCE
    link.open[0][1].set_result(DeviceIdentity("d0", 1))
    link.open[1][1].set_exception(ConnectorError("Das Gerät antwortet nicht."))
    qtbot.waitUntil(lambda: len(link.open) == 6)
    assert told == {"d0": DeviceIdentity("d0", 1), "d1": "Das Gerät antwortet nicht."}


def test_nobody_is_asked_once_the_person_is_gone(qtbot: QtBot, owner: QObject) -> None:
    link, told, wanted = HeldLink(), list[Question](), [True]
    asker = DeviceAsker(link, Answers(owner), owner)
    asker.ask(Inquiry(questions(9), lambda one, _: told.append(one), lambda: wanted[0]))
    wanted[0] = False
    for agent, future in link.open[:]:
        future.set_result(DeviceIdentity(agent, 1))
    asker.ask(Inquiry(questions(1), lambda one, _: told.append(one), lambda: True))
    qtbot.waitUntil(lambda: len(link.open) == AT_ONCE + 1)
    assert told == []
    asker.close()
