"""From the text of a set of rules to rules, all or nothing; and the city with them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import UNSET

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.cities import City, LegalLimit
from app.domain.points import PointId
from app.services.profiles import faults
from app.services.profiles.attributes import attributes_of, optional_text, priority_of_matrix
from app.services.profiles.conversion import convert
from app.services.profiles.documents import parse_document
from app.services.profiles.problems import Document, Findings, Origin
from app.services.profiles.rule_checks import LOST_CODE, RuleChecks, row_in_force
from app.services.rulesets import words
from app.services.rulesets.problems import (
    RuleFault,
    RulesetProblem,
    problems_of,
    refuse,
)
from app.services.rulesets.tables import OwnRuleTable, RulesTable

FILE = "Regelsatz"

_KEYS = {"is_event": "event"}
"""Attributes of `AlarmRule` that a document calls otherwise."""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A document of rules that was understood.

    Attributes:
        rules: Rules that are added to the profile's or take the place of those of the same id.
        removed: Rules of the profile that are taken away.
        is_complete: True when these are all rules: those of the profile do not count.
        hints: What is allowed and yet worth a look.
    """

    rules: tuple[AlarmRule, ...] = ()
    removed: tuple[AlarmId, ...] = ()
    is_complete: bool = False
    hints: tuple[RulesetProblem, ...] = ()


def with_rules(city: City, text: str, day: date | None = None) -> City:
    """Return a city with a document of rules applied.

    Args:
        city: The city as the profile has it.
        text: The document; an empty one changes nothing.
        day: The day whose legal limits count; today, by the city's clock, when left out.

    Raises:
        RulesetError: Something in the document is wrong.
    """
    if not text.strip():
        return city
    return applied(city, read_rules(text, city, day))


def read_rules(text: str, city: City, day: date | None = None) -> Ruleset:
    """Return the rules of a document, checked against the city that results from them.

    Args:
        text: The document; an empty one has no rules.
        city: The city as the profile has it.
        day: The day whose legal limits count; today, by the city's clock, when left out.

    Raises:
        RulesetError: Something in the document is wrong.
    """
    day = day or today_in(city)
    findings = Findings()
    document = parse_document(text, FILE, findings)
    content = convert(document.data, RulesTable, Origin(document), findings) if document else None
    refuse(findings, document)
    if document is None or content is None:
        return Ruleset()
    origins = [Origin(document, ("rule", index)) for index in range(len(content.rules))]
    law = _Law(limit_rows(city.limits), day)
    rules = [
        _rule(table, law, origin, findings)
        for table, origin in zip(content.rules, origins, strict=True)
    ]
    _refuse_twins(rules, origins, findings)
    refuse(findings, document)
    removed = tuple(AlarmId(table.id) for table in content.removed)
    ruleset = Ruleset(tuple(rules), removed, content.complete)
    checks = checks_of(applied(city, ruleset), day)
    for rule, origin in zip(rules, origins, strict=True):
        for found in checks.found(rule):
            place = origin.at(_KEYS.get(found.field, found.field))
            findings.add(found.fault, place, **found.values)
    refuse(findings, document)
    return replace(ruleset, hints=_hints(content, ruleset, city, document))


def applied(city: City, ruleset: Ruleset) -> City:
    """Return a city with a set of rules; what stays, stays in its order.

    A rule that is new stands behind the last one of its point, or else at the end.
    """
    given = {rule.id: rule for rule in ruleset.rules}
    removed = frozenset(ruleset.removed) - given.keys()
    kept = {
        rule.id: given.get(rule.id, rule)
        for rule in city.rules
        if rule.id in given or not (ruleset.is_complete or rule.id in removed)
    }
    added: dict[PointId, list[AlarmRule]] = {}
    for rule in ruleset.rules:
        if rule.id not in kept:
            added.setdefault(rule.point, []).append(rule)
    last = {rule.point: rule.id for rule in kept.values()}
    ordered: list[AlarmRule] = []
    for rule in kept.values():
        ordered.append(rule)
        if last[rule.point] == rule.id:
            ordered += added.pop(rule.point, [])
    ordered += (rule for rules in added.values() for rule in rules)
    return replace(city, rules=tuple(ordered))


def rule_faults(rule: AlarmRule, city: City, day: date | None = None) -> list[RuleFault]:
    """Return everything that is wrong with a rule in a city; an empty list when it can be used.

    Args:
        rule: The rule; the city may hold another one of its id, which it would replace.
        city: The city with the rules in force.
        day: The day whose legal limits count; today, by the city's clock, when left out.
    """
    found = checks_of(city, day or today_in(city)).found(rule)
    return [RuleFault(one.field, *words.filled(one.fault, one.values)) for one in found]


def checks_of(city: City, day: date) -> RuleChecks:
    """Return checks against a city, for several rules."""
    return RuleChecks(
        {point.id: point for point in city.points},
        city.rules,
        [source.id for source in city.sources],
        limit_rows(city.limits),
        day,
    )


def limit_rows(limits: Iterable[LegalLimit]) -> dict[str, list[LegalLimit]]:
    """Return the rows of the table of legal limits by the id they share."""
    rows: dict[str, list[LegalLimit]] = {}
    for row in limits:
        rows.setdefault(row.id, []).append(row)
    return rows


def today_in(city: City) -> date:
    """Return the day by the city's clock."""
    return datetime.now(ZoneInfo(city.time_zone)).date()


@dataclass(frozen=True, slots=True)
class _Law:
    """The legal limits of a day."""

    limits: dict[str, list[LegalLimit]]
    day: date


def _rule(table: OwnRuleTable, law: _Law, origin: Origin, findings: Findings) -> AlarmRule:
    threshold, basis = _threshold(table, law, origin, findings)
    is_lost = table.kind is RuleKind.LOST
    codes = frozenset({LOST_CODE}) if is_lost else frozenset[int]()
    return AlarmRule(
        id=AlarmId(table.id or f"{table.point}#{table.kind}"),
        point=PointId(table.point),
        kind=table.kind,
        threshold=threshold,
        message=optional_text(table.message),
        action=optional_text(table.action),
        basis=basis if table.basis is UNSET else table.basis,
        codes=codes if table.codes is UNSET else frozenset(table.codes),
        limit="" if table.limit is UNSET else table.limit,
        effect=optional_text(table.effect),
        rationale=optional_text(table.rationale),
        contact=optional_text(table.contact),
        **attributes_of(table, origin, findings),
    )


def _threshold(
    table: OwnRuleTable, law: _Law, origin: Origin, findings: Findings
) -> tuple[float, str]:
    """Return the limit and the law it comes from; the checks find a limit nobody knows."""
    row = None
    if table.limit is not UNSET:
        row = row_in_force(law.limits.get(table.limit, ()), law.day)
    if table.threshold is not UNSET:
        return table.threshold, row.law if row else ""
    if row is not None:
        return row.value, row.law
    if not table.kind.has_codes and table.limit is UNSET:
        findings.add(faults.NO_THRESHOLD, origin)
    return 0.0, ""


def _refuse_twins(rules: list[AlarmRule], origins: list[Origin], findings: Findings) -> None:
    first: dict[AlarmId, Origin] = {}
    for rule, origin in zip(rules, origins, strict=True):
        other = first.setdefault(rule.id, origin)
        if other is not origin:
            findings.add(faults.DUPLICATE_ID, origin.at("id"), value=rule.id, other=other)


def _hints(
    content: RulesTable, ruleset: Ruleset, city: City, document: Document
) -> tuple[RulesetProblem, ...]:
    """Return what is allowed and yet worth a look."""
    findings = Findings()
    known = {rule.id for rule in city.rules}
    for index, removed in enumerate(ruleset.removed):
        if removed not in known:
            findings.add(words.NOTHING_REMOVED, Origin(document, ("remove", index, "id")))
    for index, table in enumerate(content.rules):
        matrix = priority_of_matrix(table)
        given = ruleset.rules[index].priority
        if matrix is not None and matrix is not given:
            origin = Origin(document, ("rule", index, "priority"))
            findings.add(
                words.OTHER_PRIORITY, origin, value=given.name.lower(), other=matrix.name.lower()
            )
    return problems_of(findings, document)
