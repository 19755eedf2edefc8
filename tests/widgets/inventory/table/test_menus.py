"""The menu of rows: every kind has its acts, each with words, closed where they cannot be done."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from widgets.inventory.panes import Acts
from widgets.inventory.table.menus import CHANGING, ONE, act_words, acts_of, make_row_menu


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_act_of_a_kind_has_words(kind: str) -> None:
    assert all(act_words(act) for act in acts_of(kind) if act)


def test_assets_are_placed_and_bound_and_an_audit_begins_at_a_site() -> None:
    assert {Acts.PLACE_IN_TWIN, Acts.BIND} <= set(acts_of("asset"))
    assert Acts.AUDIT in set(acts_of("site"))
    assert {Acts.PLACE_IN_TWIN, Acts.BIND, Acts.AUDIT} <= CHANGING & ONE


def test_what_changes_records_is_closed_in_the_past(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asked: list[str] = []
    for is_live in (True, False):
        menu = make_row_menu(
            parent, "asset", [Key("asset", "a")], is_live=is_live, ask=asked.append
        )
        entries = {action.text(): action for action in menu.actions()}
        placing = entries[act_words(Acts.PLACE_IN_TWIN)]
        assert placing.isEnabled() is is_live
        placing.trigger()
    assert asked == [Acts.PLACE_IN_TWIN]
