"""The gate `lock`: compiles both lock files again and fails when one of them says otherwise.

The files are compiled over copies of themselves, so versions that still fit stay as they are; a
difference means that pyproject.toml was changed and the lock was not.
"""

import difflib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_ROOT: Final = Path(__file__).resolve().parent.parent
_LOCKS: Final = {"requirements.lock": [], "requirements-dev.lock": ["--group", "dev"]}
_COMPILE: Final = (
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-strip-extras",
    "--python-version",
    "3.11",
    "pyproject.toml",
)


def main() -> int:
    """Compare both lock files; return 0 when both are up to date."""
    different = [name for name, more in _LOCKS.items() if not is_current(_ROOT, name, more)]
    return 1 if different else 0


def is_current(project: Path, name: str, more: list[str]) -> bool:
    """Tell whether a lock file is what pyproject.toml asks for; print the difference."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, name)
        shutil.copyfile(project / name, copy)
        uv = Path(sys.executable).parent / "uv"
        command = [str(uv), "pip", "compile", "--quiet", *_COMPILE, *more, "-o", str(copy)]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.stdout.write(f"{name} cannot be compiled:\n{done.stderr}\n")
            return False
        wanted, found = _lines(copy), _lines(project / name)
    difference = list(difflib.unified_diff(found, wanted, name, "compiled again", lineterm=""))
    if difference:
        call = " ".join(["uv pip compile", *_COMPILE, *more, "-o", name])
        sys.stdout.write("\n".join([*difference[:60], f"Please run: {call}", ""]))
    return not difference


def _lines(lock: Path) -> list[str]:
    """Return the lines of a lock file without its head, which names the command that made it."""
    lines = lock.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


if __name__ == "__main__":
    sys.exit(main())
