"""Jobs that only look: which files lie in a folder, and what a file is."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from twin_viewer.jobs.messages import Inspected, Listed
from twin_viewer.jobs.recognition import recognise
from twin_viewer.jobs.tasks import Task

_AT_ONCE: Final = 200

COMPANIONS: Final = frozenset(
    f".{ending}"
    for ending in re.findall(
        r"\w+",
        "jpg jpeg png mtl bin tfw jgw j2w prj aux ovr xsd pdf md5 html htm log part db ini",
    )
)
"""Endings of files that belong to others or to nobody; only looked at when named one by one."""


def find_files(task: Task) -> None:
    """List what lies in a folder and below it, in the order of names.

    Raises:
        OSError: The folder cannot be looked into.
    """
    task.path.stat()
    waiting: list[str] = []
    for path in _files(task.path):
        task.check()
        if path.suffix.lower() not in COMPANIONS and not path.name.startswith("."):
            waiting.append(str(path))
        if len(waiting) >= _AT_ONCE:
            task.say(Listed(task.job.id, tuple(waiting)))
            waiting = []
    task.say(Listed(task.job.id, tuple(waiting)))


def inspect_job(task: Task) -> None:
    """Tell what a file is."""
    task.say(Inspected(task.job.id, recognise(task.path)))


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield Path(place, name)
