"""Answers the page's questions at `leitstand://app/` out of `serving`.

What is not there is answered by nothing (an empty text), not by a failure: after a failed job the
engine reports 404 with a body that never ends, and the map library waits for that body for ever.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QThreadPool, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler
from typing_extensions import override

from widgets.map.serving import Found, MapContents, PageFiles, headers, path_of

_THREADS: Final = 2
_NOTHING: Final[Found] = ("text/plain", b"")


class Answerer(QWebEngineUrlSchemeHandler):
    """Answers from memory at once; what has to be made (glyphs, tiles) is made in threads.

    Attributes:
        headers: What every answer says about itself.
    """

    _made = Signal(int, object)

    def __init__(self, files: PageFiles, contents: MapContents, parent: QObject) -> None:
        super().__init__(parent)
        self.headers: Mapping[str, str] = headers()
        self._files = files
        self._contents = contents
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._waiting: dict[int, QWebEngineUrlRequestJob] = {}
        self._asked = 0
        self._made.connect(self._reply_made, Qt.ConnectionType.QueuedConnection)

    @override
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        if job.requestMethod().data() != b"GET":
            self._reply(job, _NOTHING)
            return
        path = path_of(job.requestUrl())
        found = path and (self._contents.held(path) or self._files.get(path))
        if found:
            self._reply(job, found)
            return
        make = self._contents.maker(path) if path else None
        if make is None:
            self._reply(job, _NOTHING)
            return
        self._make(job, make)

    def close(self) -> None:
        """Make nothing any more and wait for what is being made."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _make(self, job: QWebEngineUrlRequestJob, make: Callable[[], Found | None]) -> None:
        self._asked += 1
        number = self._asked
        self._waiting[number] = job
        job.destroyed.connect(lambda: self._waiting.pop(number, None))

        def work() -> None:
            try:
                found = make()
            except Exception:  # noqa: BLE001 - one tile that cannot be made is a hole, no more
                found = None
            with suppress(RuntimeError):  # the engine is gone meanwhile, and nobody waits
                self._made.emit(number, found)

        self._pool.start(work)

    def _reply_made(self, number: int, found: Found | None) -> None:
        job = self._waiting.pop(number, None)
        if job is not None:  # else the page went on meanwhile
            self._reply(job, found or _NOTHING)

    def _reply(self, job: QWebEngineUrlRequestJob, found: Found) -> None:
        mime, data = found
        buffer = QBuffer(job)
        buffer.setData(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        told = {
            QByteArray(name.encode()): [QByteArray(value.encode())]
            for name, value in self.headers.items()
        }
        job.setAdditionalResponseHeaders(told)  # type: ignore[arg-type]  # the stub is wrong: lists
        job.reply(QByteArray(mime.encode()), buffer)
