"""`app collect`: the collector alone, and with the simulated city beside it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from app.domain.points import Point
from app.domain.sources import SourceKind
from app.main import make_parser
from app.services.profiles import find_city, load_city
from app.storage.historian import SqliteHistorianReader
from app.verbs import collect
from tests.fakes.waiting import wait_for

Start = Callable[..., "subprocess.Popen[bytes]"]
CITY = load_city(find_city("hamm"))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start collectors in one data folder; end what is left of them."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "collect", "--data", str(tmp_path), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def first_line(process: "subprocess.Popen[bytes]") -> dict[str, object]:
    assert process.stdout is not None
    said: dict[str, object] = json.loads(process.stdout.readline())
    return said


def stored(data: Path, points: list[Point]) -> int:
    """Return how many of the points have a sample on disk."""
    if not (data / "hist" / "hot.db").exists():
        return 0
    with closing(SqliteHistorianReader(data / "hist", CITY.time_zone)) as reader:
        states = reader.latest(np.array([point.key for point in points], np.int64))
    return int((states.time > 0).sum())


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] != "Z"


@pytest.mark.journey
def test_the_city_is_on_disk_a_moment_after_the_start(start: Start, tmp_path: Path) -> None:
    collector = start("--with-parent")
    said = first_line(collector)
    assert said["state"] == "ready"
    assert said["points"] == len(CITY.points)
    kinds = {source.id: source.kind for source in CITY.sources}
    for kind in SourceKind:
        points = [point for point in CITY.points if kinds[point.source] is kind]
        # One or two devices may be silent just now: that is an incident of the city.
        wait_for(lambda points=points: stored(tmp_path, points) > 0.95 * len(points), 60.0)  # type: ignore[misc]
    addresses = json.loads((tmp_path / "simulation.json").read_text("utf-8"))
    assert is_alive(addresses["pid"])
    assert collector.stdin is not None
    collector.stdin.close()
    assert collector.wait(20.0) == 0
    assert collector.stdout is not None
    assert collector.stdout.read() == b"", "only the ready line belongs on standard output"
    assert not is_alive(addresses["pid"])
    assert not (tmp_path / "simulation.json").exists()


@pytest.mark.journey
def test_a_killed_collector_takes_the_simulated_city_with_it(start: Start, tmp_path: Path) -> None:
    collector = start()
    first_line(collector)
    addresses = tmp_path / "simulation.json"
    wait_for(addresses.exists, 30.0)
    pid = json.loads(addresses.read_text("utf-8"))["pid"]
    collector.send_signal(signal.SIGKILL)
    collector.wait()
    wait_for(lambda: not is_alive(pid))


def test_without_simulation_nothing_runs_beside_it(start: Start, tmp_path: Path) -> None:
    collector = start("--no-simulation")
    assert first_line(collector)["state"] == "ready"
    collector.terminate()
    assert collector.wait(20.0) == 0
    assert not (tmp_path / "logs" / "simulation.log").exists()


@pytest.mark.expects_warnings
def test_a_wrong_profile_is_told_and_no_city_is_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "city.toml").write_text("[city\n", "utf-8")
    data = tmp_path / "data"
    arguments = ["collect", "--profile", str(profile), "--data", str(data)]
    assert collect.main(make_parser().parse_args(arguments)) == 2
    assert json.loads(capsys.readouterr().out)["state"] == "failed"
    assert not (data / "logs" / "simulation.log").exists()
