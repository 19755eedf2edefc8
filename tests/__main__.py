"""`python3 -m tests`: sets itself up, then runs every gate and every test.

`python3 -m tests --fast` leaves out the journeys; further arguments go to pytest, such as
`python3 -m tests tests/app/domain`, and then the gates are left out.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from app import bootstrap

_ROOT = Path(__file__).resolve().parent.parent
_BIN = Path(sys.executable).parent
_COVERED = "tests/app/domain"
"""Coverage is asked of the domain alone and by its own tests; counted beside all the others it
made them take half as long again."""

_COVERAGE = ["--cov", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"]

_READING = ("analysis", "cache", "formats", "jobs", "lod", "synthetic")
"""Rooms of the twin that draw nothing."""

_LANES = (
    (
        ("tests/app/console", "--ignore=tests/app/console/inventory"),
        ("tests/app/console/inventory",),
        ("tests/widgets/map",),
        (
            "tests/twin_viewer",
            *(f"--ignore=tests/twin_viewer/{room}" for room in _READING),
        ),
        tuple(f"tests/twin_viewer/{room}" for room in _READING),
        ("tests/widgets/portfolio",),
    ),
    (
        (
            "tests/widgets",
            *(f"--ignore=tests/widgets/{room}" for room in ("map", "inventory", "portfolio")),
        ),
        ("tests/widgets/inventory",),
        ("tests/app/verbs", "tests/journeys"),
    ),
    (
        ("tests/connectors", "tests/app/collector", "tests/app/link"),
        ("tests/app/storage", "tests/app/services"),
    ),
)
"""Lanes of passes that run side by side, and mypy beside them.

The first two show windows and keep a processor busy each; the third one mostly waits, for brokers,
devices and disks. Each lane has a screen of its own, for windows that share one also share its
focus. A pass is a process: what one leaves behind makes every later test slower, because after each
test all objects are searched for timers. What no pass names comes last.
"""


def main(arguments: list[str]) -> int:
    """Run the gates and the tests; return the exit code."""
    bootstrap.prepare("tests", dev=True, display=True)
    fast = "--fast" in arguments
    chosen = [argument for argument in arguments if argument != "--fast"]
    if not chosen:
        for name, command in _gates():
            print(f"== {name}", flush=True)
            if subprocess.run(command, cwd=_ROOT, check=False).returncode != 0:
                print(f"The gate '{name}' failed; see above.", flush=True)
                return 1
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    if fast:
        pytest += ["-m", "not journey"]
    if chosen:
        return _run([*pytest, *chosen], None, os.environ)
    coverage = [] if fast else _COVERAGE
    named = [word for lane in _LANES for one in lane for word in one if not word.startswith("-")]
    rest = [f"--ignore={folder}" for folder in (_COVERED, *named)]
    lanes = [[[*pytest, *one] for one in lane] for lane in _LANES]
    lanes[0].append([*pytest, *rest])
    lanes[-1].insert(0, [*pytest, _COVERED, *coverage])
    # mypy takes a minute and a half of one processor: the tests need not wait for it.
    lanes.append([[str(_BIN / "mypy"), "--no-error-summary"]])
    return _run_lanes(lanes)


def _run_lanes(lanes: list[list[list[str]]]) -> int:
    """Run lanes of commands at the same time; say the words of all but the first one last.

    A pass that fails does not keep another from running: one run shows all there is to mend.
    """
    first, *others = lanes
    has_screen = "DISPLAY" in os.environ
    screens = [_other_screen() if has_screen else os.environ for _ in others]
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(len(others)))
        said = [stack.enter_context(TemporaryFile("w+", encoding="utf-8")) for _ in others]
        later = [
            pool.submit(_run_lane, lane, file, screen)
            for lane, file, screen in zip(others, said, screens, strict=True)
        ]
        codes = _run_lane(first, None, os.environ)
        for number, (future, file) in enumerate(zip(later, said, strict=True), 2):
            codes += future.result()
            file.seek(0)
            print(f"== lane {number}", flush=True)
            print(file.read(), flush=True)
    return next((one for one in codes if one), 0)


def _run_lane(
    lane: list[list[str]], target: IO[str] | None, screen: Mapping[str, str]
) -> list[int]:
    """Run the passes of a lane one after the other; return their codes."""
    return [_run(one, target, screen) for one in lane]


def _other_screen() -> Mapping[str, str]:
    """Return the environment of another screen; the person's own one is left to the first lane."""
    return {**os.environ, "DISPLAY": bootstrap.start_screen(), "QT_QPA_PLATFORM": "xcb"}


def _run(command: list[str], target: IO[str] | None, screen: Mapping[str, str]) -> int:
    """Run a command; its words go to the screen, or to a file."""
    done = subprocess.run(
        command, cwd=_ROOT, check=False, stdout=target, stderr=target, env=dict(screen)
    )
    return done.returncode


def _gates() -> list[tuple[str, list[str]]]:
    """Return the quality gates by name, cheapest first."""
    return [
        ("ruff", [str(_BIN / "ruff"), "check", "--quiet", "."]),
        ("ruff format", [str(_BIN / "ruff"), "format", "--check", "--quiet", "."]),
        ("lock", [sys.executable, "-m", "tests.locks"]),
        ("import contracts", [str(_BIN / "lint-imports"), "--no-cache"]),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
