"""Three truths of one record: what was planned, what is booked as built, what is measured."""

from collections.abc import Iterator
from datetime import date

from app.domain.inventory.fields import Values
from app.domain.inventory.finding_rules import UNUSED
from app.domain.inventory.findings import day_of, day_text
from app.domain.inventory.kinds import KINDS

_QUIET = frozenset({"silent", "never"})


def disagreements(kind: str, values: Values, today: date) -> Iterator[str]:
    """Yield what the three truths of a record contradict each other in, whole sentences, German.

    Args:
        kind: Its kind; those without a plan and without measurements agree with themselves.
        values: Its values.
        today: The day.
    """
    known = KINDS[kind]
    if not known.has_field("state"):
        return
    word = known.field("state").choice_label
    state = values.get("state")
    planned_on = day_of(values.get("planned_on"))
    planned = values.get("planned_state") or _goal(kind, planned_on)
    if planned and planned != state and planned_on is not None and planned_on < today:
        yield (
            f"Geplant war „{word(planned)}“ ab {day_text(planned_on)}, "
            f"gebucht ist „{word(state)}“."
        )  # fmt: skip
    measured = values.get("measured_state")
    if state == "in_service" and measured in _QUIET:
        yield "Gebucht ist „in Betrieb“, gemessen wird aber nichts."
    elif measured == "alive" and state in UNUSED:
        yield f"Gebucht ist „{word(state)}“, das Gerät meldet sich aber."


def _goal(kind: str, planned_on: date | None) -> str:
    """Return the state a plan without one leads to."""
    if planned_on is None:
        return ""
    return "built" if kind in {"link", "radio_site"} else "in_service"


def has_truths(kind: str) -> bool:
    """Tell whether there is more than one truth about records of a kind."""
    known = KINDS[kind]
    return known.has_field("state") and known.has_field("planned_on")
