"""What people keep of the twin where nothing may be written: it lives as long as the program."""

from operator import attrgetter

from app.domain.twins import FactTable, FactValue, PlacedAsset, TwinBookmark


class MemoryTwin:
    """Fulfils `ports.TwinStore`."""

    def __init__(self) -> None:
        self._bookmarks: dict[str, TwinBookmark] = {}
        self._assets: dict[str, PlacedAsset] = {}
        self._tables: dict[str, FactTable] = {}

    def bookmarks(self) -> list[TwinBookmark]:
        """Return the kept views, oldest first."""
        return sorted(self._bookmarks.values(), key=attrgetter("created_us"))

    def put_bookmark(self, bookmark: TwinBookmark) -> None:
        """Add a view, or replace the one of the same id."""
        self._bookmarks[bookmark.id] = bookmark

    def remove_bookmark(self, bookmark_id: str) -> None:
        """Take a view away."""
        self._bookmarks.pop(bookmark_id, None)

    def assets(self) -> list[PlacedAsset]:
        """Return the placed things, oldest first."""
        return sorted(self._assets.values(), key=attrgetter("created_us"))

    def put_asset(self, asset: PlacedAsset) -> None:
        """Add a thing, or replace the one of the same id."""
        self._assets[asset.id] = asset

    def remove_asset(self, asset_id: str) -> None:
        """Take a thing away."""
        self._assets.pop(asset_id, None)

    def tables(self) -> list[FactTable]:
        """Return the tables about buildings, oldest first."""
        return sorted(self._tables.values(), key=attrgetter("created_us"))

    def put_table(self, table: FactTable) -> None:
        """Add a table, or replace the one of the same id."""
        self._tables[table.id] = table

    def remove_table(self, table_id: str) -> None:
        """Take a table away."""
        self._tables.pop(table_id, None)

    def facts_of(self, object_id: str) -> dict[str, FactValue]:
        """Return what all tables say of a building, by column; later tables win."""
        found: dict[str, FactValue] = {}
        for table in self.tables():
            found |= table.facts_of(object_id)
        return found
