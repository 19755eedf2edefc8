"""The words of the analysis: durations, shares, values with units, and words of caution."""

from math import isfinite
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.analysis.courses import Weighting
from app.domain.analysis.relations import Caveat
from app.domain.points import Point
from app.domain.series import Tier
from widgets.texts import DASH, count, number
from widgets.trends.wording import DAY_US, HOUR_US, MINUTE_US, tier_text

NARROW: Final = "\u202f"
_MOST_DECIMALS: Final = 6


def duration_text(span_us: float) -> str:
    """Return a span of time in two units at most, such as `2 h 57 min`."""
    seconds = round(span_us / 1e6)
    if seconds < 60:  # noqa: PLR2004 - seconds of a minute
        return f"{number(span_us / 1e6, 0)}{NARROW}s"
    minutes = round(span_us / MINUTE_US)
    if minutes * MINUTE_US < HOUR_US:
        return f"{minutes}{NARROW}min"
    hours, minutes = divmod(minutes, 60)
    if hours * HOUR_US < 2 * DAY_US:
        return f"{hours}{NARROW}h {minutes}{NARROW}min" if minutes else f"{hours}{NARROW}h"
    days, hours = divmod(round(span_us / HOUR_US), 24)
    return f"{count(days)}{NARROW}d {hours}{NARROW}h" if hours else f"{count(days)}{NARROW}d"


def share_text(share: float, decimals: int = 1) -> str:
    """Return a share as a percentage; a dash for NaN."""
    return f"{number(100 * share, decimals)}{NARROW}%" if isfinite(share) else DASH


def figure_text(point: Point, value: float, extra: int = 0) -> str:
    """Return a value with the decimals of its point, and `extra` more for means and spreads."""
    return number(value, min(max(point.decimals, 0) + extra, _MOST_DECIMALS))


def figure_with_unit(point: Point, value: float, extra: int = 0) -> str:
    """Return a value with its unit behind a narrow space."""
    text = figure_text(point, value, extra)
    symbol = point.unit.symbol
    return f"{text}{NARROW}{symbol}" if symbol and text != DASH else text


def weighting_text(weighting: Weighting) -> str:
    """Return what counts in a distribution."""
    words = {
        Weighting.TIME: QCoreApplication.translate("analysis", "nach Zeit"),
        Weighting.SAMPLES: QCoreApplication.translate("analysis", "nach Messwerten"),
    }
    return words[weighting]


def tiers_words(tiers: list[Tier]) -> str:
    """Return of which tiers the figures are made, and what that means for them."""
    names = " · ".join(tier_text(tier) for tier in tiers)
    if not tiers or tiers == [Tier.RAW]:
        return names
    kinds = QCoreApplication.translate("analysis", "aus Mittelwerten")
    return f"{names} ({kinds})"


def caveat_text(caveat: Caveat) -> str:
    """Return a word of caution, a whole sentence."""
    words = {
        Caveat.FEW_PAIRS: QCoreApplication.translate(
            "analysis", "Es sind weniger als 30 Wertepaare: Die Zahlen sagen wenig."
        ),
        Caveat.FEW_INDEPENDENT: QCoreApplication.translate(
            "analysis",
            "Benachbarte Werte ähneln sich stark: Wirklich unabhängig sind weniger als 30 Paare.",
        ),
        Caveat.DISAGREEING: QCoreApplication.translate(
            "analysis",
            "r und ρ sind weit auseinander: Es gibt Ausreißer, oder der Zusammenhang ist nicht "
            "gerade.",
        ),
        Caveat.CONSTANT: QCoreApplication.translate(
            "analysis", "Mindestens einer der beiden ändert sich nicht: Es gibt keine Korrelation."
        ),
        Caveat.LAG_AT_EDGE: QCoreApplication.translate(
            "analysis", "Der Versatz liegt am Rand dessen, was geprüft wurde; er kann größer sein."
        ),
        Caveat.SHARED_RHYTHM: QCoreApplication.translate(
            "analysis", "Ohne den Tagesgang, den beide haben, bleibt davon wenig übrig."
        ),
    }
    return words[caveat]
