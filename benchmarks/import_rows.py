"""100,000 rows of 12 columns from a workbook: preview, commit with audit, how long Python is held.

The workbook is read in a process of its own and tried against an inventory that has the places and
half of the devices already; then all of it is committed, chained and logged. A thread beats every
5 ms meanwhile: what its beats are late by is how long Python was held, as the window would feel it.
"""

import gc
import random
import sys
import tempfile
import threading
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Self

import numpy as np
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.services.clocks import SystemClock
from app.services.inventory.imports.mapping import ColumnMapping, Match, Missing, Use, Way
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.proposing import propose
from app.services.inventory.uids import new_uid
from app.services.tables.apart import ApartReader
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from benchmarks.result import Result

ROWS = 100_000
THERE = 50_000
SITES = 200
TYPES = 40
PREVIEW_S = 5.0
COMMIT_S = 10.0
HELD_MS = 100.0
BEAT_S = 0.005
IDLE_S = 2.0
COLUMNS = (
    "Inventarnummer", "Name", "Modell", "Hersteller", "Standort", "Zustand", "Seriennummer", "MAC",
    "Kaufdatum", "Preis", "Länge", "Breite",
)  # fmt: skip
MAPPING = ColumnMapping(
    "asset",
    (
        Use(("tag",), ("Inventarnummer",)),
        Use(("name",), ("Name",)),
        Use(("type.name",), ("Modell",)),
        Use(("type.vendor.name",), ("Hersteller",)),
        Use(("site.name",), ("Standort",)),
        Use(("state",), ("Zustand",)),
        Use(("serial",), ("Seriennummer",)),
        Use(("mac",), ("MAC",)),
        Use(("bought_on",), ("Kaufdatum",)),
        Use(("cost",), ("Preis",)),
        Use(("east", "north"), ("Länge", "Breite"), Way.PLACE),
    ),
    Match(("tag",)),
    {"type.kind": "access_point"},
    {"type": Missing.CREATE, "type.vendor": Missing.CREATE},
)
SERVE = "import sys; from app.services.tables.apart import serve_process; sys.exit(serve_process())"


class _Heart:
    """Beats in a thread and notes how late it was, ms."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        last = time.perf_counter()
        while not self._ended.is_set():
            time.sleep(BEAT_S)
            now = time.perf_counter()
            self.late.append((now - last - BEAT_S) * 1e3)
            last = now

    def told(self) -> str:
        """Say p99 and maximum."""
        return f"p99 {np.percentile(self.late, 99):.1f} ms, max {max(self.late):.1f} ms"


def run() -> Result:
    """Write, read, try, commit, and try again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "geraete.xlsx"
        began = time.perf_counter()
        _write(path)
        print(f"workbook of {ROWS:,} x {len(COLUMNS)} written in {_since(began):.1f} s")
        database = CityDatabase(Path(folder) / "city.db")
        inventory = CityInventory(database, SystemClock(), "Messung")
        try:
            return _measure(inventory, path)
        finally:
            database.close()


def _measure(inventory: CityInventory, path: Path) -> Result:
    inventory.commit(Changeset(_there()))
    gc.collect()
    with _Heart() as idle_heart:
        time.sleep(IDLE_S)
    print(f"at rest, for comparison: {idle_heart.told()}")
    with closing(inventory.reader()) as reader:
        with _Heart() as preview_heart:
            began = time.perf_counter()
            raw = ApartReader([sys.executable, "-c", SERVE]).read(path)
            read_s = _since(began)
            proposed = propose(raw, "asset")
            outcome = plan(raw, MAPPING, reader, SystemClock().now_us())
            preview_s = _since(began)
        print(f"proposed for {len(proposed.targets)} fields; {outcome.outlook}")
        print(f"read {read_s:.2f} s, tried {outcome.seconds:.2f} s, in all {preview_s:.2f} s; "
              f"Python held: {preview_heart.told()}")  # fmt: skip
        with _Heart() as commit_heart:
            began = time.perf_counter()
            commit = inventory.commit(outcome.changeset)
            commit_s = _since(began)
        print(f"{commit.transaction.count:,} changes committed with audit in {commit_s:.2f} s; "
              f"Python held: {commit_heart.told()}")  # fmt: skip
        again = plan(raw, MAPPING, reader, SystemClock().now_us())
        print(f"again: {again.outlook} {again.seconds:.2f} s")
    held_ms = max(*preview_heart.late, *commit_heart.late)
    is_right = again.is_empty and outcome.new == ROWS - THERE and not outcome.errors
    return Result(
        "import_rows",
        round(preview_s, 2),
        "s until the preview",
        f"commit {commit_s:.2f} s, Python held at most {held_ms:.0f} ms",
        round(preview_s / PREVIEW_S, 3),
        f"preview < {PREVIEW_S:.0f} s, commit < {COMMIT_S:.0f} s, held < {HELD_MS:.0f} ms",
        is_right and preview_s < PREVIEW_S and commit_s < COMMIT_S and held_ms < HELD_MS,
    )


def _since(began: float) -> float:
    return time.perf_counter() - began


def _serial(row: int) -> str:
    return f"SN{row * 7919 % 10_000_019:08d}"


def _write(path: Path) -> None:
    source = random.Random(7)  # noqa: S311 - made-up devices
    first = date(2018, 1, 1)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Geräte")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, COLUMNS)
        for row in range(ROWS):
            kind = row % TYPES
            cells = (
                f"H-{row:06d}", f"AP {row:06d}", f"Modell {kind}", f"Hersteller {kind % 7}",
                f"Schule {row % SITES}", "in Betrieb", _serial(row),
                ":".join(f"{row >> shift & 255:02X}" for shift in (40, 32, 24, 16, 8, 0)),
            )  # fmt: skip
            if row == 0:
                cells = (*cells[:7], "02:00:00:00:00:01")
            sheet.write_row(row + 1, 0, cells)
            sheet.write_datetime(row + 1, 8, first + timedelta(days=source.randrange(2_500)), day)
            sheet.write_number(row + 1, 9, round(source.uniform(50, 900), 2))
            sheet.write_number(row + 1, 10, round(source.uniform(7.7, 7.95), 6))
            sheet.write_number(row + 1, 11, round(source.uniform(51.6, 51.75), 6))


def _there() -> list[Operation]:
    """Return the places, and half of the devices, that the inventory has already."""
    now_us = SystemClock().now_us()

    def made(kind: str, /, **values: Value) -> Operation:
        return Operation(Action.CREATE, kind, new_uid(now_us), values)

    sites = [made("site", name=f"Schule {row}", kind="school") for row in range(SITES)]
    vendor = made("vendor", name="Hersteller 0")
    model = made("asset_type", name="Modell 0", kind="access_point", vendor=vendor.uid)
    devices = [
        made(
            "asset",
            tag=f"H-{row:06d}",
            type=model.uid,
            site=sites[row % SITES].uid,
            state="in_service",
            serial=_serial(row),
        )
        for row in range(THERE)
    ]
    return [*sites, vendor, model, *devices]
