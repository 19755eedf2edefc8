"""The trends view (Verläufe): points dragged in become curves, live and history in one plot."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import PointId
from app.services.ports import AnnotationStore, HistorianReader, JournalReader, TrendSheetStore
from app.services.states import CityState
from widgets.point_mime import point_ids_of
from widgets.trends.acts import TrendActs
from widgets.trends.date_axis import DateAxis
from widgets.trends.joints import join_parts


class TrendsView(TrendActs):
    """Shows trends of points; remembers nothing but what `save_state` returns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_parts()
        join_parts(self)
        self.refresh()

    # --- what the console gives -------------------------------------------------------------

    def set_history(self, reader: HistorianReader) -> None:
        """Read history from here; the reader stays the caller's and is not closed."""
        self.supply.set_reader(reader)
        self.exporter.set_reader(self.historian)
        self.refresh()

    def set_journal(self, journal: JournalReader) -> None:
        """Read alarms and limits over time from here."""
        self.extras.set_journal(journal)
        self.refresh()

    def set_annotations(self, store: AnnotationStore) -> None:
        """Read notes from here."""
        self.extras.set_annotations(store)
        self.refresh()

    def show_annotations(self) -> None:
        """Notes were written or taken away: show them as they are now."""
        self.extras.renew_notes()
        self.refresh()

    def set_sheets(self, store: TrendSheetStore, author: str = "") -> None:
        """Keep trend sheets here, in the name of the person at the console."""
        self.keeper.author = self.exporter.author = author
        self.keeper.set_store(store)

    @override
    def set_city(self, city: City) -> None:
        self._take_rules(city)
        self.points = {point.id: point for point in city.points}
        self.zone = ZoneInfo(city.time_zone)
        self.plot.axis = DateAxis(self.zone)
        for part in (self.supply, self.remarks):
            part.set_zone(self.zone)
        self.studies.set_city(self.points, self.zone)
        self.model.replace(self.points)
        saved, self.saved = self.saved, None
        self.supply.forget()
        if saved is not None:
            self.restore_content(saved)
        self.redefine()

    @override
    def set_rules(self, city: City) -> None:
        """Draw other limits; curves, window and the open sheet stay."""
        self._take_rules(city)
        self.refresh()

    def _take_rules(self, city: City) -> None:
        self.city = city
        self.rules = {}
        for rule in city.rules:
            self.rules.setdefault(rule.point, []).append(rule)
        for keeper in (self.extras, self.exporter):
            keeper.set_city(city)

    @override
    def show_state(self, state: CityState) -> None:
        before, self.state = self.state, state
        has_new = self.supply.take_state(state)
        self.extras.take_state(state)
        self.studies.turn_to(state.at_us)
        if state.is_live:
            self.follower.go_live(state.at_us)
        elif before is None or before.is_live or before.at_us != state.at_us:
            self.follower.turn_to(state.at_us)
            has_new = True
        window = self.model.window
        pixel_us = window.span_us // self.plot.width_px if window else 0
        is_first = before is None or before.is_live != state.is_live
        if has_new or is_first or state.at_us - self.drawn_now_us >= pixel_us:
            self.drawn_now_us = state.at_us
            self.refresh(is_for_moment=True)

    def add_points(self, point_ids: list[str]) -> None:
        """Add points by their ids; unknown and present ones are passed over."""
        known = [self.points[PointId(name)] for name in point_ids if PointId(name) in self.points]
        if self.model.add(known):
            self.redefine()

    def set_window(self, start_us: int, end_us: int) -> None:
        """Show a range, µs UTC; the window no longer follows the present."""
        self.model.set_window(start_us, end_us)
        self.remarks.forget()
        self.refresh()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        self.studies.selected = point_ids
        shown = [name for name in point_ids if self.model.trace(PointId(name))]
        self.model.set_focus(PointId(shown[0]) if shown else None)
        self.refresh()

    # --- what is kept -----------------------------------------------------------------------

    @override
    def save_state(self) -> dict[str, Any]:
        """Return what makes the same trend again, as JSON-like values."""
        saved = dict(self.saved) if self.saved is not None else self.content()
        open_sheet = self.keeper.sheet
        saved["sheet"] = open_sheet.id if open_sheet is not None else None
        saved["split"] = self.sheet.save()
        saved["columns"] = self.legend.save()
        saved["has_formulas"] = self.sheet_bar.formulas.isChecked()
        return saved

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        """Take what `save_state` returned; also before `set_city`. Nonsense in it is ignored."""
        self.sheet.restore(state.get("split"))
        self.legend.restore(state.get("columns"))
        self.keeper.rejoin(state.get("sheet"))
        self.sheet_bar.formulas.setChecked(state.get("has_formulas") is True)
        if self.city is None:
            self.saved = state
            return
        self.restore_content(state)
        self.redefine()

    def close_feed(self) -> None:
        """End the reading threads; the view shows what it has."""
        self.presenter.end()
        self.exporter.close()
        self.extras.close()
        self.supply.close()

    @override
    def close(self) -> bool:
        self.close_feed()
        self.stage.placeholder.show_message("", "")
        return super().close()

    # --- drag and drop ----------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(PointId(name) in self.points for name in point_ids_of(event.mimeData())):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.add_points(point_ids_of(event.mimeData()))
        self.plot.take_keys()
        event.acceptProposedAction()

    def export_csv(self, path: Path) -> bool:
        """Write the visible range as CSV; False and a message when it could not be written."""
        return self.exporter.write(path)

    def export_png(self, path: Path) -> bool:
        """Write the visible range as PNG; False and a message when it could not be written."""
        return self.exporter.write(path)

    # --- drawing ----------------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        self._name_parts()
        self.bar.retranslate()
        self.sheet_bar.retranslate()
        self.plot.invalidate()
        self.refresh()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.sheet_bar.apply_theme()
        self.legend.fit()
        self.legend.viewport().update()
        self.plot.invalidate()

    def _name_parts(self) -> None:
        self.setAccessibleName(self.tr("Verläufe"))
        self.plot.setAccessibleName(self.tr("Verlauf der Datenpunkte über die Zeit"))
        self.legend.setAccessibleName(self.tr("Legende mit Werten am Zeiger"))
