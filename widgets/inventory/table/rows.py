"""Reading pages of rows, said in words already; done in the thread of a reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count as numbers
from typing import Final, NamedTuple

from app.domain.inventory.fields import SIMULATED, Value
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader
from widgets.inventory.table.columns import Column, titles_wanted

SOURCE: Final = "source"


class Row(NamedTuple):
    """A row as it is drawn.

    Attributes:
        uid: Its permanent name.
        texts: What its cells say, by column.
        abnormal: Bits by column: what it says is not as it should be.
        is_simulated: The project made it up.
    """

    uid: str
    texts: tuple[str, ...]
    abnormal: int
    is_simulated: bool


class Numbers(NamedTuple):
    """What selected rows amount to in one column.

    Attributes:
        column: Place of the column.
        total: Sum of the filled values.
        filled: How many are filled.
    """

    column: int
    total: float
    filled: int


@dataclass(frozen=True, slots=True)
class RowReading:
    """How rows are read.

    Attributes:
        kind: Of which kind.
        columns: What is shown of them.
        at_us: The moment, µs UTC; None for the present.
    """

    kind: str
    columns: tuple[Column, ...]
    at_us: int | None = None

    def read(self, reader: InventoryReader, ids: Sequence[int]) -> list[Row | None]:
        """Return rows in order; None for a record that is not there at the moment."""
        places = self._extra_places()
        paths = [column.path.text for column in self.columns] + list(places)
        found = reader.rows(self.kind, ids, paths, self.at_us)
        uids = reader.keys(self.kind, ids)
        titles = self._titles(reader, found, places)
        source = places[SOURCE]
        rows: list[Row | None] = []
        for uid, values in zip(uids, found, strict=True):
            if values is None:
                rows.append(None)
                continue
            texts, abnormal = self._say(values, places, titles)
            is_simulated = str(values[source] or "").startswith(SIMULATED)
            rows.append(Row(uid, texts, abnormal, is_simulated))
        return rows

    def _extra_places(self) -> dict[str, int]:
        """Return paths that are read besides the columns, and where their values stand."""
        wanted = [column.kind_path for column in self.columns if column.kind_path]
        places = numbers(len(self.columns))
        return {path: next(places) for path in dict.fromkeys((SOURCE, *wanted))}

    def _titles(
        self,
        reader: InventoryReader,
        found: Sequence[tuple[Value, ...] | None],
        places: dict[str, int],
    ) -> dict[Key, str]:
        wanted: set[Key] = set()
        for place, column in enumerate(self.columns):
            if not column.is_reference:
                continue
            kind_place = places.get(column.kind_path, -1)
            for values in found:
                if values is not None:
                    kind = values[kind_place] if kind_place >= 0 else None
                    wanted.add(titles_wanted(column, values[place], kind) or _NO_KEY)
        wanted.discard(_NO_KEY)
        return reader.titles(wanted, self.at_us) if wanted else {}

    def _say(
        self, values: tuple[Value, ...], places: dict[str, int], titles: dict[Key, str]
    ) -> tuple[tuple[str, ...], int]:
        texts, abnormal = [], 0
        for place, column in enumerate(self.columns):
            value = values[place]
            if value is None or value == "":
                texts.append("")
                continue
            if column.is_reference:
                kind_path = column.kind_path
                kind = values[places[kind_path]] if kind_path else None
                key = titles_wanted(column, value, kind)
                texts.append(str(value) if key is None else titles.get(key, "–"))
                continue
            if value in column.abnormal:
                abnormal |= 1 << place
            texts.append(column.spell(value))
        return tuple(texts), abnormal


_NO_KEY: Final = Key("", "")
