"""200,000 random steps over the state machine of an alarm, and what must hold at each of them.

No active alarm is shown as normal, none that nobody saw is shown as normal, what comes back and
still stands calls, nothing is acknowledged by itself, and each change has its event. The tests walk
as far with hypothesis; here the steps are also timed.
"""

import time

from benchmarks.result import Result
from tests.fakes.alarm_walks import Walk, rules

STEPS = 200_000
LEG = 1_000


def run() -> Result:
    """Walk and count."""
    makes = rules()
    faults: list[str] = []
    events, began = 0, time.perf_counter()
    for seed in range(STEPS // LEG):
        walk = Walk(makes[seed % len(makes)], seed)
        for _ in range(LEG):
            walk.go_on()
            events += len(walk.told)
        faults += walk.faults
    took_s = time.perf_counter() - began
    for fault in faults[:5]:
        print(f"wrong: {fault}")
    print(f"{STEPS:,} steps with {events:,} events in {took_s:.1f} s, {len(makes)} makes of rules")
    return Result(
        "alarm_walks",
        len(faults),
        "steps after which something did not hold",
        f"{STEPS:,} steps, {events:,} events",
        None,
        "0",
        not faults,
    )
