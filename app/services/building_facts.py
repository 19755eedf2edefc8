"""Reads a table of one's own about buildings, to be joined to the city model by their ids."""

import csv
import io
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.twins import MOST_ROWS, FactTable, FactValue

MOST_BYTES: Final = 200_000_000
_SAMPLE_ROWS: Final = 200
_SEPARATORS: Final = ";,\t|"
_NAMED_SO: Final = frozenset({"id", "gml_id", "gmlid", "gml:id", "objekt", "objektid", "object_id"})


class FactsError(ValueError):
    """A file cannot be joined; the text says why and what helps."""


@dataclass(frozen=True, slots=True)
class FactsRead:
    """What was read of a file.

    Attributes:
        table: The table.
        key: Name of the column the ids stand in.
        known: How many of its rows belong to a building that is known.
        problems: Line and sentence of each row that is left out.
    """

    table: FactTable
    key: str
    known: int
    problems: tuple[tuple[int, str], ...]


def read_facts(
    path: Path, known_ids: Collection[str], *, author: str, created_us: int
) -> FactsRead:
    """Read a CSV file with a row for each building.

    Encoding (UTF-8, else Windows-1252), separator and decimal comma are recognised. The column of
    the ids is the one that names most known buildings, else the one that is called so.

    Args:
        path: The file; its first row names the columns.
        known_ids: Ids of the buildings that are shown.
        author: Who brings it.
        created_us: When, µs UTC.

    Raises:
        FactsError: It is no such table, or no building in it is known.
        OSError: It cannot be read.
    """
    rows = _rows(_text(path), path.name)
    header, body = rows[0], rows[1:]
    key = _key_column(header, body, frozenset(known_ids))
    columns = tuple(name for at, name in enumerate(header) if at != key)
    found: dict[str, tuple[FactValue | None, ...]] = {}
    problems: list[tuple[int, str]] = []
    for line, row in enumerate(body, start=2):
        if not any(row):
            continue
        if len(row) != len(header):
            text = "Die Zeile hat {0} Felder, die Kopfzeile {1}; sie bleibt weg."
            problems.append((line, text.format(len(row), len(header))))
        elif not row[key]:
            problems.append((line, "In der Zeile fehlt die Kennung des Gebäudes; sie bleibt weg."))
        elif row[key] in found:
            text = "Das Gebäude „{0}“ steht schon weiter oben; es gilt die erste Zeile."
            problems.append((line, text.format(row[key])))
        else:
            found[row[key]] = tuple(_value(cell) for at, cell in enumerate(row) if at != key)
    known = len(found.keys() & frozenset(known_ids))
    if not known:
        text = (
            "Keine Kennung aus „{0}“ gehört zu einem Gebäude, das hier gezeigt wird. Bitte prüfen, "
            "ob die Tabelle dieselben Kennungen (gml:id) verwendet."
        )
        raise FactsError(text.format(path.name))
    table = FactTable(uuid.uuid4().hex, path.name, columns, found, author, created_us)
    return FactsRead(table, header[key], known, tuple(problems))


def _text(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise FactsError(f"„{path.name}“ ist für eine Tabelle über Gebäude zu groß.")
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> list[list[str]]:
    lines = text.lstrip("\r\n")
    if lines.startswith("sep="):
        lines = lines.partition("\n")[2]
    head = lines.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    if not head.count(separator):
        text = "„{0}“ ist keine Tabelle: In der ersten Zeile stehen keine getrennten Spalten."
        raise FactsError(text.format(name))
    try:
        reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator)
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise FactsError(f"„{name}“ lässt sich nicht als Tabelle lesen ({error}).") from error
    if len(rows) > MOST_ROWS:
        raise FactsError(f"„{name}“ hat mehr als {MOST_ROWS} Zeilen.")
    names = [cell or f"Spalte {at}" for at, cell in enumerate(rows[0], start=1)]
    twice = sorted({cell for cell in names if names.count(cell) > 1})
    if twice:
        text = "In „{0}“ heißen mehrere Spalten „{1}“. Bitte eindeutig benennen."
        raise FactsError(text.format(name, twice[0]))
    return [names, *rows[1:]]


def _key_column(header: Sequence[str], body: Sequence[Sequence[str]], known: frozenset[str]) -> int:
    sample = body[:_SAMPLE_ROWS]
    hits = [
        sum(1 for row in sample if at < len(row) and row[at] in known) for at in range(len(header))
    ]
    if max(hits) > 0:
        return hits.index(max(hits))
    named = [at for at, name in enumerate(header) if name.lower() in _NAMED_SO]
    return named[0] if named else 0


def _value(cell: str) -> FactValue | None:
    """Return a cell as a number where it is one, also with a decimal comma; codes stay text."""
    if not cell:
        return None
    digits = cell.lstrip("+-")
    is_code = len(digits) > 1 and digits.startswith("0") and digits[1].isdigit()
    plain = cell.replace(".", "").replace(",", ".") if "," in cell else cell
    if is_code or not any(sign.isdigit() for sign in cell) or "_" in cell:
        return cell
    try:
        return float(plain)
    except ValueError:
        return cell
