"""When things happened, counted from the start of this process (`--times FILE`)."""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

HEAVY: Final = (
    "pyqtgraph",
    "asyncua",
    "amqtt",
    "paho",
    "sqlite_utils",
    "keyring",
    "pyvista",
    "pyvistaqt",
    "vtkmodules",
    "PySide6.QtWebEngineCore",
    "pyogrio",
    "pyproj",
    "shapely",
)
"""Modules that cost too much to be loaded before the window is painted."""

_STARTED: Final = time.monotonic()


def since_start() -> float:
    """Return seconds since this process started, also those before Python ran our code."""
    try:
        # Fields after the program's name, which may hold anything: the 20th is the start in ticks.
        fields = Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()
        born = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - born
    except (OSError, AttributeError, ValueError):
        return time.monotonic() - _STARTED  # Not Linux: from the import of this module.


def heavy_modules(names: Sequence[str] = HEAVY) -> list[str]:
    """Return which of these modules are loaded."""
    return [name for name in names if name in sys.modules]


class Stopwatch:
    """Notes when something happened first, and writes it to a file.

    Args:
        file: The file, written anew at every note; empty for none.
    """

    def __init__(self, file: str = "") -> None:
        self._file = Path(file) if file else None
        self.notes: dict[str, Any] = {}

    def note(self, name: str, value: object = None) -> None:
        """Note that something happened now, or a value of it; only the first time counts."""
        if name in self.notes:
            return
        self.notes[name] = round(since_start(), 3) if value is None else value
        if self._file is not None:
            self._file.write_text(json.dumps(self.notes), "utf-8")
