"""Trend sheets (Kurvenblätter): what a person arranged in the trends, under a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any


class SheetRefusedError(Exception):
    """A sheet is not saved or removed; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class TrendSheet:
    """A saved sheet.

    Attributes:
        id: Permanent name, made by whoever saved it first (UUID, hexadecimal).
        name: What it is called on screen; unique in a city, whatever its case.
        content: What is on it, JSON-like, as the trends made it.
        is_locked: True while it must be neither changed nor removed.
        author: Who saved it last.
        changed_us: When that was, µs UTC.
    """

    id: str
    name: str
    content: Mapping[str, Any]
    is_locked: bool = False
    author: str = ""
    changed_us: int = 0


def check_save(sheet: TrendSheet, stored: Iterable[TrendSheet]) -> None:
    """Refuse to save a sheet that breaks a rule.

    A locked sheet may only be unlocked, by saving it as it is without the lock.

    Raises:
        SheetRefusedError: The name is empty or taken, or the stored sheet is locked.
    """
    if not sheet.name.strip():
        raise SheetRefusedError("Ein Kurvenblatt braucht einen Namen.")
    for other in stored:
        if other.id == sheet.id:
            if other.is_locked and not _is_unlocking(other, sheet):
                raise SheetRefusedError(_locked_text(other))
        elif _folded(other.name) == _folded(sheet.name):
            raise SheetRefusedError(
                f"Es gibt schon ein Kurvenblatt „{other.name}“. Bitte einen anderen Namen wählen."
            )


def check_removal(sheet: TrendSheet) -> None:
    """Refuse to remove a locked sheet.

    Raises:
        SheetRefusedError: It is locked.
    """
    if sheet.is_locked:
        raise SheetRefusedError(_locked_text(sheet))


def _locked_text(sheet: TrendSheet) -> str:
    return (
        f"Das Kurvenblatt „{sheet.name}“ ist gesperrt. Bitte zuerst die Sperre aufheben oder "
        "unter einem anderen Namen speichern."
    )


def _is_unlocking(stored: TrendSheet, sheet: TrendSheet) -> bool:
    """Tell whether only the lock (and who turned it) differs; saving it unchanged is fine too."""
    return (
        replace(sheet, is_locked=True, author=stored.author, changed_us=stored.changed_us) == stored
    )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
