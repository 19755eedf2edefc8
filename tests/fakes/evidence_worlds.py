"""Two schools in a real inventory, three air stations in a history, and who asks them."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKind,
    SourceId,
)
from app.domain.samples import Quality, SampleBatch
from app.domain.texts import NO_TEXT, Text
from app.services.portfolio.evidence.asker import EvidenceAsker
from tests.fakes.clocks import FakeClock
from tests.fakes.historian import MemoryHistorian
from tests.fakes.school_worlds import make_schools
from tests.inventories import MadeInventory

HOUR_US = 3_600_000_000
BERLIN = ZoneInfo("Europe/Berlin")


def air(name: str, kind: PointKind = PointKind.ANALOG, type_: str = "air.no2") -> Point:
    """Return a point of an air station."""
    return Point(
        PointId(f"umwelt.{name}"), Text(f"NO₂ {name.title()}"), kind,
        EngineeringUnit("ug_m3", "µg/m³", Text("Mikrogramm")), SourceId("s"), Address("a"),
        FieldId("umwelt"), DeviceId(name), NO_TEXT, type=type_,
    )  # fmt: skip


POINTS = (air("mitte"), air("heessen"), air("werk", PointKind.COUNTER, "meter.energy"))


@dataclass
class World:
    """What the tests ask and change."""

    clock: FakeClock
    inventory: MadeInventory
    history: MemoryHistorian
    asker: EvidenceAsker

    def record(
        self, point: int, values: list[float], *, end_us: int, quality: int = Quality.GOOD
    ) -> None:
        """Record one value an hour, the last one in the hour before a moment."""
        last = end_us // HOUR_US * HOUR_US - HOUR_US // 2
        times = last - np.arange(len(values))[::-1] * HOUR_US
        keys = np.full(len(values), POINTS[point].key)
        self.history.append(
            SampleBatch.from_columns(
                keys, times, 0, np.array(values, np.float64), np.full(len(values), quality)
            )
        )


def make_world(folder: Path, clock: FakeClock) -> World:
    """Return two schools in a real inventory, an empty history, and who asks them; close it."""
    inventory, history = make_schools(folder, clock), MemoryHistorian()
    asker = EvidenceAsker(inventory.reader, history, POINTS, BERLIN, clock)
    return World(clock, inventory, history, asker)
