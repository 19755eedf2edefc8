"""What became of rules over the versions of their document: who changed which one last, and why."""

from collections.abc import Iterable

from app.domain.alarms import AlarmId
from app.domain.cities import City
from app.domain.documents import DocumentVersion
from app.services.rulesets.changes import differences
from app.services.rulesets.problems import RulesetError
from app.services.rulesets.reading import with_rules


def last_changes(
    versions: Iterable[DocumentVersion], profile: City
) -> dict[AlarmId, DocumentVersion]:
    """Return the version that last changed each rule which a version ever touched.

    Args:
        versions: Versions of the rules, oldest first. One that no longer suits the profile is
            passed over.
        profile: The city as the profile has it.
    """
    found: dict[AlarmId, DocumentVersion] = {}
    before = profile
    for version in versions:
        try:
            after = with_rules(profile, version.text)
        except RulesetError:
            continue
        for change in differences(before, after):
            found[change.alarm] = version
        before = after
    return found
