"""What a back-test found, for one rule against the saved one and for all rules of a city."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.alarms import AlarmId, AlarmRule
from app.domain.alarms.backtests import Measures
from app.domain.alarms.episodes import BackTestFigures, Comparison, Episodes
from app.services.backtests.readings import Reading


class BackTestError(Exception):
    """A rule cannot be tested on the history; the text says why, a whole German sentence."""


class Note(StrEnum):
    """What should be known of a back-test; the view has the words."""

    BUCKETS = "buckets"
    """It was judged by buckets: the extreme and the last value of each."""
    COARSE = "coarse"
    """The history is coarser than the delays or the span of the rule."""
    THINNED = "thinned"
    """The history was recorded less often than the point reports today."""
    PARTIAL = "partial"
    """Less than nine tenths of the time are known."""
    EMPTY = "empty"
    """Nothing is known of the time."""
    SCHEDULE = "schedule"
    """The rule's schedule was not looked at."""
    SUPPRESSION = "suppression"
    """What suppresses the rule was not looked at."""
    LIMIT = "limit"
    """The limit of today's law was used for all of the time."""


@dataclass(frozen=True, slots=True)
class BackTestReport:
    """What an edited rule would have brought, beside the saved one.

    Attributes:
        rule: The edited rule.
        saved: The saved one; None for a rule that is new.
        start_us: Begin of the time tested, µs UTC.
        end_us: Its end.
        reading: What was read of the point.
        measures: What the edited rule compares with its limit.
        episodes: When the edited rule would have stood.
        saved_episodes: When the saved one would have; none without one.
        figures: Figures of the edited rule.
        saved_figures: Figures of the saved one; None without one.
        comparison: Which episodes are the same, new and missed.
        notes: What should be known.
        saved_problem: Why the saved rule could not be tested, a German sentence; else empty.
    """

    rule: AlarmRule
    saved: AlarmRule | None
    start_us: int
    end_us: int
    reading: Reading
    measures: Measures
    episodes: Episodes
    saved_episodes: Episodes
    figures: BackTestFigures
    saved_figures: BackTestFigures | None
    comparison: Comparison
    notes: tuple[Note, ...]
    saved_problem: str = ""

    @property
    def missed(self) -> Episodes:
        """The episodes of the saved rule that the edited one would not have raised."""
        return self.saved_episodes.select(self.comparison.missed)

    @property
    def new(self) -> Episodes:
        """The episodes of the edited rule that the saved one would not have raised."""
        return self.episodes.select(self.comparison.new)


@dataclass(frozen=True, slots=True)
class RuleBackTest:
    """What one rule of many would have brought."""

    episodes: Episodes
    figures: BackTestFigures


@dataclass(frozen=True, slots=True)
class CityBackTest:
    """What all rules would have brought.

    Attributes:
        start_us: Begin of the time tested, µs UTC.
        end_us: Its end.
        rules: Each rule that could be tested, by its id.
        problems: Why the others could not, German sentences by id.
        figures: Figures of all rules together; floods are those of all of them.
    """

    start_us: int
    end_us: int
    rules: Mapping[AlarmId, RuleBackTest]
    problems: Mapping[AlarmId, str]
    figures: BackTestFigures
