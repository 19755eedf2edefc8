"""What is to be done, by when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QIcon
from typing_extensions import override

from app.domain.portfolio.follow_ups import DueItem, DueKind
from app.domain.portfolio.portfolios import Portfolio
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import day_text
from widgets.portfolio.bands import Band, BandedModel
from widgets.theme.icons import icon

_tr = QCoreApplication.translate

ICONS: Final = {
    DueKind.DECISION: "mdi6.gavel",
    DueKind.FOLLOW_UP: "mdi6.arrow-right-circle-outline",
    DueKind.RISK: "mdi6.alert-decagram-outline",
    DueKind.WORK: "mdi6.briefcase-outline",
    DueKind.MILESTONE: "mdi6.flag-outline",
    DueKind.OVERRIDE: "mdi6.traffic-light-outline",
    DueKind.FUND: "mdi6.bank-outline",
}


class Column(IntEnum):
    """The columns."""

    KIND = 0
    DAY = 1
    TEXT = 2
    PROJECT = 3
    ROLE = 4
    ORGANISATION = 5


WIDTHS: Final = {
    Column.KIND: 18,
    Column.DAY: 12,
    Column.TEXT: 74,
    Column.PROJECT: 30,
    Column.ROLE: 20,
    Column.ORGANISATION: 22,
}
"""First widths in widths of the digit 0."""


class When(StrEnum):
    """When something is due."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"
    OPEN = "open"
    """It has no day."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which things are shown.

    Attributes:
        role: Only of this role; empty for all.
        organisation: Only of this organisation, by uid; empty for all.
    """

    role: str = ""
    organisation: str = ""


def when_of(item: DueItem, today: date) -> When:
    """Return when something is due; weeks end on Sunday."""
    if item.day is None:
        return When.OPEN
    if item.day < today:
        return When.OVERDUE
    if item.day <= today + timedelta(days=6 - today.weekday()):
        return When.WEEK
    same_month = (item.day.year, item.day.month) == (today.year, today.month)
    return When.MONTH if same_month else When.LATER


def kind_word(kind: DueKind) -> str:
    """Return what is to be done."""
    words = {
        DueKind.DECISION: _tr("due", "Entscheidung"),
        DueKind.FOLLOW_UP: _tr("due", "Folgeauftrag"),
        DueKind.RISK: _tr("due", "Risikoprüfung"),
        DueKind.WORK: _tr("due", "Arbeitspaket"),
        DueKind.MILESTONE: _tr("due", "Meilenstein"),
        DueKind.OVERRIDE: _tr("due", "Ampel von Hand"),
        DueKind.FUND: _tr("due", "Fördertopf"),
    }
    return words[kind]


def when_word(when: When) -> str:
    """Return the heading of what is due then."""
    words = {
        When.OVERDUE: _tr("due", "Überfällig"),
        When.WEEK: _tr("due", "Diese Woche"),
        When.MONTH: _tr("due", "Diesen Monat"),
        When.LATER: _tr("due", "Später"),
        When.OPEN: _tr("due", "Ohne Termin"),
    }
    return words[when]


class DueModel(BandedModel[DueItem]):
    """Things that are chosen, by when they are due, most urgent first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(len(Column), frozenset(), parent)
        self.all: list[DueItem] = []
        self.choice = Choice()
        self._portfolio: Portfolio | None = None
        self._today = date.min

    def take(self, items: Sequence[DueItem], portfolio: Portfolio, today: date) -> None:
        """Show other things."""
        self.all, self._portfolio, self._today = list(items), portfolio, today
        self.choose(self.choice)

    def choose(self, choice: Choice) -> None:
        """Show the things that fit a choice."""
        self.choice = choice
        wanted = [
            one
            for one in self.all
            if choice.role in {"", one.role} and choice.organisation in {"", one.organisation}
        ]
        groups: list[tuple[Band | None, Sequence[DueItem]]] = []
        for when in When:
            own = [one for one in wanted if when_of(one, self._today) is when]
            if own:
                groups.append((Band(when.value, when_word(when), len(own)), own))
        self.show_groups(groups)

    @property
    def overdue(self) -> int:
        """How many of those that are chosen are overdue."""
        return sum(one.days is not None and one.days < 0 for one in self.chosen)

    # ---- words ---------------------------------------------------------------------------------
    def organisation(self, uid: str) -> str:
        """Return what an organisation is called."""
        return "" if self._portfolio is None else self._portfolio.name("organisation", uid)

    @override
    def name_of(self, row: DueItem) -> str:
        alarm = row.text if row.kind is DueKind.FUND else ""  # a fund may have several
        return f"{row.kind}:{row.key.kind}:{row.key.uid}:{alarm}"

    @override
    def text(self, row: DueItem, column: int) -> str:
        portfolio = self._portfolio
        texts = {
            Column.KIND: kind_word(row.kind),
            Column.TEXT: on_screen(row.text),
            Column.DAY: "" if row.day is None else day_text(row.day.isoformat()),
            Column.PROJECT: "" if portfolio is None else portfolio.name("project", row.project),
            Column.ROLE: row.role,
            Column.ORGANISATION: self.organisation(row.organisation),
        }
        return texts[Column(column)]

    @override
    def tip(self, row: DueItem, column: int) -> str:
        weights = {
            "high": _tr("due", "Gewicht: hoch"),
            "medium": _tr("due", "Gewicht: mittel"),
            "low": _tr("due", "Gewicht: niedrig"),
        }
        own = "" if column in {Column.KIND, Column.TEXT} else self.text(row, column)
        lines = (own, on_screen(row.text), weights.get(row.severity, ""))
        return "\n".join(filter(None, lines))

    @override
    def title(self, column: int) -> str:
        titles = {
            Column.KIND: _tr("due", "Art"),
            Column.TEXT: _tr("due", "Was zu tun ist"),
            Column.DAY: _tr("due", "Fällig am"),
            Column.PROJECT: _tr("due", "Projekt"),
            Column.ROLE: _tr("due", "Rolle"),
            Column.ORGANISATION: _tr("due", "Organisation"),
        }
        return titles[Column(column)]

    @override
    def sign(self, row: DueItem, column: int) -> QIcon | None:
        return icon(ICONS[row.kind]) if column == Column.KIND else None
