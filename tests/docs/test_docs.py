"""What the documents name is there: files, verbs, options, benchmarks, packages."""

import re
from pathlib import Path
from typing import Any

import pytest

from app.main import make_parser
from benchmarks.__main__ import names as benchmark_names

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z0-9_.-]+) \| (\S+) \| ", re.MULTILINE)
COMMAND = re.compile(r"python3 -m app((?: [^`\n#]*)?)")
RUN = re.compile(r"python3 -m benchmarks ([a-z_]+)")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_lead_somewhere(paper: Path) -> None:
    targets = [link for link in LINK.findall(paper.read_text("utf-8")) if "://" not in link]
    assert [target for target in targets if not (paper.parent / target).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_benchmarks_that_are_named_exist(paper: Path) -> None:
    assert set(RUN.findall(paper.read_text("utf-8"))) <= set(benchmark_names())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_options_that_are_named_exist(paper: Path) -> None:
    usage = make_parser().format_help()
    for verb in ("collect", "simulate", "history", "replay"):
        usage += sub_usage(verb)
    usage += sub_usage("inventory", "import")
    for line in COMMAND.findall(paper.read_text("utf-8")):
        for option in re.findall(r"--[a-z-]+", line):
            assert option in usage, line


def sub_usage(*verbs: str) -> str:
    """Return the help of a verb, or of one of its actions."""
    parser: Any = make_parser()
    for verb in verbs:
        parser = parser._subparsers._group_actions[0].choices[verb]
    return str(parser.format_help())


def test_every_package_of_the_locks_has_its_licence_named() -> None:
    pinned: set[tuple[str, str]] = set()
    for lock in ("requirements.lock", "requirements-dev.lock"):
        pinned |= set(PIN.findall((ROOT / lock).read_text("utf-8")))
    listed = set(ROW.findall((ROOT / "docs/licences.md").read_text("utf-8")))
    assert listed - {("package", "version")} == pinned


def test_every_benchmark_has_its_row() -> None:
    text = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    assert [name for name in benchmark_names() if f"| `{name}`" not in text] == []


def test_the_stack_names_every_pinned_library_with_its_version() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    wanted = project.split("dependencies = [")[1].split("\n]")[0]
    text = (ROOT / "docs/stack.md").read_text("utf-8")
    pins = re.findall(r'"([A-Za-z0-9-]+)(?:\[\w+\])?==([^"]+)"', wanted)
    assert pins
    assert [pin for pin in pins if f"| {pin[0]} | {pin[1]} |" not in text] == []
