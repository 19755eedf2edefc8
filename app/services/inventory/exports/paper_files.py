"""PDF: title, what there is to know, and the table, readable for a screen reader."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from app.domain.inventory.kinds import KINDS
from app.services.inventory.exports.cells import Cells
from app.services.inventory.exports.columns import Column, unlike
from app.services.inventory.exports.facts import Fact
from app.services.inventory.exports.reading import Page
from app.services.inventory.exports.requests import ExportError, ExportRequest
from app.services.papers import PaperError, compile_paper

_BODY: Final = r"""
#facts(data.facts)
#records(data.columns, data.widths, data.sides, data.rows)
"""
_UPRIGHT: Final = 5
"""Up to so many columns stand on an upright page."""
_SMALL: Final = 9
"""From so many columns on letters are smaller."""
_TINY: Final = 14
"""From so many columns on the paper is A3."""
_NARROWEST: Final = 6
_WIDEST: Final = 30
_LOOKED_AT: Final = 500
"""Rows that decide about widths."""


def write_paper(
    path: Path,
    request: ExportRequest,
    columns: Sequence[Column],
    pages: Iterator[Page],
    facts: Callable[[], Sequence[Fact]],
    *,
    is_wanted: Callable[[], bool],
) -> int:
    """Write pages as PDF/UA and return how many letters no font has.

    Raises:
        OSError: It cannot be written.
        ExportError: It cannot be set.
        StoppedError: It is not wanted any more.
    """
    cells = Cells(request.zone, request.on_screen, has_comma=request.has_comma, is_for_people=True)
    fields = [column.field for column in columns]
    rows = [
        [_text(cells, cells.words(field, value)) for field, value in zip(fields, row, strict=True)]
        for row in chain.from_iterable(page.cells for page in pages)
    ]
    labels = unlike(request.on_screen(column.label) for column in columns)
    units = [f" [{field.unit}]" if field.unit else "" for field in fields]
    heads = [label + unit for label, unit in zip(labels, units, strict=True)]
    told = facts()
    title = request.on_screen(KINDS[request.query.kind].plural)
    data = {
        "facts": [list(fact) for fact in told],
        "columns": heads,
        "widths": _widths(heads, rows),
        "sides": ["right" if field.type.is_number else "left" for field in fields],
        "rows": rows,
    }
    try:
        paper = compile_paper(
            _BODY,
            data,
            title=title,
            language=request.language,
            description="; ".join(f"{name}: {value}" for name, value in told),
            foot=f"{title} · {request.on_screen('Leitstand, Bestand')}",
            is_wide=len(columns) > _UPRIGHT,
            size_pt=7.0 if len(columns) >= _SMALL else 8.5,
            format="a3" if len(columns) >= _TINY else "a4",
            made_us=request.made_us,
            is_wanted=is_wanted,
        )
    except PaperError as error:
        raise ExportError(str(error)) from error
    path.write_bytes(paper.pdf)
    return paper.replaced


def _text(cells: Cells, value: str | float) -> str:
    return value if isinstance(value, str) else cells.number(float(value))


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the shares of the columns, by the longest of their first cells."""
    found = []
    for place, head in enumerate(heads):
        longest = max((len(row[place]) for row in rows[:_LOOKED_AT]), default=0)
        word = max(map(len, head.split()), default=0)
        found.append(float(min(max(longest, word + 1, _NARROWEST), _WIDEST)))
    return found
