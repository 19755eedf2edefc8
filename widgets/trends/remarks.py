"""What the bar above the plot says: nothing to read from, nothing in the window, and what helps."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.domain.local_times import at_local
from app.domain.samples import NO_TIME
from widgets.foreign_texts import on_screen
from widgets.placeholders import NoticeBar
from widgets.trends.date_axis import date_text
from widgets.trends.model import PlotModel
from widgets.trends.pictures import Picture
from widgets.trends.supply import Supply


class Remarks(QObject):
    """Decides what is to be said, and offers the way out.

    Args:
        model: What is shown.
        supply: Where its data comes from.
        notice: The bar.
        parent: Owner.

    Signals:
        retry_requested: Read again.
        range_requested: Show a range where there is data (from, to; objects: µs UTC).
    """

    retry_requested = Signal()
    range_requested = Signal(object, object)

    def __init__(
        self, model: PlotModel, supply: Supply, notice: NoticeBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._supply, self._notice = model, supply, notice
        self._error = ""
        self._beginning_us: int | None = None
        self._is_asked = False
        self._zone = ZoneInfo("UTC")
        self._picture: Picture | None = None
        # Before anybody else hears of a failure, so that they find it here.
        supply.failed.connect(self._take_error)
        supply.beginning_found.connect(self._take_beginning)
        notice.action_requested.connect(self._act)

    def set_zone(self, zone: ZoneInfo) -> None:
        """Take the zone of the city."""
        self._zone = zone

    @property
    def has_error(self) -> bool:
        """True while history cannot be read."""
        return bool(self._error)

    def forget(self) -> None:
        """Forget since when there is data: other points or another window are shown."""
        self._beginning_us = None
        self._is_asked = False

    def show(self, picture: Picture | None) -> None:
        """Say what there is to say of a picture."""
        self._picture = picture
        if not self._model.traces:
            self._notice.show_notice("", "")
        elif self._error:
            sentence = self.tr("Die Historie kann gerade nicht gelesen werden: %1")
            self._notice.show_notice(
                "mdi6.database-alert-outline",
                sentence.replace("%1", on_screen(self._error)),
                self.tr("Erneut versuchen"),
            )
        elif picture is None or picture.has_data or self._supply.is_waiting:
            self._notice.show_notice("", "")
        else:
            self._show_emptiness(picture)

    def _show_emptiness(self, picture: Picture) -> None:
        if not self._supply.has_reader or not picture.parts():
            return
        if not self._is_asked:
            self._is_asked = True
            self._supply.find_beginning(max(picture.window.end_us, self._model.now_us or 0))
        if self._beginning_us is None:
            return
        sentence, action = self.tr("Zu diesen Datenpunkten gibt es noch keine Daten."), ""
        if self._beginning_us != NO_TIME:
            local = at_local(self._beginning_us, self._zone)
            sentence = self.tr("In diesem Zeitraum gibt es keine Daten. Daten gibt es seit %1.")
            sentence = sentence.replace("%1", f"{date_text(local)} {local:%H:%M}")
            action = self.tr("Dorthin")
        self._notice.show_notice("mdi6.calendar-blank-outline", sentence, action)

    def _act(self) -> None:
        if self._error:
            self._error = ""
            self._supply.retry()
            self.retry_requested.emit()
        elif self._beginning_us is not None and self._beginning_us != NO_TIME:
            self.range_requested.emit(self._beginning_us, self._beginning_us + self._model.span_us)

    def _take_error(self, reason: str) -> None:
        self._error = reason

    def _take_beginning(self, first_us: int) -> None:
        self._beginning_us = first_us
        self.show(self._picture)
