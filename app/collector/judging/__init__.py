"""Judging alarms: what a batch of samples, the time, a document and a person make of them.

`judge` ties the rest: `ruleset` sorts the rules, `samples` and `screen` find the few samples that
matter, `measures` tell what a rule compares with its limit, `inactivity` watches silence,
`formulas` compute, `hiding` knows what is suppressed by design, `late` keeps late data quiet,
`mirrored` takes over what servers judge themselves, `keeping` keeps the states and `timers` what is
due. No I/O, one thread. Start reading at `judge`.
"""

from app.collector.judging.judge import AHEAD_US, LATE_US, AlarmJudge
from app.collector.judging.verdicts import Verdict

__all__ = ["AHEAD_US", "LATE_US", "AlarmJudge", "Verdict"]
