"""From written alarms, rules and legal limits to alarm rules of points and sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec import UNSET, structs

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.points import Point, PointId, PointKind
from app.domain.texts import NO_TEXT, Text
from app.services.profiles import faults
from app.services.profiles.names import Entry, Names, require
from app.services.profiles.points import Draft, chosen
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import AlarmTable, LostTable, RuleTable, text_of
from app.services.profiles.templates import filled

_ORDER = (RuleKind.LOLO, RuleKind.LO, RuleKind.HI, RuleKind.HIHI)
_PRIORITIES = {priority.name.lower(): priority for priority in Priority}

LOST_CODE = 1
"""The value that a LOST alarm watches for: 1 while the source is lost, 0 while it is connected."""

_Alarms = dict[RuleKind, Entry[AlarmTable]]


@dataclass(frozen=True, slots=True)
class _Sound:
    """An alarm that was checked against a make of points; only texts differ from point to point."""

    table: AlarmTable
    origin: Origin
    threshold: float
    priority: Priority
    message: Text
    action: Text
    basis: str
    codes: frozenset[int]


def build_rules(
    drafts: Mapping[PointId, Draft],
    rules: Iterable[Entry[RuleTable]],
    names: Names,
    day: date,
    findings: Findings,
) -> tuple[AlarmRule, ...]:
    """Return the rules of all points, then one for each source whose loss is an alarm.

    Args:
        drafts: Points with the alarms of their templates.
        rules: The tables of `rules.toml`, which add to, change or take away from those.
        names: Everything named in the profile.
        day: The day on which a legal limit must be in force to be used.
        findings: Takes what is wrong.
    """
    alarms = {id_: _template_alarms(draft, findings) for id_, draft in drafts.items()}
    for rule in rules:
        _apply(rule, drafts, alarms, findings)
    made: list[AlarmRule] = []
    cache: dict[tuple[int, str, str, int], _Sound | None] = {}
    for id_, draft in drafts.items():
        point = draft.point
        thresholds: list[float] = []
        for kind in sorted(alarms[id_], key=_rank):
            entry = alarms[id_][kind]
            key = (id(entry.table), point.unit.id, point.kind, id(point.states))
            if key not in cache:
                cache[key] = _checked(entry, point, names, day, findings)
            sound = cache[key]
            if sound is None:
                continue
            if kind in _ORDER:
                if thresholds and thresholds[-1] >= sound.threshold:
                    findings.add(faults.LIMIT_ORDER, entry.origin, value=id_)
                thresholds.append(sound.threshold)
            made.append(_rule(sound, draft, findings))
    made += _lost_rules(names, findings)
    return tuple(made)


def _rank(kind: RuleKind) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _template_alarms(draft: Draft, findings: Findings) -> _Alarms:
    alarms: _Alarms = {}
    for entry in draft.alarms:
        kind = entry.table.kind
        if kind in alarms:
            findings.add(faults.SAME_ALARM, entry.origin, value=kind)
        alarms[kind] = entry
    return alarms


def _apply(
    rule: Entry[RuleTable],
    drafts: Mapping[PointId, Draft],
    alarms: dict[PointId, _Alarms],
    findings: Findings,
) -> None:
    table, origin = rule.table, rule.origin
    points = chosen(drafts, table, origin, findings)
    if table.remove:
        removed = [alarms[point].pop(table.kind, None) for point in points]
        if points and not any(removed):
            findings.add(faults.NOTHING_TO_REMOVE, origin, value=table.kind)
        return
    given = {
        name: value
        for name in AlarmTable.__struct_fields__
        if (value := getattr(table, name)) is not UNSET
    }
    merged: dict[int, Entry[AlarmTable]] = {}
    for point in points:
        base = alarms[point].get(table.kind)
        if id(base) not in merged:
            merged[id(base)] = Entry(_merged(base, given, table.kind), origin)
        alarms[point][table.kind] = merged[id(base)]


def _merged(
    base: Entry[AlarmTable] | None, given: Mapping[str, object], kind: RuleKind
) -> AlarmTable:
    start = AlarmTable(kind) if base is None else base.table
    if "threshold" in given and "limit" not in given:
        start = structs.replace(start, limit=UNSET, basis=UNSET)
    if "limit" in given and "threshold" not in given:
        start = structs.replace(start, threshold=UNSET, basis=UNSET)
    return structs.replace(start, **given)


def _checked(
    entry: Entry[AlarmTable], point: Point, names: Names, day: date, findings: Findings
) -> _Sound | None:
    """Check an alarm against a point of its make; None when it does not work out."""
    table, origin = entry.table, entry.origin
    before = len(findings)
    is_state = table.kind is RuleKind.STATE
    if table.kind is RuleKind.LOST or is_state != (point.kind is PointKind.STATE):
        findings.add(faults.ALARM_KIND, origin.at("kind"), value=table.kind, other=point.kind)
        return None
    for name in ("deadband", "on_delay_s", "off_delay_s"):
        value = getattr(table, name)
        if value is not UNSET and value < 0:
            findings.add(faults.NEGATIVE, origin.at(name), value=f"{value:g}")
    threshold, basis = 0.0, "" if table.basis is UNSET else table.basis
    if not is_state:
        threshold, law = _threshold(entry, point, names, day, findings)
        basis = basis or law
    sound = _Sound(
        table=table,
        origin=origin,
        threshold=threshold,
        priority=_priority(table.priority, origin, findings),
        message=_wording(table, "message", origin, findings),
        action=_wording(table, "action", origin, findings),
        basis=basis,
        codes=_codes(table, point, origin, findings) if is_state else frozenset(),
    )
    return sound if len(findings) == before else None


def _wording(table: AlarmTable, key: str, origin: Origin, findings: Findings) -> Text:
    value = table.message if key == "message" else table.action
    text = NO_TEXT if value is UNSET else text_of(value)
    if not text.de.strip():
        fault = faults.NO_ACTION if key == "action" else faults.MISSING_KEY
        findings.add(fault, origin.at(key), value=key)
    return text


def _priority(value: object, origin: Origin, findings: Findings) -> Priority:
    if isinstance(value, Priority):
        return value
    if value is UNSET:
        findings.add(faults.MISSING_KEY, origin.at("priority"), value="priority")
    elif value not in _PRIORITIES:
        known = ", ".join([*_PRIORITIES, *(str(int(priority)) for priority in Priority)])
        findings.add(faults.WRONG_CHOICE, origin.at("priority"), value=value, known=known)
    return _PRIORITIES.get(str(value), Priority.LOW)


def _threshold(
    entry: Entry[AlarmTable], point: Point, names: Names, day: date, findings: Findings
) -> tuple[float, str]:
    """Return the limit and the law it comes from."""
    table, origin = entry.table, entry.origin
    if table.limit is UNSET:
        if table.threshold is UNSET:
            findings.add(faults.NO_THRESHOLD, origin)
            return 0.0, ""
        return table.threshold, ""
    if table.threshold is not UNSET:
        findings.add(faults.TWO_THRESHOLDS, origin.at("threshold"))
    if not require(table.limit, names.limits, "limit", origin, findings):
        return 0.0, ""
    rows = [row for row in names.limits[table.limit] if row.is_valid_on(day)]
    if not rows:
        findings.add(faults.LIMIT_NOT_YET, origin.at("limit"), value=table.limit)
        return 0.0, ""
    row = max(rows, key=lambda row: row.valid_from)
    if row.unit != point.unit.id:
        findings.add(
            faults.LIMIT_UNIT,
            origin.at("limit"),
            value=table.limit,
            other=row.unit,
            unit=point.unit.id,
        )
    return row.value, row.law


def _codes(table: AlarmTable, point: Point, origin: Origin, findings: Findings) -> frozenset[int]:
    if table.codes is UNSET:
        codes = frozenset(state.code for state in point.states if state.is_abnormal)
    else:
        codes = frozenset(table.codes)
        for code in sorted(codes - {state.code for state in point.states}):
            findings.add(faults.UNKNOWN_CODE, origin.at("codes"), value=code)
    if not codes:
        findings.add(faults.NO_CODES, origin)
    return codes


def _rule(sound: _Sound, draft: Draft, findings: Findings) -> AlarmRule:
    table = sound.table
    return AlarmRule(
        id=AlarmId(f"{draft.point.id}#{table.kind}"),
        point=draft.point.id,
        kind=table.kind,
        threshold=sound.threshold,
        priority=sound.priority,
        message=_filled(sound.message, sound, draft, findings),
        action=_filled(sound.action, sound, draft, findings),
        deadband=0.0 if table.deadband is UNSET else table.deadband,
        on_delay_s=0.0 if table.on_delay_s is UNSET else table.on_delay_s,
        off_delay_s=0.0 if table.off_delay_s is UNSET else table.off_delay_s,
        basis=sound.basis,
        codes=sound.codes,
    )


def _filled(text: Text, sound: _Sound, draft: Draft, findings: Findings) -> Text:
    """Fill the braces of an alarm text: the point, its limit, and what the device brings."""
    if "{" not in text.de and "{" not in text.en:
        return text
    point = draft.point
    both = []
    for language, template in (("de", text.de), ("en", text.en)):
        limit = f"{sound.threshold:g} {point.unit.symbol}".strip()
        if language == "de":
            limit = limit.replace(".", ",", 1)
        name = point.name.in_language(language)
        known = draft.variables[0 if language == "de" else 1]
        both.append(
            filled(template, {**known, "limit": limit, "point": name}, draft.origin, findings)
        )
    return Text(both[0], both[1])


def _lost_rules(names: Names, findings: Findings) -> list[AlarmRule]:
    rules = []
    for id_, entry in names.source_entries.items():
        lost = entry.table.lost
        if lost is not None:
            rules.append(_lost_rule(id_, lost, entry.origin.at("lost"), findings))
    return rules


def _lost_rule(source: str, lost: LostTable, origin: Origin, findings: Findings) -> AlarmRule:
    for name, value in (("on_delay_s", lost.on_delay_s), ("off_delay_s", lost.off_delay_s)):
        if value < 0:
            findings.add(faults.NEGATIVE, origin.at(name), value=f"{value:g}")
    if not text_of(lost.action).de.strip():
        findings.add(faults.NO_ACTION, origin.at("action"))
    return AlarmRule(
        id=AlarmId(f"{source}#{RuleKind.LOST}"),
        point=PointId(source),
        kind=RuleKind.LOST,
        threshold=0.0,
        priority=_priority(lost.priority, origin, findings),
        message=text_of(lost.message),
        action=text_of(lost.action),
        on_delay_s=lost.on_delay_s,
        off_delay_s=lost.off_delay_s,
        basis=lost.basis,
        codes=frozenset({LOST_CODE}),
    )
