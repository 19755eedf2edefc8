"""A file or folder of somebody becomes a raw table: what it is, is seen by its content."""

import hashlib
import io
import re
import stat
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Final

from app.services.tables.commas import read_csv
from app.services.tables.documents import (
    AGENT,
    agent_of,
    columns_of,
    device_type_of,
    document_of,
    kind_of,
)
from app.services.tables.model import (
    RECOGNISED,
    Cell,
    Job,
    Layout,
    Progress,
    RawTable,
    TableError,
    Watch,
)
from app.services.tables.sheets import read_sheet

SUFFIXES: Final = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".geojson", ".json",
    ".gpkg", ".yaml", ".yml", ".zip",
)  # fmt: skip
"""How the names of files end that `read_table` reads."""

_DOCUMENTS: Final = (".yaml", ".yml", ".json")
_MOST_FILES: Final = 20_000
_MOST_BYTES: Final = 2_000_000_000
_MOST_SWELLING: Final = 200
"""So many times its size is the most an archive may unpack to, where that is much. Tables of real
exports shrink to a tenth or a fiftieth; what shrinks to less was made to fill a memory."""
_MUCH_BYTES: Final = 200_000_000
_NAMED: Final = 5
_CSV_SUFFIXES: Final = (".csv", ".tsv", ".txt")
_SQLITE: Final = b"SQLite format 3\x00"
_APPLICATION: Final = slice(68, 72)
"""Where an SQLite file says whose it is; GeoPackage 1.2, requirement 2: `GPKG`, earlier `GP10`."""
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_BOOKS: Final = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_FOREIGN: Final = {
    b"%PDF": "ein PDF", b"\x89PNG": "ein Bild", b"\xff\xd8\xff": "ein Bild", b"GIF8": "ein Bild",
    b"\x1f\x8b": "ein gzip-Archiv", b"7z\xbc\xaf": "ein 7z-Archiv", b"Rar!": "ein RAR-Archiv",
}  # fmt: skip
_MARKUP: Final = re.compile(rb"\s*<(?:!doctype\s+html|html|table|\?xml)", re.IGNORECASE)
_GEOJSON: Final = re.compile(rb'"features"\s*:|"type"\s*:\s*"FeatureCollection"')
_HEAD: Final = 100_000
_PLACES: Final = "app.services.tables.places"
"""Its libraries take longer to load than many a table to read, and most tables do without."""


def read_table(
    path: Path,
    layout: Layout = RECOGNISED,
    *,
    most_rows: int | None = None,
    progress: Progress | None = None,
) -> RawTable:
    """Return the table of a file, or of a folder with a document for each device.

    It takes up to seconds and holds the interpreter for long: a window reads by `ApartReader`.

    Args:
        path: CSV, workbook (XLSX, XLSM, XLSB, XLS, ODS), GeoJSON, GeoPackage, device type of the
            NetBox library (YAML), inventory of a GLPI agent (JSON), a zip with one of them, or a
            folder of YAML or JSON documents.
        layout: What a person chose; the rest is found out.
        most_rows: For a glance: how many rows at most.
        progress: Is told how far it is, and may end it.

    Raises:
        TableError: It cannot be read; the text says what, where and what to do.
        CancelledError: `progress` returned False.
    """
    watch = Watch(progress)
    try:
        if path.is_dir():
            return _read_folder(path, most_rows, watch)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe or a device would be read without an end.
            raise TableError(
                f"Die Datei {path.name} ist keine gewöhnliche Datei. Bitte eine andere wählen."
            )
        if status.st_size > _MOST_BYTES:
            raise TableError(
                f"Die Datei {path.name} ist größer als 2 GB. Bitte sie in Teile zerlegen."
            )
        data = path.read_bytes()
    except OSError as error:
        raise TableError(
            f"Die Datei {path.name} lässt sich nicht öffnen ({error.strerror or error}). Bitte "
            "prüfen, ob sie noch da ist und gelesen werden darf."
        ) from error
    if not data:
        raise TableError(f"Die Datei {path.name} ist leer. Bitte eine andere wählen.")
    table = _read_file(data, Job(path.name, layout, watch, path, most_rows))
    return replace(table, name=path.name, sha256=hashlib.sha256(data).hexdigest())


def _read_file(data: bytes, job: Job) -> RawTable:
    """Read by content."""
    name = job.name
    if data.startswith(_SQLITE):
        return _read_geopackage(data, job)
    if data.startswith(_OLD_OFFICE):
        return read_sheet(data, job)
    if data.startswith(_ZIP):
        return _read_zip(data, job)
    for first, kind in _FOREIGN.items():
        if data.startswith(first):
            raise TableError(
                f"Die Datei {name} ist {kind} und keine Tabelle. Möglich sind CSV, XLSX, XLS, ODS, "
                "GeoJSON, GeoPackage, YAML und JSON."
            )
    return _reader_of_text(data, name)(data, job)


_Reader = Callable[[bytes, Job], RawTable]


def _reader_of_text(data: bytes, name: str) -> _Reader:
    suffix = Path(name).suffix.lower()
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    is_json = suffix in (".json", ".geojson") or (
        suffix not in _CSV_SUFFIXES and head[:1] in (b"{", b"[")
    )
    if suffix == ".geojson" or (is_json and _GEOJSON.search(head)):
        return _read_geojson
    if is_json or suffix in _DOCUMENTS:
        return _read_document
    if suffix not in _CSV_SUFFIXES and _MARKUP.match(head):
        raise TableError(
            f"Die Datei {name} ist eine Webseite oder XML, keine Arbeitsmappe. Bitte sie in einem "
            "Tabellenprogramm öffnen und als XLSX oder CSV speichern."
        )
    return read_csv


def _read_geojson(data: bytes, job: Job) -> RawTable:
    table: RawTable = import_module(_PLACES).read_geojson(data, job)
    return table


def _read_layer(path: Path, job: Job) -> RawTable:
    table: RawTable = import_module(_PLACES).read_geopackage(path, job)
    return table


def _read_geopackage(data: bytes, job: Job) -> RawTable:
    if not data[_APPLICATION].startswith(b"GP"):
        # GDAL would open it all the same, with tables in it that name other files.
        raise TableError(
            f"Die Datei {job.name} ist eine Datenbank (SQLite), aber kein GeoPackage. Bitte die "
            "Tabelle daraus als CSV oder GeoPackage ausgeben."
        )
    if job.path is not None:
        return _read_layer(job.path, job)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / (Path(job.name).stem + ".gpkg")
        copy.write_bytes(data)
        return _read_layer(copy, job)


def _read_zip(data: bytes, job: Job) -> RawTable:
    """Read a workbook, which is a zip itself, or the one table in an archive."""
    name = job.name
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_swelling(parts, len(data), name)
            if any(part.filename in _BOOKS for part in parts):
                return read_sheet(data, job)
            inner = _only_table(parts, name) if job.path is not None else None
            content = archive.read(inner) if inner else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise TableError(
            f"Die Datei {name} ist beschädigt oder mit einem Kennwort geschützt. Bitte sie neu "
            "laden oder entpackt wählen."
        ) from error
    if inner is None:
        raise TableError(f"Die Datei {name} ist ein Archiv in einem Archiv. Bitte sie entpacken.")
    own = PurePosixPath(inner.filename).name
    table = _read_file(content, replace(job, name=own, path=None))
    return replace(table, notes=(f"Aus dem Archiv wurde die Datei {own} gelesen.", *table.notes))


def _refuse_swelling(parts: Sequence[zipfile.ZipInfo], size: int, name: str) -> None:
    """Refuse an archive that would fill the memory when it is unpacked."""
    whole = sum(part.file_size for part in parts)
    if whole > _MOST_BYTES:
        raise TableError(
            f"Die Datei {name} wird beim Entpacken größer als 2 GB. Bitte sie prüfen oder "
            "in Teile zerlegen."
        )
    if whole > _MUCH_BYTES and whole > _MOST_SWELLING * size:
        raise TableError(
            f"Die Datei {name} wird beim Entpacken {whole // size}-mal so groß; so etwas ist keine "
            "gewöhnliche Tabelle. Bitte sie prüfen und entpackt oder neu gespeichert wählen."
        )


def _only_table(parts: Sequence[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    tables = [
        part
        for part in parts
        if not part.is_dir()
        and not part.filename.startswith("__MACOSX/")
        and PurePosixPath(part.filename).suffix.lower() in SUFFIXES
    ]
    # A text beside the table is usually a note on licence or origin.
    tables = [part for part in tables if not part.filename.lower().endswith(".txt")] or tables
    if len(tables) == 1:
        return tables[0]
    if not tables:
        raise TableError(
            f"Das Archiv {name} enthält keine Tabelle. Bitte eines mit CSV, XLSX oder GeoJSON "
            "wählen."
        )
    shown = ", ".join(PurePosixPath(part.filename).name for part in tables[:_NAMED])
    raise TableError(
        f"Das Archiv {name} enthält {len(tables)} Tabellen ({shown}). Bitte es entpacken und eine "
        "davon wählen."
    )


def _read_document(data: bytes, job: Job) -> RawTable:
    job.watch.step(0, 1)
    kind, row = _row_of(data, job.name)
    job.watch.step(1, 1)
    return _table_of(job.name, kind, [row], [1], [])


def _row_of(data: bytes, name: str) -> tuple[str, dict[str, Cell]]:
    document = document_of(data, name)
    kind = kind_of(document)
    if not kind:
        raise TableError(
            f"Die Datei {name} ist weder GeoJSON noch ein Gerätetyp (NetBox) noch das Inventar "
            "eines Agenten (GLPI). Bitte eine andere wählen oder die Daten als CSV ausgeben."
        )
    try:
        row = agent_of(document) if kind == AGENT else device_type_of(document)
    except RecursionError as error:
        raise TableError(
            f"Die Datei {name} schachtelt zu viele Werte ineinander. Bitte sie prüfen und neu "
            "ausgeben."
        ) from error
    return kind, {"file": name, **row}


def _table_of(
    name: str, kind: str, rows: list[dict[str, Cell]], numbers: list[int], notes: list[str]
) -> RawTable:
    columns = columns_of(kind, rows)
    layout = Layout(header_lines=0, decimal_comma=False)
    cells = [tuple([row.get(column) for column in columns]) for row in rows]
    return RawTable(name, kind, layout, columns, cells, numbers, (), tuple(notes), "")


def _read_folder(folder: Path, most_rows: int | None, watch: Watch) -> RawTable:
    """Read a row from each document of a folder and of those in it."""
    files = sorted(
        (
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in _DOCUMENTS and path.is_file()
        ),
        key=lambda path: path.relative_to(folder).as_posix().casefold(),
    )
    if not files:
        raise TableError(
            f"Der Ordner {folder.name} enthält keine YAML- oder JSON-Dateien. Bitte einen anderen "
            "wählen."
        )
    if len(files) > _MOST_FILES:
        raise TableError(
            f"Der Ordner {folder.name} enthält {len(files)} Dateien (höchstens {_MOST_FILES}). "
            "Bitte einen Unterordner wählen."
        )
    digest = hashlib.sha256()
    found: dict[str, list[tuple[int, dict[str, Cell]]]] = {}
    faults: list[str] = []
    for number, path in enumerate(files, 1):
        watch.step(number - 1, len(files))
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        digest.update(name.encode() + b"\0" + data + b"\0")
        try:
            kind, row = _row_of(data, name)
        except TableError as error:
            faults.append(str(error))
            continue
        found.setdefault(kind, []).append((number, row))
        if most_rows is not None and len(found[kind]) >= most_rows:
            break
    if not found:
        raise TableError(faults[0])
    kind = max(found, key=lambda kind: len(found[kind]))
    others = sum(len(rows) for rows in found.values()) - len(found[kind])
    notes = [f"Der Ordner enthält {len(files)} Dateien; jede ist eine Zeile der Tabelle."]
    if others:
        notes.append(
            "Eine Datei anderer Art wurde ausgelassen."
            if others == 1
            else f"{others} Dateien anderer Art wurden ausgelassen."
        )
    notes += faults[:_NAMED]
    if len(faults) > _NAMED:
        notes.append(f"Weitere {len(faults) - _NAMED} Dateien ließen sich nicht lesen.")
    watch.step(len(files), len(files))
    rows = [row for _, row in found[kind]]
    table = _table_of(folder.name, kind, rows, [number for number, _ in found[kind]], notes)
    return replace(table, sha256=digest.hexdigest())
