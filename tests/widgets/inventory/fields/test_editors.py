"""Editors of fields: they give back what they were given, and say what cannot be read."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.inventory.kinds import KINDS
from widgets.inventory.fields import ValueWords, make_editor
from widgets.inventory.fields.dates import DateEditor, read_day
from widgets.inventory.fields.editors import ChoiceEditor, NumberEditor
from widgets.inventory.fields.wording import point_of, tags_of, tags_text

ASSET = KINDS["asset"]


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("asset", "name", "Access Point 17"),
        ("asset", "depreciation_months", 60),
        ("asset", "height", 63.25),
        ("asset", "cost", 1234.5),
        ("asset", "bought_on", "2026-11-30"),
        ("asset", "first_seen_us", 1_764_000_012_345_678),
        ("asset", "state", "in_service"),
        ("asset", "tags", "|wlan|ersatz|"),
        ("custom_field", "required", 1),
        ("custom_field", "required", 0),
        ("district", "geometry", "POLYGON ((0 0, 1 0, 1 1, 0 0))"),
        ("asset_type", "template", '{"ports": 4}'),
        ("asset", "site", "0" * 32),
    ],
)
def test_what_is_shown_and_left_alone_comes_back_as_it_was(
    qtbot: QtBot, kind: str, name: str, value: Value
) -> None:
    editor = make_editor(KINDS[kind].field(name))
    qtbot.addWidget(editor)
    editor.set_value(value)
    assert editor.value() == value
    assert editor.own_problem() == ""
    editor.set_value(None)
    assert editor.value() is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_field_of_each_kind_has_an_editor_with_a_name(qtbot: QtBot, kind: str) -> None:
    for field in KINDS[kind].all_fields:
        editor = make_editor(field)
        qtbot.addWidget(editor)
        assert editor.value() in {None, 0}
        proxy = editor.focusProxy()
        assert proxy is not None
        assert proxy.accessibleName().startswith(field.label)


def test_a_number_is_read_with_comma_and_with_point(qtbot: QtBot) -> None:
    editor = make_editor(ASSET.field("height"))
    qtbot.addWidget(editor)
    assert isinstance(editor, NumberEditor)
    for text in ("12,5", "12.5"):
        editor.line.clear()
        QTest.keyClicks(editor.line, text)
        assert editor.value() == 12.5


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("height", "hoch", "keine Zahl"),
        ("depreciation_months", "12,5", "ganze Zahl"),
        ("depreciation_months", "-3", "mindestens"),
        ("bought_on", "31.02.2026", "kein Tag"),
        ("first_seen_us", "gestern", "Zeitpunkt"),
        ("mac", "zz", "nicht die Form"),
    ],
)
def test_what_cannot_be_read_is_said_below_the_editor_and_is_no_value(
    qtbot: QtBot, name: str, text: str, words: str
) -> None:
    editor = make_editor(ASSET.field(name))
    qtbot.addWidget(editor)
    editor.show()
    QTest.keyClicks(editor.line, text)  # type: ignore[attr-defined]  # all of these have a line
    assert words in editor.problem
    assert words in editor.accessibleDescription()
    editor.set_value(None)
    assert editor.problem == ""


def test_a_day_is_written_in_several_ways_or_picked(qtbot: QtBot) -> None:
    for text in ("3.11.2026", "03.11.26", "2026-11-03"):
        day = read_day(text)
        assert day is not None
        assert day.isoformat() == "2026-11-03"
    editor = make_editor(ASSET.field("bought_on"))
    qtbot.addWidget(editor)
    assert isinstance(editor, DateEditor)
    with qtbot.waitSignal(editor.changed):
        editor._take(QDate(2026, 11, 30))
    assert editor.line.text() == "30.11.2026"
    assert editor.value() == "2026-11-30"


def test_a_place_is_two_numbers(qtbot: QtBot) -> None:
    editor = make_editor(KINDS["district"].field("geometry"))
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "415.230,5 / 5.725.180")  # type: ignore[attr-defined]
    assert editor.value() == "POINT (415230.500 5725180.000)"
    assert point_of(str(editor.value())) == (415230.5, 5725180.0)
    editor.line.setText("irgendwo")  # type: ignore[attr-defined]
    assert editor.value() is None
    assert "zwei Zahlen" in editor.own_problem()


def test_a_word_that_is_offered_no_more_stays_until_another_is_chosen(qtbot: QtBot) -> None:
    field = replace(ASSET.field("rack_side"), choices=())
    editor = make_editor(field)
    qtbot.addWidget(editor)
    editor.set_value("front")
    assert editor.value() == "front"


def test_only_steps_that_lead_on_can_be_chosen(qtbot: QtBot) -> None:
    editor = make_editor(ASSET.field("state"))
    qtbot.addWidget(editor)
    assert isinstance(editor, ChoiceEditor)
    editor.set_value("in_service")
    editor.offer({"repair"})
    model = editor.box.model()
    open_words = {
        editor.box.itemData(place)
        for place in range(editor.box.count())
        if model.flags(model.index(place, 0)) & Qt.ItemFlag.ItemIsEnabled
    }
    assert open_words == {None, "in_service", "repair"}


@given(st.lists(st.text(alphabet="abc äß-", min_size=1).map(str.strip).filter(bool)))
def test_tags_come_back_from_their_text_each_once(names: list[str]) -> None:
    assert tags_of(tags_text(names)) == list(dict.fromkeys(names))


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        (FieldType.INTEGER, 12_345, "12.345"),
        (FieldType.DECIMAL, 0.25, "0,25"),
        (FieldType.DECIMAL, 3, "3"),
        (FieldType.MONEY, 1234.5, "1.234,50"),
        (FieldType.DATE, "2026-11-30", "30.11.2026"),
        (FieldType.FLAG, 0, "nein"),
        (FieldType.TAGS, "|a|b|", "a, b"),
        (FieldType.MOMENT, 1_764_000_000_000_000, "24.11.2025 17:00"),
        (FieldType.GEOMETRY, "LINESTRING (0 0, 1 1, 2 2)", "Linie, 3 Punkte"),
        (FieldType.TEXT, "", ""),
        (FieldType.DATE, "kein Tag", "kein Tag"),
    ],
)
def test_values_are_said_as_people_here_write_them(
    type_: FieldType, value: Value, text: str
) -> None:
    assert ValueWords().text(Field("x", "X", type_), value) == text
