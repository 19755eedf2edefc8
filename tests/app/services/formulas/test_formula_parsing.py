"""Whatever a person writes: a tree, or a sentence that says what is wrong and where."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.services.formulas as package
from app.domain.points import EngineeringUnit
from app.domain.texts import Text
from app.services.formulas import FUNCTIONS, FormulaError, check, mentions, parse
from app.services.formulas.parsing import MAX_POINTS
from app.services.formulas.scanning import MAX_LETTERS
from app.services.formulas.trees import Call, Node, Number, Pair, PointName, Sign, Word

PIECES = st.sampled_from(
    [
        "[a.b-c]", "[", "]", "(", ")", "+", "-", "*", "/", "**", "<", "==", "!=", ",", " ", "1",
        "2.5", "1e3", "15 min", "µg/m³", "und", "nicht", "not", "mittel(", "wenn(", '"', "Tag",
        "lambda", "import", "__class__", ".", ":", "=", "\\", "\n", "\0", "🙂", "ß", "@", "%",
    ]
)  # fmt: skip

ATTACKS = (
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "[a].__class__",
    "getattr([a], 'x')",
    "eval('1')",
    "exec('1')",
    "open('/etc/passwd')",
    "lambda: 1",
    "[x for x in [1]]",
    "{1: 2}",
    "(yield)",
    "await [a]",
    "f'{1}'",
    "print(1)",
    "a := 1",
    "1 if 1 else 2",
    "*[a]",
    "abs(*[a])",
    "abs(x=1)",
    "9**9**9**9",
    "'a' * 999999999",
    "_t0",
    "abs(_t0)",
    "`ls`",
    "\x00",
)


def _shape(node: Node) -> object:
    """Return a tree as nested tuples, without its places."""
    if isinstance(node, Number):
        return (node.value, node.unit) if node.unit else node.value
    if isinstance(node, PointName):
        return f"[{node.name}]"
    if isinstance(node, Word):
        return node.text
    if isinstance(node, Sign):
        return (node.sign, _shape(node.operand))
    if isinstance(node, Pair):
        return (_shape(node.left), node.sign, _shape(node.right))
    assert isinstance(node, Call)
    return (node.function.german, *(_shape(argument) for argument in node.arguments))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("[a] + 2 * [b]", ("[a]", "+", (2.0, "*", "[b]"))),
        ("-[a] ** 2", ("-", ("[a]", "**", 2.0))),
        ("+[a]", "[a]"),
        ("10 µg/m³ + [a]", ((10.0, "µg/m³"), "+", "[a]")),
        ("10 μg/m3 + [a]", ((10.0, "µg/m³"), "+", "[a]")),
        ("2 h*3", ((2.0, "h"), "*", 3.0)),
        ("mittel([a], 15 Minuten)", ("mittel", "[a]", (15.0, "min"))),
        ("MEAN([a], 15min)", ("mean", "[a]", (15.0, "min"))),
        ("1 < [a] <= 3", ((1.0, "<", "[a]"), "and", ("[a]", "<=", 3.0))),
        ("[a] > 1 und nicht [b]", (("[a]", ">", 1.0), "and", ("not", "[b]"))),
        ("[a] ≥ 1 oder [b] <> 2", (("[a]", ">=", 1.0), "or", ("[b]", "!=", 2.0))),
        ("[a] × 2 − 1", (("[a]", "*", 2.0), "-", 1.0)),
        ("[a]^2", ("[a]", "**", 2.0)),
        ("zeit_im_zustand([a], „außer Betrieb“)", ("zeit_im_zustand", "[a]", "außer Betrieb")),
        ("zeit_im_zustand([a], »aus«)", ("zeit_im_zustand", "[a]", "aus")),
        ("zeit_im_zustand([a], 'aus')", ("zeit_im_zustand", "[a]", "aus")),
        ("GRÖSSTER([a], größter([b], 2))", ("groesster", "[a]", ("groesster", "[b]", 2.0))),
        ("füllen([a], .5)", ("fuellen", "[a]", 0.5)),
        ("[ Summe Mitte ] / 2", ("[Summe Mitte]", "/", 2.0)),
    ],
)
def test_formulas_are_read_as_people_write_them(text: str, shape: object) -> None:
    assert _shape(parse(text).tree) == shape


def test_the_points_of_a_formula_are_known_once_each() -> None:
    assert parse("[b] + [a] * [b]").names == ("b", "a")
    assert [one.name for one in mentions("[b] + [a")] == ["b"]


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("[a] + 1,5", "1,5", "1.5"),
        ("[a] [b]", "[b]", "Rechenzeichen"),
        ("ü * [a] +", "+", "Nach „+“"),
        ("([a] + 1", "(", "nicht geschlossen"),
        ("[a] + 1)", ")", "schließt nichts"),
        ("mitel([a], 1 h)", "mitel", "„mittel“"),
        ("max([a])", "max([a])", "max([a], 1 h)"),
        ("[a] = 1", "=", "=="),
        ("[a + 1", "[a + 1", "„]“"),
        ("[] + 1", "[]", "Name"),
        ("a] + 1", "]", "öffnende"),
        ('wenn("x, 1, 2)', '"x, 1, 2)', "Anführungszeichen"),
        ("[a] * * 2", "*", "fehlt eine Zahl"),
        ("[a], [b]", "[a], [b]", "Komma"),
        ("[a] $ 2", "$", "„$“"),
        ("[a]; 2", ";", "Komma"),
        ("{2}", "{", "runde"),
        ("a.b", ".", "[name]"),
        ("1e99 * [a]", "1e99", "zu groß"),
        ("5 min([a], 1 h)", "min", "Rechenzeichen"),
        ("   ", "   ", "noch keine Formel"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, place: str, word: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    error = caught.value
    assert text[error.start : error.end] == place
    assert word in error.sentence
    assert error.sentence.endswith((".", "?"))


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_no_text_does_anything_but_parse_or_explain(text: str) -> None:
    found: FormulaError | None = None
    try:
        parse(text)
    except FormulaError as error:
        found = error
    assert found is None or 0 <= found.start <= found.end <= len(text)
    assert found is None or found.sentence


@pytest.mark.parametrize("text", ATTACKS)
def test_python_is_no_language_of_formulas(text: str) -> None:
    # Words nobody knows are found out when the formula is checked, powers of powers too.
    with pytest.raises(FormulaError):
        check(parse(text), {"a": EngineeringUnit("n", "", Text("Anzahl"))})


def test_nothing_in_the_room_runs_text() -> None:
    forbidden = {"eval", "exec", "compile", "getattr", "__import__", "literal_eval", "open"}
    for path in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                # One `getattr` asks a SyntaxError for its place.
                is_offset = node.func.id == "getattr" and path.name == "parsing.py"
                assert node.func.id not in forbidden or is_offset, path


@pytest.mark.parametrize(
    "text",
    [
        "[a]" + " + [a]" * 500,
        "(" * 100 + "[a]" + ")" * 100,
        "-" * 200 + "[a]",
        "nicht " * 150 + "[a]",
        "2 ** " * 150 + "2",
        "betrag(" * 31 + "[a]" + ")" * 31,
        " + ".join(f"[p{n}]" for n in range(MAX_POINTS + 1)),
        "[a] + " * MAX_LETTERS,
    ],
)
def test_too_much_is_refused_before_it_takes_time(text: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.start <= caught.value.end <= len(text)


def test_long_chains_of_conditions_are_flat_enough() -> None:
    parse(" und ".join(["[a] > 1"] * 90))


def test_every_example_of_the_functions_is_right_itself() -> None:
    for function in FUNCTIONS:
        tree = parse(function.example).tree
        assert isinstance(tree, Call)
        assert tree.function is function


@pytest.mark.parametrize(
    ("text", "example"),
    [("summe([a], 1, 2)", "summe([a], Tag)"), ("Cumulative([a], 1, 2)", "cumulative([a], day)")],
)
def test_a_call_is_answered_in_its_own_language(text: str, example: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(f"So ist es richtig: {example}.")):
        parse(text)
