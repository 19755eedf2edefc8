"""The composed console: it opens whatever is wrong, says what, and ends in order."""

import os
import signal
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.verbs.composition import Workplace, failure_text, workplace
from app.verbs.crew import crew_of
from app.verbs.places import Places
from tests.fakes.profiles import write_profile

OPTIONS = Namespace(theme="dark", lang="de", workspace="", size=(900, 600), at="")
"""What the command line says; a theme of its own, so that nothing is remembered."""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "data").mkdir()
    write_profile(tmp_path / "profile")
    return Places(tmp_path / "profile", tmp_path / "data")


@contextmanager
def opened(places: Places) -> Iterator[Workplace]:
    """Open a console with its processes."""
    with crew_of(places) as crew, workplace(places, OPTIONS, crew) as place:
        yield place


def said(place: Workplace) -> str:
    return "\n".join(notice.text for notice in place.console.window.notices.said)


def wait_for_words(qtbot: QtBot, place: Workplace, words: str) -> None:
    def are_said() -> None:
        assert words in said(place)

    qtbot.waitUntil(are_said, timeout=20_000)


def test_a_broken_profile_is_told_with_its_place_and_the_window_stays(
    qtbot: QtBot, places: Places
) -> None:
    (places.profile / "units.toml").write_text("unit = [ broken\n")
    with opened(places) as place:
        place.console.start()
        wait_for_words(qtbot, place, "units.toml, Zeile 1")
        assert place.console.window.isVisible()
        assert str(places.profile) in said(place)


@pytest.mark.expects_warnings
def test_an_unexpected_error_is_told_and_the_log_holds_it(qtbot: QtBot, places: Places) -> None:
    (places.profile / "units.toml").write_text("unit = [ broken\n")

    def fail() -> None:
        raise ZeroDivisionError("nobody caught this")

    with opened(places) as place:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        wait_for_words(qtbot, place, "console.log")
    log = (places.data / "logs" / "console.log").read_text("utf-8")
    assert "nobody caught this" in log


def test_settings_of_a_newer_version_are_left_alone_and_told(qtbot: QtBot, places: Places) -> None:
    write_newer(places.settings)
    before = places.settings.read_bytes()
    with opened(places) as place:
        assert "neueren Version" in said(place)
    assert places.settings.read_bytes() == before


@pytest.mark.expects_warnings
def test_a_collector_that_cannot_open_its_files_is_told(qtbot: QtBot, places: Places) -> None:
    write_newer(places.journal)
    with opened(places) as place:
        place.console.start()
        wait_for_words(qtbot, place, "Die Erfassung kann nicht arbeiten")
        assert "journal.db" in said(place)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_window_in_order(
    qtbot: QtBot, places: Places, name: signal.Signals
) -> None:
    before = signal.getsignal(name)
    with opened(places) as place:
        place.console.window.show()
        os.kill(os.getpid(), name)
        qtbot.waitUntil(lambda: not place.console.window.isVisible(), timeout=5_000)
    assert signal.getsignal(name) is before


@pytest.mark.parametrize(
    ("reason", "shown"),
    [("Kein Platz", "Kein Platz. Sobald"), ("Datei zu neu.", "Datei zu neu. Sobald")],
)
def test_the_reason_of_a_failure_becomes_a_sentence(reason: str, shown: str) -> None:
    assert shown in failure_text({"state": "failed", "reason": reason})


def write_newer(path: Path) -> None:
    """Write a database as a later version of the program would leave it."""
    import sqlite3  # noqa: PLC0415 - only here

    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE t(x); PRAGMA user_version=99;")
    connection.close()
