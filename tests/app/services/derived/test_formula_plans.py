"""A sheet of formulas: order, rings, what is missing; and the good ones live."""

from zoneinfo import ZoneInfo

import pytest

from app.domain.points import PointId, PointKind, point_key
from app.services.derived.formula_plans import MOST_FORMULAS, MOST_LEVELS
from app.services.derived.formulas import FormulaSeries, Plan, plan
from app.services.formulas import FormulaDefinition
from tests.fakes.hamlet import hamlet

CITY = hamlet(2)
POINTS = {point.id: point for point in CITY.points}
BERLIN = ZoneInfo("Europe/Berlin")
NO2 = "air_station-0.no2"
POWER = "charger-0.power"


def planned(*formulas: tuple[str, str]) -> tuple[Plan[FormulaSeries], dict[str, str]]:
    """Return the plan of named formulas, and the sentences by name."""
    definitions = [
        FormulaDefinition(PointId(f"formel:{number}"), name, text)
        for number, (name, text) in enumerate(formulas)
    ]
    found = plan(definitions, POINTS, BERLIN)
    names = {definition.id: definition.name for definition in definitions}
    return found, {names[key]: error.sentence for key, error in found.errors.items()}


def test_formulas_may_use_each_other_in_any_order_by_name_or_id() -> None:
    found, errors = planned(
        ("Ende", "[Mitte] * 2"), ("Mitte", f"[formel:2] + [{POWER}]"), ("Anfang", f"[{POWER}] / 2")
    )
    assert not errors
    last = found.series[point_key(PointId("formel:0"))]
    assert last.inputs == (POINTS[PointId(POWER)].key,)
    assert last.unit.symbol == "kW"


def test_one_wrong_formula_leaves_the_others_alone() -> None:
    found, errors = planned(
        ("gut", f"[{POWER}] * 2"),
        ("Einheit", f"[{POWER}] + [{NO2}]"),
        ("fehlt", "[gibt.es.nicht]"),
        ("Tippfehler", "[charger-0.powr]"),
        ("Grammatik", "1 +"),
        ("leer", ""),
    )
    assert set(errors) == {"Einheit", "fehlt", "Tippfehler", "Grammatik", "leer"}
    assert "[charger-0.power]" in errors["Tippfehler"]
    assert list(found.points) == [PointId("formel:0")]


def test_a_ring_is_named_in_each_of_its_formulas() -> None:
    found, errors = planned(
        ("A", "1 + [B]"), ("B", "[C]"), ("C", f"[{POWER}] + [A]"), ("D", "[A]"), ("E", f"[{POWER}]")
    )
    assert "A → B → C → A" in errors["A"]
    assert "B → C → A → B" in errors["B"]
    assert "C → A → B → C" in errors["C"]
    assert "„A“" in errors["D"]
    place = found.errors[PointId("formel:0")]
    assert (place.start, place.end) == (4, 7)
    assert list(found.points) == [PointId("formel:4")]


def test_a_formula_cannot_use_itself() -> None:
    _, errors = planned(("A", "[A] + 1"))
    assert "A → A" in errors["A"]


def test_two_rings_that_touch_are_found_without_end() -> None:
    _, errors = planned(("A", "[B] + [C]"), ("B", "[A]"), ("C", "[A] + [B]"))
    assert set(errors) == {"A", "B", "C"}
    assert "Kreis" in errors["A"]
    assert "Kreis" in errors["B"]
    assert "„A“" in errors["C"]


@pytest.mark.parametrize(
    ("name", "word"), [("A", "vergeben"), (POWER, "Datenpunkt"), ("a[b]", "eckigen Klammern")]
)
def test_names_that_would_confuse_are_refused(name: str, word: str) -> None:
    found, _ = planned(("A", f"[{POWER}]"), (name, f"[{POWER}]"))
    assert word in found.errors[PointId("formel:1")].sentence
    assert PointId("formel:0") in found.points


def test_formulas_upon_formulas_are_computed_once_however_often_they_are_used() -> None:
    rows = [("F0", f"[{POWER}]")]
    rows += [
        (f"F{n}", " + ".join(f"[F{m}]" for m in range(max(n - 8, 0), n)))
        for n in range(1, MOST_LEVELS)
    ]
    found, errors = planned(*rows)
    assert not errors
    assert len(found.series) == len(rows)


def test_too_many_levels_and_too_many_formulas_are_refused() -> None:
    rows = [
        ("F0", f"[{POWER}]"),
        *((f"F{n}", f"[F{n - 1}] + 1") for n in range(1, MOST_LEVELS + 2)),
    ]
    _, errors = planned(*rows)
    assert "aufeinander" in errors[f"F{MOST_LEVELS}"]
    assert "selbst noch einen Fehler" in errors[f"F{MOST_LEVELS + 1}"]
    _, errors = planned(*[(f"G{n}", "1") for n in range(MOST_FORMULAS + 1)])
    assert set(errors) == {f"G{MOST_FORMULAS}"}


def test_the_point_of_a_formula_looks_like_its_inputs() -> None:
    found, _ = planned(("Doppelt", f"[{POWER}] * 2"), ("Frage", f"[{POWER}] > 3"), ("", "5 kW"))
    doubled, question, constant = (found.points[PointId(f"formel:{n}")] for n in range(3))
    power = POINTS[PointId(POWER)]
    assert (doubled.name.de, doubled.unit, doubled.decimals) == ("Doppelt", power.unit, 2)
    assert (doubled.kind, doubled.interval_s) == (PointKind.ANALOG, power.interval_s)
    assert doubled.is_simulated
    assert question.kind is PointKind.STATE
    assert [state.label.de for state in question.states] == ["nein", "ja"]
    assert (constant.name.de, constant.unit.symbol) == ("5 kW", "kW")


def test_the_same_formulas_make_equal_series_and_others_do_not() -> None:
    first, _ = planned(("A", f"[{POWER}]"), ("B", "[A] * 2"))
    again, _ = planned(("A", f"[{POWER}]"), ("B", "[A] * 2"))
    other, _ = planned(("A", f"[{POWER}] / 2"), ("B", "[A] * 2"))
    key = point_key(PointId("formel:1"))
    assert first.series[key] == again.series[key]
    assert hash(first.series[key]) == hash(again.series[key])
    assert first.series[key] != other.series[key]
