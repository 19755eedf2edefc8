"""What became of rules over the versions of their document: who changed which one last, and why."""

from collections.abc import Sequence
from typing import Final

from app.domain.alarms import AlarmId
from app.domain.cities import City
from app.domain.documents import DocumentVersion
from app.services.rulesets.changes import differences
from app.services.rulesets.problems import RulesetError
from app.services.rulesets.reading import with_rules

LOOKED_AT: Final = 200
"""So many versions are gone through at first; what was changed before them counts as changed by
the oldest of them."""


class LastChanges:
    """Finds the version that last changed each rule; one version more costs one step more.

    For one thread.
    """

    def __init__(self) -> None:
        self._profile: City | None = None
        self._before: City | None = None
        self._seen: list[tuple[int, int]] = []
        self._found: dict[AlarmId, DocumentVersion] = {}

    def of(
        self, versions: Sequence[DocumentVersion], profile: City
    ) -> dict[AlarmId, DocumentVersion]:
        """Return the version that last changed each rule which a version ever touched.

        Args:
            versions: Versions of the rules, oldest first. One that no longer suits the profile is
                passed over.
            profile: The city as the profile has it.
        """
        names = [(version.number, version.at_us) for version in versions]
        known = len(self._seen)
        if profile is not self._profile or names[:known] != self._seen:
            self._profile = self._before = profile
            self._found = {}
            known = max(len(versions) - LOOKED_AT, 0)
        for version in versions[known:]:
            self._step(version, profile)
        self._seen = names
        return dict(self._found)

    def _step(self, version: DocumentVersion, profile: City) -> None:
        try:
            after = with_rules(profile, version.text)
        except RulesetError:
            return
        for change in differences(self._before or profile, after):
            self._found[change.alarm] = version
        self._before = after
