"""What was asked of history for a window and did not come yet, and what it could not give."""

from collections.abc import Iterable
from typing import Final

from app.domain.points import PointKey
from widgets.trends.feed import Request

RETRY_US: Final = 10_000_000
"""What failed or gave nothing is asked for again after this time."""

_TENTH: Final = 10
_SLACK: Final = 50


class Asking:
    """Decides whether a request has to go out; one for each kind of curves."""

    def __init__(self) -> None:
        self.is_waiting = False
        self.is_failing = False
        """True when the last request could not be answered at all."""
        self._asked: Request | None = None
        self._in_vain: dict[PointKey, Request] = {}

    def forget(self) -> None:
        """Ask for everything again."""
        self.is_waiting = self.is_failing = False
        self._asked = None
        self._in_vain.clear()

    def is_due(self, request: Request) -> bool:
        """Tell whether a request has to go out; it then counts as asked."""
        asked = self._asked if self.is_waiting else None
        if asked and set(asked.keys) == set(request.keys) and is_like(asked, request):
            return False
        self._asked, self.is_waiting = request, True
        return True

    def is_hopeless(self, key: PointKey, request: Request) -> bool:
        """Tell whether the same was asked a moment ago in vain."""
        earlier = self._in_vain.get(key)
        return (
            earlier is not None
            and is_like(earlier, request)
            and request.now_us - earlier.now_us < RETRY_US
        )

    def rest(self) -> None:
        """Nothing is wanted now."""
        self.is_waiting = False

    def take(self, request: Request, given: Iterable[PointKey]) -> None:
        """Take an answer; what it does not hold is not asked for again with every state."""
        self.is_failing = False
        had = set(given)
        for key in request.keys:
            if key in had:
                self._in_vain.pop(key, None)
            else:
                self._in_vain[key] = request
        if request is self._asked:
            self.is_waiting = False

    def fail(self, request: Request) -> None:
        """Take it that a request could not be answered at all."""
        self.is_waiting, self.is_failing = False, True
        self._in_vain.update(dict.fromkeys(request.keys, request))


def is_like(asked: Request, request: Request) -> bool:
    """Tell whether one request will serve for another; live windows creep on meanwhile."""
    slack = max(request.window.span_us // _SLACK, 1)
    return (
        _TENTH * abs(asked.max_points - request.max_points) <= request.max_points
        and abs(asked.window.start_us - request.window.start_us) <= slack
        and abs(asked.window.end_us - request.window.end_us) <= slack
    )
