"""`app programme …`: what it prints, what it changes, and how it ends."""

from contextlib import closing
from pathlib import Path

import pytest

from app.domain.inventory.queries import Query
from app.main import main, needs_screen
from tests.inventories import create, make_inventory


def count(data: Path, kind: str) -> int:
    store = make_inventory(data)
    try:
        with closing(store.reader()) as reader:
            return reader.count(Query(kind))
    finally:
        store.close()


def test_it_loads_once_and_removes_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["programme", "load", "--data", str(tmp_path)]) == 0
    assert "records" in capsys.readouterr().err
    assert count(tmp_path, "project") == 53

    assert main(["programme", "load", "--data", str(tmp_path)]) == 0
    assert "nothing was done" in capsys.readouterr().err

    assert main(["programme", "remove", "--data", str(tmp_path)]) == 0
    assert "0 kept" in capsys.readouterr().err
    assert count(tmp_path, "project") == 0


def test_a_number_that_is_taken_is_refused_and_nothing_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = make_inventory(tmp_path)
    store.put(create("project", number="I-01", name="Eigenes", state="idea"))
    store.close()

    assert main(["programme", "load", "--data", str(tmp_path)]) == 1
    assert "I-01" in capsys.readouterr().err
    assert count(tmp_path, "project") == 1


def test_a_profile_without_a_programme_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "leer"
    profile.mkdir()

    code = main(["programme", "load", "--profile", str(profile), "--data", str(tmp_path / "d")])

    assert code == 2
    assert "no programme" in capsys.readouterr().err


def test_wrong_files_are_told_and_nothing_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "stadt" / "programme" / "public"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text('[[project]]\nkey = "a"\nname = "A"\n', "utf-8")

    code = main(
        ["programme", "load", "--profile", str(tmp_path / "stadt"), "--data", str(tmp_path / "d")]
    )

    assert code == 2
    assert "braucht eine Quelle" in capsys.readouterr().err


def test_it_needs_no_screen() -> None:
    assert not needs_screen(["programme", "load"])
