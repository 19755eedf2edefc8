"""The whole program as a person starts it: processes, wire, window, pictures, end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from app.verbs.scenes import colours
from tests.fakes.waiting import wait_for

ROOT = Path(__file__).resolve().parents[3]

MAP = (560, 180, 340, 280)
"""Where the map lies in the picture of the overview."""

COLOURS_OF_A_MAP = 1_200
"""Words and lines of anything else have fewer."""

pytestmark = pytest.mark.journey


def start(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def times_in(file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return found


def children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task")
    return [int(child) for task in path.glob("*/children") for child in task.read_text().split()]


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_the_city_comes_alive_and_a_signal_ends_everything(tmp_path: Path) -> None:
    data, times = tmp_path / "data", tmp_path / "times.json"
    with start("--data", str(data), "--times", str(times)) as process:
        try:
            wait_for(lambda: "live" in times_in(times), 60)
            children = children_of(process.pid)
            assert len(children) == 2
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=40)
        finally:
            process.kill()
    assert (process.returncode, said) == (0, "")
    wait_for(lambda: not any(map(is_there, children)))
    noted = times_in(times)
    assert noted["heavy_at_paint"] == []
    assert noted["painted"] < noted["populated"]
    assert not (data / "link.json").exists()
    assert not (data / "simulation.json").exists()
    assert (data / "city.db").exists()


def test_a_console_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    times = tmp_path / "times.json"
    with start("--data", str(tmp_path / "data"), "--times", str(times)) as process:
        wait_for(lambda: len(children_of(process.pid)) == 2, 60)
        children = children_of(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)
    wait_for(lambda: not any(map(is_there, children)), 30)


def test_a_picture_is_taken_of_the_running_city(tmp_path: Path) -> None:
    wish = ("--workspace", "lage", "--theme", "dark", "--lang", "en", "--size", "1280x800")
    with start("--snapshot", str(tmp_path), *wish) as process:
        try:
            said, complaints = process.communicate(timeout=150)
        finally:
            process.kill()
    assert process.returncode == 0, complaints
    file = tmp_path / "lage-dark-en.png"
    assert said.split() == [str(file)]
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1280, 800)
    assert colours(image.copy(*MAP), 1) > COLOURS_OF_A_MAP, "the map was waited for"
