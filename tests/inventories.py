"""A real inventory in a folder of the test's own, and short words for changes."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from app.domain.inventory.changes import Action, Changeset, Commit, Operation
from app.domain.inventory.fields import Value
from app.services.inventory.uids import uid_at
from app.services.ports import Clock
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from tests.fakes.clocks import START_US, FakeClock

_numbers = count(1)


class MadeInventory(CityInventory):
    """An inventory with its file; close it at the end of the test."""

    def __init__(self, path: Path, clock: Clock, actor: str = "Prüfung") -> None:
        self.path = path
        self.database = CityDatabase(path, retry_s=0.01)
        super().__init__(self.database, clock, actor)

    def put(self, *operations: Operation, reason: str = "") -> Commit:
        """Carry operations out together."""
        return self.commit(Changeset(operations, reason=reason))

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has, to see that nothing changed."""
        with closing(sqlite3.connect(self.path)) as connection:
            tables = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE ?"
            names = [name for (name,) in connection.execute(tables, ("%_search%",))]
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - own names
                for name in names
            }

    def close(self) -> None:
        self.database.close()


def make_inventory(folder: Path, clock: Clock | None = None) -> MadeInventory:
    """Return an empty inventory in `city.db` of a folder (or in a file of that name)."""
    path = folder if folder.suffix == ".db" else folder / "city.db"
    return MadeInventory(path, clock or FakeClock())


def new_uid() -> str:
    """Return a name that no other record of this run has; later ones sort later."""
    return uid_at(START_US + next(_numbers) * 1_000, 0)


def create(kind: str, /, **values: Value) -> Operation:
    """Return the making of a record; `uid=` names it, else it gets a new name.

    Fields that are words of Python end with `_`: `from_` is the field `from`.
    """
    uid = str(values.pop("uid", None) or new_uid())
    return Operation(Action.CREATE, kind, uid, _fields(values))


def update(kind: str, uid: str, /, rev: int | None = None, **values: Value) -> Operation:
    """Return a change of a record."""
    return Operation(Action.UPDATE, kind, uid, _fields(values), rev)


def remove(kind: str, uid: str, rev: int | None = None) -> Operation:
    """Return the removal of a record."""
    return Operation(Action.REMOVE, kind, uid, {}, rev)


def _fields(values: dict[str, Value]) -> dict[str, Value]:
    return {name.removesuffix("_"): value for name, value in values.items()}
