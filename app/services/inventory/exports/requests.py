"""What may be asked of an export, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.inventory.fields import Publication
from app.domain.inventory.publications import Left
from app.domain.inventory.queries import Query

MOST_PAPER_ROWS: Final = 3_000
"""Rows of a PDF: about 75 pages, some seconds, 450 MB meanwhile; nobody reads more on paper."""

MOST_SHEET_ROWS: Final = 1_048_575
"""Rows of a sheet of XLSX, without the heading."""


class ExportError(Exception):
    """An export cannot be made; a whole sentence, German."""


class TakenError(ExportError):
    """There is such a file already, and nobody said that it may be replaced."""


class FileFormat(StrEnum):
    """Formats; the value is the suffix of the file."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    GEOPACKAGE = "gpkg"
    PDF = "pdf"

    @property
    def is_spatial(self) -> bool:
        """True when records carry their place."""
        return self in {FileFormat.GEOJSON, FileFormat.GEOPACKAGE}


def unchanged(text: str) -> str:
    """Return a text as it is: German."""
    return text


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to be written.

    Attributes:
        query: Which records, in which order, at which moment.
        paths: The columns.
        file: Where to.
        format: As what.
        target: Class of the file: who will read it.
        made_us: When it was asked for, µs UTC.
        zone: IANA name of the city's zone, for moments.
        has_comma: True when numbers of CSV and PDF have a decimal comma.
        language: `de` or `en`, of a PDF.
        may_replace: True when a file of that name may be replaced.
        on_screen: Turns German words into those of the reader.
    """

    query: Query
    paths: tuple[str, ...]
    file: Path
    format: FileFormat
    target: Publication = Publication.INTERNAL
    made_us: int = 0
    zone: str = "Europe/Berlin"
    has_comma: bool = True
    language: str = "de"
    may_replace: bool = True
    on_screen: Callable[[str], str] = field(default=unchanged, compare=False)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written.

    Attributes:
        file: The file.
        records: Records in it.
        places: Those of them that have a place; 0 in a format without places.
        left: What is not in it.
        notes: What else the person should know, whole sentences, German.
    """

    file: Path
    records: int
    places: int = 0
    left: Left = field(default_factory=Left)
    notes: tuple[str, ...] = ()
