"""Incident capsules: gathering what belongs into one, and running a console on what it holds.

Start at `gathering` (city → capsule) and `replaying` (capsule → historian, journal, notes). Files
are made behind `CapsuleShelf`; no SQL and no Qt here.
"""

from app.services.capsules.gathering import CapsuleOrder, CapsuleSources, gather
from app.services.capsules.history import CapsuleHistory
from app.services.capsules.launching import Launcher
from app.services.capsules.replaying import (
    CapsuleAnnotations,
    CapsuleJournal,
    CapsuleLogbook,
    MemorySettings,
    MemorySheets,
)
from app.services.capsules.shelves import (
    CapsuleCancelledError,
    CapsuleDesk,
    CapsuleError,
    CapsuleExistsError,
    CapsuleInfo,
    CapsuleShelf,
    OpenedCapsule,
    Progress,
)

__all__ = [
    "CapsuleAnnotations",
    "CapsuleCancelledError",
    "CapsuleDesk",
    "CapsuleError",
    "CapsuleExistsError",
    "CapsuleHistory",
    "CapsuleInfo",
    "CapsuleJournal",
    "CapsuleLogbook",
    "CapsuleOrder",
    "CapsuleShelf",
    "CapsuleSources",
    "Launcher",
    "MemorySettings",
    "MemorySheets",
    "OpenedCapsule",
    "Progress",
    "gather",
]
