"""Exports of the inventory: a query becomes CSV, XLSX, GeoJSON, GeoPackage or PDF.

`jobs.ExportJob` does it all: it reads in pages, judges each record and value by the class of the
file (`app.domain.inventory.publications`), and writes a draft that becomes the file when it is
whole. `requests` says what may be asked for, `outlooks` what will be left out. Start at `jobs`.
"""

from app.services.inventory.exports.columns import all_paths
from app.services.inventory.exports.jobs import ExportJob
from app.services.inventory.exports.layers import GeoLayer, GeoPackageWriter
from app.services.inventory.exports.outlooks import ExportOutlook, outlook
from app.services.inventory.exports.requests import (
    MOST_PAPER_ROWS,
    ExportError,
    ExportRequest,
    ExportResult,
    FileFormat,
    TakenError,
)

__all__ = [
    "MOST_PAPER_ROWS",
    "ExportError",
    "ExportJob",
    "ExportOutlook",
    "ExportRequest",
    "ExportResult",
    "FileFormat",
    "GeoLayer",
    "GeoPackageWriter",
    "TakenError",
    "all_paths",
    "outlook",
]
