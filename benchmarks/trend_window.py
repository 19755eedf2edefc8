"""A window of a trend of 1 Hz, from the question to the pixels: an hour, a day, 30 days, a year.

Asked of real files, decoded, reduced and painted into the real plot under the window system. No
window is asked for twice and each begins elsewhere, so that nothing was read or reduced before.
"""

import tempfile
import time
from pathlib import Path

from app.services.derived.historian import DerivedHistorian
from app.storage.historian import SqliteHistorianReader
from benchmarks._trends import (
    DAY_US,
    START_US,
    ZONE,
    analog_points,
    application,
    fill_seconds,
    median_ms,
    shown_plot,
)
from benchmarks.result import Result
from widgets.trends.pictures import Moments

DAYS = 396
REPEATS = 15
LIMIT_MS = 50.0
HOUR_US = DAY_US // 24
SPANS = {"1 h": HOUR_US, "1 day": DAY_US, "30 days": 30 * DAY_US, "1 year": 365 * DAY_US}


def run() -> Result:
    """Measure each window; the slowest counts."""
    application()
    point = analog_points(1)[0]
    medians = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "hist"
        begin = time.perf_counter()
        fill_seconds(folder, point, DAYS)
        print(f"{DAYS} days of 1 Hz made in {time.perf_counter() - begin:.1f} s", flush=True)
        reader = SqliteHistorianReader(folder, ZONE)
        history = DerivedHistorian(reader)
        plot = shown_plot([point])
        for title, span in SPANS.items():
            room = DAYS * DAY_US - span

            def show(number: int, span: int = span, room: int = room) -> None:
                start = START_US + room * (number + 1) // (REPEATS + 2)
                plot.model.set_window(start, start + span)
                frames = history.query([point.key], start, start + span, plot.width_px)
                moments = Moments(start + span, is_live=False)
                plot.set_content({point.id: frames[0]}, {}, moments)
                plot.repaint()

            show(-1)
            medians[title] = median_ms(show, REPEATS)
            picture = plot.picture()
            tier = picture.tiers[0].name if picture else ""
            print(f"{title}: median {medians[title]:.1f} ms, drawn from {tier}", flush=True)
        plot.close()
        plot.deleteLater()
        reader.close()
    worst = max(medians.values())
    return Result(
        "trend_window",
        round(worst, 2),
        "ms",
        ", ".join(f"{title} {took:.1f} ms" for title, took in medians.items()),
        round(worst / LIMIT_MS, 3),
        f"each < {LIMIT_MS:.0f} ms median",
        worst < LIMIT_MS,
    )
