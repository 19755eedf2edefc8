"""Trend sheets in `city.db`: kept in memory, written in order; a removed one stays in the log."""

import copy
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from threading import Lock
from typing import Any, Final

from app.domain.trend_sheets import TrendSheet, check_removal, check_save
from app.services.ports import Clock
from app.storage.city import CityDatabase, Job
from app.storage.city_changes import ChangeLine, check_types, log_change

KIND: Final = "trend_sheet"

_SQL: Final = (
    "SELECT id, name, content, is_locked, author, changed_us FROM trend_sheet ORDER BY place"
)


class CityTrendSheets:
    """Saved trend sheets; fulfils `ports.TrendSheetStore`. Thread-safe.

    Args:
        database: The owner of the file.
        clock: Says when something was removed.
        actor: Says who did it.
    """

    def __init__(self, database: CityDatabase, clock: Clock, actor: str) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._lock = Lock()
        self._sheets: list[TrendSheet] = []
        self._former_places: dict[str, int] = {}
        for row in database.read("trend_sheet", _SQL):
            with suppress(ValueError, TypeError, RecursionError):
                self._sheets.append(_from_row(row))
        database.keep(self._everything)

    def sheets(self) -> list[TrendSheet]:
        """Return the sheets in their order."""
        with self._lock:
            return [_own(sheet) for sheet in self._sheets]

    def save(self, sheet: TrendSheet) -> None:
        """Add or replace a sheet, see `ports.TrendSheetStore`.

        Raises:
            SheetRefusedError: The name is empty or taken, or the sheet is locked.
            TypeError: The content has no JSON form.
        """
        sheet = replace(sheet, content=json.loads(json.dumps(dict(sheet.content))))
        with self._lock:
            check_save(sheet, self._sheets)
            place = self._place(sheet.id)
            if place is not None:
                if self._sheets[place] == sheet:
                    return
                self._sheets[place] = sheet
            else:
                end = len(self._sheets)
                place = min(self._former_places.pop(sheet.id, end), end)
                self._sheets.insert(place, sheet)
            self._write([partial(_put, place, sheet)])

    def remove(self, sheet_id: str) -> None:
        """Take a sheet away; one that is not there changes nothing.

        Raises:
            SheetRefusedError: It is locked.
        """
        with self._lock:
            place = self._place(sheet_id)
            if place is None:
                return
            sheet = self._sheets[place]
            check_removal(sheet)
            del self._sheets[place]
            self._former_places[sheet_id] = place
            removal = partial(_remove, sheet, self._clock.now_us(), self._actor)
            self._write([removal])

    def arrange(self, sheet_ids: Sequence[str]) -> None:
        """Put sheets into this order; those not named keep theirs and come last."""
        ranks = {sheet_id: rank for rank, sheet_id in enumerate(sheet_ids)}
        with self._lock:
            self._sheets.sort(key=lambda sheet: ranks.get(sheet.id, len(ranks)))
            self._former_places.clear()
            self._write([])

    def _place(self, sheet_id: str) -> int | None:
        return next((i for i, sheet in enumerate(self._sheets) if sheet.id == sheet_id), None)

    def _write(self, jobs: list[Job]) -> None:
        """Write a change and the order it led to, in one transaction."""
        order = [sheet.id for sheet in self._sheets]
        self._database.write(partial(_do, [*jobs, partial(_order, order)]))

    def _everything(self) -> Iterator[Job]:
        for place, sheet in enumerate(self.sheets()):
            yield partial(_put, place, sheet)


def _own(sheet: TrendSheet) -> TrendSheet:
    """Return a sheet whose content may be changed without harm."""
    return replace(sheet, content=copy.deepcopy(dict(sheet.content)))


def _do(jobs: list[Job], database: Any) -> None:
    for job in jobs:
        job(database)


def _put(place: int, sheet: TrendSheet, database: Any) -> None:
    content = json.dumps(sheet.content, ensure_ascii=False)
    row = asdict(sheet) | {"place": place, "content": content, "is_locked": int(sheet.is_locked)}
    database.table("trend_sheet").upsert(row, pk="id")


def _remove(sheet: TrendSheet, removed_us: int, actor: str, database: Any) -> None:
    database.execute("DELETE FROM trend_sheet WHERE id=?", (sheet.id,))
    before = json.dumps(asdict(sheet), ensure_ascii=False)
    log_change(database, ChangeLine(KIND, sheet.id, removed_us, actor, before, None))


def _order(sheet_ids: list[str], database: Any) -> None:
    for place, sheet_id in enumerate(sheet_ids):
        database.execute(
            "UPDATE trend_sheet SET place=? WHERE id=? AND place<>?", (place, sheet_id, place)
        )


def _from_row(row: tuple[Any, ...]) -> TrendSheet:
    sheet_id, name, text, is_locked, author, changed_us = row
    check_types((sheet_id, name, author), str)
    check_types((is_locked, changed_us), int)
    content = json.loads(text)
    if not isinstance(content, dict):
        raise TypeError("the content of a sheet is an object")
    return TrendSheet(sheet_id, name, content, bool(is_locked), author, changed_us)
