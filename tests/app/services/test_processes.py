"""Child processes: ready, crashed and started again, ended in three ways, never orphaned."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services.processes import ProcessStatus, ProcessSupervisor
from tests.fakes.waiting import wait_for

READY = "import json,sys\nprint(json.dumps({'state':'ready','port':7}),flush=True)\n"
GOOD = READY + "sys.stdin.read()\n"
DEAF = READY + (
    "import signal,time\nsignal.signal(signal.SIGTERM,signal.SIG_IGN)\nwhile True: time.sleep(1)\n"
)

Keep = Callable[[str], ProcessSupervisor]


@pytest.fixture
def keep() -> Iterator[Keep]:
    made: list[ProcessSupervisor] = []

    def make(code: str) -> ProcessSupervisor:
        supervisor = ProcessSupervisor("test", lambda: [sys.executable, "-c", code])
        made.append(supervisor)
        supervisor.start()
        return supervisor

    yield make
    for supervisor in made:
        supervisor.stop(0.1)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_process_says_when_it_is_ready_and_ends_when_its_input_closes(keep: Keep) -> None:
    supervisor = keep(GOOD)
    wait_for(lambda: bool(supervisor.status.ready))
    assert supervisor.status.ready == {"state": "ready", "port": 7}
    pid = supervisor.status.pid
    supervisor.stop()
    assert not is_alive(pid)
    assert not supervisor.status.is_running
    assert supervisor.status.restarts == 0


@pytest.mark.expects_warnings
def test_a_killed_process_is_started_again_at_once(keep: Keep) -> None:
    supervisor = keep(GOOD)
    wait_for(lambda: bool(supervisor.status.ready))
    first = supervisor.status.pid
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: supervisor.status.pid not in {0, first} and bool(supervisor.status.ready))
    assert supervisor.status.restarts == 1
    assert supervisor.status.exit_code == -signal.SIGKILL


@pytest.mark.expects_warnings
def test_a_process_that_keeps_crashing_is_started_less_and_less_often() -> None:
    seen: list[ProcessStatus] = []
    supervisor = ProcessSupervisor("test", lambda: [sys.executable, "-c", "1/0"], seen.append)
    supervisor.start()
    wait_for(lambda: any(status.restart_in_s >= 0.5 for status in seen))
    supervisor.stop()
    assert next(status.restart_in_s for status in seen if status.exit_code == 1) == 0.0


@pytest.mark.expects_warnings
def test_a_program_that_does_not_exist_is_no_exception(keep: Keep) -> None:
    seen: list[ProcessStatus] = []
    supervisor = ProcessSupervisor("test", lambda: ["/no/such/program"], seen.append)
    supervisor.start()
    wait_for(lambda: bool(seen))
    supervisor.stop()


def test_a_deaf_process_is_killed(keep: Keep) -> None:
    supervisor = keep(DEAF)
    wait_for(lambda: bool(supervisor.status.ready))
    pid = supervisor.status.pid
    supervisor.stop(0.1)
    assert not is_alive(pid)


@pytest.mark.expects_warnings
def test_a_first_line_that_is_no_json_is_passed_over(keep: Keep) -> None:
    supervisor = keep("import sys\nprint('hello',flush=True)\nsys.stdin.read()\n")
    wait_for(lambda: supervisor.status.is_running)
    supervisor.stop()
    assert supervisor.status.ready == {}


def test_a_child_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    """The parent is killed, so it closes nothing in order; the kernel and the pipe tell."""
    child = (
        "import os,sys,threading\nfrom app.services.processes import end_with_parent\n"
        "over=threading.Event()\nend_with_parent(over.set)\n"
        "print('{}',flush=True)\nopen(sys.argv[1],'w').write(str(os.getpid()))\nover.wait()\n"
    )
    note = tmp_path / "pid"
    parent = (
        "import sys,time\nfrom app.services.processes import ProcessSupervisor\n"
        f"s=ProcessSupervisor('x',lambda:[sys.executable,'-c',{child!r},{str(note)!r}])\n"
        "s.start()\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent]) as process:
        wait_for(lambda: note.exists() and note.read_text() != "")
        process.kill()
    pid = int(note.read_text())
    wait_for(lambda: not is_alive(pid))
