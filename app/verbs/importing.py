"""Takes up a file from the command line: what would come of it, and with `--write` what came."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.inventory.changes import ConflictError, RefusedError
from app.services.clocks import SystemClock
from app.services.inventory.imports.columns import MappingError
from app.services.inventory.imports.known import KNOWN
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.profiles import profile_of
from app.services.inventory.imports.proposing import likely_kind, propose
from app.services.tables.model import RawTable, TableError
from app.services.tables.reading import read_table

if TYPE_CHECKING:
    from app.services.inventory.imports.plans import ImportPlan
    from app.services.ports import InventoryReader, InventoryStore

EXIT_FAULT: Final = 1
EXIT_WRONG: Final = 2
_SHOWN: Final = 20


def bring(store: "InventoryStore", path: Path, known: str, *, is_written: bool) -> int:
    """Plan a file and tell what would change; carry it out where that is wished.

    Args:
        store: The inventory.
        path: The file.
        known: Name of a remembered or known layout; empty to recognise it.
        is_written: Write; else nothing is changed.

    Returns:
        0, 1 when rows have errors or the store refuses, 2 when the file cannot be read.
    """
    try:
        raw = read_table(path)
    except (TableError, OSError) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG
    with closing(store.reader()) as reader:
        outcome = _planned(raw, reader, known)
    if outcome is None:
        return EXIT_WRONG
    print("\n".join([*raw.notes, *outcome.notes, str(outcome.outlook)]))
    for problem in outcome.problems[:_SHOWN]:
        place = f"{path.name}:{problem.number} {problem.column}"
        print(f"{place}: {problem.reason} {problem.suggestion}".rstrip())
    if len(outcome.problems) > _SHOWN:
        print(f"… {len(outcome.problems) - _SHOWN} more")
    if is_written:
        try:
            commit = store.commit(outcome.changeset)
        except (RefusedError, ConflictError) as error:
            print(error, file=sys.stderr)
            return EXIT_FAULT
        print(f"{len(commit.changed)} records changed, transaction {commit.transaction.number}")
    return EXIT_FAULT if outcome.problems else 0


def _planned(raw: RawTable, reader: "InventoryReader", known: str) -> "ImportPlan | None":
    remembered = [profile_of(record) for record in reader.records("import_profile")]
    memory = [one for one in remembered if one is not None] + list(KNOWN)
    if known:
        memory = [one for one in memory if one.name == known]
        if not memory:
            print(f"there is no layout called {known!r}", file=sys.stderr)
            return None
    kind = memory[0].mapping.kind if known else likely_kind(raw, memory)
    mapping = propose(raw, kind, memory, reader.custom_fields(kind))
    try:
        return plan(raw, mapping, reader, SystemClock().now_us(), None)
    except MappingError as error:
        for flaw in error.flaws:
            print(flaw, file=sys.stderr)
        return None
