"""What was arranged before, so that it can be undone."""

from typing import Final

from app.domain.maps import MapLayer

_MOST: Final = 50

Layers = tuple[MapLayer, ...]


class History:
    """Arrangements of layers that can be taken back, and taken up again.

    Changes with the same key that follow each other, as of a slider that is drawn, are one step.
    """

    def __init__(self) -> None:
        self._before: list[Layers] = []
        self._after: list[Layers] = []
        self._key = ""

    @property
    def can_undo(self) -> bool:
        """True while there is something to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """True while something was taken back."""
        return bool(self._after)

    def note(self, layers: Layers, key: str = "") -> None:
        """Remember how it is before a change.

        Args:
            layers: The layers before the change.
            key: What changes; empty for a step of its own.
        """
        self._after.clear()
        if not key or key != self._key:
            self._before.append(layers)
            del self._before[:-_MOST]
        self._key = key

    def undo(self, layers: Layers) -> Layers:
        """Return how it was before the last change; `layers` as it is now."""
        return self._step(self._before, self._after, layers)

    def redo(self, layers: Layers) -> Layers:
        """Return how it was before the last `undo`; `layers` as it is now."""
        return self._step(self._after, self._before, layers)

    def clear(self) -> None:
        """Forget everything, as for another city."""
        self._before.clear()
        self._after.clear()
        self._key = ""

    def _step(self, source: list[Layers], target: list[Layers], layers: Layers) -> Layers:
        self._key = ""
        if not source:
            return layers
        target.append(layers)
        return source.pop()
