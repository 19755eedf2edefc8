"""Asks devices who they are, over the link, for the panes of bindings: a few at a time."""

from collections import deque
from concurrent.futures import Future
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from app.console.controllers import Answers
from app.domain.points import SourceId
from app.services.ports import CollectorClient
from widgets.inventory.binding import Inquiry, Question
from widgets.inventory.binding.asking import Answer

AT_ONCE: Final = 4
"""So many devices are asked at the same time; each may take as long as the collector waits."""


class DeviceAsker(QObject):
    """Carries inquiries to the collector and brings each answer back.

    A source that does not answer is told by the collector after its own patience, so nothing waits
    for ever; a collector that goes away fails all that is open.

    Args:
        client: Asks the collector.
        answers: Brings what comes into the thread of the window.
        parent: Owner.
    """

    def __init__(self, client: CollectorClient, answers: Answers, parent: QObject) -> None:
        super().__init__(parent)
        self._client, self._answers = client, answers
        self._waiting: deque[tuple[Inquiry, Question]] = deque()
        self._running = 0

    def ask(self, inquiry: Inquiry) -> None:
        """Ask the devices of an inquiry, after those that wait."""
        self._waiting.extend((inquiry, one) for one in inquiry.questions)
        while self._running < AT_ONCE and self._begin_next():
            pass

    def close(self) -> None:
        """Ask nobody any more."""
        self._waiting.clear()

    def _begin_next(self) -> bool:
        while self._waiting:
            inquiry, question = self._waiting.popleft()
            if inquiry.is_wanted():
                self._running += 1
                future: Future[Any] = self._client.identify(
                    SourceId(question.source), question.agent
                )
                take = partial(self._take, inquiry, question)
                self._answers.await_answer(future, take, take)
                return True
        return False

    def _take(self, inquiry: Inquiry, question: Question, answer: Answer) -> None:
        self._running -= 1
        if inquiry.is_wanted():
            inquiry.told(question, answer)
        self._begin_next()
