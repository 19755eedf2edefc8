"""`app programme …`: the programme a profile brings along, loaded or removed without a window."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from app.domain.inventory.changes import ConflictError, RefusedError
from app.services.clocks import SystemClock
from app.services.portfolio.demo import (
    ProgrammeError,
    has_programme,
    programme_changeset,
    programme_removal,
)
from app.services.ports import StorageError
from app.services.profiles import ProfileError
from app.verbs.places import Places, find_places

if TYPE_CHECKING:
    from app.storage.inventory import CityInventory

EXIT_FAULT: Final = 1
EXIT_WRONG: Final = 2


def main(options: argparse.Namespace) -> int:
    """Carry out `programme ACTION`; return 0, 1 when it was refused, 2 when asked wrongly."""
    try:
        places = find_places(options.profile, options.data)
        if not has_programme(places.profile):
            print(f"the profile {places.profile.name} has no programme", file=sys.stderr)
            return EXIT_WRONG
        with _opened(places) as store:
            act = _load if options.action == "load" else _remove
            return act(store, places)
    except (RefusedError, ConflictError) as error:
        print(error, file=sys.stderr)
        return EXIT_FAULT
    except (ProgrammeError, ProfileError, StorageError, OSError) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG


@contextmanager
def _opened(places: Places) -> Iterator["CityInventory"]:
    """Yield the inventory of a data folder; what was handed over is on disk afterwards."""
    from app.storage.city import CityDatabase  # noqa: PLC0415 - not before the words are checked
    from app.storage.inventory import CityInventory  # noqa: PLC0415 - likewise
    from app.verbs.composition import actor  # noqa: PLC0415 - brings the console

    database = CityDatabase(places.settings)
    try:
        yield CityInventory(database, SystemClock(), actor())
    finally:
        database.close()


def _today() -> date:
    return datetime.fromtimestamp(SystemClock().now_us() / 1e6, UTC).date()


def _load(store: "CityInventory", places: Places) -> int:
    with closing(store.reader()) as reader:
        changeset = programme_changeset(reader, places.profile, _today())
    if not changeset.operations:
        print("the programme is there already; nothing was done", file=sys.stderr)
        return 0
    print(f"{len(store.commit(changeset).changed):,} records", file=sys.stderr)
    return 0


def _remove(store: "CityInventory", places: Places) -> int:
    with closing(store.reader()) as reader:
        removal = programme_removal(reader, places.profile)
    done = len(store.commit(removal.changeset).changed) if removal.changeset.operations else 0
    print(f"{done:,} records removed, {len(removal.kept):,} kept", file=sys.stderr)
    for reason in removal.reasons:
        print(reason, file=sys.stderr)
    return 0
