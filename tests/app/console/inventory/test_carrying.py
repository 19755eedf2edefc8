"""The way of a change: carried out, refused, taken back, brought back, and what is said of it."""

from dataclasses import replace
from threading import Event
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.inventory.carrying import Carrier
from app.console.notices import NoticeLevel
from app.domain.inventory.changes import (
    Changeset,
    Commit,
    ConflictError,
    Operation,
    Origin,
    RefusedError,
)
from app.domain.inventory.fields import Value
from app.domain.inventory.records import Key
from app.services.ports import Progress, StorageError
from tests.fakes.stocked_console import (
    Answered,
    Stock,
    StockedSetting,
    press_notice,
    texts,
)
from tests.inventories import MadeInventory, create, remove, update


class BrokenStore(MadeInventory):
    """A store whose disk does not take anything."""

    @override
    def submit(self, changeset: Changeset, done: Any, progress: Progress | None = None) -> None:
        done(StorageError("Der Datenträger ist voll."))


def carrier_of(console: Any) -> Carrier:
    found = console.inventory.carrier
    assert isinstance(found, Carrier)
    return found


def name_of(setting: StockedSetting, uid: str) -> object:
    found = setting.record("asset", uid)
    return None if found is None else found.get("name")


def carried_out(
    setting: StockedSetting, carrier: Carrier, *operations: Operation, origin: Origin = Origin.EDIT
) -> Commit:
    """Wish for something and return what came of it."""
    asked = Answered()
    carrier.carry_out(asked.wish(Changeset(list(operations), origin=origin)))
    setting.qtbot.waitUntil(lambda: bool(asked.outcomes))
    (outcome,) = asked.outcomes
    assert isinstance(outcome, Commit)
    return outcome


def renamed(setting: StockedSetting, carrier: Carrier, uid: str, name: str) -> Commit:
    return carried_out(setting, carrier, update("asset", uid, name=name))


def undone(setting: StockedSetting, carrier: Carrier) -> None:
    """Take the last change back, and wait until that is settled."""
    with setting.qtbot.waitSignal(carrier.steps_changed):
        carrier.undo()


def redone(setting: StockedSetting, carrier: Carrier) -> None:
    with setting.qtbot.waitSignal(carrier.steps_changed):
        carrier.redo()


# ---- wishes ------------------------------------------------------------------------------------
def test_a_wish_is_carried_out_and_everybody_hears_of_it(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    carrier = carrier_of(setting.idle())
    with qtbot.waitSignal(carrier.committed) as heard:
        commit = renamed(setting, carrier, stock.assets[0], "Neuer Name")
    assert heard.args == [commit]
    assert name_of(setting, stock.assets[0]) == "Neuer Name"
    assert carrier.can_undo
    assert not carrier.can_redo


def test_changes_of_others_are_heard_but_are_not_ours_to_take_back(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    carrier = carrier_of(setting.idle())
    with qtbot.waitSignal(carrier.committed):
        setting.store.put(update("asset", stock.assets[0], name="Von anderswo"))
    assert not carrier.can_undo


def test_a_small_change_is_not_talked_about(setting: StockedSetting, stock: Stock) -> None:
    console = setting.idle()
    renamed(setting, carrier_of(console), stock.assets[0], "Neu")
    assert texts(console) == []


def test_a_refusal_is_said_as_a_notice_where_no_pane_says_it(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    asked = Answered()
    carrier_of(console).carry_out(
        asked.wish(Changeset([update("asset", stock.assets[0], state="disposed")]))
    )
    qtbot.waitUntil(lambda: bool(asked.outcomes))
    assert isinstance(asked.outcomes[0], RefusedError)
    (said,) = console.window.notices.said
    assert said.level is NoticeLevel.WARNING
    assert "führt kein Schritt zu „entsorgt“" in said.text
    assert "Möglich sind:" in said.text


def test_a_pane_that_tells_refusals_itself_is_the_only_one_to_tell_them(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    asked = Answered(is_told=True)
    carrier_of(console).carry_out(
        asked.wish(Changeset([update("asset", stock.assets[0], mac="nein")]))
    )
    qtbot.waitUntil(lambda: bool(asked.outcomes))
    (outcome,) = asked.outcomes
    assert isinstance(outcome, RefusedError)
    assert [one.field for one in outcome.problems] == ["mac"]
    assert texts(console) == []


def test_many_refusals_are_counted_not_listed(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    asked = Answered()
    bad: dict[str, Value] = {"mac": "nein", "cost": -1, "bought_on": "gestern", "rack_unit": 99}
    operations = [Operation(update("asset", "").action, "asset", stock.assets[0], bad)]
    carrier_of(console).carry_out(asked.wish(Changeset(operations)))
    qtbot.waitUntil(lambda: bool(asked.outcomes))
    lines = texts(console)[0].splitlines()
    assert len(lines) == 4
    assert lines[-1] == "Und 1 weitere Hinweise."


def test_a_conflict_changes_nothing_and_asks_to_look_again(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    uid = stock.assets[0]
    setting.store.put(update("asset", uid, name="Schneller"))
    asked = Answered()
    carrier_of(console).carry_out(asked.rename(uid, "Zu spät", rev=1))
    qtbot.waitUntil(lambda: bool(asked.outcomes))
    (outcome,) = asked.outcomes
    assert isinstance(outcome, ConflictError)
    assert Key("asset", uid) in outcome.current
    assert "Jemand anderes hat den Datensatz inzwischen geändert" in texts(console)[0]
    assert name_of(setting, uid) == "Schneller"


def test_a_stopped_change_is_told_and_leaves_nothing(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    asked = Answered()
    wish = asked.wish(
        Changeset(
            [create("asset", tag=f"N{row}", type=stock.type, state="staged") for row in range(5)]
        )
    )
    stopping = type(wish)(wish.changeset, wish.done, progress=lambda *_: False)
    carrier_of(console).carry_out(stopping)
    qtbot.waitUntil(lambda: bool(asked.outcomes))
    assert texts(console) == ["Abgebrochen; nichts wurde geändert."]
    assert setting.count("asset") == 3


def test_what_cannot_be_written_is_said_as_it_is(setting: StockedSetting, stock: Stock) -> None:
    setting.served = broken = BrokenStore(setting.store.path, setting.clock)
    try:
        console = setting.idle()
        asked = Answered()
        carrier_of(console).carry_out(asked.rename(stock.assets[0], "Neu"))
        setting.qtbot.waitUntil(lambda: bool(asked.outcomes))
        (said,) = console.window.notices.said
        assert (said.level, said.text) == (NoticeLevel.ERROR, "Der Datenträger ist voll.")
        assert not carrier_of(console).can_undo
    finally:
        broken.close()


def test_nobody_is_told_anything_after_the_end(setting: StockedSetting, stock: Stock) -> None:
    console = setting.idle()
    carrier = carrier_of(console)
    heard: list[object] = []
    carrier.committed.connect(heard.append)
    asked = Answered()
    carrier.carry_out(asked.rename(stock.assets[0], "Noch gespeichert"))
    console.inventory.close()
    setting.store.put(update("asset", stock.assets[1], name="Danach"))
    setting.qtbot.wait(0)
    assert name_of(setting, stock.assets[0]) == "Noch gespeichert"
    assert heard == []
    assert asked.outcomes == []


def test_a_large_import_is_given_up_at_the_end_and_a_small_change_is_not(
    setting: StockedSetting, stock: Stock
) -> None:
    console = setting.idle()
    carrier = carrier_of(console)
    gate = Event()

    def busy(_: object) -> None:
        gate.wait(10)

    setting.store.database.write(busy)  # so is the writer when the end comes
    many = [create("tag", name=f"Schlagwort {number}") for number in range(3_000)]
    carrier.carry_out(Answered().wish(Changeset(many)))
    carrier.carry_out(Answered().wish(Changeset([create("tag", name="Einzeln")])))
    console.inventory.close()
    gate.set()
    assert setting.store.database.flush(30)
    assert setting.count("tag") == 1


def test_the_console_tells_what_a_pane_that_went_can_tell_no_more(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    asked = Answered(is_told=True)
    wish = asked.wish(Changeset([update("asset", stock.assets[0], mac="nein")]))
    carrier_of(console).carry_out(replace(wish, is_heard=lambda: False))
    qtbot.waitUntil(lambda: bool(asked.outcomes))
    assert len(texts(console)) == 1


# ---- many at once --------------------------------------------------------------------------------
def test_bulk_work_offers_to_be_taken_back_where_it_is_told(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    carrier = carrier_of(console)
    operations = [update("asset", uid, owner="Schulamt") for uid in stock.assets]
    carried_out(setting, carrier, *operations, origin=Origin.BULK)
    assert texts(console) == ["3 Datensätze wurden geändert."]
    with qtbot.waitSignal(carrier.steps_changed):
        press_notice(console, "Rückgängig machen")
    assert texts(console)[-1].startswith("Rückgängig gemacht: 3 Datensätze")
    assert all(not setting.record("asset", uid).get("owner") for uid in stock.assets)  # type: ignore[union-attr]
    with qtbot.waitSignal(carrier.steps_changed):
        press_notice(console, "Wiederherstellen")
    assert texts(console)[-1] == "Wiederhergestellt: 3 Datensätze."
    assert all(setting.record("asset", uid).get("owner") for uid in stock.assets)  # type: ignore[union-attr]


def test_bulk_work_that_changes_nothing_says_so(setting: StockedSetting, stock: Stock) -> None:
    console = setting.idle()
    carrier = carrier_of(console)
    operations = [update("asset", uid, state="in_service") for uid in stock.assets]
    carried_out(setting, carrier, *operations, origin=Origin.BULK)
    assert texts(console) == ["Nichts hat sich geändert: Alles ist schon so."]
    assert not carrier.can_undo


# ---- back and forth --------------------------------------------------------------------------
def test_steps_go_back_and_forth_in_their_order(setting: StockedSetting, stock: Stock) -> None:
    carrier = carrier_of(setting.idle())
    uid = stock.assets[0]
    for name in ("Eins", "Zwei"):
        renamed(setting, carrier, uid, name)
    undone(setting, carrier)
    assert name_of(setting, uid) == "Eins"
    undone(setting, carrier)
    assert name_of(setting, uid) == "Gerät 0"
    redone(setting, carrier)
    assert name_of(setting, uid) == "Eins"
    redone(setting, carrier)
    assert name_of(setting, uid) == "Zwei"
    assert (carrier.can_undo, carrier.can_redo) == (True, False)
    undone(setting, carrier)
    assert name_of(setting, uid) == "Eins"


def test_pressed_twice_in_a_row_two_steps_are_taken_back(
    setting: StockedSetting, stock: Stock
) -> None:
    console = setting.idle()
    carrier = carrier_of(console)
    uid = stock.assets[0]
    for name in ("Eins", "Zwei"):
        renamed(setting, carrier, uid, name)
    carrier.undo()
    carrier.undo()
    setting.qtbot.waitUntil(lambda: name_of(setting, uid) == "Gerät 0")
    setting.qtbot.waitUntil(lambda: len(texts(console)) == 2)
    assert all(text.startswith("Rückgängig gemacht") for text in texts(console))
    carrier.redo()
    carrier.redo()
    setting.qtbot.waitUntil(lambda: name_of(setting, uid) == "Zwei")


def test_a_new_change_ends_what_could_be_brought_back(
    setting: StockedSetting, stock: Stock
) -> None:
    carrier = carrier_of(setting.idle())
    renamed(setting, carrier, stock.assets[0], "Eins")
    undone(setting, carrier)
    assert carrier.can_redo
    renamed(setting, carrier, stock.assets[0], "Anders")
    assert not carrier.can_redo


def test_nothing_to_take_back_is_said(setting: StockedSetting) -> None:
    console = setting.idle()
    carrier_of(console).undo()
    carrier_of(console).redo()
    assert [text.split(",")[0] for text in texts(console)] == ["Es gibt nichts", "Es gibt nichts"]


def test_a_new_record_goes_with_the_findings_opened_of_it_and_both_come_back(
    setting: StockedSetting, stock: Stock
) -> None:
    carrier = carrier_of(setting.idle())
    made = create("asset", tag="INV-9", name="Kurz", type=stock.type, state="staged")
    carried_out(setting, carrier, made)
    finding = create(
        "finding", rule="no_site", subject_kind="asset", subject=made.uid, state="open",
        severity="low", text="Ohne Standort", opened_us=setting.clock.now_us(),
    )  # fmt: skip
    setting.store.commit(Changeset([finding], origin=Origin.MEASURED))
    undone(setting, carrier)
    assert setting.record("asset", made.uid) is None
    assert setting.record("finding", finding.uid) is None
    redone(setting, carrier)
    assert setting.record("asset", made.uid) is not None
    assert setting.record("finding", finding.uid) is not None


def test_what_was_changed_again_since_is_not_taken_back_and_the_step_is_given_up(
    setting: StockedSetting, stock: Stock
) -> None:
    console = setting.idle()
    carrier = carrier_of(console)
    renamed(setting, carrier, stock.assets[1], "Früher")
    renamed(setting, carrier, stock.assets[0], "Unsere")
    setting.store.put(update("asset", stock.assets[0], name="Von anderswo"))
    undone(setting, carrier)
    assert "lässt sich nicht zurücknehmen" in texts(console)[-1]
    assert name_of(setting, stock.assets[0]) == "Von anderswo"
    undone(setting, carrier)
    assert name_of(setting, stock.assets[1]) == "Gerät 1"


def test_an_older_change_can_be_taken_back_by_its_name(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    carrier = carrier_of(setting.idle())
    older = renamed(setting, carrier, stock.assets[0], "Eins")
    renamed(setting, carrier, stock.assets[1], "Zwei")
    with qtbot.waitSignal(carrier.steps_changed):
        carrier.undo(older.transaction)
    assert name_of(setting, stock.assets[0]) == "Gerät 0"
    assert name_of(setting, stock.assets[1]) == "Zwei"


def test_a_removal_is_taken_back(setting: StockedSetting, stock: Stock) -> None:
    carrier = carrier_of(setting.idle())
    carried_out(setting, carrier, remove("asset", stock.assets[0]))
    undone(setting, carrier)
    assert name_of(setting, stock.assets[0]) == "Gerät 0"


def test_the_disk_being_full_leaves_the_step_for_later(
    setting: StockedSetting, stock: Stock, qtbot: QtBot
) -> None:
    console = setting.idle()
    renamed(setting, carrier_of(console), stock.assets[0], "Eins")
    broken = BrokenStore(setting.store.path, setting.clock)
    parent = QObject()
    carrier = Carrier(console, broken, parent)
    try:
        carrier._undo.extend(carrier_of(console)._undo)
        with qtbot.waitSignal(carrier.steps_changed):
            carrier.undo()
        assert texts(console)[-1] == "Der Datenträger ist voll."
        assert carrier.can_undo
    finally:
        carrier.close()
        broken.close()
