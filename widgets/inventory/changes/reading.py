"""What the change log reads, in its thread."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.changes import ChangeLine, Transaction
from app.domain.inventory.fields import FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.services.ports import Progress, StoppedError
from widgets.inventory.panes import OpenReader

STEP: Final = 200
"""So many transactions are read at once."""
MOST_LINES: Final = 500
"""Of one transaction no more records are listed."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a transaction did.

    Attributes:
        lines: Its records, at most `MOST_LINES`.
        titles: What the records are called that values refer to.
    """

    lines: tuple[ChangeLine, ...]
    titles: dict[Key, str]


def read_transactions(
    open_reader: OpenReader, before: int | None
) -> Callable[[], list[Transaction]]:
    """Return what reads the transactions before a number, newest first."""

    def work() -> list[Transaction]:
        with closing(open_reader()) as reader:
            return reader.transactions(STEP, before)

    return work


def read_lines(open_reader: OpenReader, number: int) -> Callable[[], Lines]:
    """Return what reads what a transaction did."""

    def work() -> Lines:
        with closing(open_reader()) as reader:
            lines = tuple(reader.lines(number, MOST_LINES))
            wanted = {key for line in lines for key in _referred(line)}
            return Lines(lines, reader.titles(wanted))

    return work


def check_chain(open_reader: OpenReader, progress: Progress) -> Callable[[], list[str]]:
    """Return what checks the chain of the log; stopped, it has found nothing."""

    def work() -> list[str]:
        with closing(open_reader()) as reader:
            try:
                return reader.verify(progress)
            except StoppedError:
                return []

    return work


def _referred(line: ChangeLine) -> set[Key]:
    """Return the records that the values of a change refer to."""
    kind = KINDS.get(line.key.kind)
    if kind is None:
        return set()
    found = set()
    for values in (line.before, line.after):
        for name, value in values.items():
            if kind.has_field(name) and value:
                target = _target(line.key.kind, name, values.get(kind.field(name).kind_field))
                if target in KINDS:
                    found.add(Key(target, str(value)))
    return found


def _target(kind: str, name: str, named: Value) -> str:
    one = KINDS[kind].field(name)
    if one.type is FieldType.REFERENCE:
        return one.target
    return str(named) if one.type is FieldType.ANY_REFERENCE else ""
