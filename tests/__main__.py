"""`python3 -m tests`: sets itself up, then runs every gate and every test.

`python3 -m tests --fast` leaves out the journeys; further arguments go to pytest, such as
`python3 -m tests tests/app/domain`, and then the gates are left out.
"""

import subprocess
import sys
from pathlib import Path

from app import bootstrap

_ROOT = Path(__file__).resolve().parent.parent


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
    if not chosen and not fast:
        pytest += ["--cov", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"]
    return subprocess.run([*pytest, *chosen], cwd=_ROOT, check=False).returncode


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
