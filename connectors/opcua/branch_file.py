"""Branches of conditions on disk, for servers that tell of them only once.

An earlier occurrence that nobody has seen yet would else be lost with the collector, and nobody
would ever see it. Servers that name their branches in a refresh need no such file.
"""

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from connectors.opcua.condition_events import ConditionEvent

NAME: Final = "branches.json"
"""Its name in the source's folder."""

log = logging.getLogger(__name__)


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds.

    Attributes:
        start_us: When the server had started, µs UTC; after another start its branches are gone.
        branches: What was said of each.
    """

    start_us: int
    branches: list[ConditionEvent]


class BranchFile:
    """The file of one source. Reads and writes; call it from a thread."""

    def __init__(self, folder: Path) -> None:
        """Keep the place; nothing is read yet.

        Args:
            folder: The source's folder.
        """
        self._file = folder / NAME
        self._written: _Kept | None = None

    def read(self, start_us: int) -> list[ConditionEvent]:
        """Return what was kept of a server that started then; nothing where there is no file."""
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return []
        except (OSError, msgspec.MsgspecError) as error:
            log.warning("The file %s cannot be read: %s", self._file, error)
            return []
        self._written = kept
        return kept.branches if kept.start_us == start_us else []

    def write(self, start_us: int, branches: Iterable[ConditionEvent]) -> None:
        """Keep branches, unless the file says just that.

        Raises:
            OSError: The disk is full or the folder cannot be written.
        """
        kept = _Kept(start_us, list(branches))
        if kept == self._written or not (kept.branches or self._written):
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        with fresh.open("wb") as file:
            file.write(msgspec.json.encode(kept))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._file)
        self._written = kept
