"""Values of the console in `city.db`: kept in memory, written in order."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any

from app.storage.city import CityDatabase, Job


class CitySettings:
    """Small JSON-like values by name; fulfils `ports.SettingsStore`. Thread-safe.

    Args:
        database: The owner of the file.
    """

    def __init__(self, database: CityDatabase) -> None:
        self._database = database
        self._lock = Lock()
        self._values: dict[str, Any] = {}
        for name, text in database.read("setting", "SELECT name, value FROM setting"):
            with suppress(ValueError, TypeError, RecursionError):
                self._values[name] = json.loads(text)
        database.keep(self._everything)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a stored value, or the default."""
        with self._lock:
            return copy.deepcopy(self._values.get(name, default))

    def set(self, name: str, value: Any) -> None:
        """Store a value; returns before it is on disk, in order.

        Raises:
            TypeError: The value has no JSON form.
        """
        text = _text(value)
        with self._lock:
            self._values[name] = json.loads(text)
            self._database.write(partial(_put, name, text))

    def _everything(self) -> Iterator[Job]:
        with self._lock:
            texts = {name: _text(value) for name, value in self._values.items()}
        for name, text in texts.items():
            yield partial(_put, name, text)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _put(name: str, text: str, database: Any) -> None:
    database.table("setting").upsert({"name": name, "value": text}, pk="name")
