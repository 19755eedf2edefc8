"""What people keep of the twin, in `city.db`; nothing of it disappears."""

from operator import attrgetter
from typing import TypeVar

from app.domain.twins import FactTable, FactValue, PlacedAsset, TwinBookmark
from app.services.ports import Clock
from app.storage.city import CityDatabase
from app.storage.records import Records

T = TypeVar("T", TwinBookmark, PlacedAsset, FactTable)


class CityTwin:
    """Kept views, placed things and tables about buildings; fulfils `ports.TwinStore`. Thread-safe.

    Args:
        database: The owner of the file.
        clock: Says when something was changed.
        actor: Says who did it.
    """

    def __init__(self, database: CityDatabase, clock: Clock, actor: str) -> None:
        def records(kind: str, record_type: type[T]) -> Records[T]:
            return Records(
                database,
                kind,
                record_type,
                time_of=attrgetter("created_us"),
                clock=clock,
                actor=actor,
            )

        self._bookmarks = records("twin_bookmark", TwinBookmark)
        self._assets = records("placed_asset", PlacedAsset)
        self._tables = records("building_facts", FactTable)

    def bookmarks(self) -> list[TwinBookmark]:
        """Return the kept views, oldest first."""
        return self._bookmarks.all()

    def put_bookmark(self, bookmark: TwinBookmark) -> None:
        """Add a view, or replace the one of the same id; this also undoes its removal."""
        self._bookmarks.put(bookmark.id, bookmark)

    def remove_bookmark(self, bookmark_id: str) -> None:
        """Take a view away; the log of changes keeps it."""
        self._bookmarks.remove(bookmark_id)

    def assets(self) -> list[PlacedAsset]:
        """Return the placed things, oldest first."""
        return self._assets.all()

    def put_asset(self, asset: PlacedAsset) -> None:
        """Add a thing, or replace the one of the same id; this also undoes its removal."""
        self._assets.put(asset.id, asset)

    def remove_asset(self, asset_id: str) -> None:
        """Take a thing away; the log of changes keeps it."""
        self._assets.remove(asset_id)

    def tables(self) -> list[FactTable]:
        """Return the tables about buildings, oldest first."""
        return self._tables.all()

    def put_table(self, table: FactTable) -> None:
        """Add a table, or replace the one of the same id; this also undoes its removal."""
        self._tables.put(table.id, table)

    def remove_table(self, table_id: str) -> None:
        """Take a table away; the log of changes keeps it."""
        self._tables.remove(table_id)

    def facts_of(self, object_id: str) -> dict[str, FactValue]:
        """Return what all tables say of a building, by column; later tables win."""
        found: dict[str, FactValue] = {}
        for table in self._tables.all():
            found |= table.facts_of(object_id)
        return found
