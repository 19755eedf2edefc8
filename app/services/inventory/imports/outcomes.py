"""What happens to the rows' own records, and the operations that follow from it."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, overload

from typing_extensions import override

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import Value
from app.services.inventory.imports.problems import RowStatus

_NEW: Final = int(RowStatus.NEW)


@dataclass(slots=True)
class Outcome:
    """What happens to the rows' own records.

    Attributes:
        statuses: A `RowStatus` for each row.
        uids: The record of each row, empty where it has none.
        olds: By changed row, what the inventory says in the changed fields.
        values: By row, what is written; None where nothing is.
        notes: What else should be known.
    """

    statuses: bytearray
    uids: list[str]
    olds: dict[int, dict[str, Value]] = field(default_factory=dict)
    values: list[dict[str, Value] | None] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def operation(self, kind: str, row: int) -> Operation:
        """Return what is done with the record of a row for which something is done."""
        action = Action.CREATE if self.statuses[row] == _NEW else Action.UPDATE
        return Operation(action, kind, self.uids[row], self.values[row] or {})


class RowOperations(Sequence[Operation]):
    """What is done: a few operations, then those of rows, which are made when they are read.

    An import has a hundred thousand of them; kept as objects, they would cost memory and pauses.

    Args:
        kind: Kind of the rows' own records.
        outcome: What happens to them.
        before: What is done before them.
    """

    def __init__(self, kind: str, outcome: Outcome, before: Sequence[Operation]) -> None:
        self._kind = kind
        self._outcome = outcome
        self._before = tuple(before)
        pairs = enumerate(outcome.values)
        self._rows = array("q", (row for row, values in pairs if values is not None))

    @override
    def __len__(self) -> int:
        return len(self._before) + len(self._rows)

    @override
    def __iter__(self) -> Iterator[Operation]:
        """Yield them in order, quicker than one by one."""
        yield from self._before
        kind, uids, values, statuses = (
            self._kind,
            self._outcome.uids,
            self._outcome.values,
            self._outcome.statuses,
        )
        create, update = Action.CREATE, Action.UPDATE
        for row in self._rows:
            action = create if statuses[row] == _NEW else update
            yield Operation(action, kind, uids[row], values[row] or {})

    @overload
    def __getitem__(self, index: int) -> Operation: ...

    @overload
    def __getitem__(self, index: slice) -> "Sequence[Operation]": ...

    @override
    def __getitem__(self, index: int | slice) -> "Operation | Sequence[Operation]":
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]  # from the end too, and refused beyond it
        if place < len(self._before):
            return self._before[place]
        return self._outcome.operation(self._kind, self._rows[place - len(self._before)])
