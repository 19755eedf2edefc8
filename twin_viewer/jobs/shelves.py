"""Which data set a file belongs to, and how a data set looks from outside. Pure decisions."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from twin_viewer.cache.store import Box
from twin_viewer.jobs.catalogue import (
    EVICTED,
    FAILED,
    LEFT_OUT,
    PAUSED,
    READING,
    READY,
    WAITING,
    Entry,
    File,
    entry_id,
)
from twin_viewer.jobs.datasets import Dataset, DatasetKind, DatasetState
from twin_viewer.jobs.messages import Found
from twin_viewer.jobs.places import placed_extent
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Reference

TWICE: Final = (
    "Diese Daten sind doppelt vorhanden. Gezeigt werden die neueren aus „{other}“; "
    "diese Datei bleibt weg."
)
SIMULATED_SOURCE: Final = "Simuliert: von diesem Programm erzeugt, kein Abbild der Wirklichkeit"
SIMULATED_LICENCE: Final = "Simulierte Daten, frei verwendbar"
SIMULATED_NAME: Final = "{name} (simuliert)"

READING_WORDS: Final = "Dateien eingelesen: {done} von {total}"
WAITING_WORDS: Final = "wartet"
PAUSED_WORDS: Final = "angehalten"
EVICTED_WORDS: Final = "aus dem Zwischenspeicher genommen; wird beim Einblenden neu eingelesen"

SET_DOWN: Final = Reference(note="Von Hand in die Stadt gesetzt.")
"""What is said of the place of a single object."""

KIND_NAMES: Final = {
    DatasetKind.BUILDINGS: "Gebäude",
    DatasetKind.CLOUD: "Laserscan",
    DatasetKind.TERRAIN: "Gelände",
    DatasetKind.ORTHO: "Luftbild",
    DatasetKind.PANORAMAS: "Straßenfotos",
    DatasetKind.NETWORKS: "Netze",
    DatasetKind.OBJECT: "Einzelobjekt",
}


class Shelves:
    """All data sets, and which files are the same square.

    Args:
        entries: The data sets by id.
    """

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries
        self._of_path: dict[str, str] = {}
        self._squares: dict[tuple[str, str], dict[str, File]] = {}
        for entry in entries.values():
            for file in entry.files.values():
                self._index(entry, file)

    def owner(self, path: str) -> tuple[Entry, File] | None:
        """Return the data set and the record of a file; None when it is in none."""
        entry = self.entries.get(self._of_path.get(path, ""))
        return None if entry is None else (entry, entry.files[path])

    def put(self, found: Found, root: Path, *, is_alone: bool) -> tuple[Entry, list[File]]:
        """Put a recognised file into its data set, a new one if need be.

        Args:
            found: What the file is; one that is here already stays in its data set.
            root: The folder it was found under, or its own.
            is_alone: True when it was named by itself; without a tile's name it is then a data set
                of its own.

        Returns:
            The data set, and the files whose state may have changed.
        """
        known = self.owner(found.path)
        if known is None:
            entry = self._entry_for(found, root, is_alone=is_alone)
            file = File(found, count=found.count, extent=found.extent, faults=found.faults)
            entry.files[found.path] = file
            self._index(entry, file)
            return entry, self._settle(entry, file)
        entry, file = known
        is_other = (found.mtime_ns, found.size) != (file.found.mtime_ns, file.found.size)
        if is_other or file.changed is not None or file.state in {PAUSED, FAILED, EVICTED}:
            # Tiles of the old file are shown until those of the new one are there.
            file.found, file.state, file.changed = found, WAITING, None
            file.faults, file.progress = found.faults, 0.0
        return entry, self._settle(entry, file)

    def remove(self, id_: str) -> Entry | None:
        """Forget a data set; return it."""
        entry = self.entries.pop(id_, None)
        for file in entry.files.values() if entry else ():
            self._of_path.pop(file.found.path, None)
            self._squares.pop((id_, file.found.tile), None)
        return entry

    def _entry_for(self, found: Found, root: Path, *, is_alone: bool) -> Entry:
        path = Path(found.path)
        epoch = found.date[:4] if found.kind == "cloud" and found.tile else ""
        # Objects are set down one by one, however they came.
        is_single = is_alone or found.kind == DatasetKind.OBJECT
        place = path if is_single and not found.tile else root
        series = found.tile.partition(" ")[0]
        crs = "" if found.kind == "panoramas" else found.reference.crs
        marks = (found.kind, place, crs, series, epoch, found.is_simulated)
        group = "|".join(map(str, marks))
        id_ = entry_id(group)
        if id_ not in self.entries:
            self.entries[id_] = _new_entry(id_, group, found)
        return self.entries[id_]

    def _index(self, entry: Entry, file: File) -> None:
        self._of_path[file.found.path] = entry.id
        if file.found.tile:
            self._squares.setdefault((entry.id, file.found.tile), {})[file.found.path] = file

    def _settle(self, entry: Entry, file: File) -> list[File]:
        """Leave out all but the newest of the files that are the same square."""
        same = list(self._squares.get((entry.id, file.found.tile), {}).values())
        if len(same) <= 1:
            return [file]
        newest = max(same, key=lambda one: (*one.age, one.found.path))
        for one in same:
            if one is not newest:
                reason = TWICE.format(other=told_apart(newest.path, one.path))
                fault = Fault(one.path.name, "", reason)
                # A made-up city is written in several formats on purpose.
                one.state, one.faults = LEFT_OUT, () if entry.is_simulated else (fault,)
            elif one.state == LEFT_OUT:
                one.state, one.faults = WAITING, one.found.faults
        return same


def told_apart(path: Path, other: Path) -> str:
    """Return what to call a file beside another one: its name, of namesakes with its folder."""
    return str(path) if path.name == other.name else path.name


def unique_files(entry: Entry) -> list[File]:
    """Return the files that count, without those left out."""
    return [file for file in entry.files.values() if file.state != LEFT_OUT]


def as_dataset(entry: Entry) -> Dataset:
    """Return a data set as a window sees it."""
    files = unique_files(entry)
    states = [file.state for file in files]
    everything = list(entry.files.values())
    changed = [file.changed for file in files if file.changed]
    faults = [*(fault for file in everything for fault in file.faults), *changed]
    state = _state(states, has_faults=bool(faults))
    progress = sum(_progress(file) for file in files) / max(len(files), 1)
    return Dataset(
        entry.id,
        entry.name or _name(entry, files),
        DatasetKind(entry.kind),
        tuple(file.path for file in everything),
        _extent(entry, files),
        _reference(files) if entry.place is None else SET_DOWN,
        entry.date or _dates(files),
        entry.source,
        entry.licence,
        sum(file.found.size for file in everything),
        sum(file.cache_bytes for file in everything),
        sum(file.count for file in files),
        entry.is_simulated,
        state,
        progress,
        _words(state, files),
        tuple(faults),
        entry.is_visible,
        entry.place,
        min((file.found.lowest for file in files if file.found.lowest is not None), default=None),
    )


def _new_entry(id_: str, group: str, found: Found) -> Entry:
    if not found.is_simulated:
        return Entry(id_, "", found.kind, group)
    return Entry(
        id_,
        "",
        found.kind,
        group,
        source=SIMULATED_SOURCE,
        licence=SIMULATED_LICENCE,
        is_simulated=True,
    )


def _name(entry: Entry, files: list[File]) -> str:
    """Return the name of a data set nobody has named: what it is, and where it lies."""
    kind = KIND_NAMES[DatasetKind(entry.kind)]
    first = files[0].path if files else Path()
    series = files[0].found.tile.partition(" ")[0].upper() if files else ""
    place = first.parent.name
    if series and entry.kind != DatasetKind.PANORAMAS:
        place = series if entry.is_simulated else f"{series} {place}"
    elif len(files) == 1:
        place = first.name.partition(".")[0]
    epochs = {file.found.date[:4] for file in files if entry.kind == "cloud" and file.found.tile}
    name = " ".join(filter(None, (kind, place, epochs.pop() if len(epochs) == 1 else "")))
    return SIMULATED_NAME.format(name=name) if entry.is_simulated else name


def _state(states: list[str], *, has_faults: bool) -> DatasetState:
    done = states.count(READY)
    if READING in states or (WAITING in states and done):
        return DatasetState.READING
    if WAITING in states:
        return DatasetState.WAITING
    if PAUSED in states or EVICTED in states:
        return DatasetState.PAUSED
    if not done:
        return DatasetState.FAILED
    return DatasetState.PARTIAL if has_faults else DatasetState.READY


def _progress(file: File) -> float:
    if file.state in {READY, FAILED}:
        return 1.0
    return file.progress if file.state in {READING, PAUSED} else 0.0


def _words(state: DatasetState, files: list[File]) -> str:
    match state:
        case DatasetState.READING:
            said = next((file.words for file in files if file.state == READING), "")
            if len(files) == 1 and said:
                return said
            done = sum(file.state in {READY, FAILED} for file in files)
            return READING_WORDS.format(done=done, total=len(files))
        case DatasetState.WAITING:
            return WAITING_WORDS
        case DatasetState.PAUSED:
            is_evicted = all(file.state != PAUSED for file in files)
            return EVICTED_WORDS if is_evicted else PAUSED_WORDS
        case _:
            return ""


def _extent(entry: Entry, files: list[File]) -> Box | None:
    """Return what a data set covers; an object covers nothing until it is set down."""
    around = _around(file.extent for file in files)
    if entry.kind != DatasetKind.OBJECT or around is None:
        return around
    return None if entry.place is None else placed_extent(around, entry.place)


def _around(extents: Iterable[Box | None]) -> Box | None:
    known = [extent for extent in extents if extent is not None]
    if not known:
        return None
    west, south, east, north = zip(*known, strict=True)
    return min(west), min(south), max(east), max(north)


def _reference(files: list[File]) -> Reference:
    read = [file.found.reference for file in files if file.state == READY]
    noted = [reference for reference in read if reference.note]
    return (noted or read or [file.found.reference for file in files] or [Reference("")])[0]


def _dates(files: list[File]) -> str:
    dates = sorted({file.found.date for file in files if file.found.date})
    if len(dates) <= 1:
        return "".join(dates)
    return f"{dates[0]} – {dates[-1]}"
