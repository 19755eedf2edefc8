"""`app inventory …`: the inventory without a window: demo, import, counts, the chain of its log."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.inventory.changes import RefusedError
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Query
from app.services.clocks import SystemClock
from app.services.ports import StorageError
from app.services.profiles import ProfileError, check_city
from app.verbs.places import Places, find_places

if TYPE_CHECKING:
    from app.storage.inventory import CityInventory

EXIT_FAULT: Final = 1
EXIT_WRONG: Final = 2
_FIRST_KINDS: Final = ("site", "asset", "address", "asset_type")
"""An inventory without any of these is empty; see `app/console/inventory/seeding.py`."""


def main(options: argparse.Namespace) -> int:
    """Carry out `inventory ACTION`; return 0, 1 when something is wrong, 2 when asked wrongly."""
    if options.action == "read-table":
        from app.services.tables.apart import serve_process  # noqa: PLC0415 - brings the parsers

        return serve_process()
    try:
        places = find_places(options.profile, options.data)
        return _ACTIONS[options.action](options, places)
    except (ProfileError, StorageError, OSError) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG


@contextmanager
def _opened(places: Places) -> Iterator["CityInventory"]:
    """Yield the inventory of a data folder; what was handed over is on disk afterwards."""
    from app.storage.city import CityDatabase  # noqa: PLC0415 - only these actions need it
    from app.storage.inventory import CityInventory  # noqa: PLC0415 - likewise
    from app.verbs.composition import actor  # noqa: PLC0415 - brings the console

    database = CityDatabase(places.settings)
    try:
        yield CityInventory(database, SystemClock(), actor())
    finally:
        database.close()


def _count(_: argparse.Namespace, places: Places) -> int:
    with _opened(places) as store, closing(store.reader()) as reader:
        for kind in KINDS:
            print(f"{reader.count(Query(kind)):>10,} {kind}")
    return 0


def _demo(_: argparse.Namespace, places: Places) -> int:
    from app.services.inventory.demo import (  # noqa: PLC0415 - only this action
        demo_inventory,
        known_records,
    )

    city, problems = check_city(places.profile, places.overlay, has_units=False)
    if city is None:
        print("\n".join(map(str, problems)), file=sys.stderr)
        return EXIT_WRONG
    done = 0
    with _opened(places) as store:
        with closing(store.reader()) as reader:
            if any(reader.count(Query(kind)) for kind in _FIRST_KINDS):
                print("there is an inventory already; nothing was done", file=sys.stderr)
                return EXIT_FAULT
            known = known_records(reader)
        try:
            for changeset in demo_inventory(city, SystemClock().now_us(), known=known):
                done += len(store.commit(changeset).changed)
                print(f"\r{done:,} records", end="", file=sys.stderr, flush=True)
        except RefusedError as error:
            print(f"\n{error}", file=sys.stderr)
            return EXIT_FAULT
    print(file=sys.stderr)
    return 0


def _verify(_: argparse.Namespace, places: Places) -> int:
    with _opened(places) as store, closing(store.reader()) as reader:
        faults = reader.verify()
    print("\n".join(faults) if faults else "the chain of the change log holds")
    return EXIT_FAULT if faults else 0


def _import(options: argparse.Namespace, places: Places) -> int:
    from app.verbs.importing import bring  # noqa: PLC0415 - brings the parsers

    with _opened(places) as store:
        return bring(store, Path(options.file), options.known, is_written=options.write)


_ACTIONS: Final[Mapping[str, Callable[[argparse.Namespace, Places], int]]] = {
    "count": _count,
    "demo": _demo,
    "verify": _verify,
    "import": _import,
}
