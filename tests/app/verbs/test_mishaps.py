"""What nobody caught: it goes to the log, a person is told, and the program goes on."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication

from app.verbs.mishaps import caught

pytestmark = pytest.mark.expects_warnings


def raise_in_thread() -> None:
    def fail() -> None:
        raise ZeroDivisionError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def raise_at_the_top() -> None:
    error = LookupError("at the top")
    sys.excepthook(type(error), error, None)


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_exceptions_and_qt_messages_reach_the_log_and_the_person(
    qapp: QApplication, tmp_path: Path
) -> None:
    told: list[str] = []
    file = tmp_path / "logs" / "console.log"
    with caught(file, lambda: told.append("told")):
        raise_in_thread()
        raise_at_the_top()
        qWarning("Qt is not amused")
    text = file.read_text("utf-8")
    assert "ZeroDivisionError: in a thread" in text
    assert "LookupError: at the top" in text
    assert "WARNING qt.default: Qt is not amused" in text
    assert told == ["told", "told"]


def test_afterwards_all_hooks_are_as_before(qapp: QApplication, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, logging.raiseExceptions)
    handlers = list(logging.getLogger().handlers)
    with caught(tmp_path / "log", lambda: None):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, logging.raiseExceptions) == before
    assert logging.getLogger().handlers == handlers


def test_a_log_that_cannot_be_written_stops_nobody(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with caught(tmp_path / "file" / "console.log", lambda: None):
        logging.getLogger("x").warning("said anyway")
