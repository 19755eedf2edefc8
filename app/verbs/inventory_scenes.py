"""What the self-test tries on the inventory, and what a picture of it waits for.

What a packager forgot shows only when a file is really read in its process, a paper really set.
"""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from app.console.console import Console
from app.console.workspaces import BESTAND
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from app.verbs.places import program_command
from app.verbs.scenes import settle, wait_until

DEMO_S: Final = 90.0
"""Longer than the demo inventory takes on a busy computer."""

_TABLE: Final = (
    ("Straße", "Hausnummer", "Postleitzahl"),
    ("Weststraße", 1, "59065"),
    ("Weststraße", 2, "59065"),
)


def wait_for_inventory(console: Console, timeout_s: float = DEMO_S) -> None:
    """Wait until the demo inventory is there, and choose something that is worth a picture."""
    seeding, store = console.inventory.seeding, console.inventory.store
    if console.window.workspace != BESTAND or seeding is None or store is None:
        return
    wait_until(lambda: not seeding.is_running, timeout_s)
    with closing(store.reader()) as reader:
        switches = (Filter("type.kind", Operator.IS, ("switch",)),)
        found = reader.keys("asset", reader.ids(Query("asset", switches), 1))
    if found:
        console.inventory.show([Key("asset", found[0])])
    settle(3.0)


def try_inventory() -> dict[str, Any]:
    """Import a workbook into an inventory of its own, find it, take it back, set it as a paper."""
    with TemporaryDirectory(prefix="leitstand-", ignore_cleanup_errors=True) as folder:
        return _tried(Path(folder))


def _tried(folder: Path) -> dict[str, Any]:
    from app.services.inventory.imports.planning import plan  # noqa: PLC0415 - heavy, only here
    from app.services.inventory.imports.proposing import propose  # noqa: PLC0415 - likewise
    from app.services.inventory.labels.codes import code_of  # noqa: PLC0415 - likewise
    from app.services.papers import compile_paper  # noqa: PLC0415 - likewise
    from app.services.tables.apart import ApartReader  # noqa: PLC0415 - likewise

    raw = ApartReader(program_command("inventory", "read-table")).read(_workbook(folder))
    database = CityDatabase(folder / "city.db")
    try:
        store = CityInventory(database, SystemClock(), "Selbsttest")
        with closing(store.reader()) as reader:
            mapping = propose(raw, "address", [], {})
            outcome = plan(raw, mapping, reader, SystemClock().now_us())
            commit = store.commit(outcome.changeset)
            hits = len(reader.search("weststrasse"))
            store.commit(store.inverse(commit.transaction.number))
            left = reader.count(Query("address"))
            faults = reader.verify()
    finally:
        database.close()
    paper = compile_paper("#data", "Selbsttest", title="Selbsttest")
    code = code_of("leitstand:asset:0")
    rows = len(_TABLE) - 1
    passed = len(commit.changed) == rows == hits and not left and not faults
    return {
        "passed": passed and paper.pdf.startswith(b"%PDF") and bool(code.any()),
        "imported": len(commit.changed),
        "found": hits,
        "left": left,
        "paper": len(paper.pdf),
    }


def _workbook(folder: Path) -> Path:
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - only here; it has no types

    path = folder / "adressen.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Adressen")
        for row, cells in enumerate(_TABLE):
            sheet.write_row(row, 0, cells)
    return path
