"""Orders on their way to the collector: who, sent, done, failed."""

from concurrent.futures import Future

from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.controllers import AlarmController, Answers
from app.domain.alarms import AlarmId, AlarmOrder, OrderKind
from tests.fakes.link import FakeLink

ORDER = AlarmOrder(OrderKind.COMMENT, (AlarmId("a#hi"),), comment="gesehen")


class SlowLink(FakeLink):
    """Answers an order when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: Future[None] = Future()

    @override
    def operate(self, order: AlarmOrder) -> "Future[None]":
        self.orders.append(order)
        return self.answer


def test_an_order_is_signed_and_told_when_it_is_sent_and_when_it_is_done(qtbot: QtBot) -> None:
    link, answers = SlowLink(), Answers()
    controller = AlarmController(link, answers, "Kim")
    with qtbot.waitSignal(controller.order_sent) as sent:
        controller.operate(ORDER)
    signed = AlarmOrder(OrderKind.COMMENT, ORDER.alarms, "Kim", "gesehen")
    assert link.orders == [signed]
    assert sent.args == [signed]
    with qtbot.waitSignal(controller.order_done) as done:
        link.answer.set_result(None)
    assert done.args == [signed]


def test_a_refused_order_says_which_one_and_why(qtbot: QtBot) -> None:
    link, answers = SlowLink(), Answers()
    controller = AlarmController(link, answers, "Kim")
    controller.acknowledge(["a#hi"], "gesehen")
    with (
        qtbot.waitSignal(controller.order_failed) as failed,
        qtbot.waitSignal(answers.failed) as said,
    ):
        link.answer.set_exception(RuntimeError("Der Alarm steht noch an."))
    order = AlarmOrder(OrderKind.ACKNOWLEDGE, (AlarmId("a#hi"),), "Kim", "gesehen")
    assert failed.args == [order, "Der Alarm steht noch an."]
    assert said.args == ["Der Alarm steht noch an."]
