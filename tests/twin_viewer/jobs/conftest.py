"""Libraries under test are closed at the end; files for the fake worker."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.twin_viewer.jobs.benches import Bench, Open, Write, fake_command


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Return what opens a library in a folder; all are closed at the end."""
    benches: list[Bench] = []

    def open_(
        command: Callable[..., Sequence[str]] = fake_command, folder: str = "twin", cap: int = 0
    ) -> Bench:
        benches.append(Bench(tmp_path / folder, command, cap))
        return benches[-1]

    yield open_
    for bench in benches:
        bench.library.close()


@pytest.fixture
def city(tmp_path: Path) -> Write:
    """Return what writes a file for the fake worker."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write
