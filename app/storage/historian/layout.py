"""How the rows of a shard are cut into chunks: a point's history and a moment both read fast.

A point's samples lie together, so that a curve is a few chunks. The state of thousands of points at
a moment would then be thousands of chunks; so the samples of all but dense points are written once
more in *slices* of time, a handful of which hold any moment. Where a point falls silent for long,
its last row is also written into the run's *tails*, so that nobody searches slice after slice for a
sensor that died in spring:

    Of the rows of a run, the last one of a point that is not dense at or before a moment T lies in
    a slice that reaches into [T - `SILENCE_US`, T], or it lies in the tails of the run.

A run whose rows that are not dense fill no more than one chunk has no slices: that chunk is one.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from app.domain.samples import BoolArray, Int64Array
from app.storage.historian.tables import Table

CHUNK_ROWS: Final = 8_192
OWN_CHUNK_ROWS: Final = 512
"""From this many rows on a point gets chunks of its own; fewer would cost more than they hold."""

DENSE_US: Final = 5_000_000
"""A point with chunks of its own and a sample at least this often is dense."""

SILENCE_US: Final = 1_200_000_000
"""A silence longer than this is noted in the tails. Part of the file format: files rely on it."""

TAILS: Final = 16
"""The number that stands in place of a tier in the chunks of tails. Part of the file format."""

SLICES: Final = 17
"""Likewise of slices."""


def is_own(rows: Table) -> bool:
    """Tell whether settled rows of one point get chunks of their own."""
    return len(rows) >= OWN_CHUNK_ROWS


def parts(rows: Table) -> Iterator[Table]:
    """Cut settled rows into chunks: long runs of a point by themselves, the rest in blocks."""
    bounds = rows.key_bounds()
    if not len(rows):
        return
    is_long = np.diff(bounds) >= OWN_CHUNK_ROWS
    for i in np.flatnonzero(is_long):
        yield from _pieces(rows.take(slice(int(bounds[i]), int(bounds[i + 1]))))
    if not is_long.all():
        short = np.repeat(~is_long, np.diff(bounds))
        yield from _pieces(rows.take(short))


def without_dense(samples: Table) -> Table:
    """Return settled samples without those of dense points."""
    if not len(samples):
        return samples
    bounds = samples.key_bounds()
    dense = _dense_points(samples, bounds)
    return samples.take(np.repeat(~dense, np.diff(bounds))) if dense.any() else samples


def slices(rows: Table) -> Iterator[Table]:
    """Cut settled samples of points that are not dense by time; none where one chunk holds all."""
    longest = int(np.diff(rows.key_bounds()).max(initial=0))
    if len(rows) <= CHUNK_ROWS and longest < OWN_CHUNK_ROWS:
        return
    count = -(-len(rows) // CHUNK_ROWS)
    edges = np.linspace(0, len(rows), count + 1).astype(np.int64)[1:-1]
    limits = np.unique(np.partition(rows.time, edges)[edges]) if count > 1 else rows.time[:0]
    place = np.searchsorted(limits, rows.time, "right")
    # Within a slice rows stay sorted by point.
    order = np.argsort(place, kind="stable")
    ends = np.searchsorted(place[order], np.arange(len(limits) + 2))
    for first, last in pairwise(ends.tolist()):
        if last > first:
            yield rows.take(order[first:last])


def tails(rows: Table) -> Iterator[Table]:
    """Return chunks of the last of settled samples before each long silence and at the end."""
    is_last = np.ones(len(rows), np.bool_)
    is_last[:-1] = (rows.key[1:] != rows.key[:-1]) | (np.diff(rows.time) > SILENCE_US)
    if len(rows):
        yield from _pieces(rows.take(is_last))


def _dense_points(rows: Table, bounds: Int64Array) -> BoolArray:
    counts = np.diff(bounds)
    spans = rows.time[bounds[1:] - 1] - rows.time[bounds[:-1]]
    dense: BoolArray = (counts >= OWN_CHUNK_ROWS) & (spans <= counts * DENSE_US)
    return dense


def _pieces(rows: Table) -> Iterator[Table]:
    """Cut rows in the order they have: by point."""
    count = -(-len(rows) // CHUNK_ROWS)
    edges = np.linspace(0, len(rows), count + 1).astype(np.int64)
    for first, last in pairwise(edges.tolist()):
        yield rows.take(slice(first, last))
