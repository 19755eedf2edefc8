"""Controllers: intent → port → outcome. The answer comes back on the GUI thread as a signal."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.alarms import AlarmId, AlarmOrder, OrderKind
from app.services.ports import CollectorClient


class Answers(QObject):
    """Brings the results of futures to the GUI thread.

    Signals:
        failed: A sentence that says what did not work and what to do.
    """

    failed = Signal(str)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._use)

    def await_answer(
        self,
        future: "Future[Any]",
        use: Callable[[Any], None],
        fail: Callable[[str], None] | None = None,
    ) -> None:
        """Call `use` with the result on the GUI thread, or `fail` with a sentence.

        Without `fail` the sentence goes to the `failed` signal.
        """

        def done(finished: "Future[Any]") -> None:
            if finished.cancelled():
                return
            error = finished.exception()
            if error is None:
                self._arrived.emit(use, finished.result())
            else:
                self._arrived.emit(fail or self.failed.emit, str(error))

        future.add_done_callback(done)

    def _use(self, receiver: Callable[[Any], None], result: object) -> None:
        receiver(result)


class AlarmController(QObject):
    """Carries orders on alarms to the collector; nothing is shown as done before it is.

    Signals:
        order_sent: An order is on its way (object: AlarmOrder).
        order_done: It was carried out; what became of the alarms comes with the next state.
        order_failed: It was not, and why (object: AlarmOrder, str). `Answers.failed` says so, too.
    """

    order_sent = Signal(object)
    order_done = Signal(object)
    order_failed = Signal(object, str)

    def __init__(
        self, client: CollectorClient, answers: Answers, actor: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._answers = answers
        self._actor = actor

    def acknowledge(self, alarms: list[str], comment: str = "") -> None:
        """Acknowledge alarms in the name of the person at the console."""
        ids = tuple(AlarmId(alarm) for alarm in alarms)
        self.operate(AlarmOrder(OrderKind.ACKNOWLEDGE, ids, comment=comment))

    def operate(self, order: AlarmOrder) -> None:
        """Order something in the name of the person at the console."""
        signed = replace(order, actor=self._actor)
        self.order_sent.emit(signed)
        self._answers.await_answer(
            self._client.operate(signed),
            lambda _: self.order_done.emit(signed),
            partial(self._fail, signed),
        )

    def _fail(self, order: AlarmOrder, reason: str) -> None:
        self.order_failed.emit(order, reason)
        self._answers.failed.emit(reason)
