"""CSV: semicolons, UTF-8 with a mark, as spreadsheets of German offices open it."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.services.inventory.exports.cells import Cells
from app.services.inventory.exports.columns import Column, unlike
from app.services.inventory.exports.reading import Page
from app.services.inventory.exports.requests import ExportRequest
from app.services.spreadsheets import harmless


def write_csv(
    path: Path, request: ExportRequest, columns: Sequence[Column], pages: Iterator[Page]
) -> None:
    """Write pages as CSV; what a spreadsheet would take for a formula is neutralised.

    Raises:
        OSError: It cannot be written.
    """
    cells = Cells(request.zone, request.on_screen, has_comma=request.has_comma)
    fields = [column.field for column in columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        labels = unlike(request.on_screen(column.label) for column in columns)
        writer.writerow([harmless(label) for label in labels])
        for page in pages:
            writer.writerows(
                [
                    harmless(cells.words(field, value))
                    for field, value in zip(fields, row, strict=True)
                ]
                for row in page.cells
            )
