"""What is said of key figures and effects: values, ages, trends, kinds, forecasts."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.evaluations import EffectEvaluation, KpiEvaluation, KpiPoint, Trend
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import decimal_text
from widgets.portfolio.heat.cells import date_text, percent_text
from widgets.texts import DASH, count

_CLOSE: Final = frozenset({"%", "°C", "°"})

_tr = QCoreApplication.translate


def value_text(value: float | None, unit: str = "") -> str:
    """Return a value with its unit, a dash for none."""
    if value is None:
        return DASH
    text = decimal_text(value)
    if not unit:
        return text
    return f"{text}\u202f{unit}" if unit in _CLOSE else f"{text} {unit}"


def signed_text(value: float | None, unit: str = "") -> str:
    """Return a difference with its sign."""
    if value is None:
        return DASH
    sign = "+" if value > 0 else "\u2212" if value < 0 else "±"
    return f"{sign}{value_text(abs(value), unit)}"


def kind_word(status: str) -> str:
    """Return how a value came about, in a word."""
    if not status:
        return ""
    return on_screen(KINDS["kpi_value"].field("status").choice_label(status))


def present_value(one: KpiEvaluation) -> float | None:
    """Return the newest value; what was measured where nothing was reported."""
    return one.measured if one.latest is None else one.latest.value


def trend_text(trend: Trend, change: float | None) -> str:
    """Return where a value goes: an arrow for it, a word for what that means."""
    if trend is Trend.UNKNOWN or change is None:
        return ""
    arrow = "→" if trend is Trend.FLAT else "↑" if change > 0 else "↓"
    words = {
        Trend.GOOD: _tr("kpi_pane", "besser"),
        Trend.BAD: _tr("kpi_pane", "schlechter"),
        Trend.FLAT: _tr("kpi_pane", "gleich"),
    }
    return f"{arrow} {words[trend]}"


def trend_tip(one: KpiEvaluation) -> str:
    """Return the change since the value before."""
    if one.change is None:
        return _tr("kpi_pane", "Es gibt keine zwei Werte nach gleicher Methode.")
    text = _tr("kpi_pane", "{0} gegenüber dem Wert davor; besser ist {1}.")
    better = on_screen(KINDS["kpi"].field("direction").choice_label(one.direction))
    return text.format(signed_text(one.change, one.unit), better)


def progress_text(one: KpiEvaluation) -> str:
    """Return how far it is to the target."""
    if one.is_reached:
        return _tr("kpi_pane", "✓ erreicht")
    return "" if one.progress is None else percent_text(one.progress)


def progress_tip(one: KpiEvaluation) -> str:
    """Return start, value and target."""
    if one.target is None:
        return _tr("kpi_pane", "Für diese Kennzahl ist kein Ziel gesetzt.")
    text = _tr("kpi_pane", "Ausgangswert {0}, jetzt {1}, Ziel {2}")
    if one.target_on is not None:
        text = _tr("kpi_pane", "Ausgangswert {0}, jetzt {1}, Ziel {2} bis {3}")
    values = (value_text(value, one.unit) for value in (one.start, present_value(one), one.target))
    line = text.format(*values, date_text(one.target_on))
    if one.progress is None and one.start is not None:
        line += "\n" + _tr("kpi_pane", "Seit dem Ausgangswert hat sich die Methode geändert.")
    return line


def age_text(one: KpiEvaluation) -> str:
    """Return how old the newest value is, and whether that is too old."""
    if one.age is None:
        return _tr("kpi_pane", "ohne Wert") if one.measured is None else ""
    if one.age == 0:
        text = _tr("kpi_pane", "von heute")
    elif one.age == 1:
        text = _tr("kpi_pane", "von gestern")
    else:
        text = _tr("kpi_pane", "vor {0} Tagen").format(count(one.age))
    return _tr("kpi_pane", "veraltet, {0}").format(text) if one.is_outdated else text


def drift_text(one: KpiEvaluation) -> str:
    """Return whether report and evidence differ."""
    if one.is_drifting:
        return _tr("kpi_pane", "weicht ab")
    return "" if one.measured is None else _tr("kpi_pane", "stimmt überein")


def drift_tip(one: KpiEvaluation) -> str:
    """Return both values."""
    if one.measured is None:
        return ""
    text = _tr("kpi_pane", "Gemeldet {0}, jetzt gemessen {1}.")
    reported = None if one.latest is None else one.latest.value
    return text.format(value_text(reported, one.unit), value_text(one.measured, one.unit))


def point_words(point: KpiPoint, unit: str) -> str:
    """Return a value with day, bounds and kind, line by line."""
    lines = [
        f"{date_text(point.day)}: {value_text(point.value, unit)}",
        kind_word(point.status),
    ]
    if point.low is not None or point.high is not None:
        text = _tr("kpi_pane", "Grenzen: {0} bis {1}")
        lines.append(text.format(value_text(point.low, unit), value_text(point.high, unit)))
    if point.note:
        lines.append(_tr("kpi_pane", "Methode geändert: {0}").format(on_screen(point.note)))
    return "\n".join(filter(None, lines))


def forecast_words(one: KpiEvaluation) -> str:
    """Return what the line says of the future, or why there is none."""
    forecast = one.forecast
    if forecast is None:
        return on_screen(one.refusal)
    text = _tr("kpi_pane", "Geht es so weiter ({0} im Jahr), sind es am {1} rund {2}.")
    if one.latest is not None and forecast.day <= one.latest.day:
        text = _tr("kpi_pane", "Im Jahr ändert sich der Wert um {0}.")
    line = text.format(
        signed_text(_rounded(forecast.per_year), one.unit),
        date_text(forecast.day),
        value_text(_rounded(forecast.value), one.unit),
    )
    if one.target is None or one.is_reached:
        return line
    if forecast.reaches_on is None and one.target_on is not None:
        is_short = forecast.day < one.target_on
        later = _tr("kpi_pane", "Bis zum Tag des Ziels reicht die Prognose nicht.")
        missed = _tr("kpi_pane", "Das Ziel wird so nicht erreicht.")
        return f"{line} {later if is_short else missed}"
    if forecast.reaches_on is None:
        return line
    reached = _tr("kpi_pane", "Das Ziel wird so um den {0} erreicht.")
    if one.target_on is not None and forecast.reaches_on > one.target_on:
        reached = _tr("kpi_pane", "Das Ziel wird so erst um den {0} erreicht.")
    return f"{line} {reached.format(date_text(forecast.reaches_on))}"


def _rounded(value: float) -> float:
    """Return a value to three figures; a line promises no more."""
    return float(f"{value:.3g}")


def target_text(one: KpiEvaluation) -> str:
    """Return the target with its day, empty for none."""
    if one.target is None:
        return ""
    text = value_text(one.target, one.unit)
    return text if one.target_on is None else f"{text} · {date_text(one.target_on)}"


def day_or_dash(day: date | None) -> str:
    """Return a day, a dash for none."""
    return date_text(day)


def difference_text(one: EffectEvaluation) -> str:
    """Return the difference with its share; empty when the two cannot be compared."""
    if one.difference is None:
        return ""
    text = signed_text(one.difference, one.unit)
    return text if one.share is None else f"{text} ({signed_share(one.share)})"


def signed_share(share: float) -> str:
    """Return a share in percent with its sign."""
    sign = "+" if share > 0 else "\u2212" if share < 0 else "±"
    return f"{sign}{percent_text(abs(share))}"
