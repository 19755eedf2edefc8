"""The alarm of a source that is lost: one for all its points, made by us for every source."""

from typing import Final

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.cities import City, SourceConfig
from app.domain.points import PointId, SourceId
from app.domain.texts import Text

LOST_AFTER_S: Final = 10.0
"""A source that delivers nothing for so long is lost."""

LOST_VALUE: Final = 1.0
"""What the rule is fed while the source does not deliver; 0 while it does."""


def lost_alarm_id(source: SourceId) -> AlarmId:
    """Return the name of a source's LOST alarm."""
    return AlarmId(f"{source}#lost")


def lost_rule(source: SourceConfig) -> AlarmRule:
    """Return the rule that watches the connection to a source."""
    return AlarmRule(
        id=lost_alarm_id(source.id),
        point=PointId(source.id),
        kind=RuleKind.LOST,
        threshold=float("nan"),
        priority=Priority.HIGH,
        message=Text(
            f"Die Verbindung zu „{source.name.de}“ ist unterbrochen.",
            f"The connection to “{source.name.in_language('en')}” is lost.",
        ),
        action=Text(
            "Unter „Anbindung“ den Grund lesen; Netz und Gegenstelle prüfen.",
            "Read the reason under “Connections”; check the network and the other side.",
        ),
        on_delay_s=LOST_AFTER_S,
        codes=frozenset({int(LOST_VALUE)}),
    )


def all_rules(city: City) -> dict[AlarmId, AlarmRule]:
    """Return the rules of a city by alarm, those of lost sources included.

    A profile may state a LOST rule of its own for a source; it takes the place of ours.
    """
    ours = {lost_alarm_id(source.id): lost_rule(source) for source in city.sources}
    return ours | {rule.id: rule for rule in city.rules}
