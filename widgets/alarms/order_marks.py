"""Marks the alarms of orders: on their way, or not carried out and why."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.alarms import AlarmOrder
from widgets.alarms.model import AlarmTableModel

_ANSWER_US: Final = 3_000_000
"""An order that was carried out and changed nothing is no longer marked after so long."""


class OrderMarks(QObject):
    """Marks rows; nothing is shown as done before the alarm itself says so.

    Args:
        model: The rows.

    Signals:
        failed: Why an order was not carried out, a whole sentence.
    """

    failed = Signal(str)

    def __init__(self, model: AlarmTableModel) -> None:
        super().__init__(model)
        self._model = model
        self._answered: list[tuple[int, tuple[str, ...]]] = []

    def show_sent(self, order: AlarmOrder) -> None:
        """Mark the alarms of an order that is on its way."""
        self._model.set_pending(self._known(order), order.kind)

    def show_done(self, order: AlarmOrder) -> None:
        """Take that an order was carried out; the alarms say themselves what became of them."""
        alarms = tuple(str(alarm) for alarm in order.alarms)
        self._answered.append((self._model.setting.at_us + _ANSWER_US, alarms))

    def show_failed(self, order: AlarmOrder, reason: str) -> None:
        """Say beside the alarms of an order why it was not carried out."""
        self._model.set_failed(self._known(order), reason)
        self.failed.emit(reason)

    def _known(self, order: AlarmOrder) -> list[str]:
        return [alarm for alarm in map(str, order.alarms) if self._model.entry(alarm) is not None]

    def clear(self) -> None:
        """The person has read why orders failed."""
        self._model.set_failed(list(self._model.setting.failed), "")

    def pass_on(self, at_us: int) -> None:
        """Take what time it is: no longer mark what was answered a while ago."""
        for due_us, alarms in [item for item in self._answered if item[0] <= at_us]:
            self._answered.remove((due_us, alarms))
            left = [alarm for alarm in alarms if alarm in self._model.setting.pending]
            self._model.set_failed(left, "")
