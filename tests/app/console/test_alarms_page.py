"""The page of the alarms: how its views share the room."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.console.workspaces import ALARME
from tests.fakes.console import Setting
from widgets.theme import theme


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    yield setting
    setting.close()


@pytest.fixture
def page(setting: Setting) -> Any:
    console = setting.live()
    console.window.open_workspace(ALARME)
    return console.window.pages[ALARME]


def test_the_journal_leaves_its_room_to_rules_and_figures(page: Any) -> None:
    assert page.journal.isVisible()
    page.dock("rules").setAsCurrentTab()
    QApplication.processEvents()
    assert not page.journal.isVisible()
    page.dock("alarms").setAsCurrentTab()
    QApplication.processEvents()
    assert page.journal.isVisible()


def test_a_journal_in_a_tab_of_its_own_stays(page: Any) -> None:
    area = page.dock("alarms").dockAreaWidget()
    area.insertDockWidget(1, page.dock("journal"), True)
    QApplication.processEvents()
    page.dock("journal").setAsCurrentTab()
    QApplication.processEvents()
    assert page.journal.isVisible()


def test_the_journal_is_there_again_after_a_restart(setting: Setting, page: Any) -> None:
    page.dock("kpis").setAsCurrentTab()
    QApplication.processEvents()
    saved = page.save_state()
    page.restore_state(saved)
    page.dock("alarms").setAsCurrentTab()
    QApplication.processEvents()
    assert page.journal.isVisible()
    assert setting.city is not None
