"""Choosing two events that are laid over each other: marks, or times an alarm was raised."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.domain.comparisons import Shift
from app.domain.local_times import at_local
from widgets.theme.tokens import GRID
from widgets.trends.date_axis import date_text
from widgets.trends.extras import AlarmSpan
from widgets.trends.model import PlotModel


@dataclass(frozen=True, slots=True)
class Event:
    """A moment that can be chosen: what it is, and when, µs UTC."""

    text: str
    time_us: int


class EventDialog(QDialog):
    """Two lists: the event that stays where it is, and the one that is laid over it.

    Args:
        events: What can be chosen, newest first; more may come later.
        zone: The zone whose clocks count.
        parent: Owner.
    """

    def __init__(
        self, events: Sequence[Event], zone: ZoneInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zone = zone
        self.here, self.there = QListWidget(), QListWidget()
        self.hint = QLabel()
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._ok = self._buttons.addButton(self.tr("Übereinanderlegen"), role.AcceptRole)
        self._buttons.addButton(self.tr("Abbrechen"), role.RejectRole)
        self._arrange()
        self.set_events(events)
        for box in (self.here, self.there):
            box.setSpacing(GRID // 2)
            box.currentRowChanged.connect(self._judge)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("An einem Ereignis ausrichten"))
        grid = QGridLayout(self)
        grid.setSpacing(2 * GRID)
        grid.addWidget(QLabel(self.tr("Dieses Ereignis bleibt, wo es ist")), 0, 0)
        grid.addWidget(QLabel(self.tr("Dieses wird darübergelegt")), 0, 1)
        grid.addWidget(self.here, 1, 0)
        grid.addWidget(self.there, 1, 1)
        grid.addWidget(self.hint, 2, 0, 1, 2)
        grid.addWidget(self._buttons, 3, 0, 1, 2)
        self.resize(self.fontMetrics().averageCharWidth() * 110, self.fontMetrics().height() * 26)

    def set_events(self, events: Sequence[Event]) -> None:
        """Offer events; what was chosen stays chosen."""
        for box in (self.here, self.there):
            chosen = _moment(box)
            box.clear()
            for event in events:
                local = at_local(event.time_us, self._zone)
                item = QListWidgetItem(f"{date_text(local)} {local:%H:%M}  {event.text}")
                item.setData(Qt.ItemDataRole.UserRole, event.time_us)
                box.addItem(item)
                if event.time_us == chosen:
                    box.setCurrentItem(item)
        if self.here.currentRow() < 0 < self.here.count():
            self.here.setCurrentRow(0)
        self._judge()

    @property
    def shift(self) -> Shift | None:
        """How far everything is moved; None while no two events are chosen."""
        here_us, there_us = _moment(self.here), _moment(self.there)
        if here_us is None or there_us is None or here_us == there_us:
            return None
        return Shift(here_us - there_us)

    def _judge(self) -> None:
        is_chosen = self.shift is not None
        self._ok.setEnabled(is_chosen)
        self.hint.setText(
            ""
            if is_chosen
            else self.tr(
                "Bitte zwei verschiedene Ereignisse wählen. Marken setzen Sie im Verlauf mit M und "
                "Umschalt+M."
            )
        )


def _moment(box: QListWidget) -> int | None:
    """Return the moment of the chosen line, µs UTC; None when none is chosen."""
    row = box.currentRow()
    return int(box.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else None


def events_of(model: PlotModel, alarms: Sequence[AlarmSpan], names: tuple[str, str]) -> list[Event]:
    """Return what can be chosen: the marks first, then alarms, newest first.

    Args:
        model: Has the marks.
        alarms: Occurrences of alarms of shown points.
        names: What the two marks are called.
    """
    marks = [
        Event(name, time_us)
        for name, time_us in zip(names, model.markers, strict=True)
        if time_us is not None
    ]
    newest = sorted(alarms, key=lambda alarm: -alarm.start_us)
    return [*marks, *(Event(alarm.text, alarm.start_us) for alarm in newest)]
