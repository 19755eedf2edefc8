"""Tables as if they had been read from a file."""

import hashlib
from collections.abc import Sequence

from app.services.tables.model import Cell, Layout, RawTable


def raw_table(
    columns: Sequence[str],
    *rows: Sequence[Cell],
    name: str = "liste.csv",
    first: int = 2,
    layout: Layout | None = None,
) -> RawTable:
    """Return a table; its first row stands in line `first` of the file."""
    lines = [tuple(row) for row in rows]
    digest = hashlib.sha256(repr((columns, lines)).encode()).hexdigest()
    return RawTable(
        name,
        "csv",
        layout or Layout(header_row=first - 2, decimal_comma=True),
        tuple(columns),
        lines,
        list(range(first, first + len(lines))),
        (),
        (),
        digest,
    )
