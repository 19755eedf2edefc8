"""What live values say of the boxes of a topology: the worst alarm, bad quality, silence."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from app.domain.inventory.networks.topology import TopologyNode
from app.domain.samples import Quality
from app.services.states import CityState
from widgets.judgements import NO_ALARM, Judge, rank_is_unacknowledged, rank_priority
from widgets.texts import priority_text
from widgets.theme.tokens import LOST_LOOK, AlarmLook, alarm_look

_tr = QCoreApplication.translate

UNKNOWN: Final = 0
"""Nothing is measured there."""
WELL: Final = 1
STALE: Final = 2
BAD: Final = 3
_ALARM: Final = 10
"""The rank of the worst alarm is added to this."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a live state is shown.

    Attributes:
        word: Its word.
        look: Colours and glyph; None for a word alone.
        is_filled: True for a filled chip: nobody has acknowledged it.
    """

    word: str
    look: AlarmLook | None = None
    is_filled: bool = False


class LiveBoxes:
    """Judges the boxes of a topology, state by state."""

    def __init__(self, city: City) -> None:
        self._judge = Judge(city)
        self._rows: dict[str, list[int]] = {}
        for row, point in enumerate(city.points):
            self._rows.setdefault(str(point.device), []).append(row)
        self._row = np.zeros(0, np.int64)
        self._box = np.zeros(0, np.int64)
        self._count = 0

    def set_nodes(self, nodes: tuple[TopologyNode, ...]) -> None:
        """Take the boxes that are drawn."""
        pairs = [
            (row, box)
            for box, node in enumerate(nodes)
            for device in node.devices
            for row in self._rows.get(device, ())
        ]
        self._row = np.array([row for row, _ in pairs], np.int64)
        self._box = np.array([box for _, box in pairs], np.int64)
        self._count = len(nodes)

    def judge(self, state: CityState) -> list[int]:
        """Return the worst that is known of each box, one of the numbers above."""
        rows = self._row
        ranks = self._judge.ranks(state)[rows].astype(np.int64)
        worst = np.full(len(rows), WELL, np.int64)
        worst[state.stale[rows]] = STALE
        is_bad = (state.states.quality[rows] == Quality.BAD) & (state.states.time[rows] > 0)
        worst[is_bad] = BAD
        worst = np.where(ranks > NO_ALARM, _ALARM + ranks, worst)
        boxes = np.full(self._count, UNKNOWN, np.int64)
        np.maximum.at(boxes, self._box, worst)
        return [int(one) for one in boxes]


def sign_of(state: int) -> Sign | None:
    """Return how a state is shown; None where there is nothing to say."""
    if state >= _ALARM:
        rank = state - _ALARM
        priority = rank_priority(rank)
        is_new = rank_is_unacknowledged(rank)
        return Sign(priority_text(priority), alarm_look(priority), is_new)
    if state == BAD:
        return Sign(_tr("networks", "gestört"), LOST_LOOK)
    if state == STALE:
        return Sign(_tr("networks", "veraltet"))
    return None


def state_text(state: int) -> str:
    """Return a state in words, for a tooltip."""
    if state == UNKNOWN:
        return _tr("networks", "Ohne Messwerte")
    sign = sign_of(state)
    return _tr("networks", "In Ordnung") if sign is None else sign.word
