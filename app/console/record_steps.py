"""What people did to records, so that it can be taken back step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

_STEPS: Final = 100
"""Changes that can be taken back."""

R = TypeVar("R")
Kept_contra = TypeVar("Kept_contra", contravariant=True)


class RecordKeeper(Protocol[Kept_contra]):
    """Where records of one kind are kept."""

    def put(self, record: Kept_contra, /) -> None:
        """Add a record, or replace the one of the same id."""
        ...

    def remove(self, record_id: str, /) -> None:
        """Take a record away."""
        ...


@dataclass(frozen=True, slots=True)
class Step(Generic[R]):
    """A change that can be taken back.

    Attributes:
        sentence: What was done.
        before: The records as they were; None where there was none.
        is_removal: True when records are gone, which the list offers to take back.
    """

    sentence: str
    before: tuple[tuple[str, R | None], ...]
    is_removal: bool = False


class Steps(Generic[R]):
    """The last changes.

    Args:
        keeper: Where the records are kept.
    """

    def __init__(self, keeper: RecordKeeper[R]) -> None:
        self._keeper = keeper
        self._steps: list[Step[R]] = []

    @property
    def removal(self) -> str:
        """What the last change removed, as a sentence; empty when it removed nothing."""
        last = self._steps[-1] if self._steps else None
        return last.sentence if last is not None and last.is_removal else ""

    def add(self, step: Step[R]) -> None:
        """Remember a change."""
        self._steps = [*self._steps, step][-_STEPS:]

    def remove(self, found: Sequence[tuple[str, R | None]]) -> tuple[tuple[str, R | None], ...]:
        """Take records away; return those that were there."""
        gone = tuple((name, record) for name, record in found if record is not None)
        for name, _ in gone:
            self._keeper.remove(name)
        return gone

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        if not self._steps:
            return False
        for name, before in self._steps.pop().before:
            if before is None:
                self._keeper.remove(name)
            else:
                self._keeper.put(before)
        return True
