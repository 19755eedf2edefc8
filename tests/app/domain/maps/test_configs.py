"""What a profile says of its map."""

from app.domain.maps import NO_MAP, LayerFile, MapConfig, OnlineMap
from app.domain.texts import Text


def test_a_city_without_a_map_shows_and_fetches_nothing() -> None:
    assert MapConfig() == NO_MAP
    assert (NO_MAP.folder, NO_MAP.files, NO_MAP.online, NO_MAP.allowed) == ("", (), (), ())


def test_a_layer_is_hidden_until_the_profile_or_a_person_shows_it() -> None:
    layer = LayerFile("radwege", Text("Radwege"), "/ebenen/radwege.gpkg")
    assert (layer.is_visible, layer.crs, layer.part) == (False, "", "")


def test_an_online_map_has_tiles_of_the_usual_size() -> None:
    one = OnlineMap("karte", Text("Karte"), "https://k.example/{z}/{x}/{y}.png", "© Amt")
    assert (one.tile_size, one.max_zoom) == (256, 18)
