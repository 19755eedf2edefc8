"""One row a decision, in words: when it is due, what it says, what is to follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.judgements import Light
from app.domain.portfolio.portfolios import day_of, title_of
from app.services.portfolio.states import PortfolioState
from widgets.folding import fold
from widgets.foreign_texts import on_screen
from widgets.portfolio.heat.cells import date_text
from widgets.portfolio.lights import light_icon
from widgets.portfolio.listings import Col
from widgets.texts import count

PENDING: Final = frozenset({"open", "deferred"})
"""States in which something is still to be decided."""

_STATES: Final = ("open", "deferred", "decided", "rejected")

_tr = QCoreApplication.translate


class FollowUp(StrEnum):
    """What became of what follows."""

    NONE = "none"
    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in the list.

    Attributes:
        record: The decision.
        project: Name of its project, empty for none.
        due_on: Day it is to be decided by.
        overdue: Days since then while it is not decided, 0 otherwise.
        follow_up: What became of what follows.
        follow_up_on: Day that is to be done by.
        follow_up_late: Days since then while it is not done, 0 otherwise.
        words: All that is searched, folded.
    """

    record: Record
    project: str
    due_on: date | None
    overdue: int
    follow_up: FollowUp
    follow_up_on: date | None
    follow_up_late: int
    words: str

    @property
    def key(self) -> Key:
        """The decision."""
        return Key("decision", self.record.uid)

    @property
    def is_pending(self) -> bool:
        """True while it is to be decided."""
        return self.record.text("state") in PENDING


def rows_of(state: PortfolioState, holds: Callable[[str], bool]) -> list[DecisionRow]:
    """Return the decisions of some projects: open ones by due day, then those decided last."""
    portfolio = state.portfolio
    rows = [
        _row(record, portfolio.name("project", record.get("project")), state.today)
        for record in portfolio.all("decision")
        if holds(record.text("project"))
    ]
    return sorted(rows, key=_place)


def _place(row: DecisionRow) -> tuple[object, ...]:
    name = title_of(row.record)
    if row.is_pending:
        return (0, row.due_on is None, (row.due_on or date.min).toordinal(), name)
    decided = day_of(row.record, "decided_on")
    return (1, decided is None, -(decided or date.min).toordinal(), name)


def _row(record: Record, project: str, today: date) -> DecisionRow:
    due, until = day_of(record, "due_on"), day_of(record, "follow_up_on")
    is_pending = record.text("state") in PENDING
    late = 0 if until is None else max(0, (today - until).days)
    follow_up = _follow_up(record, is_late=late > 0)
    told = ("name", "body", "paper_number", "text", "follow_up", "follow_up_role")
    return DecisionRow(
        record=record,
        project=project,
        due_on=due,
        overdue=max(0, (today - due).days) if due is not None and is_pending else 0,
        follow_up=follow_up,
        follow_up_on=until,
        follow_up_late=late if follow_up is FollowUp.OVERDUE else 0,
        words=fold(" ".join((*(record.text(name) for name in told), project))),
    )


def _follow_up(record: Record, *, is_late: bool) -> FollowUp:
    if day_of(record, "follow_up_done_on") is not None:
        return FollowUp.DONE
    if not record.text("follow_up") and day_of(record, "follow_up_on") is None:
        return FollowUp.NONE
    return FollowUp.OVERDUE if is_late else FollowUp.OPEN


# ---- words ---------------------------------------------------------------------------------------
def state_word(row: DecisionRow) -> str:
    """Return the word of a decision's state."""
    key = row.record.text("state")
    return on_screen(KINDS["decision"].field("state").choice_label(key))


def days_word(days: int) -> str:
    """Return for how many days something is overdue."""
    if days == 1:
        return _tr("decisions", "seit 1 Tag überfällig")
    return _tr("decisions", "seit {0} Tagen überfällig").format(count(days))


def due_text(row: DecisionRow) -> str:
    """Return by when it is to be decided, and whether that is over."""
    day = "" if row.due_on is None else date_text(row.due_on)
    return f"{day}, {days_word(row.overdue)}" if row.overdue else day


def follow_up_text(row: DecisionRow) -> str:
    """Return what became of what follows."""
    until = "" if row.follow_up_on is None else date_text(row.follow_up_on)
    match row.follow_up:
        case FollowUp.NONE:
            return ""
        case FollowUp.DONE:
            done = date_text(day_of(row.record, "follow_up_done_on"))
            return _tr("decisions", "✓ erledigt am {0}").format(done)
        case FollowUp.OVERDUE:
            return f"{until}, {days_word(row.follow_up_late)}"
        case _:
            return _tr("decisions", "bis {0}").format(until) if until else _tr("decisions", "offen")


def follow_up_tip(row: DecisionRow) -> str:
    """Return what is to follow, who does it, and what became of it."""
    texts = (row.record.text("follow_up"), row.record.text("follow_up_role"), follow_up_text(row))
    return "\n".join(filter(None, texts))


# ---- columns -------------------------------------------------------------------------------------
class Column(IntEnum):
    """The columns."""

    DUE = 0
    STATE = 1
    NAME = 2
    BODY = 3
    PAPER = 4
    PROJECT = 5
    DECIDED = 6
    FOLLOW_UP = 7
    ROLE = 8


def _late_sign(days: int) -> QIcon | None:
    return light_icon(Light.YELLOW) if days else None


def _state_place(row: DecisionRow) -> int:
    key = row.record.text("state")
    return _STATES.index(key) if key in _STATES else len(_STATES)


COLUMNS: Final[Mapping[Column, Col[DecisionRow]]] = {
    Column.DUE: Col(
        lambda: _tr("decisions", "Fällig am"), 36, due_text, order=_place,
        sign=lambda row: _late_sign(row.overdue),
    ),
    Column.STATE: Col(lambda: _tr("decisions", "Stand"), 14, state_word, order=_state_place),
    Column.NAME: Col(lambda: _tr("decisions", "Gegenstand"), 42, lambda row: title_of(row.record)),
    Column.BODY: Col(lambda: _tr("decisions", "Gremium"), 20, lambda row: row.record.text("body")),
    Column.PAPER: Col(
        lambda: _tr("decisions", "Vorlage"), 14, lambda row: row.record.text("paper_number")
    ),
    Column.PROJECT: Col(lambda: _tr("decisions", "Projekt"), 28, lambda row: row.project),
    Column.DECIDED: Col(
        lambda: _tr("decisions", "Entschieden am"), 16,
        lambda row: "" if (day := day_of(row.record, "decided_on")) is None else date_text(day),
        order=lambda row: row.record.text("decided_on"),
    ),
    Column.FOLLOW_UP: Col(
        lambda: _tr("decisions", "Was daraus folgt"), 36, follow_up_text, follow_up_tip,
        order=lambda row: (row.follow_up is FollowUp.NONE, row.record.text("follow_up_on")),
        sign=lambda row: _late_sign(row.follow_up_late),
    ),
    Column.ROLE: Col(
        lambda: _tr("decisions", "Wer es erledigt"), 22,
        lambda row: row.record.text("follow_up_role"),
    ),
}  # fmt: skip
