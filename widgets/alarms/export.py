"""Rows of a table as text for the clipboard and for spreadsheet programs."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale

_FORMULA_STARTS: Final = ("=", "+", "@", "\t", "\r")


def as_tsv(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as tab separated lines with a heading, as on screen."""
    lines = [titles, *rows]
    return "".join(
        "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line) + "\n"
        for line in lines
    )


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows as CSV that a spreadsheet of this locale opens by a double click.

    The separator follows the locale; the file begins with a byte order mark because spreadsheet
    programs take UTF-8 without one for Latin-1. Texts that a spreadsheet would take for a formula
    get an apostrophe.

    Raises:
        OSError: The file cannot be written.
    """
    out = StringIO()
    separator = ";" if QLocale().decimalPoint() == "," else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    path.write_text(out.getvalue(), "utf-8-sig", newline="")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
