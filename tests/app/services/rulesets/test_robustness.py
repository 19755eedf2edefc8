"""Whatever somebody writes: rules, or problems that say what is wrong; never anything else."""

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cities import City
from app.services.profiles import find_city, load_city
from app.services.rulesets import RulesetError, read_rules, read_windows, write_rules
from tests.app.services.rulesets.conftest import DAY

DOCS = Path(__file__).resolve().parents[4] / "docs" / "rules.md"
VALUES = st.sampled_from(
    ["nan", "-inf", "1e400", "[]", "{}", '""', "true", "-1", "2026-11-30", '"\\u0000"', "[[[]]]",
     '["mo"]', '[{ start = "1", end = "2" }]', '"[pegel] >"', '"secret"', "0x7fffffffffffffff"]
)  # fmt: skip


@cache
def hamm() -> City:
    return load_city(find_city("hamm"), day=DAY)


def check(problems: RulesetError) -> None:
    assert problems.problems
    for problem in problems.problems:
        assert problem.line >= 1
        assert str(problem).startswith(f"Zeile {problem.line}")
        assert problem.in_language("en").startswith(f"Line {problem.line}")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_gives_rules_or_problems(city: City, text: str) -> None:
    for read in (read_rules, read_windows):
        try:
            read(text, city)
        except RulesetError as error:
            check(error)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), value=VALUES, cut=st.booleans())
def test_a_document_with_one_wrong_value_gives_rules_or_problems(
    city: City, place: int, value: str, cut: bool
) -> None:
    lines = write_rules(city.rules).splitlines()
    keys = [number for number, line in enumerate(lines) if " = " in line]
    number = keys[place % len(keys)]
    key = lines[number].split(" = ")[0]
    lines[number] = value if cut else f"{key} = {value}"
    with suppress(RulesetError):
        try:
            read_rules("\n".join(lines), city, DAY)
        except RulesetError as error:
            check(error)
            raise


def test_the_examples_of_the_documentation_are_read(city: City) -> None:
    rules, windows = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    ruleset = read_rules(rules, city, DAY)
    assert [rule.id for rule in ruleset.rules] == ["luft-markt.no2#hi"]
    (window,) = read_windows(windows, hamm())
    assert window.work_order == "A-4711"
