"""The tables of the mapping step, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.services.inventory.imports.mapping import (
    PLACE,
    Blank,
    ColumnMapping,
    Match,
    Missing,
    Unreadable,
    Use,
    Way,
)
from app.services.tables.model import RawTable
from tests.fakes.raw_tables import raw_table
from widgets.inventory.importing.chips import Chip, ChipBar
from widgets.inventory.importing.column_table import TARGET, SearchBox
from widgets.inventory.importing.fixed_table import MODE, VALUE
from widgets.inventory.importing.grids import cell_text
from widgets.inventory.importing.mapping_step import MappingStep
from widgets.inventory.importing.proposals import Proposal, look_of
from widgets.inventory.importing.word_table import MEANING
from widgets.theme import theme

RAW = raw_table(
    ("Nr", "Name", "Art", "Ort"), (1, "Eins", "Schule", "Hamm"), (2, "Zwei", "Penne", "Hamm")
)
MAPPING = ColumnMapping(
    "site",
    (Use(("code",), ("Nr",)), Use(("name",), ("Name",)), Use(("kind",), ("Art",), certainty=0.8)),
    Match(("code",)),
    {"state": "active"},
)


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")


def shown(raw: RawTable, mapping: ColumnMapping) -> MappingStep:
    step = MappingStep()
    step.show_proposal(raw, Proposal(mapping, {}))
    step.show_look(look_of(raw, mapping))
    step.resize(1200, 800)
    step.show()
    return step


@pytest.fixture
def step(qtbot: QtBot) -> MappingStep:
    made = shown(RAW, MAPPING)
    qtbot.addWidget(made)
    return made


def row_of(step: MappingStep, key: str) -> int:
    columns = step.table.columns
    return next(n for n in range(columns.rowCount()) if columns.key(n) == key)


def test_a_target_is_found_by_part_of_its_name_with_the_keyboard(
    qtbot: QtBot, step: MappingStep
) -> None:
    row = row_of(step, "")
    step.table.setCurrentIndex(step.table.columns.index(row, TARGET))
    step.table.setFocus()
    QTest.keyClick(step.table, Qt.Key.Key_Return)
    box = step.table.findChild(SearchBox)
    assert box is not None
    box.setEditText("ort")
    place = box.place()
    assert box.itemData(place).key == "place"
    box.chosen.emit()
    assert step.table.columns.key(row) == "place"
    assert step.mapping is not None
    assert step.mapping.use_of("place") == Use(("place",), ("Ort",))


def test_nonsense_in_the_box_changes_nothing(qtbot: QtBot, step: MappingStep) -> None:
    row = row_of(step, "name")
    step.table.clicked.emit(step.table.columns.index(row, TARGET))
    box = step.table.findChild(SearchBox)
    assert box is not None
    box.setEditText("gibt es nicht")
    box.chosen.emit()
    assert step.table.columns.key(row) == "name"


def test_certainty_is_said_in_words(step: MappingStep) -> None:
    columns = step.table.columns
    told = [str(columns.data(columns.index(n, 3))) for n in range(4)]
    assert told == ["sicher", "sicher", "wahrscheinlich (80\u202f%)", ""]


def test_unknown_words_are_given_a_meaning(qtbot: QtBot, step: MappingStep) -> None:
    words = step.words.words
    assert [(row.word, row.rows, row.meaning) for row in words.rows] == [("Penne", 1, None)]
    assert "1 offen" in step.tabs.tabText(0)
    step.tabs.setCurrentIndex(0)
    step.words.clicked.emit(words.index(0, MEANING))
    box = step.words.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData("school"))
    box.activated.emit(box.currentIndex())
    assert step.mapping is not None
    use = step.mapping.use_of("kind")
    assert use is not None
    assert dict(use.words) == {"penne": "school"}
    step.show_look(look_of(RAW, step.mapping))
    assert words.open_count == 0


def test_fixed_values_are_added_changed_and_taken_away(qtbot: QtBot, step: MappingStep) -> None:
    fixed = step.fixed
    step.tabs.setCurrentIndex(1)
    fixed.box.setEditText("Betreiber")
    fixed.box.chosen.emit()
    row = [one.path for one in fixed.fixed.rows].index("operator")
    line = fixed.table.findChild(QLineEdit)
    assert line is not None
    line.setText("Stadt")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: step.mapping is not None and "operator" in step.mapping.defaults)
    assert step.mapping is not None
    assert step.mapping.defaults["operator"] == "Stadt"
    row = [one.path for one in fixed.fixed.rows].index("operator")
    fixed.table.clicked.emit(fixed.fixed.index(row, MODE))
    box = next(one for one in fixed.table.findChildren(QComboBox) if one.count() == 2)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert step.mapping.use_of("operator") == Use(("operator",), (), Way.CONSTANT, "Stadt")
    row = [one.path for one in fixed.fixed.rows].index("operator")
    fixed.table.selectRow(row)
    fixed.remove.click()
    assert step.mapping.use_of("operator") is None


def test_a_choice_is_offered_by_its_words(qtbot: QtBot, step: MappingStep) -> None:
    fixed = step.fixed.fixed
    row = [one.path for one in fixed.rows].index("state")
    assert fixed.data(fixed.index(row, VALUE)) == "aktiv"
    fixed.change(row, text="planned")
    assert step.mapping is not None
    assert step.mapping.defaults["state"] == "planned"


def test_rules_say_how_rows_find_their_records(step: MappingStep) -> None:
    rules = step.rules
    told = [rules.match.itemText(place) for place in range(rules.match.count())]
    assert told[0] == "Kennung (in jeder Zeile eine andere)"
    assert told[-1] == "Jede Zeile ist ein neuer Datensatz"
    rules.match.setCurrentIndex(len(told) - 1)
    rules.match.activated.emit(len(told) - 1)
    assert step.mapping is not None
    assert step.mapping.match == Match()
    rules.erase.click()
    rules.leave.click()
    assert (step.mapping.blank, step.mapping.unreadable) == (Blank.ERASE, Unreadable.LEAVE_EMPTY)


def test_what_is_missing_can_be_made(step: MappingStep) -> None:
    columns = step.table.columns
    wanted = next(one for one in columns.choices() if one.key == "district.name")
    columns.choose(row_of(step, ""), wanted)
    step.rules.makers["district"].click()
    assert step.mapping is not None
    assert step.mapping.missing["district"] is Missing.CREATE
    step.rules.counted.click()
    assert step.mapping.match.is_counted


def test_a_key_by_place_has_a_word(qtbot: QtBot) -> None:
    mapping = ColumnMapping("site", (Use(("name",), ("Name",)),), Match((PLACE,)))
    made = shown(RAW, mapping)
    qtbot.addWidget(made)
    assert made.rules.match.currentText() == "Lage"
    assert any("Lage" in one for one in made.flaws)


def test_counts_are_pressed_and_released(qtbot: QtBot) -> None:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.show_chips([Chip(1, "neu", "mdi6.plus", 3), Chip(2, "Fehler", "mdi6.alert", 0)])
    bar.buttons[0].click()
    assert list(bar.chosen) == [1]
    assert not bar.buttons[1].isEnabled()
    bar.show_chips([Chip(1, "neu", "mdi6.plus", 0), Chip(2, "Fehler", "mdi6.alert", 1)])
    assert list(bar.chosen) == []


def test_cells_are_shown_as_the_file_has_them() -> None:
    assert cell_text(None) == ""
    assert cell_text(1.5) == "1,5"
    assert cell_text("x" * 500).endswith("…")
