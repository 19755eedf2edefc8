"""A worker whose readers do what their files say; a program of its own.

A file `*.city` is a city model of these lines: `tile EAST NORTH COUNT PREFIX` writes objects,
`pause SECONDS` waits and can be cancelled, `stuck` cannot, `crash` ends the process as a broken
library does, `full` finds no room on the disk, `fail` raises, `date ISO` is when it was surveyed.
"""

import errno
import os
import signal
import sys
import time
from pathlib import Path

import msgspec
import numpy as np

from twin_viewer.cache.store import Manifest, Part
from twin_viewer.cache.tiles import SUFFIX, TileGatherer, write_tile
from twin_viewer.jobs.inspection import find_files
from twin_viewer.jobs.messages import Found, Generated, Inspected, TileMade
from twin_viewer.jobs.reading import begun, finish
from twin_viewer.jobs.recognition import UNKNOWN
from twin_viewer.jobs.tasks import Task, fault_of
from twin_viewer.jobs.worker import work
from twin_viewer.model.cities import CityModel, CityObject, TileKey
from twin_viewer.model.faults import Fault

JOURNAL = "read.txt"
"""In the data folder: the name of each file whose reading began, a line each."""


def inspect(task: Task) -> None:
    """Say what a file is by its ending; `*.boom` ends the worker."""
    path = task.path
    try:
        status = path.stat()
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        task.say(Inspected(task.job.id, Found(str(path), faults=(fault_of(path, error),))))
        return
    if path.suffix == ".boom":
        os.kill(os.getpid(), signal.SIGSEGV)
    found = Found(str(path), size=status.st_size, mtime_ns=status.st_mtime_ns)
    if path.suffix != ".city":
        fault = Fault(path.name, "", UNKNOWN, is_fatal=True)
        task.say(Inspected(task.job.id, msgspec.structs.replace(found, faults=(fault,))))
        return
    said = {line.split()[0]: line.split()[1:] for line in lines if line.strip()}
    east, north = (int(word) for word in said.get("tile", ["0", "0"])[:2])
    found = msgspec.structs.replace(
        found,
        kind="buildings",
        job="buildings",
        form="CityGML",
        extent=(east * 1e3, north * 1e3, east * 1e3 + 1e3, north * 1e3 + 1e3),
        date=said.get("date", [""])[0],
        tile=f"lod2 {east}_{north}" if "named" in path.name else "",
    )
    task.say(Inspected(task.job.id, found))


def buildings(task: Task) -> None:
    """Do what the lines of a file say."""
    with (FOLDER / JOURNAL).open("a", encoding="utf-8") as journal:
        journal.write(f"{task.path.name}\n")
    source = begun(task)
    if source is None:
        return
    place = task.cache.begin(source)
    parts: list[Part] = []
    lines = task.path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        task.check()
        match line.split():
            case ["tile", east, north, count, prefix]:
                key = TileKey(int(east), int(north))
                gatherer = TileGatherer()
                gatherer.add(blocks(key, int(count), prefix))
                for tile in gatherer.take():
                    part = Part(*key, f"{key}.{number}", len(tile.objects))
                    write_tile(place / f"{part.name}{SUFFIX}", tile)
                    parts.append(part)
                    task.say(TileMade(task.job.id, source.key, part))
            case ["pause", seconds]:
                until = time.monotonic() + float(seconds)
                while time.monotonic() < until:
                    task.check()
                    time.sleep(0.01)
            case [word]:
                misbehave(word)
        task.progress((number + 1) / len(lines), "liest")
    finish(task, Manifest(source, tuple(parts), sum(part.count for part in parts)))


def misbehave(word: str) -> None:
    """Fail in one of many ways."""
    match word:
        case "stuck":
            time.sleep(600)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        case "fail":
            raise ValueError("Diese Datei ist nichts.")


def blocks(key: TileKey, count: int, prefix: str) -> CityModel:
    """Return flat triangles, an object each."""
    rng = np.random.default_rng(1)
    middles = rng.uniform(20, 980, (count, 1, 2)) + np.array(
        (key.east_km * 1e3, key.north_km * 1e3)
    )
    corners = middles + np.array([(-5.0, -5.0), (5.0, -5.0), (0.0, 5.0)])
    points = np.concatenate([corners, np.full((count, 3, 1), 60.0)], axis=2).reshape(-1, 3)
    return CityModel(
        points,
        np.arange(3 * count, dtype=np.int32).reshape(-1, 3),
        np.arange(count, dtype=np.int32),
        np.zeros(count, np.uint8),
        tuple(
            CityObject(f"{prefix}{row}", "Building", attributes={"storeys": row})
            for row in range(count)
        ),
    )


def generate(task: Task) -> None:
    """Write two files, and say so."""
    task.path.mkdir(parents=True, exist_ok=True)
    for number in range(2):
        task.check()
        path = task.path / f"{number}.city"
        path.write_text(f"tile {430 + number} 5725 5 sim{number}-\n", "utf-8")
        task.say(Generated(task.job.id, str(path)))
        task.progress((number + 1) / 2, "erzeugt")


FOLDER = Path(sys.argv[-1])

if __name__ == "__main__":
    readers = {
        "find": find_files,
        "inspect": inspect,
        "buildings": buildings,
        "generate": generate,
    }
    sys.exit(work(FOLDER, readers))
