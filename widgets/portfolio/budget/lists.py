"""Funds and budget lines as rows, with their columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QIcon, QPainter

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.budgets import Amounts, FundAlarm, amounts_of
from app.domain.portfolio.judgements import Light
from app.domain.portfolio.portfolios import day_of, title_of, whole_of
from app.services.portfolio.states import PortfolioState
from widgets.foreign_texts import on_screen
from widgets.portfolio.budget.sheet import light_of
from widgets.portfolio.budget.wording import amounts_words
from widgets.portfolio.heat.cells import date_text, euro_text
from widgets.portfolio.lights import light_icon
from widgets.portfolio.listings import Col, paint_bar
from widgets.texts import count

_GRAVE: Final = {
    "ended": Light.RED,
    "late": Light.RED,
    "overdrawn": Light.RED,
    "ending": Light.YELLOW,
}

_tr = QCoreApplication.translate


def alarm_light(alarm: FundAlarm) -> Light:
    """Return how grave an alarm of a fund is."""
    return _GRAVE.get(alarm.kind, Light.GREY)


# ---- funds ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund.

    Attributes:
        record: Its record.
        sums: What all projects plan and spent of it.
        alarms: What is wrong with it, most urgent first.
        until: Last day of spending.
        days: Days until then, negative after it; None without a day.
        share: Share of the time that is left, since its first year; None when not known.
    """

    record: Record
    sums: Amounts
    alarms: tuple[FundAlarm, ...]
    until: date | None
    days: int | None
    share: float | None

    @property
    def key(self) -> Key:
        """The fund."""
        return Key("fund", self.record.uid)

    @property
    def there(self) -> float:
        """Grant and own share, euro."""
        return (self.record.number("grant") or 0.0) + (self.record.number("own_share") or 0.0)

    @property
    def left(self) -> float | None:
        """What was not spent of it, euro; None when nobody said how much there is."""
        return self.there - self.sums.actual if self.there else None


def funds_of(state: PortfolioState, holds: Callable[[str], bool]) -> list[FundRow]:
    """Return the funds of some projects, those that money may be lost from first.

    Funds without a budget line are shown too, unless only some projects are wanted.
    """
    used = {cell.fund for cell in state.money.cells if holds(cell.project)}
    every = all(holds(cell.project) for cell in state.money.cells)
    rows = [
        _fund_row(state, record)
        for record in state.portfolio.all("fund")
        if record.uid in used or every
    ]
    order = {alarm.fund: at for at, alarm in reversed(list(enumerate(state.money.alarms)))}
    last = len(order) + len(state.money.alarms)
    return sorted(rows, key=lambda row: (order.get(row.record.uid, last), title_of(row.record)))


def _fund_row(state: PortfolioState, record: Record) -> FundRow:
    until, uid = day_of(record, "spend_until"), record.uid
    days = None if until is None else (until - state.today).days
    years = [cell.year for cell in state.money.cells if cell.fund == uid]
    begin = date(min(years), 1, 1) if years and min(years) > 0 else None
    share = None
    if until is not None and begin is not None and begin < until:
        share = min(max((days or 0) / (until - begin).days, 0.0), 1.0)
    sums = state.money.by_fund.get(uid, Amounts())
    alarms = tuple(one for one in state.money.alarms if one.fund == uid)
    return FundRow(record, sums, alarms, until, days, share)


def time_text(row: FundRow) -> str:
    """Return how long money can be spent."""
    if row.days is None:
        return ""
    if row.days < 0:
        return _tr("budget", "seit {0} vorbei").format(_days(-row.days))
    return _tr("budget", "noch {0}").format(_days(row.days))


def _days(days: int) -> str:
    return _tr("budget", "1 Tag") if days == 1 else _tr("budget", "{0} Tage").format(count(days))


def time_tip(row: FundRow) -> str:
    """Return the last day of spending."""
    if row.until is None:
        return _tr("budget", "Für diesen Topf ist kein Mittelabruf eingetragen.")
    text = _tr("budget", "Mittelabruf bis {0}").format(date_text(row.until))
    return f"{text}\n{time_text(row)}"


class FundColumn(IntEnum):
    """The columns of funds."""

    NAME = 0
    GRANT = 1
    OWN = 2
    SPENT = 3
    LEFT = 4
    TIME = 5
    UNTIL = 6
    PROGRAMME = 7


def _alarm_sign(row: FundRow) -> QIcon | None:
    return light_icon(alarm_light(row.alarms[0])) if row.alarms else None


def _alarm_tip(row: FundRow) -> str:
    return "\n".join((title_of(row.record), *(on_screen(one.text) for one in row.alarms)))


def _money(row: FundRow, name: str) -> str:
    value = row.record.number(name)
    return "" if value is None else euro_text(value)


def _paint_time(painter: QPainter, room: QRectF, row: FundRow) -> None:
    widest = _tr("budget", "noch {0}").format(_tr("budget", "{0} Tage").format(count(1_000)))
    paint_bar(painter, room, row.share, time_text(row), widest)


FUND_COLUMNS: Final[Mapping[FundColumn, Col[FundRow]]] = {
    FundColumn.NAME: Col(
        lambda: _tr("budget", "Fördertopf"), 32, lambda row: title_of(row.record), _alarm_tip,
        sign=_alarm_sign,
    ),
    FundColumn.GRANT: Col(
        lambda: _tr("budget", "Zuwendung"), 15, lambda row: _money(row, "grant"),
        order=lambda row: row.record.number("grant") or 0.0, is_number=True,
    ),
    FundColumn.OWN: Col(
        lambda: _tr("budget", "Eigenanteil"), 15, lambda row: _money(row, "own_share"),
        order=lambda row: row.record.number("own_share") or 0.0, is_number=True,
    ),
    FundColumn.SPENT: Col(
        lambda: _tr("budget", "Ausgegeben"), 15, lambda row: euro_text(row.sums.actual),
        lambda row: amounts_words(title_of(row.record), row.sums),
        order=lambda row: row.sums.actual, is_number=True,
        note=lambda: _tr("budget", "Von allen Projekten, auch wenn nur einige gezeigt werden."),
    ),
    FundColumn.LEFT: Col(
        lambda: _tr("budget", "Noch da"), 15,
        lambda row: "" if row.left is None else euro_text(row.left),
        order=lambda row: row.left or 0.0, is_number=True,
        note=lambda: _tr("budget", "Zuwendung und Eigenanteil, weniger das Ausgegebene."),
    ),
    FundColumn.TIME: Col(
        lambda: _tr("budget", "Zeit für den Abruf"), 34, time_text, time_tip, paint=_paint_time,
        order=lambda row: (row.days is None, row.days or 0),
        note=lambda: _tr("budget", "Welcher Teil der Zeit seit dem ersten Ansatz noch bleibt."),
    ),
    FundColumn.UNTIL: Col(
        lambda: _tr("budget", "Mittelabruf bis"), 16,
        lambda row: "" if row.until is None else date_text(row.until), time_tip,
        order=lambda row: (row.until is None, str(row.until)),
    ),
    FundColumn.PROGRAMME: Col(
        lambda: _tr("budget", "Programm"), 26, lambda row: row.record.text("programme")
    ),
}  # fmt: skip


# ---- budget lines --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class LineRow:
    """A budget line, with the names of its project and fund and its sums."""

    record: Record
    project: str
    fund: str
    amounts: Amounts

    @property
    def key(self) -> Key:
        """The budget line."""
        return Key("budget_line", self.record.uid)


def lines_of(state: PortfolioState, uids: Sequence[str]) -> list[LineRow]:
    """Return budget lines, by year, project and fund."""
    portfolio = state.portfolio
    found = (portfolio.get("budget_line", uid) for uid in uids)
    rows = [
        LineRow(
            record,
            portfolio.name("project", record.get("project")),
            portfolio.name("fund", record.get("fund")),
            amounts_of(record, state.today),
        )
        for record in found
        if record is not None
    ]
    return sorted(rows, key=lambda row: (whole_of(row.record, "year") or 0, row.project, row.fund))


class LineColumn(IntEnum):
    """The columns of budget lines."""

    YEAR = 0
    PROJECT = 1
    FUND = 2
    PURPOSE = 3
    PLAN = 4
    COMMITTED = 5
    ACTUAL = 6
    FORECAST = 7
    BOOKED = 8


def _purpose(row: LineRow) -> str:
    key = row.record.text("purpose")
    return on_screen(KINDS["budget_line"].field("purpose").choice_label(key)) if key else ""


def _over_sign(row: LineRow) -> QIcon | None:
    light = light_of(row.amounts)
    return light_icon(light) if light in {Light.YELLOW, Light.RED} else None


def _sum(title: Callable[[], str], pick: Callable[[Amounts], float]) -> Col[LineRow]:
    return Col(
        title,
        15,
        lambda row: euro_text(pick(row.amounts)) if pick(row.amounts) else "",
        lambda row: amounts_words(f"{row.project} · {row.fund}", row.amounts),
        order=lambda row: pick(row.amounts),
        is_number=True,
    )


LINE_COLUMNS: Final[Mapping[LineColumn, Col[LineRow]]] = {
    LineColumn.YEAR: Col(
        lambda: _tr("budget", "Jahr"), 9, lambda row: row.record.text("year"), sign=_over_sign,
        tip=lambda row: amounts_words(row.record.text("year"), row.amounts),
    ),
    LineColumn.PROJECT: Col(lambda: _tr("budget", "Projekt"), 28, lambda row: row.project),
    LineColumn.FUND: Col(lambda: _tr("budget", "Fördertopf"), 26, lambda row: row.fund),
    LineColumn.PURPOSE: Col(lambda: _tr("budget", "Zweck"), 16, _purpose),
    LineColumn.PLAN: _sum(lambda: _tr("budget", "Ansatz"), lambda sums: sums.plan),
    LineColumn.COMMITTED: _sum(lambda: _tr("budget", "Gebunden"), lambda sums: sums.committed),
    LineColumn.ACTUAL: _sum(lambda: _tr("budget", "Ausgegeben"), lambda sums: sums.actual),
    LineColumn.FORECAST: _sum(lambda: _tr("budget", "Erwartet"), lambda sums: sums.forecast),
    LineColumn.BOOKED: Col(
        lambda: _tr("budget", "Stand der Buchung"), 18,
        lambda row: "" if (day := day_of(row.record, "booked_on")) is None else date_text(day),
        order=lambda row: row.record.text("booked_on"),
    ),
}  # fmt: skip
