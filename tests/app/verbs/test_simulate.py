"""`app simulate`: what it passes on, and what it says when the profile is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.main import make_parser
from app.verbs import simulate
from connectors.simulated_city import process


def test_it_plays_the_city_of_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def run(city: Any, **options: Any) -> int:
        given.update(options, city=city.id)
        return 0

    monkeypatch.setattr(process, "run", run)
    arguments = ["simulate", "--data", str(tmp_path), "--seed", "7", "--incidents", "off"]
    assert simulate.main(make_parser().parse_args(arguments)) == 0
    assert given == {
        "city": "hamm",
        "seed": 7,
        "has_incidents": False,
        "address_file": tmp_path.resolve() / "simulation.json",
        "with_parent": False,
    }


def test_a_wrong_profile_is_told_and_nothing_is_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "city.toml").write_text("[city\n", "utf-8")
    arguments = ["simulate", "--profile", str(profile), "--data", str(tmp_path / "data")]
    assert simulate.main(make_parser().parse_args(arguments)) == simulate.EXIT_PROFILE
    told = capsys.readouterr()
    said = json.loads(told.out)
    assert said["state"] == "failed"
    assert "city.toml" in said["problems"][0]
    assert "city.toml" in told.err
