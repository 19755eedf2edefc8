"""A console with a small programme."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.fakes.stocked_console import StockedSetting
from tests.portfolios import small_programme
from widgets.theme import theme


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def setting(qtbot: QtBot, tmp_path: Path) -> Iterator[StockedSetting]:
    setting = StockedSetting(qtbot, tmp_path)
    small_programme().fill(setting.store)
    yield setting
    setting.close()
