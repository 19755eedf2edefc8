"""The command line: every verb and flag of the README is understood, and leads to its module."""

import importlib
import tomllib
from argparse import Namespace
from pathlib import Path

import pytest

from app import __version__, main
from app.console.workspaces import workspace_ids


def test_without_a_verb_the_console_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert verb_of([], monkeypatch) == "run"


@pytest.mark.parametrize(
    ("arguments", "verb"),
    [
        (["run"], "run"),
        (["--check"], "check"),
        (["--selftest"], "selftest"),
        (["--snapshot", "pictures", "--workspace", "lage"], "snapshot"),
        (["collect", "--with-parent", "--no-simulation"], "collect"),
        (["simulate", "--seed", "3", "--incidents", "off"], "simulate"),
        (["history", "a.b", "--from", "2026-01-01", "--tier", "1h"], "history"),
        (["--profile", "hamm", "--data", "x", "--theme", "dark", "--lang", "en"], "run"),
    ],
)
def test_arguments_lead_to_their_verb(
    arguments: list[str], verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verb_of(arguments, monkeypatch) == verb


def verb_of(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the verb that a command line reaches, without carrying it out."""
    reached: list[str] = []

    class Room:
        def __init__(self, name: str) -> None:
            self.name = name

        def main(self, options: Namespace) -> int:
            reached.append(self.name.removeprefix("app.verbs."))
            return 7

    monkeypatch.setattr(importlib, "import_module", Room)
    assert main.main(arguments) == 7
    return reached[0]


@pytest.mark.parametrize("verb", ["run", "check", "snapshot", "selftest", "history", "collect"])
def test_every_verb_has_a_module_with_a_main(verb: str) -> None:
    assert callable(importlib.import_module(f"app.verbs.{verb}").main)


def test_the_folders_may_stand_before_and_behind_the_verb() -> None:
    behind = main.make_parser().parse_args(["collect", "--data", "x", "--profile", "y"])
    before = main.make_parser().parse_args(["--data", "x", "--profile", "y", "collect"])
    assert (behind.data, behind.profile) == (before.data, before.profile) == ("x", "y")


def test_only_verbs_that_draw_need_a_screen() -> None:
    assert all(main.needs_screen(given) for given in ([], ["run"], ["--check"], ["--selftest"]))
    assert not any(
        main.needs_screen(given)
        for given in (["collect"], ["simulate"], ["history", "a"], ["--help"], ["-h"])
    )


@pytest.mark.parametrize("size", ["", "x", "1600", "100x100", "-1x900", "1600x1000x24"])
def test_a_size_that_is_none_is_refused(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.make_parser().parse_args([f"--size={size}"])
    assert "1600x1000" in capsys.readouterr().err


def test_a_size_is_read() -> None:
    assert main.make_parser().parse_args(["--size", "1920X1080"]).size == (1920, 1080)


def test_help_names_every_verb_and_flag() -> None:
    text = main.make_parser().format_help()
    for word in ("collect", "simulate", "history", "--check", "--selftest", "--snapshot"):
        assert word in text


def test_the_command_line_knows_the_workspaces_of_the_console() -> None:
    assert workspace_ids() == main.WORKSPACES


def test_the_version_is_that_of_the_project() -> None:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    assert tomllib.loads(project.read_text("utf-8"))["project"]["version"] == __version__
