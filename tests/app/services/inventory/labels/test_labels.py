"""Labels: sheets that fit on a page, texts that are never cut without a word, codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.fields import Field, Value
from app.services.inventory.labels import (
    SHEETS,
    CodeKind,
    LabelContent,
    LabelForm,
    LabelSheet,
    code_of,
    code_text,
    contents_of,
    lay_out,
    page_count,
    read_records,
    sheet_of,
    spot_of,
)
from app.services.inventory.labels.codes import QUIET
from app.services.inventory.labels.layout import SMALLEST_PT
from tests.fakes.inventory_exports import made_city
from tests.inventories import MadeInventory

CONTENT = LabelContent("0004711", "0004711", ("AP-SÜD-12", "AP 635"), "Stadt Beispiel")
sheets = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[MadeInventory]:
    made = made_city(tmp_path)
    yield made
    made.close()


def measure(text: str, is_bold: bool) -> float:
    """Letters as wide as those of an ordinary face."""
    return len(text) * (0.6 if is_bold else 0.55)


def words(field: Field, value: Value) -> str:
    return field.choice_label(value)


@sheets
def test_all_labels_stand_on_the_page_and_beside_each_other(sheet: LabelSheet) -> None:
    spots = [spot_of(sheet, number) for number in range(sheet.count)]
    assert {page for page, _, _ in spots} == {0}
    assert min(x for _, x, _ in spots) >= 0
    assert max(x for _, x, _ in spots) + sheet.width_mm <= sheet.page_mm[0] + 1e-9
    assert min(y for _, _, y in spots) >= 0
    assert max(y for _, _, y in spots) + sheet.height_mm <= sheet.page_mm[1] + 1e-9
    assert sheet.pitch_x_mm >= sheet.width_mm
    assert sheet.pitch_y_mm >= sheet.height_mm


def test_the_commonest_sheet_has_the_makers_measures() -> None:
    sheet = sheet_of("l7160")
    assert (sheet.count, sheet.left_mm, sheet.top_mm) == pytest.approx((21, 7.25, 15.15))
    assert sheet_of("nirgends") is sheet


def test_used_labels_are_left_free_and_pages_follow() -> None:
    sheet = sheet_of("l7160")
    assert spot_of(sheet, 0, used=20)[0] == 0
    assert spot_of(sheet, 1, used=20) == (1, sheet.left_mm, sheet.top_mm)
    assert spot_of(sheet, 0, offset_mm=(0.5, -1.0))[1:] == pytest.approx((7.75, 14.15))
    assert [page_count(sheet, labels, 20) for labels in (0, 1, 2, 22, 23)] == [0, 1, 2, 2, 3]


@sheets
def test_an_ordinary_label_is_readable_and_whole_on_every_sheet(sheet: LabelSheet) -> None:
    label = lay_out(CONTENT, sheet, measure)
    assert not label.is_cut
    assert label.is_readable
    assert [text.text for text in label.texts] == [
        "0004711",
        "AP-SÜD-12",
        "AP 635",
        "Stadt Beispiel",
    ]


@sheets
@given(st.lists(st.text(min_size=1, max_size=60), max_size=7), st.text(max_size=40))
def test_nothing_leaves_the_label_and_what_is_missing_is_told(
    sheet: LabelSheet, lines: list[str], foot: str
) -> None:
    content = LabelContent("0815", "0815", tuple(lines), foot)
    label = lay_out(content, sheet, measure)
    left, top, side = label.code_mm
    assert left >= 0
    assert top >= 0
    assert top + side <= sheet.height_mm
    for text in label.texts:
        assert text.size_pt >= SMALLEST_PT - 1e-9
        assert text.x_mm >= left + side + QUIET * label.module_mm - 1e-9
        if len(text.text) > 1:
            end = text.x_mm + measure(text.text, text.is_bold) * text.size_mm
            assert end <= sheet.width_mm + 1e-6
        assert 0 <= text.y_mm <= sheet.height_mm - text.size_mm
    there = len(label.texts) + len(label.dropped)
    assert there >= len({*lines, *([foot] if foot else []), "0815"})
    shown = {text.text for text in label.texts if not text.is_elided}
    assert {*lines, "0815"} <= shown | set(label.dropped) or label.is_cut


def test_a_code_says_the_inventory_number_or_the_permanent_name() -> None:
    assert code_text(CodeKind.TAG, "0815", "abc") == "0815"
    assert code_text(CodeKind.TAG, "", "abc") == "leitstand:asset:abc"
    assert code_text(CodeKind.UID, "0815", "abc") == "leitstand:asset:abc"


def test_a_code_has_its_three_corners() -> None:
    modules = code_of("0004711")
    assert modules.shape == (21, 21)
    for corner in (modules[:7, :7], modules[:7, -7:], modules[-7:, :7]):
        assert corner[0].all()
        assert corner[2:5, 2:5].all()
        assert not corner[1, 1:6].any()


def test_a_long_code_on_a_small_label_is_told_to_be_unreadable() -> None:
    content = LabelContent("leitstand:asset:" + "0" * 32, "1", ())
    assert not lay_out(content, sheet_of("l4731"), measure).is_readable
    assert lay_out(content, sheet_of("l7160"), measure).is_readable


def test_contents_come_from_the_inventory_in_the_order_asked_for(city: MadeInventory) -> None:
    reader = city.reader()
    records = read_records(reader, ["a4", "nichts", "a1"])
    reader.close()
    assert [record.uid for record in records] == ["a4", "a1"]
    form = LabelForm(("name", "type.name", "site.name"), owner="Stadt Beispiel")
    first, second = contents_of(records, form, words)
    assert first == LabelContent("0004", "0004", ("Markt-AP", "AP 635", "Markt"), "Stadt Beispiel")
    assert second.heading == "0001"


def test_a_made_up_asset_says_so_on_its_label(city: MadeInventory) -> None:
    reader = city.reader()
    record = read_records(reader, ["a4"])[0]
    reader.close()
    made_up = type(record)(record.uid, {**record.values, "source": "Simulation"})
    assert contents_of([made_up], LabelForm(has_owner=False), words)[0].foot == "Simulation"
