"""The document of maintenance windows: reading, all or nothing, and writing."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.alarms import MaintenanceWindow, Scope
from app.domain.cities import City
from app.domain.local_times import to_us
from app.domain.points import DeviceId, FieldId, PointId, SourceId
from app.services.profiles import faults
from app.services.profiles.conversion import convert
from app.services.profiles.documents import parse_document
from app.services.profiles.notation import quoted
from app.services.profiles.problems import Findings, Origin
from app.services.rulesets import words
from app.services.rulesets.problems import refuse
from app.services.rulesets.tables import WindowsTable, WindowTable

FILE = "Wartungsfenster"

_HEAD = """\
# Wartungsfenster: So lange ruft kein Alarm ihres Bereichs. docs/rules.md beschreibt jede Angabe.
"""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_windows(text: str, city: City) -> tuple[MaintenanceWindow, ...]:
    """Return the maintenance windows of a document, in its order.

    Args:
        text: The document; an empty one has no windows. A moment without an offset is meant by
            the city's clock.
        city: The city whose parts the windows name.

    Raises:
        RulesetError: Something in the document is wrong.
    """
    findings = Findings()
    document = parse_document(text, FILE, findings)
    content = convert(document.data, WindowsTable, Origin(document), findings) if document else None
    refuse(findings, document)
    if document is None or content is None:
        return ()
    known = _known_parts(city)
    zone = ZoneInfo(city.time_zone)
    windows: dict[str, MaintenanceWindow] = {}
    for index, table in enumerate(content.windows):
        origin = Origin(document, ("window", index))
        window = _window(table, zone)
        _check(window, table, known, origin, findings)
        if window.id in windows:
            findings.add(faults.DUPLICATE_ID, origin.at("id"), value=window.id, other=FILE)
        windows[window.id] = window
    refuse(findings, document)
    return tuple(windows.values())


def write_windows(windows: Iterable[MaintenanceWindow]) -> str:
    """Return the document of maintenance windows; empty for none."""
    tables = [_window_toml(window) for window in windows]
    return _HEAD + "".join(tables) if tables else ""


def _known_parts(city: City) -> dict[str, Collection[str]]:
    return {
        "points": {point.id for point in city.points},
        "devices": {point.device for point in city.points},
        "districts": {district.id for district in city.districts},
        "fields": {field.id for field in city.fields},
        "sources": {source.id for source in city.sources},
    }


def _window(table: WindowTable, zone: ZoneInfo) -> MaintenanceWindow:
    return MaintenanceWindow(
        id=table.id,
        start_us=_moment(table.start, zone),
        end_us=_moment(table.end, zone),
        scope=Scope(
            points=frozenset(PointId(one) for one in table.points),
            devices=frozenset(DeviceId(one) for one in table.devices),
            districts=frozenset(table.districts),
            fields=frozenset(FieldId(one) for one in table.fields),
            sources=frozenset(SourceId(one) for one in table.sources),
        ),
        reason=table.reason,
        work_order=table.work_order,
        actor=table.actor,
    )


def _moment(moment: datetime, zone: ZoneInfo) -> int:
    return to_us(moment if moment.tzinfo is not None else moment.replace(tzinfo=zone))


def _check(
    window: MaintenanceWindow,
    table: WindowTable,
    known: dict[str, Collection[str]],
    origin: Origin,
    findings: Findings,
) -> None:
    if not window.id.strip():
        findings.add(faults.EMPTY_TEXT, origin.at("id"))
    if window.end_us <= window.start_us:
        findings.add(words.ENDS_BEFORE_START, origin.at("end"))
    if not window.reason.strip():
        findings.add(words.NO_REASON, origin.at("reason"))
    if not window.work_order.strip():
        findings.add(words.NO_ORDER, origin.at("work_order"))
    if window.scope == Scope():
        findings.add(words.NO_SCOPE, origin)
    for key, parts in known.items():
        for index, name in enumerate(getattr(table, key)):
            if name not in parts:
                findings.add(words.UNKNOWN_PART, origin.at(key, index), value=name)


def _window_toml(window: MaintenanceWindow) -> str:
    lines = [
        f"id = {quoted(window.id)}",
        f"start = {_moment_toml(window.start_us)}",
        f"end = {_moment_toml(window.end_us)}",
        f"reason = {quoted(window.reason)}",
        f"work_order = {quoted(window.work_order)}",
        f"actor = {quoted(window.actor)}",
    ]
    for name in ("points", "devices", "districts", "fields", "sources"):
        parts = sorted(getattr(window.scope, name))
        if parts:
            lines.append(f"{name} = [{', '.join(quoted(part) for part in parts)}]")
    return "\n[[window]]\n" + "\n".join(lines) + "\n"


def _moment_toml(time_us: int) -> str:
    moment = _EPOCH + timedelta(microseconds=time_us)
    return moment.replace(tzinfo=None).isoformat() + "Z"
