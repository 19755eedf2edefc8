"""Values of many records at a moment, by the same few words as those of the present."""

from collections.abc import Iterable, Sequence

from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Query
from app.services.ports import InventoryReader


def values_at(
    reader: InventoryReader,
    kind: str,
    paths: Sequence[str],
    filters: Sequence[Filter] = (),
    at_us: int | None = None,
) -> Iterable[tuple[Value, ...]]:
    """Return values of all records that fulfil all filters, by id.

    Args:
        reader: Reads the inventory.
        kind: Of which kind.
        paths: Which values.
        filters: What the records fulfil.
        at_us: The moment, µs UTC; None for the present.

    Raises:
        StoppedError: The reader was interrupted.
    """
    if at_us is None:
        return reader.values(kind, paths, filters)
    ids = reader.ids(Query(kind, filters, at_us=at_us))
    return [row for row in reader.rows(kind, ids, paths, at_us) if row is not None]
