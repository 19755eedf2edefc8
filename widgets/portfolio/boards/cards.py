"""Cards of a board: what each shows, which of them are wanted, and in which lane they lie."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.domain.inventory.fields import Choice as Word
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.plan_tasks import OVER
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import day_of, title_of, whole_of
from app.domain.portfolio.statuses import Light, ProjectStatus
from app.services.portfolio.states import PortfolioState
from widgets.folding import fold, matches, natural_key

OLD_AFTER: Final = timedelta(days=30)
"""What was finished longer ago is folded behind its number."""


class BoardKind(StrEnum):
    """What lies on the board."""

    WORK = "work"
    PROJECTS = "projects"

    @property
    def record_kind(self) -> str:
        """Kind of the records behind its cards."""
        return "work_item" if self is BoardKind.WORK else "project"

    @property
    def field(self) -> str:
        """The field whose words are the columns."""
        return "stage" if self is BoardKind.WORK else "state"

    @property
    def words(self) -> tuple[Word, ...]:
        """The columns, from left to right."""
        return KINDS[self.record_kind].field(self.field).choices


class Lanes(StrEnum):
    """What lanes are made of."""

    NONE = "none"
    PROJECT = "project"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which cards are wanted.

    Attributes:
        projects: Uids; None for all, without work that is left over in projects that ended.
        organisation: Uid, empty for all.
        role: Empty for all.
        text: Words that must occur.
    """

    projects: frozenset[str] | None = None
    organisation: str = ""
    role: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows.

    Attributes:
        record: The work item or project.
        column: Key of its column.
        project: Uid of its project.
        number: Number and name of the project; of a project's card the number alone.
        organisation: Uid, of the project where the item names none.
        who: Organisation and role in words.
        role: The role.
        due: Last day, computed; the day it was finished when it is done.
        progress: 0 to 1; None when not known.
        is_done: True when it is finished.
        is_late: True when it misses its day.
        is_critical: True on the critical path.
        blocked: What blocks it, empty for nothing.
        light: Of a project.
        is_old: Finished so long ago that it is folded away.
        is_left: Not finished, in a project that is stopped or evaluated.
        item: Its place in the schedule.
    """

    record: Record
    column: str
    project: str
    number: str
    organisation: str
    who: str
    role: str
    due: date | None
    progress: float | None
    is_done: bool = False
    is_late: bool = False
    is_critical: bool = False
    blocked: str = ""
    light: Light | None = None
    is_old: bool = False
    is_left: bool = False
    item: PlanItem | None = field(default=None, repr=False)

    @property
    def key(self) -> Key:
        """The record."""
        return Key(self.record.kind, self.record.uid)

    @property
    def name(self) -> str:
        """What it is called."""
        return title_of(self.record)


def cards_of(state: PortfolioState, kind: BoardKind) -> list[Card]:
    """Return all cards of a board: by day, then by project and position.

    Work items that have parts are left out: their parts are what is worked on.
    """
    if kind is BoardKind.PROJECTS:
        cards = [_project_card(state, record) for record in state.portfolio.projects]
    else:
        cards = list(_work_cards(state))
    cards.sort(key=_place)
    return cards


def _place(card: Card) -> tuple[object, ...]:
    position = whole_of(card.record, "position") or 0
    return (card.due or date.max, natural_key(card.number), position, natural_key(card.name))


def _work_cards(state: PortfolioState) -> Iterator[Card]:
    portfolio = state.portfolio
    plan = {item.uid: item for item in state.plan.items}
    records = portfolio.all("work_item")
    parents = {record.text("parent") for record in records}
    known = {word.key for word in BoardKind.WORK.words}
    for record in records:
        if record.uid in parents:
            continue
        item, project = plan.get(record.uid), portfolio.project_of(record)
        own = record.text("organisation") or ("" if project is None else _owner(project))
        finished = day_of(record, "finished_on")
        stage = record.text("stage")
        is_done = stage == "done" or finished is not None
        ended = finished if is_done else None
        yield Card(
            record,
            stage if stage in known else BoardKind.WORK.words[0].key,
            record.text("project"),
            "" if project is None else _number(project),
            own,
            _who(state, own, record.text("role")),
            record.text("role"),
            ended or (None if item is None else item.finish),
            1.0 if is_done else 0.0 if item is None else item.progress,
            is_done=is_done,
            is_late=item is not None and not is_done and _is_late(item, project),
            is_critical=item is not None and item.is_critical and not is_done,
            blocked=record.text("blocked_by") if stage == "blocked" else "",
            is_old=ended is not None and stage == "done" and ended < state.today - OLD_AFTER,
            is_left=not is_done and project is not None and project.text("state") in OVER,
            item=item,
        )


def _project_card(state: PortfolioState, record: Record) -> Card:
    status: ProjectStatus | None = state.statuses.get(record.uid)
    finish, ends = state.plan.finishes.get(record.uid), day_of(record, "ends_on")
    finished, word = day_of(record, "finished_on"), record.text("state")
    is_done = word in {"operation", "evaluated", "stopped"}
    own = _owner(record)
    return Card(
        record,
        word,
        record.uid,
        record.text("number"),
        own,
        _who(state, own, record.text("lead_role")),
        record.text("lead_role"),
        finished or finish or ends,
        None if status is None else status.progress,
        is_done=is_done,
        is_late=bool(not is_done and ends and finish and finish > ends),
        blocked=record.text("stopped_reason") if word in {"paused", "stopped"} else "",
        light=None if status is None else status.light,
    )


def _is_late(item: PlanItem, project: Record | None) -> bool:
    """Tell whether an item ends after its own deadline or after the end of its project."""
    ends = None if project is None else day_of(project, "ends_on")
    return any(day is not None and item.finish > day for day in (item.deadline, ends))


def _owner(project: Record) -> str:
    return project.text("organisation")


def _number(project: Record) -> str:
    return " ".join(filter(None, (project.text("number"), title_of(project))))


def _who(state: PortfolioState, organisation: str, role: str) -> str:
    record = state.portfolio.get("organisation", organisation)
    name = "" if record is None else record.text("short") or title_of(record)
    return " · ".join(filter(None, (name, role)))


def chosen(cards: Sequence[Card], choice: Choice) -> list[Card]:
    """Return the cards that are wanted, in their order."""
    words = fold(choice.text).split()
    return [
        card
        for card in cards
        if (not card.is_left if choice.projects is None else card.project in choice.projects)
        and choice.organisation in {"", card.organisation}
        and choice.role in {"", card.role}
        and (not words or matches(_searched(card), words))
    ]


def _searched(card: Card) -> str:
    return fold(f"{card.name} {card.number} {card.who} {card.blocked}")


# ---- lanes -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Lane:
    """Cards that belong together, by column.

    Attributes:
        key: Uid of the project or organisation, empty for none.
        title: What it is called, empty for the only lane.
        cells: Cards of each column, without those that are folded away.
        old: How many of each column were finished long ago.
        shows_old: True when those are among the cards.
    """

    key: str
    title: str
    cells: Mapping[str, Sequence[Card]]
    old: Mapping[str, int]
    shows_old: bool = False

    @property
    def count(self) -> int:
        """How many cards it has, folded ones too."""
        folded = 0 if self.shows_old else sum(self.old.values())
        return sum(map(len, self.cells.values())) + folded


def lanes_of(
    state: PortfolioState, cards: Sequence[Card], lanes: Lanes, *, shows_old: bool, rest: str
) -> list[Lane]:
    """Return lanes with their cards, by title; what belongs nowhere comes last.

    Args:
        state: For names.
        cards: What is wanted.
        lanes: What lanes are made of.
        shows_old: True to show what was finished long ago.
        rest: Title of what belongs nowhere.
    """
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(_lane_key(card, lanes), []).append(card)
    if lanes is Lanes.NONE:
        return [_lane("", "", groups.get("", []), shows_old=shows_old)]
    found = []
    for key, own in groups.items():
        record = state.portfolio.get(str(lanes), key)
        title = rest if record is None else _number(record)
        found.append(_lane(key, title, own, shows_old=shows_old))
    return sorted(found, key=lambda one: (one.key == "", natural_key(one.title)))


def _lane_key(card: Card, lanes: Lanes) -> str:
    if lanes is Lanes.NONE:
        return ""
    return card.project if lanes is Lanes.PROJECT else card.organisation


def _lane(key: str, title: str, cards: Sequence[Card], *, shows_old: bool) -> Lane:
    cells: dict[str, list[Card]] = {}
    old: dict[str, int] = {}
    for card in cards:
        if card.is_old:
            old[card.column] = old.get(card.column, 0) + 1
        if shows_old or not card.is_old:
            cells.setdefault(card.column, []).append(card)
    return Lane(key, title, cells, old, shows_old)
