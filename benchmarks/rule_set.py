"""A set of 3,000 alarm rules: from the text of the document to the city with them, all checked.

The rules are those of the shipped city with all their texts, added to it under other ids.
"""

import time
from dataclasses import replace
from statistics import median

from app.domain.alarms import AlarmId
from app.services.profiles import find_city, load_city
from app.services.rulesets import differences, with_rules, write_rules
from benchmarks.result import Result

RULES = 3_000
REPEATS = 5
LIMIT_S = 1.0


def run() -> Result:
    """Measure reading; writing is told beside it."""
    city = load_city(find_city("hamm"))
    plain = [rule for rule in city.rules if not rule.id.endswith("#lost")]
    rules = [
        replace(rule, id=AlarmId(f"{rule.id}-{1 + number // len(plain)}"))
        for number in range(RULES)
        for rule in [plain[number % len(plain)]]
    ]
    begin = time.perf_counter()
    text = write_rules(rules)
    written_s = time.perf_counter() - begin
    print(f"{RULES} rules written in {written_s:.2f} s, {len(text) / 1e6:.1f} MB", flush=True)
    taken, read = [], city
    for _ in range(REPEATS):
        begin = time.perf_counter()
        read = with_rules(city, text)
        taken.append(time.perf_counter() - begin)
    assert differences(replace(city, rules=(*city.rules, *rules)), read) == []
    value = median(taken)
    return Result(
        benchmark="rule_set",
        value=round(value, 3),
        unit="s",
        against=f"limit {LIMIT_S} s",
        ratio=round(value / LIMIT_S, 3),
        budget=f"<= {LIMIT_S} s",
        passed=value <= LIMIT_S,
    )
