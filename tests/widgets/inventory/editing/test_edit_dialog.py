"""The dialog of one record: required fields, problems, conflicts, templates, leaving."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key, Record
from tests.fakes.clocks import FakeClock
from tests.fakes.inventory_worlds import AP, LINK, SITE, SWITCH_TYPE, World, make_world
from tests.inventories import remove, update
from widgets.inventory.editing import EditDialog
from widgets.theme import theme

Open = Callable[..., EditDialog]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path, FakeClock())
    yield made
    made.inventory.close()


@pytest.fixture
def opened(qtbot: QtBot, world: World) -> Iterator[Open]:
    theme().apply("light")
    made: list[EditDialog] = []

    def go(key: Key, **others: Any) -> EditDialog:
        dialog = EditDialog(world.inventory.reader, key, clock=FakeClock(), **others)
        qtbot.addWidget(dialog)
        dialog.change_requested.connect(lambda wish: wish.done(world.attempt(wish.changeset)))
        dialog.show()
        qtbot.waitUntil(lambda: dialog.draft is not None)
        made.append(dialog)
        return dialog

    yield go
    for dialog in made:
        dialog.discard()


def record(world: World, key: Key) -> Record:
    with closing(world.inventory.reader()) as reader:
        found = reader.record(key.kind, key.uid)
    assert found is not None
    return found


def write(dialog: EditDialog, name: str, value: object) -> None:
    """Put a value into a field as a person does."""
    editor = dialog.form.editors[name]
    editor.set_value(value)  # type: ignore[arg-type]
    editor.changed.emit()


def test_only_what_was_changed_is_saved_with_its_reason(
    qtbot: QtBot, world: World, opened: Open
) -> None:
    dialog = opened(AP)
    write(dialog, "name", "AP E 04 Decke")
    write(dialog, "custom.kostenstelle", "0815")
    dialog.reason.setEditText("Umbenannt")
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save.click()
    assert saved.args == [AP]
    after = record(world, AP)
    assert after.get("name") == "AP E 04 Decke"
    assert "0815" in after.text("custom")
    with closing(world.inventory.reader()) as reader:
        newest = reader.history(AP)[0]
    assert (set(newest.after), newest.transaction.reason) == ({"name", "custom"}, "Umbenannt")


def test_nothing_changed_is_closed_without_a_wish(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(AP)
    with qtbot.assertNotEmitted(dialog.change_requested):
        dialog.save.click()
    assert not dialog.isVisible()


def test_problems_are_shown_at_their_field_as_one_types(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(AP)
    write(dialog, "mac", "00:11")
    qtbot.waitUntil(lambda: "MAC-Adresse" in dialog.form.editors["mac"].problem)
    with qtbot.assertNotEmitted(dialog.change_requested):
        dialog.save.click()
    write(dialog, "mac", "00:11:22:33:44:55")
    qtbot.waitUntil(lambda: not dialog.form.editors["mac"].problem)


def test_what_the_store_refuses_is_shown_at_its_field(world: World, opened: Open) -> None:
    dialog = opened(AP)
    write(dialog, "tag", "HAM-000120")
    dialog.save.click()
    assert dialog.form.editors["tag"].problem
    assert dialog.isVisible()
    assert record(world, AP).get("tag") == "HAM-004711"


def test_required_fields_are_marked_and_asked_for_when_saved(opened: Open) -> None:
    dialog = opened(Key("asset", ""), given={"site": SITE.uid})
    assert dialog.form.editors["site"].value() == SITE.uid
    assert not dialog.form.editors["type"].problem
    dialog.save.click()
    assert "„Typ“ fehlt" in dialog.form.editors["type"].problem


def test_a_new_asset_gets_the_ports_of_its_type_in_one_transaction(
    qtbot: QtBot, world: World, opened: Open
) -> None:
    dialog = opened(Key("asset", ""))
    write(dialog, "tag", "NEU-1")
    write(dialog, "type", SWITCH_TYPE.uid)
    qtbot.waitUntil(dialog.ports.isVisible)
    assert dialog.ports.text().startswith("8 Anschlüsse")
    dialog.save.click()
    assert dialog.draft is not None
    with closing(world.inventory.reader()) as reader:
        wanted = (Filter("asset", Operator.IS, (dialog.draft.key.uid,)),)
        assert len(reader.records("port", wanted)) == 8
        assert reader.transactions(1)[0].count == 9


def test_a_copy_leaves_out_what_belongs_to_one_thing_alone(world: World, opened: Open) -> None:
    dialog = opened(AP, is_copy=True)
    values = dialog.form.values()
    assert values["type"] == record(world, AP).get("type")
    assert all(values[name] is None for name in ("tag", "serial", "mac", "device"))


def test_references_of_any_kind_know_their_kind(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(LINK)
    assert dialog.form.editors["a_kind"].value() == "port"
    assert dialog.form.editors["a"].value() == record_uid(52)
    assert not dialog.is_changed


def record_uid(number: int) -> str:
    return f"{number:032x}"


# --- conflicts ------------------------------------------------------------------------------


def test_a_conflict_shows_both_values_and_saves_what_is_chosen(
    qtbot: QtBot, world: World, opened: Open
) -> None:
    dialog = opened(AP)
    write(dialog, "name", "Von mir")
    write(dialog, "cost", 700.0)
    world.inventory.put(update("asset", AP.uid, name="Von jemand anderem", cost=650.0, owner="Amt"))
    dialog.save.click()
    qtbot.waitUntil(lambda: set(dialog.conflict.mine) == {"name", "cost"})
    assert dialog.conflict.theirs["name"].text() == "Von jemand anderem"
    assert not dialog.conflict.save.isEnabled()
    dialog.conflict.mine["name"].click()
    dialog.conflict.theirs["cost"].click()
    dialog.conflict.save.click()
    after = record(world, AP)
    assert (after.get("name"), after.get("cost"), after.get("owner")) == ("Von mir", 650.0, "Amt")


def test_changes_of_other_fields_need_no_choice(qtbot: QtBot, world: World, opened: Open) -> None:
    dialog = opened(AP)
    write(dialog, "name", "Von mir")
    world.inventory.put(update("asset", AP.uid, owner="Amt"))
    dialog.save.click()
    qtbot.waitUntil(dialog.conflict.isVisible)
    dialog.conflict.save.click()
    after = record(world, AP)
    assert (after.get("name"), after.get("owner")) == ("Von mir", "Amt")


def test_a_record_removed_meanwhile_is_said(world: World, opened: Open) -> None:
    dialog = opened(LINK)
    write(dialog, "length_m", 40.0)
    world.inventory.put(remove("link", LINK.uid))
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.notice.sentence


# --- leaving --------------------------------------------------------------------------------


def test_unsaved_changes_ask_before_closing(opened: Open) -> None:
    dialog = opened(AP)
    write(dialog, "name", "Halb fertig")
    dialog.reject()
    assert dialog.isVisible()
    assert "noch nicht gespeichert" in dialog.notice.sentence
    dialog.notice.action_requested.emit()
    assert not dialog.isVisible()


def test_a_dialog_without_changes_closes_at_once(opened: Open) -> None:
    dialog = opened(AP)
    dialog.reject()
    assert not dialog.isVisible()


def test_reasons_given_before_are_offered(opened: Open) -> None:
    dialog = opened(AP)
    offered = [dialog.reason.itemText(row) for row in range(dialog.reason.count())]
    assert "Gewährleistung verlängert" in offered
    assert not dialog.reason.currentText()


def test_a_record_that_is_gone_is_said_in_a_sentence(qtbot: QtBot, world: World) -> None:
    dialog = EditDialog(world.inventory.reader, Key("asset", "f" * 32))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "nicht mehr" in dialog.stage.placeholder.sentence)
    dialog.discard()
