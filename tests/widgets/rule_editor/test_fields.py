"""Numbers, spans of time, the matrix, schedules and choices: what is read and what is told."""

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.domain.alarms import Consequence, ResponseTime, Schedule
from app.domain.texts import Text
from tests.fakes.rules import make_edited, state_rule
from widgets.rule_editor.choosers import (
    CodesField,
    FormulaField,
    LimitField,
    PointField,
    SuppressorsField,
)
from widgets.rule_editor.fields import About, CountField, Field, TextField, written
from widgets.rule_editor.matrix import Matrix, MatrixField
from widgets.rule_editor.numbers import DurationEdit, NumberEdit, number_text
from widgets.rule_editor.schedule import ScheduleField

EDITED = make_edited()
CITY, POINT, RULE = EDITED.city, EDITED.point, EDITED.rule
ABOUT = About(CITY, POINT, is_new=False, points={point.id: point for point in CITY.points})


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def told(field: Field) -> list[dict[str, object]]:
    """Return the list that fills with what a field tells."""
    heard: list[dict[str, object]] = []
    field.edited.connect(heard.append)
    return heard


# --- numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written_as", "means"),
    [("1,5", 1.5), ("1.5", 1.5), ("−3", -3.0), ("1.000,5", 1000.5), (" 20 ", 20.0)],
)
def test_numbers_are_read_as_people_write_them(qtbot: QtBot, written_as: str, means: float) -> None:
    edit = NumberEdit()
    qtbot.addWidget(edit)
    edit.setText(written_as)
    assert edit.parsed() == means


def test_nothing_is_no_number_and_letters_are_nonsense(qtbot: QtBot) -> None:
    edit = NumberEdit()
    qtbot.addWidget(edit)
    numbers: list[float] = []
    nonsense: list[bool] = []
    edit.number_changed.connect(numbers.append)
    edit.nonsense.connect(nonsense.append)
    edit.show_number(4.0)
    edit.selectAll()
    QTest.keyClicks(edit, "x")
    edit.show_number(4.0)
    assert (edit.text(), nonsense[-1]) == ("x", True)
    edit.drop_nonsense()
    assert (edit.text(), nonsense[-1]) == ("4", False)
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert isnan(numbers[-1])


def test_arrow_keys_step(qtbot: QtBot) -> None:
    edit = NumberEdit(step=0.1)
    qtbot.addWidget(edit)
    edit.show_number(1.0)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert edit.text() == "0,1"


def test_a_number_that_is_shown_again_keeps_how_it_was_written(qtbot: QtBot) -> None:
    edit = NumberEdit()
    qtbot.addWidget(edit)
    edit.setText("4,50")
    edit.show_number(4.5)
    assert edit.text() == "4,50"


def test_numbers_have_as_many_decimals_as_they_need() -> None:
    assert [number_text(v) for v in (3.0, 0.25, float("nan"))] == ["3", "0,25", ""]


def test_numbers_beyond_all_measure_are_written_with_a_power_of_ten(qtbot: QtBot) -> None:
    assert number_text(1e308).lower() == "1e+308"
    assert number_text(-1.5e-12).lower() == "-1,5e-12"
    edit = NumberEdit()
    qtbot.addWidget(edit)
    for value in (1e308, -1.5e-12, 2.5e18):
        edit.setText(number_text(value))
        assert edit.parsed() == value


def test_spans_are_shown_in_the_largest_unit_that_fits(qtbot: QtBot) -> None:
    edit = DurationEdit()
    qtbot.addWidget(edit)
    shown = []
    for seconds in (45.0, 600.0, 7200.0, 0.0, 5400.0):
        edit.show_seconds(seconds)
        shown.append(f"{edit.number.text()} {edit.unit.currentText()}")
    assert shown == ["45 s", "10 min", "2 h", "0 s", "90 min"]


def test_another_unit_is_another_span(qtbot: QtBot) -> None:
    edit = DurationEdit()
    qtbot.addWidget(edit)
    heard: list[float] = []
    edit.seconds_changed.connect(heard.append)
    edit.show_seconds(600.0)
    edit.unit.setCurrentIndex(2)
    edit.unit.activated.emit(2)
    assert heard == [36_000.0]


def test_how_often_is_a_whole_number(qtbot: QtBot) -> None:
    field = CountField("realarm_limit")
    qtbot.addWidget(field)
    heard = told(field)
    field.show_rule(RULE, ABOUT)
    QTest.keyClicks(field.number, "3")
    field.number.selectAll()
    QTest.keyClick(field.number, Qt.Key.Key_Delete)
    assert heard == [{"realarm_limit": 3}, {"realarm_limit": 0}]


# --- texts ------------------------------------------------------------------------------------


def test_texts_are_edited_in_the_language_of_the_screen(qtbot: QtBot) -> None:
    assert written(Text("alt", "old"), "neu") == Text("neu", "old")
    assert written("alt", "neu") == "neu"
    QLocale.setDefault(QLocale("en_GB"))
    assert written(Text("alt", "old"), "new") == Text("alt", "new")
    field = TextField("action")
    qtbot.addWidget(field)
    heard = told(field)
    field.show_rule(replace(RULE, action=Text("anrufen", "call")), ABOUT)
    assert (field.box.toPlainText(), heard) == ("call", [])


# --- matrix -----------------------------------------------------------------------------------


def test_a_click_into_the_matrix_chooses(qtbot: QtBot) -> None:
    field = MatrixField()
    qtbot.addWidget(field)
    field.resize(400, 200)
    field.show()
    qtbot.waitExposed(field)
    heard = told(field)
    cell = (Consequence.MODERATE, ResponseTime.PROMPT)
    QTest.mouseClick(
        field.matrix, Qt.MouseButton.LeftButton, pos=field.matrix.box(cell).center().toPoint()
    )
    assert heard == [{"consequence": cell[0], "response": cell[1]}]
    QTest.mouseClick(field.matrix, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert len(heard) == 1
    field.show_rule(RULE, ABOUT)
    assert field.matrix.cell == (RULE.consequence, RULE.response)
    field.matrix.grab()


def test_arrow_keys_walk_through_the_matrix(qtbot: QtBot) -> None:
    matrix = Matrix()
    qtbot.addWidget(matrix)
    matrix.chosen.connect(lambda cell: matrix.show_cell(*cell))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(matrix, key)
    assert matrix.cell == (Consequence.MODERATE, ResponseTime.HOURS)
    for _ in range(5):
        QTest.keyClick(matrix, Qt.Key.Key_Up)
    assert matrix.cell == (Consequence.SEVERE, ResponseTime.HOURS)
    assert "Mittel" in matrix.words(matrix.cell)
    assert "Ereignis" in matrix.words((Consequence.NONE, ResponseTime.HOURS))


def test_nothing_at_stake_has_no_cell(qtbot: QtBot) -> None:
    matrix = Matrix()
    qtbot.addWidget(matrix)
    matrix.show_cell(Consequence.NONE, ResponseTime.HOURS)
    assert matrix.cell is None


# --- schedules --------------------------------------------------------------------------------


def test_a_schedule_is_added_changed_and_taken_away(qtbot: QtBot) -> None:
    field = ScheduleField()
    qtbot.addWidget(field)
    heard = told(field)
    rule = RULE
    field.edited.connect(lambda changes: field.show_rule(replace(rule, **changes), ABOUT))
    field.show_rule(rule, ABOUT)
    assert not field.always.isHidden()
    field.add.click()
    line = field.lines[0]
    line.days[5].click()
    line.end.setTime(QTime(0, 0))
    assert heard[-1] == {"schedule": (Schedule(frozenset(range(6)), 480, 1440),)}
    line.findChildren(QToolButton)[-1].click()
    assert heard[-1] == {"schedule": ()}


# --- choices ----------------------------------------------------------------------------------


def test_a_legal_limit_brings_threshold_and_basis(qtbot: QtBot) -> None:
    field = LimitField()
    qtbot.addWidget(field)
    heard = told(field)
    assert field.has_choice(RULE, ABOUT)
    field.show_rule(RULE, ABOUT)
    field.choice.activated.emit(1)
    field.choice.activated.emit(0)
    assert heard == [
        {"limit": "luft", "threshold": 50.0, "basis": "Gesetz (2020)"},
        {"limit": ""},
    ]
    field.show_rule(replace(RULE, limit="fort"), ABOUT)
    assert field.choice.currentText() == "fort"


def test_a_reference_is_a_point_of_the_same_unit(qtbot: QtBot) -> None:
    field = PointField("reference")
    qtbot.addWidget(field)
    heard = told(field)
    field.show_rule(RULE, ABOUT)
    other = next(p for p in CITY.points if p.unit == POINT.unit and p.id != POINT.id)
    QTest.keyClicks(field.line, str(other.id))
    assert heard[-1] == {"reference": other.id}
    field.show_rule(replace(RULE, reference=other.id), ABOUT)
    field.line.clear()
    field.line.textEdited.emit("")
    assert heard[-1] == {"reference": None}
    field.line.setText("fehlt")
    field.line.editingFinished.emit()
    assert heard[-1] == {"reference": "fehlt"}


def test_states_are_ticked(qtbot: QtBot) -> None:
    field = CodesField()
    qtbot.addWidget(field)
    point, rule = state_rule(CITY)
    heard = told(field)
    field.show_rule(replace(rule, codes=frozenset({2, 9})), replace(ABOUT, point=point))
    assert [box.text() for box in field.boxes.values()] == ["Aus", "In Betrieb", "Störung", "9"]
    field.boxes[0].click()
    assert heard == [{"codes": frozenset({0, 2, 9})}]


def test_a_formula_names_the_point_of_its_rule(qtbot: QtBot) -> None:
    field = FormulaField()
    qtbot.addWidget(field)
    heard = told(field)
    field.show_rule(RULE, ABOUT)
    other = CITY.points[3]
    field.box.insertPlainText(f"[{other.id}] * 2")
    assert heard[-1] == {"formula": f"[{other.id}] * 2", "point": other.id}
    field.box.insertPlainText(" +")
    assert heard[-1] == {"formula": f"[{other.id}] * 2 +"}


def test_alarms_that_explain_are_added_and_dropped(qtbot: QtBot) -> None:
    field = SuppressorsField()
    qtbot.addWidget(field)
    heard = told(field)
    field.show_rule(RULE, ABOUT)
    field.choice.setCurrentIndex(0)
    first = field.choice.itemData(0)
    assert first != RULE.id
    field.choice.activated.emit(0)
    assert heard[-1] == {"suppressed_by": (first,)}
    field.show_rule(replace(RULE, suppressed_by=(first,)), ABOUT)
    field.findChildren(QToolButton)[-1].click()
    assert heard[-1] == {"suppressed_by": ()}
