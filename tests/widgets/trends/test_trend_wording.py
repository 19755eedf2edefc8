"""Names of curves: equal names are told apart by where they are, and at last by the device."""

from dataclasses import replace

from app.domain.points import DeviceId, PointId
from app.domain.texts import Text
from tests.fakes.city import make_city
from widgets.trends.wording import point_places, point_titles

POINT = replace(make_city(10).points[0], name=Text("Leistung"), site=Text("Ahlener Straße"))


def test_the_site_tells_equal_names_apart() -> None:
    other = replace(POINT, id=PointId("b"), site=Text("Marktplatz"))
    assert list(point_titles([POINT, other]).values()) == [
        "Leistung · Ahlener Straße",
        "Leistung · Marktplatz",
    ]


def test_the_device_tells_apart_what_stands_at_one_place() -> None:
    first = replace(POINT, device=DeviceId("licht-1072"))
    second = replace(POINT, id=PointId("b"), device=DeviceId("licht-1073"))
    assert list(point_places([first, second]).values()) == [
        "Ahlener Straße · licht-1072",
        "Ahlener Straße · licht-1073",
    ]


def test_a_point_given_twice_is_no_other_one() -> None:
    assert point_places([POINT, POINT]) == {POINT.id: "Ahlener Straße"}


def test_a_point_without_a_site_keeps_its_name() -> None:
    nowhere = replace(POINT, site=Text(""))
    assert point_titles([nowhere]) == {nowhere.id: "Leistung"}
