"""Exports of 100,000 records: a GeoPackage that GDAL opens with its system and the same counts.

The inventory is a real one on disk, with sites and assets; an asset without a place of its own has
that of its site. The other formats are timed along, but do not count.
"""

import tempfile
import threading
import time
from pathlib import Path
from random import Random

from pyogrio import read_info

from app.domain.inventory.queries import Query
from app.services.clocks import SystemClock
from app.services.inventory.exports import ExportJob, ExportRequest, FileFormat
from app.services.inventory.uids import seeded_uids
from app.storage.geopackages import write_geopackage
from benchmarks.result import Result
from tests.inventories import MadeInventory, create

RECORDS = 100_000
SITES = 200
LIMIT_S = 15.0
PATHS = ("tag", "name", "type.name", "state", "site.name", "serial", "bought_on", "cost", "tags")


def run() -> Result:
    """Write, open with GDAL, compare."""
    with tempfile.TemporaryDirectory() as folder:
        city = MadeInventory(Path(folder) / "city.db", SystemClock())
        try:
            began = time.perf_counter()
            _fill(city)
            print(f"{RECORDS:,} assets made in {time.perf_counter() - began:.1f} s")
            took, gap = _export(city, Path(folder) / "assets.gpkg")
            for kind in (FileFormat.CSV, FileFormat.XLSX, FileFormat.GEOJSON):
                other, _ = _export(city, Path(folder) / f"assets.{kind}")
                print(f"{kind}: {other:.1f} s")
        finally:
            city.close()
        file = Path(folder) / "assets.gpkg"
        info = read_info(file, force_feature_count=True)
        print(f"{info['features']:,} features, {info['crs']}, {file.stat().st_size / 1e6:.1f} MB")
        print(f"longest wait of another thread meanwhile: {gap * 1e3:.0f} ms")
        is_right = info["features"] == RECORDS and info["crs"] == "EPSG:25832"
    return Result(
        "geopackage_written",
        round(took, 2),
        "s",
        f"{LIMIT_S:.0f} s for {RECORDS:,} records; system and count as GDAL reads them "
        f"{'equal' if is_right else 'differ'}",
        round(took / LIMIT_S, 3),
        f"equal, <= {LIMIT_S:.0f} s",
        is_right and took <= LIMIT_S,
    )


def _fill(city: MadeInventory) -> None:
    chance, uid = Random(7), seeded_uids(0, 7)  # noqa: S311 - no secret
    sites = [uid() for _ in range(SITES)]
    city.put(
        create("asset_type", uid="t", name="Beispielgerät", kind="access_point"),
        *(
            create(
                "site",
                uid=one,
                name=f"Schule {number}",
                kind="school",
                east=410_000.0 + chance.random() * 10_000,
                north=5_720_000.0 + chance.random() * 10_000,
            )
            for number, one in enumerate(sites)
        ),
    )
    city.put(
        *(
            create(
                "asset",
                uid=uid(),
                tag=f"{number:06d}",
                name=f"Gerät {number}",
                type="t",
                state="in_service",
                site=chance.choice(sites),
                serial=f"S{number:08d}",
                bought_on=f"20{10 + number % 15}-0{1 + number % 9}-15",
                cost=round(chance.random() * 900, 2),
                tags="|wlan|",
                source="Simulation",
            )
            for number in range(RECORDS)
        )
    )


def _export(city: MadeInventory, file: Path) -> tuple[float, float]:
    """Return the seconds of an export, and the longest wait of a thread that ticks beside it."""
    request = ExportRequest(Query("asset"), PATHS, file, FileFormat(file.suffix[1:]))
    is_over = threading.Event()
    gaps = [0.0]

    def tick() -> None:
        last = time.perf_counter()
        while not is_over.wait(0.005):
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    ticker = threading.Thread(target=tick)
    ticker.start()
    began = time.perf_counter()
    result = ExportJob(city.reader, request, write_geopackage).run()
    took = time.perf_counter() - began
    is_over.set()
    ticker.join()
    assert result.records == RECORDS
    return took, max(gaps)
