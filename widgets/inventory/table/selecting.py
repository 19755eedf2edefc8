"""What is selected: as keys, as sums, as text for the clipboard."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.inventory.fields import FieldType
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from widgets.inventory.table.feed import TableFeed
from widgets.inventory.table.grid import InventoryGrid
from widgets.inventory.table.header import HeaderHands
from widgets.inventory.table.model import InventoryModel
from widgets.inventory.table.rows import Numbers, Row
from widgets.texts import count, number

MOST_KEYS: Final = 2_000
"""So many records are told one by one; of more only the first ones, see `ChosenRecords`."""

MOST_COPIED: Final = 50_000
"""So many rows go to the clipboard; whoever wants more exports them."""

_REST_MS: Final = 60


@dataclass(frozen=True, slots=True)
class ChosenRecords:
    """The selected records, however many there are.

    Attributes:
        kind: Of which kind.
        ids: Numbers of their rows.
        query: What they all fulfil, when all rows of the table are selected; else None.
    """

    kind: str
    ids: "array[int]"
    query: Query | None = None


class SelectionDesk(QObject):
    """Follows the selection of a table.

    Args:
        grid: The table.
        model: Its rows.
        feed: What reads for it.
        header: Its headings.

    Signals:
        keys_chosen: What the person selected (list of Key), at most `MOST_KEYS`.
        sums_said: What the selected rows amount to, in words (list of str).
        copied: A sentence about what was copied.
    """

    keys_chosen = Signal(list)
    sums_said = Signal(list)
    copied = Signal(str)

    def __init__(
        self, grid: InventoryGrid, model: InventoryModel, feed: TableFeed, header: HeaderHands
    ) -> None:
        super().__init__(grid)
        self._grid, self._model, self._feed, self._header = grid, model, feed, header
        self.keys: list[Key] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._read)
        self._is_told = True
        grid.chosen.connect(self._begin)
        feed.added_up.connect(self._say_sums)

    def _begin(self) -> None:
        self.follow(is_told=True)

    def follow(self, *, is_told: bool) -> None:
        """Read what is selected now.

        Args:
            is_told: True when the person selected it, so that others follow.
        """
        self._is_told = is_told
        self._feed.drop_sums()
        if self._feed.is_open:
            self._timer.start()

    def _read(self) -> None:
        ids = self._grid.chosen_ids()
        if not ids:
            self._take_keys([])
            self.sums_said.emit([])
            return
        self._feed.ask_keys(ids[:MOST_KEYS], self, self._take_keys)
        numbers = [
            place
            for place, column in enumerate(self._model.columns)
            if column.is_right and not column.path.field.name.endswith("_x")
        ]
        if len(ids) > 1 and numbers:
            self._feed.add_up(ids, numbers)
        else:
            self.sums_said.emit([])

    def _take_keys(self, uids: Sequence[str]) -> None:
        self.keys = [Key(self._model.kind, uid) for uid in uids if uid]
        if self._is_told:
            self.keys_chosen.emit(list(self.keys))

    def _say_sums(self, sums: Sequence[Numbers]) -> None:
        texts = []
        for one in sums:
            if not one.filled or one.column >= len(self._model.columns):
                continue
            column = self._model.columns[one.column]
            field = column.path.field
            if field.type is FieldType.MONEY:
                amount = number(one.total, 2)
            elif field.type is FieldType.INTEGER:
                amount = count(round(one.total))
            else:
                amount = number(one.total, 1)
            unit = f"\u202f{field.unit}" if field.unit else ""
            texts.append(f"{column.title}: Σ {amount}{unit}")
        self.sums_said.emit(texts)

    # ---- others ask ----------------------------------------------------------------------------
    def chosen(self) -> ChosenRecords:
        """Return what is selected."""
        ids = self._grid.chosen_ids()
        is_all = bool(ids) and len(ids) == len(self._model.ids) and self._feed.is_whole
        return ChosenRecords(self._model.kind, ids, self._feed.query if is_all else None)

    def copy(self) -> None:
        """Copy the selected rows with their headings, as lines with tabs."""
        ids = self._grid.chosen_ids()
        if not ids:
            return
        if len(ids) > MOST_COPIED:
            self.copied.emit(
                self.tr(
                    "So viele Zeilen passen nicht in die Zwischenablage; höchstens {0} gehen. "
                    "Bitte nutzen Sie den Export."
                ).format(count(MOST_COPIED))
            )
            return
        self._feed.read_rows(ids, self, self._take_copy)

    def _take_copy(self, rows: Sequence[Row | None]) -> None:
        order = [place for place in self._header.order() if place < len(self._model.columns)]
        lines = ["\t".join(self._model.columns[place].title for place in order)]
        lines += [
            "\t".join(" ".join(row.texts[place].split()) for place in order)
            for row in rows
            if row is not None
        ]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self.copied.emit(self.tr("{0} Zeilen wurden kopiert.").format(count(len(lines) - 1)))

    def end(self) -> None:
        """Wait for nothing any more."""
        self._timer.stop()
