"""A city: points of a source, and legal limits with their dates."""

from datetime import date

import pytest

from app.domain.cities import City, FieldOfAction, LegalLimit
from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKind,
    SourceId,
)
from app.domain.texts import Text

UNIT = EngineeringUnit("m", "m", Text("Meter"))


def point(name: str, source: str) -> Point:
    return Point(
        id=PointId(name),
        name=Text(name),
        kind=PointKind.ANALOG,
        unit=UNIT,
        source=SourceId(source),
        address=Address(name),
        field=FieldId("umwelt"),
        device=DeviceId(name),
        site=Text("Markt"),
    )


def test_points_of_a_source_come_in_the_order_of_the_profile() -> None:
    city = City(
        id="kleinstadt",
        name=Text("Kleinstadt"),
        time_zone="Europe/Berlin",
        fields=(FieldOfAction(FieldId("umwelt"), Text("Umwelt"), "mdi6.leaf", 1),),
        districts=(),
        units={"m": UNIT},
        sources=(),
        points=(point("c", "funk"), point("b", "plc"), point("a", "funk")),
        rules=(),
        tiles=(),
    )
    assert [one.id for one in city.points_of(SourceId("funk"))] == ["c", "a"]
    assert city.points_of(SourceId("weg")) == ()
    assert city.limits == ()
    assert city.notice == Text("")


@pytest.mark.parametrize(
    ("until", "day", "is_valid"),
    [
        (None, date(2009, 12, 31), False),
        (None, date(2010, 1, 1), True),
        (None, date(2099, 1, 1), True),
        (date(2029, 12, 31), date(2029, 12, 31), True),
        (date(2029, 12, 31), date(2030, 1, 1), False),
    ],
)
def test_a_row_of_the_law_holds_from_its_first_to_its_last_day(
    until: date | None, day: date, *, is_valid: bool
) -> None:
    row = LegalLimit("no2", 40.0, "ug_m3", Text("Jahr"), "39. BImSchV", date(2010, 1, 1), until)
    assert row.is_valid_on(day) is is_valid
