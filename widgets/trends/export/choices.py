"""What a person chooses of an export, and how many rows and bytes come of it."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.series import Tier
from widgets.trends.export.rasters import Form, Raster, bucket_count, first_begin
from widgets.trends.export.subject import ExportCurve, Subject


class FileFormat(Enum):
    """A kind of file; the value is its suffix."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"

    @property
    def is_table(self) -> bool:
        """True for values, false for a drawing."""
        return self in _ROW_BYTES


@dataclass(frozen=True, slots=True)
class Choice:
    """What shall be written.

    Attributes:
        format: The kind of file.
        form: How a table is laid out.
        raster: The steps of a table.
        is_light: True when a drawing is made for paper, whatever the screen looks like.
    """

    format: FileFormat = FileFormat.CSV
    form: Form = Form.LONG
    raster: Raster = Raster.DRAWN
    is_light: bool = True


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a table becomes.

    Attributes:
        rows: How many rows.
        size: About how many bytes.
        is_exact: False when there may be fewer rows, or a few more for gaps.
    """

    rows: int
    size: int
    is_exact: bool


_ROW_BYTES: Final = {
    FileFormat.CSV: (210.0, 58.0, 16.0),
    FileFormat.XLSX: (64.0, 26.0, 9.0),
    FileFormat.PARQUET: (12.0, 6.0, 8.0),
}
"""Bytes of a row as measured: long; wide, and what each curve adds to that."""


def format_words(kind: FileFormat) -> str:
    """Return the name of a kind of file."""
    words = {
        FileFormat.CSV: QCoreApplication.translate("trends", "Tabelle: CSV"),
        FileFormat.XLSX: QCoreApplication.translate("trends", "Tabelle: Excel (XLSX)"),
        FileFormat.PARQUET: QCoreApplication.translate("trends", "Tabelle: Parquet"),
        FileFormat.PNG: QCoreApplication.translate("trends", "Bild: PNG"),
        FileFormat.SVG: QCoreApplication.translate("trends", "Bild: SVG"),
        FileFormat.PDF: QCoreApplication.translate("trends", "Bild: PDF"),
    }
    return words[kind]


def extent(subject: Subject, choice: Choice) -> Extent:
    """Return how much a table becomes, from what is drawn alone: nothing is read for it."""
    rows, is_exact = _rows(subject, choice)
    long, wide, more = _ROW_BYTES[choice.format]
    a_row = long if choice.form is Form.LONG else wide + more * len(subject.curves)
    return Extent(rows, round(rows * a_row), is_exact)


def _rows(subject: Subject, choice: Choice) -> tuple[int, bool]:
    tier = choice.raster.value
    if tier is None or (tier is Tier.RAW and subject.tiers == [Tier.RAW]):
        times = [_times(subject, curve) for curve in subject.curves]
        if choice.form is Form.LONG:
            return sum(map(len, times)), True
        return len(np.unique(np.concatenate(times))) if times else 0, True
    samples = [_samples(curve) for curve in subject.curves]
    if tier is Tier.RAW:
        return sum(samples), False
    buckets = bucket_count(subject.window.start_us, subject.window.end_us, tier)
    counts = [min(buckets, count) for count in samples]
    return (sum(counts) if choice.form is Form.LONG else min(buckets, sum(counts))), False


def _times(subject: Subject, curve: ExportCurve) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    if curve.frame is None:
        return np.empty(0, np.int64)
    window = subject.window
    begin = first_begin(window.start_us, curve.frame.tier, subject.zone)
    first, past = np.searchsorted(curve.frame.time, [begin, window.end_us], "left").tolist()
    return curve.frame.time[first:past]


def _samples(curve: ExportCurve) -> int:
    """Return how many samples lie in the window: what is drawn was made of as many."""
    return curve.stats.count + curve.stats.bad if curve.stats is not None else 0
