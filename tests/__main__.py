"""`python3 -m tests`: sets itself up, then runs every gate and every test.

`python3 -m tests --fast` leaves out the journeys; further arguments go to pytest, such as
`python3 -m tests tests/app/domain`, and then the gates are left out.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from app import bootstrap

_ROOT = Path(__file__).resolve().parent.parent
_COVERED = "tests/app/domain"
"""Coverage is asked of the domain alone and by its own tests; counted beside all the others it
made them take half as long again."""

_COVERAGE = ["--cov", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"]

_READING = ("analysis", "cache", "formats", "jobs", "lod", "synthetic")
"""Rooms of the twin that draw nothing."""

_LANES = (
    (
        ("tests/app/console",),
        ("tests/app/collector", "tests/app/link"),
        ("tests/widgets", "--ignore=tests/widgets/map"),
        ("tests/widgets/map",),
    ),
    (
        ("tests/connectors", "tests/app/storage", "tests/app/services"),
        ("tests/app/verbs", "tests/journeys"),
        (
            "tests/twin_viewer",
            *(f"--ignore=tests/twin_viewer/{room}" for room in _READING),
        ),
        tuple(f"tests/twin_viewer/{room}" for room in _READING),
    ),
)
"""Two lanes of passes, one for each processor; each lane has a screen of its own, for windows that
share one also share its focus. A pass is a process: what one leaves behind makes every later test
slower, because after each test all objects are searched for timers. What no pass names comes last.
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
    left, right = ([[*pytest, *one] for one in lane] for lane in _LANES)
    return _run_both([*left, [*pytest, *rest]], [[*pytest, _COVERED, *coverage], *right])


def _run_both(left: list[list[str]], right: list[list[str]]) -> int:
    """Run two lanes of commands at the same time; say the words of the second one last.

    A pass that fails does not keep another from running: one run shows all there is to mend.
    """
    screen = os.environ if "DISPLAY" not in os.environ else _other_screen()
    with TemporaryFile("w+", encoding="utf-8") as said, ThreadPoolExecutor(1) as pool:
        later = pool.submit(lambda: [_run(one, said, screen) for one in right])
        codes = [_run(one, None, os.environ) for one in left]
        codes += later.result()
        said.seek(0)
        print("== the other lane", flush=True)
        print(said.read(), flush=True)
    return next((one for one in codes if one), 0)


def _other_screen() -> Mapping[str, str]:
    """Return the environment of a second screen; the person's own one is left to the first lane."""
    return {**os.environ, "DISPLAY": bootstrap.start_screen(), "QT_QPA_PLATFORM": "xcb"}


def _run(command: list[str], target: IO[str] | None, screen: Mapping[str, str]) -> int:
    """Run a command; its words go to the screen, or to a file."""
    done = subprocess.run(
        command, cwd=_ROOT, check=False, stdout=target, stderr=target, env=dict(screen)
    )
    return done.returncode


def _gates() -> list[tuple[str, list[str]]]:
    """Return the quality gates by name, cheapest first."""
    bin_folder = Path(sys.executable).parent
    return [
        ("ruff", [str(bin_folder / "ruff"), "check", "--quiet", "."]),
        ("ruff format", [str(bin_folder / "ruff"), "format", "--check", "--quiet", "."]),
        ("lock", [sys.executable, "-m", "tests.locks"]),
        ("import contracts", [str(bin_folder / "lint-imports"), "--no-cache"]),
        ("mypy", [str(bin_folder / "mypy"), "--no-error-summary"]),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
