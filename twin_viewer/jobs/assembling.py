"""Puts together what can be shown, from the catalogue and the cache."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Final

import msgspec

from twin_viewer.cache.blocks import DamagedBlockError
from twin_viewer.cache.store import CacheFolder
from twin_viewer.jobs import contents
from twin_viewer.jobs.catalogue import READY, Entry, File
from twin_viewer.jobs.contents import Contents, pieces_of
from twin_viewer.jobs.datasets import CloudSource
from twin_viewer.jobs.shelves import as_dataset

Damaged = Callable[[str, str, Exception], None]
"""Told the path and the key of a file whose folder in the cache cannot be read, and why."""


class Assembler:
    """Makes `Contents`; of what is as before, that of before is taken.

    Args:
        cache: The cache.
        report: Told of what is damaged.
    """

    def __init__(self, cache: CacheFolder, report: Damaged) -> None:
        self._cache = cache
        self._report = report
        self._singles: dict[str, Any] = {}

    def assembled(
        self, before: Contents, entries: Mapping[str, Entry], dirty: AbstractSet[str]
    ) -> Contents:
        """Return what can be shown now.

        Args:
            before: What could be shown before.
            entries: The data sets by id.
            dirty: Ids of those that are other than before.
        """
        known = before.datasets
        datasets = {
            id_: as_dataset(entry) if id_ in dirty or id_ not in known else known[id_]
            for id_, entry in entries.items()
        }
        kinds = {str(known[id_].kind) for id_ in dirty if id_ in known}
        kinds |= {entries[id_].kind for id_ in dirty if id_ in entries}
        every, cache = entries.values(), self._cache
        shown = [entry for entry in every if entry.is_visible]
        self._forget(every)
        return Contents(
            datasets,
            pieces_of(every, "buildings", cache) if "buildings" in kinds else before.tiles,
            pieces_of(every, "terrain", cache) if "terrain" in kinds else before.terrain,
            pieces_of(every, "ortho", cache) if "ortho" in kinds else before.ortho,
            self._clouds(shown) if "cloud" in kinds else before.clouds,
            self._loaded(shown, "panoramas") if "panoramas" in kinds else before.surveys,
            self._loaded(shown, "networks") if "networks" in kinds else before.networks,
            self._loaded(shown, "object") if "object" in kinds else before.objects,
        )

    def _clouds(self, entries: Iterable[Entry]) -> tuple[CloudSource, ...]:
        clouds = (
            contents.cloud_of(entry, file, self._cache)
            for entry in entries
            if entry.kind == "cloud"
            for file in entry.files.values()
        )
        return tuple(cloud for cloud in clouds if cloud is not None)

    def _loaded(self, entries: Iterable[Entry], kind: str) -> tuple[tuple[str, Any], ...]:
        """Return what was made of the files of a kind, read once."""
        return tuple(
            (entry.id, value)
            for entry in entries
            if entry.kind == kind
            for file in entry.files.values()
            if file.state == READY and (value := self._single(file, kind)) is not None
        )

    def _single(self, file: File, kind: str) -> Any:
        if file.key not in self._singles:
            place = self._cache.place(file.key)
            try:
                self._singles[file.key] = _READERS[kind](place)
            except (OSError, msgspec.MsgspecError, DamagedBlockError, LookupError) as error:
                self._report(file.found.path, file.key, error)
                return None
        return self._singles[file.key]

    def _forget(self, entries: Iterable[Entry]) -> None:
        """Let go of what was read of files that are not there any more."""
        keys = {
            file.key for entry in entries if entry.kind in _READERS for file in entry.files.values()
        }
        self._singles = {key: value for key, value in self._singles.items() if key in keys}


_READERS: Final[Mapping[str, Callable[[Path], Any]]] = {
    "panoramas": contents.read_survey,
    "networks": contents.read_networks,
    "object": contents.read_single,
}
