"""Jobs that only look: which files lie in a folder, and what a file is."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from twin_viewer.jobs.messages import Inspected, Listed
from twin_viewer.jobs.recognition import recognise
from twin_viewer.jobs.tasks import Task
from twin_viewer.model.faults import Fault

_AT_ONCE: Final = 200

COMPANIONS: Final = frozenset(
    f".{ending}"
    for ending in re.findall(
        r"\w+",
        "jpg jpeg png mtl bin tfw jgw j2w prj aux ovr xsd pdf md5 html htm log part db ini",
    )
)
"""Endings of files that belong to others or to nobody; only looked at when named one by one."""

STRANGE_NAME: Final = (
    "Der Name enthält Zeichen, die sich hier nicht schreiben lassen. Bitte benennen Sie die Datei "
    "um, und fügen Sie sie dann noch einmal hinzu."
)
CLOSED: Final = (
    "In diesen Ordner kann der Zwilling nicht hineinsehen. Bitte prüfen Sie seine Zugriffsrechte."
)


def unnameable(path: Path) -> Fault | None:
    """Return what is wrong with the name of a file: names are told as UTF-8, this one is none."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        name = path.name.encode(errors="surrogateescape").decode(errors="replace")
        return Fault(name, "", STRANGE_NAME, is_fatal=True)
    return None


def find_files(task: Task) -> None:
    """List what lies in a folder and below it, in the order of names.

    Raises:
        OSError: The folder cannot be looked into.
    """
    task.path.stat()
    waiting: list[str] = []
    faults: list[Fault] = []

    def tell() -> None:
        task.say(Listed(task.job.id, tuple(waiting), tuple(faults)))
        waiting.clear()
        faults.clear()

    for path in _files(task.path, faults.append):
        task.check()
        if path.suffix.lower() in COMPANIONS or path.name.startswith("."):
            continue
        fault = unnameable(path)
        if fault is None:
            waiting.append(str(path))
        else:
            faults.append(fault)
        if len(waiting) + len(faults) >= _AT_ONCE:
            tell()
    tell()


def inspect_job(task: Task) -> None:
    """Tell what a file is."""
    task.say(Inspected(task.job.id, recognise(task.path)))


def _files(folder: Path, tell: Callable[[Fault], None]) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        name = os.fsencode(Path(error.filename).name).decode(errors="replace")
        tell(Fault(name, "", CLOSED))

    for place, folders, files in os.walk(folder, onerror=closed):
        folders.sort()
        for name in sorted(files):
            yield Path(place, name)
