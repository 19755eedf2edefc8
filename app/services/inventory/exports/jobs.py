"""One export from the first record to the finished file."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Lock
from typing import Final

from pyproj import CRS
from pyproj.enums import WktVersion

from app.domain.inventory.kinds import KINDS
from app.services.inventory.exports.cells import Cells
from app.services.inventory.exports.csv_files import write_csv
from app.services.inventory.exports.facts import Fact, facts
from app.services.inventory.exports.geojson_files import write_geojson
from app.services.inventory.exports.layers import (
    GeoLayer,
    GeoPackageWriter,
    features_of,
    layer_columns,
)
from app.services.inventory.exports.paper_files import write_paper
from app.services.inventory.exports.reading import Page, Pages
from app.services.inventory.exports.requests import (
    MOST_PAPER_ROWS,
    MOST_SHEET_ROWS,
    ExportError,
    ExportRequest,
    ExportResult,
    FileFormat,
    TakenError,
)
from app.services.inventory.exports.workbooks import write_workbook
from app.services.maps.crs import UTM32
from app.services.ports import InventoryReader, Progress, StoppedError

_EPSG: Final = 25832
_MOST: Final = {FileFormat.PDF: MOST_PAPER_ROWS, FileFormat.XLSX: MOST_SHEET_ROWS}


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _go_on(_done: int, _total: int) -> bool:
    return True


class ExportJob:
    """Writes one file; `run` belongs into a thread beside the window, `stop` may come from any.

    Args:
        open_reader: Returns a reader of one's own.
        request: What is wanted.
        write_geopackage: Writes GeoPackages (`app.storage.geopackages.write_geopackage`).
    """

    def __init__(
        self,
        open_reader: Callable[[], InventoryReader],
        request: ExportRequest,
        write_geopackage: GeoPackageWriter,
    ) -> None:
        self.request = request
        self._open_reader = open_reader
        self._write_geopackage = write_geopackage
        self._is_stopped = Event()
        self._lock = Lock()
        self._reader: InventoryReader | None = None

    def stop(self) -> None:
        """End the work soon; there will be no file, and an older one of its name stays."""
        self._is_stopped.set()
        with self._lock:
            if self._reader is not None:
                self._reader.interrupt()

    def run(self, progress: Progress = _go_on) -> ExportResult:
        """Write the file, whole or not at all.

        Args:
            progress: Told (records read, of how many); returns False to stop.

        Raises:
            StoppedError: It was stopped; nothing was written.
            TakenError: There is such a file, and it may not be replaced.
            ExportError: It cannot be made; it says why.
            OSError: The file cannot be written.
            StorageError: The inventory cannot be read.
        """
        request = self.request
        if request.file.exists() and not request.may_replace:
            raise TakenError(f"Eine Datei „{request.file.name}“ gibt es dort schon.")
        draft = request.file.with_name(f".{request.file.name}.part")
        with closing(self._open_reader()) as reader:
            with self._lock:
                self._reader = reader
            try:
                draft.unlink(missing_ok=True)
                pages = self._pages(reader)
                notes = self._write(draft, reader, pages, self._checked(progress))
                if self._is_stopped.is_set():
                    raise StoppedError
                draft.replace(request.file)
            finally:
                with self._lock:
                    self._reader = None
                draft.unlink(missing_ok=True)
        tally = pages.tally
        return ExportResult(
            request.file, tally.records, tally.places, tally.left(pages.columns), tuple(notes)
        )

    def _checked(self, progress: Progress) -> Progress:
        return lambda done, total: not self._is_stopped.is_set() and progress(done, total)

    def _pages(self, reader: InventoryReader) -> Pages:
        """Return what is to be written, or say that it cannot be."""
        request = self.request
        try:
            pages = Pages(reader, request)
        except KeyError as error:
            raise ExportError(f"Die Spalte {error} gibt es nicht mehr.") from error
        most = _MOST.get(request.format)
        if most is not None and pages.total > most:
            raise ExportError(
                f"Eine Datei dieser Art fasst höchstens {_grouped(most)} Datensätze, es sind "
                f"{_grouped(pages.total)}. Bitte grenzen Sie die Auswahl ein oder nehmen Sie CSV."
            )
        return pages

    def _write(
        self, draft: Path, reader: InventoryReader, pages: Pages, progress: Progress
    ) -> list[str]:
        """Write the draft and return what the person should know."""
        request, columns, walked = self.request, pages.columns, pages.walk(progress)
        total = pages.total

        def told() -> list[Fact]:
            return facts(reader, request, pages)

        notes = []
        if request.format is FileFormat.CSV:
            write_csv(draft, request, columns, walked)
        elif request.format is FileFormat.XLSX:
            write_workbook(draft, request, columns, walked, told)
        elif request.format is FileFormat.GEOJSON:
            write_geojson(draft, request, columns, walked, told)
        elif request.format is FileFormat.GEOPACKAGE:
            self._write_layer(draft, pages, walked, told)
        elif replaced := write_paper(
            draft, request, columns, walked, told, is_wanted=lambda: progress(total, total)
        ):
            notes.append(f"Für Zeichen, die keine Schrift hat, steht ein Fragezeichen: {replaced}.")
        if request.format.is_spatial and pages.tally.places < pages.tally.records:
            missing = pages.tally.records - pages.tally.places
            notes.append(f"Ohne Lage, oder ohne eine, die gezeigt werden darf: {missing}.")
        return notes

    def _write_layer(
        self, draft: Path, pages: Pages, walked: Iterator[Page], told: Callable[[], list[Fact]]
    ) -> None:
        request, kind = self.request, KINDS[self.request.query.kind]
        cells = Cells(request.zone, request.on_screen, has_comma=False)
        layer = GeoLayer(
            kind.name,
            request.on_screen(kind.plural),
            layer_columns(pages.columns, request.on_screen),
            _EPSG,
            CRS.from_user_input(UTM32).to_wkt(WktVersion.WKT1_GDAL),
        )
        self._write_geopackage(
            draft,
            layer,
            (features_of(pages.columns, cells, page) for page in walked),
            lambda: "\n".join(f"{name}: {value}" for name, value in told()),
            request.made_us,
        )
