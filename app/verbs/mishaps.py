"""Mishaps of the console: what nobody caught goes to the log and to the notices, never to waste."""

import faulthandler
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from widgets.map.chatter import is_chatter

LOG_BYTES: Final = 2_000_000
LOG_FILES: Final = 3

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

log = logging.getLogger("leitstand")


@contextmanager
def caught(log_file: Path, tell: Callable[[], None]) -> Iterator[None]:
    """Keep a log while the console runs, and bring every mishap into it.

    Args:
        log_file: The log; without room or right for it the console runs on without one.
        tell: Called after an exception nobody caught, from any thread; must not raise.
    """

    def unexpected(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        log.critical("Unexpected error", exc_info=(kind, error or kind(), trace))
        if not issubclass(kind, KeyboardInterrupt | SystemExit):
            tell()

    def in_thread(failure: threading.ExceptHookArgs) -> None:
        unexpected(failure.exc_type, failure.exc_value, failure.exc_traceback)

    before = (sys.excepthook, threading.excepthook, logging.raiseExceptions)
    logging.raiseExceptions = False  # A full disk must not fill the terminal as well.
    with _logging_to(log_file):
        sys.excepthook, threading.excepthook = unexpected, in_thread
        previous = qInstallMessageHandler(_take_qt_message)
        try:
            yield
        finally:
            qInstallMessageHandler(previous)
            sys.excepthook, threading.excepthook, logging.raiseExceptions = before


@contextmanager
def _logging_to(path: Path) -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    form = logging.Formatter("%(asctime)sZ %(levelname)s %(name)s: %(message)s")
    form.converter = time.gmtime
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    handlers[0].setLevel(logging.WARNING)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(
            RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
        )
    root.setLevel(logging.INFO)
    for handler in handlers:
        handler.setFormatter(form)
        root.addHandler(handler)
    with suppress(OSError, ValueError, RuntimeError):  # stderr may be closed
        faulthandler.enable()
    try:
        yield
    finally:
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            with suppress(OSError):  # what is still buffered finds no room on a full disk
                handler.close()


def _take_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    category = str(context.category or "default")
    level = logging.INFO if is_chatter(text) else _LEVELS.get(kind, logging.WARNING)
    logging.getLogger(f"qt.{category}").log(level, "%s", text)
