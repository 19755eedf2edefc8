"""Text files of strangers: how they are encoded, what separates their cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from app.services.tables.model import TableError

SEPARATORS: Final = (";", "\t", "|", ",")
"""What separates cells; of two that fit alike the first is taken."""
SEPARATOR_NAMES: Final = {
    ";": "Semikolon",
    "\t": "Tabulator",
    "|": "senkrechter Strich",
    ",": "Komma",
}

_SAMPLE: Final = 200
"""Records by which the separator is found."""
_MARK: Final = "\ufeff"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8: Final = b"\xef\xbb\xbf"
_GLANCE: Final = 100_000
_OFTEN_NULL: Final = 0.25
"""UTF-16 without a mark has a null in most pairs of bytes, always at the same side."""
_MOST_CONTROLS: Final = 0.02
_CONTROLS: Final = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_OPEN: Final = ("unexpected end of data", "field larger than field limit")
"""How csv says that quotes stay open."""


class QuoteError(ValueError):
    """Quotes in a text table are wrong.

    Attributes:
        line: Where the record begins, from 1.
        is_open: True when they are opened and not closed; else a sign follows closed ones.
    """

    def __init__(self, line: int, detail: str) -> None:
        super().__init__(detail)
        self.line = line
        self.is_open = detail.startswith(_OPEN)


@dataclass(slots=True)
class Text:
    """A text file as it was understood.

    Attributes:
        text: Its text without byte order mark.
        encoding: How it was decoded.
        notes: German sentences.
    """

    text: str
    encoding: str
    notes: list[str] = field(default_factory=list)


def decoded(data: bytes, encoding: str, name: str) -> Text:
    """Return the text of a file.

    UTF-8 is tried strictly, then Windows-1252 is taken: guessing by letter statistics takes it
    for one of its relatives.

    Args:
        data: The file.
        encoding: What a person chose; "" finds it out.
        name: Of the file, for sentences.

    Raises:
        TableError: It cannot be decoded as chosen.
    """
    result = _as_chosen(data, encoding, name) if encoding else _recognised(data)
    if result.text.startswith(_MARK):
        result.text = result.text[1:]
    if not encoding and _is_no_text(result.text):
        raise TableError(
            f"Die Datei {name} enthält keinen lesbaren Text. Bitte prüfen, ob es die richtige "
            "Datei ist, und sie als CSV oder XLSX neu speichern."
        )
    if "\0" in result.text:
        count = result.text.count("\0")
        result.text = result.text.replace("\0", "")
        result.notes.append(f"Die Datei enthält Nullzeichen ({count}); sie wurden entfernt.")
    if "\r" in result.text and "\n" not in result.text:
        result.notes.append(
            "Die Zeilen enden nach alter Art nur mit einem Wagenrücklauf (CR); das wurde erkannt."
        )
    return result


def separator_of(text: str) -> str:
    """Return what separates the cells of a text."""
    for is_strict in (True, False):
        best, best_score = "", 0.0
        for separator in SEPARATORS:
            score = _score(text, separator, is_strict=is_strict)
            if score > best_score:
                best, best_score = separator, score
        if best:
            return best
    return SEPARATORS[0]


def records(
    text: str, separator: str, *, is_strict: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Give the records of a text, each with the number of its first line, from 1.

    Raises:
        QuoteError: The quotes are wrong.
    """
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, strict=is_strict, doublequote=True
    )
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise QuoteError(line, str(error)) from error
        yield line, record


def _score(text: str, separator: str, *, is_strict: bool) -> float:
    """Return how well a separator fits: the share of rows that have the usual number of cells."""
    widths: list[int] = []
    try:
        for _, record in islice(records(text, separator, is_strict=is_strict), _SAMPLE):
            if any(cell.strip() for cell in record):
                widths.append(len(record))
    except QuoteError as error:
        if not error.is_open:
            return 0.0
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0
    return round(max(several.values()) / len(widths), 2)


def _as_chosen(data: bytes, encoding: str, name: str) -> Text:
    try:
        return Text(data.decode(encoding), encoding)
    except LookupError:
        raise TableError(
            f"Die Zeichenkodierung „{encoding}“ für die Datei {name} ist unbekannt. Bitte eine "
            "andere wählen, etwa utf-8 oder cp1252."
        ) from None
    except UnicodeError as error:
        place = getattr(error, "start", 0)
        line = data.count(b"\n", 0, place) + 1
        raise TableError(
            f"Die Datei {name} lässt sich nicht als {encoding} lesen: Zeile {line} passt nicht "
            "dazu. Bitte eine andere Zeichenkodierung wählen."
        ) from None


def _is_no_text(text: str) -> bool:
    """Tell whether a text is full of signs that no text has."""
    start = text[:_GLANCE]
    return len(_CONTROLS.findall(start)) > _MOST_CONTROLS * len(start)


def _side_of_nulls(data: bytes) -> str:
    """Return which UTF-16 a file without a mark is in; "" for none."""
    start = data[:_GLANCE]
    even, odd = start[::2].count(0), start[1::2].count(0)
    often = _OFTEN_NULL * len(start) / 2
    if len(data) % 2 == 0 and odd > often and not even:
        return "utf-16-le"
    return "utf-16-be" if len(data) % 2 == 0 and even > often and not odd else ""


def _recognised(data: bytes) -> Text:
    if data.startswith(_UTF16):
        notes = ["Die Datei ist in UTF-16 kodiert."]
        text = data.decode("utf-16", errors="replace")
        return Text(text, "utf-16", notes)
    if side := _side_of_nulls(data):
        notes = ["Die Datei ist in UTF-16 kodiert, ohne es am Anfang zu sagen; das wurde erkannt."]
        return Text(data.decode(side, errors="replace"), side, notes)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes = ["Die Datei ist in Windows-1252 (cp1252) kodiert, nicht in UTF-8."]
        text = data.decode("cp1252", errors="replace")
        if "\ufffd" in text:
            notes.append(
                f"{text.count(chr(0xFFFD))} Zeichen waren nicht lesbar und wurden durch � ersetzt."
            )
        return Text(text, "cp1252", notes)
    notes = []
    if data.startswith(_UTF8):
        notes.append("Die Datei beginnt mit einer Marke für UTF-8 (BOM); sie wurde übergangen.")
    return Text(text, "utf-8-sig", notes)
