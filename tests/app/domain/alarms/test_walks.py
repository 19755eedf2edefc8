"""What must hold whatever comes: long random walks over all that can happen to an alarm.

Each walk mixes values of all qualities, time, suppression and every order, for rules of all
makes. Together they take 200,000 steps; `benchmarks/alarm_walks.py` takes more of them.
"""

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.alarms import AlarmState
from tests.fakes.alarm_walks import Walk, rules

STEPS = 1_000
WALKS = 200


@settings(
    deadline=None,
    max_examples=WALKS,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.sampled_from(rules()), st.integers(0, 2**32 - 1))
def test_no_alarm_is_lost_none_is_silenced_and_the_journal_tells_all(
    rule: object, seed: int
) -> None:
    walk = Walk(rule, seed)  # type: ignore[arg-type] # hypothesis does not know the type
    for _ in range(STEPS):
        walk.go_on()
    assert walk.faults == []


def test_due_times_survive_being_written_and_read() -> None:
    """A state that is encoded and decoded goes on exactly like the one that was not."""
    decoder = msgspec.msgpack.Decoder(AlarmState)
    for seed, rule in enumerate(rules()):
        kept, read = Walk(rule, seed), Walk(rule, seed)
        for _ in range(300):
            kept.go_on()
            read.state = decoder.decode(msgspec.msgpack.encode(read.state))
            read.go_on()
            assert msgspec.msgpack.encode(read.state) == msgspec.msgpack.encode(kept.state)
            assert [str(event) for event in read.told] == [str(event) for event in kept.told]
