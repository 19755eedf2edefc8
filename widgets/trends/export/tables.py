"""The rows of an export: the same columns and chunks for every kind of table file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.points import PointKind
from app.domain.samples import Float64Array, Int32Array, Int64Array, UInt8Array
from app.domain.series import SeriesFrame, Tier
from app.services.ports import HistorianReader
from widgets.trends.export.rasters import Form, Raster, first_begin, slices
from widgets.trends.export.subject import ExportCurve, Subject
from widgets.trends.wording import state_label, tier_text

CHUNK_ROWS: Final = 10_000
"""Rows written at once; between two chunks an export can be stopped."""

NO_QUALITY: Final = 255
"""Stands where a curve has no value at a time that another has one at."""

_MAX_POINTS: Final = 2_000_000_000
"""As many rows as there are: the tier is named, and nothing is to be thinned out."""


class ColumnKind(Enum):
    """What a column holds, and so how it is written."""

    LOCAL = auto()
    """Moments, µs UTC, to be shown in local time."""
    UTC = auto()
    TEXT = auto()
    NUMBER = auto()
    """float64, NaN where there is none."""
    COUNT = auto()
    QUALITY = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: What stands above it.
        name: Its name for programs, unique, without blanks.
        kind: What it holds.
        decimals: Digits behind the decimal mark; None where the chunk says it.
        more: How many digits are added to those of the chunk.
        unit: Symbol of its unit, empty without one.
    """

    title: str
    name: str
    kind: ColumnKind
    decimals: int | None = None
    more: int = 0
    unit: str = ""


Values = Int64Array | Float64Array | Int32Array | UInt8Array | list[str] | str
"""A column of a chunk; a text alone stands in every row."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows.

    Attributes:
        share: How much of the whole is done with them, 0 to 1.
        length: How many rows.
        values: One item for each column.
        decimals: Digits behind the decimal mark of columns that say nothing themselves.
    """

    share: float
    length: int
    values: tuple[Values, ...]
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows that are read while they are written."""

    columns: tuple[Column, ...]
    chunks: Iterator[Chunk]


def make_table(
    subject: Subject, form: Form, raster: Raster, reader: HistorianReader | None
) -> Table:
    """Return the table of an export.

    Args:
        subject: What is exported.
        form: How it is laid out.
        raster: The steps; what is drawn needs no reader.
        reader: Where the other steps are read from.

    Raises:
        ValueError: Steps are asked for that are not drawn, and there is no reader.
    """
    if raster is not Raster.DRAWN and reader is None:
        raise ValueError("these steps cannot be had without a reader")
    maker = _Maker(subject, raster, reader)
    if form is Form.WIDE:
        return Table(wide_columns(subject), _cut(maker.wide()))
    return Table(long_columns(), _cut(maker.long()))


def long_columns() -> tuple[Column, ...]:
    """Return the columns of the long form."""
    words = QCoreApplication.translate
    kind = ColumnKind
    return (
        Column(words("trends", "Zeit"), "zeit_lokal", kind.LOCAL),
        Column(words("trends", "Zeit (UTC)"), "zeit", kind.UTC),
        Column(words("trends", "Datenpunkt"), "datenpunkt", kind.TEXT),
        Column(words("trends", "Name"), "name", kind.TEXT),
        Column(words("trends", "Einheit"), "einheit", kind.TEXT),
        Column(words("trends", "Stufe"), "stufe", kind.TEXT),
        Column(words("trends", "Minimum"), "minimum", kind.NUMBER),
        Column(words("trends", "Mittel"), "mittel", kind.NUMBER, more=1),
        Column(words("trends", "Maximum"), "maximum", kind.NUMBER),
        Column(words("trends", "Letzter Wert"), "letzter", kind.NUMBER),
        Column(words("trends", "Zustand"), "zustand", kind.TEXT),
        Column(words("trends", "Anzahl gut"), "anzahl_gut", kind.COUNT),
        Column(words("trends", "Anzahl schlecht"), "anzahl_schlecht", kind.COUNT),
        Column(words("trends", "Güte"), "guete", kind.QUALITY),
    )


def wide_columns(subject: Subject) -> tuple[Column, ...]:
    """Return the columns of the wide form."""
    words = QCoreApplication.translate
    columns = [
        Column(words("trends", "Zeit"), "zeit_lokal", ColumnKind.LOCAL),
        Column(words("trends", "Zeit (UTC)"), "zeit", ColumnKind.UTC),
    ]
    quality = words("trends", "Güte")
    for curve in subject.curves:
        point = curve.point
        unit = point.unit.symbol
        title = f"{curve.title} ({unit})" if unit else curve.title
        is_state = point.kind is PointKind.STATE
        kind = ColumnKind.TEXT if is_state else ColumnKind.NUMBER
        columns += [
            Column(title, str(point.id), kind, max(point.decimals, 0), unit=unit),
            Column(f"{quality}: {curve.title}", f"{point.id}#guete", ColumnKind.QUALITY),
        ]
    return tuple(columns)


def clipped(frame: SeriesFrame, start_us: int, end_us: int) -> SeriesFrame:
    """Return the rows of a series inside [start, end)."""
    first, past = np.searchsorted(frame.time, [start_us, end_us], "left").tolist()
    return frame.select(slice(first, past))


@dataclass(frozen=True, slots=True)
class _Maker:
    subject: Subject
    raster: Raster
    reader: HistorianReader | None

    def long(self) -> Iterator[Chunk]:
        curves = self.subject.curves
        for number, curve in enumerate(curves):
            for share, frames in self.parts([curve]):
                frame = frames[0]
                if frame is not None:
                    yield _long_chunk(curve, frame, (number + share) / len(curves))

    def wide(self) -> Iterator[Chunk]:
        for share, frames in self.parts(self.subject.curves):
            yield _wide_chunk(self.subject.curves, frames, share)

    def parts(
        self, curves: Sequence[ExportCurve]
    ) -> Iterator[tuple[float, list[SeriesFrame | None]]]:
        """Yield the series of some curves, part by part, and how much is done with each."""
        window, zone = self.subject.window, self.subject.zone
        tier = self.raster.value
        if tier is None or self.reader is None:
            yield 1.0, [self.drawn(curve) for curve in curves]
            return
        keys = [curve.point.key for curve in curves]
        parts = slices(window.start_us, window.end_us, tier, zone)
        for number, part in enumerate(parts, 1):
            read = self.reader.query(keys, part.start_us, part.end_us, _MAX_POINTS, tier)
            found = {frame.key: clipped(frame, part.start_us, part.end_us) for frame in read}
            yield number / len(parts), [found.get(key) for key in keys]

    def drawn(self, curve: ExportCurve) -> SeriesFrame | None:
        """Return what is drawn of a curve, with the bucket the window begins in."""
        if curve.frame is None:
            return None
        window = self.subject.window
        begin = first_begin(window.start_us, curve.frame.tier, self.subject.zone)
        return clipped(curve.frame, begin, window.end_us)


def _long_chunk(curve: ExportCurve, frame: SeriesFrame, share: float) -> Chunk:
    point = curve.point
    is_state = point.kind is PointKind.STATE
    values: tuple[Values, ...] = (
        frame.time,
        frame.time,
        str(point.id),
        curve.title,
        point.unit.symbol,
        tier_text(frame.tier),
        frame.low,
        np.full(len(frame), np.nan) if is_state else frame.mean,
        frame.high,
        frame.last,
        _labels(curve, frame.last) if is_state else "",
        frame.good,
        frame.bad,
        frame.quality,
    )
    return Chunk(share, len(frame), values, max(point.decimals, 0))


def _labels(curve: ExportCurve, codes: Float64Array) -> list[str]:
    names = {
        float(code): state_label(curve.point, code) for code in np.unique(codes[np.isfinite(codes)])
    }
    return [names.get(code, "") for code in codes.tolist()]


def _wide_chunk(
    curves: Sequence[ExportCurve], frames: Sequence[SeriesFrame | None], share: float
) -> Chunk:
    times = [frame.time for frame in frames if frame is not None]
    time = np.unique(np.concatenate(times)) if times else np.empty(0, np.int64)
    values: list[Values] = [time, time]
    for curve, frame in zip(curves, frames, strict=True):
        column = np.full(len(time), np.nan)
        quality = np.full(len(time), NO_QUALITY, np.uint8)
        if frame is not None:
            at = np.searchsorted(time, frame.time)
            is_mean = curve.point.kind is PointKind.ANALOG or frame.tier is Tier.RAW
            column[at] = frame.mean if is_mean else frame.last
            quality[at] = frame.quality
        is_state = curve.point.kind is PointKind.STATE
        values += [_labels(curve, column) if is_state else column, quality]
    return Chunk(share, len(time), tuple(values))


def _cut(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Yield chunks of at most `CHUNK_ROWS` rows."""
    done = 0.0
    for chunk in chunks:
        for begin in range(0, chunk.length, CHUNK_ROWS):
            rows = slice(begin, begin + CHUNK_ROWS)
            length = min(CHUNK_ROWS, chunk.length - begin)
            part = (begin + length) / chunk.length
            yield Chunk(
                done + (chunk.share - done) * part,
                length,
                tuple(v if isinstance(v, str) else v[rows] for v in chunk.values),
                chunk.decimals,
            )
        done = chunk.share
