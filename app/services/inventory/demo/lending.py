"""What the Medienzentrum lends: items and loans in all states, some overdue."""

from datetime import date
from typing import Final

from app.domain.inventory.fields import Value
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.equipment import Equipment
from app.services.inventory.demo.schools import School
from app.services.inventory.demo.spaces import Room

ITEMS: Final = (
    ("case", "Medienkoffer Podcast", 48),
    ("case2", "Medienkoffer Trickfilm", 44),
    ("camera", "Systemkamera", 60),
    ("video", "Videokamera", 52),
    ("robot", "Roboter-Set", 96),
    ("vr", "VR-Brille", 100),
)
"""Type, name and number of what is lent; 400 in all."""
LOANS: Final = (
    ("out", 22),
    ("overdue", 7),
    ("reserved", 9),
    ("returned", 18),
    ("cancelled", 3),
    ("lost", 1),
)
"""How many loans there are of each state; overdue ones are `out`."""


class Lending:
    """Adds items and loans of the Medienzentrum."""

    def __init__(self, draft: Draft, equipment: Equipment) -> None:
        self._draft, self._equipment = draft, equipment
        self._later: list[tuple[str, dict[str, Value]]] = []

    def add(self, centre: School, rooms: list[Room], schools: list[School]) -> None:
        """Add items and loans; those that came to an end are ended by `finish`."""
        draft = self._draft
        shelves = [room for room in rooms if room.use in {"store", "specialist"}]
        plans = [(state, at) for state, many in LOANS for at in range(many * draft.scale)]
        names = [
            (key, f"{name} {number:02d}")
            for key, name, many in ITEMS
            for number in range(1, many * draft.scale + 1)
        ]
        draft.random.shuffle(names)
        for number, (key, name) in enumerate(names):
            state, at = plans[number] if number < len(plans) else ("", 0)
            shelf = shelves[number % len(shelves)]
            borrower = draft.pick(schools)
            loan = _loan(draft, state, at)
            item = self._item(key, name, centre, shelf, loan=loan, borrower=borrower)
            if state:
                self._add_loan(item, borrower, state, loan)

    def finish(self) -> list[tuple[str, dict[str, Value]]]:
        """Return loans and what they become: a new one is reserved or out, the rest comes after."""
        return self._later

    def _item(
        self,
        key: str,
        name: str,
        centre: School,
        shelf: Room,
        *,
        loan: dict[str, Value],
        borrower: School,
    ) -> str:
        draft = self._draft
        values: dict[str, Value] = {"state": "in_stock"}
        if loan.get("ends") == "out":
            holder, until = borrower.site.name, loan["due_on"]
            values = {"state": "lent", "holder": holder, "custody_until": until}
        elif loan.get("ends") == "lost":
            values = {"state": "lost", "note": "Nach einer Ausleihe nicht zurückgekommen."}
        elif not loan and draft.chance(0.03):
            values = {
                "state": "repair",
                "repair_note": draft.pick(("Akku schwach", "Teile fehlen")),
            }
        return self._equipment.add(
            key,
            name,
            centre.site,
            draft.past(date(2017, 2, 1), date(2025, 6, 30)),
            space=shelf.record,
            tags="|ausleihe|",
            in_service_on=None,
            **values,
        )

    def _add_loan(self, item: str, borrower: School, state: str, loan: dict[str, Value]) -> None:
        begins = "reserved" if state in {"reserved", "cancelled"} else "out"
        fields = {name: value for name, value in loan.items() if name != "ends"}
        after: dict[str, Value] = {
            name: fields.pop(name) for name in ("returned_on", "condition") if name in fields
        }
        record = self._draft.add(
            "loan",
            asset=item,
            state=begins,
            borrower=borrower.site.name,
            site=borrower.site.record,
            **fields,
        )
        if loan["ends"] != begins:
            if loan["ends"] == "lost":
                after["note"] = "Nicht zurückgekommen, auch nach zwei Erinnerungen."
            self._later.append((record, {"state": loan["ends"], **after}))


def _loan(draft: Draft, state: str, at: int) -> dict[str, Value]:
    """Return the days of a loan, and the state it ends in as `ends`; nothing for none."""
    spread = at % 20
    if not state:
        return {}
    if state in {"reserved", "cancelled"}:
        begin = 3 + 4 * spread
        return {
            "ends": state,
            "reserved_from": draft.day(begin),
            "reserved_until": draft.day(begin + 14),
        }
    if state == "out":
        return {"ends": "out", "out_on": draft.day(-1 - spread), "due_on": draft.day(20 - spread)}
    if state == "overdue":
        out = -35 - 3 * spread
        return {"ends": "out", "out_on": draft.day(out), "due_on": draft.day(out + 28)}
    out = -60 - 12 * spread
    loan: dict[str, Value] = {
        "ends": state,
        "out_on": draft.day(out),
        "due_on": draft.day(out + 21),
    }
    if state == "returned":
        loan["returned_on"] = draft.day(out + 18 + spread % 6)
        loan["condition"] = draft.pick(("in Ordnung", "in Ordnung", "Kabel fehlt", "verschmutzt"))
    return loan
