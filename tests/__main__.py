"""`python3 -m tests`: sets itself up, then runs every gate and every test.

`python3 -m tests --fast` leaves out the journeys; further arguments go to pytest, such as
`python3 -m tests tests/app/domain`, and then the gates are left out.
"""

import subprocess
import sys
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

_BESIDE = ["tests/connectors", "tests/app/storage", "tests/app/services"]
"""Tests without a window, run beside those with one: they wait for brokers, servers and clocks
most of the time. Windows stay in one pass, for they share one screen and its focus."""


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
        return _run([*pytest, *chosen], None)
    coverage = [] if fast else _COVERAGE
    beside = [[*pytest, _COVERED, *coverage], [*pytest, *_BESIDE]]
    ignored = [f"--ignore={folder}" for folder in (_COVERED, *_BESIDE)]
    return _run_both([*pytest, *ignored], beside)


def _run_both(command: list[str], beside: list[list[str]]) -> int:
    """Run one command and, at the same time, others one after the other; say those's words last.

    A pass that fails does not keep another from running: one run shows all there is to mend.
    """
    with TemporaryFile("w+", encoding="utf-8") as said, ThreadPoolExecutor(1) as pool:
        later = pool.submit(lambda: [_run(one, said) for one in beside])
        code = _run(command, None)
        codes = later.result()
        said.seek(0)
        print(f"== {', '.join([_COVERED, *_BESIDE])}", flush=True)
        print(said.read(), flush=True)
    return next((one for one in (code, *codes) if one), 0)


def _run(command: list[str], target: IO[str] | None) -> int:
    """Run a command; its words go to the screen, or to a file."""
    done = subprocess.run(command, cwd=_ROOT, check=False, stdout=target, stderr=target)
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
