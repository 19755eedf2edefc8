"""Guidance: written once for a part of the city, inherited by the points below it."""

from dataclasses import replace

from app.domain.guidance import Guidance, GuidanceScope, inherited
from app.domain.texts import Text
from tests.fakes.hamlet import hamlet

S = GuidanceScope


def test_a_point_inherits_from_everything_above_it_the_nearest_first() -> None:
    point = replace(hamlet().points[0], type="air_station.no2", district="mitte")
    everything = [
        Guidance(S.CITY, "", Text("Stadt")),
        Guidance(S.DISTRICT, "mitte", Text("Mitte")),
        Guidance(S.DISTRICT, "heessen", Text("Heessen")),
        Guidance(S.POINT, str(point.id), Text("Datenpunkt")),
        Guidance(S.FIELD, str(point.field), Text("Feld")),
        Guidance(S.TYPE, "air_station", Text("Station")),
        Guidance(S.TYPE, "air_station.no2", Text("Messung")),
        Guidance(S.TYPE, "air_station.o3", Text("andere Messung")),
        Guidance(S.SOURCE, str(point.source), Text("Quelle")),
        Guidance(S.DEVICE, str(point.device), Text("Gerät")),
    ]
    found = [guidance.text.de for guidance in inherited(everything, point)]
    assert found == [
        "Datenpunkt",
        "Gerät",
        "Quelle",
        "Messung",
        "Station",
        "Mitte",
        "Feld",
        "Stadt",
    ]


def test_nothing_is_inherited_where_nothing_is_written() -> None:
    assert inherited([], hamlet().points[0]) == []
