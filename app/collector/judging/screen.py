"""The sieve: of a batch of samples and thousands of limits, the few pairs that need a judgement.

Each rule is an interval of measures that leave it alone; most samples lie inside those of all the
rules of their point. Sorted out for a whole batch at once, in numpy.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.samples import BoolArray, Float64Array, Int64Array

_CODES: Final = 64


class Screen:
    """Limits of rules in columns, grouped by the row of their point.

    Args:
        rows: How many points there are.
        rules: The rules, ordered by row.
        rows_of: The row of each rule, int64[k], ascending.

    """

    def __init__(self, rows: int, rules: Sequence[AlarmRule], rows_of: Int64Array) -> None:
        self._first = np.searchsorted(rows_of, np.arange(rows + 1)).astype(np.int64)
        self._rows_of = rows_of
        self._high = np.full(len(rules), np.inf)
        self._low = np.full(len(rules), -np.inf)
        self._codes = np.zeros((len(rules), _CODES), np.bool_)
        self._back_high = np.full(len(rules), np.inf)
        self._back_low = np.full(len(rules), -np.inf)
        self._is_always = np.zeros(len(rules), np.bool_)
        self._is_busy = np.zeros(len(rules), np.bool_)
        self._is_standing = np.zeros(len(rules), np.bool_)
        for place, rule in enumerate(rules):
            self._add(place, rule)
        self._outer_high = np.full(rows, np.inf)
        self._outer_low = np.full(rows, -np.inf)
        np.minimum.at(self._outer_high, rows_of, self._high)
        np.maximum.at(self._outer_low, rows_of, self._low)
        self._row_codes = np.zeros((rows, _CODES), np.bool_)
        np.logical_or.at(self._row_codes, rows_of, self._codes)
        self._has_codes = bool(self._codes.any())
        self._busy_rows = np.zeros(rows, np.int64)
        for row in rows_of[self._is_always].tolist():
            self._busy_rows[row] += 1

    def _add(self, place: int, rule: AlarmRule) -> None:
        if not is_plain(rule):
            self._is_always[place] = True
        elif rule.kind is RuleKind.STATE:
            for code in rule.codes:
                if 0 <= code < _CODES:
                    self._codes[place, code] = True
                else:
                    self._is_always[place] = True  # rare: look at every sample
        elif rule.kind is RuleKind.DEVIATION:
            self._high[place] = np.nextafter(rule.setpoint + rule.threshold, -np.inf)
            self._low[place] = np.nextafter(rule.setpoint - rule.threshold, np.inf)
        elif rule.kind.is_upper:
            self._high[place] = rule.threshold
            self._back_high[place] = rule.threshold - rule.deadband
        else:
            self._low[place] = rule.threshold
            self._back_low[place] = rule.threshold + rule.deadband

    def set_busy(
        self, places: Sequence[int], are_busy: Sequence[bool], are_standing: Sequence[bool]
    ) -> None:
        """Note how the alarms of some rules are.

        Args:
            places: Places of the rules, each once.
            are_busy: They are not normal: more samples matter than those beyond the limit.
            are_standing: They stand and nothing else goes on: only a return matters.
        """
        rules, busy = np.array(places, np.int64), np.array(are_busy, np.bool_)
        changes = busy.astype(np.int64) - self._is_busy[rules]
        np.add.at(self._busy_rows, self._rows_of[rules], changes)
        self._is_busy[rules] = busy
        self._is_standing[rules] = are_standing

    def hot(self, rows: Int64Array, values: Float64Array) -> BoolArray:
        """Tell which samples may change an alarm.

        Args:
            rows: The row of each sample, int64[n].
            values: Its value, float64[n].
        """
        found: BoolArray = (
            (values > self._outer_high[rows])
            | (values < self._outer_low[rows])
            | (self._busy_rows[rows] > 0)
        )
        if self._has_codes:
            found |= _is_code(self._row_codes, rows, values)
        return found

    def pairs(self, rows: Int64Array, values: Float64Array) -> tuple[Int64Array, Int64Array]:
        """Return which sample may change which rule's alarm, in the order of the samples.

        Args:
            rows: The row of each sample, int64[n].
            values: Its value, float64[n]; NaN where it is bad.

        Returns:
            Place of the sample and place of the rule, int64[m] each.
        """
        sample, rule = self._all_pairs(rows)
        value = values[sample]
        inside = (value <= self._back_high[rule]) & (value >= self._back_low[rule])
        is_standing = self._is_standing[rule]
        matters = np.where(is_standing, inside | np.isnan(value), self._beyond(rule, value))
        matters |= (self._is_busy[rule] & ~is_standing) | self._is_always[rule]
        # Once a sample changed an alarm, all that follow it in the batch matter too.
        is_hot = np.zeros(len(self._high), np.bool_)
        is_hot[rule[matters]] = True
        chosen = is_hot[rule]
        return sample[chosen], rule[chosen]

    def pairs_beyond(self, rows: Int64Array, values: Float64Array) -> tuple[Int64Array, Int64Array]:
        """Return which sample lies beyond which rule's limit, whatever its alarm is like."""
        sample, rule = self._all_pairs(rows)
        beyond = self._beyond(rule, values[sample])
        return sample[beyond], rule[beyond]

    def _all_pairs(self, rows: Int64Array) -> tuple[Int64Array, Int64Array]:
        begin = self._first[rows]
        counts = self._first[rows + 1] - begin
        sample = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(sample)) - np.repeat(np.cumsum(counts) - counts, counts)
        return sample, np.repeat(begin, counts) + within

    def _beyond(self, rule: Int64Array, value: Float64Array) -> BoolArray:
        beyond: BoolArray = (value > self._high[rule]) | (value < self._low[rule])
        return beyond | _is_code(self._codes, rule, value) if self._has_codes else beyond


def is_plain(rule: AlarmRule) -> bool:
    """Tell whether the value of its point alone says what a rule makes of it."""
    if rule.kind is RuleKind.RATE:
        return False
    return rule.reference is None


def _is_code(codes: BoolArray, places: Int64Array, values: Float64Array) -> BoolArray:
    """Tell which values are among the codes of their place."""
    is_small = (values >= 0) & (values < _CODES)
    code = np.where(is_small, values, 0).astype(np.int64)
    found: BoolArray = is_small & (code == values) & codes[places, code]
    return found
