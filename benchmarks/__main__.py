"""`python3 -m benchmarks NAME`: sets itself up, measures, prints one JSON object as its last line.

Without a name it lists what there is. Exit code 0 when the budget is kept, 1 when not.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

from app import bootstrap

_NOT_BENCHMARKS = {"__main__", "result"}


def main(arguments: list[str]) -> int:
    """Run the named benchmarks one after the other; what begins with `--` is theirs to read."""
    named = [argument for argument in arguments if not argument.startswith("--")]
    if not named:
        for name in names():
            module_doc = _first_line(name)
            print(f"{name:20} {module_doc}")
        return 0
    unknown = [name for name in named if name not in names()]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; these exist: {', '.join(names())}")
        return 2
    bootstrap.prepare("benchmarks", dev=True, display=True)
    passed = True
    for name in named:
        result = importlib.import_module(f"benchmarks.{name}").run()
        passed = passed and result.passed
        print(result.to_json(), flush=True)
    return 0 if passed else 1


def names() -> list[str]:
    """Return the names of all benchmarks."""
    folder = str(Path(__file__).parent)
    found = [module.name for module in pkgutil.iter_modules([folder])]
    return [name for name in found if name not in _NOT_BENCHMARKS and not name.startswith("_")]


def _first_line(name: str) -> str:
    """Return the first line of a benchmark's docstring without importing it."""
    text = (Path(__file__).parent / f"{name}.py").read_text("utf-8")
    return text.split('"""')[1].splitlines()[0] if '"""' in text else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
