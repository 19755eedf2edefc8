"""Why no forecast is made: better none than one that the data cannot carry."""

from enum import StrEnum


class Refusal(StrEnum):
    """A reason; `needed` and `had` of the error are in the unit told here."""

    IS_STATE = "is_state"
    """Named states are no quantity."""
    IS_COUNTER = "is_counter"
    """An ever growing count; its rate can be forecast."""
    EMPTY = "empty"
    """No values at all."""
    TOO_SHORT = "too_short"
    """History is too short; days."""
    TOO_GAPPY = "too_gappy"
    """Too much of history is unknown; shares, 0 to 1."""
    SILENT = "silent"
    """Too little is known of the last day; shares, 0 to 1."""
    CONSTANT = "constant"
    """The value has not changed."""


class ForecastRefusedError(Exception):
    """No forecast is made.

    Args:
        reason: Why.
        needed: How much is needed at least.
        had: How much there is.
    """

    def __init__(self, reason: Refusal, needed: float = 0.0, had: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.needed = needed
        self.had = had
