"""What a person does with the trends, by mouse, key or menu; and how the view then follows."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.points import PointId
from widgets.trends.model import Mode
from widgets.trends.parts import TrendParts
from widgets.trends.presenter import Presenter
from widgets.trends.presets import Preset, preset_window
from widgets.trends.range_dialog import RangeDialog
from widgets.trends.saving import read_formulas


class TrendActs(TrendParts):
    """Carries out what is wished for inside the trends view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = Presenter(self)

    def remove_point(self, point_id: str) -> None:
        """Take a point off the plot."""
        self.model.remove(PointId(point_id))
        self.redefine()

    def toggle_visible(self, point_id: str) -> None:
        """Hide a curve, or show it again."""
        if trace := self.model.trace(PointId(point_id)):
            self.model.set_visible(trace.point.id, is_visible=not trace.is_visible)
            self.refresh()

    def toggle_solo(self, point_id: str) -> None:
        """Show one curve alone, or all again."""
        is_solo = self.model.solo == point_id
        self.model.set_solo(None if is_solo else PointId(point_id))
        self.refresh()

    def set_focused(self, point_id: str) -> None:
        """Select a curve; the empty text selects none."""
        self.model.set_focus(PointId(point_id) if point_id else None)
        if PointId(point_id) in self.points:
            self.points_selected.emit([point_id])
        self.refresh()

    def undo(self) -> None:
        """Take back the last change to the sheet."""
        self._exchange(self.model.undo)

    def redo(self) -> None:
        """Take back the last undo."""
        self._exchange(self.model.redo)

    def _exchange(self, step: Callable[[], bool]) -> None:
        if step():
            self.redefine()

    def go_back(self) -> None:
        """Show the window before the last change."""
        self.plot.navigate(self.model.back)

    def go_forward(self) -> None:
        """Undo `go_back`."""
        self.plot.navigate(self.model.forward)

    def go_live(self) -> None:
        """Follow the present again, and ask the console to do the same."""
        self.set_live(True)
        self.live_requested.emit()

    def show_preset(self, preset: Preset) -> None:
        """Show a range by the calendar."""
        now_us = self.model.now_us or self.at_us
        if now_us:
            window = preset_window(preset, now_us, self.zone)
            self.go_to(window.start_us, window.end_us)

    def ask_range(self) -> None:
        """Ask for a range, in dates or words."""
        now_us = self.model.now_us or self.at_us
        dialog = RangeDialog(self.model.window, now_us, self.zone, self)
        is_chosen = bool(dialog.exec())
        window = dialog.window_shown
        dialog.deleteLater()
        if is_chosen and window is not None:
            self.go_to(window.start_us, window.end_us)

    def go_to(self, start_us: int, end_us: int) -> None:
        """Show a range as if by hand: the console follows, `back` leads back."""
        self.plot.navigate(lambda: self.model.set_window(start_us, end_us))

    def follow_navigation(self) -> None:
        """Tell the console when a hand left the present, or came back by `back`."""
        is_bus_live = self.state is None or self.state.is_live
        self.remarks.forget()
        self.refresh()
        window, now_us = self.model.window, self.model.now_us
        if self.model.mode is Mode.LIVE:
            if not is_bus_live:
                self.live_requested.emit()
        elif is_bus_live and window is not None and (now_us is None or window.end_us < now_us):
            self.time_pinned.emit(window.end_us)

    # --- what is shown ----------------------------------------------------------------------

    def set_live(self, is_live: bool) -> None:  # noqa: FBT001 - reads as the fact it sets
        """Follow the present, or stay where the window is."""
        window = self.model.window
        if is_live:
            self.model.set_live()
        elif self.model.mode is Mode.LIVE and window is not None:
            self.model.set_window(window.start_us, window.end_us)
        self.remarks.forget()
        self.refresh()

    def show_content(self, content: Mapping[str, Any]) -> None:
        """Show another sheet; an empty one clears the plot and leaves the window."""
        if content:
            self.restore_content(content)
        else:
            self.model.clear()
        self.redefine()
        kept = content.get("traces")
        missing = len(kept) - len(self.model.traces) if isinstance(kept, list) else 0
        if missing > 0:
            self.message_requested.emit(
                self.tr("%n Kurve(n) dieses Kurvenblatts gibt es nicht mehr.", "", missing)
            )

    def restore_content(self, saved: Mapping[str, Any]) -> None:
        """Take a content that was kept; nonsense in it is passed over."""
        points = self.studies.formula_points(read_formulas(saved))
        self.model.restore(saved, {**self.points, **points})
        shares = saved.get("pane_shares")
        self.plot.pane_shares = shares if isinstance(shares, list) else []

    def redefine(self) -> None:
        """The curves are others: put their series behind them, and show everything."""
        self.studies.define()
        self.sheet.share(len(self.model.traces))
        self.remarks.forget()
        self.refresh()

    def refresh(self, *, is_for_moment: bool = False) -> None:
        """Ask for what is missing, and show everything as it is now.

        Args:
            is_for_moment: True when nothing may have changed but the moment.
        """
        window = self.model.window
        if self.model.traces and window is not None:
            self.supply.ask(window, self.plot.width_px)
            recorded = [t.point.id for t in self.model.shown() if t.point.id in self.points]
            self.extras.want(window, recorded)
            self.range_changed.emit(window, self.model.shown())
        self.presenter.show(is_for_moment=is_for_moment)
