"""Units: what fits together, what comes out, and the sentence where it makes no sense."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app.domain.points import EngineeringUnit, State
from app.domain.texts import Text
from app.services.formulas import FUNCTIONS, FormulaError, Op, Surroundings, check, parse, prepare
from app.services.formulas.symbols import BY_SYMBOL
from app.services.formulas.units import kind_of, presented

ROOT = Path(__file__).parents[4]
SYMBOLS = {
    "no2": "µg/m³", "mg": "mg/m³", "t": "°C", "t2": "°C", "kw": "kW", "w": "W", "kwh": "kWh",
    "mwh": "MWh", "db": "dB(A)", "dbm": "dBm", "state": "", "n": "", "percent": "%", "rh": "% rF",
    "wind": "m/s", "mbit": "Mbit/s", "rain": "mm/h", "sun": "W/m²", "cars": "Kfz/h",
    "calls": "Einsätze", "a": "m", "b": "m",
}  # fmt: skip
UNITS = {
    name: BY_SYMBOL[symbol].unit if symbol in BY_SYMBOL else EngineeringUnit("x", symbol, Text(""))
    for name, symbol in SYMBOLS.items()
}
STATES = {
    "state": (
        State(0, Text("in Betrieb", "running")),
        State(2, Text("Störung", "fault"), "ERR", is_abnormal=True),
    )
}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("[no2] + [mg]", "µg/m³"),
        ("[mg] + [no2]", "mg/m³"),
        ("[kwh] + [mwh]", "kWh"),
        ("[t] - [t2]", "K"),
        ("[t] + 5", "°C"),
        ("5 K + [t]", "°C"),
        ("[t] - 5 K", "°C"),
        ("-5 °C + 2 K", "°C"),
        ("20 °C - [t]", "K"),
        ("([t] - 0 °C) * 2", "K"),
        ("[db] - [db]", "dB"),
        ("durchschnitt([t], [t2], 20)", "°C"),
        ("mittel([t], 1 h)", "°C"),
        ("max([t], 1 Tag) - min([t], 1 Tag)", "K"),
        ("ableitung([kwh])", "kW"),
        ("ableitung([kwh], min)", "kW"),
        ("ableitung([t], min)", "K/min"),
        ("ableitung([a])", "m/h"),
        ("summe([kw])", "kWh"),
        ("summe([no2])", "µg·h/m³"),
        ("summe([rain], Tag)", "mm"),
        ("summe([sun], 1 h)", "Wh/m²"),
        ("summe([cars], Woche)", "Kfz"),
        ("summe([mbit])", "GB"),
        ("summe([t] - 15 °C, Tag)", "K·h"),
        ("zaehlerdifferenz([kwh], Tag)", "kWh"),
        ("zaehlerdifferenz([kwh], 1 h) / 1 h", "kW"),
        ("[kw] * 15 min", "kWh"),
        ("[percent] * [kw]", "kW"),
        ("[kw] / [w]", ""),
        ("[rain] * 2", "mm/h"),
        ("[a] * [b] * [a]", "m³"),
        ("wurzel([wind] ** 2 + [wind] ** 2)", "m/s"),
        ("1 / [a]", "1/m"),
        ("[calls] / 1 h", "Einsätze/h"),
        ("zeit_im_zustand([state], störung, 1 d)", "%"),
        ("zeit_im_zustand([state], ERR)", "h"),
        ("zeit_im_zustand([state], fault, Tag)", "h"),
        ("zeit_im_zustand([state], 2)", "h"),
        ("zeit_im_zustand([t] > 30, Tag)", "h"),
        ("zeit_im_zustand([t] > 30)", "h"),
        ("zeit_im_zustand([t] > 30, 0, 1 h)", "%"),
        ("wenn([t] > 20, [no2], 0)", "µg/m³"),
        ("fuellen([t], 0)", "°C"),
        ("versatz([kw], 1 d)", "kW"),
        ("groesster([no2], [mg], 4)", "µg/m³"),
        ("betrag([t] - [t2])", "K"),
        ("log([no2] / 10 µg/m³)", ""),
        ("log([kw] / [w])", ""),
        ("[no2] > 40 und [t] < 3", ""),
        ("[n] ** 0.5", ""),
        ("[state] == 2", ""),
        ("5 kW", "kW"),
        ("5", ""),
        ('mittel([kw], "15 min")', "kW"),
    ],
)  # fmt: skip
def test_the_unit_of_a_result(text: str, symbol: str) -> None:
    assert prepare(parse(text), Surroundings(UNITS, STATES)).unit.symbol == symbol


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[no2] + [kw]", "[no2] + [kw]", ("µg/m³", "kW")),
        ("[kw] + [n]", "[kw] + [n]", ("kW", "ohne Einheit")),
        ("[rh] - [percent]", "[rh] - [percent]", ("% rF", "%")),
        ("1 + ([t] + [t2])", "[t] + [t2]", ("°C", "durchschnitt")),
        ("[t] * 2", "[t]", ("°C", "[name] - 0 °C")),
        ("-[t]", "[t]", ("Differenz",)),
        ("5 - [t]", "5 - [t]", ("°C",)),
        ("[t] > 290 K", "[t] > 290 K", ("°C", "K")),
        ("[db] - [dbm]", "[db] - [dbm]", ("dB(A)", "dBm")),
        ("[t] + [kw]", "[t] + [kw]", ("°C", "kW")),
        ("5 K - [t]", "5 K - [t]", ("K", "°C")),
        ("summe([t])", "[t]", ("°C",)),
        ("wurzel([no2])", "[no2]", ("µg/m³", "Quadrate")),
        ("log([no2])", "[no2]", ("ohne Einheit", "1 µg/m³")),
        ("[no2] ** 0.5", "0.5", ("ganzen Zahlen",)),
        ("2 ** [n]", "[n]", ("Exponent",)),
        ("[n] ** 11", "11", ("höchstens",)),
        ("[no2] und 1", "[no2]", ("Bedingung", "µg/m³")),
        ("mittel([no2], 15)", "15", ("15 min",)),
        ("mittel([no2], 15 kW)", "15 kW", ("15 min",)),
        ("mittel([no2], 400 d)", "400 d", ("366",)),
        ("mittel([no2], 0 h)", "0 h", ("größer als 0",)),
        ("mittel(3, 1 h)", "3", ("Datenpunkt",)),
        ("max([no2], [mg])", "[mg]", ("groesster",)),
        ("groesster([no2], 1 h)", "1 h", ("max([a], 1 h)",)),
        ("ableitung([no2], kg)", "kg", ("s, min, h oder d",)),
        ("summe([kw], Quartal)", "Quartal", ("Tag, Woche, Monat",)),
        ("zeit_im_zustand([state])", "zeit_im_zustand([state])", ("Welcher Zustand",)),
        ("zeit_im_zustand([state], Stoerung)", "Stoerung", ("„Störung“",)),
        ("zeit_im_zustand([state], xyz)", "xyz", ("in Betrieb, Störung",)),
        ("zeit_im_zustand([n], aus)", "aus", ("Code",)),
        ("zeit_im_zustand([kw], 3)", "[kw]", ("kW",)),
        ("zeit_im_zustand([state], [n])", "[n]", ("Anführungszeichen",)),
        ("no2 + 1", "no2", ("[no2]",)),
        ("[no3] + 1", "[no3]", ("„no3“",)),
        ("2 * [calll]", "[calll]", ("[calls]",)),
        ("[KW]", "[KW]", ("[kw]",)),
    ],
)
def test_what_makes_no_sense_is_said_with_place_and_remedy(
    text: str, place: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(FormulaError) as caught:
        prepare(parse(text), Surroundings(UNITS, STATES))
    error = caught.value
    assert text[error.start : error.end] == place
    assert all(word in error.sentence for word in words), error.sentence


def test_every_unit_of_the_shipped_profile_comes_back_as_itself() -> None:
    text = (ROOT / "resources/cities/hamm/units.toml").read_text("utf-8")
    for unit in tomllib.loads(text)["unit"]:
        known = {unit["symbol"]: EngineeringUnit(unit["id"], unit["symbol"], Text("x"))}
        shown, _, factor = presented(kind_of(unit["symbol"]), known)
        assert (shown.id, factor) == (unit["id"], 1.0)
        own, _, _ = presented(kind_of(unit["symbol"]), {})
        assert own.symbol == unit["symbol"]
        assert own.quantity == unit["quantity"] or unit["id"] == "state"


def test_a_result_shares_the_axis_of_the_points_in_its_unit() -> None:
    unit = EngineeringUnit("my_kw", "kW", Text("Kilowatt"), "power")
    assert check(parse("[p] * 2"), {"p": unit}) == unit


@pytest.mark.parametrize("symbol", ["l/(m²·h)", "m⁴", "Einsätze/h", "?", "1/h", "µg·h/m³", "K·h"])
def test_any_symbol_stands_at_least_for_itself(symbol: str) -> None:
    unit = EngineeringUnit("x", symbol, Text("x"))
    assert check(parse("[p] + [p]"), {"p": unit}).symbol == symbol


def test_litres_on_square_metres_are_millimetres() -> None:
    shown, _, factor = presented(kind_of("l/(m²·h)"), {})
    assert shown.symbol == "mm/h"
    assert factor == pytest.approx(1.0)


def test_every_example_of_the_help_makes_sense_for_some_points() -> None:
    for function in FUNCTIONS:
        unit = UNITS["n"] if function.op is Op.IN_STATE else UNITS["a"]
        check(parse(function.example), {"a": unit, "b": UNITS["b"]})


def test_units_are_loaded_with_the_first_formula_and_not_before() -> None:
    program = (
        "import sys, app.services.derived.formulas as f; assert 'pint' not in sys.modules;"
        "from app.services.formulas import check, parse, are_units_loaded;"
        "parse('[a] + 1 kW'); assert not are_units_loaded() and 'pint' not in sys.modules;"
        "check(parse('1 kW'), {}); assert are_units_loaded() and 'pint' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0
