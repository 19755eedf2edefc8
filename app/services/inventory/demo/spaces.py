"""Buildings, floors and rooms of sites, with a simple floor plan in metres."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.sites import Site

_ROOM: Final = 9.0
"""Width of a room, m."""
_DEPTH: Final = 8.0
"""Depth of a room, m."""
_CORRIDOR: Final = 3.0
"""Width of a corridor, m."""
_HALL: Final = (27.0, 15.0)
"""A gym with one court, m."""

Wanted = tuple[str, str]
"""Name and use of a room."""
_SUBJECTS: Final = (
    "Physik",
    "Chemie",
    "Biologie",
    "Informatik",
    "Musik",
    "Kunst",
    "Werken",
    "Küche",
)


@dataclass(frozen=True, slots=True)
class Room:
    """A room on its floor plan.

    Attributes:
        record: Its record.
        use: What it is for.
        building: Row of the building.
        west: Left edge, m.
        top: Upper edge, m.
        width: m.
        depth: m.
    """

    record: str
    use: str
    building: int
    west: float
    top: float
    width: float
    depth: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle on the plan, m."""
        return self.west + self.width / 2, self.top + self.depth / 2


def school_rooms(classrooms: int, specialists: int) -> list[Wanted]:
    """Return the rooms a school wants, in the order in which they are laid out."""
    rooms: list[Wanted] = [
        ("Technik", "technical"),
        ("Sekretariat", "office"),
        ("Lehrerzimmer", "office"),
    ]
    rooms += [("Klassenraum", "classroom")] * classrooms
    rooms += [
        (f"Fachraum {_SUBJECTS[at % len(_SUBJECTS)]}", "specialist") for at in range(specialists)
    ]
    return [*rooms, ("Lehrmittel", "store"), ("Mehrzweckraum", "other")]


def office_rooms(offices: int) -> list[Wanted]:
    """Return the rooms a place of the administration wants."""
    return [("Technik", "technical"), *[("Büro", "office")] * offices, ("Lager", "store")]


def add_spaces(
    draft: Draft, site: Site, wanted: list[Wanted], *, floors: int, width: int, gym: bool = False
) -> list[Room]:
    """Add buildings with floors and rooms, and return the rooms.

    Args:
        draft: Where they go.
        site: Where they stand.
        wanted: The rooms.
        floors: How many floors a building has at most.
        width: How many rooms lie on each side of a corridor.
        gym: True when there is a gym and a yard as well.
    """
    waiting = list(wanted)
    rooms: list[Room] = []
    building = 0
    while waiting:
        letter = chr(ord("A") + building)
        record = draft.add(
            "space", site=site.record, kind="building", name=f"Gebäude {letter}", number=letter
        )
        if building:
            waiting.insert(0, ("Technik", "technical"))
        for level in range(floors):
            part, waiting = waiting[: 2 * width - 2], waiting[2 * width - 2 :]
            rooms += _add_floor(draft, site, record, (building, level), part, width=width)
            if not waiting:
                break
        building += 1
    if gym:
        rooms.append(_add_gym(draft, site, building))
        draft.add("space", site=site.record, kind="outdoor", name="Schulhof", use="other")
    return rooms


def _add_floor(
    draft: Draft,
    site: Site,
    building: str,
    at: tuple[int, int],
    wanted: list[Wanted],
    *,
    width: int,
) -> Iterator[Room]:
    """Add a floor: rooms above and below a corridor, stairs and toilets at its right end."""
    row, level = at
    # What stays free of a floor that is not full is not built.
    width = max(2, min(width, (len(wanted) + 3) // 2))
    whole, depth = width * _ROOM, 2 * _DEPTH + _CORRIDOR
    floor = _add_level(draft, site, building, level, (whole, depth))
    letter = chr(ord("A") + row)
    slots = [(top, place) for place in range(width - 1) for top in (0.0, _DEPTH + _CORRIDOR)]
    for number, ((name, use), (top, place)) in enumerate(zip(wanted, slots, strict=False), 1):
        mark = f"{letter}{level}.{number:02d}"
        box = (place * _ROOM, top, _ROOM, _DEPTH)
        yield _add_room(draft, site, floor, (f"{name} {mark}", mark, use), building=row, box=box)
    right = (width - 1) * _ROOM
    for name, use, box in (
        ("Flur", "corridor", (0.0, _DEPTH, whole, _CORRIDOR)),
        ("Treppenhaus", "other", (right, 0.0, _ROOM, _DEPTH)),
        ("WC", "other", (right, _DEPTH + _CORRIDOR, _ROOM, _DEPTH)),
    ):
        mark = f"{letter}{level}.{name[0]}"
        yield _add_room(draft, site, floor, (name, mark, use), building=row, box=box)


def _add_level(
    draft: Draft, site: Site, building: str, level: int, size: tuple[float, float]
) -> str:
    width, depth = size
    return draft.add(
        "space",
        site=site.record,
        parent=building,
        kind="floor",
        name="Erdgeschoss" if level == 0 else f"{level}. Obergeschoss",
        number=str(level),
        level=level,
        area_m2=width * depth,
        plan_width_m=width,
        plan_height_m=depth,
        outline=_outline(0.0, 0.0, width, depth),
    )


def _add_gym(draft: Draft, site: Site, building: int) -> Room:
    record = draft.add(
        "space", site=site.record, kind="building", name="Sporthalle", number=chr(65 + building)
    )
    floor = _add_level(draft, site, record, 0, _HALL)
    mark = f"{chr(65 + building)}0.01"
    return _add_room(
        draft,
        site,
        floor,
        (f"Halle {mark}", mark, "hall"),
        building=building,
        box=(0.0, 0.0, *_HALL),
    )


def _add_room(
    draft: Draft,
    site: Site,
    floor: str,
    what: tuple[str, str, str],
    *,
    building: int,
    box: tuple[float, float, float, float],
) -> Room:
    name, number, use = what
    record = draft.add(
        "space",
        site=site.record,
        parent=floor,
        kind="room",
        name=name,
        number=number,
        use=use,
        area_m2=box[2] * box[3],
        outline=_outline(*box),
    )
    return Room(record, use, building, *box)


def _outline(west: float, top: float, width: float, depth: float) -> str:
    right, bottom = west + width, top + depth
    corners = ((west, top), (right, top), (right, bottom), (west, bottom), (west, top))
    return f"POLYGON (({', '.join(f'{x:g} {y:g}' for x, y in corners)}))"
