"""Keeps pictures of floors in the data folder, so that a record needs to name a file only."""

import shutil
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject

from app.console.notices import NoticeLevel
from widgets.background import Background


class Kept(Protocol):
    """A console as this part sees it."""

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class PlanKeeping(QObject):
    """Copies pictures beside the window, whole or not at all.

    Args:
        console: The console.
        folder: Where they are kept; made with the first one.
        parent: Owner.
    """

    def __init__(self, console: Kept, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._folder = console, folder
        self._work = Background(self, "inventory-plans")

    def close(self) -> None:
        """End the thread."""
        self._work.close()

    def copy(self, wanted: Any) -> None:
        """Copy the picture that a `PlanCopy` names; tell it the name it has now, or None."""

        def failed(reason: str) -> None:
            text = self.tr("{0} lässt sich nicht übernehmen: {1}").format(
                wanted.source.name, reason
            )
            self._console.say("inventory", NoticeLevel.WARNING, text)
            wanted.done(None)

        self._work.ask(self, lambda: copied(wanted.source, self._folder), wanted.done, failed)


def copied(source: Path, folder: Path) -> str:
    """Copy a file into a folder under a name that is free there; return the name.

    Raises:
        OSError: It cannot be read or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name, number = source.name, 1
    while (folder / name).exists():
        number += 1
        name = f"{source.stem} {number}{source.suffix}"
    draft = folder / f".{name}.part"
    try:
        shutil.copyfile(source, draft)
        draft.replace(folder / name)
    finally:
        draft.unlink(missing_ok=True)
    return name
