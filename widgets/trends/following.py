"""How the window follows the moment the console shows, live or past, without jumping about."""

from typing import Final

from widgets.trends.model import Mode, PlotModel

_LEAD: Final = 0.75
"""While the past is played, the moment runs to this part of the window and stays there."""

_STEP_SHARE: Final = 2
"""A moment that goes further than this part of the window was not played but jumped to."""


class Follower:
    """Moves a model's window after the time bus.

    Args:
        model: The trend.
    """

    def __init__(self, model: PlotModel) -> None:
        self._model = model
        self._past_us: int | None = None

    def go_live(self, now_us: int) -> None:
        """Follow the present; a window the person chose meanwhile stays."""
        if self._past_us is not None:
            self._past_us = None
            self._model.set_live()
        self._model.follow(now_us)

    def turn_to(self, time_us: int) -> bool:
        """Show a moment of the past; True when the window had to move."""
        before_us, self._past_us = self._past_us, time_us
        model = self._model
        window = model.window
        if window is None or not window.start_us <= time_us <= window.end_us:
            if window is not None and self._is_played(before_us, time_us):
                return self._carry(before_us, time_us)
            self._jump(time_us)
            return True
        if model.mode is Mode.LIVE:
            model.set_window(window.start_us, window.end_us)
            return True
        return before_us is not None and self._carry(before_us, time_us)

    def _is_played(self, before_us: int | None, time_us: int) -> bool:
        return before_us is not None and (
            abs(time_us - before_us) * _STEP_SHARE <= self._model.span_us
        )

    def _carry(self, before_us: int | None, time_us: int) -> bool:
        """Move the window with a moment that is played towards its edge."""
        window = self._model.window
        if window is None or before_us is None or not self._is_played(before_us, time_us):
            return False
        lead_us = round(window.span_us * _LEAD)
        start_us, place_us = window.start_us, before_us - window.start_us
        # A moment that stood nearer to the edge already stays where it stood.
        if time_us > before_us:
            start_us = max(start_us, time_us - max(lead_us, min(place_us, window.span_us)))
        elif time_us < before_us:
            start_us = min(start_us, time_us - min(window.span_us - lead_us, max(place_us, 0)))
        if start_us == window.start_us:
            return False
        self._model.set_window(start_us, start_us + window.span_us, is_remembered=False)
        return True

    def _jump(self, time_us: int) -> None:
        """Show a moment the window does not reach, with some time after it."""
        model = self._model
        span_us = model.span_us
        end_us = time_us + round(span_us * (1 - _LEAD))
        if model.now_us is not None:
            end_us = max(min(end_us, model.now_us), time_us)
        model.set_window(end_us - span_us, end_us, is_remembered=model.window is not None)
