"""Floor plans drawn from the outlines of rooms."""

from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.records import Record
from app.services.inventory.demo import floor_plan
from app.services.inventory.demo.plans import SCALE

_SVG = "{http://www.w3.org/2000/svg}"
_NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


def _space(**values: Any) -> Record:
    return Record("space", "u", 1, 1, values, 0)


def _room(name: str, west: float, top: float, width: float, depth: float) -> Record:
    right, bottom = west + width, top + depth
    ring = f"{west} {top}, {right} {top}, {right} {bottom}, {west} {bottom}, {west} {top}"
    return _space(name=name, use="classroom", outline=f"POLYGON (({ring}))")


def test_a_plan_is_as_large_as_its_floor_and_shows_each_room_with_its_name() -> None:
    floor = _space(name="Erdgeschoss", plan_width_m=18.0, plan_height_m=19.0)
    rooms = [_room("Klassenraum A0.01", 0, 0, 9, 8), _room("Technik", 9, 0, 9, 8)]
    root = ET.fromstring(floor_plan(floor, rooms))  # noqa: S314 - made here
    assert float(root.attrib["width"]) == 18 * SCALE + 20
    assert len(root.findall(f".//{_SVG}polygon")) == 2
    texts = [one.text for one in root.findall(f".//{_SVG}text")]
    assert texts == ["Klassenraum", "A0.01", "Technik"]


def test_rooms_without_a_usable_outline_are_left_out() -> None:
    floor = _space(name="Keller")
    rooms = [
        _space(name="ohne"),
        _space(name="kaputt", outline="POLYGON (("),
        _space(name="Punkt", outline="POINT (1 1)"),
    ]
    root = ET.fromstring(floor_plan(floor, rooms))  # noqa: S314 - made here
    assert root.findall(f".//{_SVG}polygon") == []


def test_the_colours_given_are_the_colours_drawn() -> None:
    floor = _space(name="EG", plan_width_m=9.0, plan_height_m=8.0)
    plan = floor_plan(
        floor, [_room("A", 0, 0, 9, 8)], ink="#111111", fill="#222222", text="#333333"
    )
    assert {"#111111", "#222222", "#333333"} <= set(plan.split('"'))


@given(
    name=_NAMES,
    width=st.floats(0.5, 60),
    depth=st.floats(0.5, 40),
)
def test_any_name_stays_inside_its_room_and_makes_sound_xml(
    name: str, width: float, depth: float
) -> None:
    floor = _space(name=name, plan_width_m=width, plan_height_m=depth)
    root = ET.fromstring(floor_plan(floor, [_room(name, 0, 0, width, depth)]))  # noqa: S314 - ours
    for text in root.findall(f".//{_SVG}text"):
        assert 0 <= float(text.attrib["x"]) <= width * SCALE
        assert float(text.attrib["font-size"]) >= 1
        assert 0 <= float(text.attrib["y"]) <= depth * SCALE + 1
