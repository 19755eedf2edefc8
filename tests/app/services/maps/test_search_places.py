"""What a search can find: everything of the city that has a place."""

from app.services.maps.devices import Devices
from app.services.maps.search_places import PlaceKind, SearchPlace, city_places
from tests.fakes.map_rows import make_places_city


def of_kind(places: tuple[SearchPlace, ...], kind: PlaceKind) -> list[SearchPlace]:
    return [place for place in places if place.kind is kind]


def test_devices_sites_and_districts_of_a_city_can_be_found() -> None:
    city = make_places_city(60)
    places = city_places(Devices(city))
    devices = of_kind(places, PlaceKind.DEVICE)
    assert {place.device_id for place in devices} == {str(point.device) for point in city.points}
    first = next(place for place in devices if place.device_id == str(city.points[0].device))
    assert str(city.points[0].id) in first.keys
    assert first.detail.de.endswith("Mitte")
    assert {place.name for place in of_kind(places, PlaceKind.DISTRICT)} == {
        one.name.de for one in city.districts
    }
    sites = of_kind(places, PlaceKind.SITE)
    assert {place.name for place in sites} == {point.site.de for point in city.points}
    assert all(place.box is None or place.box.west <= place.box.east for place in sites)
    assert any(place.box is not None for place in sites), "a site of several devices has a box"
