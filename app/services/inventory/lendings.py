"""Lending of the Medienzentrum: who borrows, and what loans say of the days of an item. Pure.

What may be done with an item is planned in `lending_plans`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.domain.inventory.working_days import working_day

LENT_TAG: Final = "ausleihe"
"""Assets with this tag can be lent."""
USUAL_DAYS: Final = 14
"""A loan takes so long when nobody says otherwise."""

_CODE: Final = re.compile(r"(?=\S*\d|[A-ZÄÖÜ]{2,8}$)\S{2,24}")
"""A code has no spaces, and a digit or capital letters only: so it is no name of a person."""
_DAY: Final = timedelta(days=1)


class LendingError(Exception):
    """Something stands against a plan; a whole sentence, German.

    Attributes:
        other: The loan that stands against it; None where it is something else.
    """

    def __init__(self, text: str, other: Record | None = None) -> None:
        super().__init__(text)
        self.other = other


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included.

    Attributes:
        first: First day.
        last: Last day; not before the first.
    """

    first: date
    last: date

    def overlaps(self, other: "Period") -> bool:
        """Tell whether a day belongs to both."""
        return self.first <= other.last and other.first <= self.last

    def __contains__(self, day: date) -> bool:
        """Tell whether a day belongs to it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Borrower:
    """Who borrows: a school or a code, never a name.

    Attributes:
        text: What stands in the loan.
        site: Site of the school; empty for a code.
    """

    text: str
    site: str = ""


def as_borrower(text: str, schools: Iterable[tuple[str, str]]) -> Borrower:
    """Return who is meant by a text.

    Args:
        text: Name of a school, or a code.
        schools: Name and site of all schools.

    Raises:
        LendingError: It is neither.
    """
    plain = " ".join(text.split())
    for name, site in schools:
        if name.casefold() == plain.casefold():
            return Borrower(name, site)
    if not plain:
        raise LendingError("Bitte nennen Sie die Schule oder ein Kürzel.")
    if _CODE.fullmatch(plain) is None:
        raise LendingError(
            f"„{plain}“ ist keine Schule der Stadt und kein Kürzel. Ein Kürzel hat keine"
            " Leerzeichen und mindestens eine Ziffer, etwa „GS-12“; Namen von Personen werden"
            " nicht gespeichert."
        )
    return Borrower(plain)


# ---- what a loan says ------------------------------------------------------------------------
def period_of(loan: Record, today: date) -> Period | None:
    """Return the days on which a loan holds its item; None when it holds it no more.

    An item that should be back is held until today at least: nobody knows when it comes.
    """
    state = loan.text("state")
    if state == "reserved":
        first, last = day_of(loan.get("reserved_from")), day_of(loan.get("reserved_until"))
    elif state == "out":
        first, last = day_of(loan.get("out_on")), day_of(loan.get("due_on"))
        last = None if last is None else max(last, today)
    else:
        return None
    first = first or last or today
    return Period(first, max(last or first, first))


def is_overdue(loan: Record, today: date) -> bool:
    """Tell whether an item should be back."""
    due = day_of(loan.get("due_on"))
    return loan.text("state") == "out" and due is not None and due < today


def overdue(loans: Iterable[Record], today: date) -> list[Record]:
    """Return the loans whose items should be back, the longest overdue first."""
    late = [loan for loan in loans if is_overdue(loan, today)]
    return sorted(late, key=lambda loan: (loan.text("due_on"), loan.uid))


def conflict(loans: Iterable[Record], period: Period, today: date, but: str = "") -> Record | None:
    """Return the first loan of an item that holds it on one of these days.

    Args:
        loans: Loans of the item.
        period: The days.
        today: The day in the city.
        but: Uid of a loan that does not count.
    """
    held = [
        (found, loan)
        for loan in loans
        if loan.uid != but and (found := period_of(loan, today)) is not None
    ]
    clashing = [(found.first, loan.uid, loan) for found, loan in held if found.overlaps(period)]
    return min(clashing, key=lambda one: one[:2])[2] if clashing else None


def free_until(loans: Iterable[Record], today: date) -> date | None:
    """Return the last day an item is free from today on; None for no end.

    Raises:
        LendingError: It is not free today.
    """
    ends = []
    for loan in loans:
        found = period_of(loan, today)
        if found is not None and today in found:
            raise LendingError(f"Heute nicht frei: {told(loan)}.", loan)
        if found is not None and found.first > today:
            ends.append(found.first - _DAY)
    return min(ends, default=None)


def told(loan: Record) -> str:
    """Return a loan in words: its state, who has it, its days."""
    state = KINDS["loan"].field("state").choice_label(loan.get("state"))
    names = ("reserved_from", "reserved_until")
    if loan.text("state") != "reserved":
        names = ("out_on", "due_on")
    days = " bis ".join(german_day(loan.get(name)) for name in names)
    return f"{state} an {loan.text('borrower')}, {days}"


def german_day(value: Value) -> str:
    """Return a day as Germans write it; a question mark for none."""
    day = day_of(value)
    return "?" if day is None else f"{day:%d.%m.%Y}"


def proposed_return(first: date, days: int = USUAL_DAYS) -> date:
    """Return when an item is usually to be back: a working day."""
    return working_day(first + timedelta(days=days))


def day_of(value: Value) -> date | None:
    """Return the day a value of a record names; None for none."""
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
