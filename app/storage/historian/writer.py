"""The one writer of a history: appends at once, tidies up in slices when asked to."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.domain.points import PointKey
from app.domain.samples import Int64Array, PointStates, SampleBatch
from app.domain.series import SeriesFrame, SeriesStats, Tier
from app.services.clocks import SystemClock
from app.services.ports import RAW_DAYS, Clock, HistorianHealth, StorageError
from app.storage.databases import Reserve, WriterLock, failure_text, full_text, is_damage, is_full
from app.storage.historian.calendar import HOUR_US, LocalDays, month_bounds, month_of
from app.storage.historian.hot import cleaned
from app.storage.historian.merging import RUNS_TO_MERGE, due_level, is_loose, merge
from app.storage.historian.reader import SqliteHistorianReader
from app.storage.historian.rollups import mark_month, roll_days, roll_hours
from app.storage.historian.sealing import SEAL_SAMPLES, seal
from app.storage.historian.store import Store
from app.storage.historian.tables import Table

SEAL_AFTER_S: Final = 900.0
RETRY_AFTER_S: Final = 10.0
LOOK_EVERY_S: Final = 5.0
"""Without a seal there is hardly ever anything to do; looking costs some ms."""
QUIET_S: Final = 600.0
"""A past month is merged for good when nothing was sealed into it for so long."""
_ROOM_FOR_RESERVE: Final = 256 << 20
_GRACE_US: Final = 60_000_000
_SHRINK_PAGES: Final = 2_048


class SqliteHistorian:
    """Writes and reads the history; fulfils `ports.Historian`.

    One instance a folder, used by one thread at a time. `append` only writes the head; call
    `maintain` again and again with a small budget (20-50 ms) between appends: one of its slices
    takes about as long.

    Args:
        folder: The folder of the history files; made when there is none.
        time_zone: IANA name of the city's time zone, for local days.
        clock: Where time comes from.

    Raises:
        StorageError: Another program writes there, a file is of a newer version, or the folder
            cannot be written. The text says what to do.
    """

    def __init__(self, folder: Path, time_zone: str, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._days = LocalDays(time_zone)
        self._folder = folder
        self._lock = WriterLock(folder / "writer.lock")
        self._reader = SqliteHistorianReader(folder, time_zone)
        try:
            self._store = Store(folder, self._reader.notice)
            self._store.month(month_of(self._clock.now_us()))
        except StorageError:
            self._reader.close()
            self._lock.release()
            raise
        self._reserve = Reserve(folder / "reserve.bin")
        self._ensure_reserve()
        self._work: Iterator[None] | None = None
        self._is_settling = False
        self._is_merging = True
        self._newest = 0
        self._is_full = False
        self._refused = 0
        now = self._clock.monotonic()
        self._hot_since = now
        self._retry_at = now
        self._look_at = now
        self._sealed_at = now - SEAL_AFTER_S
        self._quiet_since: dict[str, float] = dict.fromkeys(self._store.months(), now - QUIET_S)

    # --- writing --------------------------------------------------------------------------

    def append(self, batch: SampleBatch) -> None:
        """Store a batch; when this returns it is on disk and survives a crash.

        Samples with times before 1970 or after 2199 are counted in `health` and not stored.

        Raises:
            StorageError: The disk is full or the file cannot be written; nothing was stored.
        """
        rows, refused = cleaned(batch)
        self._refused += refused
        if not len(rows):
            return
        if not self._store.hot.samples:
            self._hot_since = self._clock.monotonic()
        try:
            self._store.hot.append(rows)
        except sqlite3.Error as error:
            if not is_damage(error):
                self._make_room(error)
                raise StorageError(failure_text(self._store.hot.path, error)) from error
            self._drop_work()
            self._store.replace_hot()
            self._append_again(rows)
        self._is_full = False

    def maintain(self, budget_s: float) -> bool:
        """Seal, roll up and merge for at most about `budget_s` seconds; True if more is due.

        It never raises for a full disk or a broken file: the notice stands in `health`, the work
        is taken up again later.
        """
        now = self._clock.monotonic()
        if now < self._retry_at:
            return False
        deadline = now + budget_s
        try:
            while True:
                if self._work is None:
                    self._work = self._steps()
                if next(self._work, self) is self:
                    self._work = None
                    return False
                if self._clock.monotonic() >= deadline:
                    return True
        except (sqlite3.Error, StorageError) as error:
            self._recover(error)
            return False

    def settle(self, *, is_merging: bool = True) -> None:
        """Seal, roll up and merge everything now, whatever its age; for exports and measurements.

        Args:
            is_merging: False leaves small chunks as they are.

        Raises:
            StorageError: It cannot be written now; nothing is lost.
        """
        self._drop_work()
        self._is_settling, self._is_merging = True, is_merging
        try:
            for _ in self._steps():
                pass
        except sqlite3.Error as error:
            self._recover(error)
            raise StorageError(failure_text(self._folder, error)) from error
        finally:
            self._is_settling = False

    def drop_raw(self, older_than_days: int = RAW_DAYS) -> list[str]:
        """Remove the samples of months that ended so long ago; their buckets stay.

        Months that are not wholly rolled up are left for the next time.

        Returns:
            The months removed, as `YYYY-MM`.

        Raises:
            StorageError: It cannot be written now; nothing is lost.
        """
        try:
            return self._drop_raw(older_than_days)
        except sqlite3.Error as error:
            self._recover(error)
            raise StorageError(failure_text(self._folder, error)) from error

    def _drop_raw(self, older_than_days: int) -> list[str]:
        self._drop_work()
        limit = self._clock.now_us() - older_than_days * 24 * HOUR_US
        removed = []
        rebuilding = self._store.rebuilding()
        for month in self._store.months():
            end = month_bounds(month)[1]
            if end > limit or month in rebuilding or len(self._store.month(month).marks()):
                continue
            self._store.drop_month(month, end)
            removed.append(month)
        return removed

    # --- reading --------------------------------------------------------------------------

    def latest(self, keys: Int64Array) -> PointStates:
        """Return the last sample of each point."""
        return self._reader.latest(keys)

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment (µs UTC)."""
        return self._reader.as_of(keys, time_us)

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        """Return the points' series over [start, end)."""
        return self._reader.query(keys, start_us, end_us, max_points, tier)

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        """Return statistics of each point over [start, end)."""
        return self._reader.stats(keys, start_us, end_us)

    def health(self) -> HistorianHealth:
        """Return the state of the files."""
        found = self._reader.health()
        notices = list(found.notices)
        if self._refused:
            notices.append(
                f"{self._refused} Werte hatten eine unmögliche Zeit (vor 1970 oder nach 2199) und "
                "wurden nicht gespeichert. Bitte die Uhr des Geräts prüfen."
            )
        if self._is_full:
            notices.append(full_text(self._store.hot.path))
        return HistorianHealth(
            found.size_bytes,
            found.hot_samples,
            found.first_time,
            found.last_time,
            tuple(notices),
        )

    def close(self) -> None:
        """Release the files and the folder; unfinished tidying is taken up at the next start."""
        self._drop_work()
        self._reader.close()
        self._store.close()
        self._lock.release()

    # --- tidying up -----------------------------------------------------------------------

    def _steps(self) -> Iterator[None]:
        """All that is due, slice by slice."""
        if not self._is_seal_due() and not self._is_settling:
            if self._clock.monotonic() < self._look_at:
                return
            self._look_at = self._clock.monotonic() + LOOK_EVERY_S
        self._ensure_reserve()
        for month in self._store.rebuilding():
            yield from mark_month(self._store, month)
        while self._is_seal_due():
            yield from self._seal()
        yield from self._roll_hours()
        yield from roll_days(self._store, self._days, self._clock.now_us() - _GRACE_US)
        if not self._is_settling or self._is_merging:
            yield from self._merge()
        yield from self._shrink()

    def _seal(self) -> Iterator[None]:
        months, self._newest = yield from seal(self._store)
        self._hot_since = self._sealed_at = self._clock.monotonic()
        for month in months:
            self._quiet_since[month] = self._sealed_at
        yield
        if self._is_seal_due():
            yield from self._roll_hours()
            yield from self._merge()
        self._store.checkpoint()
        yield

    def _is_seal_due(self) -> bool:
        samples = self._store.hot.samples
        is_old = self._clock.monotonic() - self._hot_since >= SEAL_AFTER_S
        return samples >= SEAL_SAMPLES or (samples > 0 and (is_old or self._is_settling))

    def _roll_hours(self) -> Iterator[None]:
        before_us = self._clock.now_us() - _GRACE_US
        is_flowing = self._clock.monotonic() - self._sealed_at < SEAL_AFTER_S
        if is_flowing and not self._is_settling:
            # The newest hour is still filling; the next seal would only roll it up again.
            before_us = min(before_us, self._newest)
        for month in self._store.months():
            yield from roll_hours(self._store, self._days, month, before_us)

    def _merge(self) -> Iterator[None]:
        """Merge where too many runs lie side by side, and past months for good."""
        now = self._clock.monotonic()
        for month in self._store.months():
            file = self._store.month(month)
            is_past = month_bounds(month)[1] + 24 * HOUR_US < self._clock.now_us()
            is_quiet = now - self._quiet_since.get(month, now) >= QUIET_S
            if self._is_settling or (is_past and is_quiet):
                level = len(RUNS_TO_MERGE) - 1 if is_loose(file, Tier.RAW) else None
            else:
                level = due_level(file, Tier.RAW)
            if level is not None:
                yield from merge(file, Tier.RAW, level)
        for tier in (Tier.MINUTE, Tier.QUARTER_HOUR, Tier.HOUR, Tier.DAY):
            level = due_level(self._store.rollup, tier)
            if self._is_settling and is_loose(self._store.rollup, tier):
                level = len(RUNS_TO_MERGE) - 1
            if level is not None:
                yield from merge(self._store.rollup, tier, level)

    def _shrink(self) -> Iterator[None]:
        """Give the room of sealed batches back once the head is nearly empty."""
        connection = self._store.hot.connection
        free = int(connection.execute("PRAGMA freelist_count").fetchone()[0])
        while free > 8 * _SHRINK_PAGES and self._store.hot.samples < SEAL_SAMPLES // 10:
            self._store.hot.shrink(_SHRINK_PAGES)
            free -= _SHRINK_PAGES
            yield

    def _drop_work(self) -> None:
        self._work = None
        self._store.rollback()

    def _recover(self, error: Exception) -> None:
        """After a failure: forget what is half done, make room or replace, try again later."""
        self._drop_work()
        self._retry_at = self._clock.monotonic() + RETRY_AFTER_S
        if not isinstance(error, sqlite3.Error):
            self._reader.notice(str(error))
        elif is_damage(error):
            try:
                self._store.replace_damaged()
                self._look_at = self._clock.monotonic()
            except StorageError as failure:
                self._reader.notice(str(failure))
        else:
            self._make_room(error)

    def _make_room(self, error: sqlite3.Error) -> None:
        if is_full(error):
            self._is_full = True
            self._drop_work()
            self._reserve.free()
            self._store.checkpoint()
        else:
            self._reader.notice(failure_text(self._folder, error))

    def _append_again(self, rows: Table) -> None:
        try:
            self._store.hot.append(rows)
        except sqlite3.Error as error:
            raise StorageError(failure_text(self._store.hot.path, error)) from error

    def _ensure_reserve(self) -> None:
        with suppress(OSError):
            if shutil.disk_usage(self._folder).free > _ROOM_FOR_RESERVE:
                self._reserve.ensure()
