"""A city whose points all report once a minute for 90 days, on disk as operation leaves it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.cities import City
from app.domain.points import PointKind
from app.domain.samples import Float64Array, Quality, SampleBatch
from app.services.columns import city_keys
from app.storage.historian import SqliteHistorian
from tests.fakes.city import base_value, make_city

POINTS: Final = 1_500
DAYS: Final = 90
DAY_US: Final = 86_400_000_000
MINUTE_US: Final = 60_000_000
START_US: Final = int(datetime(2026, 8, 15, tzinfo=UTC).timestamp()) * 1_000_000
END_US: Final = START_US + DAYS * DAY_US
SAMPLES: Final = POINTS * DAYS * 1_440


def city() -> City:
    """Return the city."""
    return make_city(POINTS)


def record(folder: Path, days: int = DAYS) -> None:
    """Write the history through the real historian, sealed, merged and rolled up."""
    made = city()
    keys = city_keys(made)
    is_state = np.array([point.kind is PointKind.STATE for point in made.points])
    base = np.array([base_value(index) for index in range(POINTS)])
    rng = np.random.default_rng(9)
    minutes = np.arange(1_440)
    walk = np.zeros(POINTS)
    with_jitter = rng.integers(0, 20_000, POINTS) * 1_000
    historian = SqliteHistorian(folder, "Europe/Berlin")
    for day in range(days):
        steps = rng.normal(0, 0.012, (1_440, POINTS))
        walk = 0.6 * walk
        course = walk + np.cumsum(steps, axis=0)
        walk = course[-1]
        values = _values(base, is_state, course, rng)
        times = START_US + day * DAY_US + minutes[:, None] * MINUTE_US + with_jitter
        n = values.size
        quality = np.where(rng.random(n) < 0.0005, Quality.BAD, Quality.GOOD).astype(np.uint8)
        columns = (np.tile(keys, 1_440), times.ravel(), 0, values.ravel(), quality)
        historian.append(SampleBatch.from_columns(*columns))
        while historian.maintain(1.0):
            pass
    historian.settle()
    historian.close()


def _values(
    base: Float64Array, is_state: np.ndarray, course: Float64Array, rng: np.random.Generator
) -> Float64Array:
    """Return a day of all points, a row a minute: a daily swing, a walk and noise."""
    phase = np.arange(1_440)[:, None] / 1_440 * 2 * np.pi
    noise = rng.normal(0, 0.02, course.shape)
    values: Float64Array = np.round(base * (1 + 0.2 * np.sin(phase) + course + noise), 2)
    faults = rng.random(course.shape) < 0.0002
    values[:, is_state] = np.where(faults, 2.0, 1.0)[:, is_state]
    return values
