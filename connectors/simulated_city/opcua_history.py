"""The plant's own history: HistoryRead answered from the curves, so nothing has to be kept."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from asyncua import ua
from asyncua.server.history import HistoryStorageInterface
from typing_extensions import override

from app.domain.samples import Int64Array
from connectors.simulated_city.opcua_nodes import Variable
from connectors.simulated_city.opcua_values import data_value, microseconds, moment
from connectors.simulated_city.world import World

_MOST_VALUES = 5_000
_OLDEST_US = 90 * 86_400_000_000
"""The plant keeps this much."""


class WorldHistory(HistoryStorageInterface):  # type: ignore[misc]  # the library's class may be untyped
    """Answers raw history reads; samples lie on the live moments of each point."""

    def __init__(self, world: World, variables: dict[ua.NodeId, Variable], now_us: Any) -> None:
        super().__init__(_MOST_VALUES)
        self._world = world
        self._variables = variables
        self._now_us = now_us

    @override
    async def init(self) -> None:
        """Nothing to open."""

    @override
    async def new_historized_node(
        self, node_id: ua.NodeId, period: timedelta | None, count: int = 0
    ) -> None:
        """Nothing to keep."""

    @override
    async def save_node_value(self, node_id: ua.NodeId, datavalue: ua.DataValue) -> None:
        """Nothing to keep."""

    @override
    async def read_node_history(
        self, node_id: ua.NodeId, start: datetime | None, end: datetime | None, nb_values: int
    ) -> tuple[list[ua.DataValue], datetime | None]:
        """Return values from start to end, backwards when start lies after end (Part 11, 6.4.3)."""
        variable = self._variables.get(node_id)
        if variable is None:
            return [], None
        now = self._now_us()
        first, last, is_backward = self._span(start, end, now)
        most = min(nb_values or _MOST_VALUES, _MOST_VALUES)
        time_us, follows = self._times(variable, (first, last), most, is_backward=is_backward)
        if not len(time_us):
            return [], None
        found = self._world.values(variable.group, time_us.reshape(1, -1), np.array([variable.row]))
        values = [
            data_value(variable.point, variable.kind, value, quality, when)
            for when, value, quality in zip(
                time_us.tolist(), found.value[0].tolist(), found.quality[0].tolist(), strict=True
            )
        ]
        # A caller who named a number of values gets no continuation point after so many.
        is_cut = follows is not None and not (nb_values and len(values) >= nb_values)
        return values, moment(follows) if is_cut and follows is not None else None

    def _span(
        self, start: datetime | None, end: datetime | None, now: int
    ) -> tuple[int, int, bool]:
        """Return first and last moment and the direction; a missing end means open."""
        epoch = ua.get_win_epoch()
        has_start = start is not None and start.replace(tzinfo=None) != epoch.replace(tzinfo=None)
        has_end = end is not None and end.replace(tzinfo=None) != epoch.replace(tzinfo=None)
        first = microseconds(start) if has_start and start else now - _OLDEST_US
        last = microseconds(end) if has_end and end else now
        is_backward = (not has_start and has_end) or first > last
        if first > last:
            first, last = last, first
        return max(first, now - _OLDEST_US), min(last, now), is_backward

    def _times(
        self, variable: Variable, span: tuple[int, int], most: int, *, is_backward: bool
    ) -> tuple[Int64Array, int | None]:
        """Return at most `most` moments, and the one that would come next."""
        step = variable.group.step_us
        phase = int(variable.group.phases(step)[variable.row, 0])
        first = span[0] + (phase - span[0]) % step
        last = span[1] - (span[1] - phase) % step
        count = max((last - first) // step + 1, 0)
        taken = np.arange(min(count, most), dtype=np.int64) * step
        time_us: Int64Array = last - taken if is_backward else first + taken
        if count <= most:
            return time_us, None
        return time_us, int(time_us[-1]) + (-step if is_backward else step)

    @override
    async def new_historized_event(
        self, source_id: ua.NodeId, evtypes: list[Any], period: timedelta | None, count: int = 0
    ) -> None:
        """Events are not kept."""

    @override
    async def save_event(self, event: Any) -> None:
        """Events are not kept."""

    @override
    async def read_event_history(
        self,
        source_id: ua.NodeId,
        start: datetime | None,
        end: datetime | None,
        nb_values: int,
        evfilter: ua.EventFilter,
    ) -> tuple[list[Any], datetime | None]:
        """Return no events."""
        return [], None

    @override
    async def stop(self) -> None:
        """Nothing to close."""
