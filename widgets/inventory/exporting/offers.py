"""What the dialog is given, and the choices in it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.fields import Publication
from app.domain.inventory.queries import Filter, Operator, Query
from app.services.inventory.exports import FileFormat
from widgets.texts import count


class Scope(StrEnum):
    """Which records."""

    SELECTION = "selection"
    FILTERED = "filtered"
    ALL = "all"


class Columns(StrEnum):
    """Which columns."""

    TABLE = "table"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ExportOffer:
    """What may be exported.

    Attributes:
        query: What the table shows: kind, filters, order, moment.
        columns: The paths of the table's columns.
        all_columns: The paths of all columns.
        folder: Where files are saved unless somebody says otherwise.
        name: Name of the file without its suffix.
        plural: What records of this kind are called, in the words of the screen.
        selected: Uids of the selected records.
        zone: IANA name of the city's zone.
        now_us: The present, µs UTC.
    """

    query: Query
    columns: tuple[str, ...]
    all_columns: tuple[str, ...]
    folder: Path
    name: str
    plural: str
    selected: tuple[str, ...] = field(default=(), repr=False)
    zone: str = "Europe/Berlin"
    now_us: int = 0

    @property
    def is_filtered(self) -> bool:
        """True when the table does not show all records."""
        return bool(self.query.filters or self.query.text)

    def query_of(self, scope: Scope) -> Query:
        """Return the query of a choice."""
        query = self.query
        if scope is Scope.FILTERED:
            return query
        chosen = (Filter("uid", Operator.IN, self.selected),) if scope is Scope.SELECTION else ()
        return Query(query.kind, chosen, "", query.sort, query.at_us)


def records_text(number: int) -> str:
    """Return how many records, in words."""
    words = QCoreApplication.translate("exporting", "%n Datensatz/Datensätze", "", number)
    return words.replace(str(number), count(number))


def format_words(kind: FileFormat) -> str:
    """Return what a format is called and what it is for."""
    words = {
        FileFormat.XLSX: QCoreApplication.translate("exporting", "Excel (XLSX)"),
        FileFormat.CSV: QCoreApplication.translate("exporting", "Text mit Strichpunkten (CSV)"),
        FileFormat.PDF: QCoreApplication.translate("exporting", "PDF, barrierefrei"),
        FileFormat.GEOPACKAGE: QCoreApplication.translate("exporting", "GeoPackage (GIS)"),
        FileFormat.GEOJSON: QCoreApplication.translate("exporting", "GeoJSON (Karten im Netz)"),
    }
    return words[kind]


def class_words(target: Publication) -> str:
    """Return what a class is called."""
    words = {
        Publication.PUBLIC: QCoreApplication.translate("exporting", "öffentlich"),
        Publication.INTERNAL: QCoreApplication.translate("exporting", "intern"),
        Publication.RESTRICTED: QCoreApplication.translate("exporting", "eingeschränkt"),
    }
    return words[target]


def class_hint(target: Publication) -> str:
    """Return who may read a file of a class."""
    words = {
        Publication.PUBLIC: QCoreApplication.translate(
            "exporting",
            "Für alle, etwa für Presse oder offene Daten: Die Datei enthält nur Datensätze und "
            "Felder, die als öffentlich gekennzeichnet sind. Trassen und Kabel erscheinen nur als "
            "gerade Linien zwischen Kilometerfeldern.",
        ),
        Publication.INTERNAL: QCoreApplication.translate(
            "exporting",
            "Für die Verwaltung: ohne eingeschränkte Datensätze und Felder wie MAC-Adressen. "
            "Der Verlauf von Trassen und Kabeln ist auf Felder von 100 m vergröbert.",
        ),
        Publication.RESTRICTED: QCoreApplication.translate(
            "exporting",
            "Alles, auch der genaue Verlauf der Netze und geschützte Angaben. Geben Sie die Datei "
            "nur an Personen weiter, die das wissen müssen (TKG § 148).",
        ),
    }
    return words[target]
