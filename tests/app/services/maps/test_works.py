"""Where work goes on, is announced, or something is out of service."""

from dataclasses import replace
from typing import Any

from app.domain.alarms import AlarmId, MaintenanceWindow, OutOfService, Scope
from app.domain.points import DeviceId, FieldId
from app.services.maps.devices import Devices
from app.services.maps.judging import MapJudge
from app.services.maps.works import ANNOUNCED_US, WorkKind, Works
from tests.fakes.city import make_alarm, make_state
from tests.fakes.clocks import START_US
from tests.fakes.map_cities import map_city, properties

CITY = map_city()
DEVICES = Devices(CITY)
HOUR = 3_600_000_000


def window(start: int, end: int, name: str = "w", /, **scope: Any) -> MaintenanceWindow:
    return MaintenanceWindow(
        name, START_US + start, START_US + end, Scope(**scope), "Umbau", f"A-{name}", "Kim"
    )


AIR: dict[str, Any] = {"devices": frozenset({DeviceId("luft-1")})}


def kinds(works: Works, at_us: int = START_US) -> dict[str, WorkKind]:
    return {str(one.device.id): one.kind for one in works.at(at_us, ())}


def test_a_window_is_shown_at_its_devices_before_and_while_it_is_open() -> None:
    works = Works(DEVICES)
    works.set_windows([window(0, HOUR, **AIR)])
    assert kinds(works) == {"luft-1": WorkKind.NOW}
    assert kinds(works, START_US - HOUR) == {"luft-1": WorkKind.SOON}
    assert kinds(works, START_US - ANNOUNCED_US - 1) == {}
    assert kinds(works, START_US + HOUR) == {}


def test_a_field_in_work_means_all_of_its_devices() -> None:
    works = Works(DEVICES)
    works.set_windows([window(0, HOUR, fields=frozenset({FieldId("bildung")}))])
    assert set(kinds(works)) == {"ap-1", "switch-1"}


def test_the_more_important_work_is_shown() -> None:
    works = Works(DEVICES)
    works.set_windows([window(HOUR, 2 * HOUR, "b", **AIR), window(0, HOUR, "a", **AIR)])
    (one,) = works.at(START_US, ())
    assert (one.kind, one.order) == (WorkKind.NOW, "A-a")


def test_what_is_out_of_service_carries_its_order() -> None:
    removal = OutOfService(START_US, "Kim", "Sensor getauscht", "A-7")
    judge = MapJudge(DEVICES)
    alarms = {AlarmId("luft-1.no2#hi"): replace(make_alarm(), out_of_service=removal)}
    judge.take(make_state(CITY, alarms=alarms))
    works = Works(DEVICES)
    found = works.at(START_US, judge.alarms)
    assert properties(works.features(found)) == {
        0: {"k": "luft-1", "s": "out", "t": "A-7 · Sensor getauscht"}
    }


def test_devices_without_a_place_are_in_work_but_not_on_the_map() -> None:
    works = Works(DEVICES)
    works.set_windows([window(0, HOUR, devices=frozenset({DeviceId("mobil-1")}))])
    found = works.at(START_US, ())
    assert len(found) == 1
    assert properties(works.features(found)) == {}


def test_windows_that_are_taken_back_are_gone() -> None:
    works = Works(DEVICES)
    works.set_windows([window(0, HOUR, **AIR)])
    assert kinds(works)
    works.set_windows([])
    assert kinds(works) == {}
