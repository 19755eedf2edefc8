"""The demo inventory of the shipped city: made up, and carried out into an empty `city.db`.

Everything goes through the store as the console does it; the size of the file is told beside it.
"""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from app.services.clocks import SystemClock
from app.services.inventory.demo import demo_inventory
from app.services.profiles import find_city, load_city
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from benchmarks.result import Result

LIMIT_S = 25.0
MADE_LIMIT_S = 6.0
LIMIT_BYTES = 120_000_000
NOW_US = int(datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp() * 1_000_000)


def run() -> Result:
    """Measure making and carrying out together; making alone is told beside it."""
    city = load_city(find_city("hamm"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.db"
        database = CityDatabase(path)
        inventory = CityInventory(database, SystemClock(), "Messung")
        made_s, count = 0.0, 0
        begin = time.perf_counter()
        changesets = demo_inventory(city, NOW_US)
        while True:
            start = time.perf_counter()
            changeset = next(changesets, None)
            made_s += time.perf_counter() - start
            if changeset is None:
                break
            inventory.commit(changeset)
            count += len(changeset.operations)
        value = time.perf_counter() - begin
        database.close()
        size = path.stat().st_size
    print(f"{count} records, made in {made_s:.1f} s, {size / 1e6:.0f} MB", flush=True)
    return Result(
        benchmark="inventory_demo",
        value=round(value, 1),
        unit="s",
        against=f"limits {LIMIT_S} s, making {MADE_LIMIT_S} s, {LIMIT_BYTES / 1e6:.0f} MB",
        ratio=round(value / LIMIT_S, 3),
        budget=f"<= {LIMIT_S} s",
        passed=value <= LIMIT_S and made_s <= MADE_LIMIT_S and size <= LIMIT_BYTES,
    )
