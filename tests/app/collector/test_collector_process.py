"""The collector as a process: ready line, lock, orderly end, wrong profile; fakes inside."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.collector.folders import BusyError, folder_lock
from app.collector.past import FilledDays
from app.link.client import LinkClient
from app.link.discovery import find
from tests.fakes.waiting import wait_for

PROGRAM = """
import sys
from pathlib import Path
from app.collector.collector import Adapters
from app.collector.process import run
from app.services.ports import StorageError
from tests.fakes.adapters import FakeConnector, FakeHistorian, FakeJournal
from tests.fakes.city import make_city

class Fake:
    folder = Path(sys.argv[1])
    def read(self):
        if not self.folder.is_dir(): raise OSError("kein Profil")
        return make_city(10)
    def fingerprint(self): return 0

def adapters(city):
    return Adapters(FakeHistorian, FakeJournal, lambda sink: {})
sys.exit(run(Fake(), Path(sys.argv[2]), adapters, with_parent="--with-parent" in sys.argv))
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def begin(*more: str, profile: Path = tmp_path) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(profile), str(tmp_path / "data"), *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        with process:  # closes its pipes, waits for its end
            pass


def first_line(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout is not None
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


def leftovers(data: Path) -> list[str]:
    address = find(data)
    return [] if address is None else [address.address]


def test_it_says_that_it_is_ready_and_ends_in_order(start: Start, tmp_path: Path) -> None:
    process = start()
    said = first_line(process)
    assert (said["state"], said["pid"], said["points"]) == ("ready", process.pid, 10)
    busy = start()
    assert "arbeitet schon eine Erfassung" in first_line(busy)["reason"]
    assert busy.wait(10) == 3
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0
    assert leftovers(tmp_path / "data") == []
    assert "The collector ended." in (tmp_path / "data/logs/collector.log").read_text()


def test_it_ends_when_its_parent_lets_go(start: Start) -> None:
    process = start("--with-parent")
    first_line(process)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(15) == 0


def test_what_cannot_work_is_told_in_one_line(start: Start, tmp_path: Path) -> None:
    process = start(profile=tmp_path / "nowhere")
    said = first_line(process)
    assert (said["state"], said["reason"]) == ("failed", "kein Profil")
    assert process.wait(10) == 1


def test_a_killed_collector_is_followed_by_the_next_one(start: Start, tmp_path: Path) -> None:
    client = LinkClient(tmp_path / "data")
    client.start()
    process = start()
    first_line(process)
    wait_for(lambda: client.is_connected)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    wait_for(lambda: not client.is_connected)
    second = start()
    first_line(second)
    wait_for(lambda: client.is_connected)
    client.close()
    second.terminate()
    assert second.wait(15) == 0


def test_one_data_folder_has_one_collector(tmp_path: Path) -> None:
    with folder_lock(tmp_path), pytest.raises(BusyError), folder_lock(tmp_path):
        pass
    with folder_lock(tmp_path):
        pass


def test_filled_days_are_remembered_once_they_are_whole(tmp_path: Path) -> None:
    days = FilledDays(tmp_path)
    assert not days.covers(100, 200)
    assert not FilledDays(tmp_path).covers(100, 200)
    assert not days.covers(0, 100)
    assert FilledDays(tmp_path).covers(100, 200)
    assert not FilledDays(tmp_path).covers(0, 100)
    days.close_day()
    assert FilledDays(tmp_path).covers(0, 100)
    (tmp_path / "filled.json").write_text("{ half")
    assert not FilledDays(tmp_path).covers(0, 100)
