"""Where a limit comes from: the law, the profile, or a person who changed it."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from math import isnan
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.alarms import AlarmId, AlarmRule, is_violated
from app.domain.cities import City, LegalLimit
from app.domain.documents import DocumentVersion
from app.domain.limits import LIMIT_KINDS, LimitChange
from app.domain.samples import NO_TIME
from app.services.explanations.memories import LimitOrigin, LimitSetting, RuleVersion

_APPLIED_WITHIN_US: Final = 60_000_000
"""A limit that changed so soon after a version of the rules was changed by it."""

_MOST: Final = 5


def limit_origin(
    rule: AlarmRule,
    city: City,
    changes: Sequence[LimitChange],
    versions: Sequence[DocumentVersion],
    at_us: int,
) -> LimitOrigin:
    """Return where the limit of a rule came from at a moment.

    Args:
        rule: The rule as it is now.
        city: Its city, with the table of legal limits.
        changes: Changes of limits up to the moment, oldest first.
        versions: Versions of the rules up to the moment, oldest first.
        at_us: The moment, µs UTC.
    """
    mine = [change for change in changes if change.alarm == rule.id]
    settings = [_setting(change, versions, is_first=not i) for i, change in enumerate(mine)]
    if not settings and not rule.kind.has_codes:
        settings = [LimitSetting(NO_TIME, rule.threshold, rule.basis)]
    threshold = settings[-1].threshold if settings else float("nan")
    return LimitOrigin(
        threshold,
        legal_row(rule, city, threshold, at_us),
        tuple(settings[::-1][:_MOST]),
        rule.reference,
        tuple(rule_versions(rule.id, versions)[::-1][:_MOST]),
    )


def rule_versions(alarm: AlarmId, versions: Sequence[DocumentVersion]) -> list[RuleVersion]:
    """Return the versions of the rules that changed one rule, oldest first.

    Compared is what the documents say of it, so that also one that no longer suits counts.
    """
    found = []
    before: object = None
    for version in versions:
        after = _said_of(alarm, version.text)
        if after != before:
            found.append(RuleVersion(version.number, version.at_us, version.actor, version.why))
        before = after
    return found


def _said_of(alarm: AlarmId, text: str) -> object:
    """Return what a document says of a rule; None for nothing."""
    if alarm not in text:
        return None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return [
        (key, table)
        for key, tables in document.items()
        if isinstance(tables, list)
        for table in tables
        if isinstance(table, dict) and table.get("id") == alarm
    ] or None


def threshold_at(rule: AlarmRule, changes: Sequence[LimitChange]) -> float:
    """Return the limit of a rule after some changes, which are those up to a moment."""
    if rule.kind not in LIMIT_KINDS:
        return rule.threshold
    mine = [change.threshold for change in changes if change.alarm == rule.id]
    return mine[-1] if mine else rule.threshold


def _setting(
    change: LimitChange, versions: Sequence[DocumentVersion], *, is_first: bool
) -> LimitSetting:
    """Return a change with who made it; the first one only tells when a rule was first seen."""
    by = next(
        (
            version
            for version in reversed(versions)
            if 0 <= change.since_us - version.at_us <= _APPLIED_WITHIN_US
        ),
        None,
    )
    if by is None:
        since_us = NO_TIME if is_first else change.since_us
        return LimitSetting(since_us, change.threshold, change.basis)
    return LimitSetting(
        change.since_us, change.threshold, change.basis, by.actor, by.why, by.number
    )


def legal_row(rule: AlarmRule, city: City, threshold: float, at_us: int) -> LegalLimit | None:
    """Return the row of the law that a limit is taken from, None where it is no legal limit."""
    day = datetime.fromtimestamp(at_us / 1e6, UTC).astimezone(ZoneInfo(city.time_zone)).date()
    rows = [row for row in city.limits if row.is_valid_on(day)]
    named = [row for row in rows if rule.limit and row.id == rule.limit]
    alike = [row for row in rows if row.law == rule.basis and row.value == threshold]
    return next(iter(named or alike), None)


def excess_of(rule: AlarmRule, threshold: float, measure: float) -> float:
    """Return how far a measure lies beyond a limit; 0 on its good side, NaN without a limit."""
    if rule.kind.has_codes or isnan(threshold) or isnan(measure):
        return float("nan")
    return max(measure - threshold if rule.kind.is_upper else threshold - measure, 0.0)


def room_of(rule: AlarmRule, threshold: float, measure: float) -> float:
    """Return how far a measure may go to a limit; NaN beyond it or without one."""
    if rule.kind not in LIMIT_KINDS or rule.reference is not None:
        return float("nan")
    room = threshold - measure if rule.kind.is_upper else measure - threshold
    return room if room >= 0 else float("nan")


def is_beyond(rule: AlarmRule, measure: float) -> bool:
    """Tell whether a value alone says that a rule is violated; other kinds need more than it."""
    needs_more = rule.reference is not None or rule.is_event
    is_plain = rule.kind in LIMIT_KINDS or rule.kind.has_codes
    return is_plain and not needs_more and not isnan(measure) and is_violated(rule, measure)
