"""Answers become samples; whatever a device says, a value is right or BAD."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.domain.points import PointKind
from app.domain.samples import Quality
from connectors.polling.plans import plan_devices
from connectors.polling.samples import Answer, Assembler, Raw, silent_values
from tests.connectors.opcua.rigs import words
from tests.connectors.polling.rigs import point
from tests.fakes.clocks import START_US

VALUES = st.one_of(st.integers(), st.floats(), st.text(max_size=30))


@given(st.dictionaries(st.sampled_from(["sysDescr", "ifOperStatus.1", "ifInOctets.1"]), VALUES))
def test_every_point_gets_one_sample_that_is_finite_or_bad(values: dict[str, object]) -> None:
    points = [
        point("d", "sysDescr", scale=1e300),
        point("d", "ifOperStatus.1", kind=PointKind.STATE, states=words(up=1)),
        point("d", "ifInOctets.1", kind=PointKind.COUNTER),
    ]
    plans, _ = plan_devices(points, are_echoes=False)
    answer = Answer(values={text: Raw(value) for text, value in values.items()})  # type: ignore[arg-type]
    batch = Assembler().assemble(plans["d"], answer, START_US, 0.0)
    assert len(batch) == len(points)
    good = batch.quality == Quality.GOOD
    assert np.isfinite(batch.value[good]).all()
    assert set(batch.quality.tolist()) <= {int(Quality.GOOD), int(Quality.BAD)}


def test_silence_says_that_a_device_is_down_and_nothing_else() -> None:
    points = [point("h", item) for item in ("ping.up", "ping.loss", "ping.rtt")]
    plans, _ = plan_devices(points, are_echoes=True)
    answer = Answer(values=silent_values(plans["h"]), silence="fort")
    batch = Assembler().assemble(plans["h"], answer, START_US, 0.0)
    assert batch.value.tolist()[:2] == [0.0, 100.0]
    assert batch.quality.tolist() == [Quality.GOOD, Quality.GOOD, Quality.BAD]


def test_a_rate_begins_anew_after_a_long_silence() -> None:
    rate = point("d", "rate(ifHCInOctets.1)", interval_s=10.0)
    plans, _ = plan_devices([rate], are_echoes=False)
    assembler = Assembler()

    def after(time_s: float, value: int) -> list[float]:
        answer = Answer(values={"rate(ifHCInOctets.1)": Raw(value, 64)}, uptime=round(time_s * 100))
        return list(assembler.assemble(plans["d"], answer, START_US, time_s).value)

    assert after(0.0, 0) == []
    assert after(10.0, 1_000) == [100.0]
    assert after(500.0, 2_000) == [], "what happened in eight minutes is no rate of now"
    assert after(510.0, 3_000) == [100.0]


def test_the_rate_of_something_that_is_no_register_is_bad_and_told() -> None:
    rate = point("d", "rate(ifSpeed.1)")
    plans, _ = plan_devices([rate], are_echoes=False)
    answer = Answer(values={"rate(ifSpeed.1)": Raw(7)})
    batch = Assembler().assemble(plans["d"], answer, START_US, 0.0)
    assert batch.quality.tolist() == [Quality.BAD]
    assert "kein Zähler" in answer.problems["rate(ifSpeed.1)"]


def test_a_device_is_asked_as_often_as_its_quickest_point_wants() -> None:
    points = [point("d", "sysUpTime", interval_s=60.0), point("d", "agent.up", interval_s=15.0)]
    plans, problems = plan_devices(points, are_echoes=False)
    assert plans["d"].interval_s == 15.0
    assert problems == []
    assert plans["d"].keys == {point.key for point in points}


def test_echoes_and_objects_are_not_mixed() -> None:
    _, problems = plan_devices([point("d", "sysUpTime")], are_echoes=True)
    assert "ICMP" in problems[0]
    _, problems = plan_devices([point("d", "ping.rtt")], are_echoes=False)
    assert "SNMP" in problems[0]
