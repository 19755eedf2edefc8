"""Blocks of memory that two processes see, and rows in them that tell when they are torn.

Python's own `multiprocessing.shared_memory` hands every attached block to a tracker that deletes
it when the first process ends, also when the other still works with it (until Python 3.13). So
the blocks here are plain mapped files: in `/dev/shm` where the system has it, which never touches
a disk, else in the data folder; on Windows a mapping with a name, which dies with its last user.

A row is a column of unsigned 64-bit words: a sequence number first, then the fields, then a seal
over all of them. Processors may show another process the words of a row in any order; a reader
therefore trusts no order and no flag, it recomputes the seal and takes only whole rows.
"""

import mmap
import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from app.domain.samples import BoolArray

Words = NDArray[np.uint64]

HEADER_BYTES: Final = 64
"""Room before the rows, one cache line: figures that belong to the block as a whole."""

_FACTORS: Final[Words] = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xFF51AFD7ED558CCD,
        0xC4CEB9FE1A85EC53,
        0x2545F4914F6CDD1D,
        0x94D049BB133111EB,
    ],
    np.uint64,
)
"""Odd numbers, one a field, so that exchanged or mixed fields give another sum."""

_SHM_FOLDER: Final = Path("/dev/shm")  # noqa: S108 - names in it are ours alone: O_EXCL and 0600


def seal(rows: Words) -> Words:
    """Return the seal of each row.

    Args:
        rows: The fields without their seal, uint64[fields, n].

    Returns:
        uint64[n]: the sum of the fields, each times a factor of its own, modulo 2^64.
    """
    sums: Words = (rows * _FACTORS[: len(rows), None]).sum(axis=0, dtype=np.uint64)
    return sums


def is_whole(rows: Words) -> BoolArray:
    """Tell which rows carry the seal that fits them; uint64[fields + 1, n] to bool[n]."""
    whole: BoolArray = rows[-1] == seal(rows[:-1])
    return whole


def words(column: NDArray[np.int64] | NDArray[np.float64]) -> Words:
    """Return a column of 64-bit numbers as words, bit by bit."""
    return np.ascontiguousarray(column).view(np.uint64)


class SharedBlock:
    """A block of memory with a name, seen by the process that made it and those that know it.

    Attributes:
        name: What the other process needs to attach.
        size: Bytes.
    """

    def __init__(self, name: str, size: int, mapping: mmap.mmap) -> None:
        self.name = name
        self.size = size
        self._mapping = mapping

    @classmethod
    def create(cls, stem: str, size: int, fallback: Path) -> Self:
        """Make a block, filled with zeros.

        Args:
            stem: Name, unique on this machine.
            size: Bytes.
            fallback: Folder for systems without `/dev/shm`, or when that is full.

        Raises:
            OSError: There is no room for it anywhere.
        """
        if sys.platform == "win32":
            name = f"Local\\{stem}"
            return cls(name, size, mmap.mmap(-1, size, tagname=name))
        try:
            return cls._create_file(_SHM_FOLDER / stem, size)
        except OSError:
            fallback.mkdir(parents=True, exist_ok=True)
            return cls._create_file(fallback / stem, size)

    @classmethod
    def _create_file(cls, path: Path, size: int) -> Self:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if sys.platform == "linux":
                # Takes the pages now: later, a full /dev/shm would kill us with SIGBUS.
                os.posix_fallocate(file, 0, size)
            else:
                os.ftruncate(file, size)
            return cls(str(path), size, mmap.mmap(file, size))
        except OSError:
            path.unlink(missing_ok=True)
            raise
        finally:
            os.close(file)

    @classmethod
    def attach(cls, name: str, size: int) -> Self:
        """Look at a block of another process, read only.

        Raises:
            OSError: It does not exist (any more), or has another size.
        """
        if sys.platform == "win32":
            return cls(name, size, mmap.mmap(-1, size, tagname=name, access=mmap.ACCESS_READ))
        file = os.open(name, os.O_RDONLY)
        try:
            if os.fstat(file).st_size != size:
                raise OSError(f"The shared memory {name} has not the size that was announced.")
            return cls(name, size, mmap.mmap(file, size, access=mmap.ACCESS_READ))
        finally:
            os.close(file)

    def header(self) -> Words:
        """Return the words before the rows, uint64[8]."""
        return np.frombuffer(self._mapping, np.uint64, HEADER_BYTES // 8)

    def rows(self, fields: int) -> Words:
        """Return the rows, uint64[fields, n], n as many as fit."""
        n = (self.size - HEADER_BYTES) // (8 * fields)
        flat = np.frombuffer(self._mapping, np.uint64, n * fields, HEADER_BYTES)
        return flat.reshape(fields, n)

    def close(self) -> None:
        """Let go of the memory; arrays made of it must be gone, else the last one frees it."""
        with suppress(BufferError):
            self._mapping.close()

    def unlink(self) -> None:
        """Take away its name; it lives on for those who are attached."""
        if sys.platform != "win32":
            Path(self.name).unlink(missing_ok=True)


def folder_mark(data: Path) -> str:
    """Return a short mark of a data folder, the same in every process, for names outside it."""
    return blake2b(str(data.resolve()).encode(), digest_size=6).hexdigest()


def remove_leftovers(data: Path, fallback: Path) -> int:
    """Delete blocks that a killed collector of this data folder left behind.

    To be called only by the process that holds the data folder's lock: there, every block with
    this folder's mark belongs to nobody.

    Returns:
        How many were deleted.
    """
    found = [
        path
        for folder in (_SHM_FOLDER, fallback)
        if folder.is_dir()
        for path in folder.glob(f"leitstand-{folder_mark(data)}-*")
    ]
    for path in found:
        with suppress(OSError):
            path.unlink()
    return len(found)
