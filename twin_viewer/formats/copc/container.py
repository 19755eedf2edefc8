"""The file around the nodes of a COPC: header, records of information, chunks, hierarchy.

COPC 1.0: the information record is the first one, at byte 375; every node is a chunk of LAZ; the
hierarchy is an extended record behind the points.
"""

import io
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, Final

import laspy
import lazrs
import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.copc.hierarchy import ENTRY, Entries
from twin_viewer.formats.copc.octree import Cube, key_of
from twin_viewer.formats.las_records import Records

MARK: Final = ("leitstand", 1)
"""User and number of the record that says which source a file was made of."""

_INFO_SIZE: Final = 160
_INFO_PLACE: Final = 375 + 54
"""Behind the header of LAS 1.4 and the header of the first record."""
_EVLR_HEADER: Final = 60
_SAMPLES_A_SIDE: Final = 128


class Container:
    """A COPC file while it is written; may be opened again where it was left.

    Attributes:
        place: Where the next chunk goes.
    """

    def __init__(self, path: Path, header: Any, cube: Cube) -> None:
        """Take a header with its final point format and records; it is completed by `finish`."""
        self._path = path
        self._header = header
        self._cube = cube
        extra = header.point_format.num_extra_bytes
        self._vlr = lazrs.LazVlr.new_for_compression(
            header.point_format.id, extra, use_variable_size_chunks=True
        )
        header.vlrs.insert(0, laspy.VLR("copc", 1, "COPC info VLR", bytes(_INFO_SIZE)))
        header.vlrs.append(laspy.vlrs.known.LasZipVlr(self._vlr.record_data()))
        header.set_compressed(True)
        front = io.BytesIO()
        header.write_to(front)
        self._front = front.tell()
        self._written: list[Entries] = [np.empty(0, ENTRY)]
        self.place = self._front + 8
        is_new = not path.exists()
        self._file: BinaryIO = path.open("w+b" if is_new else "r+b")
        if is_new:
            self._file.write(bytes(self.place))

    @property
    def entries(self) -> Entries:
        """A row of `ENTRY` for each node that was written."""
        return np.concatenate(self._written)

    @property
    def batches(self) -> int:
        """How many batches were written; `written_since` counts from there."""
        return len(self._written)

    def written_since(self, batches: int) -> Entries:
        """Return the rows that were written after so many batches."""
        return np.concatenate([self._written[0], *self._written[batches:]])

    def resume(self, entries: Entries, place: int) -> None:
        """Go on behind nodes that were written in an earlier run."""
        self._written.append(entries)
        self.place = place

    def add(self, nodes: list[tuple[int, int, Records]]) -> None:
        """Write nodes, each with its level and prefix; on all cores.

        Raises:
            OSError: If the disk is full.
        """
        if not nodes:
            return
        chunks, sizes = self._compressed([records for *_, records in nodes])
        self._file.seek(self.place)
        self._file.write(chunks)
        added = np.zeros(len(nodes), ENTRY)
        added["key"] = [key_of(level, prefix) for level, prefix, _ in nodes]
        added["size"] = sizes
        added["count"] = [len(records) for *_, records in nodes]
        added["offset"] = self.place + np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.place += len(chunks)
        self._written.append(added)

    def save(self) -> None:
        """Hand all that was written to the system."""
        self._file.flush()

    def close(self) -> None:
        """Close the file as it is."""
        self._file.close()

    def finish(self, gps: tuple[float, float]) -> None:
        """Write table, hierarchy and header; the file is complete then.

        Args:
            gps: Least and greatest time of a point.
        """
        file, header = self._file, self._header
        file.truncate(self.place)
        entries = self.entries
        ordered = entries[np.argsort(entries["offset"], kind="stable")]
        file.seek(self.place)
        table = list(zip(ordered["count"].tolist(), ordered["size"].tolist(), strict=True))
        lazrs.write_chunk_table(file, table, self._vlr)
        header.start_of_first_evlr = file.tell()
        header.number_of_evlrs = 1
        listed = _with_ancestors(entries)
        page = listed.tobytes()
        file.write(_evlr_header(len(page)))
        root = file.tell()
        file.write(page)
        file.seek(self._front)
        file.write(struct.pack("<q", self.place))
        file.seek(0)
        header.write_to(file)
        file.seek(_INFO_PLACE)
        file.write(self._info(root, len(page), gps))
        file.flush()
        file.close()

    def _compressed(self, chunks: Iterable[Records]) -> tuple[bytes, NDArray[np.int64]]:
        """Return chunks as LASzip writes them, without the table around them."""
        stream = io.BytesIO()
        compressor = lazrs.ParLasZipCompressor(stream, self._vlr)
        compressor.compress_chunks([records.view(np.uint8) for records in chunks])
        compressor.done()
        stream.seek(0)
        sizes = [size for _, size in lazrs.read_chunk_table(stream, self._vlr)]
        data = stream.getvalue()[8 : 8 + sum(sizes)]
        return data, np.array(sizes, np.int64)

    def _info(self, root: int, size: int, gps: tuple[float, float]) -> bytes:
        half = self._cube.side / 2
        centre = [low + half for low in self._cube.corner]
        spacing = self._cube.side / _SAMPLES_A_SIDE
        packed = struct.pack("<5d2Q2d", *centre, half, spacing, root, size, *gps)
        return packed.ljust(_INFO_SIZE, b"\0")


def _with_ancestors(entries: Entries) -> Entries:
    """Return entries with empty ones for ancestors that have no points, by level."""
    known = {tuple(key) for key in entries["key"].tolist()}
    missing: set[tuple[int, ...]] = set()
    for level, x, y, z in known:
        for up in range(1, level + 1):
            above = (level - up, x >> up, y >> up, z >> up)
            if above in known or above in missing:
                break
            missing.add(above)
    added = np.zeros(len(missing), ENTRY)
    if missing:
        added["key"] = sorted(missing)
    listed = np.concatenate([entries, added])
    return listed[np.argsort(listed["key"][:, 0], kind="stable")]


def _evlr_header(size: int) -> bytes:
    packed = struct.pack("<H16sHQ32s", 0, b"copc", 1000, size, b"EPT Hierarchy")
    return packed.ljust(_EVLR_HEADER, b"\0")
