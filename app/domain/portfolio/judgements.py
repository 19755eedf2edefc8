"""How one aspect of a project stands, as a light with its reason."""

from dataclasses import dataclass
from enum import StrEnum


class Light(StrEnum):
    """A traffic light."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    """Not judged: an idea, stopped, or evaluated long ago."""

    @property
    def rank(self) -> int:
        """0 for grey, 3 for red."""
        return ("grey", "green", "yellow", "red").index(self.value)


class Aspect(StrEnum):
    """What a project is judged by."""

    SCHEDULE = "schedule"
    BUDGET = "budget"
    SCOPE = "scope"
    RISK = "risk"
    FRESHNESS = "freshness"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule says.

    Attributes:
        aspect: What it is about.
        light: How it stands.
        reason: Why, a whole sentence with the numbers, German.
    """

    aspect: Aspect
    light: Light
    reason: str
