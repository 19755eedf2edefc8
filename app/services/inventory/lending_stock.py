"""Reads what can be lent, its loans, and who may borrow."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Record
from app.services.inventory.lendings import LENT_TAG, is_overdue, period_of
from app.services.inventory.moments import values_at
from app.services.ports import InventoryReader


@dataclass(frozen=True, slots=True)
class LendingStock:
    """All that is lent.

    Attributes:
        items: Assets that can be lent, by what they are called.
        titles: What they are called, by uid.
        models: The model of each, by uid.
        loans: Loans by the uid of the item, the oldest first.
        schools: Name and site of each school.
        spaces: Names of the rooms of the items, by uid of the item.
    """

    items: tuple[Record, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    loans: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    schools: tuple[tuple[str, str], ...] = ()
    spaces: Mapping[str, str] = field(default_factory=dict)

    def loans_of(self, uid: str) -> tuple[Record, ...]:
        """Return the loans of an item, the oldest first."""
        return self.loans.get(uid, ())

    def current(self, uid: str, today: date) -> Record | None:
        """Return the loan that has the item, else the reservation that is next or of today."""
        loans = self.loans_of(uid)
        for loan in loans:
            if loan.text("state") == "out":
                return loan
        coming = [
            (found.first, loan.uid, loan)
            for loan in loans
            if (found := period_of(loan, today)) is not None and found.last >= today
        ]
        return min(coming, key=lambda one: one[:2])[2] if coming else None

    def is_free(self, item: Record, today: date) -> bool:
        """Tell whether an item lies in stock and is not reserved today."""
        return item.text("state") == "in_stock" and not any(
            (found := period_of(loan, today)) is not None and today in found
            for loan in self.loans_of(item.uid)
        )

    def free_by_model(self, today: date) -> list[tuple[str, int, int]]:
        """Return of each model how many items are free today, and how many there are."""
        models = self.models
        free = Counter(models[one.uid] for one in self.items if self.is_free(one, today))
        there = Counter(models[one.uid] for one in self.items)
        return [(model, free[model], there[model]) for model in sorted(there)]

    def out(self) -> list[Record]:
        """Return the loans whose items are out, those due first at the top."""
        found = [loan for loans in self.loans.values() for loan in loans]
        out = [loan for loan in found if loan.text("state") == "out"]
        return sorted(out, key=lambda loan: (loan.text("due_on"), loan.uid))

    def reserved_for(self, today: date) -> list[Record]:
        """Return the reservations whose days have come and whose items are still here."""
        return [
            loan
            for loans in self.loans.values()
            for loan in loans
            if loan.text("state") == "reserved"
            and (found := period_of(loan, today)) is not None
            and found.first <= today
        ]

    def late(self, borrower: str, today: date) -> list[tuple[str, Record]]:
        """Return what a borrower should have brought back: titles and loans."""
        return [
            (self.titles.get(loan.text("asset"), ""), loan)
            for loan in self.out()
            if loan.text("borrower") == borrower and is_overdue(loan, today)
        ]


def read_stock(reader: InventoryReader, at_us: int | None = None) -> LendingStock:
    """Return all that can be lent, with its loans.

    Args:
        reader: Reads the inventory; used in the calling thread.
        at_us: The moment, µs UTC; None for the present.

    Raises:
        StoppedError: The reader was interrupted.
    """
    lent = (Filter("tags", Operator.HAS_TAG, (LENT_TAG,)),)
    known = {one.uid: one for one in reader.records("asset", lent, at_us=at_us)}
    loans: dict[str, list[Record]] = {}
    for loan in reader.records("loan", at_us=at_us):
        loans.setdefault(loan.text("asset"), []).append(loan)
    strangers = tuple(uid for uid in loans if uid not in known)
    if strangers:  # lent although nothing says that they can be
        wanted = (Filter("uid", Operator.IN, strangers),)
        known |= {one.uid: one for one in reader.records("asset", wanted, at_us=at_us)}
    paths = ("uid", "tag", "name", "type.name", "space.name")
    wanted = (Filter("uid", Operator.IN, tuple(known)),)
    rows = list(values_at(reader, "asset", paths, wanted, at_us))
    models = {str(uid): str(model or "") for uid, _, _, model, _ in rows}
    titles = {str(uid): _title(tag, name, model) for uid, tag, name, model, _ in rows}
    schools = values_at(reader, "school", ("name", "site"), at_us=at_us)
    return LendingStock(
        tuple(sorted(known.values(), key=lambda one: (titles[one.uid], one.uid))),
        titles,
        models,
        {uid: _by_day(found) for uid, found in loans.items()},
        tuple(sorted((str(name), str(site)) for name, site in schools)),
        {str(uid): str(space or "") for uid, _, _, _, space in rows},
    )


def _title(tag: object, name: object, model: object) -> str:
    parts = [str(one) for one in (name or model, tag) if one]
    return " · ".join(parts)


def _by_day(loans: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(
        sorted(loans, key=lambda one: (one.text("out_on") or one.text("reserved_from"), one.uid))
    )
