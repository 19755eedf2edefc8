"""The guard against a Qt binding that loses references to None and True.

PySide6 6.12.0 on Python 3.11 ends the process after some 500 signals; pip says nothing. So we look
at the two counts before and after many calls, in every test run and every self-test.
"""

import sys
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

CALLS: Final = 500
ALLOWED: Final = 10


class _Bell(QObject):
    rung = Signal(bool)


def lost_references(calls: int = CALLS) -> dict[str, int]:
    """Return by how much the counts of None and True moved; needs a Qt application."""
    bell, label = _Bell(), QLabel()
    bell.rung.connect(label.setEnabled)
    before = sys.getrefcount(None), sys.getrefcount(True)  # noqa: FBT003 - it is what we count
    for number in range(calls):
        label.setText(str(number))
        bell.rung.emit(True)  # noqa: FBT003 - a Qt signal has no names
    after = sys.getrefcount(None), sys.getrefcount(True)  # noqa: FBT003 - see above
    return {"None": after[0] - before[0], "True": after[1] - before[1]}


def is_binding_sound() -> bool:
    """Tell whether the counts stayed where they were."""
    return all(abs(moved) < ALLOWED for moved in lost_references().values())
