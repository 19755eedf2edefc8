"""What an import would do, as it is shown before it is done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.inventory.changes import Action, Changeset
from app.domain.inventory.kinds import KINDS
from app.services.inventory.imports.problems import CellChange, RowProblem, RowStatus

_DONE: Final = {Action.CREATE: "angelegt", Action.UPDATE: "geändert", Action.REMOVE: "entfernt"}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The outcome of a trial. Nothing was written.

    Attributes:
        kind: Kind of the records that rows are.
        statuses: A `RowStatus` for each row.
        uids: The record of each row, empty where it has none.
        problems: What stands against rows, in their order; the first `MOST_KEPT`.
        problem_count: How many there are in all, without warnings.
        warning_count: How many cells were left empty in rows that are taken all the same.
        changeset: What carries the import out: all rows without problems, whole or not at all.
        notes: What else should be known, German sentences.
        made: How many records of which kind are made or changed, by (kind, action).
        seconds: How long the trial took, s.
    """

    kind: str
    statuses: bytearray
    uids: Sequence[str]
    problems: tuple[RowProblem, ...]
    problem_count: int
    changeset: Changeset
    notes: tuple[str, ...] = ()
    made: Mapping[tuple[str, Action], int] = field(default_factory=dict)
    seconds: float = 0.0
    warning_count: int = 0
    _changes: Callable[[int], list[CellChange]] = field(
        default=lambda _row: [], repr=False, compare=False
    )

    def status(self, row: int) -> RowStatus:
        """Return what happens to a row (index from 0)."""
        return RowStatus(self.statuses[row])

    def count(self, status: RowStatus) -> int:
        """Return how many rows have a status."""
        return self.statuses.count(status)

    @property
    def new(self) -> int:
        """How many rows are new records."""
        return self.count(RowStatus.NEW)

    @property
    def changed(self) -> int:
        """How many rows change a record."""
        return self.count(RowStatus.CHANGED)

    @property
    def same(self) -> int:
        """How many rows say what the inventory says."""
        return self.count(RowStatus.SAME)

    @property
    def errors(self) -> int:
        """How many rows cannot be taken."""
        return self.count(RowStatus.ERROR)

    @property
    def repeated(self) -> int:
        """How many rows say the same as an earlier one."""
        return self.count(RowStatus.REPEATED)

    @property
    def is_empty(self) -> bool:
        """True when nothing would be done."""
        return not self.changeset.operations

    def rows(self, *statuses: RowStatus) -> Iterator[int]:
        """Yield the rows that have one of these statuses."""
        wanted = bytes(statuses)
        return (row for row, status in enumerate(self.statuses) if status in wanted)

    def problems_of(self, row: int) -> list[RowProblem]:
        """Return what stands against a row."""
        return [one for one in self.problems if one.row == row]

    def changes(self, row: int) -> list[CellChange]:
        """Return the differences a row makes, field by field; of a new record all its fields."""
        return self._changes(row)

    @property
    def outlook(self) -> str:
        """What the import would do with the rows, one German sentence."""
        parts = [
            _counted(self.new, "neu"),
            _counted(self.changed, "geändert"),
            _counted(self.same, "unverändert"),
            _counted(self.repeated, "wiederholt"),
            _counted(self.errors, "mit Fehlern"),
        ]
        rows = "1 Zeile" if len(self.statuses) == 1 else f"{number(len(self.statuses))} Zeilen"
        return f"{rows}: {', '.join(part for part in parts if part) or 'keine'}."

    @property
    def summary(self) -> tuple[str, ...]:
        """What was done, for the notice after the import; German sentences."""
        if self.is_empty:
            return ("Die Datei sagt nichts Neues; am Bestand wurde nichts geändert.", *self._left)
        told = [
            f"{number(count)} {_named(kind, count)} {_DONE[action]}."
            for (kind, action), count in sorted(
                self.made.items(), key=lambda item: (item[0][0] != self.kind, item[0])
            )
            if count
        ]
        back = "Der Import lässt sich als Ganzes rückgängig machen."
        return (*told, *self._left, back)

    @property
    def _left(self) -> tuple[str, ...]:
        left: list[str] = []
        if self.warning_count == 1:
            left.append("1 Zelle, die sich nicht lesen ließ, blieb leer.")
        elif self.warning_count:
            left.append(
                f"{number(self.warning_count)} Zellen, die sich nicht lesen ließen, blieben leer."
            )
        if self.errors == 1:
            left.append("1 Zeile mit Fehlern blieb außen vor.")
        elif self.errors:
            left.append(f"{number(self.errors)} Zeilen mit Fehlern blieben außen vor.")
        if self.repeated == 1:
            left.append("1 wiederholte Zeile wurde ausgelassen.")
        elif self.repeated:
            left.append(f"{number(self.repeated)} wiederholte Zeilen wurden ausgelassen.")
        return tuple(left)


def number(count: int) -> str:
    """Return a count as German text has it, `9.690`."""
    return f"{count:,}".replace(",", ".")


def _counted(count: int, what: str) -> str:
    return f"{number(count)} {what}" if count else ""


def _named(kind: str, count: int) -> str:
    return KINDS[kind].label if count == 1 else KINDS[kind].plural
