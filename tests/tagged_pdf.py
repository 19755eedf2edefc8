"""Reads the structure tree of a PDF: what a screen reader gets of it (ISO 14289-1, PDF/UA-1)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf


@dataclass
class Structure:
    """What a tagged PDF tells.

    Attributes:
        language: Of the document.
        title: In its information.
        part: Of PDF/UA that it says it keeps, empty for none.
        is_marked: True when it says that it is tagged.
        shows_title: True when the window of a viewer shows the title.
        roles: How often each role stands in the tree.
        figures: Words of each figure.
        headings: Levels of headings in reading order.
        tables: For each table how many header cells it has.
        untagged: Pages whose content is neither tagged nor marked as decoration.
    """

    language: str = ""
    title: str = ""
    part: str = ""
    is_marked: bool = False
    shows_title: bool = False
    roles: Counter[str] = field(default_factory=Counter)
    figures: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    untagged: list[int] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return what a checker of PDF/UA would complain of, of what can be read off the tree."""
        found = []
        if not self.is_marked or not self.roles:
            found.append("not tagged")
        if not self.language:
            found.append("no language")
        if not self.title or not self.shows_title:
            found.append("no title")
        if self.part != "1":
            found.append("does not say that it is PDF/UA-1")
        found += [
            f"figure {number} has no words"
            for number, words in enumerate(self.figures)
            if not words
        ]
        found += [
            f"table {number} has no headings"
            for number, heads in enumerate(self.tables)
            if not heads
        ]
        levels = [0, *self.headings]
        found += [
            f"heading {number} leaves out a level"
            for number, (before, level) in enumerate(pairwise(levels))
            if level > before + 1
        ]
        return found + [f"page {number} has untagged content" for number in self.untagged]


def structure_of(content: bytes) -> Structure:
    """Return the structure of a PDF."""
    found = Structure()
    with pikepdf.open(BytesIO(content)) as pdf:
        root: Any = pdf.Root
        found.language = str(root.get("/Lang", ""))
        found.is_marked = bool(root.get("/MarkInfo", {}).get("/Marked", False))
        found.shows_title = bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False))
        with pdf.open_metadata() as metadata:
            found.title = str(metadata.get("dc:title", ""))
            found.part = str(metadata.get("pdfuaid:part", ""))
        tree = root.get("/StructTreeRoot")
        if tree is not None:
            names = {str(key): str(value) for key, value in dict(tree.get("/RoleMap", {})).items()}
            for node in _children(tree):
                _walk(node, names, found)
        for number, page in enumerate(pdf.pages, 1):
            if not _is_tagged(page):
                found.untagged.append(number)
    return found


def _walk(first: Any, names: dict[str, str], found: Structure) -> None:
    waiting = [first]
    while waiting:
        node = waiting.pop()
        role = str(node.get("/S", ""))
        role = names.get(role, role).removeprefix("/")
        found.roles[role] += 1
        if role == "Figure":
            found.figures.append(str(node.get("/Alt", "")))
        if role[:1] == "H" and role[1:].isdigit():
            found.headings.append(int(role[1:]))
        if role == "Table":
            found.tables.append(sum(1 for one in _below(node) if str(one.get("/S")) == "/TH"))
        waiting += reversed(list(_children(node)))


def _below(first: Any) -> Iterator[Any]:
    waiting = list(_children(first))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _children(node)


def _children(node: Any) -> Iterator[Any]:
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


_DRAWING = frozenset(
    {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "S", "s", "b", "b*", "sh"}
)


def _is_tagged(page: Any) -> bool:
    """Tell whether all that a page draws stands inside marked content."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            depth += 1
        elif name == "EMC":
            depth -= 1
        elif name in _DRAWING and depth == 0:
            return False
    return True
