"""Sealing: the oldest batches of the head become chunks in the file of their month.

The chunks, the marks for rolling up and the number of the last batch contained are committed in
the month's file first; only then the batches are deleted from the head. After a crash in between,
the number tells which rows of the head are already contained.
"""

from collections.abc import Generator, Iterator
from typing import Final

import numpy as np

from app.domain.samples import BoolArray
from app.domain.series import Tier
from app.storage.historian.calendar import HOUR_US, month_bounds, month_of
from app.storage.historian.chunks import empty_marks
from app.storage.historian.store import Store
from app.storage.historian.tables import SHARDS, Table, concatenate, empty_samples, shards_of

SEAL_SAMPLES: Final = 1_000_000
_DELETED_ROWS: Final = 200_000


def seal(store: Store) -> Generator[None, None, tuple[list[str], int]]:
    """Seal about `SEAL_SAMPLES` of the oldest samples; each step is a slice of some 10 ms.

    Steps between two yields leave the head free for appends; nothing is visible to readers until
    the months are committed.

    Returns:
        The months that were written, and the time of the newest sample.
    """
    batches = store.hot.oldest(SEAL_SAMPLES)
    upto = batches[-1][0]
    sealed = {month: store.month(month).sealed() for month in store.months()}
    dropped = store.dropped_before()
    tables, shards = [], []
    for batch_id, _ in batches:
        rows = _fresh(store.hot.load(batch_id), batch_id, sealed, dropped)
        tables.append(rows)
        shards.append(shards_of(rows.key))
        yield
    rows = concatenate(tables, empty_samples())
    shard_of_row = np.concatenate(shards)
    order = np.argsort(shard_of_row, kind="stable")
    edges = np.searchsorted(shard_of_row[order], np.arange(SHARDS + 1))
    touched: dict[str, list[Table]] = {}
    yield
    for shard in range(SHARDS):
        part = rows.take(order[edges[shard] : edges[shard + 1]]).settled()
        for month, piece in split_months(part):
            store.month(month).write_run(Tier.RAW, 0, upto, shard, piece)
            touched.setdefault(month, []).append(hours_of(piece))
        if len(part):
            yield
    for month, marks in touched.items():
        file = store.month(month)
        file.add_marks(concatenate(marks, empty_marks()).settled())
        file.put_sealed(upto)
        file.commit()
        yield
    # One large delete would hold an append up; the number of the last batch covers a crash here.
    waiting = 0
    for batch_id, n in batches:
        waiting += n
        if waiting >= _DELETED_ROWS or batch_id == upto:
            store.hot.delete(batch_id, waiting)
            waiting = 0
            yield
    return list(touched), int(rows.time.max()) if len(rows) else 0


def split_months(rows: Table) -> Iterator[tuple[str, Table]]:
    """Cut settled rows at the ends of months (UTC)."""
    if not len(rows):
        return
    first, last = int(rows.time.min()), int(rows.time.max())
    while first <= last:
        month = month_of(first)
        start, end = month_bounds(month)
        inside = rows if start <= int(rows.time.min()) and end > last else rows.within(start, end)
        if len(inside):
            yield month, inside
        later = rows.time[rows.time >= end]
        if not len(later):
            return
        first = int(later.min())


def hours_of(rows: Table) -> Table:
    """Return each (point, begin of hour) that occurs in settled rows."""
    is_new = begins_hour(rows)
    hours = rows.time - rows.time % HOUR_US
    return Table(rows.key[is_new], hours[is_new], ())


def begins_hour(rows: Table) -> BoolArray:
    """Tell which settled rows are the first of their point and hour."""
    hours = rows.time - rows.time % HOUR_US
    is_new = np.ones(len(rows), np.bool_)
    is_new[1:] = (rows.key[1:] != rows.key[:-1]) | (hours[1:] != hours[:-1])
    return is_new


def _fresh(rows: Table, batch_id: int, sealed: dict[str, int], dropped: int) -> Table:
    """Return the rows that no month contains yet and whose month was not dropped."""
    for month, last in sealed.items():
        if last >= batch_id:
            start, end = month_bounds(month)
            rows = rows.take((rows.time < start) | (rows.time >= end))
    is_kept = rows.time >= dropped
    return rows if is_kept.all() else rows.take(is_kept)
