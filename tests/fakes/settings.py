"""Settings in a dictionary, kept as JSON so that only what survives a file survives here."""

import json
from typing import Any


class FakeSettings:
    """Fulfils `ports.SettingsStore`."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str, default: Any = None) -> Any:
        return json.loads(self.kept[name]) if name in self.kept else default

    def set(self, name: str, value: Any) -> None:
        self.kept[name] = json.dumps(value)
