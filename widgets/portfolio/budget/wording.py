"""What is said of money: names of sums, amounts, deviations, all sums of a place."""

from PySide6.QtCore import QCoreApplication

from app.domain.portfolio.budgets import Amounts
from app.domain.portfolio.judgements import Light
from widgets.portfolio.budget.sheet import (
    Measure,
    deviation_of,
    is_below,
    light_of,
    value_of,
)
from widgets.portfolio.heat.cells import euro_text
from widgets.texts import number

_tr = QCoreApplication.translate


def measure_word(measure: Measure) -> str:
    """Return what a sum is called."""
    words = {
        Measure.PLAN: _tr("budget", "Ansatz"),
        Measure.COMMITTED: _tr("budget", "Gebunden"),
        Measure.ACTUAL: _tr("budget", "Ausgegeben"),
        Measure.FORECAST: _tr("budget", "Erwartet"),
        Measure.DEVIATION: _tr("budget", "Abweichung"),
    }
    return words[measure]


def measure_tip(measure: Measure) -> str:
    """Return what a sum means."""
    tips = {
        Measure.PLAN: _tr("budget", "Was im Haushalt dafür steht, in €."),
        Measure.COMMITTED: _tr("budget", "Was durch Verträge und Bestellungen gebunden ist, in €."),
        Measure.ACTUAL: _tr("budget", "Was ausgegeben ist, in €."),
        Measure.FORECAST: _tr("budget", "Was am Ende erwartet wird, in €."),
        Measure.DEVIATION: _tr("budget", "Erwartet minus Ansatz, in €."),
    }
    return tips[measure]


def cell_text(amounts: Amounts, measure: Measure) -> str:
    """Return a sum in whole euro; empty for nothing, deviations with their word."""
    value = value_of(amounts, measure)
    if measure is Measure.DEVIATION:
        return deviation_text(amounts)
    return number(value, 0) if round(value) else ""


def deviation_text(amounts: Amounts) -> str:
    """Return the deviation with the word for it, empty for none."""
    value = deviation_of(amounts)
    if not round(value):
        return ""
    sign = "+" if value > 0 else "\u2212"
    text = f"{sign}{number(abs(value), 0)}"
    word = ""
    if value > 0 and not amounts.plan:
        word = _tr("budget", "ohne Ansatz")
    elif light_of(amounts) is Light.RED:
        word = _tr("budget", "weit darüber")
    elif light_of(amounts) is Light.YELLOW:
        word = _tr("budget", "darüber")
    elif is_below(amounts):
        word = _tr("budget", "darunter")
    return f"{text} {word}".rstrip()


def amounts_words(title: str, amounts: Amounts) -> str:
    """Return all sums of a place, line by line."""
    sums = [one for one in Measure if one is not Measure.DEVIATION]
    lines = [f"{measure_word(one)}: {euro_text(value_of(amounts, one))}" for one in sums]
    lines.insert(0, title)
    if text := deviation_text(amounts):
        lines.append(f"{measure_word(Measure.DEVIATION)}: {text}")
    return "\n".join(lines)
