"""What is asked of which device, and which points its answers belong to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from app.domain.points import Point, PointKind
from connectors.polling.addresses import AddressError, Agent, Measure, parse_agent, parse_measure

SHORTEST_INTERVAL_S: Final = 1.0
"""No device is asked more often, whatever its points say."""


@dataclass(frozen=True, slots=True)
class Slot:
    """How an answer becomes a sample of a point.

    Attributes:
        key: The point.
        scale: Factor applied to the raw value.
        offset: Summand applied after it.
        resolution_us: Times are rounded to so many µs.
        codes: Codes of the words, None unless the point is a STATE.
        is_counter: True for points of kind COUNTER: the register is followed over its steps.
    """

    key: int
    scale: float
    offset: float
    resolution_us: int
    codes: dict[str, float] | None
    is_counter: bool

    @classmethod
    def of(cls, point: Point) -> "Slot":
        """Return what is needed of a point."""
        codes = None
        if point.kind is PointKind.STATE:
            codes = {state.text: float(state.code) for state in point.states if state.text}
        return cls(
            point.key,
            point.scale,
            point.offset,
            max(point.resolution_us, 1),
            codes,
            point.kind is PointKind.COUNTER,
        )


@dataclass(slots=True)
class DevicePlan:
    """What one device is asked.

    Attributes:
        name: As the points name it.
        agent: Where it is.
        interval_s: How often it is asked: as often as the quickest of its points wants.
        measures: What is asked, by its text.
        slots: The points of each measure, by its text.
    """

    name: str
    agent: Agent
    interval_s: float
    measures: dict[str, Measure] = field(default_factory=dict)
    slots: dict[str, list[Slot]] = field(default_factory=dict)

    @property
    def keys(self) -> set[int]:
        """The points of the device."""
        return {slot.key for slots in self.slots.values() for slot in slots}


def plan_devices(
    points: Iterable[Point], *, are_echoes: bool
) -> tuple[dict[str, DevicePlan], list[str]]:
    """Return what to ask, by device, and what is wrong with addresses that cannot be read.

    Args:
        points: The points of the source.
        are_echoes: True for a source of echoes (ICMP), which knows `ping.…` only.
    """
    plans: dict[str, DevicePlan] = {}
    problems: list[str] = []
    for point in points:
        name, item = point.address.node, point.address.item
        try:
            agent, measure = parse_agent(name), parse_measure(item)
            _check_kind(measure, are_echoes=are_echoes)
        except AddressError as error:
            problems.append(f"{point.id}: {error}")
            continue
        interval_s = max(point.interval_s, SHORTEST_INTERVAL_S)
        plan = plans.setdefault(name, DevicePlan(name, agent, interval_s))
        plan.interval_s = min(plan.interval_s, interval_s)
        plan.measures[item] = measure
        plan.slots.setdefault(item, []).append(Slot.of(point))
    return plans, problems


def _check_kind(measure: Measure, *, are_echoes: bool) -> None:
    is_echo = measure.special is not None and measure.special.is_echo
    if is_echo != are_echoes:
        kind = "ICMP" if are_echoes else "SNMP"
        raise AddressError(f"„{measure.text}“ gibt es bei einer Quelle der Art {kind} nicht.")
