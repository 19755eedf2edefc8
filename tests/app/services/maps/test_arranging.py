"""Which layers there are, and in which order."""

from dataclasses import replace

from app.domain.cities import City
from app.domain.maps import LayerFile, LayerKind, MapConfig, OnlineMap
from app.domain.texts import Text
from app.services.maps.arranging import layers_for, layers_of
from tests.fakes.map_cities import map_city

CITY = map_city()
MAP = MapConfig(
    folder="/somewhere",
    files=(
        LayerFile("radwege", Text("Radwege"), "/x/radwege.gpkg", is_visible=True),
        LayerFile("luftbild", Text("Luftbild"), "/x/luftbild.pmtiles", attribution="Land"),
    ),
    online=(OnlineMap("basemap", Text("basemap.de"), "https://x/{z}/{x}/{y}.png", "BKG"),),
)


def ids(city: City) -> list[str]:
    return [layer.id for layer in layers_of(city)]


def test_a_city_without_a_base_map_has_its_live_layers_alarms_on_top() -> None:
    assert ids(CITY) == [
        "surface", "heat", "connections", "works", "assets",
        "points:bildung", "points:umwelt", "values", "alarms",
    ]  # fmt: skip


def test_base_files_and_online_maps_lie_below() -> None:
    names = ids(replace(CITY, map=MAP))
    order = [
        "base:ground", "base:borders", "online:basemap", "tiles:luftbild", "file:radwege",
        "surface", "heat", "base:places", "base:landmarks", "connections",
    ]  # fmt: skip
    assert [name for name in names if name in order] == order
    assert len(set(names)) == len(names)


def test_nothing_comes_from_outside_and_no_value_has_colour_unless_somebody_asks() -> None:
    layers = {layer.id: layer for layer in layers_of(replace(CITY, map=MAP))}
    off = {"online:basemap", "tiles:luftbild", "surface", "heat", "values", "assets"}
    assert {name for name, layer in layers.items() if not layer.is_visible} == off
    assert layers["assets"].min_zoom == 12
    assert layers["tiles:luftbild"].attribution == "Land"


def test_every_layer_is_named_in_both_languages_and_has_an_icon() -> None:
    ours = (one for one in layers_of(CITY) if one.kind is not LayerKind.POINTS)
    assert all(layer.name.de and layer.name.en and layer.icon for layer in ours)


def test_a_field_begins_with_its_own_devices() -> None:
    shown = {
        layer.id: layer.is_visible
        for layer in layers_for(layers_of(CITY), "umwelt")
        if layer.kind is LayerKind.POINTS
    }
    assert shown == {"points:umwelt": True, "points:bildung": False}
    assert layers_for(layers_of(CITY), "overview") == layers_of(CITY)
