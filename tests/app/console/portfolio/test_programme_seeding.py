"""The programme of the profile is loaded once, and does not come back against a person's will."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.profiles import find_city
from tests.fakes.stocked_console import LOADED, StockedSetting, press_notice, texts
from tests.inventories import create


@pytest.fixture
def setting(qtbot: QtBot, tmp_path: Path) -> Iterator[StockedSetting]:
    setting = StockedSetting(qtbot, tmp_path)
    setting.settings.set(LOADED, value=False)
    yield setting
    setting.close()


def begun(setting: StockedSetting) -> Any:
    """Return a console that has looked whether there is a programme to load."""
    console = setting.idle()
    console.surroundings = replace(console.surroundings, profile=find_city("hamm"))
    seeding = console.portfolio.seeding
    with setting.qtbot.waitSignal(seeding.finished, timeout=60_000):
        seeding.begin()
    return console


def test_an_empty_city_gets_the_programme_and_may_send_it_away(setting: StockedSetting) -> None:
    console = begun(setting)
    assert setting.count("project") > 40
    assert "simuliert" in texts(console)[-1]
    with setting.qtbot.waitSignal(console.portfolio.seeding.finished, timeout=60_000):
        press_notice(console, "Entfernen")
    assert setting.count("project") == 0
    console.portfolio.seeding.begin()
    assert setting.settings.get(LOADED, default=False) is True
    assert setting.count("project") == 0


def test_where_there_are_projects_nothing_is_loaded(setting: StockedSetting) -> None:
    setting.store.put(create("project", uid="p1", name="Eigenes", state="idea"))
    begun(setting)
    assert setting.count("project") == 1


def test_a_programme_with_an_error_in_its_files_is_told_and_nothing_is_loaded(
    setting: StockedSetting, tmp_path: Path
) -> None:
    console = setting.idle()
    profile = tmp_path / "hamm"
    shutil.copytree(find_city("hamm") / "programme", profile / "programme")
    broken = profile / "programme" / "simulated" / "effects.toml"
    broken.write_text(broken.read_text("utf-8") + "\nx = = 3\n", "utf-8")
    console.surroundings = replace(console.surroundings, profile=profile)
    seeding = console.portfolio.seeding
    with setting.qtbot.waitSignal(seeding.finished, timeout=60_000):
        seeding.begin()
    assert "programme/simulated/effects.toml" in texts(console)[-1]
    assert setting.count("project") == 0
    assert setting.settings.get(LOADED, default=False) is False


def test_without_a_profile_nothing_is_done(setting: StockedSetting) -> None:
    console = setting.idle()
    console.portfolio.seeding.begin()
    assert setting.count("project") == 0
