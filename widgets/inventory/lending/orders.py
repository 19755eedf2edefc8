"""From what a person gave to a changeset: which loan is meant, which orders fit."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.changes import Changeset
from app.domain.inventory.life_cycles import ASSET
from app.domain.inventory.records import Record
from app.services.inventory.lending_stock import LendingStock
from app.services.inventory.lendings import (
    LendingError,
    Period,
    as_borrower,
    cancel,
    check_out,
    extend,
    lose,
    period_of,
    reserve,
    take_back,
)
from widgets.inventory.lending.form import Order

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
    elif state == "lost":
        found.add(Order.TAKE_BACK)
    if loan is not None and stock.late(loan.text("borrower"), today):
        found.add(Order.REMIND)
    return found


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
    if order is Order.EXTEND:
        return extend(item, loan, loans, period.last, today=today)
    return cancel(loan) if order is Order.CANCEL else lose(item, loan, given.note)


def _is_for(loan: Record, borrower: str) -> bool:
    return loan.text("borrower").casefold() == borrower.casefold()


def done_text(order: Order) -> str:
    """Return what is said once an order is carried out."""
    return {
        Order.RESERVE: _tr("lending", "Das Gerät ist reserviert."),
        Order.CHECK_OUT: _tr("lending", "Das Gerät ist ausgegeben."),
        Order.TAKE_BACK: _tr("lending", "Das Gerät ist zurück."),
        Order.EXTEND: _tr("lending", "Die Ausleihe ist verlängert."),
        Order.CANCEL: _tr("lending", "Die Reservierung ist aufgehoben."),
        Order.LOSE: _tr("lending", "Das Gerät ist als verloren gemeldet."),
    }.get(order, "")
