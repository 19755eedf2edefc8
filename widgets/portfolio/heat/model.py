"""The rows of the list of projects: chosen, grouped, ordered."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from typing_extensions import override

from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.statuses import Light
from app.services.portfolio.states import PortfolioState
from widgets.folding import fold, matches
from widgets.portfolio.bands import Band, BandedModel
from widgets.portfolio.heat.cells import cell_text, cell_tip, order_of, state_word
from widgets.portfolio.heat.columns import NUMBERS, Column, column_tip, column_title
from widgets.portfolio.heat.rows import HeatRow, rows_of
from widgets.portfolio.lights import light_word
from widgets.texts import count

LIGHTS: Final = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
"""Worst first, what is not judged last."""

_tr = QCoreApplication.translate


class Grouping(StrEnum):
    """What projects are put together by."""

    NONE = "none"
    WAVE = "wave"
    AREA = "area"
    ORGANISATION = "organisation"
    STATE = "state"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which projects are shown.

    Attributes:
        text: Words that all occur.
        lights: Only these; empty for all.
        states: Only these, by key; empty for all.
        grouping: What they are put together by.
    """

    text: str = ""
    lights: frozenset[Light] = field(default_factory=frozenset)
    states: frozenset[str] = field(default_factory=frozenset)
    grouping: Grouping = Grouping.WAVE


class HeatModel(BandedModel[HeatRow]):
    """Projects that are chosen, in groups, in an order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(len(Column), NUMBERS, parent)
        self.all: list[HeatRow] = []
        self.choice = Choice()
        self._places: dict[str, dict[str, int]] = {}
        self._column, self._is_descending = Column.NUMBER, False

    # ---- what is shown -------------------------------------------------------------------------
    def take(self, state: PortfolioState) -> None:
        """Show another state."""
        self.all = rows_of(state)
        self._places = {
            kind: {
                one.text("name"): place
                for place, one in enumerate(
                    sorted(
                        state.portfolio.all(kind),
                        key=lambda one: (one.number("position") or 0, one.text("name")),
                    )
                )
            }
            for kind in ("wave", "field_of_action", "organisation")
        }
        self.choose(self.choice)

    def choose(self, choice: Choice) -> None:
        """Show the projects that fit a choice."""
        self.choice = choice
        words = fold(choice.text).split()
        wanted = [one for one in self.all if self._fits(one, words)]
        wanted.sort(key=lambda one: order_of(one, self._column), reverse=self._is_descending)
        self.show_groups(self._grouped(wanted))

    def _fits(self, one: HeatRow, words: list[str]) -> bool:
        choice = self.choice
        return (
            (not choice.lights or one.light in choice.lights)
            and (not choice.states or one.state in choice.states)
            and matches(one.words, words)
        )

    def _grouped(self, rows: Sequence[HeatRow]) -> list[tuple[Band | None, Sequence[HeatRow]]]:
        if self.choice.grouping is Grouping.NONE:
            return [(None, rows)]
        key, title, place = self._way()
        groups: dict[str, list[HeatRow]] = {}
        for row in rows:
            groups.setdefault(key(row), []).append(row)
        found: list[tuple[Band | None, Sequence[HeatRow]]] = []
        for name in sorted(groups, key=lambda name: (name == "", place(name), name)):
            own = groups[name]
            band = Band(f"{self.choice.grouping}:{name}", title(name), len(own), lights_text(own))
            found.append((band, own))
        return found

    def _way(
        self,
    ) -> tuple[Callable[[HeatRow], str], Callable[[str], str], Callable[[str], int]]:
        """Return how rows are grouped: name of the group, its title, its place."""
        match self.choice.grouping:
            case Grouping.STATE:
                keys = [one.key for one in KINDS["project"].field("state").choices]
                return (lambda row: row.state), state_word, keys.index
            case Grouping.LIGHT:
                return (
                    (lambda row: row.light.value),
                    (lambda name: _capital(light_word(Light(name)))),
                    (lambda name: LIGHTS.index(Light(name))),
                )
            case Grouping.AREA:
                none, kind = _tr("heat", "Ohne Handlungsfeld"), "field_of_action"
                return (lambda row: row.area), (lambda name: name or none), self._place(kind)
            case Grouping.ORGANISATION:
                none, kind = _tr("heat", "Ohne Federführung"), "organisation"
                return (
                    (lambda row: row.organisation),
                    (lambda name: name or none),
                    self._place(kind),
                )
            case _:
                none, kind = _tr("heat", "Ohne Welle"), "wave"
                return (lambda row: row.wave), (lambda name: name or none), self._place(kind)

    def _place(self, kind: str) -> Callable[[str], int]:
        places = self._places.get(kind, {})
        return lambda name: places.get(name, len(places))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        self._column = Column(column)
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self.choose(self.choice)

    # ---- words ---------------------------------------------------------------------------------
    @override
    def name_of(self, row: HeatRow) -> str:
        return row.record.uid

    @override
    def text(self, row: HeatRow, column: int) -> str:
        return cell_text(row, Column(column))

    @override
    def tip(self, row: HeatRow, column: int) -> str:
        return cell_tip(row, Column(column))

    @override
    def title(self, column: int) -> str:
        return column_title(Column(column))

    @override
    def title_tip(self, column: int) -> str:
        return column_tip(Column(column))


def lights_text(rows: Sequence[HeatRow]) -> str:
    """Return how many projects have which light, worst first, without what there is none of."""
    counts = Counter(one.light for one in rows)
    return ", ".join(f"{count(counts[one])} {light_word(one)}" for one in LIGHTS if counts[one])


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
