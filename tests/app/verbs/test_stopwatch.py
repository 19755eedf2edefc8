"""Times from the start of the process, as `--times` writes them."""

import json
from pathlib import Path

from app.verbs.stopwatch import Stopwatch, heavy_modules, since_start


def test_time_counts_from_the_start_of_the_process() -> None:
    first = since_start()
    assert 0 < first <= since_start()


def test_the_first_note_counts_and_is_written_at_once(tmp_path: Path) -> None:
    file = tmp_path / "times.json"
    watch = Stopwatch(str(file))
    watch.note("painted")
    watch.note("heavy", ["x"])
    first = json.loads(file.read_text())
    watch.note("painted")
    assert json.loads(file.read_text()) == first
    assert first["heavy"] == ["x"]
    assert isinstance(first["painted"], float)


def test_without_a_file_nothing_is_written() -> None:
    watch = Stopwatch()
    watch.note("painted")
    assert list(watch.notes) == ["painted"]


def test_heavy_modules_are_those_that_are_loaded() -> None:
    assert heavy_modules(["json", "no_such_module"]) == ["json"]
