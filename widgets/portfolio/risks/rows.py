"""One row a risk, in words: where it stands, how it moved, what is done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.judgements import Light
from app.domain.portfolio.risks import Movement, RiskPosition, positions_of
from app.domain.portfolio.rules import RULES
from app.services.portfolio.states import PortfolioState
from widgets.foreign_texts import on_screen
from widgets.portfolio.heat.cells import date_text, euro_text
from widgets.texts import DASH, count, number

STATES: Final = ("open", "occurred", "closed")

_tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk in list and matrix.

    Attributes:
        number: What it is called in the matrix, from 1, greatest product first.
        position: Where it stands.
        record: The record; None when it was removed.
        project: Name of its project.
    """

    number: int
    position: RiskPosition
    record: Record | None
    project: str

    @property
    def uid(self) -> str:
        """Uid of the risk."""
        return self.position.uid

    @property
    def key(self) -> Key:
        """The risk."""
        return Key("risk", self.position.uid)

    @property
    def cell(self) -> tuple[int, int]:
        """Probability and impact."""
        return self.position.probability, self.position.impact

    def text(self, name: str) -> str:
        """Return a field of the record, empty when the record is gone."""
        return "" if self.record is None else self.record.text(name)


def rows_of(state: PortfolioState, holds: Callable[[str], bool]) -> list[RiskRow]:
    """Return the risks of some projects, greatest product first, those that were closed last."""
    portfolio = state.portfolio
    wanted = [
        one
        for one in positions_of(portfolio, state.earlier, state.today)
        if holds(one.project)
    ]  # fmt: skip
    earlier = state.earlier or portfolio
    return [
        RiskRow(
            place,
            one,
            portfolio.get("risk", one.uid),
            portfolio.name("project", one.project) or earlier.name("project", one.project),
        )
        for place, one in enumerate(wanted, 1)
    ]


# ---- words ---------------------------------------------------------------------------------------
def light_of(score: int) -> Light:
    """Return what the rules say of a product: the limits by which projects are judged."""
    yellow, red = RULES.score
    return Light.RED if score >= red else Light.YELLOW if score >= yellow else Light.GREEN


def zone_word(score: int) -> str:
    """Return how great a product is, in a word."""
    words = {
        Light.RED: _tr("risks", "hoch"),
        Light.YELLOW: _tr("risks", "erhöht"),
        Light.GREEN: _tr("risks", "gering"),
    }
    return words[light_of(score)]


def choice_word(name: str, key: str) -> str:
    """Return the word of a choice of a risk, empty for none."""
    return on_screen(KINDS["risk"].field(name).choice_label(key)) if key else ""


def movement_word(movement: Movement) -> str:
    """Return what became of a risk in 90 days; empty when nothing is known of then."""
    words = {
        Movement.NEW: _tr("risks", "+ neu"),
        Movement.HIGHER: _tr("risks", "↗ gestiegen"),
        Movement.LOWER: _tr("risks", "↘ gesunken"),
        Movement.MOVED: _tr("risks", "↔ verschoben"),
        Movement.SAME: _tr("risks", "→ unverändert"),
        Movement.CLOSED: _tr("risks", "✓ erledigt"),
        Movement.UNKNOWN: "",
    }
    return words[movement]


def movement_words(position: RiskPosition) -> str:
    """Return the movement as a whole sentence; empty when nothing is known."""
    if position.movement is Movement.UNKNOWN:
        return ""
    if position.movement is Movement.NEW:
        return _tr("risks", "In den letzten 90 Tagen dazugekommen.")
    if position.movement is Movement.CLOSED:
        return _tr("risks", "In den letzten 90 Tagen erledigt.")
    if position.moved_from is None:
        return _tr("risks", "Stand vor 90 Tagen an derselben Stelle.")
    probability, impact = position.moved_from
    text = _tr("risks", "Vor 90 Tagen: Wahrscheinlichkeit {0}, Auswirkung {1}, Produkt {2}.")
    return text.format(probability, impact, probability * impact)


def review_text(row: RiskRow) -> str:
    """Return when a risk is to be looked at again, and whether that is overdue."""
    one = row.position
    if one.review_on is None:
        return ""
    day = date_text(one.review_on)
    if not one.overdue:
        return day
    if one.overdue == 1:
        return _tr("risks", "{0}, seit 1 Tag überfällig").format(day)
    return _tr("risks", "{0}, seit {1} Tagen überfällig").format(day, count(one.overdue))


def damage_text(row: RiskRow) -> str:
    """Return the damage that is to be expected, a dash when nobody said so."""
    return DASH if row.position.damage is None else euro_text(row.position.damage)


def delay_text(row: RiskRow) -> str:
    """Return the delay that is to be expected, in working days, likewise."""
    delay = row.position.delay
    return DASH if delay is None else _tr("risks", "{0} AT").format(number(delay, 1))


def damage_tip(row: RiskRow) -> str:
    """Return what damage and delay are made of."""
    if row.record is None:
        return ""
    cost, delay = row.record.number("cost"), row.record.number("delay")
    days = DASH if delay is None else _tr("risks", "{0} Arbeitstage").format(number(delay, 0))
    whole = _tr("risks", "Im Eintritt: {0} Schaden, {1} Verzug.")
    share = _tr("risks", "Zu erwarten ist das mal der Wahrscheinlichkeit der Klasse {0}.")
    damage = DASH if cost is None else euro_text(cost)
    return f"{whole.format(damage, days)}\n{share.format(row.position.probability)}"


def risk_words(row: RiskRow) -> str:
    """Return all that matters of a risk, line by line."""
    one = row.position
    place = _tr("risks", "Wahrscheinlichkeit {0} × Auswirkung {1} = {2}, {3}")
    lines = [
        f"{row.number}  {one.name}",
        row.project,
        place.format(one.probability, one.impact, one.score, zone_word(one.score)),
        choice_word("state", one.state),
        movement_words(one),
    ]
    if one.damage is not None:
        lines.append(_tr("risks", "Zu erwartender Schaden: {0}").format(damage_text(row)))
    if one.overdue:
        lines.append(_tr("risks", "Prüfen: {0}").format(review_text(row)))
    return "\n".join(filter(None, lines))
