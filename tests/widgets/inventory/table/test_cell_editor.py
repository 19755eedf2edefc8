"""A cell is edited in place: refusals stand at it, and two who change at once see both values."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.inventories import update
from tests.widgets.inventory.made import Made, heard
from widgets.inventory.table import InventoryTable
from widgets.inventory.table.cell_editor import CellEditor


def edit(qtbot: QtBot, table: InventoryTable, row: int, path: str) -> CellEditor:
    place = [column.path.text for column in table.model.columns].index(path)
    table.grid.setCurrentIndex(table.model.index(row, place))
    table.edit_cell()
    found: list[CellEditor] = []

    def is_open() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, CellEditor)]
        return bool(found)

    qtbot.waitUntil(is_open)
    return found[0]


def test_a_text_is_saved_with_the_version_that_was_seen(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    editor = edit(qtbot, table, 1, "name")
    editor.editor.set_value("Umbenannt")
    editor.save()
    place = [column.path.text for column in table.model.columns].index("name")
    qtbot.waitUntil(lambda: table.model.text(1, place) == "Umbenannt")


def test_a_refusal_stands_at_the_value(qtbot: QtBot, table: InventoryTable, made: Made) -> None:
    editor = edit(qtbot, table, 1, "tag")
    editor.editor.set_value("INV-0002")
    editor.save()
    assert editor.editor.problem
    assert editor.isVisible()
    editor.close()


def test_of_two_who_change_at_once_the_second_sees_both_values(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    editor = edit(qtbot, table, 1, "name")
    made.store.put(update("asset", made.assets[1], name="Anderer Name"))
    editor.editor.set_value("Mein Name")
    editor.save()
    assert "„Anderer Name“" in editor.editor.problem
    editor.save()
    reader = made.store.reader()
    record = reader.record("asset", made.assets[1])
    reader.close()
    assert record is not None
    assert record.text("name") == "Mein Name"


def test_a_field_of_another_record_is_not_edited_here(qtbot: QtBot, table: InventoryTable) -> None:
    told = heard(table.message_requested)
    place = [column.path.text for column in table.model.columns].index("type.kind")
    table.grid.setCurrentIndex(table.model.index(0, place))
    table.edit_cell()
    assert "anderen Datensatz" in str(told[0])


def test_where_another_record_is_called_by_name_another_one_is_chosen(
    qtbot: QtBot, table: InventoryTable, made: Made
) -> None:
    editor = edit(qtbot, table, 0, "site.name")
    editor.editor.set_value(made.sites[4])
    editor.save()
    place = [column.path.text for column in table.model.columns].index("site.name")
    qtbot.waitUntil(lambda: table.model.text(0, place) == "Verteiler Lange Straße 4")
