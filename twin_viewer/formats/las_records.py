"""The records of LAS and LAZ files: header, pieces, and the decoding of one piece at a time.

Decoding holds the interpreter's lock, so nothing here decodes more than one piece in a call. Import
it late: laspy and lazrs are heavy.
"""

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import lazrs
import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.las_chunks import (
    Packing,
    Piece,
    Untabled,
    is_table_believable,
    pieces_of,
    pieces_without_table,
)
from twin_viewer.formats.las_headers import NO_HEADER, LasError, crs_of, mend_header, read_header
from twin_viewer.formats.references import brought
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles, Reference

PIECE: Final = 50_000
"""Points of a chunk as LASzip writes them by default; as many are read of an uncompressed file."""

NO_TABLE: Final = "Das Verzeichnis der Punkte fehlt; die Datei ist wohl abgeschnitten."
NO_LASZIP: Final = "die Angaben zur Kompression fehlen oder sind beschädigt"
FEWER: Final = "Zahl der Punkte laut Kopf: {0}, in der Datei: {1}."
BROKEN_PIECE: Final = "Diese Punkte sind beschädigt und fehlen im Bild."
NOWHERE: Final = "Punkte ohne brauchbaren Ort fehlen im Bild (Anzahl: {0})."

Records = NDArray[np.void]
"""Points as the file keeps them, with the field names of laspy."""

_LARGEST: Final = 100_000_000
"""Points of a piece that are believed; a broken table may claim any number."""
_SMALL_STEP: Final = 5_000

_ONE_AT_A_TIME: Final = threading.Lock()
"""Decoding holds the interpreter's lock, so two threads gain nothing. One that waits here, not for
that lock, leaves the window its turn between two pieces."""


class LasFile:
    """A LAS or LAZ file that is open for reading; may be used by several threads.

    Attributes:
        path: The file.
        header: Its header.
        layout: Fields of a record.
        pieces: Its points in pieces; empty when the table of them is lost (`walk` reads on).
        count: Points that are really there, as far as can be known without decoding.
        faults: What is wrong with header and table.
    """

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            LasError: If it is none of LAS; the text is for people.
            OSError: If it cannot be opened.
        """
        self.path = path
        self.faults: list[Fault] = []
        self._lock = threading.Lock()
        self._end = path.stat().st_size
        self._file: BinaryIO = path.open("rb")
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        self.header = read_header(self._file)
        self.layout: np.dtype[np.void] = self.header.point_format.dtype()
        self.crs = crs_of(self.header)
        mend_header(self.header, self.fault)
        self._laszip = self._laszip_record()
        self._has_color: bool | None = None
        self._is_deep = False
        self.pieces: list[Piece] = self._find_pieces()
        self.count = sum(piece.count for piece in self.pieces)
        if self.count < self.header.point_count and self.is_indexed:
            self.fault("", FEWER.format(self.header.point_count, self.count))

    @property
    def is_indexed(self) -> bool:
        """Whether every piece can be reached without reading the ones before it."""
        return self._laszip is None or bool(self.pieces) or not self.header.point_count

    def fault(self, item: str, reason: str) -> None:
        """Note what is wrong, once."""
        fault = Fault(self.path.name, item, reason)
        if fault not in self.faults:
            self.faults.append(fault)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def read_bytes(self, offset: int, size: int) -> bytes:
        """Return bytes of the file; fewer where it ends before."""
        if not 0 <= offset <= self._end:
            return b""
        with self._lock:
            self._file.seek(offset)
            return self._file.read(size)

    def records(self, piece: Piece, count: int | None = None) -> Records:
        """Decode a piece, or the first points of it, which takes only their share of the time.

        Only what a `cloud` is made of is decoded; other fields are zero from format 6 on.

        Raises:
            LasError: If its bytes are broken.
        """
        count = piece.count if count is None else min(count, piece.count)
        data = self.read_bytes(piece.offset, piece.size)
        return self._decoded(data, [(count, len(data))], _PICTURE)

    def whole_records(self, pieces: list[Piece]) -> Records:
        """Decode pieces that lie one behind the other, with all fields, on all cores.

        Raises:
            LasError: If the bytes of any are broken.
        """
        size = sum(piece.size for piece in pieces)
        data = self.read_bytes(pieces[0].offset, size)
        table = [(piece.count, piece.size) for piece in pieces]
        return self._decoded(data, table, _EVERYTHING)

    def _decoded(self, data: bytes, table: list[tuple[int, int]], selection: Any) -> Records:
        count = sum(row[0] for row in table)
        if self._laszip is None:
            return np.frombuffer(data, self.layout, min(count, len(data) // self.layout.itemsize))
        if count > _LARGEST or not self._packing.can_hold(data, table):
            raise LasError(BROKEN_PIECE)
        out = np.zeros(count, self.layout)
        try:
            with _ONE_AT_A_TIME:
                lazrs.decompress_points_with_chunk_table(
                    data, self._laszip, out.view(np.uint8), table, selection
                )
        except BaseException as error:
            if not _is_of_decoder(error):
                raise
            raise LasError(BROKEN_PIECE) from error
        return out

    def walk(self) -> Iterator[Records]:
        """Yield all records from the first on; what is broken is noted and left out."""
        if not self.is_indexed:
            yield from self._walk_blindly()
            return
        for piece in self.pieces:
            try:
                yield self.records(piece)
            except LasError as error:
                self.fault(f"{piece.first}-{piece.first + piece.count - 1}", str(error))

    def batches(self, points: int) -> Iterator[Records]:
        """Yield all records with all their fields, about so many at a time, on all cores.

        What is broken is noted and left out.
        """
        if not self.is_indexed:
            yield from self._walk_blindly()
            return
        waiting: list[Piece] = []
        for piece in self.pieces:
            if waiting and sum(each.count for each in waiting) + piece.count > points:
                yield from self._batch(waiting)
                waiting = []
            waiting.append(piece)
        if waiting:
            yield from self._batch(waiting)

    def _batch(self, pieces: list[Piece]) -> Iterator[Records]:
        try:
            yield self.whole_records(pieces)
        except LasError as error:
            if len(pieces) == 1:
                last = pieces[0].first + pieces[0].count - 1
                self.fault(f"{pieces[0].first}-{last}", str(error))
                return
            for piece in pieces:
                yield from self._batch([piece])

    def places(self, records: Records) -> Doubles:
        """Return where records are in the file's own system, float64 (N, 3)."""
        places = np.empty((len(records), 3), np.float64)
        for axis, name in enumerate("XYZ"):
            np.multiply(records[name], self.header.scales[axis], out=places[:, axis])
            places[:, axis] += self.header.offsets[axis]
        return places

    def cloud(self, records: Records) -> PointCloud:
        """Return records as points in EPSG:25832."""
        places, reference = self.brought(self.places(records))
        is_somewhere = np.isfinite(places[:, 0])
        is_somewhere &= np.isfinite(places[:, 1]) & np.isfinite(places[:, 2])
        if not is_somewhere.all():
            self.fault("", NOWHERE.format(int(np.count_nonzero(~is_somewhere))))
            places, records = places[is_somewhere], records[is_somewhere]
        names = self.layout.names or ()
        if "classification" in names:
            classes = np.ascontiguousarray(records["classification"])
        else:
            classes = records["raw_classification"] & np.uint8(0x1F)
        intensity = np.ascontiguousarray(records["intensity"])
        return PointCloud(places, self._colors(records), intensity, classes, reference)

    def brought(self, places: Doubles) -> tuple[Doubles, Reference]:
        """Bring places of the file to EPSG:25832."""
        return brought(places, self.crs)

    def _colors(self, records: Records) -> NDArray[np.uint8] | None:
        """Return colours in eight bits.

        Some programs store 0-255 where the format means 0-65,535 (LAS 1.4 R15, table 9); what the
        first points with colour hold decides. A file without any colour yet has none.
        """
        if "red" not in (self.layout.names or ()) or not len(records):
            return None
        deep = np.stack([records["red"], records["green"], records["blue"]], axis=1)
        if not self._is_deep:
            highest = int(deep.max())
            self._is_deep = highest > np.iinfo(np.uint8).max
            self._has_color = bool(self._has_color or highest)
        if not self._has_color:
            return None
        if self._is_deep:
            deep >>= 8
        return deep.astype(np.uint8)

    def _laszip_record(self) -> bytes | None:
        if not self.header.are_points_compressed:
            return None
        found = self.header.vlrs.get("LasZipVlr")
        record = bytes(found[0].record_data) if found else b""
        self._packing = Packing(record, self.layout.itemsize)
        if not self._packing.is_sound:
            raise LasError(NO_HEADER.format(NO_LASZIP))
        return record

    def _find_pieces(self) -> list[Piece]:
        begin, total = self.header.offset_to_point_data, self.header.point_count
        if self._laszip is None:
            size = self.layout.itemsize
            there = max(0, self._end - begin) // size
            total = min(total, there)
            return [
                Piece(begin + first * size, min(PIECE, total - first) * size, count, first)
                for first in range(0, total, PIECE)
                for count in (min(PIECE, total - first),)
            ]
        if not total:
            return []
        if is_table_believable(self.read_bytes, begin, self._end):
            self._file.seek(begin)
            try:
                table = lazrs.read_chunk_table(self._file, lazrs.LazVlr(self._laszip))
            except BaseException as error:
                if not _is_of_decoder(error):
                    raise
            else:
                return list(pieces_of(table, begin + 8, total))
        self.fault("", NO_TABLE)
        return pieces_without_table(self.read_bytes, begin + 8, self._end, total, self._packing)

    def _walk_blindly(self) -> Iterator[Records]:
        """Decode from the beginning in small steps until the bytes end."""
        if self._packing.is_layered:
            self.fault("", FEWER.format(self.header.point_count, 0))
            return
        mended = io.BufferedReader(Untabled(self.path, self.header.offset_to_point_data))
        mended.seek(self.header.offset_to_point_data)
        done = 0
        with mended:
            try:
                decoder = lazrs.LasZipDecompressor(mended, self._laszip, _EVERYTHING)
                while done < self.header.point_count:
                    out = np.zeros(min(_SMALL_STEP, self.header.point_count - done), self.layout)
                    decoder.decompress_many(out.view(np.uint8))
                    done += len(out)
                    yield out
            except BaseException as error:
                if not _is_of_decoder(error):
                    raise
                self.fault("", FEWER.format(self.header.point_count, done))


def _is_of_decoder(error: BaseException) -> bool:
    """Tell whether lazrs stumbled over broken bytes.

    Where its own checks fail, Rust panics; that exception is no `Exception`, and has no name to
    import.
    """
    known = (lazrs.LazrsError, ValueError, OverflowError)
    return isinstance(error, known) or type(error).__name__ == "PanicException"


_EVERYTHING: Final = lazrs.DecompressionSelection(lazrs.SELECTIVE_DECOMPRESS_ALL)
_PICTURE: Final = lazrs.DecompressionSelection(
    lazrs.SELECTIVE_DECOMPRESS_XY_RETURNS_CHANNEL
    | lazrs.SELECTIVE_DECOMPRESS_Z
    | lazrs.SELECTIVE_DECOMPRESS_CLASSIFICATION
    | lazrs.SELECTIVE_DECOMPRESS_INTENSITY
    | lazrs.SELECTIVE_DECOMPRESS_RGB
)
