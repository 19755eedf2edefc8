"""Decodes photographs in a thread: a small one at once, the full one after it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.panoramas import PanoramaPose

DRAFT_WIDTH: Final = 2048
FULL_WIDTH: Final = 8192
"""No screen shows more of it at once; graphics have to hold all of it."""

Read = Callable[[PanoramaPose, int], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A photograph, or why there is none.

    Attributes:
        id: Which.
        pixels: Red, green, blue, uint8 (rows, columns, 3); None when it cannot be read.
        is_full: False for the small one that comes first.
        trouble: Why it cannot be read, a sentence for people.
    """

    id: str
    pixels: NDArray[np.uint8] | None
    is_full: bool = False
    trouble: str = ""


class PhotoReader:
    """Reads the photograph that is wanted last; one that is wanted no more is given up.

    Args:
        deliver: Given each photograph, from the thread; must not block.
        read: Decodes a photograph to a width.
    """

    def __init__(self, deliver: Callable[[Photo], None], read: Read | None = None) -> None:
        self._deliver = deliver
        self._read = read or _read
        self._news = threading.Condition()
        self._wanted: tuple[str, PanoramaPose] | None = None
        self._is_closing = False
        self._thread: threading.Thread | None = None

    def want(self, photo: str, pose: PanoramaPose) -> None:
        """Read a photograph; the one before is not wanted any more."""
        with self._news:
            self._wanted = (photo, pose)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="twin-photos", daemon=True)
                self._thread.start()
            self._news.notify()

    def forget(self) -> None:
        """Want nothing any more."""
        with self._news:
            self._wanted = None

    def close(self) -> None:
        """End the thread."""
        with self._news:
            self._is_closing = True
            self._news.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._news:
                while self._wanted is None and not self._is_closing:
                    self._news.wait()
                if self._is_closing or self._wanted is None:
                    return
                wanted, self._wanted = self._wanted, None
            self._both(*wanted)

    def _both(self, photo: str, pose: PanoramaPose) -> None:
        try:
            draft = self._read(pose, DRAFT_WIDTH)
            self._deliver(Photo(photo, draft))
            if self._is_stale():
                return
            full = self._read(pose, FULL_WIDTH) if draft.shape[1] >= DRAFT_WIDTH else draft
        except (ValueError, OSError, MemoryError) as error:
            self._deliver(Photo(photo, None, trouble=str(error)))
            return
        if not self._is_stale():
            self._deliver(Photo(photo, full, is_full=True))

    def _is_stale(self) -> bool:
        with self._news:
            return self._wanted is not None or self._is_closing


def _read(pose: PanoramaPose, width: int) -> NDArray[np.uint8]:
    from twin_viewer.formats.photographs import (  # noqa: PLC0415 - heavy, only in threads
        read_photograph,
    )

    return read_photograph(pose, width)
