"""Records made the quick way are frozen records like any other."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
from app.domain.records import quick


def test_a_quick_record_is_frozen() -> None:
    state = AlarmState(Condition.ACTIVE)
    with pytest.raises(FrozenInstanceError):
        state.value = 3.0  # type: ignore[misc]  # that is what is tested
    assert type(state) is AlarmState
    assert isinstance(replace(state, value=1.0), AlarmState)


def test_it_takes_its_fields_by_place_and_by_name_with_their_defaults() -> None:
    event = AlarmEvent(AlarmId("a"), AlarmEventKind.RAISED, 7, value=2.0, comment="so")
    assert (event.alarm, event.kind, event.time_us, event.value) == ("a", "raised", 7, 2.0)
    assert (event.actor, event.comment) == ("", "so")
    with pytest.raises(TypeError):
        AlarmEvent(AlarmId("a"))  # type: ignore[call-arg]  # that is what is tested


def test_equal_records_are_equal_and_may_be_copied_and_hashed() -> None:
    state = AlarmState(Condition.ACTIVE, value=2.0)
    assert state == replace(state, value=2.0) == copy.copy(state)
    assert pickle.loads(pickle.dumps(state)) == state  # noqa: S301 - our own bytes
    assert len({state, replace(state, comment="x"), AlarmState(Condition.ACTIVE, value=2.0)}) == 2


def test_what_cannot_be_made_the_quick_way_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        many: list[int] = field(default_factory=list)

    with pytest.raises(TypeError):
        quick(Listed)
