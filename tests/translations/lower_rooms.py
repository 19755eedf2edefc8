"""Finds the German sentences of the rooms below the views, which have no Qt to translate them.

They are plain literals there, with `{…}` where the program fills something in: f-strings, and
literals that `format` fills sooner or later. As templates they have `{0}`, `{1}` … instead, in that
order, and the same number where the same is filled in twice; so stand they in
`resources/translations/below_en.toml`, by module, with their English. `widgets.foreign_texts` uses
that file.
"""

import ast
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Final

from tests.translations.extraction import ROOT

ROOMS: Final = (
    "app/domain",
    "app/services",
    "app/storage",
    "app/link",
    "app/collector",
    "connectors",
    "twin_viewer/model",
    "twin_viewer/formats",
    "twin_viewer/analysis",
    "twin_viewer/lod",
    "twin_viewer/cache",
    "twin_viewer/jobs",
    "twin_viewer/synthetic",
    "twin_viewer/colorings",
)

BILINGUAL: Final = frozenset(
    {
        "app/domain/portfolio/evidence/phrases.py",
        "app/domain/portfolio/evidence/sentences.py",
        "app/services/lost_sources.py",
        "app/services/maps/arranging.py",
        "app/services/maps/kinds.py",
        "app/services/maps/legends.py",
        "app/services/profiles/conversion.py",
        "app/services/profiles/faults.py",
        "app/services/profiles/map_faults.py",
        "app/services/profiles/rule_words.py",
        "app/services/rulesets/words.py",
    }
)
"""Modules whose texts have both languages side by side."""

NOT_FOR_PEOPLE: Final = (
    "app/services/inventory/demo/",
    "app/services/portfolio/demo/",
    "app/services/portfolio/reports/checking.py",
    "app/services/portfolio/reports/words.py",
    "app/services/inventory/imports/words.py",
    "connectors/simulated_city/models/",
    "connectors/simulated_city/snmp_devices.py",
    "app/services/time_vocabulary.py",
    "twin_viewer/synthetic/building_files.py",
    "twin_viewer/synthetic/landmarks.py",
    "twin_viewer/synthetic/readme.py",
    "twin_viewer/synthetic/streets.py",
    "twin_viewer/synthetic/terrains.py",
)
"""Words that the simulated devices send as values, as such devices do; words that people type; what
the simulated city has in its files, as files of a survey have it; what stands in the demo
inventory, as a city's own records do; words by which columns of files are recognised."""

ALL_FOR_PEOPLE: Final = frozenset(
    {"app/services/maps/crs.py", "connectors/simulated_city/operators.py"}
)
"""Modules whose every literal of several words is one for a person, whatever its words."""

WORDS_FOR_PEOPLE: Final[Mapping[str, frozenset[str]]] = {
    "app/domain/inventory/groups.py": frozenset(
        {"Allgemein", "Ort", "Lebenslauf", "Ausgabe", "Gemessen", "Technik", "Verwaltung"}
    ),
    "app/services/inventory/exports/facts.py": frozenset(
        {"Inhalt", "Bedingungen", "Suchtext", "Stand", "Klasse", "Quelle", "Hinweis"}
    ),
    "twin_viewer/colorings/attributes.py": frozenset({"andere", "ja", "nein"}),
    "twin_viewer/formats/pose_conventions.py": frozenset(
        {
            "Grad",
            "Gon",
            "Norden",
            "Osten",
            "Bildmitte",
            "linken Bildkante",
            "oben",
            "unten",
            "rechts",
            "links",
        }
    ),
    "twin_viewer/jobs/shelves.py": frozenset(
        {"wartet", "angehalten", "Laserscan", "Luftbild", "Netze", "Einzelobjekt"}
    ),
}
"""Words that nothing marks as German, by the module that says them to a person."""

PUT_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "app/domain/inventory/rooms/racks.py": ("HE {0}",),
    "app/domain/portfolio/rules.py": (
        "Erwartet werden {0} von geplanten {1}.",
        "Erwartet werden {0} von geplanten {1}, {2} mehr.",
        "Das Ende liegt nach heutigem Plan am {0}, {1} nach dem vereinbarten {2}.",
        "Das Ende liegt nach heutigem Plan am {0}, {1} vor dem vereinbarten {2}.",
        "Das Ende liegt nach heutigem Plan am {0}, wie vereinbart.",
        "„{0}“ ist seit {1} überfällig (geplant am {2}), insgesamt sind es {3}.",
        "„{0}“ ist blockiert durch: {1}; davon hängt das Ende des Projekts ab.",
        "{0} Nachweis hat zurzeit keinen Wert, der zählt.",
        "{0} Nachweise haben zurzeit keinen Wert, der zählt.",
        "{0} Nachweis passt zu dem, was gemeldet ist.",
        "{0} Nachweise passen zu dem, was gemeldet ist.",
    ),
    "app/domain/portfolio/wording.py": (
        "{0} Tag",
        "{0} Tagen",
        "{0} Arbeitstag",
        "{0} Arbeitstage",
        "{0} Wert",
        "{0} Werte",
    ),
    "twin_viewer/jobs/shelves.py": (
        "Gebäude LOD{0}",
        "Laserscan {0}",
        "Gelände DGM{0}",
        "Luftbild {0}",
        "Straßenfotos {0}",
        "Netze {0}",
        "Einzelobjekt {0}",
    ),
}
"""Names that a module puts together from its words and others; no literal shows them whole."""

_LABELS: Final[Mapping[str, tuple[int, ...]]] = {
    "Kind": (1, 2),
    "Field": (1,),
    "Choice": (1,),
    "reference": (1,),
    "Transition": (2,),
    "choices": (),
}
"""Where those of `app/domain/inventory` that have names on screen are given them."""

_REMARK: Final = "# "
"""How lines begin that are remarks of a file the program writes."""

CATALOGUE: Final = ROOT / "resources" / "translations" / "below_en.toml"

_HEADER: Final = """\
# English for the German sentences of the rooms below the views, by module. {0}, {1} … stand for
# what the program fills in. `python3 -m tests.translations` adds and removes lines; widgets/
# foreign_texts.py reads them.
"""

_SPECIAL: Final = re.compile(r"[äöüß„]", re.IGNORECASE)
_COMMON: Final = re.compile(
    r"\b(?:der|die|das|dem|den|des|ist|sind|nicht|und|oder|eine?[nrs]?|keine?|wird|wurde|zum?|zur|"
    r"vo[nm]|mit|für|im|am|auf|bei|nach|fehlt|falsch|bitte|datei|quelle|fehler|verbindung|"
    r"werden|wurden|haben|fehlen|weitere[nrs]?|gelesen|vorgegeben|bis|unbekannte[nrs]?|daten|"
    r"nachrichten?|zertifikat|kennwort|werte?|zahl|zeit|ohne|teil|vertauscht|\w{3,}(?:ung|ungen|heit|keit|iert|ichert|igt|los))\b",
    re.IGNORECASE,
)
_SINGLE_WORDS: Final = frozenset({"keine", "nichts", "simuliert"})
_PLACE: Final = re.compile(r"\{\d+\}")
_FIELD: Final = re.compile(r"\w*(?:\.\w+|\[\w+\])*")
"""What stands in a blank that `format` fills."""


def templates(root: Path = ROOT) -> dict[str, list[str]]:
    """Return the German templates by module, in the order they stand there."""
    found: dict[str, list[str]] = {}
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if name in BILINGUAL or name.startswith(NOT_FOR_PEOPLE):
                continue
            found_here = templates_of(
                path.read_text("utf-8"),
                is_all=name in ALL_FOR_PEOPLE,
                words=WORDS_FOR_PEOPLE.get(name, ()),
            )
            lines = dict.fromkeys((*found_here, *PUT_TOGETHER.get(name, ())))
            if lines:
                found[name] = list(lines)
    return found


def templates_of(
    program: str, *, is_all: bool = False, words: Collection[str] = ()
) -> Iterator[str]:
    """Yield the German templates of one module, line by line where they have several.

    Args:
        program: The text of the module.
        is_all: Every literal of several words is one.
        words: Literals that are one although nothing marks them as German.
    """
    tree = ast.parse(program)
    passed = _not_shown(tree)
    shown = _surely_shown(tree)
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        for line in (_template(node) or "").split("\n"):
            if line.startswith(_REMARK):
                continue
            is_shown = id(node) in shown or (is_all and " " in line.strip()) or line in words
            if is_german(line.strip()) or (is_shown and has_words(line)):
                yield _numbered(line.strip())


def _surely_shown(tree: ast.AST) -> set[int]:
    """Return what stands on the health page whatever its language: names and words of figures."""
    shown: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_detail(node.func):
            shown.update(id(part) for argument in node.args for part in _said(argument))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            shown.update(id(part) for part in _labels(node))
        elif _is_figures(node):
            tables = [part for part in ast.walk(node) if isinstance(part, ast.Dict)]
            shown.update(id(key) for table in tables for key in table.keys)
    return shown


def _labels(call: ast.Call) -> Iterator[ast.AST]:
    """Yield the labels that a kind of the inventory, a field, a choice or a step is given."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    for place in _LABELS.get(name, ()):
        yield from call.args[place : place + 1]
    for keyword in call.keywords:
        if name == "choices" or (name in _LABELS and keyword.arg in {"label", "plural", "hint"}):
            yield keyword.value


def _said(node: ast.AST) -> Iterator[ast.AST]:
    """Yield an expression and its parts, but not what is handed to other functions."""
    yield node
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from _said(child)


def _is_figures(node: ast.AST) -> bool:
    """Tell whether a connector names its figures here."""
    return (
        isinstance(node, ast.FunctionDef)
        and node.name == "figures"
        and [argument.arg for argument in node.args.args] == ["self"]
    )


def _is_detail(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "detail"


def has_words(line: str) -> bool:
    """Tell whether a template says anything by itself."""
    return bool(re.search(r"[^\W\d_]{2}", _PLACE.sub("", line)))


def _numbered(line: str) -> str:
    """Return a line with its blanks numbered from 0; it may be one of several of a literal."""
    numbers: dict[str, int] = {}
    return _PLACE.sub(lambda it: f"{{{numbers.setdefault(it[0], len(numbers))}}}", line)


def is_german(line: str) -> bool:
    """Tell whether a literal is German for a person, judged by its letters and common words."""
    words = _PLACE.sub("", line)
    if " " in words:
        return bool(_SPECIAL.search(words) or _COMMON.search(words))
    says_something = has_words(line) or bool(_PLACE.search(line))
    return words in _SINGLE_WORDS or (says_something and bool(_SPECIAL.search(words)))


def _not_shown(tree: ast.AST) -> set[int]:
    """Return what is no text for the screen: doc strings, lines of the log, parts of f-strings."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            passed.update(id(part) for part in node.values)
        elif isinstance(node, ast.Call) and _is_log(node.func):
            passed.update(id(argument) for argument in node.args)
    return passed


def _is_log(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id in {"log", "logger", "logging"}
    )


def _template(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return as_template(node.value) if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    text = ""
    number = 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += _escaped(str(part.value))
        else:
            text += f"{{{number}}}"
            number += 1
    return text


def as_template(text: str) -> str:
    """Return a literal as a template: what `format` fills is numbered, other braces are doubled."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return _escaped(text)
    fields = [field for _, field, *_ in parts if field is not None]
    if not fields or not all(map(_FIELD.fullmatch, fields)):
        return _escaped(text)
    template = ""
    numbers: dict[str, int] = {}
    for literal, field, *_ in parts:
        template += _escaped(literal)
        if field is not None:
            # Blanks without a name are filled one after the other, each with something of its own.
            place = numbers.setdefault(field or f"blank {len(numbers)}", len(numbers))
            template += f"{{{place}}}"
    return template


def _escaped(text: str) -> str:
    """Return a text as a template: its own braces are doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def read(path: Path = CATALOGUE) -> dict[str, dict[str, str]]:
    """Return the English of each template by module."""
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def update(present: dict[str, list[str]], path: Path = CATALOGUE) -> None:
    """Bring the catalogue to the present templates; translations are kept."""
    known = read(path)
    anywhere = {de: en for lines in known.values() for de, en in lines.items()}
    text = _HEADER
    for module, lines in sorted(present.items()):
        text += f"\n[{_quoted(module)}]\n"
        for de in lines:
            en = known.get(module, {}).get(de) or anywhere.get(de, "")
            text += f"{_quoted(de)} = {_quoted(en)}\n"
    path.write_text(text, "utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
