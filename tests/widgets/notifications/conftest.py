"""A view of notifications with a journal and a collector that are only imagined."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.alarms import Priority, Schedule
from app.domain.alarms.escalations import (
    ON_DUTY,
    Duty,
    EscalationStep,
    MailServer,
    NotificationPlan,
    Person,
    Policy,
    Webhook,
)
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.notifications import PlanError, read_plan, write_plan
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from widgets.notifications import NotificationsView

CITY = make_city(60)
WORKDAYS = frozenset(range(5))
PLAN = NotificationPlan(
    MailServer("mail.example.org", 587, "starttls", "leitstand@example.org"),
    (Person("anna", "Anna Meier", "anna@example.org"), Person("bernd", "Bernd", "b@example.org")),
    (Webhook("chat", "https://chat.example.org/hook", "secret:stadt/chat"),),
    (
        Duty("anna", Schedule(frozenset(range(7)), 16 * 60, 7 * 60)),
        Duty("bernd", Schedule(WORKDAYS, 7 * 60, 16 * 60)),
    ),
    (
        Policy(
            "nachts",
            "Kritisches",
            frozenset({Priority.CRITICAL}),
            frozenset(),
            (EscalationStep(0.0, (ON_DUTY,)), EscalationStep(600.0, ("chat",))),
        ),
    ),
)


class Desk:
    """A view, the journal it reads, and the collector that answers it."""

    def __init__(self, view: NotificationsView, qtbot: QtBot) -> None:
        self.view = view
        self.qtbot = qtbot
        self.journal = FakeJournal()
        self.asked: list[tuple[DocumentKind, str, str]] = []
        self.tests: list[str] = []
        self.said: list[str] = []
        view.publish_requested.connect(self._take)
        view.test_requested.connect(self.tests.append)
        view.message_requested.connect(self.said.append)
        view.set_city(CITY)
        view.show_state(make_state(CITY))

    def _take(self, kind: DocumentKind, text: str, why: str) -> None:
        self.asked.append((kind, text, why))

    def answer(self) -> None:
        """Check and record what was asked last, as the collector does."""
        _, text, why = self.asked[-1]
        try:
            read_plan(text)
        except PlanError as error:
            self.view.show_problems(list(error.problems))
            return
        self.record(text, why)
        self.view.show_problems([])

    def record(self, text: str, why: str = "Probe") -> None:
        """Put a plan in force."""
        number = len(self.journal.documents) + 1
        at_us = START_US + number * 60_000_000
        self.journal.record_version(
            DocumentVersion(DocumentKind.NOTIFICATIONS, number, at_us, "Ada", why, text)
        )

    def settle(self) -> None:
        """Wait until all that was asked of the background is shown."""
        for _ in range(3):  # What comes back may ask again.
            done: list[object] = []
            self.view.background.ask(self.view, lambda: None, done.append, done.append)
            self.qtbot.waitUntil(partial(bool, done))

    def read(self) -> None:
        """Let the view read the journal."""
        self.view.set_journal(self.journal)
        self.settle()


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[Desk]:
    view = NotificationsView()
    qtbot.addWidget(view)
    view.resize(1100, 460)
    desk = Desk(view, qtbot)
    view.show()
    qtbot.waitExposed(view)
    yield desk
    view.close_feed()


@pytest.fixture
def desk(empty: Desk) -> Desk:
    empty.record(write_plan(PLAN))
    empty.read()
    return empty
