"""From written alarms, rules and legal limits to alarm rules of points and sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import UNSET, structs

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.points import Point, PointId
from app.domain.texts import Text
from app.services.profiles import faults
from app.services.profiles.attributes import attributes_of, optional_text
from app.services.profiles.names import Entry, Names, require
from app.services.profiles.points import Draft, chosen
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.rule_checks import LIMITS, LOST_CODE, RuleChecks, row_in_force
from app.services.profiles.tables import AlarmTable, LostTable, RuleTable
from app.services.profiles.templates import filled

_TEXTS = ("message", "action", "effect", "rationale", "contact")
_INSTEAD = (
    ("threshold", "limit"),
    ("limit", "threshold"),
    ("setpoint", "reference"),
    ("reference", "setpoint"),
)
"""Keys of which a rule that gives the first takes away the second from what it changes."""
_KEYS = {"is_event": "event"}
"""Attributes of `AlarmRule` that a profile calls otherwise."""

_Alarms = dict[RuleKind, Entry[AlarmTable]]


@dataclass(frozen=True, slots=True)
class _Sound:
    """An alarm that was checked against a make of points; only texts differ from point to point."""

    table: AlarmTable
    origin: Origin
    threshold: float
    basis: str
    codes: frozenset[int]
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Made:
    """A rule and where it was written."""

    rule: AlarmRule
    origin: Origin


def build_rules(
    drafts: Mapping[PointId, Draft],
    rules: Iterable[Entry[RuleTable]],
    names: Names,
    day: date,
    findings: Findings,
    *,
    has_units: bool,
) -> tuple[AlarmRule, ...]:
    """Return the rules of all points, then one for each source whose loss is an alarm.

    Args:
        drafts: Points with the alarms of their templates.
        rules: The tables of `rules.toml`, which add to, change or take away from those.
        names: Everything named in the profile.
        day: The day on which a legal limit must be in force to be used.
        findings: Takes what is wrong.
        has_units: False leaves the units of formulas unchecked, which spares loading them.
    """
    alarms = {id_: _template_alarms(draft, findings) for id_, draft in drafts.items()}
    for rule in rules:
        _apply(rule, drafts, alarms, findings)
    made = _made(drafts, alarms, names, day, findings)
    made += _lost_rules(names, findings)
    checks = RuleChecks(
        {id_: draft.point for id_, draft in drafts.items()},
        [one.rule for one in made],
        names.sources,
        names.limits,
        day,
        has_units=has_units,
    )
    for one in made:
        for found in checks.found(one.rule):
            place = one.origin.at(_KEYS.get(found.field, found.field))
            findings.add(found.fault, place, **found.values)
    return tuple(one.rule for one in made)


def _made(
    drafts: Mapping[PointId, Draft],
    alarms: Mapping[PointId, _Alarms],
    names: Names,
    day: date,
    findings: Findings,
) -> list[_Made]:
    """Return the rules of all points; an alarm that does not work out is left out."""
    made: list[_Made] = []
    cache: dict[tuple[int, str, str, int], _Sound | None] = {}
    for id_, draft in drafts.items():
        point = draft.point
        for kind in sorted(alarms[id_], key=_rank):
            entry = alarms[id_][kind]
            key = (id(entry.table), point.unit.id, point.kind, id(point.states))
            if key not in cache:
                cache[key] = _checked(entry, point, names, day, findings)
            sound = cache[key]
            if sound is not None:
                made.append(_Made(_rule(sound, draft, findings), sound.origin))
    return made


def _rank(kind: RuleKind) -> int:
    return LIMITS.index(kind) if kind in LIMITS else len(LIMITS)


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
    for one, other in _INSTEAD:
        if one in given and other not in given:
            start = structs.replace(start, **{other: UNSET})
    if "threshold" in given or "limit" in given:
        start = structs.replace(start, basis=UNSET)
    return structs.replace(start, **given)


def _checked(
    entry: Entry[AlarmTable], point: Point, names: Names, day: date, findings: Findings
) -> _Sound | None:
    """Check an alarm against a point of its make; None when it does not work out."""
    table, origin = entry.table, entry.origin
    before = len(findings)
    if table.kind in {RuleKind.LOST, RuleKind.MIRRORED}:
        findings.add(faults.ALARM_KIND, origin.at("kind"), value=table.kind, other=point.kind)
        return None
    threshold, basis = 0.0, "" if table.basis is UNSET else table.basis
    if table.kind is not RuleKind.STATE:
        threshold, law = _threshold(entry, names, day, findings)
        basis = basis or law
    sound = _Sound(
        table=table,
        origin=origin,
        threshold=threshold,
        basis=basis,
        codes=_codes(table, point),
        attributes=attributes_of(table, origin, findings),
    )
    return sound if len(findings) == before else None


def _threshold(
    entry: Entry[AlarmTable], names: Names, day: date, findings: Findings
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
    row = row_in_force(names.limits[table.limit], day)
    if row is None:
        findings.add(faults.LIMIT_NOT_YET, origin.at("limit"), value=table.limit)
        return 0.0, ""
    return row.value, row.law


def _codes(table: AlarmTable, point: Point) -> frozenset[int]:
    if table.codes is not UNSET:
        return frozenset(table.codes)
    if table.kind is not RuleKind.STATE:
        return frozenset()
    return frozenset(state.code for state in point.states if state.is_abnormal)


def _rule(sound: _Sound, draft: Draft, findings: Findings) -> AlarmRule:
    """Return the alarm of a point, with the braces of its make filled."""
    table, attributes = sound.table, dict(sound.attributes)
    fill = _Braces(sound, draft, findings)
    for name in ("formula", "group", "reference"):
        if name in attributes:
            attributes[name] = fill.plain(attributes[name])
    if "suppressed_by" in attributes:
        attributes["suppressed_by"] = fill.alarms(attributes["suppressed_by"])
    texts: dict[str, Any] = {
        name: fill.text(optional_text(getattr(table, name))) for name in _TEXTS
    }
    return AlarmRule(
        id=AlarmId(f"{draft.point.id}#{table.kind}"),
        point=draft.point.id,
        kind=table.kind,
        threshold=sound.threshold,
        basis=sound.basis,
        codes=sound.codes,
        limit="" if table.limit is UNSET else table.limit,
        **texts,
        **attributes,
    )


@dataclass(frozen=True, slots=True)
class _Braces:
    """Fills the braces of an alarm: the point, its limit, and what the device brings."""

    sound: _Sound
    draft: Draft
    findings: Findings

    def text(self, text: Text) -> Text:
        """Return a text with its braces filled, in each language."""
        if "{" not in text.de and "{" not in text.en:
            return text
        return Text(self._filled(text.de, "de"), self._filled(text.en, "en"))

    def plain(self, text: str) -> str:
        """Return a name or a formula with its braces filled."""
        return self._filled(text, "de")

    def alarms(self, alarms: tuple[AlarmId, ...]) -> tuple[AlarmId, ...]:
        """Return names of alarms; one of the uplink falls away where a device has none."""
        has_uplink = "uplink" in self.draft.variables[0]
        return tuple(
            AlarmId(self.plain(alarm)) for alarm in alarms if has_uplink or "{uplink}" not in alarm
        )

    def _filled(self, template: str, language: str) -> str:
        point = self.draft.point
        limit = f"{self.sound.threshold:g} {self._unit()}".strip()
        if language == "de":
            limit = limit.replace(".", ",", 1)
        known = self.draft.variables[0 if language == "de" else 1]
        name = point.name.in_language(language)
        variables = {**known, "limit": limit, "point": name}
        return filled(template, variables, self.draft.origin, self.findings)

    def _unit(self) -> str:
        return "s" if self.sound.table.kind is RuleKind.INACTIVE else self.draft.point.unit.symbol


def _lost_rules(names: Names, findings: Findings) -> list[_Made]:
    made = []
    for id_, entry in names.source_entries.items():
        lost = entry.table.lost
        if lost is not None:
            origin = entry.origin.at("lost")
            made.append(_Made(_lost_rule(id_, lost, origin, findings), origin))
    return made


def _lost_rule(source: str, lost: LostTable, origin: Origin, findings: Findings) -> AlarmRule:
    given = {name: getattr(lost, name) for name in LostTable.__struct_fields__}
    table = AlarmTable(RuleKind.LOST, **given)
    texts: dict[str, Any] = {name: optional_text(getattr(table, name)) for name in _TEXTS}
    return AlarmRule(
        id=AlarmId(f"{source}#{RuleKind.LOST}"),
        point=PointId(source),
        kind=RuleKind.LOST,
        threshold=0.0,
        basis=lost.basis,
        codes=frozenset({LOST_CODE}),
        **texts,
        **attributes_of(table, origin, findings),
    )
