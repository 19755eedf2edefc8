"""Many records are changed at once, after a look at every cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit, Origin
from app.domain.inventory.life_cycles import ASSET
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.services.ports import StoppedError
from tests.inventories import update
from tests.widgets.inventory.made import ASSETS, Made, make
from widgets.inventory.bulk import BulkDialog, BulkSource
from widgets.inventory.panes import Wish


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path)
    yield made
    made.store.close()


def open_dialog(qtbot: QtBot, made: Made, source: BulkSource) -> BulkDialog:
    dialog = BulkDialog(source, made.store.reader)
    qtbot.addWidget(dialog)

    def carry_out(wish: Wish) -> None:
        try:
            outcome: Commit | Exception = made.store.commit(wish.changeset)
        except Exception as error:  # noqa: BLE001 - the dialog is told whatever it is
            outcome = error
        wish.done(outcome)

    dialog.change_requested.connect(carry_out)
    dialog.open()
    qtbot.waitUntil(lambda: "bleiben gleich" in dialog.counts.text())
    return dialog


REPAIRS = Query("asset", (Filter("state", Operator.IS, ("repair",)),))


def test_records_of_a_query_are_changed_with_a_reason(qtbot: QtBot, made: Made) -> None:
    dialog = open_dialog(qtbot, made, BulkSource("asset", query=REPAIRS))
    dialog.form.add_field("owner").set_value("Schulträger")
    dialog.form.more_tags.setText("alt, tausch")
    dialog.form.changed.emit()
    count = ASSETS // 4
    expected = f"{count} ändern sich, 0 bleiben gleich, 0 gehen nicht"
    qtbot.waitUntil(lambda: dialog.counts.text() == expected)
    assert dialog.apply_button.text() == f"{count} Datensätze ändern"
    dialog.reason.setText("Tausch im Sommer")
    with qtbot.waitSignal(dialog.accepted):
        dialog.apply()
    reader = made.store.reader()
    latest = reader.transactions(1)[0]
    assert (latest.origin, latest.reason, latest.count) == (
        Origin.BULK,
        "Tausch im Sommer",
        count,
    )
    assert reader.count(Query("asset", (Filter("tags", Operator.HAS_TAG, ("tausch",)),))) == count
    reader.close()


def test_what_does_not_go_is_shown_and_left_out_when_that_is_wished(
    qtbot: QtBot, made: Made
) -> None:
    made.store.put(update("asset", made.assets[0], repair_note="Glas"))
    keys = [Key("asset", made.assets[0]), Key("asset", made.assets[4])]
    dialog = open_dialog(qtbot, made, BulkSource("asset", keys))
    dialog.form.steps.setCurrentIndex(dialog.form.steps.findData("repair"))
    dialog.form.changed.emit()
    qtbot.waitUntil(
        lambda: dialog.counts.text() == "1 ändern sich, 0 bleiben gleich, 1 gehen nicht"
    )
    assert not dialog.apply_button.isEnabled()
    dialog.only_problems.setChecked(True)
    assert dialog.model.rowCount() == 1
    assert "Schaden" in str(dialog.model.data(dialog.model.index(0, 4)))
    dialog.leave_out.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.apply()
    reader = made.store.reader()
    states = [reader.record("asset", key.uid) for key in keys]
    assert [one.text("state") for one in states if one] == ["repair", "in_service"]
    reader.close()


def test_references_are_shown_by_title(qtbot: QtBot, made: Made) -> None:
    dialog = open_dialog(qtbot, made, BulkSource("asset", [Key("asset", made.assets[0])]))
    dialog.form.add_field("site").set_value(made.sites[1])
    dialog.form.changed.emit()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    qtbot.waitUntil(lambda: dialog.model.data(dialog.model.index(0, 3)) == "Schule Lange Straße 1")
    assert dialog.model.data(dialog.model.index(0, 2)) == "Verteiler Lange Straße 0"
    dialog.reject()


def test_what_others_changed_meanwhile_is_seen_before_it_is_changed_again(
    qtbot: QtBot, made: Made
) -> None:
    key = Key("asset", made.assets[0])
    dialog = open_dialog(qtbot, made, BulkSource("asset", [key]))
    dialog.form.add_field("owner").set_value("Stadt")
    dialog.form.changed.emit()
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    made.store.put(update("asset", key.uid, owner="Land"))
    dialog.apply()
    assert "inzwischen" in dialog.notice.sentence
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert dialog.plan.cells[0].before == "Land"
    with qtbot.waitSignal(dialog.accepted):
        dialog.apply()


def test_what_cannot_be_read_is_not_planned_and_a_field_can_be_dropped(
    qtbot: QtBot, made: Made
) -> None:
    dialog = open_dialog(qtbot, made, BulkSource("asset", [Key("asset", made.assets[0])]))
    editor = dialog.form.add_field("cost")
    editor.line.setText("teuer")  # type: ignore[attr-defined]  # an editor of numbers
    dialog.form.changed.emit()
    qtbot.waitUntil(lambda: "keine Zahl" in editor.problem)
    assert not dialog.apply_button.isEnabled()
    dialog.form.drop_field("cost")
    qtbot.waitUntil(
        lambda: dialog.counts.text() == "0 ändern sich, 1 bleiben gleich, 0 gehen nicht"
    )
    dialog.reject()


def test_the_state_is_a_step_and_no_field_to_be_set(qtbot: QtBot, made: Made) -> None:
    dialog = open_dialog(qtbot, made, BulkSource("asset", [Key("asset", made.assets[1])]))
    box = dialog.form.add_box
    assert "state" not in {box.itemData(place) for place in range(box.count())}
    steps = {dialog.form.steps.itemData(place) for place in range(dialog.form.steps.count())}
    assert steps == {None, *(one.after for one in ASSET.steps_from("in_stock"))}
    dialog.reject()


def test_a_change_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, made: Made) -> None:
    dialog = BulkDialog(BulkSource("asset", query=REPAIRS), made.store.reader)
    qtbot.addWidget(dialog)
    wishes: list[Wish] = []
    dialog.change_requested.connect(wishes.append)
    dialog.open()
    qtbot.waitUntil(lambda: "bleiben gleich" in dialog.counts.text())
    dialog.form.add_field("owner").set_value("Schulträger")
    dialog.form.changed.emit()
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    dialog.apply()
    progress = wishes[0].progress
    assert progress is not None
    assert progress(30, 75)
    qtbot.waitUntil(lambda: dialog.bar.value() == 30)
    assert dialog.counts.text() == "Die Datensätze werden geändert: 30 von 75"
    dialog.reject()
    assert dialog.isVisible()
    assert not progress(40, 75)
    wishes[0].done(StoppedError("angehalten"))
    assert dialog.notice.isVisible()
    assert dialog.apply_button.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()
