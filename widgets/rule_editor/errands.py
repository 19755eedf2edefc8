"""What the thread beside the window does: test a rule and make ready what is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.alarms import AlarmRule
from app.domain.points import Point
from app.services.backtests import BackTester, BackTestError
from app.services.statistics import Watch
from widgets.rule_editor.drafts import judges_alike
from widgets.rule_editor.drawn import drawn


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a rule cannot be tested, in a sentence."""

    sentence: str


def tested(
    tester: BackTester,
    rules: tuple[AlarmRule, AlarmRule | None],
    point: Point,
    window: tuple[int, int],
    watch: Watch,
) -> object:
    """Test a rule beside the saved one, on a thread of its own."""
    try:
        report = tester.run(*rules, *window, cancelled=watch.is_cancelled, progress=watch.report)
    except BackTestError as error:
        return Refused(str(error))
    return drawn(report, point)


def is_same_question(
    one: Sequence[AlarmRule | int | None], other: Sequence[AlarmRule | int | None]
) -> bool:
    """Tell whether two questions have the same answer."""
    return all(
        judges_alike(a, b) if isinstance(a, AlarmRule) and isinstance(b, AlarmRule) else a == b
        for a, b in zip(one, other, strict=True)
    )
