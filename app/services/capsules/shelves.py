"""What the console may do with capsule files; the adapter is in `app.storage.capsules`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.capsules import CapsuleContent, CapsuleHeader

Progress = Callable[[int, int], None]
"""Told how much is done of how much; raises `CapsuleCancelledError` to stop the work."""


class CapsuleError(Exception):
    """A capsule cannot be read or written; the text names the file, why, and what to do."""


class CapsuleExistsError(CapsuleError):
    """There is a file of that name already; nobody has said that it may be replaced."""


class CapsuleCancelledError(Exception):
    """A person did not want to wait any longer; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class OpenedCapsule:
    """A capsule as it was read.

    Attributes:
        content: What it holds, as far as it could be read.
        warnings: What a person must know before trusting it, whole sentences; empty when the file
            is exactly what was written.
    """

    content: CapsuleContent
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CapsuleInfo:
    """A capsule file in a list.

    Attributes:
        path: Where it is.
        size: Its bytes.
        header: What it is about; None where that cannot be read.
        warnings: As in `OpenedCapsule`, of the whole file.
        error: Why it cannot be opened at all; empty when it can.
    """

    path: Path
    size: int
    header: CapsuleHeader | None = None
    warnings: tuple[str, ...] = ()
    error: str = ""

    @property
    def is_intact(self) -> bool:
        """True when the file is exactly what was written, and known to this program."""
        return self.header is not None and not self.warnings and not self.error


class CapsuleShelf(Protocol):
    """Capsule files; all of it waits for the disk and belongs into a thread."""

    @property
    def folder(self) -> Path:
        """The folder in the data folder where capsules are kept unless somebody says otherwise."""
        ...

    def write(
        self,
        path: Path,
        content: CapsuleContent,
        progress: Progress = lambda _done, _total: None,
        *,
        may_replace: bool = False,
    ) -> None:
        """Write a capsule whole or not at all.

        Raises:
            CapsuleExistsError: There is such a file and it may not be replaced.
            CapsuleError: It cannot be written.
            CapsuleCancelledError: Raised by `progress`.
        """
        ...

    def read(self, path: Path) -> OpenedCapsule:
        """Read a capsule.

        Raises:
            CapsuleError: It is none, or nothing of it can be read.
        """
        ...

    def look(self, path: Path) -> CapsuleInfo:
        """Return what a file is about and whether it is intact; never raises for its content."""
        ...

    def paths(self) -> list[Path]:
        """Return the capsule files of the folder, by name."""
        ...

    def remove(self, path: Path) -> None:
        """Delete a file.

        Raises:
            CapsuleError: It cannot be deleted.
        """
        ...

    def copy(self, path: Path, target: Path, *, may_replace: bool = False) -> None:
        """Copy a file as it is.

        Raises:
            CapsuleExistsError: There is such a file and it may not be replaced.
            CapsuleError: It cannot be copied.
        """
        ...


@dataclass(frozen=True, slots=True)
class CapsuleDesk:
    """What the composition gives the console for capsules.

    Attributes:
        shelf: The files.
        launch: Starts another console on a capsule file, as a drill where asked for; raises
            `OSError` when no program can be started.
    """

    shelf: CapsuleShelf
    launch: Callable[[Path, bool], None]

    @property
    def folder(self) -> Path:
        """The folder in which capsules are kept unless somebody says otherwise."""
        return self.shelf.folder
