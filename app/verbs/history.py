"""`app history POINT`: samples of a point as CSV or JSON, without a window. It only reads."""

import argparse
import csv
import difflib
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from math import isfinite
from typing import Any, Final

from app.domain.cities import City
from app.domain.points import Point
from app.domain.samples import Quality
from app.domain.series import SeriesFrame, Tier
from app.services.clocks import SystemClock
from app.services.profiles import ProfileError, load_city
from app.storage.databases import old_sqlite_notice
from app.storage.historian import SqliteHistorianReader
from app.verbs.moments import read_moment, write_moment
from app.verbs.places import find_places

_DAY_US: Final = 86_400_000_000
_TIERS: Final = {
    "raw": Tier.RAW,
    "1min": Tier.MINUTE,
    "15min": Tier.QUARTER_HOUR,
    "1h": Tier.HOUR,
    "1d": Tier.DAY,
}
_RAW_COLUMNS: Final = ("time", "value", "quality")
_COLUMNS: Final = ("time", "mean", "low", "high", "last", "good", "bad", "quality")
_NEAR: Final = 5

Row = tuple[Any, ...]


def main(options: argparse.Namespace) -> int:
    """Print the samples of `options.point`; return 0, or 2 when something was asked wrongly."""
    try:
        places = find_places(options.profile, options.data, only_reads=True)
        city = load_city(places.profile, places.overlay)
        point = find_point(city, options.point)
        start_us, end_us = _window(options.start, options.end, city.time_zone)
    except (ProfileError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    tier = _TIERS[options.tier]
    with closing(SqliteHistorianReader(places.history, city.time_zone)) as reader:
        rows = _rows(reader, point, start_us, end_us, tier=tier, zone=city.time_zone)
        columns = _RAW_COLUMNS if tier is Tier.RAW else _COLUMNS
        try:
            _write(rows, columns, options.format)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has seen enough (`| head`); what is still buffered goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        for notice in reader.health().notices:
            if notice != old_sqlite_notice():
                print(notice, file=sys.stderr)
    return 0


def _window(start: str | None, end: str | None, zone: str) -> tuple[int, int]:
    """Return begin and end in µs UTC; the last day when nothing was said."""
    now_us = SystemClock().now_us()
    end_us = read_moment(end or "now", zone, now_us)
    start_us = read_moment(start, zone, now_us) if start else end_us - _DAY_US
    if start_us >= end_us:
        raise ValueError("--from has to lie before --to.")
    return start_us, end_us


def find_point(city: City, wanted: str) -> Point:
    """Return a point by its id.

    Raises:
        ValueError: There is none; the text names those that come near.
    """
    points = {str(point.id): point for point in city.points}
    if wanted in points:
        return points[wanted]
    near = [name for name in points if wanted.lower() in name][:_NEAR]
    near = near or difflib.get_close_matches(wanted, points, _NEAR, 0.4)
    hint = f" Did you mean: {', '.join(near)}?" if near else ""
    raise ValueError(f"The profile '{city.id}' has no point '{wanted}'.{hint}")


def _rows(
    reader: SqliteHistorianReader,
    point: Point,
    start_us: int,
    end_us: int,
    *,
    tier: Tier,
    zone: str,
) -> Iterator[Row]:
    """Yield the rows of a window; raw samples day by day, so that a year needs little memory."""
    step = _DAY_US if tier is Tier.RAW else end_us - start_us
    for first in range(start_us, end_us, step):
        last = min(first + step, end_us)
        frame = reader.query([point.key], first, last, sys.maxsize, tier)[0]
        yield from _raw_rows(frame, zone) if tier is Tier.RAW else _bucket_rows(frame, zone)


def _raw_rows(frame: SeriesFrame, zone: str) -> Iterator[Row]:
    values, qualities = frame.last.tolist(), frame.quality.tolist()
    for time_us, value, quality in zip(frame.time.tolist(), values, qualities, strict=True):
        if time_us >= frame.start:  # the one before it is meant for drawing
            yield write_moment(time_us, zone), _number(value), Quality(quality).name


def _bucket_rows(frame: SeriesFrame, zone: str) -> Iterator[Row]:
    columns = (frame.mean, frame.low, frame.high, frame.last)
    figures = zip(*(column.tolist() for column in columns), strict=True)
    counts = zip(frame.good.tolist(), frame.bad.tolist(), strict=True)
    qualities = frame.quality.tolist()
    for time_us, four, two, quality in zip(
        frame.time.tolist(), figures, counts, qualities, strict=True
    ):
        numbers = map(_number, four)
        yield write_moment(time_us, zone), *numbers, *two, Quality(quality).name


def _number(value: float) -> float | None:
    return value if isfinite(value) else None


def _write(rows: Iterator[Row], columns: tuple[str, ...], form: str) -> None:
    """Write the rows to standard output as they come."""
    out = sys.stdout
    if form == "csv":
        line = io.StringIO()
        writer = csv.writer(line, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            out.write(line.getvalue())
            line.seek(0)
            line.truncate()
        out.write(line.getvalue())
        return
    separator = "[\n"
    for row in rows:
        out.write(separator + json.dumps(dict(zip(columns, row, strict=True))))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")
