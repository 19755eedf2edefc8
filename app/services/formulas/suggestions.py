"""What somebody may have meant with a name nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches

from app.services.formulas.errors import FormulaError
from app.services.formulas.trees import PointName

_MOST = 2_000
"""More names are narrowed down by their beginning first: comparing takes time."""


def unknown_name(node: PointName, known: Iterable[str]) -> FormulaError:
    """Return the error for a point that does not exist, with what it may have been."""
    alike = resembling_name(node.name, known)
    bracketed = f"[{alike}]"
    hint = (
        f"Meinten Sie „{bracketed}“?"
        if alike
        else "Datenpunkte lassen sich suchen, indem man „[“ tippt, oder hereinziehen."
    )
    return FormulaError(
        f"Einen Datenpunkt oder eine Formel „{node.name}“ gibt es nicht. {hint}",
        node.start,
        node.end,
    )


def resembling_name(name: str, known: Iterable[str]) -> str:
    """Return the known name most like one; empty when none is."""
    names = list(known)
    folded = {entry.casefold(): entry for entry in names}
    if exact := folded.get(name.casefold()):
        return exact
    length = len(name)
    near = [entry for entry in folded if abs(len(entry) - length) <= max(length // 3, 2)]
    if len(near) > _MOST:
        letters = set(name.casefold())
        near.sort(key=lambda entry: len(letters.symmetric_difference(entry)))
        near = near[:_MOST]
    found = get_close_matches(name.casefold(), near, 1, 0.7)
    return folded[found[0]] if found else ""
