"""The hierarchy of a COPC file: pages of entries become a table of nodes.

COPC 1.0, section "The COPC Hierarchy": an entry is a key (level, x, y, z), an offset, a size in
bytes and a count; a count of -1 points at another page.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.lod.nodes import NodeTable
from twin_viewer.model.frames import Doubles

ENTRY: Final = np.dtype(
    [("key", "<i4", (4,)), ("offset", "<u8"), ("size", "<i4"), ("count", "<i4")]
)
BROKEN_ENTRIES: Final = "Beschädigte Einträge des Verzeichnisses: {0}. Ihre Punkte fehlen im Bild."
BROKEN_PAGE: Final = "Ein Teil des Verzeichnisses ist beschädigt; seine Punkte fehlen im Bild."

_DEEPEST: Final = 19
_BITS: Final = 19
"""Bits for x, y and z each in a packed key; five more are the level."""
_IS_PAGE: Final = -1

Entries = NDArray[np.void]


class Hierarchy:
    """Entries of a COPC file as far as its pages are read; breadth first, parents before children.

    Attributes:
        entries: Rows of `ENTRY` with points or without, in the order of the table of nodes.
        parents: Row of the parent of each, int32.
        faults: German sentences on what is broken.
    """

    def __init__(
        self, read_bytes: Callable[[int, int], bytes], offset: int, size: int, end: int
    ) -> None:
        """Take the place of the root page; nothing is read yet.

        Args:
            read_bytes: Returns bytes of the file from an offset on.
            offset: Where the root page is.
            size: Bytes of the root page.
            end: Bytes of the file.
        """
        self.entries: Entries = np.empty(0, ENTRY)
        self.parents = np.empty(0, np.int32)
        self.faults: list[str] = []
        self._read_bytes = read_bytes
        self._end = end
        self._pages = [(offset, size)]
        self._seen = {offset}
        self._packed = np.empty(0, np.int64)
        self._order = np.empty(0, np.int64)

    @property
    def has_more(self) -> bool:
        """Whether there are pages that were not read yet."""
        return bool(self._pages)

    def read_pages(self, nodes: int) -> None:
        """Read pages until there are so many more nodes, or no page is left."""
        found: list[Entries] = []
        while self._pages and sum(map(len, found)) < nodes:
            offset, size = self._pages.pop(0)
            data = self._read_bytes(offset, size) if 0 < size <= self._end else b""
            if len(data) < size or len(data) < ENTRY.itemsize:
                self._note(BROKEN_PAGE)
            page = np.frombuffer(data[: len(data) // ENTRY.itemsize * ENTRY.itemsize], ENTRY)
            is_page = page["count"] == _IS_PAGE
            for row in page[is_page]:
                place = int(row["offset"])
                if place not in self._seen:
                    self._seen.add(place)
                    self._pages.append((place, int(row["size"])))
            found.append(page[~is_page])
        if found:
            self._add(np.concatenate(found))

    def _add(self, entries: Entries) -> None:
        is_sound = _is_sound(entries, self._end)
        sound = entries[is_sound]
        sound = sound[np.argsort(sound["key"][:, 0], kind="stable")]
        packed = _packed(sound["key"])
        first = np.zeros(len(sound), np.bool_)
        first[np.unique(packed, return_index=True)[1]] = True
        first &= ~np.isin(packed, self._packed)
        sound, packed = sound[first], packed[first]
        lost = len(entries) - len(sound)
        if lost:
            self._note(BROKEN_ENTRIES.format(lost))
        begin = len(self.entries)
        self.entries = np.concatenate([self.entries, sound])
        self._packed = np.concatenate([self._packed, packed])
        self._order = np.argsort(self._packed, kind="stable")
        self.parents = np.concatenate([self.parents, self._parents_from(begin)])

    def _parents_from(self, begin: int) -> NDArray[np.int32]:
        """Return the nearest ancestor there is of each row from `begin` on; -1 for none."""
        keys = self.entries["key"][begin:].copy()
        parents = np.full(len(keys), -1, np.int32)
        ordered = self._packed[self._order]
        open_rows = np.flatnonzero(keys[:, 0] > 0)
        while len(open_rows):
            keys[open_rows, 0] -= 1
            keys[open_rows, 1:] >>= 1
            wanted = _packed(keys[open_rows])
            at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
            is_found = ordered[at] == wanted
            parents[open_rows[is_found]] = self._order[at[is_found]]
            open_rows = open_rows[~is_found & (keys[open_rows, 0] > 0)]
        return parents

    def _note(self, reason: str) -> None:
        if reason not in self.faults:
            self.faults.append(reason)


def table_of(hierarchy: Hierarchy, centre: Doubles, half_size: float, spacing: float) -> NodeTable:
    """Return the nodes of a hierarchy, placed in the cube of its root."""
    keys = hierarchy.entries["key"].astype(np.int32)
    levels = keys[:, 0]
    half_sizes = half_size / np.exp2(levels)
    corner = centre - half_size
    centres = corner + (keys[:, 1:] * 2.0 + 1.0) * half_sizes[:, None]
    return NodeTable(
        levels=levels,
        keys=keys[:, 1:],
        counts=hierarchy.entries["count"].astype(np.int64),
        parents=hierarchy.parents,
        centres=centres,
        half_sizes=half_sizes,
        spacings=spacing / np.exp2(levels),
    )


def _is_sound(entries: Entries, end: int) -> NDArray[np.bool_]:
    keys, count = entries["key"], entries["count"]
    level = keys[:, 0]
    is_sound = (level >= 0) & (level <= _DEEPEST) & (count >= 0)
    width = np.left_shift(1, np.clip(level, 0, _DEEPEST))
    is_sound &= ((keys[:, 1:] >= 0) & (keys[:, 1:] < width[:, None])).all(axis=1)
    size, offset = entries["size"].astype(np.int64), entries["offset"]
    reaches = offset.astype(np.float64) + size <= end
    result: NDArray[np.bool_] = is_sound & ((count == 0) | ((size > 0) & reaches))
    return result


def _packed(keys: NDArray[np.int32]) -> NDArray[np.int64]:
    wide = keys.astype(np.int64)
    packed: NDArray[np.int64] = (
        (wide[:, 0] << 3 * _BITS) | (wide[:, 1] << 2 * _BITS) | (wide[:, 2] << _BITS) | wide[:, 3]
    )
    return packed
