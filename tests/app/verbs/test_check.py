"""`app --check`: it says what there is and what a person should do, and changes nothing."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.main import make_parser
from app.verbs import check
from app.verbs.check import examine
from app.verbs.places import Places
from tests.fakes.profiles import write_profile


@pytest.fixture
def places(tmp_path: Path, qapp: QApplication) -> Places:
    (tmp_path / "data" / "hist").mkdir(parents=True)
    write_profile(tmp_path / "profile")
    return Places(tmp_path / "profile", tmp_path / "data")


@contextmanager
def database(path: Path, version: int) -> Iterator[None]:
    """Write a sound database of a schema version and keep it as it is."""
    connection = sqlite3.connect(path)
    connection.executescript(f"CREATE TABLE t(x); PRAGMA user_version={version};")
    connection.close()
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before


def test_a_sound_machine_has_no_problems(places: Places) -> None:
    with database(places.journal, 1):
        found, problems = examine(places)
    assert problems == []
    assert found["profile"]["city"] == "kleinstadt"
    assert found["screen"]["platform"] == "xcb"
    assert found["screen"]["gl"]["renderer"]
    assert "?" not in found["libraries"].values()
    assert found["collector"] == {"is_running": False}
    assert found["data"]["files"][0] == {
        "name": "journal.db",
        "bytes": places.journal.stat().st_size,
        "schema_version": 1,
        "integrity": "ok",
    }


def test_faults_of_the_profile_are_told_with_their_place(places: Places) -> None:
    (places.profile / "units.toml").write_text("unit = [ broken\n")
    found, problems = examine(places)
    assert "units.toml" in problems[0]
    assert found["profile"]["problems"][0]["place"].startswith("units.toml:1:")


def test_a_newer_and_a_broken_file_are_told_and_left_alone(places: Places) -> None:
    broken = places.history / "2026-01.db"
    broken.write_bytes(b"this is no database" * 500)
    with database(places.settings, 99):
        _, problems = examine(places)
    assert any("city.db" in problem and "neueren Version" in problem for problem in problems)
    assert any("2026-01.db" in problem for problem in problems)
    assert broken.read_bytes().startswith(b"this is no")


def test_a_file_that_was_set_aside_is_not_forgotten(places: Places) -> None:
    (places.data / "journal.db.corrupt-2026-01-01T000000").write_bytes(b"x")
    _, problems = examine(places)
    assert any("beiseitegelegt" in problem for problem in problems)


def test_a_collector_that_is_gone_is_not_taken_for_one(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "ANSWER_S", 0.1)
    (places.data / "link.json").write_text('{"pid": 1, "address": "/nowhere", "key": "00"}')
    found, _ = examine(places)
    assert found["collector"] == {"is_running": False, "announced_pid": 1}


def test_it_is_printed_as_json_and_the_exit_code_tells(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--check", "--profile", str(places.profile), "--data", str(places.data)]
    assert check.main(make_parser().parse_args(arguments)) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []
    (places.profile / "city.toml").unlink()
    assert check.main(make_parser().parse_args(arguments)) == 1
    assert json.loads(capsys.readouterr().out)["problems"]


def test_an_unknown_profile_is_told(capsys: pytest.CaptureFixture[str], qapp: QApplication) -> None:
    assert check.main(make_parser().parse_args(["--check", "--profile", "nirgendwo"])) == 1
    assert "nirgendwo" in json.loads(capsys.readouterr().out)["problems"][0]
