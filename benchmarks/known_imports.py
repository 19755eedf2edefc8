"""Real files through the import with the layouts the program knows: every row is accounted for.

The files are no part of the program; they lie beside the checkout, in `../shared/samples`, or in
`--folder=DIR`. Independent counts: rows below the header as the file itself has them, by Python's
own `csv`, `json` and `zipfile`, and by openpyxl's rival calamine only for workbooks.
"""

import csv
import json
import sys
import tempfile
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Final

from python_calamine import CalamineWorkbook

from app.services.clocks import SystemClock
from app.services.inventory.imports.known import KNOWN
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.recognising import recognise
from app.services.tables.reading import read_table
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from benchmarks.result import Result

SAMPLES: Final = Path(__file__).resolve().parents[2] / "shared" / "samples"
FILES: Final = (
    "charging/ladesaeulenregister_00__2017-04-11.xlsx",
    "charging/ladesaeulenregister_10__2018-03-07.xlsx",
    "charging/ladesaeulenregister_25__2019-07-19.xlsx",
    "addresses/hauskoordinaten_essen_4647.zip",
    "schools/berlin_bandbreiten_2020.csv",
)
_FIRST_COLUMN: Final = "Betreiber"
"""What heads the first column of the register, below its title lines."""


def run() -> Result:
    """Import each file into an inventory of its own, twice; count the files that do not fit."""
    folder = next(
        (Path(one.partition("=")[2]) for one in sys.argv if one.startswith("--folder=")), SAMPLES
    )
    wrong = sum(not _fits(folder / name) for name in FILES)
    return Result(
        benchmark="known_imports",
        value=wrong,
        unit="files",
        against=f"{len(FILES)} files, new + refused = rows, again nothing",
        ratio=None,
        budget="0 files",
        passed=wrong == 0,
    )


def _fits(path: Path) -> bool:
    begin = time.perf_counter()
    raw = read_table(path)
    found = recognise(raw, KNOWN)
    if found is None:
        print(f"{path.name}: not recognised")
        return False
    with tempfile.TemporaryDirectory() as name:
        database = CityDatabase(Path(name) / "city.db")
        store = CityInventory(database, SystemClock(), "Messung")
        with closing(store.reader()) as reader:
            outcome = plan(raw, found.mapping, reader, SystemClock().now_us())
            changed = len(store.commit(outcome.changeset).changed)
            again = plan(raw, found.mapping, reader, SystemClock().now_us())
        database.close()
    counted = _rows(path)
    took = time.perf_counter() - begin
    print(
        f"{path.name}: {found.profile.name}, {counted} rows, {outcome.new} new, {outcome.errors} "
        f"refused, {outcome.warning_count} cells left empty, {changed} records, {took:.1f} s",
        flush=True,
    )
    return counted == len(raw.rows) == outcome.new + outcome.errors and bool(again.is_empty)


def _rows(path: Path) -> int:
    """Return how many rows a file has, counted without our reader."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            inner = next(one for one in archive.namelist() if one.endswith("json"))
            return len(json.loads(archive.read(inner))["features"])
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return sum(1 for _ in csv.DictReader(file))
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    head = next(at for at, row in enumerate(rows) if str(row[0]).startswith(_FIRST_COLUMN))
    return sum(any(str(cell).strip() for cell in row) for row in rows[head + 1 :])
