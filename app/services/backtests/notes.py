"""What should be known of a back-test: how exact it can be, and what it did not look at."""

from collections.abc import Iterator
from typing import Final

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.points import Point
from app.domain.samples import STALE_FACTOR
from app.domain.series import Tier
from app.services.backtests.readings import Reading
from app.services.backtests.reports import Note

_PARTIAL: Final = 0.9
_S: Final = 1e6


def notes_of(rule: AlarmRule, point: Point | None, reading: Reading) -> tuple[Note, ...]:
    """Return the notes on the test of a rule by what was read; None for a point nobody knows."""
    return (*_on_history(rule, point, reading), *_on_rule(rule))


def _on_history(rule: AlarmRule, point: Point | None, reading: Reading) -> Iterator[Note]:
    if not reading.known_us:
        yield Note.EMPTY
        return
    if reading.coverage < _PARTIAL:
        yield Note.PARTIAL
    if reading.tier is not Tier.RAW:
        yield Note.BUCKETS
    elif point is not None and reading.spacing_us > STALE_FACTOR * point.interval_s * _S:
        yield Note.THINNED
    else:
        return  # what was recorded is what the collector judged
    times = [rule.on_delay_s, rule.off_delay_s]
    if rule.kind is RuleKind.RATE:
        times.append(rule.span_s)
    if any(0 < time * _S < reading.spacing_us for time in times):
        yield Note.COARSE


def _on_rule(rule: AlarmRule) -> Iterator[Note]:
    if rule.schedule:
        yield Note.SCHEDULE
    if rule.suppressed_by:
        yield Note.SUPPRESSION
    if rule.limit:
        yield Note.LIMIT
