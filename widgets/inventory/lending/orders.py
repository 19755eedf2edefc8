"""From what a person gave to a changeset: which loan is meant, which orders fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.changes import Changeset
from app.domain.inventory.life_cycles import ASSET
from app.domain.inventory.records import Record
from app.services.inventory.lending_plans import (
    cancel,
    check_out,
    extend,
    lose,
    reserve,
    take_back,
    take_back_broken,
)
from app.services.inventory.lending_stock import LendingStock
from app.services.inventory.lendings import LendingError, Period, as_borrower, period_of
from widgets.foreign_texts import on_screen
from widgets.inventory.lending.form import Order
from widgets.texts import count

_tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave.

    Attributes:
        item: The asset.
        loan: The loan that is meant; None for none.
        borrower: The text of the borrower.
        period: The days; None when they cannot be read.
        note: Condition or remark.
    """

    item: Record
    loan: Record | None
    borrower: str
    period: Period | None
    note: str


def loan_meant(
    stock: LendingStock, item: Record, period: Period | None, today: date
) -> Record | None:
    """Return the loan a person means: that of the chosen days, else the one of now."""
    if period is not None:
        for loan in stock.loans_of(item.uid):
            found = period_of(loan, today)
            if found is not None and found.overlaps(period):
                return loan
    current = stock.current(item.uid, today)
    if current is None and item.text("state") == "lost":
        lost = [loan for loan in stock.loans_of(item.uid) if loan.text("state") == "lost"]
        return lost[-1] if lost else None
    return current


def fitting(stock: LendingStock, item: Record, loan: Record | None, today: date) -> set[Order]:
    """Return the orders that fit an item and the loan that is meant."""
    found = {Order.RESERVE}
    state = "" if loan is None else loan.text("state")
    if ASSET.step(item.text("state"), "lent") is not None:
        found.add(Order.CHECK_OUT)
    if loan is not None:
        found.add(Order.SLIP)
    if state == "reserved":
        found.add(Order.CANCEL)
    elif state == "out":
        found |= {Order.TAKE_BACK, Order.EXTEND, Order.LOSE}
        if ASSET.step(item.text("state"), "repair") is not None:
            found.add(Order.BREAK)
    elif state == "lost":
        found.add(Order.TAKE_BACK)
    if loan is not None and stock.late(loan.text("borrower"), today):
        found.add(Order.REMIND)
    return found


_FOR_ONE: Final = frozenset({Order.SLIP, Order.REMIND})
"""Orders that are about one loan only."""


def fitting_all(
    stock: LendingStock, items: Sequence[Record], period: Period | None, today: date
) -> set[Order]:
    """Return the orders that fit all of some items."""
    each = [fitting(stock, item, loan_meant(stock, item, period, today), today) for item in items]
    found = set[Order].intersection(*each) if each else set()
    return found if len(items) == 1 else found - _FOR_ONE


def plan_all(
    order: Order, given: Sequence[Given], stock: LendingStock, *, today: date, uids: Sequence[str]
) -> Changeset:
    """Return what an order changes for several items, all together or not at all.

    Args:
        order: The order.
        given: What was given, for each item.
        stock: What can be lent.
        today: The day in the city.
        uids: Names of new loans, one for each item.

    Raises:
        LendingError: Something stands against it, with the item it is about.
    """
    made = []
    for one, uid in zip(given, uids, strict=True):
        try:
            made.append(plan(order, one, stock, today=today, uid=uid))
        except LendingError as error:
            if len(given) == 1:
                raise
            raise LendingError(f"{stock.titles[one.item.uid]}: {on_screen(str(error))}") from error
    operations = [operation for changes in made for operation in changes.operations]
    return replace(made[0], operations=operations)


def plan(order: Order, given: Given, stock: LendingStock, *, today: date, uid: str) -> Changeset:
    """Return what an order changes.

    Raises:
        LendingError: Something stands against it, or something is missing.
    """
    item, loan, loans = given.item, given.loan, stock.loans_of(given.item.uid)
    if order in {Order.RESERVE, Order.CHECK_OUT, Order.EXTEND} and given.period is None:
        raise LendingError(
            _tr("lending", "Bitte geben Sie an, von wann bis wann das Gerät gebraucht wird.")
        )
    period = given.period or Period(today, today)
    if order is Order.RESERVE:
        borrower = as_borrower(given.borrower, stock.schools)
        return reserve(item, loans, borrower, period, today=today, uid=uid)
    if order is Order.CHECK_OUT:
        borrower = as_borrower(given.borrower, stock.schools)
        is_this = loan is not None and loan.text("state") == "reserved"
        kept = loan if is_this and loan is not None and _is_for(loan, borrower.text) else None
        return check_out(item, loans, borrower, period.last, today=today, uid=uid, reservation=kept)
    if loan is None:
        raise LendingError(_tr("lending", "Für dieses Gerät gibt es keine Ausleihe."))
    if order is Order.TAKE_BACK:
        return take_back(item, loan, given.note, today=today)
    if order is Order.BREAK:
        return take_back_broken(item, loan, given.note, today=today)
    if order is Order.EXTEND:
        return extend(item, loan, loans, period.last, today=today)
    return cancel(loan) if order is Order.CANCEL else lose(item, loan, given.note)


def _is_for(loan: Record, borrower: str) -> bool:
    return loan.text("borrower").casefold() == borrower.casefold()


def done_text(order: Order, many: int = 1) -> str:
    """Return what is said once an order is carried out for so many items."""
    if many > 1:
        return {
            Order.RESERVE: _tr("lending", "{0} Geräte sind reserviert."),
            Order.CHECK_OUT: _tr("lending", "{0} Geräte sind ausgegeben."),
            Order.TAKE_BACK: _tr("lending", "{0} Geräte sind zurück."),
            Order.BREAK: _tr("lending", "{0} Geräte sind zurück und in Reparatur."),
            Order.EXTEND: _tr("lending", "{0} Ausleihen sind verlängert."),
            Order.CANCEL: _tr("lending", "{0} Reservierungen sind aufgehoben."),
            Order.LOSE: _tr("lending", "{0} Geräte sind als verloren gemeldet."),
        }[order].format(count(many))
    return {
        Order.RESERVE: _tr("lending", "Das Gerät ist reserviert."),
        Order.CHECK_OUT: _tr("lending", "Das Gerät ist ausgegeben."),
        Order.TAKE_BACK: _tr("lending", "Das Gerät ist zurück."),
        Order.BREAK: _tr("lending", "Das Gerät ist zurück und in Reparatur."),
        Order.EXTEND: _tr("lending", "Die Ausleihe ist verlängert."),
        Order.CANCEL: _tr("lending", "Die Reservierung ist aufgehoben."),
        Order.LOSE: _tr("lending", "Das Gerät ist als verloren gemeldet."),
    }.get(order, "")
