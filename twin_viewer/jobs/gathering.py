"""Faults of one kind told once: a city may have fifty thousand trees that cannot be shown."""

import re
from collections.abc import Sequence
from typing import Final

from twin_viewer.model.faults import Fault

MOST: Final = 50
"""So many faults of a file are told one by one."""

LIKEWISE: Final = "{0} Weitere Stellen dieser Art: {1}."

_VARYING: Final = re.compile(r"„[^“]*“|\d+(?:[.,]\d+)*")
"""What differs in sentences of one kind: names and numbers."""


def grouped(faults: Sequence[Fault], most: int = MOST) -> tuple[Fault, ...]:
    """Return faults, those of one kind together where there are more than `most` in all.

    The first of a kind stands for the others, and says how many there are.
    """
    if len(faults) <= most:
        return tuple(faults)
    kinds: dict[tuple[str, str, bool], list[Fault]] = {}
    for fault in faults:
        kind = (fault.file, _VARYING.sub("", fault.reason), fault.is_fatal)
        kinds.setdefault(kind, []).append(fault)
    return tuple(_one(same) for same in kinds.values())


def _one(same: list[Fault]) -> Fault:
    first = same[0]
    if len(same) == 1:
        return first
    reason = LIKEWISE.format(first.reason, len(same) - 1)
    return Fault(first.file, first.item, reason, first.is_fatal)
