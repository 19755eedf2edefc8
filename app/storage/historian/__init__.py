"""The historian: samples in SQLite files, newest in a write-ahead head, older ones in chunks.

`hot.db` holds one blob a batch, `YYYY-MM.db` the sealed chunks of a month (UTC), `rollup.db` the
tiers from minute to local day. One `SqliteHistorian` writes; any number of
`SqliteHistorianReader` read. Start reading at `writer`, then `sealing`, then `reader`.
"""

from app.storage.historian.reader import SqliteHistorianReader
from app.storage.historian.writer import SqliteHistorian

__all__ = ["SqliteHistorian", "SqliteHistorianReader"]
