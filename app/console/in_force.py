"""The city as it is judged: the profile with the rules as people changed them."""

from dataclasses import dataclass

from app.domain.cities import City
from app.domain.documents import DocumentKind
from app.services.ports import JournalReader
from app.services.rulesets import RulesetError, with_rules


@dataclass(frozen=True, slots=True)
class CityInForce:
    """A profile, and what people made of its rules.

    Attributes:
        profile: The profile as read.
        city: The same with the rules in force.
    """

    profile: City
    city: City


def city_in_force(profile: City, journal: JournalReader) -> CityInForce:
    """Lay the newest rules of the journal over a profile.

    Rules that no longer fit the profile are left aside, as the collector does, which says so.
    """
    versions = journal.versions(DocumentKind.RULES)
    if not versions:
        return CityInForce(profile, profile)
    newest = max(versions, key=lambda version: version.number)
    try:
        return CityInForce(profile, with_rules(profile, newest.text))
    except RulesetError:
        return CityInForce(profile, profile)
