"""The legend says what is visible, the topmost first."""

from dataclasses import replace

import numpy as np
import pytest

from app.domain.maps import LayerKind, LayerStyle, MapLayer
from app.domain.texts import Text
from app.services.maps.legends import LegendEntry, Sign, legend_of
from app.services.maps.model import MapModel
from app.services.maps.sources import Rank
from app.services.maps.surfaces import interpolate
from app.services.maps.works import WorkKind
from tests.fakes.city import make_state
from tests.fakes.map_cities import map_city, sensor_city

CITY = map_city()


def made(*shown: str, model: MapModel | None = None) -> tuple[LegendEntry, ...]:
    if model is None:
        model = MapModel()
        model.set_city(CITY)
    layers = [replace(one, is_visible=one.id in shown) for one in model.layers()]
    return legend_of(layers, model)


def test_nothing_visible_is_no_legend() -> None:
    assert made() == ()


def test_alarms_come_first_with_their_glyphs() -> None:
    entries = made("alarms", "points:umwelt", "connections")
    assert [one.rank for one in entries[:4]] == [
        Rank.CRITICAL, Rank.HIGH, Rank.MEDIUM, Rank.LOW,
    ]  # fmt: skip
    assert entries[0].sign is Sign.GLYPH
    assert Sign.GLYPH_OUTLINE in {one.sign for one in entries}


def test_states_stand_once_and_those_of_alarms_only_without_alarms() -> None:
    dots = [
        one.rank
        for one in made("alarms", "points:umwelt", "points:bildung")
        if one.sign is Sign.DOT
    ]
    assert dots == [Rank.BAD, Rank.STALE, Rank.NORMAL]
    alone = [one.rank for one in made("points:umwelt") if one.sign is Sign.DOT]
    assert alone[0] is Rank.CRITICAL
    assert len(alone) == 7


def test_works_follow_the_order_of_their_kinds() -> None:
    assert len(made("works")) == len(WorkKind)


def test_symbols_stand_for_the_fields_there_are() -> None:
    assert [one.icon for one in made("assets")] == ["mdi6.leaf", "mdi6.school-outline"]


def test_a_quantity_has_a_ramp_with_its_ends_and_its_unit() -> None:
    model = MapModel()
    model.set_city(CITY)
    model.set_visible(["values"])
    assert made("values", model=model) == ()
    model.show_state(make_state(CITY, values=np.linspace(10, 40, 8)))
    (ramp,) = made("values", model=model)
    assert (ramp.sign, ramp.low) == (Sign.RAMP, "10")
    assert ramp.high.endswith("µg/m³")


def test_a_surface_says_its_error_and_what_hatching_means() -> None:
    city = sensor_city([(7.75, 51.65), (7.8, 51.7), (7.85, 51.66), (7.9, 51.7), (7.82, 51.68)])
    model = MapModel()
    model.set_city(city)
    model.set_visible(["surface"])
    model.show_state(make_state(city, values=np.array([10.0, 20.0, 30.0, 40.0, 25.0])))
    assert "Fehler" not in made("surface", model=model)[0].name.de
    inputs = model.surface_inputs()
    assert inputs is not None
    model.take_surface(interpolate(inputs, side=20))
    ramp, hatch = made("surface", model=model)
    assert "mittlerer Fehler ±\u202f" in ramp.name.de  # no line breaks there
    assert "mean error ±" in ramp.name.en
    assert hatch.sign is Sign.HATCH


def test_several_layers_of_one_quantity_are_told_apart_by_their_names() -> None:
    model = MapModel()
    model.set_city(CITY)
    model.set_visible(["values", "heat"])
    model.show_state(make_state(CITY, values=np.linspace(10, 40, 8)))
    (alone,) = made("heat", model=model)
    heat, values = sorted(made("values", "heat", model=model), key=lambda one: one.layer)
    assert heat.name.de == f"Heatmap: {alone.name.de}"
    assert heat.name.en == f"Heat map: {alone.name.in_language('en')}"
    assert values.name.de == f"Messwerte als Zahlen: {alone.name.de}"


def test_files_show_the_colour_a_person_gave_them() -> None:
    model = MapModel()
    model.set_city(CITY)
    layer = MapLayer("file:x", Text("Radwege"), LayerKind.FILE, style=LayerStyle(colour=3))
    dashed = replace(layer, style=LayerStyle(is_dashed=True))
    (one,), (other,) = legend_of([layer], model), legend_of([dashed], model)
    assert (one.sign, one.colour, one.name.de) == (Sign.AREA, 3, "Radwege")
    assert other.sign is Sign.DASHED


@pytest.mark.parametrize(
    ("kinds", "sign"),
    [
        ({"area", "point"}, Sign.AREA),
        ({"line", "point"}, Sign.LINE),
        ({"point"}, Sign.DOT),
        (set(), None),
    ],
)
def test_files_have_the_sign_of_their_largest_features(kinds: set[str], sign: Sign | None) -> None:
    model = MapModel()
    model.set_city(CITY)
    layer = MapLayer("file:x", Text("Radwege"), LayerKind.FILE)
    entries = legend_of([layer], model, {"file:x": kinds})
    assert [entry.sign for entry in entries] == ([] if sign is None else [sign])
    assert legend_of([layer], model, {}) == (), "what could not be read explains nothing"


def test_base_maps_and_layers_nobody_sees_have_no_line() -> None:
    model = MapModel()
    model.set_city(CITY)
    base = MapLayer("base:water", Text("Gewässer"), LayerKind.BASE)
    faint = MapLayer("file:x", Text("Radwege"), LayerKind.FILE, opacity=0.0)
    assert legend_of([base, faint], model) == ()
