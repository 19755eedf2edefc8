"""Schools of the demo inventory: their forms, pupils, rooms and how many devices they get."""

import json
from dataclasses import dataclass
from typing import Final

from app.services.inventory.demo import figures
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.grounds import DemoPlaces
from app.services.inventory.demo.sites import SCHOOL_MAKES, Device, Site, Sites

MEDIA_CENTRE: Final = "Medienzentrum"
KNOWN_SCHOOL: Final = "Realschule Heessen"
"""The school whose pupils and devices are known."""

_FORMS: Final = (
    ("Landschulheim", "grammar"),
    ("Gymnasium", "grammar"),
    ("Berufskolleg", "vocational"),
    ("Realschule", "middle"),
    ("Gesamtschule", "comprehensive"),
    ("Friedensschule", "comprehensive"),
    ("Hauptschule", "secondary"),
    ("Sekundarschule", "joint"),
    ("Grünen Winkel", "special"),
    ("Förderschule", "special"),
    ("Weiterbildungskolleg", "further"),
)
"""What tells the form of a school from its name; the others are primary schools."""

_INVENTED: Final = (
    "Grundschule Ahornhain",
    "Grundschule Birkenbusch",
    "Grundschule Am Brunnenhof",
    "Grundschule Drosselsteg",
    "Grundschule Eichengrund",
    "Grundschule Falkenwiese",
    "Grundschule Ginsterheide",
    "Grundschule Haselbach",
    "Grundschule Kiebitzfeld",
    "Grundschule Lindenanger",
    "Grundschule Mühlenbreite",
    "Förderschule Quellengrund",
    "Förderschule Storchenwiese",
    "Hauptschule Am Erlenkamp",
    "Hauptschule Fuchsberg",
    "Sekundarschule Am Hafergrund",
    "Sekundarschule Sonnenbreite",
    "Gesamtschule Am Kranichsee",
    "Gymnasium Am Sternbusch",
    "Weiterbildungskolleg Am Mühlenring",
)
"""Invented names; no such school is known."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is usual for schools of a form.

    Attributes:
        pupils: Pupils.
        size: Pupils in a class.
        target: At most so many pupils share a device.
        extra: Special rooms for each classroom.
        floors: Floors of its buildings.
        width: Rooms on each side of a corridor.
        down: Line, Mbit/s.
    """

    pupils: int
    size: float
    target: float
    extra: float
    floors: int
    width: int
    down: float


FORMS: Final = {
    "primary": Form(265, 24, 5, 0.2, 2, 5, 500),
    "special": Form(160, 12, 3, 0.3, 2, 5, 500),
    "secondary": Form(340, 24, 3, 0.4, 3, 6, 1_000),
    "joint": Form(580, 25, 3, 0.4, 3, 7, 1_000),
    "middle": Form(540, 26, 3, 0.4, 3, 7, 1_000),
    "comprehensive": Form(1_020, 26, 3, 0.4, 3, 9, 1_000),
    "grammar": Form(840, 26, 3, 0.45, 3, 8, 1_000),
    "vocational": Form(1_500, 36, 3, 0.4, 3, 10, 2_000),
    "further": Form(420, 30, 3, 0.2, 3, 6, 1_000),
}
"""Usual figures, chosen so that they come near the sum of the city."""


@dataclass(frozen=True, slots=True)
class School:
    """A school, or the Medienzentrum, which has no record of a school.

    Attributes:
        site: Its site.
        form: Its form; empty for the Medienzentrum.
        pupils: Pupils.
        classrooms: Classrooms.
        specialists: Special rooms.
        access_points: How many access points it has.
        switch: The switch of the profile that stands there.
        wireless: The access points of the profile that stand there.
    """

    site: Site
    form: str
    pupils: int
    classrooms: int
    specialists: int
    access_points: int
    switch: Device | None
    wireless: tuple[Device, ...]


def add_schools(
    draft: Draft, sites: Sites, devices: list[Device], ground: DemoPlaces
) -> list[School]:
    """Add the schools of the profile and invented ones, and the Medienzentrum at the end."""
    there: dict[str, list[Device]] = {}
    for device in devices:
        if device.make in SCHOOL_MAKES:
            there.setdefault(device.site, []).append(device)
    centre = there.pop(MEDIA_CENTRE, [])
    placed = [_site(sites, name, found) for name, found in there.items()]
    taken = {one.district for one in placed}
    order = sorted(ground.areas, key=lambda one: one in taken)
    invented = _INVENTED[: max(0, figures.SCHOOLS - len(placed))]
    for number, name in enumerate(invented):
        district = order[number % len(order)]
        at = sites.house_in(district)
        note = "Schule, Name und Lage sind erfunden."
        placed.append(sites.add("school", "SCH", name, at, district, note=note))
    pupils = _pupils(draft, [one.name for one in placed])
    rooms = [_rooms(site.name, count) for site, count in zip(placed, pupils, strict=True)]
    wireless = _access_points(placed, rooms, figures.SCHOOL_ACCESS_POINTS)
    schools = [
        _add_school(draft, number, site, pupils=count, rooms=room, wireless=waves)
        for number, (site, count, room, waves) in enumerate(
            zip(placed, pupils, rooms, wireless, strict=True)
        )
    ]
    schools.append(_media_centre(sites, centre, ground))
    return schools


def form_of(name: str) -> str:
    """Return the form of a school by its name; its key."""
    return next((form for word, form in _FORMS if word in name), "primary")


def _site(sites: Sites, name: str, devices: list[Device]) -> Site:
    first = devices[0]
    at = (first.east, first.north)
    return sites.add("school", "SCH", name, at, first.district, devices=tuple(devices))


def _pupils(draft: Draft, names: list[str]) -> list[int]:
    """Return pupils of each school; their sum is that of the city, the known school has its own."""
    drawn = [FORMS[form_of(name)].pupils * draft.random.uniform(0.8, 1.2) for name in names]
    fixed = sum(figures.HEESSEN_PUPILS for name in names if name == KNOWN_SCHOOL)
    rest = sum(count for name, count in zip(names, drawn, strict=True) if name != KNOWN_SCHOOL)
    factor = (figures.PUPILS - fixed) / rest
    counts = [
        figures.HEESSEN_PUPILS if name == KNOWN_SCHOOL else int(count * factor)
        for name, count in zip(names, drawn, strict=True)
    ]
    biggest = max(range(len(counts)), key=counts.__getitem__)
    counts[biggest] += figures.PUPILS - sum(counts)
    return counts


def _rooms(name: str, pupils: int) -> tuple[int, int]:
    form = FORMS[form_of(name)]
    classrooms = max(6, round(pupils / form.size))
    return classrooms, max(2, round(classrooms * form.extra))


def _access_points(sites: list[Site], rooms: list[tuple[int, int]], total: int) -> list[int]:
    """Return how many access points each school gets, by its rooms, in all as many as there are.

    The known school has as many as are known, and each at least those of the profile.
    """
    fixed = {
        row: figures.HEESSEN_ACCESS_POINTS
        for row, site in enumerate(sites)
        if site.name == KNOWN_SCHOOL
    }
    weights = [0 if row in fixed else sum(room) for row, room in enumerate(rooms)]
    left = total - sum(fixed.values())
    counts = [
        fixed.get(row, max(len(sites[row].devices), int(left * weight / sum(weights))))
        for row, weight in enumerate(weights)
    ]
    order = sorted(range(len(counts)), key=lambda row: (row in fixed, -weights[row]))
    for step in range(total - sum(counts)):
        counts[order[step % len(order)]] += 1
    return counts


def _add_school(
    draft: Draft, number: int, site: Site, *, pupils: int, rooms: tuple[int, int], wireless: int
) -> School:
    key = form_of(site.name)
    form = FORMS[key]
    known = site.name == KNOWN_SCHOOL
    custom = {"medienkonzept": draft.pick(("liegt vor", "in Arbeit", "fehlt"), (6, 3, 1))}
    draft.add(
        "school",
        site=site.record,
        school_number=f"9{number + 1:05d}",
        name=site.name,
        form=key,
        pupils=pupils,
        classrooms=rooms[0],
        pupils_per_device_target=form.target,
        access_points_per_room_target=1.0,
        line_technology="fibre",
        down_mbit=form.down,
        up_mbit=form.down / 2,
        tariff=f"Schule {form.down:g}",
        as_of=draft.day(-90),
        custom=json.dumps(custom, ensure_ascii=False),
        note=figures.HEESSEN_SOURCE if known else None,
    )
    return School(site, key, pupils, *rooms, wireless, *_switch_and_wireless(site.devices))


def _media_centre(sites: Sites, devices: list[Device], ground: DemoPlaces) -> School:
    if devices:
        first = devices[0]
        at, district = (first.east, first.north), first.district
    else:
        district = next(iter(ground.areas))
        at = sites.house_in(district)
    site = sites.add("media_centre", "MZ", MEDIA_CENTRE, at, district, devices=tuple(devices))
    switch, wireless = _switch_and_wireless(site.devices)
    return School(site, "", 0, 3, 3, max(2, len(wireless)), switch, wireless)


def _switch_and_wireless(devices: tuple[Device, ...]) -> tuple[Device | None, tuple[Device, ...]]:
    switch = next((one for one in devices if one.make == "school_switch"), None)
    return switch, tuple(one for one in devices if one.make == "access_point")
