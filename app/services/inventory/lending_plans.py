"""What may be done with an item of the Medienzentrum, planned as changesets. Pure.

A loan goes its own way (`life_cycles.LOAN`), and the state of the item follows in the same
changeset: who has it and until when stands at the item, too. What stands against a plan is told as
a `LendingError` that names the other loan.
"""

from collections.abc import Sequence
from datetime import date

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import ASSET, LOAN
from app.domain.inventory.records import Record
from app.domain.inventory.working_days import is_working_day, working_day
from app.services.inventory.lendings import Borrower, LendingError, Period, conflict, day_of, told


def reserve(
    item: Record,
    loans: Sequence[Record],
    borrower: Borrower,
    period: Period,
    *,
    today: date,
    uid: str,
) -> Changeset:
    """Return what reserves an item.

    Args:
        item: The asset.
        loans: Loans of the item.
        borrower: Who wants it.
        period: The days.
        today: The day in the city.
        uid: Name of the new loan.

    Raises:
        LendingError: Something stands against it.
    """
    if item.text("state") not in {"in_stock", "in_service", "lent", "repair"}:
        raise LendingError(f"Das Gerät ist {_state(item)} und kann nicht reserviert werden.")
    if period.first < today:
        raise LendingError("Eine Reservierung kann nicht in der Vergangenheit beginnen.")
    if period.last < period.first:
        raise LendingError("Das Ende der Reservierung liegt vor ihrem Beginn.")
    _check_open(period.first, "Die Ausgabe")
    _check_open(period.last, "Die Rückgabe")
    _check_free(loans, period, today)
    values: Values = {
        "asset": item.uid,
        "state": "reserved",
        "borrower": borrower.text,
        "site": borrower.site or None,
        "reserved_from": period.first.isoformat(),
        "reserved_until": period.last.isoformat(),
    }
    return _changes(_create(uid, values), reason="Reservierung")


def check_out(
    item: Record,
    loans: Sequence[Record],
    borrower: Borrower,
    due: date,
    *,
    today: date,
    uid: str,
    reservation: Record | None = None,
) -> Changeset:
    """Return what hands an item out today.

    Args:
        item: The asset.
        loans: Loans of the item.
        borrower: Who takes it.
        due: When it is to be back; a working day.
        today: The day in the city.
        uid: Name of the loan where it was not reserved before.
        reservation: The reservation that is fulfilled; its borrower must be the same.

    Raises:
        LendingError: Something stands against it.
    """
    if ASSET.step(item.text("state"), "lent") is None:
        raise LendingError(f"Das Gerät ist {_state(item)} und kann nicht ausgegeben werden.")
    if due < today:
        raise LendingError("Die Rückgabe kann nicht vor der Ausgabe liegen.")
    _check_open(due, "Die Rückgabe")
    known = "" if reservation is None else reservation.uid
    _check_free(loans, Period(today, due), today, known)
    days: dict[str, Value] = {"out_on": today.isoformat(), "due_on": due.isoformat()}
    if reservation is None:
        begun = {
            "asset": item.uid,
            "state": "out",
            "borrower": borrower.text,
            "site": borrower.site or None,
        }
        loan = _create(uid, begun | days)
    else:
        _check_step(reservation, "out")
        taken: dict[str, Value] = {"borrower": borrower.text, "site": borrower.site or None}
        loan = _update(reservation, {"state": "out"} | taken | days)
    held = _update(
        item, {"state": "lent", "holder": borrower.text, "custody_until": due.isoformat()}
    )
    return _changes(loan, held, reason="Ausgabe")


def take_back(item: Record, loan: Record, condition: str, *, today: date) -> Changeset:
    """Return what takes an item back today.

    Args:
        item: The asset.
        loan: Its loan, out or lost.
        condition: In which condition it came back.
        today: The day in the city.

    Raises:
        LendingError: Something stands against it.
    """
    _check_step(loan, "returned")
    ended: dict[str, Value] = {
        "state": "returned",
        "returned_on": today.isoformat(),
        "condition": condition.strip() or None,
    }
    stored: dict[str, Value] = {"holder": None, "custody_until": None}
    if item.text("state") != "in_stock":
        if ASSET.step(item.text("state"), "in_stock") is None:
            raise LendingError(f"Das Gerät ist {_state(item)} und kann nicht zurückkommen.")
        stored["state"] = "in_stock"
    return _changes(_update(loan, ended), _update(item, stored), reason="Rückgabe")


def take_back_broken(item: Record, loan: Record, damage: str, *, today: date) -> Changeset:
    """Return what takes an item back today and gives it to repair, so that nobody lends it.

    Args:
        item: The asset.
        loan: Its loan, out.
        damage: What is broken.
        today: The day in the city.

    Raises:
        LendingError: Something stands against it, or nobody said what is broken.
    """
    _check_step(loan, "returned")
    damage = damage.strip()
    if not damage:
        raise LendingError("Bitte schreiben Sie in die Bemerkung, was defekt ist.")
    if ASSET.step(item.text("state"), "repair") is None:
        raise LendingError(f"Das Gerät ist {_state(item)} und kann nicht in Reparatur gehen.")
    ended: dict[str, Value] = {
        "state": "returned",
        "returned_on": today.isoformat(),
        "condition": damage,
    }
    broken: dict[str, Value] = {
        "state": "repair",
        "repair_note": damage,
        "holder": None,
        "custody_until": None,
    }
    return _changes(_update(loan, ended), _update(item, broken), reason="Rückgabe, defekt")


def extend(
    item: Record, loan: Record, loans: Sequence[Record], due: date, *, today: date
) -> Changeset:
    """Return what lets a borrower keep an item longer.

    Args:
        item: The asset.
        loan: Its loan, out.
        loans: Loans of the item.
        due: The new day of return; a working day.
        today: The day in the city.

    Raises:
        LendingError: Something stands against it.
    """
    if loan.text("state") != "out":
        raise LendingError("Verlängern lässt sich nur, was ausgegeben ist.")
    before = day_of(loan.get("due_on"))
    if due < today or (before is not None and due <= before):
        raise LendingError(
            "Der neue Tag der Rückgabe muss nach dem bisherigen und nach heute sein."
        )
    _check_open(due, "Die Rückgabe")
    _check_free(loans, Period(day_of(loan.get("out_on")) or today, due), today, loan.uid)
    day = due.isoformat()
    return _changes(
        _update(loan, {"due_on": day}),
        _update(item, {"custody_until": day}),
        reason="Verlängerung",
    )


def cancel(loan: Record) -> Changeset:
    """Return what gives a reservation up.

    Raises:
        LendingError: It is none.
    """
    _check_step(loan, "cancelled")
    return _changes(_update(loan, {"state": "cancelled"}), reason="Reservierung aufgehoben")


def lose(item: Record, loan: Record, note: str) -> Changeset:
    """Return what reports an item lost while it was out.

    Args:
        item: The asset.
        loan: Its loan, out.
        note: What is known of it; needed.

    Raises:
        LendingError: Something stands against it.
    """
    _check_step(loan, "lost")
    if not note.strip():
        raise LendingError("Bitte schreiben Sie, was über den Verlust bekannt ist.")
    if ASSET.step(item.text("state"), "lost") is None:
        raise LendingError(f"Das Gerät ist {_state(item)} und kann nicht verloren gehen.")
    values: Values = {"state": "lost", "note": note.strip()}
    return _changes(_update(loan, values), _update(item, values), reason="Verlust")


# ---- parts -----------------------------------------------------------------------------------
def _check_free(loans: Sequence[Record], period: Period, today: date, but: str = "") -> None:
    other = conflict(loans, period, today, but)
    if other is not None:
        text = f"In dieser Zeit ist das Gerät schon vergeben: {told(other)}."
        raise LendingError(text, other)


def _check_open(day: date, what: str) -> None:
    if not is_working_day(day):
        text = (
            f"{what} fällt auf einen Tag, an dem geschlossen ist ({day:%d.%m.%Y})."
            f" Der nächste Arbeitstag ist der {working_day(day):%d.%m.%Y}."
        )
        raise LendingError(text)


def _check_step(loan: Record, state: str) -> None:
    if LOAN.step(loan.text("state"), state) is None:
        field = KINDS["loan"].field("state")
        words = field.choice_label(loan.get("state"))
        raise LendingError(
            f"Die Ausleihe ist {words}; „{field.choice_label(state)}“ geht damit nicht mehr."
        )


def _state(item: Record) -> str:
    return KINDS["asset"].field("state").choice_label(item.get("state"))


def _create(uid: str, values: Values) -> Operation:
    filled = {name: value for name, value in values.items() if value is not None}
    return Operation(Action.CREATE, "loan", uid, filled)


def _update(record: Record, values: Values) -> Operation:
    return Operation(Action.UPDATE, record.kind, record.uid, values, record.rev)


def _changes(*operations: Operation, reason: str) -> Changeset:
    return Changeset(operations, reason, Origin.LENDING)
