"""Points on their way into an octree: sorted into the cells of one level, each cell a file.

So only one cell is in memory at a time. A state beside the cells says that all are complete, and
which cells already stand in the octree; a conversion that was stopped goes on from there.
"""

import shutil
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.copc.octree import Codes, prefixes
from twin_viewer.formats.las_records import Records


class State(msgspec.Struct, frozen=True):
    """What is known of the points after all of them were sorted into cells.

    Attributes:
        source: Which file, of which size and time, they are from.
        level: Level of the cells.
        corner: Lowest corner of the root's cube.
        side: Its edge.
        cells: Prefix and points of each cell, in the order in which they are worked on.
        lows: Least X, Y, Z as LAS keeps them.
        highs: Greatest X, Y, Z.
        returns: Points by number of return, 15.
        gps: Least and greatest time of a point.
        faults: Item and reason of what could not be read.
    """

    source: str
    level: int
    corner: tuple[float, float, float]
    side: float
    cells: list[tuple[int, int]]
    lows: tuple[int, int, int]
    highs: tuple[int, int, int]
    returns: list[int]
    gps: tuple[float, float]
    faults: list[tuple[str, str]]

    @property
    def count(self) -> int:
        """How many points there are."""
        return sum(count for _, count in self.cells)


_STATE: Final = "state.json"
_SHORT_BITS: Final = 16
"""Numbers of so many bits are sorted by counting, which is several times quicker."""


class Spills:
    """Files of cells in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def state(self, source: str) -> State | None:
        """Return the state of an earlier run over the same file, once all its points are sorted."""
        try:
            state = msgspec.json.decode((self.folder / _STATE).read_bytes(), type=State)
        except (OSError, msgspec.DecodeError):
            return None
        return state if state.source == source else None

    def keep_state(self, state: State) -> None:
        """Write the state at once or not at all."""
        part = self.folder / f"{_STATE}.part"
        part.write_bytes(msgspec.json.encode(state))
        part.replace(self.folder / _STATE)

    def clear(self) -> None:
        """Remove all that an earlier run left here."""
        for file in self.folder.iterdir():
            if file.suffix in {".cell", ".npz", ".part"} or file.name == _STATE:
                file.unlink()

    def remove(self) -> None:
        """Remove the folder with all cells."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, level: int, codes: Codes, records: Records) -> dict[int, int]:
        """Append points to the files of their cells; return how many went into each."""
        cells = prefixes(codes, level)
        order = (
            np.argsort(cells.astype(np.uint16), kind="stable") if 3 * level < _SHORT_BITS else None
        )
        if order is None:
            order = np.argsort(cells, kind="stable")
        cells, records = cells[order], records[order]
        starts = np.flatnonzero(np.concatenate([[True], cells[1:] != cells[:-1]]))
        ends = np.append(starts[1:], len(cells))
        counts: dict[int, int] = {}
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            prefix = int(cells[start])
            with self._cell(level, prefix).open("ab") as file:
                file.write(records[start:end].view(np.uint8).data)
            counts[prefix] = end - start
        return counts

    def load(self, level: int, prefix: int, layout: np.dtype[np.void]) -> Records:
        """Return all points of a cell."""
        return np.fromfile(self._cell(level, prefix), layout)

    def parts(
        self, level: int, prefix: int, layout: np.dtype[np.void], points: int
    ) -> "list[Records]":
        """Return the points of a large cell in parts that stay on disk until they are used."""
        whole = np.memmap(self._cell(level, prefix), layout, "r")
        return [whole[begin : begin + points] for begin in range(0, len(whole), points)]

    def drop_inside(self, level: int, prefix: int, steps: int) -> None:
        """Remove what a run that was stopped left of a cell's own cells, some levels below."""
        for file in self.folder.glob(f"{level + steps}_*.cell"):
            if int(file.stem.split("_")[1]) >> 3 * steps == prefix:
                file.unlink()

    def drop(self, level: int, prefix: int) -> None:
        """Remove a cell that is done with."""
        self._cell(level, prefix).unlink(missing_ok=True)

    def keep_done(self, number: int, place: int, entries: Records, up: Records) -> None:
        """Note that a cell stands in the octree, what was written of it and what it hands up."""
        part = self.folder / f"{number}.part"
        with part.open("wb") as file:
            np.savez(file, place=place, entries=entries, up=up.view(np.uint8))
        part.replace(self._done(number))

    def done(
        self, number: int, layout: np.dtype[np.void]
    ) -> tuple[int, NDArray[np.void], Records] | None:
        """Return what was noted of a cell; None when it is still to do."""
        path = self._done(number)
        if not path.is_file():
            return None
        with np.load(path) as kept:
            return int(kept["place"]), kept["entries"], kept["up"].view(layout)

    def reached(self) -> int:
        """Return how far the target was written when the last cell was noted; 0 for not at all."""
        numbers = [int(file.stem) for file in self.folder.glob("*.npz")]
        if not numbers:
            return 0
        with np.load(self._done(max(numbers))) as kept:
            return int(kept["place"])

    def _cell(self, level: int, prefix: int) -> Path:
        return self.folder / f"{level}_{prefix}.cell"

    def _done(self, number: int) -> Path:
        return self.folder / f"{number}.npz"
