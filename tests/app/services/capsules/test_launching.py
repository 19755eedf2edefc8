"""A console on a capsule is a program of its own."""

import sys
from pathlib import Path

import pytest

from app.services.capsules import Launcher
from tests.fakes.waiting import wait_for


def test_another_program_is_started_with_the_file_and_goes_its_own_way(tmp_path: Path) -> None:
    out = tmp_path / "told.txt"
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"

    def command(path: Path, is_drill: bool) -> list[str]:
        return [sys.executable, "-c", code, str(out), str(path), str(is_drill)]

    launcher = Launcher(command, tmp_path / "logs" / "replay.log")
    launcher(Path("a.leitstand"), True)
    wait_for(lambda: not launcher.pids)
    assert out.read_text() == "a.leitstand True"


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    launcher = Launcher(lambda *_: [str(tmp_path / "missing")], tmp_path / "replay.log")
    with pytest.raises(OSError, match="missing"):
        launcher(Path("a.leitstand"), False)
