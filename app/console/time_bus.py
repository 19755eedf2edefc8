"""The time bus: which moment the console shows. LIVE is one value of it."""

from PySide6.QtCore import QObject, Signal


class TimeBus(QObject):
    """Holds the moment all unpinned views render.

    Signals:
        changed: The moment is another one; read `pinned_us`.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pinned_us: int | None = None

    @property
    def pinned_us(self) -> int | None:
        """The moment shown, µs UTC; None while the console is LIVE."""
        return self._pinned_us

    @property
    def is_live(self) -> bool:
        """True while the console follows the city."""
        return self._pinned_us is None

    def go_live(self) -> None:
        """Follow the city again."""
        self._set(None)

    def pin(self, time_us: int) -> None:
        """Show a moment of the past (µs UTC)."""
        self._set(time_us)

    def _set(self, time_us: int | None) -> None:
        if time_us != self._pinned_us:
            self._pinned_us = time_us
            self.changed.emit()


class SelectionBus(QObject):
    """The selection bus: which points the person is looking at.

    Signals:
        changed: The selected point ids (list of str).
    """

    changed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.point_ids: list[str] = []

    def select(self, point_ids: list[str]) -> None:
        """Select points; the same selection again is not news."""
        if point_ids != self.point_ids:
            self.point_ids = point_ids
            self.changed.emit(point_ids)
