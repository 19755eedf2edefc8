"""Finds the texts of the screen in the sources: what stands in `tr`, `translate` and the NOOPs.

Qt's lupdate reads Python itself, but passes over `translate` with a number behind it, and knows
nothing of contexts that are passed on. So the sources are read with `ast` here, and lupdate gets a
list in a language that it reads without fault.
"""

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS_WITH_TEXTS = ("app/verbs", "app/console", "twin_viewer", "widgets")


@dataclass(frozen=True, slots=True)
class ScreenText:
    """A German text of the screen.

    Attributes:
        context: The class, or the context named in the call.
        source: The text.
        comment: What tells it from an equal text of the same context.
        has_number: True when it has plural forms.
    """

    context: str
    source: str
    comment: str = ""
    has_number: bool = False


@cache
def screen_texts(root: Path = ROOT) -> list[ScreenText]:
    """Return all texts of the rooms that draw, each once, by context and place."""
    found: dict[ScreenText, None] = {}
    for room in ROOMS_WITH_TEXTS:
        for path in sorted((root / room).rglob("*.py")):
            found |= dict.fromkeys(texts_of(path.read_text("utf-8"), root))
    return sorted(found, key=lambda text: text.context)


def texts_of(program: str, root: Path = ROOT) -> Iterator[ScreenText]:
    """Yield the texts of one module in the order they stand there."""
    tree = ast.parse(program)
    yield from _walk(_with_full_names(tree), "", _borrowed(tree, root) | _short_cuts(tree))


def _with_full_names(tree: ast.AST) -> ast.AST:
    """Return a module in which what is called by `words = x.translate` is called `translate`."""
    others = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _last(node.value) == "translate"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in others
        ):
            node.func.id = "translate"
    return tree


def _short_cuts(tree: ast.AST) -> dict[str, str]:
    """Return the functions that only pass their one text on to a context, and that context."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and len(node.args.args) == 1:
            passed = node.args.args[0].arg
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call) == "translate":
                    match call.args:
                        case [ast.Constant(value=str(context)), ast.Name(id=name)]:
                            found |= {node.name: context} if name == passed else {}
    return found


def _borrowed(tree: ast.AST, root: Path) -> dict[str, str]:
    """Return those functions that a module imports from others of the program."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            known = _short_cuts_in(root / f"{node.module.replace('.', '/')}.py")
            for name in node.names:
                if name.name in known:
                    found[name.asname or name.name] = known[name.name]
    return found


@cache
def _short_cuts_in(path: Path) -> dict[str, str]:
    return _short_cuts(ast.parse(path.read_text("utf-8"))) if path.is_file() else {}


def _walk(node: ast.AST, owner: str, short_cuts: dict[str, str]) -> Iterator[ScreenText]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and (text := _text(child, owner, short_cuts)):
            yield text
        inside = child.name if isinstance(child, ast.ClassDef) else owner
        yield from _walk(child, inside, short_cuts)


def _text(call: ast.Call, owner: str, short_cuts: dict[str, str]) -> ScreenText | None:
    """Return the text of a call, or None where it is another call or passes a text on."""
    name = _name(call)
    if name in {"tr", "QT_TR_NOOP"}:
        words: list[ast.expr] = [ast.Constant(owner), *call.args]
    elif name in short_cuts and len(call.args) == 1:
        words = [ast.Constant(short_cuts[name]), *call.args]
    elif name in {"translate", "QT_TRANSLATE_NOOP"} and len(call.args) > 1:
        words = call.args
    else:
        return None
    texts = [word.value for word in words[:3] if isinstance(word, ast.Constant)]
    if len(texts) < min(len(words), 3) or not all(isinstance(text, str) for text in texts):
        return None
    context, source, comment = (*map(str, texts), "")[:3]
    return ScreenText(context, source, comment, has_number=len(words) > 3)


def _name(call: ast.Call) -> str:
    """Return the last part of what is called."""
    return _last(call.func)


def _last(named: ast.expr) -> str:
    """Return the last part of a dotted name; empty for what is none."""
    if isinstance(named, ast.Name):
        return named.id
    return named.attr if isinstance(named, ast.Attribute) else ""


def as_cpp(texts: list[ScreenText]) -> str:
    """Return the texts as C++ that lupdate reads."""
    lines = []
    for text in texts:
        words = [text.context, text.source, *([text.comment] if text.comment else [])]
        macro = "QT_TRANSLATE_N_NOOP" if text.has_number else "QT_TRANSLATE_NOOP"
        macro += "3" if text.comment else ""
        lines.append(
            f"{macro}({', '.join(json.dumps(word, ensure_ascii=False) for word in words)})"
        )
    return "const char *texts[] = {\n" + ",\n".join(lines) + "\n};\n"
