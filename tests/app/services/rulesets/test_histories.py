"""Who changed which rule last: the same whether versions are read at once or one by one."""

from dataclasses import replace

import pytest

from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.rulesets import LastChanges, histories, with_rule, without_rule, write_changes
from tests.fakes.city import make_city

CITY = make_city(60)
FIRST, SECOND = CITY.rules[:2]


def version(number: int, text: str) -> DocumentVersion:
    return DocumentVersion(DocumentKind.RULES, number, number, f"Person {number}", "darum", text)


def texts() -> list[str]:
    lower = with_rule(CITY, replace(FIRST, threshold=FIRST.threshold - 1))
    fewer = without_rule(lower, SECOND.id)
    return [*(write_changes(CITY, city) for city in (lower, fewer)), "unlesbar [", "", ""]


VERSIONS = [version(number, text) for number, text in enumerate(texts(), 1)]


def numbers(changes: LastChanges, count: int, profile: City = CITY) -> dict[str, int]:
    found = changes.of(VERSIONS[:count], profile)
    return {str(alarm): one.number for alarm, one in found.items()}


def test_versions_that_come_one_by_one_are_told_like_all_at_once() -> None:
    growing = LastChanges()
    for count in range(len(VERSIONS) + 1):
        assert numbers(growing, count) == numbers(LastChanges(), count)
    assert numbers(growing, 3) == {FIRST.id: 1, SECOND.id: 2}, "also where some are gone again"
    assert numbers(growing, 5) == {FIRST.id: 4, SECOND.id: 4}


def test_another_profile_is_gone_through_anew() -> None:
    changes = LastChanges()
    numbers(changes, 2)
    other = replace(CITY, rules=CITY.rules[2:])
    assert numbers(changes, 2, other) == numbers(LastChanges(), 2, other)


def test_only_so_many_versions_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "LOOKED_AT", 1)
    assert numbers(LastChanges(), 2) == {FIRST.id: 2, SECOND.id: 2}
