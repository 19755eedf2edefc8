"""Reading a whole profile: all or nothing, and everything that is wrong with it at once."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.domain.cities import City
from app.services.profiles.alarms import build_rules
from app.services.profiles.care import build_guidance, build_shifts, build_uplinks
from app.services.profiles.documents import read_documents, read_overlay
from app.services.profiles.maps import build_box, build_map
from app.services.profiles.names import Names, gather, name_things
from app.services.profiles.points import build_points
from app.services.profiles.problems import Document, Findings, ProfileError, ProfileProblem
from app.services.profiles.tables import text_of
from app.services.profiles.tiles import build_tiles


def load_city(folder: Path, overlay: Path | None = None, day: date | None = None) -> City:
    """Read and check a profile.

    Args:
        folder: The profile folder.
        overlay: A file beside the profile with more sources, points and rules, written by the
            console. It may be missing. When something in it is wrong the city comes without it;
            `check_city` tells what.
        day: The day whose legal limits count; today, by the city's clock, when left out.

    Returns:
        The city, whole and checked.

    Raises:
        ProfileError: The profile is wrong; the error holds every problem.
    """
    city, problems = check_city(folder, overlay, day)
    if city is None:
        raise ProfileError(problems)
    return city


def check_city(
    folder: Path,
    overlay: Path | None = None,
    day: date | None = None,
    *,
    has_units: bool = True,
) -> tuple[City | None, tuple[ProfileProblem, ...]]:
    """Read and check a profile, telling every problem.

    Args:
        folder: As for `load_city`.
        overlay: Likewise.
        day: Likewise.
        has_units: False leaves the units of formulas unchecked, which spares loading them.

    Returns:
        The city, or None when the profile is wrong; and all problems by file and line. A city
        with problems came without its overlay.
    """
    findings = Findings()
    documents = read_documents(folder, findings)
    if findings.has_profile_problem:
        # What other files refer to may be in the unreadable one: only its own faults are certain,
        # and those of shape in the others.
        gather(documents, findings)
        return None, findings.problems()
    city = _build(folder, documents, day, findings, has_units=has_units)
    if city is None:
        return None, findings.problems()
    if overlay is None:
        return city, ()
    added = read_overlay(overlay, findings)
    if added is not None and not findings.has_overlay_problem:
        whole = _build(folder, [*documents, added], day, findings, has_units=has_units)
        if whole is not None:
            return whole, ()
    return city, findings.problems()


def _build(
    folder: Path,
    documents: Iterable[Document],
    day: date | None,
    findings: Findings,
    *,
    has_units: bool,
) -> City | None:
    tables = gather(documents, findings)
    if len(findings):
        return None
    names = name_things(tables, findings)
    if names is None:
        return None
    drafts = build_points(tables.devices, tables.points, names, findings)
    today = day or _today(names)
    rules = build_rules(drafts, tables.rules, names, today, findings, has_units=has_units)
    tiles = build_tiles(tables.tiles, drafts, names, findings)
    guidance = build_guidance(tables.guidance, drafts, names, findings)
    shifts = build_shifts(tables.shifts, findings)
    uplinks = build_uplinks(drafts, findings)
    config = build_map(tables, folder, findings)
    if len(findings):
        return None
    city = names.city.table
    return City(
        id=city.id,
        name=text_of(city.name),
        time_zone=city.time_zone,
        fields=tuple(sorted(names.fields.values(), key=lambda one: one.order)),
        districts=tuple(names.districts.values()),
        units=names.units,
        sources=tuple(names.sources.values()),
        points=tuple(draft.point for draft in drafts.values()),
        rules=rules,
        tiles=tiles,
        limits=tuple(row for rows in names.limits.values() for row in rows),
        notice=text_of(city.notice),
        guidance=guidance,
        shifts=shifts,
        uplinks=uplinks,
        box=build_box(city),
        map=config,
    )


def _today(names: Names) -> date:
    """Return the city's day; an unknown time zone has been noted and does not matter any more."""
    known = names.zone or ZoneInfo("UTC")
    return datetime.now(known).date()
