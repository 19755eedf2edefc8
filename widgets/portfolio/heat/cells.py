"""What the cells of the list of projects say, how they are ordered, what their tooltips add."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.portfolios import title_of
from widgets.folding import natural_key
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import day_text
from widgets.portfolio.heat.columns import Column
from widgets.portfolio.heat.rows import HeatRow
from widgets.portfolio.lights import light_word, trend_arrow, trend_words
from widgets.texts import DASH, count, number

Order = tuple[object, ...]

_tr = QCoreApplication.translate


# ---- words -------------------------------------------------------------------------------------
def percent_text(share: float | None) -> str:
    """Return a share in whole percent; a dash for none."""
    return DASH if share is None else f"{number(share * 100, 0)}\u202f%"


def euro_text(amount: float) -> str:
    """Return an amount in whole euro."""
    return f"{number(amount, 0)}\u202f€"


def date_text(day: date | None) -> str:
    """Return a day in the locale's short form; a dash for none."""
    return DASH if day is None else day_text(day.isoformat())


def state_word(key: str) -> str:
    """Return the word of a state of a project."""
    return on_screen(KINDS["project"].field("state").choice_label(key))


def days_text(days: int | None) -> str:
    """Return days late with their sign (minus for early), a dash for none."""
    if days is None:
        return DASH
    if days == 0:
        return _tr("heat", "pünktlich")
    sign = "+" if days > 0 else "\u2212"
    text = _tr("heat", "{0} Tag") if abs(days) == 1 else _tr("heat", "{0} Tage")
    return text.format(f"{sign}{count(abs(days))}")


def _milestone(row: HeatRow) -> str:
    one = row.milestone
    if one is None:
        return ""
    late = _tr("heat", "verspätet") if row.milestone_late else ""
    return " · ".join(filter(None, (date_text(one.deadline or one.start), late, one.name)))


_TEXTS: Final[Mapping[Column, Callable[[HeatRow], str]]] = {
    Column.NUMBER: lambda row: row.record.text("number"),
    Column.NAME: lambda row: title_of(row.record),
    Column.LIGHT: lambda row: light_word(row.light),
    Column.TREND: lambda row: trend_arrow(row.status),
    Column.REASON: lambda row: row.reason,
    Column.STATE: lambda row: state_word(row.state),
    Column.PROGRESS: lambda row: percent_text(row.status.progress),
    Column.REPORTED: lambda row: percent_text(row.reported),
    Column.MILESTONE: _milestone,
    Column.LATE: lambda row: days_text(row.late_days),
    Column.END: lambda row: date_text(row.finish),
    Column.BUDGET: lambda row: percent_text(row.spent),
    Column.RISK: lambda row: "" if row.risk is None else f"{row.score} · {title_of(row.risk)}",
    Column.DRIFT: lambda row: _tr("heat", "weicht ab") if row.status.drifting else "",
    Column.WAVE: lambda row: row.wave,
    Column.AREA: lambda row: row.area,
    Column.ORGANISATION: lambda row: row.organisation,
    Column.SIMULATED: lambda row: _tr("heat", "Simulation") if row.is_simulated else "",
}


def cell_text(row: HeatRow, column: Column) -> str:
    """Return what a cell says."""
    return _TEXTS[column](row)


# ---- order -------------------------------------------------------------------------------------
def _known(value: float | None, sign: int = 1) -> Order:
    """Return the place of a number; what is not known comes last."""
    return (value is None, sign * (value or 0))


def _state_place(row: HeatRow) -> Order:
    keys = [one.key for one in KINDS["project"].field("state").choices]
    return (keys.index(row.state) if row.state in keys else len(keys),)


def _moved(row: HeatRow) -> Order:
    status = row.status
    if not trend_arrow(status) or status.earlier is None:
        return (1, 0)
    return (0, status.earlier.rank - status.by_rules.rank)


def _milestone_place(row: HeatRow) -> Order:
    one = row.milestone
    return _known(None if one is None else (one.deadline or one.start).toordinal())


_ORDERS: Final[Mapping[Column, Callable[[HeatRow], Order]]] = {
    Column.LIGHT: lambda row: (-row.light.rank, -(row.late_days or 0)),
    Column.TREND: _moved,
    Column.STATE: _state_place,
    Column.PROGRESS: lambda row: _known(row.status.progress),
    Column.REPORTED: lambda row: _known(row.reported),
    Column.MILESTONE: _milestone_place,
    Column.LATE: lambda row: _known(row.late_days, -1),
    Column.END: lambda row: _known(None if row.finish is None else row.finish.toordinal()),
    Column.BUDGET: lambda row: _known(row.spent, -1),
    Column.RISK: lambda row: (-row.score,),
}


def order_of(row: HeatRow, column: Column) -> Order:
    """Return where a row stands when it is ordered by a column; what is worst comes first."""
    own = _ORDERS.get(column)
    if own is not None:
        return own(row)
    text = cell_text(row, column)
    return (not text, natural_key(text))


# ---- tooltips ----------------------------------------------------------------------------------
def light_tip(row: HeatRow) -> str:
    """Return why a project has its light, with all reasons."""
    word = light_word(row.light)
    lines = [f"{word[:1].upper()}{word[1:]}"]
    if row.status.override is not None:
        until = date_text(row.status.override.until)
        lines.append(_tr("heat", "Von Hand gesetzt, gilt bis {0}.").format(until))
    lines += [f"• {one}" for one in row.reasons]
    lines.append(trend_words(row.status))
    return "\n".join(filter(None, lines))


def _progress_tip(row: HeatRow) -> str:
    text = _tr("heat", "Gerechnet: {0}\nGemeldet: {1}")
    return text.format(percent_text(row.status.progress), percent_text(row.reported))


def _milestone_tip(row: HeatRow) -> str:
    one = row.milestone
    if one is None:
        return ""
    lines = [one.name]
    if one.deadline is not None:
        lines.append(_tr("heat", "Geplant: {0}").format(date_text(one.deadline)))
    lines.append(_tr("heat", "Erwartet: {0}").format(date_text(one.start)))
    if row.milestone_late:
        lines.append(_tr("heat", "Verzug: {0}").format(days_text(row.milestone_late)))
    return "\n".join(lines)


def _end_tip(row: HeatRow) -> str:
    return "\n".join(
        (
            _tr("heat", "Vereinbartes Ende: {0}").format(date_text(row.agreed)),
            _tr("heat", "Erwartetes Ende: {0}").format(date_text(row.finish)),
            _tr("heat", "Verzug: {0}").format(days_text(row.late_days)),
        )
    )


def _budget_tip(row: HeatRow) -> str:
    if row.money is None:
        return _tr("heat", "Für dieses Projekt gibt es noch keinen Haushaltsansatz.")
    text = _tr("heat", "Ansatz: {0}\nGebunden: {1}\nAusgegeben: {2}\nErwartet: {3}")
    money = row.money
    amounts = (money.plan, money.committed, money.actual, money.forecast)
    return text.format(*(euro_text(one) for one in amounts))


def _simulated_tip(row: HeatRow) -> str:
    if not row.is_simulated:
        return ""
    return _tr("heat", "Dieses Projekt ist erfunden, damit es etwas zu zeigen gibt.")


_TIPS: Final[Mapping[Column, Callable[[HeatRow], str]]] = {
    Column.LIGHT: light_tip,
    Column.REASON: light_tip,
    Column.TREND: light_tip,
    Column.PROGRESS: _progress_tip,
    Column.REPORTED: _progress_tip,
    Column.MILESTONE: _milestone_tip,
    Column.LATE: _end_tip,
    Column.END: _end_tip,
    Column.BUDGET: _budget_tip,
    Column.DRIFT: lambda row: "\n".join(row.drifts),
    Column.SIMULATED: _simulated_tip,
}


def cell_tip(row: HeatRow, column: Column) -> str:
    """Return what a cell has no room for, with units."""
    own = _TIPS.get(column)
    return cell_text(row, column) if own is None else own(row)
