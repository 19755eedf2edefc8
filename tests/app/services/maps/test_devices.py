"""Devices carry points, know their place, and gather what their points say."""

import numpy as np

from app.domain.points import PointId, SourceId
from app.services.maps.devices import Devices
from tests.fakes.city import make_city
from tests.fakes.map_cities import HOME, map_city

DEVICES = Devices(map_city())


def test_points_of_one_device_make_one_device() -> None:
    assert [str(one.id) for one in DEVICES.all] == [
        "luft-1", "luft-2", "luft-3", "ap-1", "switch-1", "mobil-1",
    ]  # fmt: skip
    assert DEVICES.all[0].rows == (0, 1)
    assert DEVICES.device_of.tolist() == [0, 0, 1, 2, 3, 3, 4, 5]


def test_devices_of_one_place_are_drawn_side_by_side_and_keep_their_true_place() -> None:
    one, other = DEVICES.all[:2]
    assert one.place == other.place == HOME
    assert one.spot != other.spot
    assert DEVICES.all[2].spot == DEVICES.all[2].place


def test_devices_without_a_place_are_listed() -> None:
    assert [str(one.id) for one in DEVICES.unplaced] == ["mobil-1"]


def test_names_say_where_and_which() -> None:
    assert DEVICES.all[0].name("de") == "Marktplatz · luft-1"
    assert DEVICES.all[0].name("en") == "Market place · luft-1"
    assert DEVICES.all[0].kind_text("en") == "Air station"


def test_the_worst_of_the_points_is_the_device() -> None:
    ranks = np.array([0, 2, 1, 0, 5, 5, 0, 3], np.uint8)
    assert DEVICES.worst(ranks).tolist() == [2, 1, 0, 5, 0, 3]
    assert DEVICES.best(ranks).tolist() == [0, 1, 0, 5, 0, 3]
    assert DEVICES.worst_rows(ranks).tolist() == [1, 2, 3, 4, 6, 7]


def test_points_and_devices_find_each_other() -> None:
    assert DEVICES.rows_of([PointId("ap-1.clients"), PointId("luft-1.no2"), PointId("?")]) == (0, 3)
    assert [str(one.id) for one in DEVICES.points_of("ap-1")] == ["ap-1.online", "ap-1.clients"]
    assert DEVICES.points_of("?") == ()
    assert DEVICES.find("?") is None
    assert DEVICES.point_row(PointId("?")) == -1


def test_sources_have_places() -> None:
    assert DEVICES.source_place(SourceId("netz")) == 3
    assert DEVICES.source_place(SourceId("?")) == -1


def test_a_city_without_points_has_no_devices() -> None:
    empty = Devices(make_city(0))
    none = np.zeros(0, np.uint8)
    assert len(empty) == 0
    assert empty.worst(none).tolist() == empty.best(none).tolist() == []
    assert empty.worst_rows(none).tolist() == []
