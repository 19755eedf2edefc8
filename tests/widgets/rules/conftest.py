"""A view of rules with a collector behind it that is only imagined."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.rulesets import RulesetError, read_rules, read_windows, with_rules
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from widgets.rules import RulesView

CITY = make_city(60)


class Desk:
    """A view, the journal it reads, and the collector that answers it.

    Attributes:
        is_silent: True lets requests wait for `answer`.
    """

    def __init__(self, view: RulesView, qtbot: QtBot) -> None:
        self.view = view
        self._qtbot = qtbot
        self.journal = FakeJournal()
        self.profile: City = CITY
        self.is_silent = False
        self.asked: list[tuple[DocumentKind, str, str]] = []
        view.publish_requested.connect(self._take)
        view.set_profile_city(CITY)
        view.set_city(CITY)
        view.show_state(make_state(CITY))
        view.set_journal(self.journal)

    def _take(self, kind: DocumentKind, text: str, why: str) -> None:
        self.asked.append((kind, text, why))
        if not self.is_silent:
            self.answer()

    def answer(self, actor: str = "Ada") -> None:
        """Check, record and apply what was asked last, as the collector does."""
        kind, text, why = self.asked[-1]
        try:
            if kind is DocumentKind.RULES:
                read_rules(text, self.profile)
            else:
                read_windows(text, self.profile)
        except RulesetError as error:
            self.view.show_problems([str(problem) for problem in error.problems])
            return
        self.record(kind, text, why, actor)
        self.view.show_problems([])

    def record(self, kind: DocumentKind, text: str, why: str, actor: str = "Ada") -> None:
        """Put a version into the journal and the rules into force."""
        number = len(self.journal.versions(kind)) + 1
        at_us = START_US + number * 60_000_000
        self.journal.record_version(DocumentVersion(kind, number, at_us, actor, why, text))
        if kind is DocumentKind.RULES:
            self.view.set_city(with_rules(self.profile, text))
        else:
            self.view.documents.read()

    def settle(self) -> None:
        """Wait until all that was asked of the background is shown."""
        settle(self.view, self._qtbot)

    @property
    def city(self) -> City:
        """The city with the rules in force."""
        versions = self.journal.versions(DocumentKind.RULES)
        return with_rules(self.profile, versions[-1].text) if versions else self.profile


def settle(view: RulesView, qtbot: QtBot) -> None:
    """Wait until all that a view asked of its background is shown."""
    for _ in range(3):  # What comes back may ask again.
        done: list[object] = []
        view.background.ask(view, lambda: None, done.append, done.append)
        qtbot.waitUntil(partial(bool, done))


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    view = RulesView()
    qtbot.addWidget(view)
    view.resize(1400, 500)
    desk = Desk(view, qtbot)
    view.show()
    qtbot.waitExposed(view)
    desk.settle()
    yield desk
    view.close_feed()
