"""The colours of the chart, all from the tokens: grey is normal, shapes tell the rest."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor

from app.domain.alarms import Priority
from widgets.theme import theme
from widgets.theme.tokens import DARK, LIGHT, Tokens, alarm_look


@dataclass(frozen=True, slots=True)
class Inks:
    """What is drawn with what.

    Attributes:
        ground: Behind all.
        stripe: Behind every second row.
        off: Behind days off.
        line: Lines of the calendar.
        text: Text, outlines and hatching of critical bars.
        muted: Secondary text, slack.
        bar: Bars.
        done: The part of a bar that is done.
        edge: Outlines of bars.
        total: Bars of projects and of sums.
        basis: The baseline.
        link: Dependencies.
        accent: What is selected, today.
        selection: Behind selected rows.
        raised: Behind words that lie over bars.
        wrong: A missed deadline.
        outlook: Simulated days.
    """

    ground: QColor
    stripe: QColor
    off: QColor
    line: QColor
    text: QColor
    muted: QColor
    bar: QColor
    done: QColor
    edge: QColor
    total: QColor
    basis: QColor
    link: QColor
    accent: QColor
    selection: QColor
    raised: QColor
    wrong: QColor
    outlook: QColor


def inks() -> Inks:
    """Return the colours of the theme in force."""
    return _inks(theme().tokens.name)


@cache
def _inks(name: str) -> Inks:
    tokens: Tokens = DARK if name == "dark" else LIGHT
    surface, muted, text = QColor(tokens.surface), QColor(tokens.muted), QColor(tokens.text)
    return Inks(
        ground=surface,
        stripe=QColor(tokens.stripe),
        off=_between(surface, muted, 0.10),
        line=QColor(tokens.line),
        text=text,
        muted=muted,
        bar=_between(surface, muted, 0.34),
        done=_between(surface, muted, 0.80),
        edge=_between(surface, muted, 0.80),
        total=_between(surface, text, 0.72),
        basis=_between(surface, muted, 0.55),
        link=_between(surface, muted, 0.85),
        accent=QColor(tokens.accent),
        selection=QColor(tokens.selection),
        raised=QColor(tokens.raised),
        wrong=QColor(alarm_look(Priority.CRITICAL).fill),
        outlook=QColor(tokens.curves[2]),
    )


def _between(first: QColor, second: QColor, share: float) -> QColor:
    """Return a colour between two, a share of the way to the second."""
    parts = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in parts))
