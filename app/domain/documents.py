"""Documents that people change while the city runs: each version says who changed it and why."""

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """Which document."""

    RULES = "rules"
    """Alarm rules that differ from the profile's (TOML, see `app.services.rulesets`)."""
    MAINTENANCE = "maintenance"
    """Maintenance windows (TOML)."""
    NOTIFICATIONS = "notifications"
    """Who is told of which alarms, how, and when the next one is (TOML)."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One version of a document; the newest of its kind is in force.

    Attributes:
        kind: Which document.
        number: Its number among the versions of its kind, from 1.
        at_us: When it was made, µs UTC.
        actor: Who made it.
        why: Why.
        text: The whole document.
    """

    kind: DocumentKind
    number: int
    at_us: int
    actor: str
    why: str
    text: str


class OutdatedError(Exception):
    """A change was made to a version that is no longer in force; why, a whole sentence."""

    def __init__(self, newest: DocumentVersion) -> None:
        super().__init__(
            f"Inzwischen hat {newest.actor} eine neuere Version in Kraft gesetzt "
            f"(„{newest.why}“). Bitte sehen Sie Ihre Änderung noch einmal an und setzen Sie sie "
            "dann erneut in Kraft."
        )
