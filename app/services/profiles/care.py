"""What helps people at work: guidance for parts of the city, shifts, and what connects a device."""

from collections.abc import Collection, Iterable, Mapping

from app.domain.guidance import Guidance, GuidanceScope
from app.domain.points import DeviceId, PointId
from app.domain.shifts import ShiftPlan
from app.domain.texts import Text
from app.services.profiles import faults
from app.services.profiles.hours import schedule_of
from app.services.profiles.names import Entry, Names, check_id, named, require
from app.services.profiles.points import Draft
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import GuidanceTable, ShiftTable, text_of

_Known = Mapping[GuidanceScope, Collection[str]]


def build_guidance(
    entries: Iterable[Entry[GuidanceTable]],
    drafts: Mapping[PointId, Draft],
    names: Names,
    findings: Findings,
) -> tuple[Guidance, ...]:
    """Return what is written for parts of the city, in the order of the profile."""
    known = _known(drafts, names)
    seen: dict[tuple[GuidanceScope, str], Origin] = {}
    made = []
    for entry in entries:
        table, origin = entry.table, entry.origin
        if table.scope is GuidanceScope.CITY:
            if table.subject:
                findings.add(faults.CITY_SUBJECT, origin.at("subject"), value=table.subject)
        else:
            subjects = dict.fromkeys(known[table.scope])
            require(table.subject, subjects, "subject", origin, findings)
        other = seen.setdefault((table.scope, table.subject), origin)
        if other is not origin:
            value = f"{table.scope} {table.subject}".strip()
            findings.add(faults.DUPLICATE_ID, origin.at("subject"), value=value, other=other)
        made.append(Guidance(table.scope, table.subject, *_texts(entry, findings)))
    return tuple(made)


def _known(drafts: Mapping[PointId, Draft], names: Names) -> _Known:
    """Return what a guidance may be written for."""
    makes = {draft.point.type for draft in drafts.values() if draft.point.type}
    return {
        GuidanceScope.FIELD: names.fields,
        GuidanceScope.DISTRICT: names.districts,
        GuidanceScope.TYPE: makes | {make.partition(".")[0] for make in makes},
        GuidanceScope.SOURCE: names.sources,
        GuidanceScope.DEVICE: {str(draft.point.device) for draft in drafts.values()},
        GuidanceScope.POINT: {str(id_) for id_ in drafts},
    }


def _texts(entry: Entry[GuidanceTable], findings: Findings) -> tuple[Text, Text]:
    """Return the steps, one a line, and the contact; one of them must be there."""
    table, origin = entry.table, entry.origin
    steps = [
        named(step, origin.at("steps", index), findings) for index, step in enumerate(table.steps)
    ]
    contact = text_of(table.contact)
    if not steps and not contact.de:
        findings.add(faults.EMPTY_GUIDANCE, origin)
    english = [step.in_language("en") for step in steps]
    german = [step.de for step in steps]
    text = Text("\n".join(german), "" if english == german else "\n".join(english))
    return text, contact


def build_shifts(entries: Iterable[Entry[ShiftTable]], findings: Findings) -> tuple[ShiftPlan, ...]:
    """Return the shifts in the order of the profile."""
    shifts: dict[str, ShiftPlan] = {}
    for entry in entries:
        table, origin = entry.table, entry.origin
        check_id(table.id, origin, findings)
        if table.id in shifts:
            other = origin.document.file
            findings.add(faults.DUPLICATE_ID, origin.at("id"), value=table.id, other=other)
        hours = schedule_of(table, origin, findings)
        shifts[table.id] = ShiftPlan(
            id=table.id,
            name=named(table.name, origin.at("name"), findings),
            days=hours.days,
            start_minute=hours.start_minute,
            end_minute=hours.end_minute,
            is_manned=table.manned,
        )
    return tuple(shifts.values())


def build_uplinks(drafts: Mapping[PointId, Draft], findings: Findings) -> dict[DeviceId, DeviceId]:
    """Return what connects each device, by device; a ring is refused."""
    carriers = {draft.point.device: draft for draft in drafts.values()}
    uplinks: dict[DeviceId, DeviceId] = {}
    for device, draft in carriers.items():
        if draft.uplink and require(draft.uplink, carriers, "uplink", draft.origin, findings):
            uplinks[device] = DeviceId(draft.uplink)
    for device in uplinks:
        above, steps = uplinks.get(device), 0
        while above is not None and above != device and steps < len(uplinks):
            above, steps = uplinks.get(above), steps + 1
        if above == device:
            findings.add(faults.UPLINK_RING, carriers[device].origin.at("uplink"), value=device)
    return uplinks
