"""Dialogs of the inventory: opened by acts, in the present only; removal asks first."""

from array import array
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from app.console.inventory.editing import Editing
from app.domain.inventory.changes import Changeset, Origin
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from tests.fakes.console import NOW, SECOND
from tests.fakes.stocked_console import Stock, StockedSetting, press_notice, texts
from tests.inventories import create, remove
from widgets.inventory.bulk import BulkDialog
from widgets.inventory.editing import EditDialog
from widgets.inventory.panes import Acts
from widgets.inventory.table.selecting import ChosenRecords


def parts_of(setting: StockedSetting) -> tuple[Any, Editing]:
    console = setting.idle()
    editing = console.inventory.editing
    assert editing is not None
    return console, editing


def opened(setting: StockedSetting, console: Any, kind: type[QDialog]) -> Any:
    """Return the dialog of a kind that stands over the window."""
    found: list[QDialog] = []

    def is_there() -> bool:
        found[:] = [one for one in console.window.findChildren(kind) if one.isVisible()]
        return bool(found)

    setting.qtbot.waitUntil(is_there)
    return found[0]


def ready(setting: StockedSetting, console: Any) -> Any:
    dialog = opened(setting, console, EditDialog)
    setting.qtbot.waitUntil(lambda: dialog.draft is not None)
    return dialog


def answer(box: QMessageBox, words: str) -> None:
    next(one for one in box.buttons() if one.text().replace("&", "") == words).click()


def chosen_ids(setting: StockedSetting) -> "array[int]":
    with closing(setting.store.reader()) as reader:
        return reader.ids(Query("asset"))


# ---- one record ------------------------------------------------------------------------------
def test_a_record_is_edited_in_a_dialog_and_the_change_can_be_taken_back(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    editing.edit(Acts.EDIT, stock.keys[:1])
    dialog = ready(setting, console)
    dialog.form.set_value("name", "Neuer Name")
    with setting.qtbot.waitSignal(dialog.saved) as saved:
        dialog.save.click()
    assert saved.args == stock.keys[:1]
    assert not dialog.isVisible()
    carrier = console.inventory.carrier
    with setting.qtbot.waitSignal(carrier.steps_changed):
        carrier.undo()
    record = setting.record("asset", stock.assets[0])
    assert record is not None
    assert record.get("name") == "Gerät 0"


def test_what_the_store_refuses_is_told_in_the_dialog_alone(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    editing.edit(Acts.EDIT, stock.keys[:1])
    dialog = ready(setting, console)
    dialog.form.set_value("tag", "INV-1")
    dialog.save.click()
    setting.qtbot.waitUntil(lambda: bool(dialog.form.editors["tag"].problem))
    assert dialog.isVisible()
    assert texts(console) == []
    dialog.discard()


def test_a_new_record_is_begun_empty(setting: StockedSetting, stock: Stock) -> None:
    console, editing = parts_of(setting)
    editing.edit(Acts.NEW, [Key("site", "")])
    dialog = ready(setting, console)
    dialog.form.set_value("name", "Neue Schule")
    dialog.form.set_value("kind", "school")
    with setting.qtbot.waitSignal(dialog.saved) as saved:
        dialog.save.click()
    record = setting.record("site", saved.args[0].uid)
    assert record is not None
    assert record.get("name") == "Neue Schule"


def test_a_copy_begins_like_its_model_without_what_is_unique(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    editing.edit(Acts.COPY_OF, stock.keys[:1])
    dialog = ready(setting, console)
    values = dialog.form.values()
    assert (values.get("type"), values.get("site")) == (stock.type, stock.site)
    assert not values.get("tag")
    assert not values.get("device")
    dialog.discard()


# ---- many ------------------------------------------------------------------------------------
def test_many_records_of_one_kind_are_edited_together(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    editing.edit_many(stock.keys, None)
    dialog = opened(setting, console, BulkDialog)
    assert dialog._source.kind == "asset"
    dialog.reject()


def test_all_that_the_table_has_selected_is_edited_not_only_what_was_named(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    ids = chosen_ids(setting)
    editing.edit_many(stock.keys[:1], ChosenRecords("asset", ids, None))
    dialog = opened(setting, console, BulkDialog)
    assert list(dialog._source.ids) == list(ids)
    dialog.reject()


@pytest.mark.parametrize("are_mixed", [True, False])
def test_records_of_several_kinds_or_none_cannot_be_edited_together(
    setting: StockedSetting, stock: Stock, *, are_mixed: bool
) -> None:
    console, editing = parts_of(setting)
    editing.edit_many([*stock.keys, Key("site", stock.site)] if are_mixed else [], None)
    assert texts(console) == ["Bitte wählen Sie zuerst Datensätze einer Art aus."]
    assert not console.window.findChildren(BulkDialog)


# ---- the past --------------------------------------------------------------------------------
def test_a_past_moment_cannot_be_changed_and_that_is_said(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    console.time_bus.pin(NOW - 60 * SECOND)
    editing.edit(Acts.EDIT, stock.keys[:1])
    editing.edit_many(stock.keys, None)
    editing.remove(stock.keys)
    assert len(texts(console)) == 3
    assert all("ändern lässt sich nur der gegenwärtige" in text for text in texts(console))
    assert not console.window.findChildren(QDialog)
    assert setting.count("asset") == 3


def test_nothing_selected_opens_nothing(setting: StockedSetting, stock: Stock) -> None:
    console, editing = parts_of(setting)
    editing.edit(Acts.EDIT, [])
    editing.remove([])
    assert not console.window.findChildren(QDialog)
    assert texts(console) == []


# ---- removal ---------------------------------------------------------------------------------
def test_one_record_is_removed_after_a_question_that_names_it(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    uid = stock.assets[0]
    finding = create(
        "finding", rule="r", subject_kind="asset", subject=uid, state="open", severity="low",
        text="Etwas", opened_us=NOW,
    )  # fmt: skip
    setting.store.commit(Changeset([finding], origin=Origin.MEASURED))
    editing.remove(stock.keys[:1])
    box = opened(setting, console, QMessageBox)
    assert box.text() == "Gerät „INV-0 Gerät 0“ entfernen?"
    assert "rückgängig" in box.informativeText()
    answer(box, "Entfernen")
    setting.qtbot.waitUntil(lambda: bool(texts(console)))
    assert setting.record("asset", uid) is None
    assert setting.record("finding", finding.uid) is None
    assert texts(console) == ["Entfernt. Mit Strg+Z machen Sie es rückgängig."]
    with setting.qtbot.waitSignal(console.inventory.carrier.steps_changed):
        press_notice(console, "Rückgängig machen")
    assert setting.record("asset", uid) is not None
    assert setting.record("finding", finding.uid) is not None


def test_many_are_counted_in_the_question_and_can_be_taken_back_from_the_notice(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    editing.remove(stock.keys)
    box = opened(setting, console, QMessageBox)
    assert box.text() == "3 Datensätze entfernen?"
    answer(box, "Entfernen")
    setting.qtbot.waitUntil(lambda: setting.count("asset") == 0 and len(texts(console)) == 2)
    with setting.qtbot.waitSignal(console.inventory.carrier.steps_changed):
        press_notice(console, "Rückgängig machen")
    assert setting.count("asset") == 3


def test_a_removal_that_is_thought_better_of_removes_nothing(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    editing.remove(stock.keys)
    box = opened(setting, console, QMessageBox)
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.reject()
    assert setting.count("asset") == 3
    assert texts(console) == []


def test_what_others_refer_to_stays_and_is_told(setting: StockedSetting, stock: Stock) -> None:
    console, editing = parts_of(setting)
    editing.remove([Key("site", stock.site)])
    answer(opened(setting, console, QMessageBox), "Entfernen")
    setting.qtbot.waitUntil(lambda: bool(texts(console)))
    assert "3 Geräte" in texts(console)[-1]
    assert setting.count("site") == 1


def test_what_somebody_removed_meanwhile_is_a_conflict_that_is_told(
    setting: StockedSetting, stock: Stock
) -> None:
    console, editing = parts_of(setting)
    editing.remove(stock.keys[:1])
    box = opened(setting, console, QMessageBox)
    setting.store.put(remove("asset", stock.assets[0]))
    answer(box, "Entfernen")
    setting.qtbot.waitUntil(lambda: bool(texts(console)))
    assert "Entfernt" not in texts(console)[-1]


def test_a_query_with_filters_is_edited_as_a_whole(setting: StockedSetting, stock: Stock) -> None:
    console, editing = parts_of(setting)
    query = Query("asset", (Filter("state", Operator.IS, ("in_service",)),))
    editing.edit_many([], ChosenRecords("asset", chosen_ids(setting), query))
    dialog = opened(setting, console, BulkDialog)
    assert dialog._source.query == query
    dialog.reject()
