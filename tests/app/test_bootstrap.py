"""The set-up of a bare machine, as far as it can be tried without touching this one."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

import pytest

from app import bootstrap

Patch = pytest.MonkeyPatch


@pytest.fixture
def project(tmp_path: Path, monkeypatch: Patch) -> Path:
    """A project of its own, whose environment is not there yet."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text(f"# {name}\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "_VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "_STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(bootstrap, "_TOOLS", tmp_path / "build" / "bootstrap")
    return tmp_path


@pytest.fixture
def installed(project: Path, monkeypatch: Patch) -> list[str]:
    """Note what would be installed instead of doing so."""
    names: list[str] = []

    def install(lock: Path) -> None:
        names.append(lock.name)
        python = bootstrap._python()
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(bootstrap, "_install", install)
    return names


def test_packages_are_installed_once_and_again_when_the_lock_changes(
    project: Path, installed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap._provide_packages(dev=False)
    bootstrap._provide_packages(dev=False)
    assert installed == ["requirements.lock"]
    (project / "requirements.lock").write_text("# another\n")
    bootstrap._provide_packages(dev=False)
    assert installed == ["requirements.lock", "requirements.lock"]
    assert "happens once" in capsys.readouterr().err


def test_what_the_tests_need_also_serves_the_program(project: Path, installed: list[str]) -> None:
    bootstrap._provide_packages(dev=True)
    bootstrap._provide_packages(dev=False)
    assert installed == ["requirements-dev.lock"]


def test_what_the_program_needs_does_not_serve_the_tests(
    project: Path, installed: list[str]
) -> None:
    bootstrap._provide_packages(dev=False)
    bootstrap._provide_packages(dev=True)
    assert installed == ["requirements.lock", "requirements-dev.lock"]


def test_missing_libraries_are_found_by_soname_and_named_by_package(monkeypatch: Patch) -> None:
    monkeypatch.setattr(bootstrap, "_LIBRARIES", {"libno.so.9": "libno9", "libc.so.6": "libc6"})
    monkeypatch.setenv("DISPLAY", ":1")
    assert list(bootstrap._missing_packages(display=True, dev=False)) == ["libno9"]
    assert list(bootstrap._missing_packages(display=False, dev=False)) == []


def test_a_virtual_screen_is_wanted_only_where_there_is_none(monkeypatch: Patch) -> None:
    monkeypatch.setattr(bootstrap, "_LIBRARIES", {})
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert list(bootstrap._missing_packages(display=True, dev=False)) == ["xvfb"]
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert list(bootstrap._missing_packages(display=True, dev=False)) == []


def test_everybody_but_root_is_told_the_one_line_to_run(
    monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "_LIBRARIES", {"libno.so.9": "libno9", "libnot.so": "libnot"})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("DISPLAY", ":1")
    with pytest.raises(SystemExit):
        bootstrap._provide_system(display=True, dev=False)
    said = capsys.readouterr().err
    assert "sudo apt-get install -y --no-install-recommends libno9 libnot\n" in said


def test_missing_fonts_stop_nobody(monkeypatch: Patch) -> None:
    monkeypatch.setattr(bootstrap, "_LIBRARIES", {})
    monkeypatch.setattr(bootstrap, "_FONT_FOLDERS", {"no/such": "fonts-no"})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("DISPLAY", ":1")
    bootstrap._provide_system(display=True, dev=False)
    assert bootstrap._missing_fonts() == ["fonts-no"]


def test_root_gets_what_is_missing_in_one_go(monkeypatch: Patch) -> None:
    got: list[str] = []
    monkeypatch.setattr(bootstrap, "_LIBRARIES", {"libno.so.9": "libno9"})
    monkeypatch.setattr(bootstrap, "_FONT_FOLDERS", {"no/such": "fonts-no"})
    monkeypatch.setattr(bootstrap, "_apt", got.extend)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setenv("DISPLAY", ":1")
    bootstrap._provide_system(display=True, dev=False)
    assert got == ["libno9", "fonts-no"]


def test_an_old_python_is_told_kindly(
    monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit):
        bootstrap.prepare("app", dev=False, display=False)
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_a_bundle_sets_nothing_up(monkeypatch: Patch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(ctypes, "CDLL", None)
    bootstrap.prepare("app", dev=False, display=False)


def test_a_step_that_fails_says_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bootstrap._run([sys.executable, "-c", "print('no space left'); raise SystemExit(3)"])
    assert "no space left" in capsys.readouterr().err


def test_an_environment_of_another_python_is_made_anew(project: Path) -> None:
    python = bootstrap._python()
    python.parent.mkdir(parents=True)
    python.touch()
    config = project / ".venv" / "pyvenv.cfg"
    config.write_text("version = 3.9.2\n")
    assert not bootstrap._is_made_by_this_python()
    config.write_text(f"version = {sys.version_info[0]}.{sys.version_info[1]}.99\n")
    assert bootstrap._is_made_by_this_python()
