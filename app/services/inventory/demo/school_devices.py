"""Devices of schools: tablets, notebooks, displays, aged as the funding of their years."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from app.domain.inventory.fields import Value
from app.services.inventory.demo import figures
from app.services.inventory.demo.catalogue import Catalogue
from app.services.inventory.demo.drafts import Draft, later
from app.services.inventory.demo.equipment import Equipment
from app.services.inventory.demo.schools import FORMS, KNOWN_SCHOOL, School
from app.services.inventory.demo.sites import Site
from app.services.inventory.demo.spaces import Room


class Wave(NamedTuple):
    """A purchase.

    Attributes:
        share: Share of all devices of the kind.
        type: Key of the type.
        first: First day of delivery.
        last: Last day of delivery.
        fund: Row of the fund that paid.
        order: Number of the order.
    """

    share: float
    type: str
    first: date
    last: date
    fund: int
    order: str


TABLET_WAVES: Final = (
    Wave(0.10, "ipad7", date(2020, 9, 1), date(2020, 12, 15), 0, "B-2020-0114"),
    Wave(0.28, "ipad8", date(2021, 1, 10), date(2021, 6, 30), 0, "B-2021-0023"),
    Wave(0.14, "ipad9", date(2022, 1, 15), date(2022, 11, 30), 2, "B-2022-0071"),
    Wave(0.13, "ipad9", date(2023, 2, 1), date(2023, 7, 31), 2, "B-2023-0048"),
    Wave(0.23, "ipad10", date(2024, 1, 15), date(2024, 11, 30), 2, "B-2024-0012"),
    Wave(0.12, "ipad11", date(2025, 3, 15), date(2025, 9, 30), 3, "B-2025-0037"),
)
"""Purchases of tablets 2020 to 2025; the shares are made up."""
BOOK_WAVES: Final = (
    Wave(0.55, "book1", date(2020, 11, 1), date(2021, 5, 31), 1, "B-2020-0131"),
    Wave(0.45, "book2", date(2024, 1, 15), date(2025, 6, 30), 3, "B-2024-0066"),
)
_DISPLAY_WAVES: Final = (
    Wave(0.22, "beamer", date(2018, 3, 1), date(2019, 12, 1), 3, "B-2018-0009"),
    Wave(0.33, "board", date(2020, 10, 1), date(2022, 6, 30), 2, "B-2020-0140"),
    Wave(0.45, "panel", date(2022, 9, 1), date(2024, 12, 1), 2, "B-2022-0090"),
)
_NOTEBOOKS: Final = 2_100
_STATES: Final = ("in_service", "in_stock", "repair", "lent", "lost", "decommissioned", "staged")
_YOUNG: Final = (94.0, 2.4, 1.2, 0.8, 0.4, 0.2, 1.0)
_OLD: Final = (80.0, 5.0, 2.4, 0.6, 1.2, 10.5, 0.3)
"""Shares of states, of devices within their lifetime and beyond, percent."""
_DAMAGES: Final = ("Display gesprungen", "Akku schwach", "Ladebuchse defekt", "startet nicht")
_SHORT_EACH: Final = 13
"""Every so many schools have fewer devices than they should."""
_SET: Final = 24
"""Tablets of a class set, which are kept in one room."""


class SchoolDevices:
    """Adds the devices of schools."""

    def __init__(
        self, draft: Draft, equipment: Equipment, catalogue: Catalogue, store: Site
    ) -> None:
        self._draft, self._equipment, self._catalogue = draft, equipment, catalogue
        self._store = store
        self._holders = 0

    def add_all(self, schools: list[tuple[School, list[Room]]]) -> Iterator[None]:
        """Add tablets, notebooks and displays of all schools; yields after each school."""
        tablets, books = _shares(self._draft, [school for school, _ in schools])
        shown = _displays([rooms for _, rooms in schools])
        for row, (school, rooms) in enumerate(schools):
            self._add_tablets(school, rooms, tablets[row])
            self._add_notebooks(school, books[row])
            self._add_displays(school, rooms, shown[row])
            yield

    def _add_tablets(self, school: School, rooms: list[Room], count: int) -> None:
        fit = [room for room in rooms if room.use in {"classroom", "specialist"}]
        counts = _by_share(TABLET_WAVES, count)
        if school.site.name == KNOWN_SCHOOL:
            # The first delivery of the one school whose number is known.
            counts = _by_share(TABLET_WAVES[2:], count - figures.HEESSEN_TABLETS)
            counts = [0, figures.HEESSEN_TABLETS, *counts]
        number = 0
        for wave, many in zip(TABLET_WAVES, counts, strict=True):
            personal = self._draft.chance(0.35)
            for _ in range(many):
                room = None if personal else fit[number // _SET % len(fit)]
                self._add(school, wave, room, is_set=not personal)
                number += 1

    def _add_notebooks(self, school: School, count: int) -> None:
        for wave, many in zip(BOOK_WAVES, _by_share(BOOK_WAVES, count), strict=True):
            for _ in range(many):
                self._add(school, wave, None, is_set=False)

    def _add(self, school: School, wave: Wave, room: Room | None, *, is_set: bool) -> None:
        draft = self._draft
        bought = draft.past(wave.first, wave.last)
        is_old = later(bought, 60) <= draft.today
        state = draft.pick(_STATES, _OLD if is_old else _YOUNG)
        values: dict[str, Value] = {
            "fund": self._catalogue.funds[wave.fund],
            "supplier": self._catalogue.vendors["Systemhaus A"],
            "order_number": wave.order,
            "space": room.record if room else None,
            "tags": ("|digitalpakt|koffer|" if is_set else "|digitalpakt|")
            if wave.fund != len(self._catalogue.funds) - 1
            else None,
            "support_level": "first",
        }
        if not is_set and state == "in_service":
            self._holders += 1
            values["holder"] = f"{school.site.district[:2].upper()}-{self._holders:05d}"
        if draft.chance(0.15):
            values["custom"] = json.dumps({"kostenstelle": f"{4100 + wave.fund:04d}"})
        values |= self._of_state(state, bought)
        self._equipment.add(wave.type, None, school.site, bought, **values)

    def _of_state(self, state: str, bought: date) -> dict[str, Value]:
        """Return what a state brings with it."""
        draft = self._draft
        values: dict[str, Value] = {"state": state}
        if state in {"in_stock", "staged"}:
            values |= {"site": self._store.record, "space": None, "holder": None}
            values["in_service_on"] = None
        elif state == "repair":
            values["repair_note"] = draft.pick(_DAMAGES)
        elif state == "lent":
            values["holder"] = f"Klasse {draft.random.randint(5, 10)}{draft.pick('abcd')}"
            values["custody_until"] = draft.day(draft.random.randint(-30, 200))
        elif state == "lost":
            values |= {"space": None, "note": "Bei der letzten Inventur nicht gefunden."}
        elif state == "decommissioned":
            last = max(bought, draft.today - timedelta(days=draft.random.randint(20, 500)))
            values |= {"decommissioned_on": last.isoformat(), "space": None, "tags": "|ersatz|"}
        return values

    def _add_displays(self, school: School, rooms: list[Room], count: int) -> None:
        draft = self._draft
        fit = _rooms_for_displays(rooms)
        for at in range(count):
            room = fit[at % len(fit)]
            wave = draft.pick(_DISPLAY_WAVES, [one.share for one in _DISPLAY_WAVES])
            top = room.top + (0.4 if at < len(fit) else room.depth - 0.4)
            self._equipment.add(
                wave.type,
                None,
                school.site,
                draft.past(wave.first, wave.last),
                space=room.record,
                plan_x=round(room.west + room.width / 2, 1),
                plan_y=round(top, 1),
                fund=self._catalogue.funds[wave.fund],
                supplier=self._catalogue.vendors["Systemhaus B"],
                order_number=wave.order,
                state="repair" if (broken := draft.chance(0.012)) else "in_service",
                repair_note="Kein Bild" if broken else None,
            )


def _shares(draft: Draft, schools: list[School]) -> tuple[list[int], list[int]]:
    """Return tablets and notebooks of each school: by pupils and target, in all as many as known.

    A few schools got so few that they miss their target.
    """
    weights, pupils = [], []
    for row, school in enumerate(schools):
        target = FORMS[school.form].target if school.form else 1.0
        is_short = row % _SHORT_EACH == 1 and school.site.name != KNOWN_SCHOOL
        luck = 0.3 if is_short else draft.random.uniform(0.8, 1.2)
        weights.append(max(school.pupils, 8) / target**0.5 * luck)
        pupils.append(max(school.pupils, 20) * luck)
    tablets = _apportioned(weights, (figures.TABLETS - _NOTEBOOKS) * draft.scale)
    return tablets, _apportioned(pupils, _NOTEBOOKS * draft.scale)


def _displays(rooms: list[list[Room]]) -> list[int]:
    """Return displays of each school: one for each room that needs one, as many as are known."""
    return _apportioned([float(len(_rooms_for_displays(one))) for one in rooms], figures.DISPLAYS)


def _rooms_for_displays(rooms: list[Room]) -> list[Room]:
    return [room for room in rooms if room.use in {"classroom", "specialist"}]


def _by_share(waves: tuple[Wave, ...], count: int) -> list[int]:
    return _apportioned([wave.share for wave in waves], max(count, 0))


def _apportioned(weights: list[float], total: int) -> list[int]:
    """Return whole numbers in proportion to weights that sum to a total (largest remainders)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda row: counts[row] - exact[row])
    for row in order[: total - sum(counts)]:
        counts[row] += 1
    return counts
