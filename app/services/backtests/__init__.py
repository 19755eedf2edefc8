"""Back-tests of alarm rules over recorded history: what a rule would have brought.

`BackTester` reads what a rule watches in the tier that fits, has the domain judge it
(`app.domain.alarms.backtests`) and puts figures beside those of the saved rule. No files of its
own, no Qt; it runs in whatever thread asks. Start reading at `tester`, then `readings`.
"""

from app.services.backtests.readings import Reading
from app.services.backtests.reports import (
    BackTestError,
    BackTestReport,
    CityBackTest,
    Note,
    RuleBackTest,
)
from app.services.backtests.tester import BackTester

__all__ = [
    "BackTestError",
    "BackTestReport",
    "BackTester",
    "CityBackTest",
    "Note",
    "Reading",
    "RuleBackTest",
]
